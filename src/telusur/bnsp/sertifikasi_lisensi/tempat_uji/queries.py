"""Reads of the register of TUK."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.models import TempatUji
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)


@query(
    code="tempat_uji.lihat_register",
    title="Melihat register TUK",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
)
def register(ctx: Context, *, cari: str, jenis: str = "", lsp: str = "") -> QuerySet[TempatUji]:
    """By name. Raises NotPermitted."""
    rows = TempatUji.objects.select_related("lsp").order_by("nama", "id")
    if cari:
        rows = rows.filter(
            Q(nama__icontains=cari) | Q(kode__iexact=cari) | Q(kota__icontains=cari) | Q(lsp__nama__icontains=cari)
        )
    wanted = {"jenis": jenis, "lsp__nomor_lisensi": lsp}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


@query(
    code="tempat_uji.buka", title="Membuka data TUK", roles=PEMBACA, permit=by_role_alone, subject="tuk", logged=False
)
def buka(ctx: Context, *, tuk: TempatUji) -> TempatUji:
    """One TUK. Raises NotPermitted."""
    return tuk


def dengan_id(pk: UUID | str) -> TempatUji | None:
    """The TUK of this row, with its LSP."""
    return TempatUji.objects.select_related("lsp").filter(pk=pk).first()


def dengan_kode(lsp: Lsp, kode: str) -> TempatUji | None:
    """The LSP's TUK with this code."""
    return TempatUji.objects.filter(lsp=lsp, kode=kode.strip()).first()
