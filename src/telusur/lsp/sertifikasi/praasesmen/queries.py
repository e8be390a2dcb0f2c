"""Reads about assessment plans."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.states import TERBUKA
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.queries import diterima
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.praasesmen.formulir import KONSULTASI
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
        orang = Q(asesor__orang__name__icontains=cari)
        rows = rows.filter(Q(skema__nama_id__icontains=cari) | Q(tuk__nama__icontains=cari) | orang)
    return rows


def peserta_aktif(rencana: Rencana) -> list[PesertaRencana]:
    """The asesi on the plan, by name."""
    rows = PesertaRencana.objects.filter(rencana=rencana, aktif=True).select_related("permohonan__pemohon")
    return list(rows.order_by("permohonan__nama"))


def rencana_kasus(permohonan_id: UUID) -> Rencana | None:
    """The plan a case is on."""
    rows = PesertaRencana.objects.filter(permohonan_id=permohonan_id, aktif=True).order_by("pk")
    row = rows.select_related("rencana__asesor__orang", "rencana__tuk", "rencana__skema", "rencana__spt").first()
    return row.rencana if row else None


def riwayat_rencana(permohonan_id: UUID) -> list[UUID]:
    """Every plan the case was ever on, for the timeline."""
    return list(PesertaRencana.objects.filter(permohonan_id=permohonan_id).values_list("rencana_id", flat=True))


def siap_direncanakan(ctx: Context, skema_kode: str) -> QuerySet[Permohonan]:
    """Accepted applications for a skema that are on no plan yet (staff only)."""
    if not ctx.actor.has(*STAFF):
        return diterima(skema_kode).none()
    taken = PesertaRencana.objects.filter(aktif=True).values("permohonan_id")
    return diterima(skema_kode).filter(tahap__in=[Tahap.PEMBAYARAN, Tahap.PRAASESMEN]).exclude(pk__in=taken)


def asesor_kasus(ctx: Context, permohonan_id: UUID) -> bool:
    """Whether the actor is the asesor of this case, by a signed SPT."""
    resmi = (StatusRencana.BERJALAN, StatusRencana.DIJADWALKAN)
    return PesertaRencana.objects.filter(
        permohonan_id=permohonan_id, aktif=True, rencana__asesor__orang=ctx.actor.user, rencana__status__in=resmi
    ).exists()


def hidup() -> QuerySet[Rencana]:
    """Plans that count."""
    return Rencana.objects.filter(status__in=HIDUP)


@rule("Rencana ini hanya dapat dibuka staf LSP dan asesor yang namanya tercantum dalam SPT.")
def boleh_lihat(ctx: Context, rencana: Rencana) -> bool:
    """Staff always; the asesor once the SPT is signed."""
    resmi = rencana.status in (StatusRencana.BERJALAN, StatusRencana.DIJADWALKAN)
    return ctx.actor.has(*STAFF) or (resmi and str(rencana.asesor.orang_id) == ctx.actor.id)


@query(
    code="praasesmen.buka",
    title="Membuka rencana asesmen",
    roles=[Role.ASESOR, *STAFF],
    permit=boleh_lihat,
    subject="rencana",
    logged=False,
)
def buka(ctx: Context, *, rencana: Rencana) -> Rencana:
    """A plan, for the people whose work it is. Raises NotPermitted; a refusal is recorded."""
    return rencana


def dengan_id(rencana_id: UUID) -> Rencana:
    """The plan with everything its page shows. Raises NotFound."""
    rows = Rencana.objects.select_related("skema", "asesor__orang", "tuk", "spt__penandatangan", "spt__dokumen")
    found = rows.filter(pk=rencana_id).first()
    if found is None:
        raise NotFound("Rencana itu tidak ada.")
    return found


def agenda(ctx: Context) -> QuerySet[Rencana]:
    """Agreed plans that concern the actor and are no final schedule yet, for the calendar (SOP 2.5)."""
    ikut = PesertaRencana.objects.filter(permohonan__pemohon=ctx.actor.user, aktif=True).values("rencana_id")
    milik = Q(asesor__orang=ctx.actor.user) | Q(pk__in=ikut)
    rows = Rencana.objects.filter(status=StatusRencana.BERJALAN).select_related("skema", "asesor__orang", "tuk")
    return rows.filter(milik) if ctx.actor.user else rows.none()


def kasus_saya(rencana: Rencana, ctx: Context) -> list[PesertaRencana]:
    """The actor's own cases on a plan."""
    return list(PesertaRencana.objects.filter(rencana=rencana, aktif=True, permohonan__pemohon=ctx.actor.user))


def tidak_terpilih(rencana: Rencana) -> list[PesertaRencana]:
    """Asesi who were taken off again, with the reason."""
    rows = PesertaRencana.objects.filter(rencana=rencana, aktif=False).select_related("permohonan")
    return list(rows.order_by("permohonan__nama"))


def rencana_dari(permohonan: Iterable[UUID]) -> dict[UUID, UUID]:
    """Case -> the plan it is on, of many cases in one query."""
    rows = PesertaRencana.objects.filter(permohonan_id__in=list(permohonan), aktif=True)
    return dict(rows.values_list("permohonan_id", "rencana_id"))


def konsultasi_terbuka() -> list[UUID]:
    """Cases whose consultation is not signed by both yet."""
    rows = Rekaman.objects.filter(code=KONSULTASI, status__in=TERBUKA, case_id__isnull=False)
    return [case_id for case_id in rows.values_list("case_id", flat=True) if case_id is not None]
