"""A partner that is heard from is up: what waits for it need not sit out a pause made while it was not."""

from __future__ import annotations

from datetime import datetime

from telusur.kernel.exchange.models import OutgoingFile, OutgoingLine, Partner
from telusur.kernel.exchange.states import FileState


def heard_from(partner: Partner, now: datetime) -> None:
    """Let the courier set out for this partner at its next turn. A failure then pauses it as long as it would have before."""
    OutgoingLine.objects.filter(partner=partner, next_at__gt=now).update(next_at=now)
    waiting = OutgoingFile.objects.filter(partner=partner, state=FileState.WAITING)
    waiting.filter(next_at__gt=now).update(next_at=now)
