"""Reads of complaints: the komisi's list, one in full (recorded), and what its writer sees with number and code."""

from __future__ import annotations

from hmac import compare_digest
from uuid import UUID

from django.db.models import Q, QuerySet

from telusur.bnsp.pengendalian.pengaduan.commands import sidik
from telusur.bnsp.pengendalian.pengaduan.models import LampiranPengaduan, Pengaduan
from telusur.bnsp.pengendalian.pengaduan.states import TERBUKA
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.copied import key_of, sought
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

# A complaint names people and what they fear: it is not for everybody at BNSP.
PEMBACA = (Role.KETUA, Role.WAKIL_KETUA, Role.KOMISI_PENGENDALIAN, Role.CS)


@query(
    code="pengaduan.lihat_daftar",
    title="Melihat daftar pengaduan",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1 iv",
)
def daftar(ctx: Context, *, cari: str, status: str = "") -> QuerySet[Pengaduan]:
    """By number or LSP, the latest first, without who complained. Raises NotPermitted."""
    rows = Pengaduan.objects.select_related("lsp").defer("uraian").order_by("-diajukan_pada", "-id")
    if cari:
        rows = rows.filter(sought("nomor", cari) | Q(perihal__icontains=cari) | Q(lsp__nama__icontains=cari))
    return rows.filter(status=status) if status else rows


@query(
    code="pengaduan.buka",
    title="Membuka pengaduan",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="pengaduan",
    clause="P508 10.2.6",
)
def buka(ctx: Context, *, pengaduan: Pengaduan) -> Pengaduan:
    """One complaint with its writer, so the reading is recorded. Raises NotPermitted."""
    rows = Pengaduan.objects.select_related("lsp").prefetch_related("lampiran__berkas", "tindak_lanjut")
    return rows.get(pk=pengaduan.pk)


def dengan_id(pk: UUID | str) -> Pengaduan | None:
    """The complaint of this row."""
    return Pengaduan.objects.select_related("lsp").filter(pk=pk).first()


def milik_pengadu(nomor: str, kode: str) -> Pengaduan | None:
    """The complaint of this number, for whoever holds its code."""
    row = Pengaduan.objects.prefetch_related("tindak_lanjut").filter(nomor_kunci=key_of(nomor) or "-").first()
    return row if row is not None and compare_digest(row.sandi, sidik(kode)) else None


def jumlah_terbuka(lsp: Lsp | None = None) -> int:
    """How many are not closed."""
    rows = Pengaduan.objects.filter(status__in=TERBUKA)
    return (rows.filter(lsp=lsp) if lsp else rows).count()


def boleh_membuka_lampiran(ctx: Context, file: StoredFile) -> bool:
    """Whoever may open the complaint opens its files."""
    return ctx.actor.has(*PEMBACA) and LampiranPengaduan.objects.filter(berkas=file).exists()
