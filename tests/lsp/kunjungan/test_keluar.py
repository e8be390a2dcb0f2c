"""BNSP says that an officer left: the visit here ends with the next click, and nobody else can say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.guests import akhiri_tamu
from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.base.errors import NotPermitted, Unavailable
from telusur.lsp.administrasi.umum.queries import nomor_lisensi
from telusur.lsp.manajemen.kunjungan import oidc
from telusur.lsp.manajemen.kunjungan.commands import keluarkan_petugas
from telusur.lsp.manajemen.kunjungan.models import Petugas
from tests.lsp.dunia import Panggung
from tests.lsp.kunjungan.conftest import PENYEDIA, klaim, klien, terima

KUNCI = RSAKey.generate_key(2048, parameters={"kid": "satu"})
LAIN = RSAKey.generate_key(2048, parameters={"kid": "satu"})
EVENT = "http://schemas.openid.net/event/backchannel-logout"
Terbuka = Callable[[str], Panggung]


@pytest.fixture(autouse=True)
def _bnsp_answers(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """BNSP's system as far as it is asked: where its doors are, and its public keys."""
    cache.clear()
    doors = {name: f"{PENYEDIA}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    keys = {"keys": [KUNCI.as_dict(private=False)]}
    answers = {f"{PENYEDIA}/.well-known/openid-configuration": {"issuer": PENYEDIA, **doors}, doors["jwks_uri"]: keys}
    monkeypatch.setattr(oidc, "_ask", lambda method, url, **_: answers[url])


def kabar(world: Panggung, *, kunci: Any = KUNCI, typ: str = "logout+jwt", alg: str = "RS256", **lain: Any) -> str:
    kini = int(world.kini.timestamp())
    isi = {
        "iss": PENYEDIA, "aud": nomor_lisensi(), "sub": "0199-theresia", "iat": kini + 1, "exp": kini + 120, "jti": "j-1",
        "events": {EVENT: {}},
    }  # fmt: skip
    said = {name: value for name, value in {**isi, **lain}.items() if value is not None}
    return str(jwt.encode({"alg": alg, "typ": typ, "kid": "satu"}, said, kunci, algorithms=[alg]))


def kirim(token: str) -> Any:
    return Client(enforce_csrf_checks=True).post("/bnsp/keluar/", {"logout_token": token})


def test_every_session_of_the_officer_ends_with_the_next_click(terbuka: Terbuka) -> None:
    world = terbuka("lsp")
    officer = terima(klaim("komisi_pengendalian"))
    laptop, ponsel = klien(officer), klien(officer)
    other = klien(terima(klaim("komisi_sertifikasi", sub="0200-rahmat", nama="Rahmat Siregar")))
    assert laptop.get("/bnsp/").status_code == ponsel.get("/bnsp/").status_code == 200
    answer = kirim(kabar(world))
    assert answer.status_code == 200
    for browser in (laptop, ponsel):
        assert browser.get("/bnsp/").headers["Location"].startswith("/akun/masuk/")
    assert other.get("/bnsp/").status_code == 200
    assert context_for(officer.akun, at=world.kini).actor.roles == frozenset()
    entry = Entry.objects.get(code="kunjungan.keluarkan_petugas")
    assert (entry.outcome, entry.data["sub"], entry.data["diakhiri"]) == (Outcome.DONE, "0199-theresia", True)
    assert Entry.objects.filter(code="accounts.akhiri_tamu", outcome=Outcome.DONE).exists()
    again = terima(klaim("komisi_pengendalian"))  # who still may comes in anew
    assert klien(again).get("/bnsp/").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"kunci": LAIN},
        {"typ": "JWT"},
        {"iss": "https://lain.example"},
        {"aud": "BNSP-LSP-0000-ID-lain"},
        {"sub": None},
        {"jti": None},
        {"iat": None},
        {"exp": 1_600_000_000},
        {"events": None},
        {"events": {"https://lain.example/peristiwa": {}}},
        {"events": "keluar"},
        {"nonce": "n-1"},
        {"kunci": OctKey.import_key("rahasia-yang-panjangnya-cukup-untuk-hs256"), "alg": "HS256"},
    ],
)
def test_a_message_with_one_wrong_word_ends_nothing_and_is_recorded(terbuka: Terbuka, wrong: dict[str, Any]) -> None:
    world = terbuka("lsp")
    browser = klien(terima(klaim("komisi_pengendalian")))
    assert kirim(kabar(world, **wrong)).status_code == 400
    assert browser.get("/bnsp/").status_code == 200
    assert Entry.objects.filter(code="kunjungan.keluar", outcome=Outcome.REFUSED).exists()


def test_what_is_no_token_at_all_is_refused_and_a_stranger_is_told_to_wait(terbuka: Terbuka, settings: Any) -> None:
    terbuka("lsp")
    settings.BNSP_SIGN_INS_PER_MINUTE = 2
    assert [kirim("bukan token").status_code for _ in range(3)] == [400, 400, 429]
    assert Client().get("/bnsp/keluar/").status_code == 405


def test_a_late_message_does_not_end_a_visit_begun_after_it(terbuka: Terbuka) -> None:
    world = terbuka("lsp")
    left = int((world.kini - timedelta(minutes=5)).timestamp())
    browser = klien(terima(klaim("komisi_pengendalian")))
    assert kirim(kabar(world, iat=left)).status_code == 200
    assert browser.get("/bnsp/").status_code == 200
    assert Entry.objects.get(code="kunjungan.keluarkan_petugas").data["diakhiri"] is False


def test_somebody_who_was_never_here_changes_nothing(terbuka: Terbuka) -> None:
    world = terbuka("lsp")
    assert kirim(kabar(world, sub="tidak-dikenal")).status_code == 200
    assert not Petugas.objects.exists()


def test_while_bnsp_cannot_be_asked_it_is_told_to_come_again(terbuka: Terbuka, monkeypatch: pytest.MonkeyPatch) -> None:
    world = terbuka("lsp")

    def silent(method: str, url: str, **_: Any) -> Any:
        raise Unavailable("Sistem BNSP belum dapat dihubungi.")

    monkeypatch.setattr(oidc, "_ask", silent)
    assert kirim(kabar(world)).status_code == 503


def test_only_the_system_ends_a_visit_and_only_a_guests(terbuka: Terbuka) -> None:
    world = terbuka("lsp")
    said = oidc.Keluar(PENYEDIA, "0199-theresia", world.kini)
    with pytest.raises(NotPermitted):
        keluarkan_petugas(world.ctx("pengelola"), keluar=said)
    from telusur.kernel.commands.context import system_context

    with pytest.raises(NotPermitted, match="bukan akun tamu"):
        akhiri_tamu(system_context("uji"), user=world.dunia.orang["admin"], alasan="uji")
