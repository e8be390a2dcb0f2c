"""Second factors of people who are new, and rules that must not lock anybody out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page

from telusur.kernel.accounts import addresses, commands
from telusur.kernel.accounts.models import SecondFactorRule, User
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import NotPermitted
from tests.cast import PASSWORD, client_of, make_user
from tests.factors import (
    choose_password,
    link_mailed_to,
    new_person_sets_up_everything,
    set_up_app,
    sign_in,
    virtual_key,
)

Ctx = Callable[..., Any]


@pytest.fixture(autouse=True)
def _no_counts(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.journey
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_somebody_who_registers_sets_up_an_app_a_passkey_and_recovery_codes(page: Page, live_server: Any) -> None:
    virtual_key(page)
    page.goto(f"{live_server.url}/akun/daftar/")
    page.get_by_label("Nama lengkap").fill("Rina Melati Uji")
    page.get_by_label("Surel").fill("rina@contoh.example")
    page.get_by_label("Nomor ponsel").fill("0812 3456 7890")
    page.locator("input[name=privacy]").check()
    page.get_by_role("button", name="Daftar").click()
    page.wait_for_url("**/selesai/")
    new_person_sets_up_everything(page, live_server.url, "rina@contoh.example")


@pytest.mark.journey
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_new_staff_whose_role_must_have_one_sets_it_up_and_works(
    page: Page, live_server: Any, pandu: User, ctx: Ctx
) -> None:
    virtual_key(page)
    commands.buat_akun(ctx(pandu), name="Sari Uji", email="sari@contoh.example", roles=["admin_lsp"], basis="SK 3")
    commands.atur_wajib_faktor_kedua(ctx(pandu), role="admin_lsp", required=True)
    choose_password(page, live_server.url, "sari@contoh.example")
    sign_in(page, live_server.url, "sari@contoh.example")
    page.wait_for_url("**/akun/keamanan/")
    set_up_app(page, live_server.url)
    page.goto(f"{live_server.url}/tugas/")
    assert page.url.endswith("/tugas/")


@pytest.mark.django_db
def test_the_mailed_link_proves_the_mailbox_and_a_changed_user_name_is_not_proven(
    pandu: User, ctx: Ctx, client: Client
) -> None:
    sari = commands.buat_akun(ctx(pandu), name="Sari Uji", email="sari@contoh.example")
    assert not addresses.is_proven(sari)
    link = client.get(link_mailed_to(sari.email), follow=True).redirect_chain[-1][0]
    client.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    assert addresses.is_proven(sari)
    sari = User.objects.get(pk=sari.pk)
    commands.ubah_profil(ctx(pandu), user=sari, name=sari.name, phone="", email="sari.baru@contoh.example")
    assert not addresses.is_proven(sari)
    inside = client_of(sari)
    told = inside.get("/akun/keamanan/autentikator/pasang/", follow=True).content.decode()
    assert "Surel akun ini belum dibuktikan" in told
    # Proven again by the link, also in the browser in which the person is still signed in.
    commands.kirim_tautan_sandi(ctx(pandu), user=sari)
    link = inside.get(link_mailed_to(sari.email), follow=True).redirect_chain[-1][0]
    inside.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    assert addresses.is_proven(sari)


@pytest.mark.django_db
def test_a_rule_that_would_lock_out_the_last_pengelola_is_refused_and_recorded(pandu: User, ctx: Ctx) -> None:
    with pytest.raises(NotPermitted, match="mengunci pengelola sistem yang terakhir"):
        commands.atur_wajib_faktor_kedua(ctx(pandu), role="pengelola_sistem", required=True)
    assert not SecondFactorRule.objects.exists()
    assert Entry.objects.get(code="accounts.atur_wajib_faktor_kedua").outcome == "refused"
    answer = client_of(pandu).post(
        "/akun/orang/faktor-kedua/", {"peran": "pengelola_sistem", "wajib": "ya"}, follow=True
    )
    assert "mengunci pengelola sistem yang terakhir" in answer.content.decode()
    TOTP.activate(pandu, generate_totp_secret())
    commands.atur_wajib_faktor_kedua(ctx(pandu), role="pengelola_sistem", required=True)
    assert client_of(pandu).get("/akun/orang/").status_code == 200


@pytest.mark.django_db
def test_a_rule_on_another_role_that_the_last_pengelola_holds_is_refused_too(ctx: Ctx) -> None:
    both = make_user("rangkap", "Rangkap Uji", "pengelola_sistem", "admin_lsp")
    with pytest.raises(NotPermitted, match="terakhir"):
        commands.atur_wajib_faktor_kedua(ctx(both), role="admin_lsp", required=True)


@pytest.mark.django_db
def test_the_last_pengelola_is_neither_ended_nor_closed(pandu: User, act_as_system: Callable[..., Any]) -> None:
    system = act_as_system()
    with pytest.raises(NotPermitted, match="Tidak akan ada lagi pengelola sistem"):
        commands.akhiri_peran(system, assignment=pandu.roles.get(), basis="SK")
    with pytest.raises(NotPermitted, match="Tidak akan ada lagi pengelola sistem"):
        commands.nonaktifkan(system, user=pandu, alasan="uji")
