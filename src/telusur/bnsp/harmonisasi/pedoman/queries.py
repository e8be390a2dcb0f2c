"""Reads of guidelines. What is in force or was replaced is public; drafts are for those who write them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from telusur.bnsp.harmonisasi.pedoman.models import Pedoman, VersiPedoman
from telusur.bnsp.harmonisasi.pedoman.states import StatusVersi
from telusur.bnsp.roles import STAFF, Role
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)


@query(
    code="pedoman.lihat_register",
    title="Melihat register pedoman",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
)
def register(ctx: Context, *, cari: str) -> QuerySet[Pedoman]:
    """By code, with the versions without their text. Raises NotPermitted."""
    versi = VersiPedoman.objects.defer("isi").order_by("-versi")
    rows = Pedoman.objects.prefetch_related(Prefetch("versi", queryset=versi)).order_by("kode")
    return rows.filter(Q(kode__icontains=cari) | Q(judul__icontains=cari)) if cari else rows


@query(
    code="pedoman.buka",
    title="Membuka pedoman dengan drafnya",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="pedoman",
    logged=False,
)
def buka(ctx: Context, *, pedoman: Pedoman) -> list[VersiPedoman]:
    """Every version, the newest first. Raises NotPermitted."""
    return list(VersiPedoman.objects.filter(pedoman=pedoman).select_related("pedoman").order_by("-versi"))


def dengan_id(pk: UUID | str) -> Pedoman | None:
    """The guideline of this row."""
    return Pedoman.objects.filter(pk=pk).first()


def versi_dengan_id(pk: UUID | str) -> VersiPedoman | None:
    """The version of this row."""
    return VersiPedoman.objects.select_related("pedoman").filter(pk=pk).first()


def berlaku(cari: str = "") -> QuerySet[VersiPedoman]:
    """What is in force, for everybody, by code; found by code, title or words of the text (P508 10.1.1)."""
    rows = VersiPedoman.objects.filter(status=StatusVersi.BERLAKU).select_related("pedoman").order_by("pedoman__kode")
    words = Q(pedoman__kode__icontains=cari) | Q(pedoman__judul__icontains=cari) | Q(isi__icontains=cari)
    return (rows.filter(words) if cari else rows).defer("isi")


def terbit(slug: str, versi: int | None = None) -> tuple[VersiPedoman, list[VersiPedoman]]:
    """One published version (the one in force unless named) and all published ones. Raises NotFound."""
    rows = VersiPedoman.objects.filter(pedoman__slug=slug).exclude(status=StatusVersi.DRAF)
    all_rows = list(rows.select_related("pedoman", "berkas").order_by("-versi"))
    for row in all_rows:
        if row.versi == versi or (versi is None and row.status == StatusVersi.BERLAKU):
            return row, all_rows
    raise NotFound("Pedoman itu tidak ada, atau belum terbit.")
