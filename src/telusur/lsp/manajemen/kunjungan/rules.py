"""What must hold besides the role."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.manajemen.kunjungan.models import Sambungan


@rule("Masuk dari BNSP tidak dibuka di LSP ini.")
def sambungan_dibuka(ctx: Context, subject: Any) -> bool:
    """Turning the connection off also shuts out whoever is already in."""
    return bool(Sambungan.objects.filter(aktif=True).exists())
