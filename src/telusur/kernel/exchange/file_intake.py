"""Files in parts: each part is checked against what the sender signed of it, the whole against what the fact said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from telusur.kernel.archive.commands import simpan_berkas
from telusur.kernel.archive.intake import Checked, UploadRule, inspect_bytes
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.states import Source
from telusur.kernel.audit.record import record
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Actor, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import ANY_ROLE, command
from telusur.kernel.exchange.models import FilePart, IncomingFile, Partner
from telusur.kernel.exchange.states import CHANNEL, PARTNER_ROLE, FileCode, FileState
from telusur.kernel.exchange.traffic import by_a_partner

RECEIVE_FILE = "exchange.terima_berkas"
# A report of many sheets is longer than what a person uploads; the work of reading one stays bounded.
MOST_PAGES, MOST_OBJECTS = 5_000, 5_000_000


@command(
    code=RECEIVE_FILE,
    title="Menerima berkas dari mitra",
    roles=[ANY_ROLE],
    permit=by_a_partner,
    clause="P508 10.3, 10.4.2",
)
def terima_berkas(ctx: Context, *, incoming: IncomingFile, checked: Checked) -> StoredFile:
    """Keep a file that has come whole, with the partner as its source. Its event lets whoever awaits it react."""
    file = simpan_berkas(
        ctx, upload=checked, owner_id=None, label=incoming.name, source=Source.PERTUKARAN, sensitive=True
    )
    incoming.file, incoming.state, incoming.settled_at = file, FileState.RECEIVED, ctx.at
    incoming.received = incoming.size
    incoming.save()
    incoming.parts.all().delete()
    note(mitra=incoming.partner.code, sha256=incoming.digest, ukuran=incoming.size)
    return file


def standing_of(partner: Partner, digest: str) -> dict[str, Any]:
    """How much of a file is here, for the partner whose fact named it."""
    row = IncomingFile.objects.filter(partner=partner, digest=digest).first()
    return _answer(digest, row) if row else _answer(digest, None, FileCode.NOT_AWAITED)


def take_part(
    partner: Partner, said: Mapping[str, Any], digest: str, start: int, body: bytes, now: datetime
) -> dict[str, Any]:
    """Take one part; ``said`` is what its sender signed of it. The answer says from where to go on."""
    with transaction.atomic():
        row = IncomingFile.objects.select_for_update().filter(partner=partner, digest=digest).first()
        if row is None:
            return _answer(digest, None, FileCode.NOT_AWAITED)
        row.partner = partner
        if row.state != FileState.WAITING:
            return _answer(digest, row)
        if len(body) != said["size"] or hashlib.sha256(body).hexdigest() != said["digest"]:
            _note_refusal(partner, row, FileCode.WRONG_DIGEST, now)
            return _answer(digest, row, FileCode.WRONG_DIGEST)
        if start != row.received or start + len(body) > row.size:
            return _answer(digest, row, FileCode.WRONG_START)
        FilePart.objects.create(incoming=row, start=start, data=body)
        row.received += len(body)
        row.save(update_fields=["received"])
        return _answer(digest, row) if row.received < row.size else _whole(partner, row, now)


def _whole(partner: Partner, row: IncomingFile, now: datetime) -> dict[str, Any]:
    """Every byte is here: are they the ones the fact named, and may they come in?"""
    data = b"".join(bytes(part) for part in row.parts.order_by("start").values_list("data", flat=True))
    if hashlib.sha256(data).hexdigest() != row.digest:
        row.parts.all().delete()
        row.received = 0
        row.save(update_fields=["received"])
        _note_refusal(partner, row, FileCode.WRONG_WHOLE, now)
        return _answer(row.digest, row, FileCode.WRONG_WHOLE)
    try:
        checked = _checked(data, row)
    except Invalid as refusal:
        row.parts.all().delete()
        row.state, row.reason, row.received, row.settled_at = FileState.REFUSED, refusal.sentence, 0, now
        row.save()
        _note_refusal(partner, row, FileCode.UNFIT, now)
        return _answer(row.digest, row, FileCode.UNFIT)
    terima_berkas(context_of_partner(partner, now), incoming=row, checked=checked)
    return _answer(row.digest, row)


def _checked(data: bytes, row: IncomingFile) -> Checked:
    """Judged by content as an upload is, but kept byte for byte: what was signed for must stay what it was."""
    rule = UploadRule(max_bytes=settings.EXCHANGE_LARGEST_FILE, max_pages=MOST_PAGES, max_objects=MOST_OBJECTS)
    found = inspect_bytes(data, row.name, rule)
    if not data.startswith(found.kind.magic):  # an upload would be rewritten; this must stay what was signed for
        raise Invalid(f"Berkas “{row.name}” dikirim sebagai PDF, JPEG atau PNG.")
    return Checked(found.name, found.kind, data, row.digest)


def context_of_partner(partner: Partner, now: datetime) -> Context:
    """A partner that speaks through its system."""
    actor = Actor(f"mitra:{partner.code}", partner.name, frozenset({PARTNER_ROLE}))
    return Context(actor=actor, at=now, channel=CHANNEL)


def _note_refusal(partner: Partner, row: IncomingFile, code: FileCode, now: datetime) -> None:
    data = {"alasan": code.value, "sha256": row.digest, "diterima": row.received}
    reason = f"{code.label} {row.reason}".strip()
    record(context_of_partner(partner, now), RECEIVE_FILE, "refused", subject=partner, reason=reason, data=data)


def _answer(digest: str, row: IncomingFile | None, code: FileCode | None = None) -> dict[str, Any]:
    return {
        "digest": digest,
        "size": row.size if row else 0,
        "received": row.received if row else 0,
        "state": str(row.state if row else FileState.WAITING),
        "code": code.value if code else "",
        "reason": (f"{code.label} {row.reason if row else ''}".strip() if code else row.reason if row else "")[:1000],
    }
