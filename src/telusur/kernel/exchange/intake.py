"""Taking in a batch of messages: every one is applied once, refused for good, or turned away; each gets a signed receipt."""

from __future__ import annotations

import logging
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from telusur.kernel.audit.record import record
from telusur.kernel.base.errors import DomainError
from telusur.kernel.commands.context import PUBLIC_ROLE, Actor, Context
from telusur.kernel.exchange import jose, traffic
from telusur.kernel.exchange.envelope import Envelope, Refused, moment_text, read_envelope
from telusur.kernel.exchange.identity import own_code, own_key
from telusur.kernel.exchange.models import Heard, Incoming, IncomingLine, Partner
from telusur.kernel.exchange.ring import Ring
from telusur.kernel.exchange.states import CHANNEL, FINAL, PARTNER_ROLE, Code, MessageState

logger = logging.getLogger(__name__)

LONGEST_REASON = 500
NAMED = 10  # how many messages a trail entry about a batch names


@dataclass
class Batch:
    """One request: the receipts by position, and what was turned away, for the trail."""

    now: datetime
    receipts: list[str]
    away: dict[tuple[str, Code], list[dict[str, Any]]] = field(default_factory=dict)

    def turn_away(self, position: int, token: Any, refusal: Refused, envelope: Envelope | None = None) -> None:
        """Answer with a refusal that uses up no number, and note it."""
        text = token if isinstance(token, str) else ""
        claimed = envelope.sender if envelope else _claimed_sender(text)
        self.receipts[position] = _receipt(
            self.now, claimed, jose.token_digest(text), refusal, envelope, expected=refusal.expected
        )
        note = {"token": jose.token_digest(text)[:16], "number": envelope.number if envelope else None}
        self.away.setdefault((claimed, refusal.code), []).append(note)


def take_in(tokens: list[Any], *, now: datetime) -> list[str]:
    """Work through a batch and answer every message, in the order in which they came."""
    ring = Ring(now)
    batch = Batch(now, [""] * len(tokens))
    lines: dict[str, list[tuple[int, Envelope]]] = {}
    for position, token in enumerate(tokens):
        try:
            envelope = read_envelope(_opened(token), own=own_code(), now=now, key_of=ring)
            partner = ring.active(envelope.sender)
        except Refused as refusal:
            batch.turn_away(position, token, refusal)
        else:
            lines.setdefault(partner.code, []).append((position, envelope))
    for code, messages in lines.items():
        _take_line(batch, ring.partner(code), messages)
    _record_what_was_turned_away(batch, ring)
    return batch.receipts


def _opened(token: Any) -> jose.Opened:
    try:
        return jose.opened(token, typ=jose.MESSAGE)
    except jose.Unreadable as error:
        raise Refused(Code.MALFORMED, f"({error})") from error


def _take_line(batch: Batch, partner: Partner, messages: list[tuple[int, Envelope]]) -> None:
    """The authentic messages of one partner, by number, in one transaction; each applied one has a savepoint of its own."""
    messages.sort(key=lambda pair: pair[1].number)
    with transaction.atomic():
        line = Line(IncomingLine.objects.select_for_update().get(partner=partner), partner, batch.now)
        line.look_up([envelope for _, envelope in messages])
        for position, envelope in messages:
            try:
                batch.receipts[position] = line.take(envelope)
            except Refused as refusal:
                batch.turn_away(position, envelope.token, refusal, envelope)
                line.notes.turned_away += 1
        Incoming.objects.bulk_create(line.taken)
        line.notes.heard_at = batch.now
        line.notes.save()


class Line:
    """What one partner's messages of a batch are held against: the next number, and what was taken before."""

    def __init__(self, notes: IncomingLine, partner: Partner, now: datetime) -> None:
        self.notes, self.partner, self.now = notes, partner, now
        self.taken: list[Incoming] = []
        self._by_number: dict[int, Incoming] = {}
        self._by_message: dict[UUID, Incoming] = {}
        self._heard: dict[tuple[str, str], Heard] = {}

    def look_up(self, messages: list[Envelope]) -> None:
        """One question for everything in the batch that may have come before."""
        named = Q(message__in=[one.message for one in messages])
        if numbers := [one.number for one in messages if one.number <= self.notes.last_number]:
            named |= Q(number__in=numbers)
        for row in Incoming.objects.filter(named, partner=self.partner).defer("token"):
            self._know(row)
        new = [one for one in messages if one.number > self.notes.last_number]
        facts = Q(kind__in={one.kind for one in new}, key__in=[one.key for one in new])
        for heard in Heard.objects.filter(facts, partner=self.partner):
            heard.partner = self.partner
            self._heard[(heard.kind, heard.key)] = heard

    def take(self, envelope: Envelope) -> str:
        """The receipt of one message. Raises Refused where no number is used up."""
        expected = self.notes.last_number + 1
        before = self._by_message.get(envelope.message) or self._by_number.get(envelope.number)
        if before is not None:
            if _as_before(before, envelope):
                self.notes.repeated += 1
                return before.receipt
            raise Refused(Code.NUMBER_TAKEN, f"Nomor {envelope.number}.", expected=expected)
        if envelope.number != expected:
            detail = f"Ditunggu nomor {expected}, datang {envelope.number}."
            raise Refused(Code.OUT_OF_ORDER, detail, expected=expected)
        row = self._applied(envelope)
        self.notes.last_number = envelope.number
        self.taken.append(row)
        self._know(row)
        return row.receipt

    def _applied(self, envelope: Envelope) -> Incoming:
        fact = (envelope.kind, envelope.key)
        known = self._heard.get(fact)
        # A copy: after a refusal what was heard before must be as the database still holds it.
        heard = copy(known) if known else Heard(partner=self.partner, kind=envelope.kind, key=envelope.key)
        row = _applied(self.now, heard, envelope)
        if row.state == MessageState.RECEIVED:
            self._heard[fact] = heard
        return row

    def _know(self, row: Incoming) -> None:
        self._by_number[row.number] = self._by_message[row.message] = row


def _as_before(row: Incoming, envelope: Envelope) -> bool:
    """Whether this is the message that came before, signed anew."""
    then = (row.number, row.message, row.kind, row.key, row.version, row.digest)
    now = (envelope.number, envelope.message, envelope.kind, envelope.key, envelope.version, envelope.digest)
    return then == now


def _applied(now: datetime, heard: Heard, envelope: Envelope) -> Incoming:
    """Let the module act on it; what it refuses is refused for good."""
    refusal, partner = None, heard.partner
    result: dict[str, Any] = {}
    try:
        result = traffic.take(_context(partner, envelope, now), heard=heard, envelope=envelope)
    except traffic.Unfit as unfit:
        refusal = Refused(unfit.code, unfit.detail)
    except DomainError as error:
        refusal = Refused(Code.BY_RULE)
        refusal.sentence = error.sentence[:LONGEST_REASON]
    except Exception as error:
        logger.exception("Pesan %s dari %s belum dapat diolah.", envelope.message, partner.code)
        raise Refused(Code.TROUBLE, expected=envelope.number) from error
    receipt = _receipt(
        now, partner.code, envelope.token_digest, refusal, envelope, expected=envelope.number + 1, result=result
    )
    return Incoming(
        partner=partner,
        number=envelope.number,
        message=envelope.message,
        kind=envelope.kind,
        key=envelope.key,
        version=envelope.version,
        digest=envelope.digest,
        token=envelope.token,
        received_at=now,
        state=MessageState.REFUSED if refusal else MessageState.RECEIVED,
        code=refusal.code if refusal else "",
        reason=refusal.sentence if refusal else "",
        receipt=receipt,
    )


def _context(partner: Partner, envelope: Envelope, now: datetime) -> Context:
    actor = Actor(f"mitra:{partner.code}", partner.name, frozenset({PARTNER_ROLE}))
    return Context(actor=actor, at=now, channel=CHANNEL, request_id=envelope.message)


def _receipt(
    now: datetime,
    to: str,
    token: str,
    refusal: Refused | None,
    envelope: Envelope | None,
    *,
    expected: int | None,
    result: dict[str, Any] | None = None,
) -> str:
    status = MessageState.RECEIVED.value
    if refusal:
        status = refusal.code.value if refusal.code == Code.OUT_OF_ORDER else MessageState.REFUSED.value
    said = {
        "from": own_code(),
        "to": to,
        "at": moment_text(now),
        "token": token,
        "message": str(envelope.message) if envelope else None,
        "number": envelope.number if envelope else None,
        "digest": envelope.digest if envelope else None,
        "status": status,
        "code": refusal.code.value if refusal else "",
        "reason": refusal.sentence if refusal else "",
        "final": refusal is None or refusal.code in FINAL,
        "expected": expected,
        "result": result or {},
    }
    return own_key().sign(said, jose.RECEIPT)


def _claimed_sender(token: str) -> str:
    """Who a message says it is from; for the answer and the trail, believed by nobody."""
    try:
        said = jose.opened(token, typ=jose.MESSAGE).payload.get("from")
    except jose.Unreadable:
        return ""
    return said[:40] if isinstance(said, str) else ""


def _record_what_was_turned_away(batch: Batch, ring: Ring) -> None:
    """One entry per sender and reason, however many messages: a flood must not become a flood of entries."""
    for (claimed, code), notes in batch.away.items():
        try:
            partner: Partner | None = ring.partner(claimed) if claimed else None
        except Refused:
            partner = None
        name = f"Mengaku {partner.name}" if partner else f"Pengirim tak dikenal {claimed}".strip()
        actor = Actor(f"mitra?{claimed}"[:64], name, frozenset({PUBLIC_ROLE}))
        ctx = Context(actor=actor, at=batch.now, channel=CHANNEL)
        data = {"alasan": code.value, "jumlah": len(notes), "pesan": notes[:NAMED]}
        record(ctx, traffic.RECEIVE, "refused", subject=partner, reason=code.label, data=data)
