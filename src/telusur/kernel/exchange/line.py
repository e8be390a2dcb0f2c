"""One partner's line: its next message, and what came before."""

from __future__ import annotations

import logging
from copy import copy
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from telusur.kernel.base.errors import DomainError
from telusur.kernel.commands.context import Actor, Context
from telusur.kernel.exchange import traffic
from telusur.kernel.exchange.envelope import Envelope, Refused
from telusur.kernel.exchange.faults import by_rule, sentence
from telusur.kernel.exchange.models import Heard, Incoming, IncomingLine, Partner
from telusur.kernel.exchange.receipts import receipt
from telusur.kernel.exchange.states import CHANNEL, PARTNER_ROLE, Code, MessageState
from telusur.kernel.exchange.waking import heard_from

logger = logging.getLogger(__name__)

LONGEST_REASON = 500


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

    def close(self) -> None:
        """Write what was taken."""
        Incoming.objects.bulk_create(self.taken)
        self.notes.heard_at = self.now
        self.notes.save()
        heard_from(self.partner, self.now)

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
        refusal.sentence = _reason(error, envelope.content)[:LONGEST_REASON]
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


def _reason(error: DomainError, content: dict[str, Any]) -> str:
    """The sentence, and which members of the content it is about."""
    about = by_rule(getattr(error, "fields", {}), content, error.sentence)
    return f"{error.sentence} ({sentence(about)})" if about else error.sentence


def _context(partner: Partner, envelope: Envelope, now: datetime) -> Context:
    actor = Actor(f"mitra:{partner.code}", partner.name, frozenset({PARTNER_ROLE}))
    return Context(actor=actor, at=now, channel=CHANNEL, request_id=envelope.message)
