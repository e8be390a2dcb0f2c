from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted, WrongState
from telusur.kernel.notices import commands, queries, texts
from telusur.kernel.notices.commands import kirim
from telusur.kernel.notices.models import MASK, Message
from telusur.kernel.notices.queries import MailFilter
from telusur.kernel.notices.smtp import send
from telusur.kernel.notices.states import MessageStatus
from telusur.kernel.notices.texts import written

LINK = "http://127.0.0.1:8000/akun/sandi/abc-123/"
DATA = {"surel": "ani@uji.example", "tautan_sandi": LINK, "tautan_masuk": "http://x.example/masuk/", "berlaku_hari": 3}


@pytest.fixture
def served(settings: Any) -> None:
    settings.EMAIL_HOST = "127.0.0.1"


def write(ctx: Any, **more: Any) -> Message:
    return kirim(ctx, **{"template": "akun_baru", "data": {"nama": "Ani", **DATA}, "email": "ani@uji.example", **more})


def test_the_mail_has_user_name_password_set_up_and_sign_in_address(act_as_system: Any, db: None) -> None:
    message = write(act_as_system())
    assert message.subject == "Akun Anda sudah dibuat"
    assert all(part in message.body for part in ("ani@uji.example", LINK, "http://x.example/masuk/"))


def test_without_a_mail_server_a_message_stays_local(act_as_system: Any, db: None) -> None:
    assert write(act_as_system()).status == MessageStatus.LOKAL


def test_the_name_of_the_account_and_the_address_of_the_system_need_not_be_given(act_as_system: Any, ani: Any) -> None:
    message = write(
        act_as_system(),
        to_user=ani,
        email="",
        template="surel_diubah",
        data={"surel": "baru@uji.example", "tautan_bukti": "", "tautan_masuk": "http://x.example/masuk/"},
    )
    assert (message.to_email, message.to_user_id) == (ani.email, ani.pk) and ani.name in message.body


def test_a_text_that_lacks_a_value_is_not_sent(act_as_system: Any, db: None) -> None:
    with pytest.raises(ValueError, match="missing"):
        write(act_as_system(), data={"surel": "x"})
    assert not Message.objects.exists()


def test_a_line_break_in_a_value_cannot_make_a_header() -> None:
    subject, body = written("surel_diubah", {"nama": "Ani\r\nBcc: x@y.example", "surel": "a", "tautan_masuk": "b"})
    assert "\n" not in subject and "\r" not in subject
    assert body.startswith("Yth. Ani")


def test_a_subject_with_a_line_break_becomes_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = texts._engine().from_string(" Halo {{ nama }}"), texts._engine().from_string("Isi")
    monkeypatch.setattr(texts, "_parts", lambda name: parts)
    assert written("x", {"nama": "Ani\r\nBcc: jahat@uji.example"})[0] == "Halo Ani Bcc: jahat@uji.example"


def test_nothing_is_escaped_because_nothing_is_html(act_as_system: Any, db: None) -> None:
    data = {"nama": "<b>&", "surel": "baru@uji.example", "tautan_bukti": "", "tautan_masuk": "http://x.example/masuk/"}
    assert "<b>&" in write(act_as_system(), template="surel_diubah", data=data).body


@pytest.mark.parametrize("address", ["bukan surel", "a@b\nBcc: c@d.example", "a@b.example, c@d.example"])
def test_an_address_that_is_none_is_refused(act_as_system: Any, db: None, address: str) -> None:
    with pytest.raises(Invalid):
        write(act_as_system(), email=address)


def test_a_message_to_nobody_is_refused(act_as_system: Any, db: None) -> None:
    with pytest.raises(Invalid, match="beralamat"):
        write(act_as_system(), email="")


def test_only_the_system_writes_messages_outside_another_act(ctx: Any, pandu: Any) -> None:
    with pytest.raises(NotPermitted):
        write(ctx(pandu))


def test_the_trail_says_that_but_not_what_was_written(act_as_system: Any, db: None) -> None:
    write(act_as_system())
    entry = Entry.objects.get(code="notices.kirim")
    assert (
        entry.data == {"template": "akun_baru"} and LINK not in str(entry.changes) and "ani@" not in str(entry.changes)
    )


def test_the_secret_link_is_masked_in_the_log_and_gone_once_sent(
    act_as_system: Any, served: None, ctx: Any, pandu: Any
) -> None:
    message = write(act_as_system())
    assert LINK not in queries.read_mail(ctx(pandu), message=message)
    commands.tandai_terkirim(act_as_system(), message=message)
    message.refresh_from_db()
    assert LINK not in message.body and MASK in message.body and message.secrets == []
    with pytest.raises(WrongState):
        commands.tandai_terkirim(act_as_system(), message=message)


def test_the_mail_itself_is_plain_text_with_the_identity_of_the_message(
    act_as_system: Any, served: None, db: None
) -> None:
    message = write(act_as_system())
    send(message)
    send(message)
    first, second = mail.outbox
    assert first.to == ["ani@uji.example"] and first.content_subtype == "plain"
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert str(message.pk) in first.extra_headers["Message-ID"]


def test_a_failed_mail_can_be_sent_again_by_its_keeper(
    act_as_system: Any, served: None, ctx: Any, pandu: Any, mira: Any
) -> None:
    message = write(act_as_system())
    with pytest.raises(WrongState):
        commands.kirim_ulang(ctx(pandu), message=message)
    commands.tandai_gagal(act_as_system(), message=message, error="550 tidak dikenal", next_at=None)
    assert message.status == MessageStatus.GAGAL
    with pytest.raises(NotPermitted):
        commands.kirim_ulang(ctx(mira), message=message)
    commands.kirim_ulang(ctx(pandu), message=message)
    assert (message.status, message.attempts, message.error) == (MessageStatus.MENUNGGU, 0, "")


def test_without_a_mail_server_nothing_is_sent_again(act_as_system: Any, ctx: Any, pandu: Any) -> None:
    with pytest.raises(Invalid, match="TELUSUR_SMTP_HOST"):
        commands.kirim_ulang(ctx(pandu), message=write(act_as_system()))


def test_one_s_own_notices_are_read_and_others_are_not_there(
    act_as_system: Any, ctx: Any, ani: Any, dedi: Any, client_of: Any
) -> None:
    message = write(act_as_system(), to_user=ani)
    assert queries.unread_count(ctx(ani)) == 1 and queries.unread_count(ctx(dedi)) == 0
    with pytest.raises(NotFound):
        queries.own_message(ctx(dedi), message.pk)
    client = client_of(ani)
    assert "Baru" in client.get("/pemberitahuan/").content.decode()
    assert LINK in client.get(f"/pemberitahuan/{message.pk}/").content.decode()
    assert queries.unread_count(ctx(ani)) == 0
    assert client_of(dedi).get(f"/pemberitahuan/{message.pk}/").status_code == 404


def test_all_can_be_marked_as_read_at_once(act_as_system: Any, ctx: Any, ani: Any, client_of: Any) -> None:
    write(act_as_system(), to_user=ani)
    write(act_as_system(), to_user=ani)
    assert client_of(ani).post("/pemberitahuan/baca-semua/").status_code == 302
    assert queries.unread_count(ctx(ani)) == 0


def test_a_notice_without_mail_is_only_in_the_application(act_as_system: Any, ani: Any, ctx: Any, pandu: Any) -> None:
    message = write(act_as_system(), to_user=ani, channel="aplikasi")
    assert (message.status, message.to_email, message.channel) == (MessageStatus.TERKIRIM, "", "aplikasi")
    assert list(queries.mail_log(ctx(pandu), wanted=MailFilter())) == []


def test_the_mail_log_shows_each_mail_and_reading_one_is_recorded(
    act_as_system: Any, client_of: Any, pandu: Any, mira: Any
) -> None:
    message = write(act_as_system(), case_id=uuid4())
    keeper = client_of(pandu)
    page = keeper.get("/catatan-surel/").content.decode()
    assert "ani@uji.example" in page and "Akun Anda sudah dibuat" in page
    text = keeper.get(f"/catatan-surel/{message.pk}/").content.decode()
    assert "Nama pengguna: ani@uji.example" in text and "http://x.example/masuk/" in text and LINK not in text
    assert Entry.objects.filter(code="notices.baca_surel", outcome="read", subject_id=str(message.pk)).count() == 1
    assert client_of(mira).get("/catatan-surel/").status_code == 403
    assert client_of(mira).get(f"/catatan-surel/{message.pk}/").status_code == 403


def test_the_local_outbox_shows_links_to_click_and_exists_only_in_a_trial(
    act_as_system: Any, client: Client, settings: Any, db: None
) -> None:
    write(act_as_system(), data=DATA)
    write(
        act_as_system(),
        template="surel_diubah",
        data={
            "nama": "<script>",
            "surel": "baru@uji.example",
            "tautan_bukti": "",
            "tautan_masuk": "http://x.example/masuk/",
        },
    )
    page = client.get("/surat-keluar-lokal/").content.decode()
    assert f'href="{LINK}"' in page and "&lt;script&gt;" in page
    settings.PRODUCTION = True
    assert client.get("/surat-keluar-lokal/").status_code == 404
    settings.PRODUCTION, settings.EMAIL_HOST = False, "mail.example"
    assert client.get("/surat-keluar-lokal/").status_code == 404


@pytest.mark.parametrize("address", ["/pemberitahuan/", "/catatan-surel/", "/surat-keluar-lokal/"])
def test_three_messages_cost_as_many_queries_as_one(
    act_as_system: Any, client_of: Any, pandu: Any, ani: Any, dedi: Any, address: str
) -> None:
    client = client_of(pandu)

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    write(act_as_system(), to_user=pandu)
    count()
    one = count()
    write(act_as_system(), to_user=ani)
    write(act_as_system(), to_user=pandu)
    assert count() == one
