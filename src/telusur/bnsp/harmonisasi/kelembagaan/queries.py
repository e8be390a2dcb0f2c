"""Reads of branches, standards and harmonisation."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.bnsp.harmonisasi.kelembagaan.models import Cabang, Harmonisasi, Standar
from telusur.bnsp.harmonisasi.kelembagaan.states import StatusStandar
from telusur.bnsp.roles import STAFF, Role
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)


@query(
    code="kelembagaan.lihat_cabang",
    title="Melihat cabang LSP",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1 ii",
)
def cabang(ctx: Context, *, cari: str, status: str = "") -> QuerySet[Cabang]:
    """By LSP and name. Raises NotPermitted."""
    rows = Cabang.objects.select_related("lsp").order_by("lsp__nama", "nama", "id")
    if cari:
        words = Q(nama__icontains=cari) | Q(lsp__nama__icontains=cari)
        rows = rows.filter(words | Q(kota__icontains=cari) | Q(provinsi__icontains=cari))
    return rows.filter(status=status) if status else rows


@query(
    code="kelembagaan.lihat_standar",
    title="Melihat standar kompetensi",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1 ii",
)
def standar(ctx: Context, *, cari: str, jenis: str = "", status: str = "") -> QuerySet[Standar]:
    """By code. Raises NotPermitted."""
    rows = Standar.objects.select_related("pengganti").order_by("kode")
    if cari:
        rows = rows.filter(Q(kode__icontains=cari) | Q(judul__icontains=cari) | Q(bidang__icontains=cari))
    return rows.filter(**{name: value for name, value in (("jenis", jenis), ("status", status)) if value})


@query(
    code="kelembagaan.lihat_harmonisasi",
    title="Melihat catatan harmonisasi",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1 ii",
)
def harmonisasi(ctx: Context, *, cari: str, bentuk: str = "") -> QuerySet[Harmonisasi]:
    """The latest first. Raises NotPermitted."""
    rows = Harmonisasi.objects.select_related("standar").order_by("-tanggal", "-id")
    if cari:
        rows = rows.filter(Q(pihak__icontains=cari) | Q(pokok__icontains=cari))
    return rows.filter(bentuk=bentuk) if bentuk else rows


def cabang_dengan_id(pk: UUID | str) -> Cabang | None:
    """The branch of this row."""
    return Cabang.objects.select_related("lsp").filter(pk=pk).first()


def standar_dengan_id(pk: UUID | str) -> Standar | None:
    """The standard of this row."""
    return Standar.objects.select_related("pengganti").filter(pk=pk).first()


def harmonisasi_dengan_id(pk: UUID | str) -> Harmonisasi | None:
    """The record of this row."""
    return Harmonisasi.objects.select_related("standar").filter(pk=pk).first()


def harmonisasi_tentang(standar: Standar) -> list[Harmonisasi]:
    """What was harmonised about a standard, the latest first."""
    return list(Harmonisasi.objects.filter(standar=standar).order_by("-tanggal"))


def pilihan_standar() -> list[tuple[str, str]]:
    """Standards in force as (id, name) for the choices of a form."""
    rows = Standar.objects.filter(status=StatusStandar.BERLAKU).order_by("kode")
    return [(str(row.pk), str(row)) for row in rows]
