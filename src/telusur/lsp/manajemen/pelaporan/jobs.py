"""What is done by the clock: the six-monthly reports are begun as soon as the half-year is over (LAP 1.2)."""

from __future__ import annotations

from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.schedule import daily
from telusur.lsp.manajemen.pelaporan.commands import siapkan_semester
from telusur.lsp.manajemen.pelaporan.periode import terakhir_selesai
from telusur.lsp.manajemen.pelaporan.queries import jenis_semester_belum_ada


@daily(at="05.30", title="Menyiapkan laporan semester")
def siapkan_laporan_semester() -> int:
    """Begin what is not begun: from then on it is a task of Manajer Administrasi, with its day. How many."""
    ctx = system_context("pelaporan")
    belum = jenis_semester_belum_ada(ctx.today)
    for jenis in belum:
        siapkan_semester(ctx, jenis=jenis, hari=terakhir_selesai(ctx.today).sampai)
    return len(belum)
