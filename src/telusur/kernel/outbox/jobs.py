"""What the outbox does for itself."""

from __future__ import annotations

from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.commands import pangkas
from telusur.kernel.outbox.schedule import daily


@daily(at="02.30", title="Memangkas antrean yang sudah selesai")
def pangkas_antrean() -> None:
    """Let go of what is done and old."""
    pangkas(system_context("antrean"))
