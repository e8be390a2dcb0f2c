"""What this module does when others announce a fact."""

from __future__ import annotations

from telusur.kernel.outbox.models import Event as Fact
from telusur.kernel.outbox.once import context_for
from telusur.kernel.outbox.queue import subscriber
from telusur.lsp.administrasi.pengetahuan.commands import kabarkan
from telusur.lsp.administrasi.pengetahuan.queries import versi_dengan_id
from telusur.lsp.events import Event


@subscriber(Event.PEDOMAN_DITERIMA)
def pedoman_diterima(fact: Fact) -> None:
    """A version came into force: everybody who works for the LSP is told, once (P508 10.1.2)."""
    versi = versi_dengan_id(fact.payload["subject"])
    if versi is not None and fact.payload["baru"] and versi.dikabarkan_pada is None:
        kabarkan(context_for(fact, "pengetahuan"), versi=versi)
