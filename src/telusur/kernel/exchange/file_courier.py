"""Carrying files to partners, part by part, behind the facts that name them; cut off, it goes on where it stopped."""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Unavailable
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import SYSTEM_ROLE, Context, system_context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.exchange import jose
from telusur.kernel.exchange.asking import FILES, Unanswered, read_answer, said_to
from telusur.kernel.exchange.identity import own_key
from telusur.kernel.exchange.models import Outgoing, OutgoingFile, OutgoingLine, Partner
from telusur.kernel.exchange.schemas import PART_BYTES
from telusur.kernel.exchange.states import FileCode, FileState, MessageState
from telusur.kernel.exchange.transport import Transport, Unreachable

logger = logging.getLogger(__name__)
FIRST_PAUSE = timedelta(seconds=5)


def due_files(now: datetime) -> QuerySet[OutgoingFile]:
    """Files that wait and whose pause is over."""
    return OutgoingFile.objects.filter(state=FileState.WAITING, next_at__lte=now)


def carry_files(line: OutgoingLine, way: Transport, *, stop: Callable[[], bool]) -> int:
    """Send what waits for one claimed partner until nothing is left, a message waits or ``stop``. How many arrived."""
    done = 0
    while not stop() and not _facts_wait(line.partner):
        row = (
            due_files(clock.now()).filter(partner=line.partner).select_related("file").order_by("next_at", "id").first()
        )
        if row is None:
            break
        row.partner = line.partner
        done += _carry(row, way, lambda: stop() or _facts_wait(line.partner))
    return done


def _facts_wait(partner: Partner) -> bool:
    """Facts go before files: a large one must not hold up what the next step rests on."""
    return Outgoing.objects.filter(partner=partner, state=MessageState.WAITING).exists()


def _carry(row: OutgoingFile, way: Transport, stop: Callable[[], bool]) -> bool:
    """Send one file from where it stands. Whether it arrived; if not, it was cut short or is due again later."""
    try:
        data = read_bytes(row.file)
        while not stop():
            start = row.sent
            answer = _send_part(row, data[start : start + PART_BYTES], way)
            row.sent = min(answer["received"], row.size)
            if answer["state"] != FileState.WAITING:
                return _settle(row, answer)
            elsewhere = answer["code"] == FileCode.WRONG_START and row.sent != start
            if answer["code"] and not elsewhere:
                _pause(row, answer["reason"])
                return False
            OutgoingFile.objects.filter(pk=row.pk).update(sent=row.sent, attempts=0, reason="")
    except (Unreachable, Unanswered, Unavailable) as trouble:
        _pause(row, trouble.sentence)
    return False


def _send_part(row: OutgoingFile, part: bytes, way: Transport) -> dict[str, Any]:
    target = f"{FILES}/{row.digest}?mulai={row.sent}"
    said = said_to(row.partner, target)
    token = own_key().sign({**said, "digest": hashlib.sha256(part).hexdigest(), "size": len(part)}, jose.PART)
    raw = way.put(row.partner.address + target, part, token)
    return read_answer(row.partner, raw, "berkas", said["id"])


def _settle(row: OutgoingFile, answer: dict[str, Any]) -> bool:
    arrived = bool(answer["state"] == FileState.RECEIVED)
    row.state, row.reason, row.settled_at = answer["state"], answer["reason"], clock.now()
    row.sent = row.size if arrived else 0
    row.save()
    if not arrived:
        catat_penolakan_berkas(system_context("pertukaran"), row=row)
    return arrived


@command(
    code="exchange.catat_penolakan_berkas",
    title="Mencatat penolakan berkas oleh mitra",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="row",
)
def catat_penolakan_berkas(ctx: Context, *, row: OutgoingFile) -> None:
    """A partner refused a file for good; its event lets the module whose file it is react."""
    note(mitra=row.partner.code, sha256=row.digest, nama=row.name, alasan=row.reason)


def _pause(row: OutgoingFile, sentence: str) -> None:
    """Note why it went no further and when it is tried again: doubled each time, up to the longest pause."""
    row.attempts += 1
    longest = timedelta(seconds=settings.EXCHANGE_LONGEST_PAUSE_SECONDS)
    pause = min(FIRST_PAUSE * 2 ** min(row.attempts - 1, 20), longest) * random.uniform(0.8, 1.2)  # noqa: S311
    changes = {"attempts": row.attempts, "reason": sentence[:500], "next_at": clock.now() + pause, "sent": row.sent}
    OutgoingFile.objects.filter(pk=row.pk).update(**changes)
    logger.warning("Berkas %s kepada %s belum sampai (percobaan %d): %s", row.name, row.partner, row.attempts, sentence)
