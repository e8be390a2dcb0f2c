"""Reads about TUK."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.rules import by_role_alone, rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import SELESAI, StatusVerifikasi
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import STAFF, Role

PEMBACA = (*STAFF, Role.VERIFIKATOR_TUK, Role.ASESOR)


def tuk_terlihat(ctx: Context, *, cari: str = "", jenis: str = "") -> QuerySet[Tuk]:
    """The TUK register, for staff, verifikator and asesor."""
    rows = Tuk.objects.prefetch_related("verifikasi").order_by("nama")
    if not ctx.actor.has(*PEMBACA):
        return rows.none()
    if jenis:
        rows = rows.filter(jenis=jenis)
    if cari:
        rows = rows.filter(Q(nama__icontains=cari) | Q(kode__icontains=cari) | Q(kota__icontains=cari))
    return rows


@query(
    code="tuk.lihat_register",
    title="Melihat daftar TUK",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.4.4.5",
)
def register_tuk(ctx: Context, *, cari: str, jenis: str) -> QuerySet[Tuk]:
    """The register, narrowed. Raises NotPermitted."""
    return tuk_terlihat(ctx, cari=cari, jenis=jenis)


@query(
    code="tuk.buka",
    title="Membuka data TUK",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="tuk",
    logged=False,
)
def buka_tuk(ctx: Context, *, tuk: Tuk) -> Tuk:
    """One TUK. Raises NotPermitted."""
    return tuk


def verifikasi_terlihat(ctx: Context) -> QuerySet[VerifikasiTuk]:
    """Verifications: staff all, a verifikator their own."""
    rows = VerifikasiTuk.objects.select_related("tuk", "skema", "verifikator", "spt", "sk", "berita_acara").order_by(
        "-tanggal"
    )
    if ctx.actor.has(*STAFF):
        return rows
    return rows.filter(verifikator=ctx.actor.user) if ctx.actor.user else rows.none()


def _berlaku(skema_kode: str, pada: date) -> QuerySet[VerifikasiTuk]:
    return VerifikasiTuk.objects.filter(
        skema_kode=skema_kode, status=StatusVerifikasi.DITETAPKAN, berlaku_dari__lte=pada, berlaku_sampai__gte=pada
    )


def tuk_layak(skema_kode: str, pada: date) -> QuerySet[Tuk]:
    """Only the TUK whose verification for the skema is in force on that day (SOP 1.4)."""
    return Tuk.objects.filter(pk__in=_berlaku(skema_kode, pada).values("tuk_id"), aktif=True).order_by("nama")


def verifikasi_berlaku(tuk_id: UUID, skema_kode: str, pada: date) -> VerifikasiTuk | None:
    """The verification that makes this TUK usable for the skema on that day."""
    return _berlaku(skema_kode, pada).filter(tuk_id=tuk_id).order_by("-berlaku_sampai").first()


def alasan_tidak_layak(tuk: Tuk, skema_kode: str, pada: date) -> str | None:
    """Why this TUK cannot be used; None if it can."""
    if not tuk.aktif:
        return f"{tuk.nama} tidak aktif."
    if verifikasi_berlaku(tuk.pk, skema_kode, pada) is None:
        return (
            f"{tuk.nama} tidak mempunyai verifikasi yang berlaku untuk skema {skema_kode} pada {long_date(pada)}. "
            "Tugaskan verifikator lebih dulu, atau pilih TUK lain."
        )
    return None


def riwayat_verifikasi(tuk: Tuk) -> list[VerifikasiTuk]:
    """Verifications of one TUK, newest first."""
    rows = VerifikasiTuk.objects.filter(tuk=tuk).select_related("skema", "verifikator", "spt", "sk")
    return list(rows.order_by("-tanggal", "-id"))


def verifikasi_berjalan(ctx: Context) -> list[VerifikasiTuk]:
    """Verifications that wait for somebody, as far as the actor may see them; at most fifty."""
    return list(verifikasi_terlihat(ctx).exclude(status__in=SELESAI)[:50])


def usul_berlaku_sampai(dari: date) -> date:
    """Proposed last day: the setting's number of months, counted in whole years and months."""
    bulan = int(setelan("tuk.verifikasi_berlaku"))
    tahun, sisa = divmod(dari.month - 1 + bulan, 12)
    return date(dari.year + tahun, sisa + 1, min(dari.day, 28))


@rule("Verifikasi ini hanya dapat dibuka staf LSP dan verifikatornya.")
def boleh_lihat(ctx: Context, verifikasi: VerifikasiTuk) -> bool:
    """Staff and the verifikator of the SPT."""
    return ctx.actor.has(*STAFF) or str(verifikasi.verifikator_id) == ctx.actor.id


@query(
    code="tuk.buka_verifikasi",
    title="Membuka verifikasi TUK",
    roles=[Role.VERIFIKATOR_TUK, *STAFF],
    permit=boleh_lihat,
    subject="verifikasi",
    logged=False,
)
def buka_verifikasi(ctx: Context, *, verifikasi: VerifikasiTuk) -> VerifikasiTuk:
    """One verification with its documents. Raises NotPermitted."""
    rows = VerifikasiTuk.objects.select_related(
        "tuk", "skema", "verifikator", "spt__dokumen", "sk__dokumen", "berita_acara"
    )
    return rows.get(pk=verifikasi.pk)
