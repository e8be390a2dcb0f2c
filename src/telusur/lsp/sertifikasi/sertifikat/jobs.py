"""What is done by the clock: holders are reminded before their certificate expires (P508 9.6.3)."""

from __future__ import annotations

from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.schedule import daily
from telusur.lsp.sertifikasi.sertifikat.commands import ingatkan
from telusur.lsp.sertifikasi.sertifikat.queries import akan_habis


@daily(at="06.00", title="Mengingatkan pemegang sertifikat")
def ingatkan_pemegang() -> int:
    """Remind everybody whose certificate expires within ``sertifikat.pengingat_hari`` days; how many. One act each."""
    ctx, count = system_context("pengingat"), 0
    for sertifikat in akan_habis(ctx.today).iterator(chunk_size=200):
        ingatkan(ctx, sertifikat=sertifikat)
        count += 1
    return count
