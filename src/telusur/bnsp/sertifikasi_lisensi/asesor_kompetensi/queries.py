"""Reads of the register of asesor."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.rules import nomor_baku
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import Keberlakuan, StatusAsesor
from telusur.kernel.base.copied import sought
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)


@query(
    code="asesor_kompetensi.lihat_register",
    title="Melihat register asesor",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
)
def register(ctx: Context, *, cari: str, keadaan: str = "") -> QuerySet[AsesorKompetensi]:
    """By name; found by name, number or LSP. Raises NotPermitted."""
    rows = AsesorKompetensi.objects.select_related("lsp").order_by("nama", "id")
    if cari:
        rows = rows.filter(Q(nama__icontains=cari) | sought("nomor_registrasi", cari) | Q(lsp__nama__icontains=cari))
    berjalan = Q(berlaku_dari__lte=ctx.today, berlaku_sampai__gte=ctx.today)
    if keadaan == Keberlakuan.BERLAKU:
        return rows.filter(berjalan, status=StatusAsesor.AKTIF)
    if keadaan == Keberlakuan.BERAKHIR:
        return rows.filter(~berjalan, status=StatusAsesor.AKTIF)
    return rows.filter(status=keadaan) if keadaan else rows


@query(
    code="asesor_kompetensi.buka",
    title="Membuka data asesor",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="asesor",
    logged=False,
)
def buka(ctx: Context, *, asesor: AsesorKompetensi) -> AsesorKompetensi:
    """One asesor. Raises NotPermitted."""
    return asesor


def dengan_id(pk: UUID | str) -> AsesorKompetensi | None:
    """The asesor of this row, with the LSP."""
    return AsesorKompetensi.objects.select_related("lsp").filter(pk=pk).first()


def dengan_nomor(nomor: str) -> AsesorKompetensi | None:
    """The asesor with this registration number, however it is written. One read by the unique index."""
    try:
        baku = nomor_baku(nomor)
    except Invalid:
        return None
    return AsesorKompetensi.objects.filter(nomor_registrasi=baku).first()
