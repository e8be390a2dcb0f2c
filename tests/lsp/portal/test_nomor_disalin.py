"""A genuine certificate is found however its number was copied: on the public page, in the API, in lists, on the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from telusur.kernel.accounts.models import User
from tests.cast import client_of
from tests.lsp.portal.conftest import Terbitkan

pytestmark = pytest.mark.django_db
TIMES = (
    "6201925130000000052026",
    "62019-2513-0-0000005-2026",
    "No. 62019 2513 0 0000005 2026",
    "62019–2513–0–0000005–2026",
    "tik.9021.00005 2026",
    "{kode}",
    "http://testserver/verifikasi/{kode}/",
)


@pytest.mark.parametrize("typed", TIMES)
def test_the_public_check_finds_it(terbitkan: Terbitkan, client: Client, typed: str) -> None:
    row = terbitkan(n=5)
    asked = urlencode({"nomor": typed.format(kode=row.kode.lower().replace("-", ""))})
    client.get(f"/verifikasi/?{asked}")
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(f"/verifikasi/?{asked}")
    assert answer.status_code == 200 and row.nomor in answer.content.decode()
    assert len([one for one in seen.captured_queries if 'FROM "sertifikat_sertifikat"' in one["sql"]]) <= 2
    assert client.get(f"/api/v1/verifikasi?{asked}").json()["nomor"] == row.nomor


def test_what_is_not_found_is_not_called_forged(client: Client, lsp: object) -> None:
    answer = client.get("/verifikasi/?nomor=62019+2513+0+0000099+2026")
    assert answer.status_code == 404 and "palsu" not in answer.content.decode()
    assert "palsu" not in client.get("/api/v1/verifikasi?nomor=62019+2513+0+0000099+2026").json()["pesan"]


@pytest.mark.parametrize("typed", ["62019-2513-0-0000005-2026", "tik.9021.00005 2026", "apl 0005"])
def test_the_timeline_and_the_lists_find_it(terbitkan: Terbitkan, typed: str) -> None:
    row = terbitkan(n=5)
    told = StringIO()
    call_command("timeline", typed, stdout=told)
    assert row.permohonan.nomor in told.getvalue()


def test_the_register_of_the_lsp_finds_it_by_part_of_the_number(terbitkan: Terbitkan, orang: dict[str, User]) -> None:
    row = terbitkan(n=5)
    page = client_of(orang["citra"]).get("/sertifikat/?cari=62019-2513-0-0000005")
    assert page.status_code == 200 and row.nomor in page.content.decode()
