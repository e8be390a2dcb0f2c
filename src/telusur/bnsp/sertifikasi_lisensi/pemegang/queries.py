"""Reads of the register of certificates. Nothing here counts or scans the whole register."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import RekapSertifikat, SertifikatTerdaftar
from telusur.kernel.base.copied import as_code, certificate_key, copied, key_of
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)
PER_HALAMAN = 25
TERJAUH = 1000  # whoever has leafed so far through one name should search more exactly


@dataclass(frozen=True, slots=True)
class Potongan:
    """Some rows, the newest first; ``sesudah`` continues after the last, empty when there are no more."""

    rows: list[SertifikatTerdaftar]
    sesudah: str


@query(
    code="pemegang.lihat_register",
    title="Melihat register pemegang sertifikat",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
)
def register(ctx: Context, *, cari: str, lsp: Lsp | None = None, status: str = "", sesudah: str = "") -> Potongan:
    """By exact number, registration, code or blank; else by the beginning of the name. Raises NotPermitted.

    Each way has one order that one index gives ready: nothing is sorted, counted or scanned.
    """
    wanted = {name: value for name, value in (("lsp", lsp), ("status", status)) if value}
    kata = " ".join(cari.split())
    if satu := _tepat(kata):
        return Potongan(
            [row for row in (satu,) if all(getattr(row, name) == value for name, value in wanted.items())], ""
        )
    rows = SertifikatTerdaftar.objects.select_related("lsp").filter(**wanted)
    if any(char.isdigit() for char in kata):
        return Potongan([], "")
    if kata:
        mulai = min(int(sesudah), TERJAUH) if sesudah.isdecimal() else 0
        found = list(rows.filter(_berawal(kata.lower())).order_by("nama_cari", "id")[mulai : mulai + PER_HALAMAN + 1])
        lanjut = str(mulai + PER_HALAMAN)
    else:
        found = list(_lebih_lama(rows, sesudah).order_by("-id")[: PER_HALAMAN + 1])
        lanjut = str(found[PER_HALAMAN - 1].pk) if len(found) > PER_HALAMAN else ""
    return Potongan(found[:PER_HALAMAN], lanjut if len(found) > PER_HALAMAN else "")


def _lebih_lama(rows: QuerySet[SertifikatTerdaftar], sesudah: str) -> QuerySet[SertifikatTerdaftar]:
    try:
        return rows.filter(pk__lt=UUID(sesudah)) if sesudah else rows
    except ValueError:
        return rows


def _tepat(kata: str) -> SertifikatTerdaftar | None:
    """The one certificate of this number, registration, code or blank."""
    if not kata:
        return None
    angka = key_of(kata)
    if angka.isascii() and angka.isdigit() and len(angka) < 18:
        rows = SertifikatTerdaftar.objects.select_related("lsp")
        if blanko := rows.filter(nomor_blanko=int(angka)).first():
            return blanko
    return dengan_nomor(kata) or dengan_kode(kata)


def _berawal(kata: str) -> Q:
    """Names that begin so. SQLite uses the index for a range only, PostgreSQL for its own kind of LIKE."""
    if connection.vendor == "sqlite":
        return Q(nama_cari__gte=kata, nama_cari__lt=kata + "\U0010ffff")
    return Q(nama_cari__startswith=kata)


@query(
    code="pemegang.buka",
    title="Membuka data sertifikat",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="sertifikat",
    logged=False,
)
def buka(ctx: Context, *, sertifikat: SertifikatTerdaftar) -> SertifikatTerdaftar:
    """One certificate. Raises NotPermitted."""
    return sertifikat


def dengan_id(pk: UUID | str) -> SertifikatTerdaftar | None:
    """The certificate of this row."""
    return SertifikatTerdaftar.objects.select_related("lsp").filter(pk=pk).first()


def dengan_nomor(nomor: str) -> SertifikatTerdaftar | None:
    """By certificate number, else by registration number. At most two reads by indexes, whatever the size."""
    rows = SertifikatTerdaftar.objects.select_related("lsp")
    return copied(rows, "nomor", certificate_key(nomor)) or copied(rows, "nomor_registrasi", key_of(nomor))


def dengan_kode(kode: str) -> SertifikatTerdaftar | None:
    """By verification code. One read by its unique index."""
    return SertifikatTerdaftar.objects.select_related("lsp").filter(kode=_kode(kode)).first()


# The check behind a QR code, the page that is opened most: no more is read than is told.
_DIBERITAHUKAN = (
    "nama", "nomor", "nomor_registrasi", "kode", "skema_kode", "skema_nama", "tanggal_terbit", "berlaku_sampai", "status",
    "lsp__nama", "lsp__nomor_lisensi",
)  # fmt: skip


def untuk_umum(kode: str) -> SertifikatTerdaftar | None:
    """What the public is told of the certificate with this verification code."""
    rows = SertifikatTerdaftar.objects.select_related("lsp").filter(kode=_kode(kode))
    return rows.only(*_DIBERITAHUKAN).first()


def _kode(kode: str) -> str:
    return as_code(kode)


def jumlah_terbit(lsp: Lsp | None = None) -> int:
    """How many were ever registered, in the country or by one LSP."""
    rows = RekapSertifikat.objects.all() if lsp is None else RekapSertifikat.objects.filter(lsp=lsp)
    return int(rows.aggregate(total=Sum("jumlah"))["total"] or 0)


def per_tahun() -> list[tuple[int, int]]:
    """Year and how many, the oldest first."""
    rows = RekapSertifikat.objects.values("tahun").annotate(total=Sum("jumlah")).order_by("tahun")
    return [(row["tahun"], row["total"]) for row in rows]
