"""Reads of reports: what has arrived, and who is late (P508 11.4; LAP 1.2)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from telusur.bnsp.pengendalian.laporan_lsp.models import LaporanLsp
from telusur.bnsp.pengendalian.laporan_lsp.states import DISAMPAIKAN
from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.contract.from_lsp import LAPORAN_SEMESTER
from telusur.kernel.base.copied import sought
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)
PERIODE_DITAWARKAN = 4


@dataclass(frozen=True, slots=True)
class Periode:
    """A half-year and the last day on which its reports are in time (LAP 1.2: January and July)."""

    dari: date
    sampai: date
    tenggat: date


def periode_terakhir(hari: date) -> list[Periode]:
    """The half-years that are over, the last one first."""
    tahun, kedua = (hari.year, False) if hari.month > 6 else (hari.year - 1, True)
    found: list[Periode] = []
    while len(found) < PERIODE_DITAWARKAN:
        found.append(_periode(tahun, kedua=kedua))
        tahun, kedua = (tahun, False) if kedua else (tahun - 1, True)
    return found


def _periode(tahun: int, *, kedua: bool) -> Periode:
    dari, sampai = (7, date(tahun, 12, 31)) if kedua else (1, date(tahun, 6, 30))
    jatuh, bulan = (tahun + 1, 1) if kedua else (tahun, 7)
    tanggal = min(settings.LAPORAN_TANGGAL, monthrange(jatuh, bulan)[1])
    return Periode(date(tahun, dari, 1), sampai, date(jatuh, bulan, tanggal))


@query(
    code="laporan_lsp.lihat_daftar",
    title="Melihat laporan LSP",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1 iv, 11.4",
)
def daftar(
    ctx: Context, *, cari: str, status: str = "", jenis: str = "", sampai: date | None = None, lsp: str = ""
) -> QuerySet[LaporanLsp]:
    """Every version that arrived, the latest first, without its rows. Raises NotPermitted."""
    rows = LaporanLsp.objects.select_related("lsp").defer("isi").order_by("-tiba_pada", "-id")
    if cari:
        rows = rows.filter(Q(lsp__nama__icontains=cari) | sought("nomor", cari) | sought("lsp__nomor_lisensi", cari))
    wanted = {"status": status, "jenis": jenis, "sampai": sampai, "lsp_id": lsp}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


@query(
    code="laporan_lsp.lihat_belum",
    title="Melihat LSP yang belum melapor",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="periode",
    logged=False,
    clause="LAP 1.2; P508 11.4",
)
def belum(ctx: Context, *, periode: Periode, jenis: str, cari: str = "") -> QuerySet[Lsp]:
    """LSP whose licence is in force since the period or before and whose report is not here. Raises NotPermitted."""
    sudah = LaporanLsp.objects.filter(
        jenis=jenis, dari=periode.dari, sampai=periode.sampai, status__in=DISAMPAIKAN
    ).values("lsp_id")
    rows = lisensi.direktori(ctx.today, cari=cari, status="aktif").filter(berlaku_dari__lte=periode.sampai)
    return rows.exclude(pk__in=sudah)


@query(
    code="laporan_lsp.buka",
    title="Membuka laporan LSP",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="laporan",
    clause="P508 10.3.1 iv, 11.4",
)
def buka(ctx: Context, *, laporan: LaporanLsp) -> LaporanLsp:
    """One report with the names in it: who read it is recorded. Raises NotPermitted."""
    return laporan


def dengan_id(pk: UUID | str) -> LaporanLsp | None:
    """The report of this row."""
    return LaporanLsp.objects.select_related("lsp").filter(pk=pk).first()


def versi_lain(laporan: LaporanLsp) -> list[LaporanLsp]:
    """The other versions of the same report, newest first."""
    rows = LaporanLsp.objects.filter(lsp_id=laporan.lsp_id, nomor=laporan.nomor).exclude(pk=laporan.pk)
    return list(rows.defer("isi").order_by("-versi"))


JENIS_SEMESTER = tuple(LAPORAN_SEMESTER)
