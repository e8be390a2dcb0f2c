"""Signing in, proving identity again, second factors, and what the trail knows of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.core.cache import cache
from django.test import Client, RequestFactory

from telusur.kernel.accounts.commands import atur_wajib_faktor_kedua
from telusur.kernel.accounts.context import context_of, last_proof
from telusur.kernel.accounts.models import User
from telusur.kernel.accounts.proof import prove_by_password
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import TooEarly
from telusur.kernel.commands.guard import OutsideCommand
from telusur.kernel.notices.models import Message
from tests.cast import PASSWORD, client_of

pytestmark = pytest.mark.django_db
REDIRECT = 302


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post("/akun/masuk/", {"login": user.email, "password": password})


def request_of(client: Client, user: User) -> Any:
    request = RequestFactory().post("/")
    request.session, request.user = client.session, user
    return request


def trail() -> list[tuple[str, str, str]]:
    return list(Entry.objects.order_by("id").values_list("code", "outcome", "actor_name"))


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def totp_secret() -> str:
    return str(generate_totp_secret())


def test_signing_in_by_password_proves_identity_for_fifteen_minutes(client: Client, ani: User) -> None:
    assert sign_in(client, ani).headers["Location"] == settings.LOGIN_REDIRECT_URL
    ctx = context_of(request_of(client, ani))
    assert ctx.actor.id == str(ani.pk)
    assert ctx.actor.roles == {"asesi"}
    assert ctx.proven
    assert trail() == [("accounts.masuk", "done", ani.name)]


def test_the_proof_of_another_account_in_the_same_session_counts_for_nothing(
    client: Client, ani: User, dewi: User
) -> None:
    sign_in(client, ani)
    assert last_proof(request_of(client, dewi)) is None


def test_a_session_without_a_fresh_proof_signs_nothing(ani: User) -> None:
    assert not context_of(request_of(client_of(ani, proven=False), ani)).proven


def test_wrong_passwords_are_recorded_and_the_sixth_is_not_even_tried(client: Client, ani: User) -> None:
    for _ in range(5):
        assert "Surel atau kata sandi tidak cocok" in sign_in(client, ani, "salah").content.decode()
    stopped = sign_in(client, ani)
    assert "Terlalu banyak percobaan yang gagal. Coba lagi 10 detik lagi." in stopped.content.decode()
    assert (stopped.status_code, stopped.headers["Retry-After"]) == (429, "10")
    assert f'value="{ani.email}"' in stopped.content.decode()
    assert "_auth_user_id" not in client.session
    refused = Entry.objects.filter(code="accounts.masuk", outcome="refused")
    assert refused.count() == 6
    assert {entry.subject_id for entry in refused} == {str(ani.pk)}
    assert {entry.actor_name for entry in refused} == {"Publik"}
    assert ani.email not in str(list(refused.values()))


def test_another_host_header_does_not_begin_a_new_count(client: Client, ani: User) -> None:
    for port in range(5):
        client.post(
            "/akun/masuk/", {"login": ani.email, "password": "salah"}, headers={"host": f"localhost:{port + 1}"}
        )
    answer = client.post("/akun/masuk/", {"login": ani.email, "password": PASSWORD}, headers={"host": "localhost:99"})
    assert "Terlalu banyak percobaan" in answer.content.decode()


def test_an_unknown_address_and_a_wrong_password_look_the_same(client: Client, ani: User) -> None:
    known = sign_in(client, ani, "salah").content.decode()
    unknown = client.post("/akun/masuk/", {"login": "tidak@ada.example", "password": "salah"}).content.decode()
    assert "Surel atau kata sandi tidak cocok" in known
    assert "Surel atau kata sandi tidak cocok" in unknown


def test_an_inactive_account_is_told_so_and_stays_out(client: Client, ani: User) -> None:
    from tests.cast import bypass

    ani.is_active = False
    with bypass("accounts"):
        ani.save()
    assert sign_in(client, ani).headers["Location"] == "/akun/nonaktif/"
    assert "dinonaktifkan" in client.get("/akun/nonaktif/").content.decode()


def test_the_inline_password_proves_identity_and_wrong_ones_are_counted_and_recorded(ani: User) -> None:
    request = request_of(client_of(ani, proven=False), ani)
    assert not context_of(request).proven
    assert not prove_by_password(request, "salah")
    assert prove_by_password(request, PASSWORD)
    assert context_of(request).proven
    for _ in range(4):
        assert not prove_by_password(request, "salah")
    with pytest.raises(TooEarly, match="Coba lagi 10 detik lagi"):
        prove_by_password(request, PASSWORD)
    outcomes = list(Entry.objects.filter(code="accounts.buktikan_identitas").values_list("outcome", "actor_name"))
    assert outcomes == [("refused", ani.name), ("done", ani.name), *[("refused", ani.name)] * 5]


def test_reauthentication_by_password_leads_back_and_gives_a_fresh_proof(ani: User) -> None:
    client = client_of(ani, proven=False)
    page = client.get("/akun/verifikasi-ulang/?next=/tugas/")
    assert "Verifikasi ulang" in page.content.decode()
    answer = client.post("/akun/verifikasi-ulang/", {"password": PASSWORD, "next": "/tugas/"})
    assert (answer.status_code, answer.headers["Location"]) == (REDIRECT, "/tugas/")
    assert context_of(request_of(client, ani)).proven


def test_totp_is_set_up_with_a_code_then_asked_for_at_the_door(
    client: Client, ani: User, django_capture_on_commit_callbacks: Any
) -> None:
    inside = client_of(ani)
    page = inside.get("/akun/keamanan/autentikator/pasang/")
    secret = page.context["form"].secret
    assert "data:image/svg" in page.content.decode()
    wrong = inside.post("/akun/keamanan/autentikator/pasang/", {"code": "000000"})
    assert "tidak cocok" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        done = inside.post("/akun/keamanan/autentikator/pasang/", {"code": code_now(secret)})
    assert done.headers["Location"] == "/akun/keamanan/kode/"
    assert secret not in str(Authenticator.objects.filter(type="totp").values_list("data", flat=True))
    assert any("Aplikasi autentikator dipasang" in mail.body for mail in Message.objects.all())

    assert sign_in(client, ani).headers["Location"].startswith("/akun/masuk/faktor-kedua/")
    assert "_auth_user_id" not in client.session
    assert "tidak cocok" in client.post("/akun/masuk/faktor-kedua/", {"code": "000000"}).content.decode()
    # The same code serves once; the next one is due within the tolerance.
    next_code = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + 1))
    assert (
        client.post("/akun/masuk/faktor-kedua/", {"code": next_code}).headers["Location"] == settings.LOGIN_REDIRECT_URL
    )
    assert context_of(request_of(client, ani)).proven
    codes = [(code, outcome) for code, outcome, _ in trail()]
    assert ("accounts.faktor_kedua", "done") in codes
    assert ("accounts.masuk", "refused") in codes
    assert codes[-1] == ("accounts.masuk", "done")


def test_a_recovery_code_opens_the_door_once(client: Client, ani: User, totp_secret: str) -> None:
    TOTP.activate(ani, totp_secret)
    code = RecoveryCodes.activate(ani).get_unused_codes()[0]
    sign_in(client, ani)
    assert client.post("/akun/masuk/faktor-kedua/", {"code": code}).headers["Location"] == settings.LOGIN_REDIRECT_URL
    client.post("/akun/keluar/")
    sign_in(client, ani)
    assert "tidak cocok" in client.post("/akun/masuk/faktor-kedua/", {"code": code}).content.decode()


def test_reauthentication_by_second_factor_counts_as_proof(ani: User, totp_secret: str) -> None:
    TOTP.activate(ani, totp_secret)
    client = client_of(ani, proven=False)
    client.post("/akun/verifikasi-ulang/kode/", {"code": code_now(totp_secret), "next": "/tugas/"})
    assert context_of(request_of(client, ani)).proven


def test_a_role_that_must_have_a_second_factor_sets_one_up_before_anything_else(
    citra: User, ani: User, pandu: User, ctx: Callable[..., Any]
) -> None:
    client = client_of(citra)
    assert client.get("/tugas/").status_code == 200
    atur_wajib_faktor_kedua(ctx(pandu), role="admin_lsp", required=True)
    assert client.get("/tugas/").headers["Location"] == "/akun/keamanan/"
    assert client.get("/tugas/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/akun/keamanan/"
    assert "Peran Anda mewajibkan faktor kedua" in client.get("/akun/keamanan/").content.decode()
    assert client_of(ani).get("/tugas/").status_code == 200
    secret = client.get("/akun/keamanan/autentikator/pasang/").context["form"].secret
    client.post("/akun/keamanan/autentikator/pasang/", {"code": code_now(secret)})
    assert client.get("/tugas/").status_code == 200
    refused = client.post("/akun/keamanan/autentikator/lepas/")
    assert "Peran Anda mewajibkan" in refused.content.decode()
    assert Authenticator.objects.filter(user=citra, type="totp").exists()


def test_changing_the_password_is_recorded_told_by_mail_and_keeps_the_session(ani: User) -> None:
    client = client_of(ani)
    new = "pelita-harapan-77"
    answer = client.post("/akun/sandi/ganti/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.headers["Location"] == "/akun/profil/"
    assert client.get("/tugas/").status_code == 200
    assert User.objects.get(pk=ani.pk).check_password(new)
    entry = Entry.objects.get(code="accounts.atur_sandi")
    assert (entry.actor_name, entry.data["cara"]) == (ani.name, "halaman ganti sandi")
    assert "Kata sandi akun Anda diganti" in Message.objects.get().body
    assert new not in str(list(Entry.objects.values()))


def test_a_forgotten_password_sends_a_link_and_never_tells_who_has_an_account(client: Client, ani: User) -> None:
    known = client.post("/akun/sandi/lupa/", {"email": ani.email})
    unknown = client.post("/akun/sandi/lupa/", {"email": "tidak@ada.example"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    to_ani, to_stranger = Message.objects.order_by("created_at")
    assert "/akun/sandi/tautan/" in to_ani.body
    assert "tidak ada akun aktif" in to_stranger.body


def test_the_password_link_does_not_follow_a_forged_host(client: Client, ani: User) -> None:
    client.post("/akun/sandi/lupa/", {"email": ani.email}, headers={"host": "localhost:6666"})
    assert "6666" not in Message.objects.get().body


def test_an_account_is_saved_by_commands_only_but_for_what_signing_in_writes(ani: User) -> None:
    ani.save(update_fields=["last_login"])
    ani.set_password("lain-lagi-88")
    ani.save(update_fields=["password"])
    ani.name = "Nama Lain"
    with pytest.raises(OutsideCommand):
        ani.save()
    with pytest.raises(OutsideCommand):
        ani.save(update_fields=["password", "name"])


@pytest.mark.parametrize(
    "page",
    [
        "/akun/profil/", "/akun/keluar/", "/akun/sandi/ganti/", "/akun/keamanan/", "/akun/keamanan/autentikator/pasang/",
        "/akun/keamanan/autentikator/lepas/", "/akun/keamanan/kode/", "/akun/keamanan/kode/buat/", "/akun/keamanan/kunci/",
        "/akun/keamanan/kunci/tambah/", "/akun/verifikasi-ulang/", "/akun/verifikasi-ulang/kode/",
        "/akun/keamanan/kode/unduh/",
    ],
)  # fmt: skip
def test_every_page_of_the_account_opens_in_indonesian(ani: User, totp_secret: str, page: str) -> None:
    TOTP.activate(ani, totp_secret) if "pasang" not in page else None
    RecoveryCodes.activate(ani)
    answer = client_of(ani).get(page)
    assert answer.status_code == 200
    text = answer.content.decode()
    for english in (
        "Password",
        "Sign ",
        "Security Key",
        "Recovery Code",
        "Authenticator",
        "Please",
        "Submit",
        "Confirm",
    ):
        assert english not in text


@pytest.mark.parametrize("page", ["/akun/masuk/", "/akun/daftar/", "/akun/daftar/selesai/", "/akun/sandi/lupa/",
    "/akun/sandi/lupa/terkirim/", "/akun/sandi/tautan/selesai/", "/akun/nonaktif/", "/akun/sandi/tautan/abc-salah/"])  # fmt: skip
def test_every_page_before_the_door_opens_in_indonesian(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    for english in ("Password", "Sign ", "Email", "Forgot", "Please", "Reset"):
        assert english not in answer.content.decode()
