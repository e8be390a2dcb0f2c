"""Lists and pages of BNSP on a telephone, each kind of page on a laptop: nothing wider than the screen, nothing grave for axe."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page

from telusur.bnsp.roles import Role
from telusur.kernel.base import clock
from tests.acting import client_of
from tests.bnsp.conftest import NOW, Negeri
from tests.bnsp.halaman import berisi, halaman_baca, halaman_terbatas, siapa_membuka
from tests.screen import FITS, grave

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.journey]
PONSEL, LAPTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 800}
UMUM = ("/", "/direktori/", "/verifikasi/", "/pedoman/", "/pengaduan/", "/kontak/", "/akun/masuk/")


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    with clock.travel(NOW):
        yield


class Situs(ThreadingHTTPServer):
    """Gives the page that was asked of the product beforehand, and static files: the browser keeps those, so it asks once."""

    halaman: Any

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Layanan)
        self.alamat = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Layanan(BaseHTTPRequestHandler):
    """One request of the browser."""

    protocol_version = "HTTP/1.1"
    server: Situs

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if not path.startswith("/static/"):
            halaman = self.server.halaman
            return self.jawab(200, halaman.content, {**halaman.headers, "Cache-Control": "no-store"})
        if found := finders.find(path.removeprefix("/static/")):
            kind = guess_type(path)[0] or "font/woff2"
            return self.jawab(200, Path(found).read_bytes(), {"Content-Type": kind, "Cache-Control": "max-age=600"})
        return self.jawab(404, b"", {})

    def jawab(self, status: int, isi: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(isi))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(isi)

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def situs() -> Iterator[Situs]:
    server = Situs()
    yield server
    server.shutdown()
    server.server_close()


def test_pages_fit_a_telephone_and_axe_finds_nothing_grave(page: Page, negeri: Negeri, situs: Situs) -> None:
    isi = berisi(negeri)
    lists = {*halaman_baca(isi), *(url for url, _ in halaman_terbatas(isi))}
    wrong, judged = list[str](), set[str | None]()
    pages = [(url, next(one for one in negeri.orang if one in peran)) for url, peran in siapa_membuka(isi)]
    for url, peran in [*pages, ("/tugas/", Role.OPERATOR), *((url, None) for url in UMUM)]:
        situs.halaman = (client_of(negeri.orang[peran]) if peran else Client()).get(url)
        assert situs.halaman.status_code == 200, url
        kind = situs.halaman.templates[0].name
        if kind in judged and url not in lists:
            continue  # one form of a kind stands for the others; lists have columns of their own
        page.set_viewport_size(PONSEL)  # type: ignore[arg-type]
        page.goto(situs.alamat + url)
        if not page.evaluate(FITS):
            wrong.append(f"{url}: wider than a telephone")
        if kind in judged:
            continue  # axe and the laptop judge each kind of page once
        judged.add(kind)
        wrong += [f"{url}: {found}" for found in grave(page)]
        page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
        if not page.evaluate(FITS):
            wrong.append(f"{url}: wider than a laptop")
    assert wrong == []
