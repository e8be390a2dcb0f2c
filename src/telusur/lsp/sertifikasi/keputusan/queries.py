"""Reads about decisions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Keputusan, Komite
from telusur.lsp.sertifikasi.keputusan.rules import anggota_komite
from telusur.lsp.sertifikasi.keputusan.states import HIDUP, StatusKomite


def komite_terlihat(ctx: Context, *, status: str = "") -> QuerySet[Komite]:
    """Committees: staff all, a member theirs once the SK is signed."""
    rows = Komite.objects.select_related("jadwal__skema", "jadwal__tuk", "sk", "sk_keputusan").order_by("-dibuat_pada")
    if not ctx.actor.has(*STAFF):
        mine = Anggota.objects.filter(orang=ctx.actor.user).values("komite_id") if ctx.actor.user else []
        rows = rows.filter(pk__in=mine).exclude(status=StatusKomite.DRAF)
    return rows.filter(status=status) if status else rows


def menunggu_komite(ctx: Context) -> QuerySet[Jadwal]:
    """Reported schedules without a committee: the committee queue (SOP 3.4), for staff."""
    if not ctx.actor.has(*STAFF):
        return Jadwal.objects.none()
    taken = Komite.objects.filter(status__in=HIDUP).values("jadwal_id")
    rows = Jadwal.objects.filter(status=StatusJadwal.SELESAI).exclude(pk__in=taken)
    return rows.select_related("skema", "tuk", "asesor__orang").order_by("tanggal")


@rule("Komite ini hanya dapat dibuka anggotanya dan staf LSP.")
def boleh_lihat(ctx: Context, komite: Komite) -> bool:
    """Staff see the committee's course; the files and votes only its members do."""
    return ctx.actor.has(*STAFF) or (komite.status != StatusKomite.DRAF and anggota_komite.why_not(ctx, komite) is None)


@query(
    code="keputusan.buka",
    title="Membuka komite teknis",
    roles=[Role.KOMITE_TEKNIS, *STAFF],
    permit=boleh_lihat,
    subject="komite",
    logged=False,
)
def buka(ctx: Context, *, komite: Komite) -> Komite:
    """A committee with its course. Raises NotPermitted."""
    return (
        Komite.objects.select_related("jadwal__skema", "jadwal__tuk", "jadwal__asesor__orang", "sk", "sk_keputusan", "berita_acara")
        .prefetch_related("anggota__orang", "anggota__verifikasi")
        .get(pk=komite.pk)
    )


@query(
    code="keputusan.buka_layar",
    title="Membuka layar keputusan",
    roles=[Role.KOMITE_TEKNIS],
    permit=anggota_komite,
    subject="komite",
    clause="P508 9.4.1, 9.4.2",
)
def buka_layar(ctx: Context, *, komite: Komite) -> Komite:
    """The decision screen of an asesi: only for members appointed by the signed SK; refusals and readings are recorded."""
    return komite


def anggota_kasus(ctx: Context, permohonan_id: UUID) -> bool:
    """Whether the actor is an appointed committee member for this case."""
    if not ctx.actor.user:
        return False
    return Anggota.objects.filter(
        orang=ctx.actor.user,
        komite__status__in=[s for s in HIDUP if s != StatusKomite.DRAF],
        komite__jadwal__pk__in=Jadwal.objects.filter(peserta__permohonan_id=permohonan_id, peserta__aktif=True).values("pk"),
    ).exists()


def komite_kasus(permohonan_id: UUID) -> Komite | None:
    """The committee that decides on a case."""
    return (
        Komite.objects.filter(jadwal__peserta__permohonan_id=permohonan_id, jadwal__peserta__aktif=True, status__in=HIDUP)
        .select_related("jadwal__skema", "sk", "sk_keputusan", "berita_acara")
        .first()
    )


def keputusan_kasus(permohonan_id: UUID) -> list[Keputusan]:
    """Every decision on a case, oldest first (P508 9.4.3)."""
    rows = Keputusan.objects.filter(permohonan_id=permohonan_id).select_related("pembuat", "sk__dokumen")
    return list(rows.order_by("pada"))


def register_hasil(
    ctx: Context, *, skema: str = "", hasil: str = "", dari: date | None = None, sampai: date | None = None
) -> QuerySet[Keputusan]:
    """Persons with K and BK results per skema and period (P508 9.4.8), for staff."""
    rows = Keputusan.objects.filter(hasil__in=["K", "BK"]).select_related("permohonan").order_by("-tanggal", "permohonan__nama")
    if not ctx.actor.has(*STAFF):
        return rows.none()
    if skema:
        rows = rows.filter(skema_kode=skema)
    if hasil:
        rows = rows.filter(hasil=hasil)
    if dari:
        rows = rows.filter(tanggal__gte=dari)
    return rows.filter(tanggal__lte=sampai) if sampai else rows
