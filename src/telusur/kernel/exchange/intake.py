"""Taking in a batch of messages: every one is applied once, refused for good, kept, or turned away; each is answered signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from telusur.kernel.audit.record import record
from telusur.kernel.commands.context import PUBLIC_ROLE, Actor, Context
from telusur.kernel.exchange import jose, traffic
from telusur.kernel.exchange.envelope import Envelope, Refused, read_message
from telusur.kernel.exchange.line import Line
from telusur.kernel.exchange.models import IncomingLine, Partner
from telusur.kernel.exchange.receipts import receipt
from telusur.kernel.exchange.ring import Ring
from telusur.kernel.exchange.states import CHANNEL, Code

NAMED = 10  # how many messages a trail entry about a batch names


@dataclass
class Batch:
    """One request: the receipts by position, what was turned away, for the trail, and whether any message was a partner's."""

    now: datetime
    receipts: list[str]
    away: dict[tuple[str, Code], list[dict[str, Any]]] = field(default_factory=dict)
    genuine: bool = False

    def turn_away(self, position: int, token: Any, refusal: Refused, envelope: Envelope | None = None) -> None:
        """Answer with a refusal that uses up no number, and note it."""
        text = token if isinstance(token, str) else ""
        claimed = envelope.sender if envelope else _claimed_sender(text)
        digest = jose.token_digest(text)
        self.receipts[position] = receipt(self.now, claimed, digest, refusal, envelope, expected=refusal.expected)
        if refusal.code != Code.OUT_OF_ORDER:  # a line that lost a message is no attempt to deceive
            self.note(claimed, refusal.code, text, envelope)

    def note(self, claimed: str, code: Code, token: str, envelope: Envelope | None) -> None:
        """For the trail."""
        said = {"token": jose.token_digest(token)[:16], "number": envelope.number if envelope else None}
        self.away.setdefault((claimed, code), []).append(said)


def take_in(tokens: list[Any], *, now: datetime) -> Batch:
    """Work through a batch and answer every message, in the order in which they came."""
    ring = Ring(now)
    batch = Batch(now, [""] * len(tokens))
    lines: dict[str, list[tuple[int, Envelope]]] = {}
    for position, token in enumerate(tokens):
        try:
            envelope = read_message(token, now=now, key_of=ring)
            partner = ring.active(envelope.sender)
        except Refused as refusal:
            batch.turn_away(position, token, refusal)
        else:
            batch.genuine = True
            lines.setdefault(partner.code, []).append((position, envelope))
    for code, messages in lines.items():
        _take_line(batch, ring, ring.partner(code), messages)
    _record_what_was_turned_away(batch, ring)
    return batch


def _take_line(batch: Batch, ring: Ring, partner: Partner, messages: list[tuple[int, Envelope]]) -> None:
    """The authentic messages of one partner, by number, in one transaction; each applied one is undone alone if it fails."""
    with transaction.atomic():
        line = Line(IncomingLine.objects.select_for_update().get(partner=partner), partner, batch.now)
        ordered = sorted(messages, key=lambda pair: pair[1].number)
        line.look_up([envelope for _, envelope in ordered])
        for position, envelope in ordered:
            try:
                batch.receipts[position] = line.take(envelope)
            except Refused as refusal:
                batch.turn_away(position, envelope.token, refusal, envelope)
                line.notes.turned_away += 1
        line.close()


def _claimed_sender(token: str) -> str:
    """Who a message says it is from; for the answer and the trail, believed by nobody."""
    try:
        said = jose.opened(token, typ=jose.MESSAGE).payload.get("from")
    except jose.Unreadable:
        return ""
    return said[:40] if isinstance(said, str) else ""


def _record_what_was_turned_away(batch: Batch, ring: Ring) -> None:
    """One entry per partner and reason, one for all strangers: a flood must not become a flood of entries."""
    grouped: dict[tuple[Partner | None, Code], list[tuple[str, dict[str, Any]]]] = {}
    for (claimed, code), notes in batch.away.items():
        grouped.setdefault((_known(ring, claimed), code), []).extend((claimed, one) for one in notes)
    for (partner, code), named in grouped.items():
        names = sorted({claimed for claimed, _ in named})
        others = f" dan {len(names) - 1} lainnya" if len(names) > 1 else ""
        name = f"Mengaku {partner.name}" if partner else f"Pengirim tak dikenal {names[0]}{others}".strip()
        actor = Actor(f"mitra?{names[0]}"[:64], name, frozenset({PUBLIC_ROLE}))
        ctx = Context(actor=actor, at=batch.now, channel=CHANNEL)
        data = {"alasan": code.value, "jumlah": len(named), "pesan": [one for _, one in named[:NAMED]]}
        record(ctx, traffic.RECEIVE, "refused", subject=partner, reason=code.label, data=data)


def _known(ring: Ring, claimed: str) -> Partner | None:
    try:
        return ring.partner(claimed) if claimed else None
    except Refused:
        return None
