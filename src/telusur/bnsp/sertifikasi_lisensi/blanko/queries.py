"""Reads about blanks."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.blanko.models import (
    AlokasiBlanko,
    BlankoRusak,
    PermohonanBlanko,
    PersediaanBlanko,
)
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.queries import asesi_terjadwal
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.base.copied import key_of, sought
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.base.spelling import letters_and_digits
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)


@query(
    code="blanko.lihat_permohonan",
    title="Melihat permohonan blanko",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
)
def permohonan(ctx: Context, *, cari: str, status: str = "") -> QuerySet[PermohonanBlanko]:
    """The latest first. Raises NotPermitted."""
    rows = PermohonanBlanko.objects.select_related("lsp").defer("hasil").order_by("-diajukan_pada", "-id")
    if cari:
        rows = rows.filter(sought("nomor_surat", cari) | Q(lsp__nama__icontains=cari))
    return rows.filter(status=status) if status else rows


@query(
    code="blanko.buka",
    title="Membuka permohonan blanko dengan daftar K dan BK",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="permohonan",
    clause="P508 10.2.6",
)
def buka(ctx: Context, *, permohonan: PermohonanBlanko) -> PermohonanBlanko:
    """One request with the names it lists, so the reading is recorded. Raises NotPermitted."""
    return PermohonanBlanko.objects.select_related("lsp").prefetch_related("alokasi").get(pk=permohonan.pk)


@query(
    code="blanko.lihat_persediaan",
    title="Melihat persediaan blanko",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
)
def persediaan(ctx: Context, *, cari: str) -> QuerySet[PersediaanBlanko]:
    """Deliveries, the oldest numbers first. Raises NotPermitted."""
    rows = PersediaanBlanko.objects.order_by("awal")
    return rows.filter(sought("nomor_ba", cari)) if cari else rows


@query(
    code="blanko.lihat_rusak",
    title="Melihat blanko rusak",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
)
def rusak(ctx: Context, *, cari: str, status: str = "") -> QuerySet[BlankoRusak]:
    """The latest first. Raises NotPermitted."""
    rows = BlankoRusak.objects.select_related("lsp", "pengganti").order_by("-dilaporkan_pada", "-id")
    if cari:
        angka = key_of(cari)
        nomor = Q(nomor=int(angka)) if angka.isascii() and angka.isdigit() and len(angka) < 18 else Q()
        rows = rows.filter(nomor | Q(lsp__nama__icontains=cari)) if nomor else rows.filter(lsp__nama__icontains=cari)
    return rows.filter(status=status) if status else rows


def permohonan_dengan_id(pk: UUID | str) -> PermohonanBlanko | None:
    """The request of this row."""
    return PermohonanBlanko.objects.select_related("lsp").filter(pk=pk).first()


def permohonan_dari(lsp: Lsp, nomor_surat: str) -> PermohonanBlanko | None:
    """What an LSP asked for by this letter."""
    return PermohonanBlanko.objects.filter(lsp=lsp, nomor_surat=nomor_surat.strip()).first()


def rusak_dengan_id(pk: UUID | str) -> BlankoRusak | None:
    """The spoiled blank of this row."""
    return BlankoRusak.objects.select_related("lsp", "pengganti").filter(pk=pk).first()


def sisa_persediaan() -> int:
    """How many blanks BNSP can still give out."""
    rows = PersediaanBlanko.objects.filter(berikut__lte=F("akhir"))
    total = rows.aggregate(sisa=Sum(F("akhir") - F("berikut") + 1))["sisa"]
    return int(total or 0)


def milik(lsp: Lsp, nomor: int) -> bool:
    """Whether the number was allocated to this LSP and not reported spoiled. Two reads by unique indexes."""
    alokasi = alokasi_dari(nomor)
    if alokasi is None or alokasi.lsp_id != lsp.pk:
        return False
    return not BlankoRusak.objects.filter(nomor=nomor).exists()


def alokasi_dari(nomor: int) -> AlokasiBlanko | None:
    """The range in which this number was given out."""
    row = AlokasiBlanko.objects.filter(awal__lte=nomor).order_by("-awal").first()
    return row if row is not None and row.akhir >= nomor else None


def peruntukan(nomor: int) -> PermohonanBlanko | None:
    """The request for whose list of K this blank was given; one given for a spoiled blank stands for that one."""
    alokasi = alokasi_dari(nomor)
    while alokasi is not None and alokasi.permohonan_id is None:
        rusak = BlankoRusak.objects.filter(pengganti=alokasi).first()
        alokasi = alokasi_dari(rusak.nomor) if rusak else None
    return alokasi.permohonan if alokasi else None


def peruntukan_terkunci(nomor: int) -> PermohonanBlanko | None:
    """The same, locked until the command ends: what is counted against its list cannot be counted twice at once."""
    asal = peruntukan(nomor)
    return PermohonanBlanko.objects.select_for_update().get(pk=asal.pk) if asal else None


def nomor_untuk(permohonan: PermohonanBlanko) -> list[int]:
    """Every blank that was given for a request, those that replaced spoiled ones included."""
    found = [n for row in permohonan.alokasi.all() for n in range(row.awal, row.akhir + 1)]
    baru = found
    while baru:
        rusak = BlankoRusak.objects.filter(nomor__in=baru, pengganti__isnull=False).select_related("pengganti")
        baru = [one.pengganti.awal for one in rusak if one.pengganti]
        found = found + baru
    return found


def tanpa_jadwal(permohonan: PermohonanBlanko) -> list[str]:
    """Names on the list of K and BK whom no schedule announced by the day of the berita acara. One read, however many."""
    skema = {one["skema_kode"] for one in permohonan.hasil}
    terjadwal = asesi_terjadwal(permohonan.lsp, skema, permohonan.tanggal_ba)
    return [
        one["nama"] for one in permohonan.hasil if (one["skema_kode"], letters_and_digits(one["nama"])) not in terjadwal
    ]
