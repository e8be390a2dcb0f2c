"""Reads about certificates: the register, and what the public may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.keputusan.states import StatusKomite
from telusur.lsp.sertifikasi.sertifikat.models import PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import TERBIT


@dataclass(frozen=True, slots=True)
class JawabanPublik:
    """What anybody may learn about a certificate (UU PDP; P508 9.4.7): no more than this."""

    keadaan: str
    nama: str = ""
    nomor: str = ""
    nomor_registrasi: str = ""
    skema: str = ""
    skema_kode: str = ""
    tanggal_terbit: date | None = None
    berlaku_sampai: date | None = None


TIDAK_DIKENAL = JawabanPublik("tidak_dikenal")


def _jawaban(row: Sertifikat | None, pada: date) -> JawabanPublik:
    if row is None or not row.sudah_terbit:
        return TIDAK_DIKENAL
    return JawabanPublik(
        row.keadaan(pada),
        row.nama,
        row.nomor,
        row.nomor_registrasi,
        row.skema_nama,
        row.skema_kode,
        row.tanggal_terbit,
        row.berlaku_sampai,
    )


_KOLOM = (
    "nama", "nomor", "nomor_registrasi", "skema_nama", "skema_kode", "tanggal_terbit", "berlaku_sampai", "status", "keabsahan",
)  # fmt: skip


def verifikasi_kode(kode: str, pada: date) -> JawabanPublik:
    """The answer to a QR code (public). One indexed read, whatever the size of the register."""
    return _jawaban(Sertifikat.objects.only(*_KOLOM).filter(kode=kode.strip().upper()).first(), pada)


def verifikasi_nomor(nomor: str, pada: date) -> JawabanPublik:
    """The answer to a certificate or registration number (public)."""
    bersih = " ".join(nomor.split())
    rows = Sertifikat.objects.only(*_KOLOM)
    return _jawaban(rows.filter(nomor=bersih).first() or rows.filter(nomor_registrasi=bersih).first(), pada)


def register(ctx: Context, *, cari: str = "", skema: str = "", status: str = "", keabsahan: str = "") -> QuerySet[Sertifikat]:
    """The certificate register: staff all, a holder their own (SOP 4.5). Found by either number or by name."""
    rows = Sertifikat.objects.select_related("blanko", "dokumen").order_by("-tanggal_terbit", "-nomor")
    if not ctx.actor.has(*STAFF):
        rows = rows.filter(pemegang=ctx.actor.user) if ctx.actor.user else rows.none()
    if cari:
        rows = rows.filter(Q(nomor__icontains=cari) | Q(nomor_registrasi__icontains=cari) | Q(nama__icontains=cari))
    if skema:
        rows = rows.filter(skema_kode=skema)
    if status:
        rows = rows.filter(status=status)
    return rows.filter(keabsahan=keabsahan) if keabsahan else rows


def sertifikat_kasus(permohonan_id: UUID) -> Sertifikat | None:
    """The certificate of a case."""
    return (
        Sertifikat.objects.select_related("blanko", "dokumen", "dummy", "pernyataan", "bukti_serah_terima", "permohonan_blanko")
        .filter(permohonan_id=permohonan_id)
        .first()
    )


def permohonan_blanko_terlihat(ctx: Context, *, status: str = "") -> QuerySet[PermohonanBlanko]:
    """Blank requests, for staff."""
    rows = PermohonanBlanko.objects.select_related("komite__jadwal__skema", "dokumen").order_by("-diajukan_pada")
    if not ctx.actor.has(*STAFF):
        return rows.none()
    return rows.filter(status=status) if status else rows


def menunggu_blanko(ctx: Context) -> list[Komite]:
    """Decided schedules with a K for which no blanks were asked yet, for staff."""
    if not ctx.actor.has(*STAFF):
        return []
    taken = PermohonanBlanko.objects.values("komite_id")
    rows = Komite.objects.filter(status=StatusKomite.SELESAI).exclude(pk__in=taken).select_related("jadwal__skema", "sk_keputusan")
    return [row for row in rows.order_by("diputuskan_pada") if any(item["hasil"] == "K" for item in row.hasil)]


@rule("Sertifikat ini hanya dapat dibuka pemegangnya dan staf LSP.")
def boleh_lihat(ctx: Context, sertifikat: Sertifikat) -> bool:
    """Holder and staff."""
    return ctx.actor.has(*STAFF) or str(sertifikat.pemegang_id) == ctx.actor.id


@query(
    code="sertifikat.buka",
    title="Membuka sertifikat",
    roles=[Role.ASESI, *STAFF],
    permit=boleh_lihat,
    subject="sertifikat",
)
def buka(ctx: Context, *, sertifikat: Sertifikat) -> Sertifikat:
    """A certificate with its course. Raises NotPermitted; reading is recorded."""
    found = sertifikat_kasus(sertifikat.permohonan_id)
    return found or sertifikat


def terbit(skema: str = "") -> QuerySet[Sertifikat]:
    """Issued certificates, oldest first (for observers' commands)."""
    rows = Sertifikat.objects.filter(status__in=TERBIT).order_by("tanggal_terbit", "nomor")
    return rows.filter(skema_kode=skema) if skema else rows
