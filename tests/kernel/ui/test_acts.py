"""From a POST to a command: proof, message, next page; a refusal costs nothing that was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from telusur.kernel.accounts.models import User
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.commands.context import Context
from telusur.kernel.ui import acts
from tests.cast import bypass

pytestmark = pytest.mark.django_db
PASSWORD = "kereta-senja-2026"


@pytest.fixture(autouse=True)
def _memory_cache(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def post(now: datetime) -> Callable[..., HttpRequest]:
    """A POST by an account that signed in an hour ago."""
    user = User(email="citra@uji.example", name="Citra Maharani Uji", created_at=now)
    user.set_password(PASSWORD)
    with bypass("accounts"):
        user.save()

    def make(referer: str = "http://testserver/kasus/1/", **data: str) -> HttpRequest:
        request = RequestFactory().post("/tindak/", data, HTTP_REFERER=referer)
        request.user, request.session = user, SessionStore()
        request.session["account_authentication_methods_user"] = str(user.pk)
        request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
        return request

    return make


def done(ctx: Context, *, angka: int = 1) -> int:
    return angka + 1


def signs(ctx: Context) -> str:
    ctx.ensure_proven()
    return "ditandatangani"


def refuses(ctx: Context) -> None:
    raise WrongState("Permohonan ini sudah diterima.")


def wants_a_date(ctx: Context) -> None:
    raise Invalid("Isian belum lengkap.", fields={"tanggal": ["Isi tanggal lahir."], "lain": ["Sesuatu yang lain."]})


def said(request: HttpRequest) -> list[str]:
    return [str(message) for message in get_messages(request)]


def test_success_says_so_and_goes_on(post: Callable[..., HttpRequest]) -> None:
    request = post()
    response: Any = acts.perform(request, done, success="Tersimpan.", next=lambda value: f"/kasus/{value}/", angka=4)
    assert response.url == "/kasus/5/"
    assert said(request) == ["Tersimpan."]


def test_a_refusal_goes_back_to_where_the_button_was_with_its_sentence(post: Callable[..., HttpRequest]) -> None:
    request = post()
    response: Any = acts.perform(request, refuses, success="x", next="/beranda/")
    assert response.url == "/kasus/1/"
    assert said(request) == ["Permohonan ini sudah diterima."]


def test_a_refusal_never_leads_to_another_site(post: Callable[..., HttpRequest]) -> None:
    response: Any = acts.perform(post("https://jahat.example/"), refuses, success="x", next="/beranda/")
    assert response.url == "/beranda/"


def test_a_signature_without_a_fresh_proof_asks_for_it(post: Callable[..., HttpRequest]) -> None:
    response: Any = acts.perform(post(), signs, success="x", next="/")
    assert response.url == f"{reverse('account_reauthenticate')}?next=%2Fkasus%2F1%2F"


def test_the_inline_password_is_a_fresh_proof(post: Callable[..., HttpRequest]) -> None:
    request = post(sandi=PASSWORD)
    response: Any = acts.perform(request, signs, success="Ditandatangani.", next="/lagi/")
    assert response.url == "/lagi/"
    assert request.session["account_authentication_methods"][-1]["method"] == "password"


def test_a_wrong_password_is_said_beside_the_field_and_runs_nothing(post: Callable[..., HttpRequest]) -> None:
    result = acts.attempt(post(sandi="salah"), signs)
    assert not result.ok
    assert isinstance(result.error, Invalid)
    assert "sandi" in result.error.fields


def test_after_five_wrong_passwords_even_the_right_one_must_wait(post: Callable[..., HttpRequest]) -> None:
    for _ in range(5):
        acts.attempt(post(sandi="salah"), signs)
    result = acts.attempt(post(sandi=PASSWORD), signs)
    assert isinstance(result.error, NotPermitted)
    assert "Coba lagi 10 detik lagi" in result.error.sentence


def test_right_passwords_are_not_counted(post: Callable[..., HttpRequest]) -> None:
    assert all(acts.attempt(post(sandi=PASSWORD), signs).ok for _ in range(8))


def test_a_view_can_draw_its_form_again_with_every_sentence_in_its_place(post: Callable[..., HttpRequest]) -> None:
    class Sample(forms.Form):
        tanggal = forms.CharField()

    form = Sample({"tanggal": "kemarin"})
    acts.attempt(post(), wants_a_date).put_into(form)
    assert form.errors["tanggal"] == ["Isi tanggal lahir."]
    assert form.non_field_errors() == ["Sesuatu yang lain."]
    assert form["tanggal"].value() == "kemarin"
