"""BNSP tells the system of an LSP who somebody is: to whom, what, and only by the way that was agreed (P508 ch. 11)."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.idp.oidc.models import Client as OidcClient
from django.core.management import CommandError, call_command
from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet

from telusur.bnsp.manajemen.penyedia import commands
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import alamat_sistem
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.exchange.commands import tambah_mitra, tangguhkan_mitra
from tests.acting import client_of
from tests.bnsp.conftest import NOW, Negeri

pytestmark = pytest.mark.django_db
KLIEN, SISTEM = "BNSP-LSP-9021-ID", "https://lsp.example"
KATA = "v" * 43
TANTANGAN = base64.urlsafe_b64encode(hashlib.sha256(KATA.encode()).digest()).rstrip(b"=").decode()
MINTA = {
    "response_type": "code",
    "client_id": KLIEN,
    "redirect_uri": f"{SISTEM}/bnsp/kembali/",
    "scope": "openid profile email",
    "state": "s-1",
    "nonce": "n-1",
    "code_challenge": TANTANGAN,
    "code_challenge_method": "S256",
}


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_FOLDER = tmp_path
    yield


@pytest.fixture
def rahasia(negeri: Negeri) -> str:
    """The secret of the one LSP that takes part."""
    lisensi.ubah_profil(negeri.ctx(Role.OPERATOR), lsp=negeri.lsp, alamat_sistem=SISTEM)
    _, secret = commands.daftarkan(negeri.ctx(Role.PENGELOLA_SISTEM), lsp=negeri.lsp)
    return secret


def _setuju(client: Client, **lain: str) -> Any:
    """Open the page as the LSP's system asks for it, and go on."""
    page = client.get("/masuk-lsp/", {**MINTA, **lain})
    if page.status_code != 200:
        return page
    asked = page.context["form"].initial.get("request") or page.context["form"]["request"].value()
    return client.post("/masuk-lsp/", {"request": asked, "scopes": MINTA["scope"].split(), "action": "grant"})


def _tukar(code: str, rahasia: str, **lain: str) -> Any:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": MINTA["redirect_uri"],
        "code_verifier": KATA,
    }
    basic = base64.b64encode(f"{KLIEN}:{rahasia}".encode()).decode()
    return Client().post("/masuk-lsp/tukar/", {**form, **lain}, headers={"Authorization": f"Basic {basic}"})


def _kode(answer: Any) -> str:
    assert answer.status_code == 302, answer.content
    return parse_qs(urlsplit(answer["Location"]).query)["code"][0]


def test_what_the_lsp_is_told_is_signed_and_says_no_more_than_the_page_does(negeri: Negeri, rahasia: str) -> None:
    client = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])
    page = client.get("/masuk-lsp/", MINTA).content.decode()
    assert "Komisi Pengendalian" in page and SISTEM in page and "hanya membaca" in page
    answer = _setuju(client)
    assert answer["Location"].startswith(f"{SISTEM}/bnsp/kembali/?") and "state=s-1" in answer["Location"]
    told = _tukar(_kode(answer), rahasia).json()
    keys = KeySet.import_key_set(Client().get("/.well-known/jwks.json").json())
    token = jwt.decode(told["id_token"], keys, algorithms=["RS256"])
    said = token.claims
    assert token.header["alg"] == "RS256"
    assert (said["aud"], said["nonce"], said["peran_bnsp"]) == (KLIEN, "n-1", ["komisi_pengendalian"])
    assert said["exp"] - said["iat"] <= 300
    assert set(said) <= {
        "iss",
        "aud",
        "sub",
        "nonce",
        "iat",
        "exp",
        "name",
        "email",
        "peran_bnsp",
        "at_hash",
        "auth_time",
        "jti",
    }
    entry = Entry.objects.get(code="penyedia.masuk_ke_lsp", outcome="done")
    assert (entry.actor_name, entry.data["sistem"]) == ("Komisi Pengendalian Uji", KLIEN)


def test_a_code_counts_once_with_its_secret_and_its_verifier(negeri: Negeri, rahasia: str) -> None:
    client = client_of(negeri.orang[Role.KOMISI_SERTIFIKASI])
    assert _tukar(_kode(_setuju(client)), "salah").status_code in {400, 401}
    assert _tukar(_kode(_setuju(client)), rahasia, code_verifier="x" * 43).status_code == 400
    code = _kode(_setuju(client))
    assert _tukar(code, rahasia).status_code == 200
    assert _tukar(code, rahasia).status_code == 400


@pytest.mark.once  # about a digest alone
def test_the_secret_is_kept_as_a_digest_that_costs_no_million_rounds(negeri: Negeri, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    lisensi.ubah_profil(negeri.ctx(Role.OPERATOR), lsp=negeri.lsp, alamat_sistem=SISTEM)
    _, secret = commands.daftarkan(negeri.ctx(Role.PENGELOLA_SISTEM), lsp=negeri.lsp)
    kept = OidcClient.objects.get()
    assert kept.secret.startswith("pbkdf2_sha256$1$") and secret not in kept.secret and len(secret) >= 43
    assert kept.check_secret(secret) and not kept.check_secret(f"{secret}x")


def test_the_door_takes_only_what_was_agreed(negeri: Negeri, rahasia: str) -> None:
    client = client_of(negeri.orang[Role.KOMISI_HARMONISASI])
    for wrong in ({"code_challenge": ""}, {"code_challenge_method": "plain"}, {"prompt": "none"}):
        assert client.get("/masuk-lsp/", {**MINTA, **wrong}).status_code == 422, wrong
    assert client.get("/masuk-lsp/", {**MINTA, "client_id": "BNSP-LSP-0000-ID"}).status_code == 404
    for elsewhere in ("https://lain.example/bnsp/kembali/", f"{SISTEM}/lain/"):
        answer = client.get("/masuk-lsp/", {**MINTA, "redirect_uri": elsewhere})
        assert answer.status_code >= 400 and "lain" not in answer.headers.get("Location", ""), elsewhere
    token = client.get("/masuk-lsp/", {**MINTA, "response_type": "token"})
    assert "access_token" not in token.headers.get("Location", "")
    for unused in ("userinfo", "revoke", "logout"):
        assert client.get(f"/masuk-lsp/x/{unused}/").status_code == 404
    assert client.get("/.well-known/openid-configuration").json()["grant_types_supported"] == ["authorization_code"]


def test_only_staff_goes_on_and_only_while_the_system_takes_part(negeri: Negeri, rahasia: str) -> None:
    assert Client().get("/masuk-lsp/", MINTA)["Location"].startswith("/akun/masuk/")
    assert client_of(negeri.orang[Role.CALON_LSP]).get("/masuk-lsp/", MINTA).status_code == 403
    assert Entry.objects.filter(code="penyedia.masuk_ke_lsp", outcome="refused").count() == 1
    sistem = commands.SistemLsp.objects.get()
    keeper = negeri.ctx(Role.PENGELOLA_SISTEM)
    client = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])
    code = _kode(_setuju(client))
    commands.hentikan(keeper, sistem=sistem, alasan="Kerja sama berakhir.")
    assert _tukar(code, rahasia).status_code in {400, 401}
    assert client.get("/masuk-lsp/", MINTA).status_code >= 400
    assert not OidcClient.objects.exists()
    commands.daftarkan(keeper, lsp=negeri.lsp)
    assert _tukar(_kode(_setuju(client)), rahasia).status_code in {400, 401}  # the old secret has ended
    keeping = client_of(negeri.orang[Role.PENGELOLA_SISTEM])
    shown = keeping.post(f"/sistem-lsp/{sistem.pk}/rahasia/")  # while the present one is in force
    assert _tukar(_kode(_setuju(client)), shown.context["rahasia"]).status_code == 200


def test_a_commission_finds_the_way_on_the_page_of_the_lsp_and_others_do_not(negeri: Negeri) -> None:
    url = f"/lsp/{negeri.lsp.pk}/"
    komisi = client_of(negeri.orang[Role.KOMISI_PERENCANAAN])
    assert "LSP ini belum mempunyai alamat sistem" in komisi.get(url).content.decode()
    keeper = negeri.ctx(Role.PENGELOLA_SISTEM)
    with pytest.raises(NotPermitted, match="belum mempunyai alamat"):
        commands.daftarkan(keeper, lsp=negeri.lsp)
    partner = tambah_mitra(
        keeper, code=KLIEN, name="LSP", address="https://mitra.example/", public="ab" * 32, witness_of_seals=False
    )
    assert "https://mitra.example/bnsp/masuk/?iss=" in komisi.get(url).content.decode()
    assert "Buka sistem LSP" not in client_of(negeri.orang[Role.CS]).get(url).content.decode()
    tangguhkan_mitra(keeper, partner=partner, reason="Diperiksa.")
    assert alamat_sistem(negeri.lsp) == ""


def test_bnsp_reads_who_of_which_commission_went_where(negeri: Negeri, rahasia: str) -> None:
    for role in (Role.KOMISI_PENGENDALIAN, Role.KOMISI_PERENCANAAN, Role.CALON_LSP):
        _setuju(client_of(negeri.orang[role]))
    ketua = client_of(negeri.orang[Role.KETUA])
    everybody = ketua.get("/kunjungan-ke-lsp/").content.decode()
    assert "Komisi Pengendalian Uji" in everybody and "Calon Lsp Uji" in everybody and "Ditolak" in everybody
    assert everybody.count("sistem LSP Uji Nusantara") == 3
    one = ketua.get("/kunjungan-ke-lsp/?komisi=komisi_perencanaan").content.decode()
    assert "Komisi Perencanaan Uji" in one and "Komisi Pengendalian Uji" not in one


def test_one_command_prints_what_the_lsp_enters(negeri: Negeri) -> None:
    lisensi.ubah_profil(negeri.ctx(Role.OPERATOR), lsp=negeri.lsp, alamat_sistem=f"{SISTEM}/")
    said = io.StringIO()
    surel = negeri.orang[Role.PENGELOLA_SISTEM].email
    with clock.travel(NOW):
        call_command("sign_in_at_lsp", KLIEN, surel=surel, stdout=said)
        told = json.loads(said.getvalue())
        assert told["klien"] == KLIEN and len(told["rahasia"]) > 40
        for wrong in ((KLIEN, negeri.orang[Role.CS].email), ("BNSP-LSP-0000-ID", surel), (KLIEN, "tidak@ada.example")):
            with pytest.raises(CommandError):
                call_command("sign_in_at_lsp", wrong[0], surel=wrong[1])
