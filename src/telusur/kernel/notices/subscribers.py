"""The worker's part: send what was written, with growing pauses while the mail server is down."""

from __future__ import annotations

from telusur.kernel.base import clock
from telusur.kernel.notices import smtp
from telusur.kernel.notices.commands import SENDING_ATTEMPTS, tandai_gagal, tandai_terkirim
from telusur.kernel.notices.models import Message
from telusur.kernel.notices.states import MessageStatus
from telusur.kernel.outbox.dispatch import pause_after
from telusur.kernel.outbox.models import Event
from telusur.kernel.outbox.once import context_for
from telusur.kernel.outbox.queue import subscriber


@subscriber("notices.kirim", "notices.kirim_ulang", at_once=False, attempts=SENDING_ATTEMPTS)
def on_written(event: Event) -> None:
    """Send one message. Killed between sending and marking, it is sent once more with the same Message-ID."""
    message = Message.objects.filter(pk=event.payload["subject"], status=MessageStatus.MENUNGGU).first()
    if message is None:
        return
    try:
        smtp.send(message)
    except OSError as error:
        if not _failed(event, message, error):
            raise
    else:
        tandai_terkirim(context_for(event, "surel"), message=message)


def _failed(event: Event, message: Message, error: OSError) -> bool:
    """Record the failed attempt; whether it was the last."""
    attempts = message.attempts + 1
    last = smtp.is_permanent(error) or attempts >= SENDING_ATTEMPTS
    next_at = None if last else clock.now() + pause_after(attempts)
    tandai_gagal(context_for(event, "surel"), message=message, error=smtp.describe(error), next_at=next_at)
    return last
