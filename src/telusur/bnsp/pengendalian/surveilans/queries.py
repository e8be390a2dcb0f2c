"""Reads of surveillance and findings."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from telusur.bnsp.pengendalian.surveilans.models import Surveilans, Temuan
from telusur.bnsp.pengendalian.surveilans.states import StatusTemuan
from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.base.copied import sought
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)


@query(
    code="surveilans.lihat_daftar",
    title="Melihat surveilans LSP",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1 iv",
)
def daftar(ctx: Context, *, cari: str, status: str = "", jenis: str = "") -> QuerySet[Surveilans]:
    """The latest plan first, with how many findings are open. Raises NotPermitted."""
    terbuka = Count("temuan", filter=~Q(temuan__status=StatusTemuan.DITUTUP))
    rows = Surveilans.objects.select_related("lsp").annotate(terbuka=terbuka).order_by("-rencana", "-id")
    if cari:
        rows = rows.filter(Q(lsp__nama__icontains=cari) | sought("nomor_spt", cari))
    return rows.filter(**{name: value for name, value in (("status", status), ("jenis", jenis)) if value})


@query(
    code="surveilans.lihat_temuan",
    title="Melihat temuan",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1 iv",
)
def temuan(ctx: Context, *, cari: str, status: str = "", kategori: str = "") -> QuerySet[Temuan]:
    """The latest first. Raises NotPermitted."""
    rows = Temuan.objects.select_related("lsp").order_by("-dibuka_pada", "-id")
    if cari:
        rows = rows.filter(Q(lsp__nama__icontains=cari) | sought("nomor", cari) | Q(klausul__icontains=cari))
    return rows.filter(**{name: value for name, value in (("status", status), ("kategori", kategori)) if value})


def dengan_id(pk: UUID | str) -> Surveilans | None:
    """The surveillance of this row."""
    return Surveilans.objects.select_related("lsp").filter(pk=pk).first()


def temuan_dengan_id(pk: UUID | str) -> Temuan | None:
    """The finding of this row."""
    return Temuan.objects.select_related("lsp", "surveilans__lsp", "pengaduan").filter(pk=pk).first()


def temuan_dari(surveilans: Surveilans) -> list[Temuan]:
    """What a surveillance found."""
    return list(Temuan.objects.filter(surveilans=surveilans).order_by("dibuka_pada", "id"))


def temuan_terbuka(lsp: Lsp | None = None) -> int:
    """How many are not closed."""
    rows = Temuan.objects.exclude(status=StatusTemuan.DITUTUP)
    return (rows.filter(lsp=lsp) if lsp else rows).count()


def temuan_bernomor(lsp: Lsp, nomor: str) -> Temuan | None:
    """The finding of this number, if it is about this LSP."""
    return Temuan.objects.select_related("lsp").filter(lsp=lsp, nomor=nomor).first()


def temuan_berjalan(lsp: Lsp) -> list[Temuan]:
    """What an LSP has still to correct or have verified."""
    return list(Temuan.objects.filter(lsp=lsp).exclude(status=StatusTemuan.DITUTUP).order_by("dibuka_pada", "id"))
