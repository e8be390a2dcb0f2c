"""Guessing is slowed down behind a proxy as well, keeps no named person out and stops nobody's signature."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client, RequestFactory

from telusur.kernel.accounts.models import User
from telusur.kernel.accounts.proof import prove_by_password
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.client import networks
from tests.cast import PASSWORD, client_of

pytestmark = pytest.mark.django_db
PROXY = "10.0.0.7"
STRANGER, PERSON, OTHER = "203.0.113.9", "198.51.100.4", "198.51.100.5"
INSIDE = configured.LOGIN_REDIRECT_URL


@pytest.fixture(autouse=True)
def _behind_a_proxy(settings: Any) -> None:
    cache.clear()
    settings.TRUSTED_PROXIES = networks([PROXY])


def at(address: str) -> Client:
    """A browser whose requests come through the proxy; it claims another address as well."""
    return Client(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=f"192.0.2.1, {address}")


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post("/akun/masuk/", {"login": user.email, "password": password})


def is_in(answer: Any) -> bool:
    return bool(answer.status_code == 302 and answer.headers["Location"] == INSIDE)


def guess(client: Client, user: User, times: int = 5) -> None:
    for _ in range(times):
        assert sign_in(client, user, "salah").status_code == 200


def test_the_eleventh_registration_of_the_hour_from_another_place_is_taken(settings: Any) -> None:
    settings.PENDAFTARAN_PER_JAM = 10
    data = {"name": "Rina Melati", "phone": "0812-3456-7890", "privacy": "on"}
    for number in range(10):
        assert at(STRANGER).post("/akun/daftar/", {**data, "email": f"a{number}@contoh.example"}).status_code == 302
    assert at(STRANGER).post("/akun/daftar/", {**data, "email": "b@contoh.example"}).status_code == 429
    assert at(PERSON).post("/akun/daftar/", {**data, "email": "b@contoh.example"}).status_code == 302


def test_a_whole_class_behind_one_address_registers_and_signs_in() -> None:
    data = {"name": "Rina Melati", "phone": "0812-3456-7890", "privacy": "on"}
    for number in range(40):
        assert at(PERSON).post("/akun/daftar/", {**data, "email": f"a{number}@contoh.example"}).status_code == 302


def test_the_trail_names_the_client_not_the_proxy_nor_what_it_claims(ani: User) -> None:
    sign_in(at(PERSON), ani, "salah")
    assert Entry.objects.get(code="accounts.masuk").data["ip"] == PERSON


def test_ten_wrong_passwords_of_one_stop_nobody_else(ani: User, dewi: User) -> None:
    for number in range(10):
        at(STRANGER).post("/akun/masuk/", {"login": f"x{number}@contoh.example", "password": "salah"})
    assert is_in(sign_in(at(PERSON), ani))
    assert is_in(sign_in(at(STRANGER), dewi))


def test_five_wrong_passwords_of_a_stranger_do_not_keep_the_person_out(ani: User) -> None:
    guess(at(STRANGER), ani)
    assert sign_in(at(STRANGER), ani).status_code == 429
    assert is_in(sign_in(at(PERSON), ani))


def test_nor_where_the_stranger_sits_at_the_same_address_and_the_browser_is_known(ani: User) -> None:
    own = at(PERSON)
    sign_in(own, ani)
    own.post("/akun/keluar/")
    guess(at(PERSON), ani)
    assert sign_in(at(PERSON), ani).status_code == 429
    assert is_in(sign_in(own, ani))


def test_a_browser_known_to_one_account_is_a_stranger_to_another(ani: User, dewi: User) -> None:
    own = at(STRANGER)
    sign_in(own, ani)
    own.post("/akun/keluar/")
    guess(own, dewi)
    assert sign_in(own, dewi).status_code == 429


def test_a_forged_device_cookie_is_no_device(ani: User) -> None:
    forger = at(STRANGER)
    forger.cookies["telusur_peranti"] = "eyJpZCI6IjEiLCJha3VuIjpbXX0:1abc:palsu"
    guess(forger, ani)
    assert sign_in(forger, ani).status_code == 429


def test_who_must_wait_is_told_how_long_and_is_looked_at_afterwards(ani: User, now: datetime) -> None:
    browser, waits = at(PERSON), []
    with clock.travel(now):
        guess(browser, ani)
    moment = now
    for _ in range(6):
        with clock.travel(moment):
            early = sign_in(browser, ani)
        waits.append(int(early.headers["Retry-After"]))
        moment += timedelta(seconds=waits[-1])
        with clock.travel(moment):
            guess(browser, ani, 1)
    assert waits == [10, 20, 40, 80, 160, 300]
    with clock.travel(moment):
        assert "Coba lagi 5 menit lagi" in sign_in(browser, ani).content.decode()
    with clock.travel(moment + timedelta(seconds=300)):
        assert is_in(sign_in(browser, ani))


def test_guessing_from_many_places_is_slow_and_the_letter_opens_a_new_browser(ani: User, now: datetime) -> None:
    with clock.travel(now):
        for place in range(30):
            assert sign_in(at(f"203.0.113.{place}"), ani, "salah").status_code == 200
        assert sign_in(at(OTHER), ani).status_code == 429
        person = at(PERSON)
        early = sign_in(person, ani)
        assert "Lupa kata sandi?" in early.content.decode()
        person.post("/akun/sandi/lupa/", {"email": ani.email})
        from telusur.kernel.notices.models import Message

        link = next(word for word in Message.objects.get().body.split() if "/akun/sandi/tautan/" in word)
        page = person.get(link.removeprefix(configured.BASE_URL), follow=True)
        new = "pelita-harapan-77"
        person.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
        assert is_in(sign_in(person, ani, new))


def test_a_stranger_never_stops_the_signature_of_somebody_already_inside(ani: User) -> None:
    inside = client_of(ani, proven=False)
    guess(at(STRANGER), ani)
    assert sign_in(at(STRANGER), ani).status_code == 429
    request: Any = RequestFactory().post("/", REMOTE_ADDR=STRANGER)
    request.session, request.user = inside.session, ani
    assert prove_by_password(request, PASSWORD)
    answer = inside.post("/akun/verifikasi-ulang/", {"password": PASSWORD, "next": "/tugas/"}, REMOTE_ADDR=STRANGER)
    assert answer.headers["Location"] == "/tugas/"


def test_nor_does_one_who_guesses_its_second_factor(ani: User, monkeypatch: pytest.MonkeyPatch) -> None:
    TOTP.activate(ani, generate_totp_secret())
    inside, thief = client_of(ani, proven=False), at(STRANGER)
    sign_in(thief, ani)
    for _ in range(5):
        assert thief.post("/akun/masuk/faktor-kedua/", {"code": "000000"}).status_code == 200
    stopped = thief.post("/akun/masuk/faktor-kedua/", {"code": "000000"})
    assert (stopped.status_code, stopped.headers["Retry-After"]) == (429, "30")
    monkeypatch.setattr(TOTP, "validate_code", lambda self, code: code == "123456")
    assert inside.post("/akun/verifikasi-ulang/kode/", {"code": "123456", "next": "/tugas/"}).status_code == 302
    person = at(PERSON)
    sign_in(person, ani)
    assert is_in(person.post("/akun/masuk/faktor-kedua/", {"code": "123456"}))


def test_letters_with_a_password_link_are_not_sent_without_end(ani: User) -> None:
    answers = [at(f"203.0.113.{n}").post("/akun/sandi/lupa/", {"email": ani.email}) for n in range(6)]
    assert [one.status_code for one in answers] == [302] * 5 + [429]
    assert answers[-1].headers["Retry-After"] == "3600"
    assert "Coba lagi 1 jam lagi" in answers[-1].content.decode()
