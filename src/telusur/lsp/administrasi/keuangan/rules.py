"""Who may act on an invoice."""

from __future__ import annotations

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.keuangan.models import Tagihan


@rule("Tagihan ini bukan milik Anda.")
def pembayar(ctx: Context, tagihan: Tagihan) -> bool:
    """The person the invoice is addressed to."""
    return str(tagihan.pembayar_id) == ctx.actor.id


@rule("Anda tidak dapat memeriksa pembayaran untuk permohonan Anda sendiri.")
def bukan_pembayar(ctx: Context, tagihan: Tagihan) -> bool:
    """Nobody confirms their own payment."""
    return str(tagihan.pembayar_id) != ctx.actor.id
