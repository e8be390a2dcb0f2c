"""BNSP's own check beside the answer of the LSP: a link, its answer, and plain words when BNSP is silent (P508 9.4.7)."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from telusur.kernel.documents.kinds import own_page
from telusur.kernel.exchange.models import Partner
from telusur.lsp.administrasi.umum.models import Setelan
from telusur.lsp.sertifikasi.sertifikat.commands.pdf import minta_sertifikat
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from tests.cast import bypass
from tests.kernel.archive.inside import another_act, person
from tests.lsp.portal.conftest import Terbitkan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tanpa_simpanan() -> None:
    cache.clear()


@contextmanager
def bnsp_menjawab(status: int, body: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """A register of BNSP on loopback that gives this answer; yields its address and the paths it was asked for."""
    asked: list[str] = []

    class Register(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Register)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def terhubung(alamat: str) -> None:
    with bypass("exchange"):
        Partner(code="BNSP", name="BNSP", address=alamat, added_at=datetime(2026, 1, 1, tzinfo=UTC)).save()


def potongan(client: Client, row: Sertifikat, bahasa: str = "") -> tuple[str, str]:
    """The page of the certificate, and the part of it that BNSP's answer fills."""
    page = client.get(f"/verifikasi/{row.kode}/{bahasa}").content.decode()
    found = re.search(r'hx-get="([^"]+)"', page)
    assert found
    return page, client.get(found[1] + bahasa).content.decode()


def test_page_names_the_check_of_bnsp_with_the_number_filled_in_and_tells_its_answer(
    terbitkan: Terbitkan, client: Client
) -> None:
    row = terbitkan()
    with bnsp_menjawab(200, {"keadaan": "dibekukan", "berlaku_sampai": "2029-03-09"}) as (alamat, asked):
        terhubung(alamat)
        page, part = potongan(client, row)
    assert f'href="{alamat}/verifikasi/?nomor={row.nomor.replace(" ", "%20")}"' in page
    assert "Dibekukan" in part
    assert "9 Maret 2029" in part
    assert asked == [f"/api/v1/verifikasi/{row.kode}"]


def test_certificate_that_bnsp_does_not_know_is_said_so(terbitkan: Terbitkan, client: Client) -> None:
    row = terbitkan()
    with bnsp_menjawab(404, {"keadaan": "tidak_dikenal"}) as (alamat, _):
        terhubung(alamat)
        assert "BNSP belum mencatat sertifikat ini" in potongan(client, row)[1]


@pytest.mark.parametrize("status", [200, 429, 500])
def test_answer_that_is_none_is_called_unreachable(terbitkan: Terbitkan, client: Client, status: int) -> None:
    row = terbitkan()
    with bnsp_menjawab(status, {"pesan": "x"}) as (alamat, _):
        terhubung(alamat)
        assert "Register BNSP belum dapat dihubungi" in potongan(client, row)[1]


def test_bnsp_that_is_silent_or_gone_keeps_nobody_waiting(terbitkan: Terbitkan, client: Client, settings: Any) -> None:
    settings.BNSP_ANSWER_SECONDS = 0.2
    row = terbitkan()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        terhubung(f"http://127.0.0.1:{silent.getsockname()[1]}")
        page, part = potongan(client, row)
        assert "Sertifikat ini berlaku" in page
        assert "Register BNSP belum dapat dihubungi" in part
    cache.clear()
    assert "register of BNSP cannot be reached" in potongan(client, row, "?bahasa=en")[1]


def test_without_a_connection_nothing_is_said_of_bnsp_and_no_stranger_has_it_asked(
    terbitkan: Terbitkan, client: Client
) -> None:
    row = terbitkan()
    assert "hx-get" not in client.get(f"/verifikasi/{row.kode}/").content.decode()
    assert client.get(f"/verifikasi/bnsp/{row.kode}/").status_code == 404


@pytest.mark.parametrize("ke_bnsp", [False, True])
def test_qr_leads_to_the_lsp_or_by_a_recorded_setting_to_bnsp(terbitkan: Terbitkan, ke_bnsp: bool) -> None:
    row = terbitkan()
    terhubung("https://bnsp.example")
    if ke_bnsp:
        with bypass("umum"):
            Setelan(kode="sertifikat.qr_ke_bnsp", nilai=True).save()
    row.isi = {**row.isi, "direktur": "Hendra", "kode": row.kode}
    ctx = person(name="Hendra")
    with another_act(ctx):
        document = minta_sertifikat(ctx, row)
    assert own_page(document) == (
        f"https://bnsp.example/verifikasi/{row.kode}/" if ke_bnsp else f"/verifikasi/{row.kode}/"
    )
