"""Messages, receipts and signed questions as values; each is only made from a token whose signature held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from telusur.kernel.exchange import jose
from telusur.kernel.exchange.canonical import digest_of, fault_in
from telusur.kernel.exchange.identity import own_code
from telusur.kernel.exchange.schemas import fault, form_named
from telusur.kernel.exchange.states import Code


class Refused(Exception):
    """Why a token is not taken: a code for programs and a sentence for people."""

    def __init__(self, code: Code, detail: str = "", *, expected: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = f"{code.label} {detail}".strip()
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message as its sender signed it."""

    sender: str
    number: int
    message: UUID
    kind: str
    key: str
    version: int
    content: dict[str, Any]
    digest: str
    token: str

    @property
    def token_digest(self) -> str:
        return jose.token_digest(self.token)


def moment_text(at: datetime) -> str:
    """A time as it travels: UTC, microseconds, ``Z``."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """A time that came. Raises ValueError if it names no zone."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("waktu tanpa zona")
    return at.astimezone(UTC)


def check_fresh(sent_at: str, now: datetime) -> None:
    """Raise Refused for what was signed too long ago or seems to come from the future."""
    try:
        age = now - moment(sent_at)
    except ValueError:
        raise Refused(Code.MALFORMED, "sent_at bukan waktu dengan zona.") from None
    window = timedelta(seconds=settings.EXCHANGE_WINDOW_SECONDS)
    if age > window:
        raise Refused(Code.TOO_OLD)
    if age < -window:
        raise Refused(Code.TOO_EARLY)


KeyOf = Callable[[str, str], Any]


def read_envelope(opened: jose.Opened, *, own: str, now: datetime, key_of: KeyOf) -> Envelope:
    """The envelope in a token, once everything holds that needs no other message. Raises Refused.

    ``key_of(sender, kid)`` gives the sender's key or raises Refused.
    """
    said = opened.payload
    if problem := fault(form_named("amplop"), said):
        raise Refused(Code.MALFORMED, problem)
    if not opened.signed_by(key_of(said["from"], opened.kid)):
        raise Refused(Code.BAD_SIGNATURE)
    if said["to"] != own:
        raise Refused(Code.WRONG_RECIPIENT, f"Tertulis {said['to']}; ini {own}.")
    check_fresh(said["sent_at"], now)
    if problem := fault_in(said["content"]):
        raise Refused(Code.MALFORMED, problem)
    return Envelope(
        sender=said["from"],
        number=said["number"],
        message=UUID(said["id"]),
        kind=said["kind"],
        key=said["key"],
        version=said["version"],
        content=said["content"],
        digest=digest_of(said["content"]),
        token=opened.token,
    )


def read_message(token: Any, *, now: datetime, key_of: KeyOf) -> Envelope:
    """The envelope of a message to us. Raises Refused."""
    try:
        opened = jose.opened(token, typ=jose.MESSAGE)
    except jose.Unreadable as error:
        raise Refused(Code.MALFORMED, f"({error})") from error
    return read_envelope(opened, own=own_code(), now=now, key_of=key_of)


def read_request(
    token: str, *, own: str, path: str, now: datetime, key_of: KeyOf, typ: str = jose.REQUEST, form: str = "permintaan"
) -> dict[str, Any]:
    """Who asks or sends a part, from the token beside it. Raises Refused."""
    try:
        opened = jose.opened(token, typ=typ)
    except jose.Unreadable as error:
        raise Refused(Code.MALFORMED, str(error)) from error
    said = opened.payload
    if problem := fault(form_named(form), said):
        raise Refused(Code.MALFORMED, problem)
    if not opened.signed_by(key_of(said["from"], opened.kid)):
        raise Refused(Code.BAD_SIGNATURE)
    if said["to"] != own or said["path"] != path:
        raise Refused(Code.WRONG_RECIPIENT, "Permintaan ini ditandatangani untuk alamat lain.")
    check_fresh(said["sent_at"], now)
    return said
