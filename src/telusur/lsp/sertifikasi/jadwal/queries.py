"""Reads about schedules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from telusur.kernel.base.copied import sought
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.jadwal.states import HIDUP, StatusJadwal


def jadwal_terlihat(ctx: Context, *, status: str = "", cari: str = "") -> QuerySet[Jadwal]:
    """Schedules: staff all, asesor and asesi their own (SOP 2.8)."""
    rows = (
        Jadwal.objects.select_related("skema", "asesor__orang", "tuk")
        .annotate(jumlah=Count("peserta", filter=Q(peserta__aktif=True), distinct=True))
        .order_by("-tanggal", "-jam_mulai")
    )
    if not ctx.actor.has(*STAFF):
        rows = rows.filter(_milik(ctx)) if ctx.actor.user else rows.none()
    if status:
        rows = rows.filter(status=status)
    if cari:
        rows = rows.filter(
            sought("nomor", cari) | Q(tuk__nama__icontains=cari) | Q(asesor__orang__name__icontains=cari)
        )
    return rows


def _milik(ctx: Context) -> Q:
    ikut = Peserta.objects.filter(permohonan__pemohon=ctx.actor.user, aktif=True).values("jadwal_id")
    return Q(asesor__orang=ctx.actor.user) | Q(pk__in=ikut)


def peserta_jadwal(jadwal: Jadwal) -> list[Peserta]:
    """The asesi of a schedule, by name."""
    rows = Peserta.objects.filter(jadwal=jadwal, aktif=True).select_related("permohonan__pemohon", "undangan_dokumen")
    return list(rows.order_by("permohonan__nama"))


def peserta_kasus(permohonan_id: UUID) -> Peserta | None:
    """The place of a case on a schedule."""
    return (
        Peserta.objects.filter(permohonan_id=permohonan_id, aktif=True)
        .select_related("jadwal__asesor__orang", "jadwal__tuk", "jadwal__skema", "jadwal__rencana__spt", "permohonan")
        .first()
    )


def riwayat_jadwal(permohonan_id: UUID) -> list[tuple[UUID, UUID]]:
    """(peserta id, jadwal id) of every schedule the case was ever on, for the timeline."""
    return list(Peserta.objects.filter(permohonan_id=permohonan_id).values_list("pk", "jadwal_id"))


@rule("Jadwal ini hanya dapat dibuka staf LSP, asesornya, dan asesi yang tercantum.")
def boleh_lihat(ctx: Context, jadwal: Jadwal) -> bool:
    """Staff, the asesor, the asesi on it."""
    if ctx.actor.has(*STAFF) or str(jadwal.asesor.orang_id) == ctx.actor.id:
        return True
    return Peserta.objects.filter(jadwal=jadwal, permohonan__pemohon=ctx.actor.user, aktif=True).exists()


@query(
    code="jadwal.buka",
    title="Membuka jadwal",
    roles=[Role.ASESI, Role.ASESOR, *STAFF],
    permit=boleh_lihat,
    subject="jadwal",
    logged=False,
)
def buka(ctx: Context, *, jadwal: Jadwal) -> Jadwal:
    """A schedule, for the people on it. Raises NotPermitted."""
    return Jadwal.objects.select_related("skema", "asesor__orang", "tuk", "rencana__spt", "daftar_hadir").get(
        pk=jadwal.pk
    )


def jadwal_dilaporkan(ctx: Context) -> QuerySet[Jadwal]:
    """Schedules whose report was handed over, oldest first: where committees are needed (SOP 3.4), for staff."""
    rows = Jadwal.objects.filter(status=StatusJadwal.SELESAI).select_related("skema", "tuk", "asesor__orang")
    return rows.order_by("tanggal") if ctx.actor.has(*STAFF) else rows.none()


def jadwal_berisi(permohonan_id: UUID) -> QuerySet[Jadwal]:
    """The schedule that a case is on."""
    return Jadwal.objects.filter(peserta__permohonan_id=permohonan_id, peserta__aktif=True)


def dengan_id(jadwal_id: UUID) -> Jadwal:
    """The schedule with everything its page shows. Raises NotFound."""
    found = (
        Jadwal.objects.select_related(
            "skema", "asesor__orang", "tuk", "rencana__spt", "undangan_dokumen", "daftar_hadir", "rencana__skema"
        )
        .filter(pk=jadwal_id)
        .first()
    )
    if found is None:
        raise NotFound("Jadwal itu tidak ada.")
    return found


def jadwal_rencana(rencana_id: UUID) -> Jadwal | None:
    """The final schedule a plan became, if it did."""
    return Jadwal.objects.filter(rencana_id=rencana_id, status__in=HIDUP).first()


def peserta_milik(ctx: Context, jadwal: Jadwal) -> Peserta | None:
    """The actor's own place on a schedule."""
    rows = Peserta.objects.filter(jadwal=jadwal, aktif=True, permohonan__pemohon=ctx.actor.user)
    return rows.select_related("permohonan", "undangan_dokumen").first()


def peserta_dengan_id(peserta_id: UUID) -> Peserta:
    """One place on a schedule. Raises NotFound."""
    rows = Peserta.objects.select_related("jadwal__asesor", "permohonan")
    found = rows.filter(pk=peserta_id).first()
    if found is None:
        raise NotFound("Asesi itu tidak ada pada jadwal mana pun.")
    return found


def agenda(ctx: Context) -> QuerySet[Jadwal]:
    """Final schedules that concern the actor as asesor or asesi, for the calendar (SOP 2.8)."""
    rows = Jadwal.objects.filter(status__in=HIDUP).select_related("skema", "asesor__orang", "tuk")
    return rows.filter(_milik(ctx)) if ctx.actor.user else rows.none()


def jadwal_dari(permohonan: Iterable[UUID]) -> dict[UUID, UUID]:
    """Case -> the schedule it is on, of many cases in one query."""
    rows = Peserta.objects.filter(permohonan_id__in=list(permohonan), aktif=True)
    return dict(rows.values_list("permohonan_id", "jadwal_id"))


def di_antara(jadwal: Iterable[UUID] | QuerySet[Any]) -> QuerySet[Jadwal]:
    """The schedules with these ids, newest first, with what lists show of them."""
    rows = Jadwal.objects.filter(pk__in=jadwal).select_related("skema", "tuk", "asesor__orang")
    return rows.order_by("-tanggal", "-jam_mulai")
