"""Both systems at once: an officer signs in at BNSP and reads at the LSP, over the real protocol on this machine."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from telusur.kernel.audit.models import Entry
from telusur.lsp.administrasi.umum.queries import nomor_lisensi
from telusur.lsp.manajemen.kunjungan.commands import atur_sambungan
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from tests.empty import database_of
from tests.environment import REPOSITORY
from tests.lsp.dunia import Panggung

pytestmark = pytest.mark.once
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
REQUEST = re.compile(r'name="request" value="([^"]+)"')


@dataclass
class Bnsp:
    """The running system of BNSP."""

    proses: subprocess.Popen[str]
    penyedia: str
    rahasia: str
    sandi: str
    lsp: str
    jam: Callable[[], None] = lambda: None

    def antar(self) -> None:
        """The worker of BNSP has its turn."""
        self.tutup_akun("antar")

    def tutup_akun(self, kunci: str) -> None:
        assert self.proses.stdin and self.proses.stdout
        self.proses.stdin.write(f"{kunci}\n")
        self.proses.stdin.flush()
        assert self.proses.stdout.readline() == "selesai\n"


@contextmanager
def kotak() -> Iterator[tuple[str, list[str]]]:
    """An address at which the LSP is told something, and what it was told: the test's own thread holds the database."""
    told: list[str] = []

    class Layanan(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Layanan) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", told
        server.shutdown()


@contextmanager
def bnsp(folder: Path, nomor: str, alamat: str) -> Iterator[Bnsp]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    database_of("bnsp", folder)
    kept = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    surroundings = {**kept, "TELUSUR_DATA": str(folder), "BNSP_PORT": port, "PYTHONPATH": str(REPOSITORY)}
    program = [sys.executable, str(Path(__file__).with_name("sistem_bnsp.py")), nomor, alamat]
    with subprocess.Popen(
        program, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as proses:
        try:
            assert proses.stdout
            told = json.loads(proses.stdout.readline())
            yield Bnsp(proses, **told)
        finally:
            proses.terminate()


def masuk_bnsp(sistem: Bnsp, kunci: str, address: str) -> tuple[requests.Session, requests.Response]:
    """Follow the LSP's way to BNSP and sign in there with the BNSP account; the page that asks whether to go on."""
    session = requests.Session()
    page = session.get(address)
    token = CSRF.search(page.text)
    assert token, page.text
    form = {
        "csrfmiddlewaretoken": token[1],
        "login": f"{kunci}@bnsp.peraga.example",
        "password": sistem.sandi,
        "next": parse_qs(urlsplit(page.url).query)["next"][0],
    }
    return session, session.post(page.url, data=form)


def lanjut(sistem: Bnsp, session: requests.Session, page: requests.Response) -> str:
    """Agree; where BNSP then sends the browser, without the host."""
    token, asked = CSRF.search(page.text), REQUEST.search(page.text)
    assert token and asked, page.text
    form = {
        "csrfmiddlewaretoken": token[1],
        "request": asked[1],
        "scopes": ["openid", "profile", "email"],
        "action": "grant",
    }
    answer = session.post(f"{sistem.penyedia}/masuk-lsp/", data=form, allow_redirects=False)
    assert answer.status_code == 302, answer.text
    sistem.jam()
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


@pytest.mark.req("P508-125")
def test_one_sign_in_at_bnsp_opens_the_lsp_and_ends_with_the_account(
    panggung: Callable[[str], Panggung], settings: Any, tmp_path: Path
) -> None:
    world = panggung("lsp")
    world.pindah(datetime.now(UTC))
    with kotak() as (alamat, kabar), bnsp(tmp_path, nomor_lisensi(), alamat) as sistem:
        settings.BASE_URL = alamat
        sistem.jam = lambda: world.pindah(datetime.now(UTC))  # BNSP's clock runs; the LSP's follows at each answer
        keeper = world.ctx("pengelola")
        atur_sambungan(keeper, penyedia=sistem.penyedia, rahasia=sistem.rahasia, aktif=True)

        lsp = Client()
        out = lsp.get(f"/bnsp/masuk/?iss={sistem.penyedia}")["Location"]
        session, page = masuk_bnsp(sistem, "harmonisasi", out)
        assert "Melati Kusumo" in page.text and "Komisi Harmonisasi dan Kelembagaan" in page.text
        assert f"form-action 'self' {settings.BASE_URL}" in page.headers["Content-Security-Policy"]
        back = lanjut(sistem, session, page)
        home = lsp.get(back, follow=True)
        assert home.status_code == 200, _alasan()
        assert "Melati Kusumo" in home.content.decode()
        assert "bnsp_harmonisasi" in Entry.objects.filter(code="kunjungan.ringkasan").latest("id").actor_roles
        assert Client().get(back).status_code == 403  # the answer of somebody else's browser
        assert lsp.get("/bnsp/kasus/").status_code == 403

        _a_change_is_seen_at_once(lsp, world)
        _bnsp_has_it_in_its_trail(sistem, session)
        _officers_without_a_role_stay_out(sistem)
        _a_wrong_secret_opens_nothing(sistem, world)
        _signing_out_there_ends_the_visit_here(sistem, kabar)
        _a_closed_account_comes_in_no_more(sistem, session)


def _alasan() -> str:
    return Entry.objects.filter(outcome="refused").latest("id").reason


def _a_change_is_seen_at_once(lsp: Client, world: Panggung) -> None:
    from telusur.lsp.administrasi.tuk.commands import daftarkan

    assert "TUK Baru Sekali" not in lsp.get("/bnsp/tuk/").content.decode()
    daftarkan(
        world.ctx("admin"),
        kode="TUK-BARU",
        nama="TUK Baru Sekali",
        jenis="sewaktu",
        penanggung_jawab="Uji",
        alamat="Jalan Baru 1",
        kota="Bandung",
        kapasitas=10,
    )
    assert "TUK Baru Sekali" in lsp.get("/bnsp/tuk/").content.decode()
    assert Permohonan.objects.count() == 0


def _bnsp_has_it_in_its_trail(sistem: Bnsp, session: requests.Session) -> None:
    other = requests.Session()
    login = other.get(f"{sistem.penyedia}/akun/masuk/?next=/jejak/")
    token = CSRF.search(login.text)
    assert token
    form = {"csrfmiddlewaretoken": token[1], "login": "ketua@bnsp.peraga.example", "password": sistem.sandi}
    trail = other.post(login.url, data={**form, "next": "/jejak/"}).text
    assert "Masuk ke sistem LSP" in trail and "Melati Kusumo" in trail
    page = session.get(f"{sistem.penyedia}/lsp/{sistem.lsp}/").text
    assert "Buka sistem LSP" in page and "/bnsp/masuk/?iss=" in page


def _officers_without_a_role_stay_out(sistem: Bnsp) -> None:
    lsp = Client()
    session, page = masuk_bnsp(sistem, "cs", lsp.get("/bnsp/masuk/")["Location"])
    assert lsp.get(lanjut(sistem, session, page)).status_code == 403  # BNSP knows them, the LSP does not let them in
    _, page = masuk_bnsp(sistem, "calonlsp", Client().get("/bnsp/masuk/")["Location"])
    assert "Lanjut ke sistem LSP" not in page.text  # BNSP itself says nothing of somebody who is not its staff
    door = Client().get("/bnsp/masuk/")["Location"]
    for wrong in ("code_challenge_method=S256", "code_challenge="):
        assert requests.get(door.replace(wrong, "x=")).status_code == 422  # never without PKCE


def _a_wrong_secret_opens_nothing(sistem: Bnsp, world: Panggung) -> None:
    atur_sambungan(world.ctx("pengelola"), penyedia=sistem.penyedia, rahasia="salah", aktif=True)
    lsp = Client()
    session, page = masuk_bnsp(sistem, "pengendalian", lsp.get("/bnsp/masuk/")["Location"])
    back = lanjut(sistem, session, page)
    assert lsp.get(back).status_code == 403
    assert not Entry.objects.filter(actor_name="Theresia Manalu", code="accounts.masuk").exists()
    atur_sambungan(world.ctx("pengelola"), penyedia=sistem.penyedia, rahasia=sistem.rahasia, aktif=True)


def _signing_out_there_ends_the_visit_here(sistem: Bnsp, kabar: list[str]) -> None:
    lsp = Client()
    session, page = masuk_bnsp(sistem, "pengendalian", lsp.get("/bnsp/masuk/")["Location"])
    assert lsp.get(lanjut(sistem, session, page), follow=True).status_code == 200
    leaving = session.get(f"{sistem.penyedia}/akun/keluar/")
    token = CSRF.search(leaving.text)
    assert token
    session.post(leaving.url, data={"csrfmiddlewaretoken": token[1]})
    sistem.antar()
    sistem.jam()
    assert lsp.get("/bnsp/").status_code == 200  # until the message is here
    said = parse_qs(kabar[-1])["logout_token"][0]
    assert Client().post("/bnsp/keluar/", {"logout_token": f"{said}x"}).status_code == 400
    assert Client().post("/bnsp/keluar/", {"logout_token": said}).status_code == 200, _alasan()
    assert lsp.get("/bnsp/").headers["Location"].startswith("/akun/masuk/")


def _a_closed_account_comes_in_no_more(sistem: Bnsp, session: requests.Session) -> None:
    lsp = Client()
    page = session.get(lsp.get("/bnsp/masuk/")["Location"])
    back = lanjut(sistem, session, page)
    sistem.tutup_akun("harmonisasi")
    assert lsp.get(back).status_code == 403  # the code is worth nothing once its owner is out
    again = session.get(Client().get("/bnsp/masuk/")["Location"])
    assert "Lanjut ke sistem LSP" not in again.text
