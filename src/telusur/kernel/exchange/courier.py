"""Carrying messages to partners: in the order of their numbers, in batches, again after a pause while one does not answer."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from telusur.kernel.base import clock
from telusur.kernel.commands.context import system_context
from telusur.kernel.exchange import jose, traffic, witness
from telusur.kernel.exchange.asking import BASE
from telusur.kernel.exchange.envelope import Refused, moment_text
from telusur.kernel.exchange.file_courier import carry_files, due_files
from telusur.kernel.exchange.identity import OwnKey, own_code, own_key
from telusur.kernel.exchange.models import Outgoing, OutgoingLine
from telusur.kernel.exchange.ring import Ring
from telusur.kernel.exchange.schemas import BATCH, fault, form_named
from telusur.kernel.exchange.states import Code, MessageState, PartnerStatus
from telusur.kernel.exchange.transport import Transport, Unreachable, open_transport
from telusur.kernel.outbox.queue import put

logger = logging.getLogger(__name__)

# Renewed before each batch, whose answer is waited for much shorter: what a killed process was carrying goes on after it.
LEASE = timedelta(minutes=1)
INTRODUCTION = timedelta(hours=1)
FIRST_PAUSE = timedelta(seconds=1)
AT_ONCE_AGAIN = 4  # so often an answered batch that got nowhere is repeated without a pause
LARGEST_BODY = 2 * 1024 * 1024
RECEIVED_EVENT = "exchange.diterima"


@dataclass
class Answers:
    """What a partner's signed receipts say of one batch."""

    final: dict[str, dict[str, Any]]
    tokens: dict[str, str]
    expected: int | None = None
    taken: int | None = None
    trouble: str = ""

    @property
    def any(self) -> bool:
        return bool(self.final or self.expected or self.taken or self.trouble)


def due_lines(now: datetime) -> QuerySet[OutgoingLine]:
    """Partners for whom something waits and whose pause is over."""
    waiting = Outgoing.objects.filter(partner=OuterRef("partner"), state=MessageState.WAITING)
    files = due_files(now).filter(partner=OuterRef("partner"))
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    active = OutgoingLine.objects.filter(free, partner__status=PartnerStatus.AKTIF, next_at__lte=now)
    return active.filter(Q(Exists(waiting)) | Q(Exists(files))).order_by("next_at")


def claim(now: datetime | None = None) -> OutgoingLine | None:
    """Take one partner's line, so that no other process carries for it before the lease ends."""
    moment = now or clock.now()
    if not due_lines(moment).exists():  # the common case takes no lock
        return None
    with transaction.atomic():
        line = due_lines(moment).select_for_update(of=("self",), skip_locked=True).first()
        if line is not None:
            OutgoingLine.objects.filter(pk=line.pk).update(claimed_until=moment + LEASE)
        return line


def carry(line: OutgoingLine, *, stop: Callable[[], bool] = lambda: False) -> int:
    """Send what waits for one claimed partner until nothing is left, a pause is due or ``stop``.

    Facts first, then the files that they name. How many got a receipt or arrived.
    """
    way = open_transport()
    done = 0
    try:
        while not stop():
            settled = _carry_batch(line, way)
            if settled is None:
                break
            done += settled
        if line.next_at <= clock.now():  # else the partner does not answer now
            done += carry_files(line, way, stop=stop)
    finally:
        way.close()
        OutgoingLine.objects.filter(pk=line.pk).update(claimed_until=None)
    return done


def _carry_batch(line: OutgoingLine, way: Transport) -> int | None:
    """One batch; how many messages got a final receipt, None when it is time to stop."""
    messages = _next_messages(line)
    if not messages:
        return None
    tokens = _tokens(messages, own_key())
    messages = messages[: len(tokens)]
    try:
        raw = way.post(f"{line.partner.address}{BASE}/pesan", _body(tokens))
    except Unreachable as error:
        _pause(line, error.sentence, answered=False)
        return None
    answers = _read(line, messages, tokens, raw)
    settled = _settle(line, messages, answers, min(message.number or 0 for message in messages))
    return settled if _go_on(line, settled, answers) else None


def _next_messages(line: OutgoingLine) -> list[Outgoing]:
    """The next batch in order, each with a number: what has one goes first, the rest gets theirs now."""
    with transaction.atomic():
        fresh = OutgoingLine.objects.select_for_update(of=("self",)).select_related("partner").get(pk=line.pk)
        line.next_number, line.partner = fresh.next_number, fresh.partner
        if fresh.partner.status != PartnerStatus.AKTIF:
            return []
        waiting = Outgoing.objects.filter(partner=line.partner, state=MessageState.WAITING)
        messages = list(waiting.order_by(F("number").asc(nulls_last=True), "id")[:BATCH])
        new = [message for message in messages if message.number is None]
        for message in new:
            message.number = line.next_number
            line.next_number += 1
        Outgoing.objects.bulk_update(new, ["number"])
        now = clock.now()
        lease = {"next_number": line.next_number, "claimed_until": now + LEASE}
        OutgoingLine.objects.filter(pk=line.pk).update(**lease)
        for message in messages:
            message.partner = line.partner
        ids = [message.pk for message in messages]
        Outgoing.objects.filter(pk__in=ids).update(attempts=F("attempts") + 1, sent_at=now)
    return messages


def _tokens(messages: list[Outgoing], key: OwnKey) -> list[str]:
    """The messages signed for this attempt, as many as fit one request."""
    sent_at, size = moment_text(clock.now()), 0
    tokens: list[str] = []
    for message in messages:
        token = key.sign(envelope_of(message, sent_at), jose.MESSAGE)
        size += len(token)
        if tokens and size > LARGEST_BODY:
            break
        tokens.append(token)
    return tokens


def envelope_of(message: Outgoing, sent_at: str) -> dict[str, Any]:
    """What is signed."""
    return {
        "from": own_code(),
        "to": message.partner.code,
        "number": message.number,
        "id": str(message.message),
        "kind": message.kind,
        "key": message.key,
        "version": message.version,
        "created_at": moment_text(message.created_at),
        "sent_at": sent_at,
        "content": message.content,
    }


def _body(tokens: list[str]) -> bytes:
    return json.dumps(tokens, separators=(",", ":")).encode()


def _read(line: OutgoingLine, messages: list[Outgoing], tokens: list[str], raw: bytes) -> Answers:
    """The receipts among the answer that the partner signed and that are about these messages; nothing else counts."""
    ring = Ring(clock.now())
    try:
        listed = json.loads(raw)
    except (ValueError, RecursionError):
        listed = []
    listed = dict.fromkeys(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else {}
    receipts = [(said, one) for one in islice(listed, len(messages)) if (said := _receipt(line, one, ring)) is not None]
    by_id = {str(message.message): message for message in messages}
    sent, answers = {jose.token_digest(token) for token in tokens}, Answers({}, {})
    for said, token in receipts:
        message = by_id.get(said["message"] or "")
        if said["final"] and message and (said["digest"], said["number"]) == (message.digest, message.number):
            answers.final[said["message"]] = said
            answers.tokens[said["message"]] = token
        elif said["token"] in sent:
            _take_hint(answers, said)
    return answers


def _receipt(line: OutgoingLine, token: Any, ring: Ring) -> dict[str, Any] | None:
    try:
        opened = jose.opened(token, typ=jose.RECEIPT)
        if not opened.signed_by(ring(line.partner.code, opened.kid)):
            return None
    except (jose.Unreadable, Refused):
        return None
    said = opened.payload
    ours = not fault(form_named("tanda-terima"), said)
    ours = ours and said["from"] == line.partner.code
    return said if ours and (said["to"] == own_code() or not said["final"]) else None


def _take_hint(answers: Answers, said: dict[str, Any]) -> None:
    """A receipt that uses up no number: what to do next, or what is wrong."""
    if said["code"] == Code.OUT_OF_ORDER:
        answers.expected = said["expected"]
    elif said["code"] == Code.NUMBER_TAKEN:
        answers.taken = said["expected"]
    elif not answers.trouble:
        answers.trouble = said["reason"]


def _settle(line: OutgoingLine, messages: list[Outgoing], answers: Answers, first: int) -> int:
    """Keep the receipts, tell the modules, and put the numbers right if the partner counts otherwise."""
    now = clock.now()
    settled = [message for message in messages if str(message.message) in answers.final]
    with transaction.atomic():
        for message in settled:
            said = answers.final[str(message.message)]
            message.state = MessageState.RECEIVED if said["status"] == "received" else MessageState.REFUSED
            message.code, message.reason = said["code"], said["reason"]
            message.receipt, message.answered_at = answers.tokens[str(message.message)], now
            _tell_modules(message, said)
        Outgoing.objects.bulk_update(settled, ["state", "code", "reason", "receipt", "answered_at"])
        _announce([message for message in settled if message.state == MessageState.RECEIVED], now)
        _renumber(line, first, answers)
    return len(settled)


def _tell_modules(message: Outgoing, said: dict[str, Any]) -> None:
    if message.state == MessageState.REFUSED:
        traffic.note_refusal(system_context("pertukaran"), message=message)
    elif message.kind == witness.KIND:
        witness.keep_countersignature(message.partner, int(message.key), said["result"])


def _announce(received: list[Outgoing], now: datetime) -> None:
    """One event per batch: which facts a partner has confirmed."""
    facts = [{"kind": one.kind, "key": one.key, "version": one.version} for one in received if one.kind != witness.KIND]
    if facts:
        ctx = system_context("pertukaran", at=now)
        payload = {"partner": received[0].partner.code, "facts": facts}
        put(at=now, name=RECEIVED_EVENT, payload=payload, request_id=ctx.request_id)


def _renumber(line: OutgoingLine, first: int, answers: Answers) -> None:
    """Numbers that do not meet: one of the two databases was restored from a copy. ``first`` is the lowest that waits."""
    behind = answers.expected is not None and answers.expected < first
    ahead = answers.taken is not None and not answers.final
    if behind or ahead:
        expected = answers.expected if behind else answers.taken
        traffic.nomori_ulang(system_context("pertukaran"), partner=line.partner, expected=expected or 1)


def _go_on(line: OutgoingLine, settled: int, answers: Answers) -> bool:
    """Whether to send the next batch at once."""
    if settled:
        line.attempts = 0
        now = clock.now()
        OutgoingLine.objects.filter(pk=line.pk).update(attempts=0, error="", answered_at=now, next_at=now)
        return True
    if not answers.any:
        _pause(line, "Mitra menjawab, tetapi tanpa tanda terima yang sah.", answered=True)
    else:
        _pause(line, answers.trouble or Code.OUT_OF_ORDER.label, answered=True)
    return line.next_at <= clock.now()


def _just_met(line: OutgoingLine) -> bool:
    """Whether the partner was entered within the hour and has taken nothing yet: it may still have to enter us."""
    taken = Outgoing.objects.filter(partner_id=line.partner_id, state=MessageState.RECEIVED)
    return clock.now() - line.partner.added_at < INTRODUCTION and not taken.exists()


def _pause(line: OutgoingLine, sentence: str, *, answered: bool) -> None:
    """Note why it went no further and when the next attempt is: doubled each time, up to the longest pause."""
    line.attempts += 1
    over = line.attempts - (AT_ONCE_AGAIN if answered else 0)
    longest = timedelta(seconds=settings.EXCHANGE_LONGEST_PAUSE_SECONDS)
    pause = min(FIRST_PAUSE * 2 ** min(over - 1, 20), longest) if over > 0 else timedelta()
    line.next_at = clock.now() + pause * random.uniform(0.8, 1.2)  # noqa: S311  (spreads load, hides nothing)
    changes: dict[str, Any] = {"attempts": line.attempts, "error": sentence[:500], "next_at": line.next_at}
    if answered:
        changes["answered_at"] = clock.now()
    OutgoingLine.objects.filter(pk=line.pk).update(**changes)
    if pause and not _just_met(line):
        logger.warning("Pesan kepada %s belum sampai (percobaan %d): %s", line.partner, line.attempts, sentence)
