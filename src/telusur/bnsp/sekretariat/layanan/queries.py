"""Reads of service cases."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q, QuerySet

from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sekretariat.layanan.commands import PELAKU
from telusur.bnsp.sekretariat.layanan.models import LangkahPerkara, Perkara
from telusur.bnsp.sekretariat.layanan.rules import pembacanya, pemohon_sendiri
from telusur.bnsp.sekretariat.layanan.slot import TERKINI
from telusur.bnsp.sekretariat.layanan.states import StatusPerkara
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.copied import sought
from telusur.kernel.base.readers import readable
from telusur.kernel.base.rules import by_role_alone, rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*PELAKU, Role.PENGELOLA_SISTEM)


@rule("Perkara ini hanya dapat dibuka pemohonnya dan mereka yang mengerjakan alurnya.")
def _mengerjakan_alurnya(ctx: Context, perkara: Perkara) -> bool:
    """BNSP's people read every case; outside teams those of a flow in which they have a step."""
    return ctx.actor.has(*STAFF, Role.PENGELOLA_SISTEM) or ctx.actor.has(*perkara.alur.pelaku)


# What pages, lists, files and acts ask before they show a case.
boleh_membaca = _mengerjakan_alurnya & pemohon_sendiri & pembacanya


@rule("Daftar ini hanya untuk mereka yang mengerjakan alurnya.")
def mengerjakan(ctx: Context, alur: Iterable[str]) -> bool:
    """BNSP's people see every list; others those of flows in which they have a step."""
    return ctx.actor.has(*STAFF, Role.PENGELOLA_SISTEM) or any(ctx.actor.has(*TERKINI[one].pelaku) for one in alur)


@query(
    code="layanan.lihat_daftar",
    title="Melihat perkara layanan",
    roles=PEMBACA,
    permit=mengerjakan,
    subject="alur",
    logged=False,
    clause="KEP1516 Lamp. I-VI",
)
def daftar(
    ctx: Context, *, cari: str, alur: Iterable[str], status: str = "", terlambat: bool = False
) -> QuerySet[Perkara]:
    """Cases of these flows, the latest first; an applicant sees their own. Raises NotPermitted.

    A secret letter stands among them, by its number, also for those who may not read it; ``boleh_membaca`` says who may.

    ``terlambat``: only those that took longer as a whole than the flow allows, or do by now (KEP1516 Lamp. II, III).
    """
    rows = Perkara.objects.filter(alur_kode__in=list(alur)).order_by("-dibuka_pada", "-id")
    if not ctx.actor.has(*STAFF, Role.PENGELOLA_SISTEM, Role.ASESOR_LISENSI, Role.PANTEK):
        rows = rows.filter(pemilik=ctx.actor.user)
    if cari:
        rows = rows.filter(_dicari(ctx, cari))
    if terlambat:
        sudah = Q(ditutup_pada__gt=F("tenggat_akhir"))
        rows = rows.filter(sudah | Q(ditutup_pada=None, tenggat_akhir__lt=ctx.at))
    return rows.filter(status=status) if status else rows


@query(
    code="layanan.lihat_arsip",
    title="Melihat arsip",
    roles=[*STAFF, Role.PENGELOLA_SISTEM],
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.2.6, 10.3.1 vi",
)
def arsip(ctx: Context, *, cari: str, kelas: str = "") -> QuerySet[Perkara]:
    """What was filed, the latest first. Raises NotPermitted."""
    rows = Perkara.objects.exclude(kelas_arsip="").order_by("-ditutup_pada", "-id")
    if cari:
        rows = rows.filter(_dicari(ctx, cari))
    return rows.filter(kelas_arsip=kelas) if kelas else rows


def _dicari(ctx: Context, cari: str) -> Q:
    """By its number any case is found, by its words only one that the actor may read."""
    kata = Q(perihal__icontains=cari) | Q(pemohon__icontains=cari)
    return sought("nomor", cari) | (kata & readable(ctx, "pembaca"))


@query(
    code="layanan.buka_perkara",
    title="Membuka perkara layanan untuk dibaca",
    roles=PEMBACA,
    permit=boleh_membaca,
    subject="perkara",
    clause="P508 10.2.6",
)
def buka(ctx: Context, *, perkara: Perkara) -> list[LangkahPerkara]:
    """What was done in a case, in order; the reading is recorded. Raises NotPermitted."""
    return list(LangkahPerkara.objects.filter(perkara=perkara).select_related("berkas").order_by("urut"))


def dengan_id(pk: UUID | str) -> Perkara | None:
    """The case of this row."""
    return Perkara.objects.select_related("pemilik").filter(pk=pk).first()


def jumlah_berjalan(alur: str) -> int:
    """How many cases of a flow run."""
    return Perkara.objects.filter(alur_kode=alur, status=StatusPerkara.BERJALAN).count()


def boleh_membuka_berkas(ctx: Context, file: StoredFile) -> bool:
    """Whoever may read the case opens its files."""
    row = LangkahPerkara.objects.filter(berkas=file).select_related("perkara").first()
    if row is None or not ctx.actor.has(*PEMBACA):
        return False
    return boleh_membaca.why_not(ctx, row.perkara) is None
