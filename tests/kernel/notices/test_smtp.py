"""With a real mail server on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message as Mail
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from telusur.kernel.audit.models import Entry
from telusur.kernel.notices import subscribers
from telusur.kernel.notices.commands import SENDING_ATTEMPTS, kirim
from telusur.kernel.notices.models import Message
from telusur.kernel.notices.states import MessageStatus
from telusur.kernel.outbox.dispatch import dispatch_pending
from telusur.kernel.outbox.models import Delivery


class Mailbox:
    """What the server took; ``refuse`` makes it say no to a recipient."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.refuse = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802  (aiosmtpd asks for this name)
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def port(settings: Any) -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", number, False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    return number


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(port: int, mailbox: Mailbox) -> Iterator[Controller]:
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def message(port: int, act_as_system: Any, db: None) -> Message:
    data = {"nama": "Ani Ünsal", "surel": "baru@uji.example", "tautan_masuk": "http://x.example/"}
    return kirim(act_as_system(at=timezone.now()), template="surel_diubah", data=data, email="ani@uji.example")


def deliver(later: timedelta = timedelta(0)) -> int:
    return dispatch_pending(now=timezone.now() + later + timedelta(seconds=1))


def fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def test_a_written_message_waits_until_the_worker_has_delivered_it(
    message: Message, server: Controller, mailbox: Mailbox
) -> None:
    assert message.status == MessageStatus.MENUNGGU and mailbox.mails == []
    deliver()
    (mail,) = mailbox.mails
    assert mail["To"] == "ani@uji.example" and mail["Subject"] == "Nama pengguna akun Anda diubah"
    assert mail.get_content_type() == "text/plain" and mail.get_content_charset() == "utf-8"
    assert "Ani Ünsal" in mail.get_payload(decode=True).decode()  # type: ignore[union-attr]
    sent = fresh(message)
    assert sent.status == MessageStatus.TERKIRIM and sent.sent_at is not None and sent.attempts == 1
    assert Entry.objects.filter(code="notices.tandai_terkirim", outcome="done").count() == 1


def test_with_the_server_down_the_act_stands_and_the_mail_goes_once_it_is_up(
    message: Message, port: int, mailbox: Mailbox
) -> None:
    deliver()
    waiting = fresh(message)
    assert waiting.status == MessageStatus.MENUNGGU and "refused" in waiting.error.lower()
    assert waiting.next_at is not None and waiting.next_at > timezone.now()
    assert deliver() == 0  # not before the pause is over
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        deliver(later=timedelta(minutes=1))
    finally:
        controller.stop()
    assert len(mailbox.mails) == 1
    assert (fresh(message).status, fresh(message).attempts, fresh(message).error) == (MessageStatus.TERKIRIM, 2, "")


def test_killed_between_sending_and_marking_it_is_sent_once_more_as_the_same_mail(
    message: Message, server: Controller, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """What no handler catches."""

    def die(*args: Any, **kwargs: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(subscribers, "tandai_terkirim", die)
        with pytest.raises(Killed):
            deliver()
    assert fresh(message).status == MessageStatus.MENUNGGU and len(mailbox.mails) == 1
    assert deliver() == 0  # another process leaves it until the lease ends
    deliver(later=timedelta(minutes=6))
    first, second = mailbox.mails
    assert first["Message-ID"] == second["Message-ID"] and first["Date"] == second["Date"]
    assert fresh(message).status == MessageStatus.TERKIRIM


def test_an_address_that_the_server_refuses_for_good_is_not_tried_again(
    message: Message, server: Controller, mailbox: Mailbox
) -> None:
    mailbox.refuse = "550 5.1.1 kotak surat tidak ada"
    deliver()
    failed = fresh(message)
    assert failed.status == MessageStatus.GAGAL and "550" in failed.error and failed.next_at is None
    assert not Delivery.objects.filter(state="waiting").exists()


def test_after_the_last_attempt_the_message_is_marked_as_failed(message: Message, port: int) -> None:
    for hours in range(1, SENDING_ATTEMPTS + 1):
        deliver(later=timedelta(hours=2 * hours))
    failed = fresh(message)
    assert (failed.status, failed.attempts) == (MessageStatus.GAGAL, SENDING_ATTEMPTS)
    assert deliver(later=timedelta(days=3)) == 0


def test_delivering_the_same_event_twice_sends_one_mail(message: Message, server: Controller, mailbox: Mailbox) -> None:
    deliver()
    event = Delivery.objects.get(subscriber__endswith="on_written").event
    subscribers.on_written(event)
    assert len(mailbox.mails) == 1
