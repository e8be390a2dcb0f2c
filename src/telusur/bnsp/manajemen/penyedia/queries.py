"""Reads of the LSP systems that take part in the sign-in."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from telusur.bnsp.manajemen.penyedia.commands import daftarkan
from telusur.bnsp.manajemen.penyedia.models import SistemLsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import yang_beralamat_sistem
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not_by_role


def sistem_terdaftar(ctx: Context, *, cari: str = "") -> QuerySet[SistemLsp]:
    """The list for those who keep it; empty for everybody else."""
    rows: QuerySet[SistemLsp] = SistemLsp.objects.select_related("lsp").order_by("lsp__nama")
    if why_not_by_role(daftarkan, ctx):
        return rows.none()
    return rows.filter(lsp__nama__icontains=cari) if cari else rows


def belum_terdaftar() -> QuerySet[Lsp]:
    """LSP whose system has an address but does not take part, or no longer."""
    taking_part = SistemLsp.objects.filter(aktif=True).values("lsp_id")
    return yang_beralamat_sistem().exclude(pk__in=taking_part)


def dengan_id(pk: UUID) -> SistemLsp | None:
    """One system."""
    return SistemLsp.objects.select_related("lsp").filter(pk=pk).first()


def dengan_kode(kode: str) -> SistemLsp | None:
    """The system of a licence number."""
    return SistemLsp.objects.select_related("lsp").filter(kode=kode).first()
