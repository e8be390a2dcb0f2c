"""Handing one message to the mail server. Outside any transaction: it may take seconds or fail."""

from __future__ import annotations

import smtplib
from email.utils import formatdate

from django.conf import settings
from django.core.mail import EmailMessage

from telusur.kernel.notices.models import Message

PERMANENT = 500


def send(message: Message) -> None:
    """Send as plain text. Raises OSError (smtplib's errors are) when the server does not take it.

    ``Message-ID`` and ``Date`` are those of the message, not of the attempt: if a process dies between sending and
    marking, the second copy is recognised as the same message.
    """
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {
        "Message-ID": f"<{message.pk}@{domain}>",
        "Date": formatdate(message.created_at.timestamp(), localtime=False),
        "Auto-Submitted": "auto-generated",
    }
    mail = EmailMessage(message.subject, message.body, to=[message.to_email], headers=headers)
    if message.calendar:
        mail.attach("acara.ics", message.calendar, "text/calendar")
    mail.send()


def is_permanent(error: Exception) -> bool:
    """Whether the server said no for good (an address that does not exist), so that trying again is no use."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= PERMANENT


def describe(error: Exception) -> str:
    """What the mail log shows."""
    return f"{type(error).__name__}: {error}"
