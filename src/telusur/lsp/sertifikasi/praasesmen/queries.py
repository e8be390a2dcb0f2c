"""Reads about assessment plans."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from telusur.kernel.commands.context import Context
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan, Tahap
from telusur.lsp.sertifikasi.praasesmen.models import PesertaRencana, Rencana
from telusur.lsp.sertifikasi.praasesmen.states import HIDUP, StatusRencana


def rencana_terlihat(ctx: Context, *, status: str = "", cari: str = "") -> QuerySet[Rencana]:
    """Plans: staff all, an asesor those they are named on once the SPT is signed."""
    rows = (
        Rencana.objects.select_related("skema", "asesor__orang", "tuk", "spt")
        .annotate(jumlah=Count("peserta", filter=Q(peserta__aktif=True)))
        .order_by("-tanggal", "-jam_mulai")
    )
    if not ctx.actor.has(*STAFF):
        resmi = (StatusRencana.BERJALAN, StatusRencana.DIJADWALKAN)
        rows = rows.filter(asesor__orang=ctx.actor.user, status__in=resmi) if ctx.actor.user else rows.none()
    if status:
        rows = rows.filter(status=status)
    if cari:
        rows = rows.filter(Q(skema__nama_id__icontains=cari) | Q(tuk__nama__icontains=cari) | Q(asesor__orang__name__icontains=cari))
    return rows


def peserta_aktif(rencana: Rencana) -> list[PesertaRencana]:
    """The asesi on the plan, by name."""
    rows = PesertaRencana.objects.filter(rencana=rencana, aktif=True).select_related("permohonan__pemohon")
    return list(rows.order_by("permohonan__nama"))


def rencana_kasus(permohonan_id: UUID) -> Rencana | None:
    """The plan a case is on."""
    row = (
        PesertaRencana.objects.filter(permohonan_id=permohonan_id, aktif=True)
        .select_related("rencana__asesor__orang", "rencana__tuk", "rencana__skema", "rencana__spt")
        .first()
    )
    return row.rencana if row else None


def riwayat_rencana(permohonan_id: UUID) -> list[UUID]:
    """Every plan the case was ever on, for the timeline."""
    return list(PesertaRencana.objects.filter(permohonan_id=permohonan_id).values_list("rencana_id", flat=True))


def siap_direncanakan(ctx: Context, skema_kode: str) -> QuerySet[Permohonan]:
    """Accepted applications for a skema that are on no plan yet (staff only)."""
    if not ctx.actor.has(*STAFF):
        return Permohonan.objects.none()
    taken = PesertaRencana.objects.filter(aktif=True).values("permohonan_id")
    rows = Permohonan.objects.filter(
        skema_kode=skema_kode,
        status=StatusPermohonan.DITERIMA,
        tahap__in=[Tahap.PEMBAYARAN, Tahap.PRAASESMEN],
    )
    return rows.exclude(pk__in=taken).order_by("diputuskan_pada")


def asesor_kasus(ctx: Context, permohonan_id: UUID) -> bool:
    """Whether the actor is the asesor of this case, by a signed SPT."""
    resmi = (StatusRencana.BERJALAN, StatusRencana.DIJADWALKAN)
    return PesertaRencana.objects.filter(
        permohonan_id=permohonan_id, aktif=True, rencana__asesor__orang=ctx.actor.user, rencana__status__in=resmi
    ).exists()


def hidup() -> QuerySet[Rencana]:
    """Plans that count."""
    return Rencana.objects.filter(status__in=HIDUP)
