"""Registering an account (SOP 1.2)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from telusur.kernel.accounts.models import User
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.limits import lasting
from telusur.kernel.notices.models import Message
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
DATA = {"name": "Rina Melati", "email": "Rina@Contoh.example", "phone": "0812-3456-7890", "privacy": "on"}


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


@pytest.mark.req("SOP-008")
def test_who_registers_gets_user_name_password_link_and_sign_in_address_by_mail_and_signs_in(client: Client) -> None:
    assert client.post("/akun/daftar/", DATA).headers["Location"] == "/akun/daftar/selesai/"
    mail = Message.objects.get()
    assert mail.to_email == "rina@contoh.example"
    assert "Nama pengguna: rina@contoh.example" in mail.body
    assert "Rina" not in mail.body + mail.subject  # nothing that a stranger may have typed for somebody else's mailbox
    assert f"{settings.BASE_URL}/akun/masuk/" in mail.body
    link = re.search(rf"{settings.BASE_URL}(/akun/sandi/tautan/\S+)", mail.body)
    assert link is not None
    page = client.get(link[1], follow=True)
    assert b"Buat kata sandi" in page.content
    chosen = client.post(page.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert b"Kata sandi tersimpan" in chosen.content
    signed_in = client.post("/akun/masuk/", {"login": "rina@contoh.example", "password": PASSWORD})
    assert signed_in.headers["Location"] == settings.LOGIN_REDIRECT_URL
    user = User.objects.get()
    assert (user.name, user.phone, user.privacy_version) == (
        "Rina Melati",
        "+6281234567890",
        settings.PRIVACY_VERSION,
    )
    assert [held.role for held in user.roles.all()] == ["asesi"]
    assert list(Entry.objects.filter(outcome="done").order_by("id").values_list("code", flat=True)) == [
        "notices.kirim", "accounts.daftar", "accounts.atur_sandi", "notices.kirim", "accounts.kirim_surat", "accounts.masuk",
    ]  # fmt: skip


def test_the_second_registration_looks_the_same_and_only_the_mailbox_learns_of_it(client: Client) -> None:
    first = client.post("/akun/daftar/", DATA)
    again = client.post("/akun/daftar/", {**DATA, "name": "Orang Lain"})
    assert (again.status_code, again.headers["Location"], again.content) == (
        first.status_code, first.headers["Location"], first.content,
    )  # fmt: skip
    assert User.objects.get().name == "Rina Melati"
    told = Message.objects.order_by("created_at").last()
    assert told is not None
    assert "Anda sudah punya akun" in told.body and "Rina" not in told.body and "Orang Lain" not in told.body
    assert "sandi/tautan" not in told.body


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "x" * 200, "paling banyak 150"),
        ("name", "A", "nama lengkap"),
        ("name", "Selamat Anda menang kunjungi www.hadiah-palsu.example", "alamat situs atau surel"),
        ("name", "12345", "huruf"),
        ("name", "-", "huruf"),
        ("name", "<b>Budi</b>", "tidak dapat dicetak"),
        ("phone", "((((((", "Nomor ponsel terdiri"),
        ("email", "a@b..id", "nama@contoh.id"),
        ("email", "bukan surel", "nama@contoh.id"),
        ("phone", "12", "Nomor ponsel terdiri"),
        ("privacy", "", "Setujui ketentuan data pribadi"),
    ],
)
def test_unusable_data_is_refused_beside_its_field_and_nothing_is_stored(
    client: Client, field: str, value: str, sentence: str
) -> None:
    page = client.post("/akun/daftar/", {**DATA, field: value})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not User.objects.exists()
    assert not Message.objects.exists()


def test_the_registration_page_shows_the_steps_before_the_form(client: Client) -> None:
    text = client.get("/akun/daftar/").content.decode()
    assert text.index("Langkah setelah mendaftar") < text.index("Data akun")


def test_registering_too_often_from_one_place_is_stopped_and_recorded(client: Client, settings: Any) -> None:
    settings.PENDAFTARAN_PER_JAM = 10
    for number in range(10):
        assert client.post("/akun/daftar/", {**DATA, "email": f"a{number}@contoh.example"}).status_code == 302
    stopped = client.post("/akun/daftar/", {**DATA, "email": "b@contoh.example"})
    assert stopped.status_code == 429
    assert "Terlalu banyak percobaan" in stopped.content.decode()
    seconds = int(stopped.headers["Retry-After"])
    assert 0 < seconds <= 3600
    assert f"Coba lagi {lasting(seconds)} lagi" in stopped.content.decode()
    assert Entry.objects.filter(code="accounts.terlalu_sering", outcome="refused").count() == 1
