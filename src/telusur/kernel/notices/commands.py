"""Writing messages, and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands import guard
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.notices.models import Message
from telusur.kernel.notices.states import Channel, MessageStatus
from telusur.kernel.notices.texts import written

S = MessageStatus
# Values that let whoever holds them into an account.
SECRET_DATA = frozenset({"tautan_sandi"})
SENDING_ATTEMPTS = 12


def kirim(
    ctx: Context,
    *,
    template: str,
    data: Mapping[str, Any],
    to_user: Any = None,
    email: str = "",
    case_id: UUID | None = None,
    channel: str = Channel.EMAIL,
    secrets: Collection[str] = SECRET_DATA,
    calendar: str = "",
) -> Message:
    """Write a message from ``templates/notices/<template>.txt``; the worker sends it once the act has committed.

    Inside a command of any module it is part of that command; elsewhere (a subscriber, a job) an act of the system.
    Goes to ``email``, else to the account's address; an account also sees it under Pemberitahuan. ``secrets`` names data
    that only the recipient may read; ``calendar`` is an event (iCalendar) to bring along.
    Every text may use ``nama`` (of the account) and ``alamat`` (of this system, without
    a slash at its end). Raises Invalid for an address that is none, ValueError for a template lacking data.
    """
    act = kirim_dalam_tindakan if guard.current.get() is not None else kirim_oleh_sistem
    return act(
        ctx,
        template=template,
        data=data,
        to_user=to_user,
        email=email,
        case_id=case_id,
        channel=channel,
        secrets=secrets,
        calendar=calendar,
    )


@command(
    code="notices.kirim",
    title="Mengirim pemberitahuan",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    nested=True,
    clause="SOP 1.2, 2.2",
)
def kirim_dalam_tindakan(
    ctx: Context,
    *,
    template: str,
    data: Mapping[str, Any],
    to_user: Any,
    email: str,
    case_id: UUID | None,
    channel: str,
    secrets: Collection[str],
    calendar: str,
) -> Message:
    """A message that is part of another act. Use ``kirim``."""
    address = "" if channel == Channel.IN_APP else _address(email or (to_user.email if to_user is not None else ""))
    if not address and to_user is None:
        raise Invalid("Pemberitahuan tidak beralamat. Isi alamat surel penerima.")
    named = {"nama": to_user.name if to_user is not None else "", "alamat": settings.BASE_URL, **data}
    subject, body = written(template, named)
    status = _first_status(address)
    message = Message(
        to_user=to_user,
        to_email=address,
        channel=Channel.EMAIL if address else Channel.IN_APP,
        template=template,
        subject=subject,
        body=body,
        secrets=[str(data[name]) for name in secrets if data.get(name)],
        status=status,
        sent_at=None if status == S.MENUNGGU else ctx.at,
        next_at=ctx.at if status == S.MENUNGGU else None,
        case_id=case_id,
        calendar=calendar,
        created_at=ctx.at,
    )
    message.save()
    note(template=template)
    return message


@command(
    code="notices.kirim_oleh_sistem",
    title="Mengirim pemberitahuan oleh sistem",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    clause="SOP 1.2, 2.2",
)
def kirim_oleh_sistem(ctx: Context, /, **message: Any) -> Message:
    """A message that follows from an event or the clock. Use ``kirim``."""
    return kirim_dalam_tindakan(ctx, **message)


@command(
    code="notices.tandai_terkirim",
    title="Mencatat pemberitahuan terkirim",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="message",
    sources={S.MENUNGGU},
)
def tandai_terkirim(ctx: Context, *, message: Message) -> None:
    """The mail server has taken the message; what only the recipient may read is no longer kept."""
    message.status, message.sent_at, message.next_at, message.error = S.TERKIRIM, ctx.at, None, ""
    message.attempts += 1
    message.body, message.secrets = message.masked_body, []
    message.save()


@command(
    code="notices.tandai_gagal",
    title="Mencatat pemberitahuan belum terkirim",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="message",
    sources={S.MENUNGGU},
)
def tandai_gagal(ctx: Context, *, message: Message, error: str, next_at: datetime | None) -> None:
    """An attempt failed; ``next_at`` is when the next is made, None when there will be none."""
    message.attempts += 1
    message.error, message.next_at = error[:2000], next_at
    if next_at is None:
        message.status = S.GAGAL
    message.save()


@command(
    code="notices.kirim_ulang",
    title="Mengirim ulang pemberitahuan",
    roles=settings.KEEPER_ROLES,
    permit=by_role_alone,
    subject="message",
    sources={S.GAGAL, S.LOKAL},
)
def kirim_ulang(ctx: Context, *, message: Message) -> None:
    """Put a message back into the queue, after the address or the mail server was put right. Raises Invalid if there is none."""
    if not settings.EMAIL_HOST:
        raise Invalid("Server surel belum diatur, jadi pesan tidak dapat dikirim. Isi TELUSUR_SMTP_HOST lebih dahulu.")
    if not message.to_email:
        raise Invalid("Pesan ini tidak beralamat surel, jadi hanya tampil di aplikasi.")
    message.status, message.attempts, message.error = S.MENUNGGU, 0, ""
    message.next_at, message.sent_at = ctx.at, None
    message.save()


def _first_status(address: str) -> MessageStatus:
    if not address:
        return S.TERKIRIM
    return S.MENUNGGU if settings.EMAIL_HOST else S.LOKAL


def _address(email: str) -> str:
    email = email.strip()
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise Invalid("Alamat surel penerima tidak benar.", {"email": ["Periksa penulisan alamat surel."]}) from wrong
    return email
