"""Reads about asesor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.kernel.accounts.models import User
from telusur.kernel.base.copied import copied, key_of, sought
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.rules import alasan_tidak_layak, staf_atau_diri
from telusur.lsp.administrasi.asesor.states import Keberlakuan
from telusur.lsp.administrasi.umum.queries import naskah_terlihat, pemegang_peran, setelan
from telusur.lsp.administrasi.umum.rules import bnsp_tersambung
from telusur.lsp.administrasi.umum.states import JenisNaskah
from telusur.lsp.roles import STAFF, Role

if TYPE_CHECKING:
    from telusur.lsp.administrasi.umum.models import Naskah

__all__ = [
    "alasan_tidak_layak",
    "asesor_bernomor",
    "asesor_dari",
    "asesor_terlihat",
    "belum_terdaftar",
    "buka_profil",
    "calon",
    "keberlakuan",
    "profil_asesor",
    "register_asesor",
    "spt_asesor",
]


@dataclass(frozen=True, slots=True)
class Cari:
    """What the register is narrowed to; empty values narrow nothing."""

    kata: str = ""
    status: str = ""
    keberlakuan: str = ""

    def __str__(self) -> str:
        return "register asesor"


def keberlakuan(dari: date | None, sampai: date | None, pada: date, segera: int) -> Keberlakuan:
    """Where a period stands on a day; ``segera`` is the number of days before its end that count as soon."""
    if dari is None or sampai is None:
        return Keberlakuan.BELUM
    if pada > sampai:
        return Keberlakuan.BERAKHIR
    if pada < dari:
        return Keberlakuan.BELUM
    return Keberlakuan.SEGERA if sampai - pada <= timedelta(days=segera) else Keberlakuan.BERLAKU


def _pada_masa(jenis: str, pada: date) -> Q:
    batas = pada + timedelta(days=setelan("asesor.pengingat_hari"))
    berjalan = Q(berlaku_dari__lte=pada, berlaku_sampai__gte=pada)
    return {
        Keberlakuan.BERLAKU: berjalan & Q(berlaku_sampai__gt=batas),
        Keberlakuan.SEGERA: berjalan & Q(berlaku_sampai__lte=batas),
        Keberlakuan.BERAKHIR: Q(berlaku_sampai__lt=pada),
        Keberlakuan.BELUM: Q(berlaku_dari__gt=pada) | Q(berlaku_dari=None),
    }.get(Keberlakuan(jenis), Q())


@query(
    code="asesor.lihat_register",
    title="Melihat register asesor",
    roles=STAFF,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.4.4.4",
)
def register_asesor(ctx: Context, *, cari: Cari) -> QuerySet[Asesor]:
    """The register, narrowed. Raises NotPermitted for everybody but staff."""
    rows = asesor_terlihat(ctx, cari=cari.kata, status=cari.status)
    if cari.keberlakuan in Keberlakuan.values:
        rows = rows.filter(_pada_masa(cari.keberlakuan, ctx.today))
    return rows


@query(
    code="asesor.buka_profil",
    title="Membuka profil asesor",
    roles=[*STAFF, Role.ASESOR],
    permit=staf_atau_diri,
    subject="asesor",
    logged=False,
    clause="SOP 1.5",
)
def buka_profil(ctx: Context, *, asesor: Asesor) -> Asesor:
    """One asesor with SK, certificate and scopes. Raises NotPermitted."""
    return asesor_terlihat(ctx).get(pk=asesor.pk)


def spt_asesor(ctx: Context, asesor: Asesor) -> QuerySet[Naskah]:
    """The assignments of an asesor, newest first: every SPT addressed to them that this actor may see."""
    return naskah_terlihat(ctx, jenis=JenisNaskah.SPT_ASESOR, penerima=asesor.orang)


def belum_terdaftar(ctx: Context) -> QuerySet[User]:
    """People who hold the role asesor today and are not in the register yet."""
    return pemegang_peran(Role.ASESOR, ctx).exclude(pk__in=Asesor.objects.values("orang_id"))


@dataclass(frozen=True, slots=True)
class Calon:
    """An asesor offered for an assignment; ``alasan`` says why not, None if eligible."""

    asesor: Asesor
    alasan: str | None


def asesor_terlihat(ctx: Context, *, cari: str = "", status: str = "") -> QuerySet[Asesor]:
    """The asesor register: staff see all, an asesor sees their own row."""
    rows = Asesor.objects.select_related("orang").prefetch_related("lingkup").order_by("orang__name")
    if not ctx.actor.has(*STAFF):
        rows = rows.filter(orang=ctx.actor.user) if ctx.actor.user else rows.none()
    if status:
        rows = rows.filter(status=status)
    if cari:
        rows = rows.filter(Q(orang__name__icontains=cari) | sought("no_reg", cari))
    return rows


def asesor_dari(orang_id: UUID | str) -> Asesor | None:
    """The registration of a person, if they are an asesor."""
    return Asesor.objects.select_related("orang").prefetch_related("lingkup").filter(orang__pk=orang_id).first()


def asesor_bernomor(nomor: str) -> Asesor | None:
    """The asesor of a registration number, whatever dots and spaces it was written with."""
    return copied(Asesor.objects.select_related("orang"), "no_reg", key_of(nomor))


def calon(skema_kode: str, pada: date) -> list[Calon]:
    """Every asesor with the reason why they cannot be used for the skema on that day; the usable ones first."""
    rows = Asesor.objects.select_related("orang").prefetch_related("lingkup").order_by("orang__name")
    tersambung = bnsp_tersambung()
    found = [Calon(row, alasan_tidak_layak(row, skema_kode, pada, tersambung=tersambung)) for row in rows]
    return sorted(found, key=lambda item: item.alasan is not None)


def profil_asesor(ctx: Context, asesor_id: UUID) -> Asesor | None:
    """One asesor as this actor may see them, None if they may not (SOP 1.5: SK with number and date)."""
    return asesor_terlihat(ctx).filter(pk=asesor_id).first()
