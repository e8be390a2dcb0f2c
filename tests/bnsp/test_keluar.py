"""Who leaves BNSP's system leaves the systems of LSP: by a signed message, over the loopback of this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.conf import settings
from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet

from telusur.bnsp.manajemen.penyedia import commands
from telusur.bnsp.manajemen.penyedia.models import Kehadiran, SistemLsp
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.kernel.accounts.commands import akhiri_peran, nonaktifkan
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.outbox.models import Delivery
from tests.acting import client_of
from tests.bnsp.conftest import NOW, Negeri

pytestmark = pytest.mark.django_db
EVENT = "http://schemas.openid.net/event/backchannel-logout"


@dataclass
class Lsp:
    """The system of an LSP as far as BNSP meets it here: it notes what it is told."""

    alamat: str = ""
    status: int = 200
    kabar: list[tuple[str, str]] = field(default_factory=list)


@pytest.fixture
def lsp() -> Iterator[Lsp]:
    found = Lsp()

    class Layanan(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found.kabar.append((self.path, parse_qs(body)["logout_token"][0]))
            self.send_response(found.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Layanan) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found.alamat = f"http://127.0.0.1:{server.server_port}"
        yield found
        server.shutdown()


@pytest.fixture
def sistem(negeri: Negeri, lsp: Lsp) -> Iterator[SistemLsp]:
    with clock.travel(NOW):
        lisensi.ubah_profil(negeri.ctx(Role.OPERATOR), lsp=negeri.lsp, alamat_sistem=lsp.alamat)
        row, _ = commands.daftarkan(negeri.ctx(Role.PENGELOLA_SISTEM), lsp=negeri.lsp)
        yield row


def said(lsp: Lsp) -> dict[str, Any]:
    """The one message, checked with the keys that BNSP publishes."""
    ((path, token),) = lsp.kabar
    assert path == "/bnsp/keluar/"
    keys = KeySet.import_key_set(Client().get("/.well-known/jwks.json").json())
    read = jwt.decode(token, keys, algorithms=["RS256"])
    assert read.header["typ"] == "logout+jwt"
    return dict(read.claims)


def test_signing_out_at_bnsp_tells_the_lsp_at_once(
    negeri: Negeri, sistem: SistemLsp, lsp: Lsp, deliver_events: Callable[..., int]
) -> None:
    officer = negeri.orang[Role.KOMISI_PENGENDALIAN]
    commands.masuk_ke_lsp(negeri.ctx(Role.KOMISI_PENGENDALIAN), sistem=sistem)
    assert Kehadiran.objects.get().petugas == officer
    client_of(officer).post("/akun/keluar/")
    deliver_events(slow=True)
    claims = said(lsp)
    assert (claims["iss"], claims["aud"]) == (settings.BASE_URL, sistem.kode)
    assert claims["events"] == {EVENT: {}}
    assert "nonce" not in claims
    assert claims["iat"] == int(NOW.timestamp()) and claims["exp"] > claims["iat"]
    assert str(officer.pk).replace("-", "") == claims["sub"].replace("-", "")
    assert not Kehadiran.objects.exists()
    entry = Entry.objects.get(code="penyedia.akhiri_kehadiran")
    assert (entry.outcome, entry.data["sebab"]) == ("done", "keluar")


def test_a_role_withdrawn_or_an_account_closed_tells_the_lsp(
    negeri: Negeri, sistem: SistemLsp, lsp: Lsp, deliver_events: Callable[..., int]
) -> None:
    officer, keeper = negeri.orang[Role.KOMISI_PENGENDALIAN], negeri.ctx(Role.PENGELOLA_SISTEM)
    commands.masuk_ke_lsp(negeri.ctx(Role.KOMISI_PENGENDALIAN), sistem=sistem)
    yesterday = keeper.today - timedelta(days=1)
    akhiri_peran(keeper, assignment=officer.roles.get(), basis="Mutasi", valid_to=yesterday)
    deliver_events(slow=True)
    assert said(lsp)["aud"] == sistem.kode
    lsp.kabar.clear()
    other = negeri.orang[Role.KOMISI_SERTIFIKASI]
    commands.masuk_ke_lsp(negeri.ctx(Role.KOMISI_SERTIFIKASI), sistem=sistem)
    nonaktifkan(keeper, user=other, alasan="Diperiksa.")
    deliver_events(slow=True)
    assert said(lsp)["aud"] == sistem.kode


def test_a_role_given_today_and_taken_today_tells_the_lsp(
    negeri: Negeri, sistem: SistemLsp, lsp: Lsp, deliver_events: Callable[..., int]
) -> None:
    from tests.acting import make_user

    officer, keeper = make_user("baru", "Baru Uji", Role.CS, since=NOW.date()), negeri.ctx(Role.PENGELOLA_SISTEM)
    from telusur.kernel.accounts.context import context_for

    commands.masuk_ke_lsp(context_for(officer, at=NOW, proof_at=NOW), sistem=sistem)
    akhiri_peran(keeper, assignment=officer.roles.get(), basis="Keliru", valid_to=keeper.today - timedelta(days=1))
    deliver_events(slow=True)
    assert said(lsp)["aud"] == sistem.kode


def test_a_role_that_holds_to_the_end_of_today_is_not_withdrawn_yet(
    negeri: Negeri, sistem: SistemLsp, lsp: Lsp, deliver_events: Callable[..., int]
) -> None:
    officer, keeper = negeri.orang[Role.KOMISI_PENGENDALIAN], negeri.ctx(Role.PENGELOLA_SISTEM)
    commands.masuk_ke_lsp(negeri.ctx(Role.KOMISI_PENGENDALIAN), sistem=sistem)
    akhiri_peran(keeper, assignment=officer.roles.get(), basis="Mutasi")
    deliver_events(slow=True)
    assert lsp.kabar == []


def test_stopping_a_system_ends_the_visits_to_it(
    negeri: Negeri, sistem: SistemLsp, lsp: Lsp, deliver_events: Callable[..., int]
) -> None:
    commands.masuk_ke_lsp(negeri.ctx(Role.KOMISI_PENGENDALIAN), sistem=sistem)
    commands.hentikan(negeri.ctx(Role.PENGELOLA_SISTEM), sistem=sistem, alasan="Selesai.")
    deliver_events(slow=True)
    assert said(lsp)["aud"] == sistem.kode


def test_a_system_that_does_not_take_it_is_told_again(
    negeri: Negeri, sistem: SistemLsp, lsp: Lsp, deliver_events: Callable[..., int]
) -> None:
    lsp.status = 503
    commands.masuk_ke_lsp(negeri.ctx(Role.KOMISI_PENGENDALIAN), sistem=sistem)
    client_of(negeri.orang[Role.KOMISI_PENGENDALIAN]).post("/akun/keluar/")
    deliver_events(slow=True, failures=True)
    waiting = Delivery.objects.filter(event__name="penyedia.petugas_keluar").exclude(state="done").get()
    assert "503" in waiting.error


def test_who_went_nowhere_tells_nobody(
    negeri: Negeri, sistem: SistemLsp, lsp: Lsp, deliver_events: Callable[..., int]
) -> None:
    client_of(negeri.orang[Role.KETUA]).post("/akun/keluar/")
    deliver_events(slow=True)
    assert lsp.kabar == []
    assert not Entry.objects.filter(code="penyedia.akhiri_kehadiran").exists()


def test_the_discovery_document_offers_it() -> None:
    assert Client().get("/.well-known/openid-configuration").json()["backchannel_logout_supported"] is True
