"""Reads of reports: what is due, what was sent, and what stands behind each figure."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from telusur.kernel.accounts.models import User
from telusur.kernel.base.clock import day_of
from telusur.kernel.base.copied import sought
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.reports.parts import freeze
from telusur.lsp.administrasi.pengetahuan import queries as pengetahuan
from telusur.lsp.administrasi.pengetahuan.models import VersiPedoman
from telusur.lsp.administrasi.umum.queries import lisensi
from telusur.lsp.manajemen.pelaporan.jenis import ANGKATAN, JENIS, SEMESTER
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.manajemen.pelaporan.periode import terakhir_selesai
from telusur.lsp.manajemen.pelaporan.states import BELUM_DIKIRIM, TIDAK_BERLAKU, StatusLaporan
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.sertifikat.models import PermohonanBlanko, Sertifikat

TERLAMBAT = "terlambat"
TERSAMBUNG = ("angkatan__komite__jadwal", "angkatan__komite__sk_keputusan", "dokumen")
PEDOMAN_LAPORAN = "211"  # PBNSP 211 says what reports must hold (LAP 1.1)


@query(
    code="pelaporan.lihat_daftar",
    title="Melihat laporan ke BNSP",
    roles=STAFF,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="LAP 1.2",
)
def daftar(ctx: Context, *, cari: str, jenis: str = "", status: str = "") -> QuerySet[Laporan]:
    """What is due first, then what was sent, the latest first. ``status`` may be ``terlambat``. Raises NotPermitted."""
    rows = Laporan.objects.select_related(*TERSAMBUNG).order_by("-tenggat", "jenis", "-versi", "-id")
    if cari:
        rows = rows.filter(sought("nomor", cari) | sought("angkatan__nomor", cari))
    if jenis:
        rows = rows.filter(jenis=jenis)
    if status == TERLAMBAT:
        return rows.filter(status__in=BELUM_DIKIRIM, tenggat__lt=ctx.at)
    return rows.filter(status=status) if status else rows.exclude(status__in=TIDAK_BERLAKU)


@query(
    code="pelaporan.buka",
    title="Membuka laporan ke BNSP",
    roles=STAFF,
    permit=by_role_alone,
    subject="laporan",
    logged=False,
    clause="LAP 1",
)
def buka(ctx: Context, *, laporan: Laporan) -> dict[str, Any]:
    """The parts: as frozen when it was finalised, or counted now while it is a draft. Raises NotPermitted."""
    return isi_kini(ctx, laporan)


@query(
    code="pelaporan.unduh",
    title="Mengunduh laporan sebagai lembar kerja",
    roles=STAFF,
    permit=by_role_alone,
    subject="laporan",
    clause="LAP 2 hasil, 3 hasil",
)
def unduh(ctx: Context, *, laporan: Laporan) -> dict[str, Any]:
    """The same for a file that is taken along, which is recorded. Raises NotPermitted."""
    return isi_kini(ctx, laporan)


def isi_kini(ctx: Context, laporan: Laporan) -> dict[str, Any]:
    """The report as stored, or counted now."""
    frozen: dict[str, Any] = laporan.isi
    return frozen or freeze(JENIS[laporan.jenis].hitung(laporan, ctx.today))


def tercetak(isi: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts that leave the house: lists that only stand behind figures stay."""
    return [part for part in isi["parts"] if part["printed"]]


def dengan_id(laporan_id: UUID) -> Laporan:
    """The row, to be opened through ``buka``. Raises NotFound."""
    found = Laporan.objects.select_related(*TERSAMBUNG, "sebelumnya").filter(pk=laporan_id).first()
    if found is None:
        raise NotFound("Laporan itu tidak ada.")
    return found


def dengan_nomor(nomor: str, versi: int) -> Laporan | None:
    """The version of this number, for BNSP's answer."""
    found: Laporan | None = Laporan.objects.filter(nomor=nomor, versi=versi).first()
    return found


def versi_lain(laporan: Laporan) -> list[Laporan]:
    """The other versions of the same report, newest first."""
    if not laporan.nomor and laporan.sebelumnya is None:
        return []
    rows = Laporan.objects.filter(jenis=laporan.jenis, dari=laporan.dari, sampai=laporan.sampai)
    rows = rows.filter(angkatan_id=laporan.angkatan_id).exclude(pk=laporan.pk).exclude(status=StatusLaporan.DIBATALKAN)
    return list(rows.order_by("-versi"))


def pedoman_laporan() -> VersiPedoman | None:
    """The guideline on reports as received from BNSP (LAP 1.1); None while it was not."""
    return pengetahuan.berlaku(PEDOMAN_LAPORAN).filter(pedoman__kode__icontains=PEDOMAN_LAPORAN).first()


def calon_tim(ctx: Context) -> QuerySet[User]:
    """Who may be named in the drafting team: people who work for the LSP today."""
    return pengetahuan.pengguna_lsp(ctx)


def jenis_semester_belum_ada(hari: date) -> list[str]:
    """Kinds whose report on the last half-year nobody has begun, of an LSP whose licence was in force by its end (LAP 1.2)."""
    semester, row = terakhir_selesai(hari), lisensi()
    if row is None or row.berlaku_dari > semester.sampai:
        return []
    ada = Laporan.objects.filter(dari=semester.dari, sampai=semester.sampai).exclude(status=StatusLaporan.DIBATALKAN)
    punya = set(ada.values_list("jenis", flat=True))
    return [kode for kode, one in JENIS.items() if one.untuk == SEMESTER and kode not in punya]


def angkatan_selesai(sertifikat_id: UUID) -> PermohonanBlanko | None:
    """The batch of a certificate if all its certificates are issued by now, else None (LAP 3.1)."""
    row = Sertifikat.objects.select_related("permohonan_blanko").filter(pk=sertifikat_id).first()
    if row is None:
        return None
    semua = Sertifikat.objects.filter(permohonan_blanko_id=row.permohonan_blanko_id)
    return None if semua.filter(ditandatangani_pada=None).exists() else row.permohonan_blanko


def masa_angkatan(angkatan: PermohonanBlanko) -> tuple[date, date]:
    """From the SK to the day of the last certificate."""
    terakhir = Sertifikat.objects.filter(permohonan_blanko=angkatan).order_by("-tanggal_terbit").first()
    putus = angkatan.komite.diputuskan_pada or angkatan.diajukan_pada
    awal = day_of(putus)
    return awal, max(awal, terakhir.tanggal_terbit) if terakhir else awal


def jenis_angkatan_belum_ada(angkatan: PermohonanBlanko) -> list[str]:
    """Kinds of report on a batch that nobody has begun (LAP 3.1)."""
    punya = set(Laporan.objects.filter(angkatan=angkatan).values_list("jenis", flat=True))
    return [kode for kode, one in JENIS.items() if one.untuk == ANGKATAN and kode not in punya]
