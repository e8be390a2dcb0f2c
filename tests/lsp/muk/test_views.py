"""The pages of the MUK."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from telusur.kernel.audit.models import Entry
from telusur.lsp.administrasi.muk.models import BankSoal, Mapa, PerangkatAsesmen
from telusur.lsp.administrasi.skema.models import Skema
from tests.lsp.muk.dunia import SOAL, bank, review, validated
from tests.lsp.skema.berkas import changed

pytestmark = pytest.mark.django_db
In = Callable[[Any], Client]


def test_the_overview_says_what_is_missing(skema: Skema, mira: Any, client_of: In) -> None:
    page = client_of(mira).get("/muk/").content.decode()
    assert "MAPA skema Junior Web Programmer belum divalidasi" in page


def test_an_asesor_begins_a_plan_and_goes_on_in_the_form(skema: Skema, budi: Any, client_of: In) -> None:
    answer = client_of(budi).post(f"/muk/skema/{skema.pk}/susun-mapa/")
    assert answer.url == f"/formulir/{Mapa.objects.get().mapa01}/"  # type: ignore[attr-defined]


def test_the_page_of_a_plan_shows_instruments_per_unit_with_the_date(
    skema: Skema, budi: Any, bayu: Any, mira: Any, client_of: In
) -> None:
    mapa = validated(budi, bayu, skema)
    page = client_of(mira).get(f"/muk/mapa/{mapa.pk}/").content.decode()
    for text in ("Observasi langsung: CL Ceklis observasi", "J.620100.025.02", "FR.IA.05", bayu.name, "WIB"):
        assert text in page


def test_an_instrument_set_goes_from_its_page_through_review_to_use(
    skema: Skema, budi: Any, bayu: Any, mira: Any, client_of: In
) -> None:
    browser = client_of(budi)
    address = f"/muk/skema/{skema.pk}/perangkat-baru/"
    assert browser.post(address, {}).status_code == 422
    browser.post(address, {"instrumen": ["FR.IA.01", "FR.IA.05"]})
    row = PerangkatAsesmen.objects.get()
    review(bayu, row)
    manager = client_of(mira)
    assert "Siap digunakan" in manager.get(f"/muk/perangkat/{row.pk}/").content.decode()
    manager.post(f"/muk/perangkat/{row.pk}/berlakukan/")
    row.refresh_from_db()
    assert row.status == "berlaku"


def test_a_wrong_question_file_is_answered_with_lines(skema: Skema, mira: Any, client_of: In) -> None:
    data, line = changed(SOAL, "kunci: b", "kunci: e")
    browser = client_of(mira)
    answer = browser.post("/muk/soal/impor/", {"berkas": SimpleUploadedFile("soal.yaml", data)})
    assert answer.status_code == 422
    assert f"Baris {line}: kunci “e” tidak ada di antara opsi a, b, c, d." in answer.content.decode()
    browser.post("/muk/soal/impor/", {"berkas": SimpleUploadedFile("soal.yaml", SOAL.read_bytes())})
    assert BankSoal.objects.count() == 1


def test_questions_and_keys_are_shown_to_those_appointed_only_and_never_cached(
    skema: Skema, budi: Any, citra: Any, ani: Any, mira: Any, client_of: In
) -> None:
    row = bank(mira)
    answer = client_of(budi).get(f"/muk/soal/{row.pk}/isi/")
    assert "(kunci)" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(code="muk.baca_soal", outcome="read").count() == 1
    refused = client_of(citra).get(f"/muk/soal/{row.pk}/isi/")
    assert refused.status_code == 403
    assert "Queue" not in refused.content.decode()
    assert client_of(ani).get(f"/muk/soal/{row.pk}/isi/").status_code == 404
    assert client_of(ani).get("/muk/").status_code == 403
