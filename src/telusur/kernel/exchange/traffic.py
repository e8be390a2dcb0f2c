"""What happens to facts without a person asking for it: taken from a partner, refused by one, told again, renumbered."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from telusur.kernel.audit.jobs import keep_quiet
from telusur.kernel.base.errors import DomainError
from telusur.kernel.base.ids import uuid7
from telusur.kernel.base.rules import by_role_alone, rule
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import ANY_ROLE, INSTITUTION_ROLES, ROLE_NAMES, command
from telusur.kernel.exchange.envelope import Envelope
from telusur.kernel.exchange.kinds import Fact, Kind, kind_named, wrong_key
from telusur.kernel.exchange.models import Heard, Outgoing, OutgoingFile, OutgoingLine, Partner, Told
from telusur.kernel.exchange.publish import write
from telusur.kernel.exchange.schemas import fault
from telusur.kernel.exchange.states import PARTNER_ROLE, PARTNER_ROLE_NAME, Code, FileState, MessageState

ROLE_NAMES.setdefault(PARTNER_ROLE, PARTNER_ROLE_NAME)
INSTITUTION_ROLES.add(PARTNER_ROLE)

RECEIVE = "exchange.terima"
RECEIVE_QUIETLY = "exchange.terima_diam"
REFUSED_QUIETLY = "exchange.catat_penolakan_diam"

# Seals that travel are themselves in the trail: their own traffic must not call for the next seal, on both sides, for ever.
keep_quiet(RECEIVE_QUIETLY, REFUSED_QUIETLY)


class Unfit(DomainError):
    """A message that this side cannot take, with its code."""

    def __init__(self, code: Code, detail: str = "") -> None:
        super().__init__(f"{code.label} {detail}".strip())
        self.code = code
        self.detail = detail


@rule("Hanya pesan mitra yang tanda tangannya sudah diperiksa.")
def by_a_partner(ctx: Context, subject: Any) -> bool:
    """The intake alone acts in this role, for a signature it has checked."""
    return ctx.actor.has(PARTNER_ROLE)


def take(ctx: Context, *, heard: Heard, envelope: Envelope) -> dict[str, Any]:
    """Apply a partner's next message in one command; what the module answers goes into the receipt.

    ``heard`` is what this partner told of the fact before, an unsaved row if nothing. Raises DomainError.
    """
    kind = kind_named(envelope.kind)
    act = terima_diam if kind is not None and kind.quiet else terima
    return act(ctx, heard=heard, envelope=envelope)


# Whom to hear is settled by suspending a partner, not by grants; so no message pays for a look at them.
@command(code=RECEIVE, title="Menerima fakta dari mitra", roles=[ANY_ROLE], permit=by_a_partner, clause="P508 10.3")
def terima(ctx: Context, *, heard: Heard, envelope: Envelope) -> dict[str, Any]:
    """Take what a partner tells. Use ``take``."""
    return _take(ctx, heard, envelope)


@command(
    code=RECEIVE_QUIETLY,
    title="Menerima segel dari mitra",
    roles=[ANY_ROLE],
    permit=by_a_partner,
    clause="PP 71/2019 ps. 22",
)
def terima_diam(ctx: Context, *, heard: Heard, envelope: Envelope) -> dict[str, Any]:
    """The same for kinds whose traffic is no reason to seal the trail. Use ``take``."""
    return _take(ctx, heard, envelope)


def _take(ctx: Context, heard: Heard, envelope: Envelope) -> dict[str, Any]:
    partner, known = heard.partner, heard.version is not None
    note(
        mitra=partner.code,
        jenis=envelope.kind,
        kunci=envelope.key,
        versi=envelope.version,
        nomor=envelope.number,
        sidik_jari=envelope.digest,
    )
    kind = _kind_of(envelope)
    if known and heard.version >= envelope.version:
        if (heard.version, heard.digest) == (envelope.version, envelope.digest):
            return {}  # told again with a new number: what it says is already so
        raise Unfit(Code.STALE_VERSION, f"Di sini versi {heard.version}.")
    before = heard.content if known else None
    fact = Fact(partner, envelope.kind, envelope.key, envelope.version, envelope.content, before)
    result = kind.handler(ctx, fact) if kind.handler else None
    heard.version, heard.digest, heard.content, heard.at = envelope.version, envelope.digest, envelope.content, ctx.at
    heard.save()
    return result or {}


def _kind_of(envelope: Envelope) -> Kind:
    kind = kind_named(envelope.kind)
    if kind is None or kind.handler is None:
        raise Unfit(Code.UNKNOWN_KIND, f"({envelope.kind})")
    if problem := fault(kind.form, envelope.content):
        raise Unfit(Code.INVALID_CONTENT, problem)
    if problem := wrong_key(envelope.kind, envelope.key, envelope.content):
        raise Unfit(Code.INVALID_CONTENT, problem)
    return kind


def note_refusal(ctx: Context, *, message: Outgoing) -> None:
    """Record and announce that a partner refused a message for good."""
    kind = kind_named(message.kind)
    act = catat_penolakan_diam if kind is not None and kind.quiet else catat_penolakan
    act(ctx, message=message)


@command(
    code="exchange.catat_penolakan",
    title="Mencatat penolakan oleh mitra",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="message",
)
def catat_penolakan(ctx: Context, *, message: Outgoing) -> None:
    """A partner refused a message; its event lets the module that told the fact react. Use ``note_refusal``."""
    _note_refusal(message)


@command(
    code=REFUSED_QUIETLY,
    title="Mencatat penolakan segel oleh mitra",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="message",
)
def catat_penolakan_diam(ctx: Context, *, message: Outgoing) -> None:
    """The same for kinds whose traffic is no reason to seal the trail. Use ``note_refusal``."""
    _note_refusal(message)


def _note_refusal(message: Outgoing) -> None:
    note(
        mitra=message.partner.code,
        jenis=message.kind,
        kunci=message.key,
        versi=message.version,
        nomor=message.number,
        alasan=message.reason,
    )


@command(
    code="exchange.perbaiki",
    title="Memberitahukan ulang yang berbeda pada mitra",
    roles=[SYSTEM_ROLE, SYSTEM_KEEPER],
    permit=by_role_alone,
    subject="partner",
)
def perbaiki(ctx: Context, *, partner: Partner, facts: list[tuple[str, str]]) -> int:
    """Tell a partner again the facts (kind, key) that it lacks or has otherwise. How many were told."""
    told_again = 0
    for kind, key in facts:
        told = Told.objects.select_for_update().filter(partner=partner, kind=kind, key=key).first()
        if told is None or is_on_the_way(told):
            continue
        tell_again(ctx, told)
        told_again += 1
    note(jumlah=told_again, fakta=[f"{kind} {key}" for kind, key in facts[:50]])
    return told_again


def tell_again(ctx: Context, told: Told) -> Outgoing:
    """The same content as a new version: a partner that has this version with other content takes it too."""
    told.version, told.at = told.version + 1, ctx.at
    told.save(update_fields=["version", "at"])
    return write(ctx, told)


def is_on_the_way(told: Told) -> bool:
    """Whether a message about this fact still waits."""
    waiting = Outgoing.objects.filter(
        partner_id=told.partner_id, kind=told.kind, key=told.key, state=MessageState.WAITING
    )
    return waiting.exists()


@command(
    code="exchange.nomori_ulang",
    title="Menyesuaikan nomor pesan dengan mitra",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="partner",
)
def nomori_ulang(ctx: Context, *, partner: Partner, expected: int) -> int:
    """Go on from the number the partner waits for. How many messages are affected.

    Ahead of ours: our database is older than theirs, so waiting messages get new numbers. Behind: theirs was restored
    from a copy, so what it has lost goes out again under its own numbers; what it still has it will recognise.
    """
    line = OutgoingLine.objects.select_for_update().get(partner=partner)
    note(ditunggu=expected, berikut=line.next_number)
    if expected < line.next_number:
        again = Outgoing.objects.filter(partner=partner, number__gte=expected)
        _send_files_again(ctx, partner, again)
        return again.update(state=MessageState.WAITING, code="", reason="", answered_at=None)
    waiting = list(Outgoing.objects.filter(partner=partner, state=MessageState.WAITING, number__isnull=False))
    for message in waiting:
        message.number, message.message = None, uuid7()
    Outgoing.objects.bulk_update(waiting, ["number", "message"], batch_size=200)
    line.next_number = expected
    line.save(update_fields=["next_number"])
    return len(waiting)


def _send_files_again(ctx: Context, partner: Partner, lost: QuerySet[Outgoing]) -> None:
    """Files that arrived since the first message that was lost: what the partner still has it says at the first part."""
    first = lost.order_by("number").values_list("created_at", flat=True).first()
    files = OutgoingFile.objects.filter(partner=partner, state=FileState.RECEIVED, settled_at__gte=first or ctx.at)
    files.update(state=FileState.WAITING, sent=0, attempts=0, next_at=ctx.at, settled_at=None)
