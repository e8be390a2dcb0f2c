"""When a report may go on (LAP 1 to 3)."""

from __future__ import annotations

from django.conf import settings

from telusur.contract.from_lsp import LAPORAN
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.documents.states import S as StatusDokumen
from telusur.kernel.exchange.queries import standing
from telusur.kernel.exchange.states import MessageState
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import tangan
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.manajemen.pelaporan.states import JAWABAN, StatusLaporan
from telusur.lsp.roles import Role


@rule("Tim penyusun belum ditetapkan. Isi dahulu siapa saja yang menyusun laporan ini (LAP 1.3).")
def ada_tim(ctx: Context, laporan: Laporan) -> bool:
    """The drafting team is named."""
    return bool(laporan.tim)


@rule("Periodenya belum selesai. Laporan difinalkan sesudah hari terakhirnya (LAP 1.2).")
def periode_selesai(ctx: Context, laporan: Laporan) -> bool:
    """A half-year is reported once it is over; a batch at any time."""
    return laporan.angkatan_id is not None or ctx.today > laporan.sampai


@rule("PDF laporan belum selesai dibuat. Coba lagi sebentar lagi.")
def dokumen_siap(ctx: Context, laporan: Laporan) -> bool:
    """The signed PDF exists; its digest travels with the report."""
    return laporan.dokumen is not None and laporan.dokumen.status == StatusDokumen.SIAP


@rule("Laporan ini sudah dikirim. BNSP sedang memeriksanya.")
def belum_sampai(ctx: Context, laporan: Laporan) -> bool:
    """Not sent yet, or BNSP's system refused what was sent."""
    if laporan.status == StatusLaporan.FINAL:
        return True
    terakhir = standing(to=settings.BNSP_CODE, kind=LAPORAN.kind, key=str(laporan.pk))
    return terakhir is not None and terakhir.state == MessageState.REFUSED


@rule("Laporan ini tidak sedang menunggu jawaban BNSP.")
def menunggu_jawaban(ctx: Context, laporan: Laporan) -> bool:
    """Sent and not answered; BNSP also answers where its answer was written down by hand: its own takes that one's place."""
    if laporan.status == StatusLaporan.TERKIRIM:
        return True
    return ctx.actor.has(Role.BNSP) and tangan(JenisTangan.LAPORAN, laporan.pk, JAWABAN[laporan.status]) is not None


@rule("Setiap penerbitan sertifikat wajib dilaporkan, jadi draf ini tidak dapat dibatalkan (LAP 3.1).")
def bukan_angkatan(ctx: Context, laporan: Laporan) -> bool:
    """A half-year begins its draft anew; nothing would begin that of a batch again."""
    return laporan.angkatan_id is None


@rule("Versi ini menjawab permintaan perbaikan BNSP, jadi tidak dapat dibatalkan.")
def versi_pertama(ctx: Context, laporan: Laporan) -> bool:
    """Only a first version may be dropped: BNSP waits for the others."""
    return laporan.versi == 1
