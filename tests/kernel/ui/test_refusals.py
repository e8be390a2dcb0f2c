"""A refusal becomes a page, a fragment or JSON with the right status, the sentence and a way on."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from telusur.kernel.audit.models import Entry
from telusur.kernel.audit.queries import title_of
from telusur.kernel.base.errors import (
    DomainError,
    Invalid,
    NotFound,
    NotPermitted,
    ProofNeeded,
    Unavailable,
    WrongState,
)
from telusur.kernel.ui.middleware import RefusalMiddleware
from telusur.kernel.ui.views import csrf_failure

pytestmark = pytest.mark.once
REFUSALS: list[tuple[DomainError, int]] = [
    (NotPermitted("Hanya untuk Komite Teknis."), 403),
    (NotFound("Tidak ada permohonan bernomor PMH-1."), 404),
    (WrongState("Permohonan ini sudah diterima."), 409),
    (Invalid("Tanggal belum diisi.", fields={"tanggal": ["Isi tanggal lahir."]}), 422),
    (Unavailable("Sistem BNSP tidak menjawab."), 503),
]
Make = Callable[..., HttpRequest]


def refused(request: HttpRequest, error: Exception) -> HttpResponse:
    response = RefusalMiddleware(lambda _: HttpResponse()).process_exception(request, error)
    assert response is not None
    return response


@pytest.mark.parametrize(("error", "status"), REFUSALS)
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_refusal_is_a_page_with_its_sentence_and_a_way_back(
    request_of: Make, error: DomainError, status: int, signed_in: bool
) -> None:
    response = refused(request_of("/x/", signed_in=signed_in), error)
    page = response.content.decode()
    assert response.status_code == status
    assert error.sentence in page
    assert "halaman depan" in page


def test_the_sentences_about_fields_are_listed(request_of: Make) -> None:
    assert "Isi tanggal lahir." in refused(request_of("/x/"), REFUSALS[3][0]).content.decode()


@pytest.mark.parametrize(("error", "status"), REFUSALS)
def test_an_api_call_gets_json(request_of: Make, error: DomainError, status: int) -> None:
    response = refused(request_of("/api/v1/x", signed_in=False), error)
    assert response.status_code == status
    assert json.loads(response.content)["pesan"] == error.sentence


def test_a_script_that_asks_for_json_gets_the_fields_too(request_of: Make) -> None:
    response = refused(request_of("/x/", HTTP_ACCEPT="application/json"), REFUSALS[3][0])
    assert json.loads(response.content)["isian"] == {"tanggal": ["Isi tanggal lahir."]}


def test_a_fragment_request_gets_a_note_for_the_message_area(request_of: Make) -> None:
    request = request_of("/x/")
    request.htmx = True  # type: ignore[attr-defined]
    response = refused(request, WrongState("Permohonan ini sudah diterima."))
    assert response["HX-Retarget"] == "#pesan"
    assert "tl-note" in response.content.decode()
    assert "<html" not in response.content.decode()


def test_a_stale_proof_leads_to_the_page_that_asks_for_it_and_back(request_of: Make) -> None:
    response: Any = refused(request_of("/surat/1/"), ProofNeeded("Buktikan identitas Anda."))
    assert response.status_code == 302
    assert response.url.endswith("?next=%2Fsurat%2F1%2F")


def test_a_visitor_who_is_refused_is_offered_to_sign_in(request_of: Make) -> None:
    page = refused(
        request_of("/kasus/", signed_in=False), NotPermitted("Hanya untuk yang sudah masuk.")
    ).content.decode()
    assert "?next=%2Fkasus%2F" in page


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (PermissionDenied(), 403, "bukan untuk peran Anda"),
        (Http404("No Skema matches the given query."), 404, "tidak ada, atau sudah dipindahkan"),
        (Http404("Skema SKM-1 tidak ada."), 404, "Skema SKM-1 tidak ada."),
    ],
)
def test_djangos_own_refusals_look_the_same_and_speak_indonesian(
    request_of: Make, error: Exception, status: int, words: str
) -> None:
    response = refused(request_of("/x/"), error)
    assert response.status_code == status
    assert words in response.content.decode()
    assert "matches the given query" not in response.content.decode()


@pytest.mark.parametrize("error", [NotPermitted("Hanya untuk staf LSP."), PermissionDenied()])
def test_a_page_that_refuses_somebody_signed_in_is_in_the_trail_once(request_of: Make, error: Exception) -> None:
    for _ in range(2):
        refused(request_of("/rencana/"), error)
    satu, *lain = Entry.objects.all()
    assert (satu.code, satu.outcome, satu.actor_name) == ("halaman.buka", "refused", "Citra Maharani Uji")
    assert (satu.data, title_of(satu)) == ({"halaman": "/rencana/"}, "Membuka halaman")
    assert len(lain) == int(isinstance(error, PermissionDenied))  # one exception of ours is one refusal


def test_neither_a_visitor_nor_what_is_recorded_already_makes_an_entry(request_of: Make) -> None:
    known = NotPermitted("Hanya untuk staf LSP.")
    known.recorded = True
    refused(request_of("/rencana/"), known)
    refused(request_of("/rencana/", signed_in=False), NotPermitted("Hanya untuk staf LSP."))
    refused(request_of("/rencana/"), WrongState("Permohonan ini sudah diterima."))
    assert not Entry.objects.exists()


def test_a_fault_of_ours_is_left_to_django(request_of: Make) -> None:
    assert RefusalMiddleware(lambda _: HttpResponse()).process_exception(request_of("/x/"), KeyError("x")) is None


def test_the_way_back_never_leads_to_another_site(request_of: Make) -> None:
    page = refused(request_of("/x/", HTTP_REFERER="https://jahat.example/x"), NotPermitted("Tidak.")).content.decode()
    assert "jahat.example" not in page


def test_an_old_form_token_is_explained(request_of: Make) -> None:
    response = csrf_failure(request_of("/x/", signed_in=False))
    assert response.status_code == 403
    assert "Tidak ada yang disimpan." in response.content.decode()


def test_the_page_of_a_fault_needs_neither_request_nor_database() -> None:
    from django.views.defaults import server_error

    page = server_error(RequestFactory().get("/x/")).content.decode()
    assert "Ada yang salah di sistem kami" in page
