"""The staff pages of skema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.states import StatusSkema
from tests.lsp.skema.berkas import JWP, K3, changed, imported

pytestmark = pytest.mark.django_db
In = Callable[[Any], Client]


def test_the_list_finds_and_filters(citra: Any, client_of: In) -> None:
    imported()
    imported(K3, in_force=False)
    browser = client_of(citra)
    both = browser.get("/kelola/skema/").content.decode()
    assert "Junior Web Programmer" in both
    assert "Petugas Keselamatan" in both
    assert "Petugas Keselamatan" not in browser.get("/kelola/skema/?q=junior").content.decode()
    assert "Junior Web" not in browser.get("/kelola/skema/?status=draf").content.decode()
    assert "Tidak ada skema yang cocok" in browser.get("/kelola/skema/?q=xyz").content.decode()


def test_the_page_of_a_skema_shows_units_requirements_fees_and_doubts(citra: Any, client_of: In) -> None:
    imported()
    page = client_of(citra).get("/kelola/skema/junior-web-programmer/1/").content.decode()
    for text in (
        "Menggunakan Struktur Data",
        "Konsep data dan struktur data diidentifikasi",
        "Penuhi salah satu.",
        "Rp600.000",
        "ditagih terpisah",
        "Periksa sebelum dipakai resmi",
        "KBLI: 62019",
    ):
        assert text in page


def test_the_page_takes_the_same_queries_whatever_the_size(citra: Any, client_of: In) -> None:
    imported()
    imported(K3)
    browser = client_of(citra)
    browser.get("/kelola/skema/")  # whose system this is, is read once a minute
    counts = []
    for slug in ("junior-web-programmer", "petugas-keselamatan-dan-kesehatan-kerja"):
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/kelola/skema/{slug}/1/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_wrong_upload_is_answered_with_lines_and_nothing_is_stored(citra: Any, client_of: In) -> None:
    data, line = changed(JWP, "masa_berlaku_bulan: 36", "masa_berlaku_bulan: <b>3</b>")
    answer = client_of(citra).post("/kelola/skema/impor/", {"berkas": SimpleUploadedFile("x.yaml", data)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Baris {line}: masa_berlaku_bulan harus bilangan bulat, tertulis “&lt;b&gt;3&lt;/b&gt;”." in page
    assert not Skema.objects.exists()


def test_an_upload_becomes_a_draft_that_the_manager_opens(mira: Any, client_of: In) -> None:
    browser = client_of(mira)
    answer = browser.post("/kelola/skema/impor/", {"berkas": SimpleUploadedFile("jwp.yaml", JWP.read_bytes())})
    assert answer.url == "/kelola/skema/junior-web-programmer/1/"  # type: ignore[attr-defined]
    assert "Berlakukan" in browser.get(answer.url).content.decode()  # type: ignore[attr-defined]
    browser.post("/kelola/skema/junior-web-programmer/1/berlakukan/")
    assert Skema.objects.get().status == StatusSkema.BERLAKU
    browser.post("/kelola/skema/junior-web-programmer/1/tarik/", {"alasan": "Diganti"})
    assert Skema.objects.get().status == StatusSkema.DITARIK


@pytest.mark.parametrize("path", ["", "impor/", "junior-web-programmer/1/"])
def test_an_asesi_and_a_stranger_see_none_of_it(path: str, ani: Any, client_of: In, client: Client) -> None:
    imported()
    assert client_of(ani).get(f"/kelola/skema/{path}").status_code in {403, 404}
    assert client.get(f"/kelola/skema/{path}").status_code == 302


def test_an_act_by_guessed_address_is_refused_and_recorded(citra: Any, client_of: In) -> None:
    imported(in_force=False)
    client_of(citra).post("/kelola/skema/junior-web-programmer/1/berlakukan/")
    assert Skema.objects.get().status == StatusSkema.DRAF
    assert Entry.objects.filter(code="skema.berlakukan", outcome="refused").exists()
