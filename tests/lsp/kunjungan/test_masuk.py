"""Who may come in from BNSP, and as what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from telusur.kernel.accounts.commands import grantable_roles
from telusur.kernel.accounts.commands import nonaktifkan as nonaktifkan_akun
from telusur.kernel.accounts.context import context_for
from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.base.limits import lasting
from telusur.kernel.commands.commands import ubah_kewenangan
from telusur.kernel.commands.discover import load_all_acts
from telusur.kernel.commands.registry import why_not
from telusur.kernel.exchange.commands import tambah_mitra, tangguhkan_mitra
from telusur.lsp.manajemen.kunjungan import oidc
from telusur.lsp.manajemen.kunjungan.commands import atur_sambungan
from telusur.lsp.manajemen.kunjungan.models import Petugas
from telusur.lsp.roles import KOMISI_BNSP
from tests.lsp.dunia import Panggung
from tests.lsp.kunjungan.conftest import PENYEDIA, klaim, klien, terima

PADA = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
KLIEN = "BNSP-LSP-0000-ID"
KUNCI = RSAKey.generate_key(2048, parameters={"kid": "satu"})
KUNCI_LAIN = RSAKey.generate_key(2048, parameters={"kid": "satu"})
ISI = {
    "iss": PENYEDIA,
    "aud": KLIEN,
    "sub": "0199-theresia",
    "nonce": "n-1",
    "iat": PADA.timestamp(),
    "exp": PADA.timestamp() + 300,
    "name": "Theresia Manalu",
    "email": "theresia@bnsp.example",
    "peran_bnsp": ["komisi_pengendalian"],
}


def _periksa(isi: dict[str, Any], *, kunci: Any = KUNCI, alg: str = "RS256") -> oidc.Klaim:
    token = jwt.encode({"alg": alg, "kid": "satu"}, isi, kunci, algorithms=[alg])
    keys = {"keys": [KUNCI.as_dict(private=False)]}
    return oidc.periksa(token, keys, penyedia=PENYEDIA, klien=KLIEN, nonce="n-1", pada=PADA)


@pytest.mark.once
def test_a_statement_of_bnsp_is_believed_when_everything_in_it_is_right() -> None:
    found = _periksa(ISI)
    assert (found.nama, found.sub, found.peran) == ("Theresia Manalu", "0199-theresia", {"komisi_pengendalian"})


@pytest.mark.once
@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "BNSP-LSP-9999-ID"},
        {"aud": None},
        {"iss": "https://penyedia.lain.example"},
        {"exp": PADA.timestamp() - 60},
        {"exp": None},
        {"nonce": "n-2"},
        {"nonce": None},
        {"sub": None},
        {"iat": PADA.timestamp() + 3600},
    ],
    ids=lambda changed: str(changed),
)
def test_a_statement_with_one_wrong_word_is_refused(changed: dict[str, Any]) -> None:
    isi = {name: value for name, value in {**ISI, **changed}.items() if value is not None}
    with pytest.raises(NotPermitted, match="tidak sah"):
        _periksa(isi)


@pytest.mark.once
def test_a_statement_signed_by_anybody_else_is_refused() -> None:
    with pytest.raises(NotPermitted):
        _periksa(ISI, kunci=KUNCI_LAIN)
    with pytest.raises(NotPermitted):
        _periksa(ISI, kunci=OctKey.import_key("rahasia-yang-panjangnya-cukup-untuk-hs256"), alg="HS256")


def test_only_a_role_that_the_lsp_knows_opens_it_and_only_while_the_door_is_open(
    terbuka: Callable[[str], Panggung],
) -> None:
    world = terbuka("lsp")
    with pytest.raises(NotPermitted, match="tidak membuka sistem LSP ini"):
        terima(klaim("cs", "operator"))
    assert Entry.objects.filter(code="kunjungan.terima_petugas", outcome="refused").exists()

    officer = terima(klaim("komisi_pengendalian", "anggota"))
    assert context_for(officer.akun, at=world.kini).actor.roles == {"bnsp_pengendalian"}
    assert not officer.akun.has_usable_password()
    assert officer.akun.email.endswith(".invalid")

    again = terima(klaim("komisi_sertifikasi", nama="Theresia Manalu, M.Si."))
    assert again.pk == officer.pk and Petugas.objects.count() == 1
    assert context_for(again.akun, at=world.kini).actor.roles == {"bnsp_sertifikasi"}
    tomorrow = world.dunia.saat(1)
    assert context_for(again.akun, at=tomorrow).actor.roles == frozenset()

    keeper = world.ctx("pengelola")
    nonaktifkan_akun(keeper, user=again.akun, alasan="Diperiksa dahulu.")
    with pytest.raises(NotPermitted, match="dinonaktifkan"):
        terima(klaim("komisi_sertifikasi"))

    partner = tambah_mitra(
        keeper,
        code="BNSP",
        name="BNSP",
        address="https://sistem.bnsp.example",
        public="ab" * 32,
        witness_of_seals=False,
    )
    tangguhkan_mitra(keeper, partner=partner, reason="Kunci diduga bocor.")
    with pytest.raises(NotPermitted, match="ditangguhkan"):
        terima(klaim("komisi_pengendalian", sub="lain"))

    atur_sambungan(keeper, penyedia=PENYEDIA, rahasia="", aktif=False)
    with pytest.raises(NotPermitted, match="tidak dibuka"):
        terima(klaim("komisi_pengendalian", sub="lain"))


def test_no_command_at_all_is_for_officers_of_bnsp_and_none_can_be_given(terbuka: Callable[[str], Panggung]) -> None:
    world = terbuka("lsp")
    officer = context_for(terima(klaim("komisi_pengendalian")).akun, at=world.kini)
    acts = [spec for spec in load_all_acts().values() if spec.kind == "command"]
    assert len(acts) > 100
    open_to_them = [spec.code for spec in acts if why_not(_function(spec), officer) is None]
    assert open_to_them == []
    with pytest.raises(NotPermitted, match="hanya membaca"):
        ubah_kewenangan(world.ctx("pengelola"), code="aplikasi.terima", role="bnsp_pengendalian", allowed=True)
    assert not set(grantable_roles()) & {str(role) for role in KOMISI_BNSP}


def _function(spec: Any) -> Any:
    def act() -> None: ...

    act.spec = spec  # type: ignore[attr-defined]
    return act


def test_the_door_is_shut_by_default_and_takes_only_an_address(panggung: Callable[[str], Panggung]) -> None:
    world = panggung("lsp")
    assert "Masuk sebagai petugas BNSP" not in Client().get("/akun/masuk/").content.decode()
    assert Client().get("/bnsp/masuk/").status_code == 403
    assert Entry.objects.filter(code="kunjungan.masuk", outcome="refused").exists()
    for address in ("bukan alamat", "ftp://bnsp.example", "https://bnsp.example/jalur"):
        with pytest.raises(Invalid):
            atur_sambungan(world.ctx("pengelola"), penyedia=address, rahasia="r", aktif=True)
    with pytest.raises(Invalid):
        atur_sambungan(world.ctx("pengelola"), penyedia=PENYEDIA, rahasia="", aktif=True)
    with pytest.raises(NotPermitted):
        atur_sambungan(world.ctx("direktur"), penyedia=PENYEDIA, rahasia="r", aktif=True)

    page = world.klien("pengelola").post(
        "/bnsp/sambungan/", {"penyedia": PENYEDIA, "rahasia": "r-1", "aktif": "on"}, follow=True
    )
    assert "Rahasia sudah tersimpan" in page.content.decode() and "r-1" not in page.content.decode()
    assert "Masuk sebagai petugas BNSP" in Client().get("/akun/masuk/").content.decode()
    assert Client().get("/bnsp/masuk/?iss=https://penyedia.lain.example").status_code == 403


def test_an_answer_that_was_not_asked_for_is_refused(terbuka: Callable[[str], Panggung]) -> None:
    terbuka("lsp")
    client = Client()
    assert client.get("/bnsp/kembali/?code=c&state=s").status_code == 403
    session = client.session
    session["masuk_bnsp"] = {"state": "a", "nonce": "b", "verifier": "c", "pada": 0}
    session.save()
    assert client.get("/bnsp/kembali/?code=c&state=a").status_code == 403  # too long ago
    assert "masuk_bnsp" not in client.session


def test_one_address_that_knocks_without_end_is_told_to_wait(terbuka: Callable[[str], Panggung], settings: Any) -> None:
    terbuka("lsp")
    cache.clear()
    settings.BNSP_SIGN_INS_PER_MINUTE = 2
    answers = [Client().get("/bnsp/kembali/?state=x").status_code for _ in range(2)]
    assert answers == [403, 403]
    for address in ("/bnsp/kembali/?state=x", "/bnsp/masuk/"):
        answer = Client().get(address)
        assert answer.status_code == 429
        assert f"Coba lagi {lasting(int(answer.headers['Retry-After']))} lagi" in answer.content.decode()
    refused = Entry.objects.filter(outcome=Outcome.REFUSED).order_by("-id")[0]
    assert refused.reason == "Terlalu banyak permintaan dari satu tempat."
    assert Client(REMOTE_ADDR="127.0.0.9").get("/bnsp/kembali/?state=x").status_code == 403
    cache.clear()


def test_an_officer_stays_on_the_pages_made_for_them(terbuka: Callable[[str], Panggung]) -> None:
    world = terbuka("lsp")
    officer = terima(klaim("komisi_pengendalian"))
    client = klien(officer)
    for address in ("/akun/profil/", "/akun/keamanan/", "/akun/sandi/buat/", "/jejak/", "/permohonan/", "/orang/"):
        assert client.get(address).status_code in (403, 404), address
    assert Entry.objects.filter(code="kunjungan.halaman_lain", actor_id=str(officer.akun_id)).count() >= 4
    assert client.get("/mulai/")["Location"] == "/bnsp/"

    stolen = Client()  # by a password link or a passkey, not by BNSP
    stolen.force_login(officer.akun)
    assert stolen.get("/bnsp/").status_code == 403
    assert stolen.get("/bnsp/")["Location"].startswith("/akun/masuk/")

    atur_sambungan(world.ctx("pengelola"), penyedia=PENYEDIA, rahasia="", aktif=False)
    assert client.get("/bnsp/").status_code == 403
