"""What the exchange does by the clock, and beside the worker's other work."""

from __future__ import annotations

from telusur.kernel.base.keys import next_key
from telusur.kernel.commands.context import system_context
from telusur.kernel.exchange.commands import everybody_has, pakai_kunci
from telusur.kernel.exchange.companion import turn
from telusur.kernel.exchange.witness import send_new_seals
from telusur.kernel.outbox.schedule import every
from telusur.kernel.outbox.worker import register_companion

register_companion("pertukaran", turn)


@every(minutes=1, title="Mengirim segel kepada saksi")
def tell_the_witnesses() -> None:
    """Send each witness the seals made since."""
    send_new_seals()


@every(minutes=1, title="Memakai kunci baru yang sudah diumumkan")
def use_the_announced_key() -> None:
    """Sign with the new key as soon as every active partner has it."""
    announced = next_key()
    if announced is not None and everybody_has(announced.id):
        pakai_kunci(system_context("kunci"))
