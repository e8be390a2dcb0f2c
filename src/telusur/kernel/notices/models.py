"""Messages to people."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models

from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.notices.states import Channel, MessageStatus

MASK = "[tautan rahasia, hanya dalam surel penerima]"


class Message(GuardedModel):
    """One message to one person or address; also the mail log (SOP 1.2, 2.2).

    ``secrets`` are parts of the body that only the recipient may read (a password link): logs show a mask instead, and
    sending replaces them in the stored body. ``calendar`` is an event (iCalendar) that the mail brings along.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"to_email", "subject", "body", "secrets", "error", "calendar"})

    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    to_email = models.EmailField(blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    template = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    secrets = models.JSONField(default=list)
    status = models.CharField(max_length=8, choices=MessageStatus, default=MessageStatus.MENUNGGU)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    calendar = models.TextField("acara kalender", blank=True)
    case_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_user", "-created_at"], name="notices_by_person"),
            models.Index(fields=["to_user"], condition=models.Q(read_at__isnull=True), name="notices_unread"),
            models.Index(fields=["-created_at"], name="notices_by_time"),
            models.Index(fields=["case_id"], name="notices_by_case"),
        ]

    def __str__(self) -> str:
        return f"pesan {self.template}"

    @property
    def masked_body(self) -> str:
        """The body as anybody but the recipient may read it."""
        body = self.body
        for secret in self.secrets:
            body = body.replace(secret, MASK)
        return body


def mark_read(*, user_id: UUID, at: datetime, message_id: UUID | None = None) -> int:
    """Note that a person has read one message of theirs, or all; how many were unread. No act, so no trail entry."""
    unread: models.QuerySet[Message] = models.QuerySet(Message).filter(to_user_id=user_id, read_at__isnull=True)
    if message_id is not None:
        unread = unread.filter(pk=message_id)
    return unread.update(read_at=at)
