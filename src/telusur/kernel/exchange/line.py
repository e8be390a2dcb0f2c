"""One partner's line: its next message, what came before, and what ran ahead."""

from __future__ import annotations

import logging
from collections.abc import Collection
from copy import copy
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from telusur.kernel.base.bulk import Bulk
from telusur.kernel.base.errors import DomainError
from telusur.kernel.base.together import Apart, together
from telusur.kernel.commands.context import Actor, Context
from telusur.kernel.exchange import traffic
from telusur.kernel.exchange.envelope import Envelope, Refused, read_message
from telusur.kernel.exchange.kinds import kind_named
from telusur.kernel.exchange.models import Early, Heard, Incoming, IncomingLine, Partner
from telusur.kernel.exchange.receipts import KEPT, receipt
from telusur.kernel.exchange.ring import Ring
from telusur.kernel.exchange.states import CHANNEL, PARTNER_ROLE, Code, MessageState

logger = logging.getLogger(__name__)

TAKEN = Bulk(Incoming)
EARLY = Bulk(Early, unique=["partner", "number"], update=["token", "received_at"])
LONGEST_REASON = 500
ROOM = 300  # so far ahead of the next number a message is kept


class Line:
    """What one partner's messages of a batch are held against: the next number, and what was taken before."""

    def __init__(self, notes: IncomingLine, partner: Partner, now: datetime, ring: Ring) -> None:
        self.notes, self.partner, self.now, self._ring = notes, partner, now, ring
        self.taken: list[Incoming] = []
        self._by_number: dict[int, Incoming] = {}
        self._by_message: dict[UUID, Incoming] = {}
        self._heard: dict[tuple[str, str], Heard] = {}
        self._kept: set[int] = set()

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

    def kept_that_follow(self, coming: Collection[int]) -> list[Envelope]:
        """What ran ahead before and can be applied now that these numbers come."""
        rows = Early.objects.filter(partner=self.partner)
        self._kept = there = set(rows.values_list("number", flat=True))
        number, following = self.notes.last_number + 1, []
        while number in coming or number in there:
            if number not in coming:
                following.append(number)
            number += 1
        return [found for row in rows.filter(number__in=following) if (found := self._read_again(row)) is not None]

    def _read_again(self, row: Early) -> Envelope | None:
        """None if it would not be taken any more (its key was retired meanwhile): then it is awaited like any other."""
        try:
            return read_message(row.token, now=row.received_at, key_of=self._ring)
        except Refused:
            return None

    def put_aside(self, early: list[Envelope]) -> tuple[str, list[Envelope]]:
        """Keep what ran ahead as far as there is room. One receipt for all, and those for which there was none."""
        last = self.notes.last_number
        near = {one.number: one.token for one in early if one.number <= last + ROOM}
        rows = [
            Early(partner=self.partner, number=number, token=token, received_at=self.now)
            for number, token in near.items()
        ]
        EARLY.add(rows)
        kept = sorted(number for number in self._kept | near.keys() if number > last)
        detail = f"Ditunggu nomor {last + 1}, datang {early[0].number}."
        refusal = Refused(Code.OUT_OF_ORDER, detail, expected=last + 1)
        said = receipt(
            self.now,
            self.partner.code,
            early[0].token_digest,
            refusal,
            early[0],
            expected=last + 1,
            result={KEPT: kept},
        )
        return said, [one for one in early if one.number not in near]

    def close(self) -> None:
        """Write what was taken, and let go of what was kept for it."""
        TAKEN.add(self.taken)
        if self._kept:
            Early.objects.filter(partner=self.partner, number__lte=self.notes.last_number).delete()
        self.notes.heard_at = self.now
        self.notes.save()

    def take_all(self, envelopes: list[Envelope]) -> list[str | Refused]:
        """What each is answered: together if that goes well, else one by one, each with a savepoint of its own."""
        if len(envelopes) > 1:
            before = self._state()
            try:
                with together():
                    _read_ahead([one for one in envelopes if one.number > self.notes.last_number])
                    return [self._answer(one) for one in envelopes]
            except Apart:
                self._back_to(before)
        return [self._answer(one) for one in envelopes]

    def _state(self) -> tuple[Any, ...]:
        kept = dict(self._by_number), dict(self._by_message), dict(self._heard)
        return self.notes.last_number, self.notes.repeated, len(self.taken), *kept

    def _back_to(self, state: tuple[Any, ...]) -> None:
        self.notes.last_number, self.notes.repeated, length, *kept = state
        self._by_number, self._by_message, self._heard = kept
        del self.taken[length:]

    def _answer(self, envelope: Envelope) -> str | Refused:
        try:
            return self.take(envelope)
        except Refused as refusal:
            return refusal

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


def _read_ahead(envelopes: list[Envelope]) -> None:
    """Let the modules read together what messages of their kinds are about to ask."""
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for one in envelopes:
        by_kind.setdefault(one.kind, []).append(one.content)
    for name, contents in by_kind.items():
        kind = kind_named(name)
        if kind is not None and kind.beforehand is not None:
            kind.beforehand([one for one in contents if kind.form.fits(one)])


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
    answer = receipt(
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
        receipt=answer,
    )


def _context(partner: Partner, envelope: Envelope, now: datetime) -> Context:
    actor = Actor(f"mitra:{partner.code}", partner.name, frozenset({PARTNER_ROLE}))
    return Context(actor=actor, at=now, channel=CHANNEL, request_id=envelope.message)
