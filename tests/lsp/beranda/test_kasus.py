"""The page of a case: who opens it, what it shows, what it costs."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from tests.lsp.dunia import Panggung

STAF = ("admin", "manajer", "administrasi", "direktur")
BUKAN_STAF = ("asesor2", "komite1", "verifikator", "pengelola", "galih")
World = Callable[[str], Panggung]


def test_staff_open_every_case_and_strangers_none_and_both_is_recorded(panggung: World) -> None:
    world = panggung("diterima")
    case = world.kasus[0].ada
    for person in STAF:
        assert world.klien(person).get(f"/kasus/{case.pk}/").status_code == 200, person
    for person in BUKAN_STAF:
        before = Entry.objects.filter(outcome="refused", subject_id=str(case.pk)).count()
        assert world.klien(person).get(f"/kasus/{case.pk}/").status_code == 403, person
        assert world.klien(person).get(f"/kasus/{case.pk}/jejak/").status_code == 403, person
        assert Entry.objects.filter(outcome="refused", subject_id=str(case.pk)).count() == before + 2, person
    assert Entry.objects.filter(code="aplikasi.buka", outcome="read", subject_id=str(case.pk)).count() == len(STAF)


def test_nobody_opens_a_case_without_signing_in_or_that_does_not_exist(panggung: World) -> None:
    world = panggung("diajukan")
    from django.test import Client

    assert Client().get(f"/kasus/{world.kasus[0].ada.pk}/").status_code == 302
    assert world.klien("admin").get(f"/kasus/{uuid4()}/").status_code == 404


@pytest.mark.parametrize(("tahap", "answer"), [("rencana", 403), ("spt", 200)])
def test_the_asesor_opens_the_case_once_the_spt_is_signed(panggung: World, tahap: str, answer: int) -> None:
    world = panggung(tahap)
    url = f"/kasus/{world.kasus[0].ada.pk}/"
    assert world.klien("asesor").get(url).status_code == answer
    assert world.klien("asesor2").get(url).status_code == 403


@pytest.mark.parametrize(
    "tahap", ["diajukan", "diterima", "rencana", "spt", "konsultasi", "siap", "terjadwal", "sesi", "dilaporkan"]
)
def test_the_page_of_each_stage_is_drawn_for_staff_and_applicant(panggung: World, tahap: str) -> None:
    world = panggung(tahap)
    case = world.kasus[0].ada
    page = world.klien("manajer").get(f"/kasus/{case.pk}/").content.decode()
    assert case.nama in page and case.nomor in page and "FR.APL.01" in page and "Jejak" in page
    own = world.klien("asesi").get(f"/kasus/{case.pk}/").content.decode()
    assert "Perjalanan Anda" in own and "tahap" in own
    assert case.nik not in page and case.nik not in own


def test_the_gate_says_what_is_missing_for_a_schedule(panggung: World) -> None:
    world = panggung("konsultasi")
    page = world.klien("admin").get(f"/kasus/{world.kasus[0].ada.pk}/").content.decode()
    assert "Tetapkan jadwal asesmen" in page and "FR.AK.01 belum ditandatangani kedua pihak" in page
    assert 'aria-disabled="true"' in page and "Tagihan lunas" in page
    unpaid = world.klien("admin").get(f"/kasus/{world.kasus[2].ada.pk}/").content.decode()
    assert "Tagihan belum dibayar." in unpaid and "Belum ada pada rencana asesmen." in unpaid


def test_a_complete_case_waits_only_for_the_conditions_of_its_plan(panggung: World) -> None:
    world = panggung("siap")
    ready = world.klien("admin").get(f"/kasus/{world.kasus[0].ada.pk}/").context["gerbang"]
    assert {"Verifikasi TUK berlaku", "SPT asesor ditandatangani"} <= {
        one.fakta for one in ready.syarat if one.terpenuhi
    }


def test_a_finished_case_shows_committee_decision_and_certificate(tamat: Panggung) -> None:
    case = tamat.kasus[0].ada
    page = tamat.klien("manajer").get(f"/kasus/{case.pk}/").content.decode()
    assert (
        "Komite Teknis" in page and "Keputusan: Pemberian" in page and "Sertifikat" in page and "Ujian tertulis" in page
    )


def _queries(world: Panggung, person: str, url: str) -> int:
    client = world.klien(person)
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize(("tahap", "most"), [("diajukan", 18), ("terjadwal", 22)])
def test_a_case_costs_few_queries_and_hardly_more_with_more_records(panggung: World, tahap: str, most: int) -> None:
    world = panggung(tahap)
    assert _queries(world, "manajer", f"/kasus/{world.kasus[0].ada.pk}/") <= most


@pytest.mark.req("P508-031")
def test_earlier_cases_of_the_same_identity_number_are_listed_with_result_and_certificate(tamat: Panggung) -> None:
    from tests.cast import bypass

    old, again = tamat.kasus[0].ada, tamat.kasus[2].ada
    with bypass("aplikasi"):
        row = Permohonan.objects.get(pk=again.pk)
        row.nik, row.nik_indeks = old.nik, old.nik_indeks
        row.save()
    page = tamat.klien("admin").get(f"/kasus/{again.pk}/").content.decode()
    assert "Permohonan terdahulu" in page and old.nomor in page and "hasil K" in page and "sertifikat" in page
    assert f"/kasus/{old.pk}/" in page
    assert (
        "Permohonan terdahulu"
        not in tamat.klien(tamat.kasus[2].orang.kunci).get(f"/kasus/{again.pk}/").content.decode()
    )


@pytest.mark.req("SOP-002")
@pytest.mark.parametrize("tahap", ["diajukan", "diterima", "konsultasi", "siap", "terjadwal", "dilaporkan"])
def test_the_manajer_sees_every_running_case_with_its_step_its_holder_and_since_when(
    panggung: World, tahap: str
) -> None:
    world = panggung(tahap)
    client = world.klien("manajer")
    response = client.get("/manajemen/kasus/")
    page = response.content.decode()
    for number, case in enumerate(world.kasus):
        row, waits, _ = next(one for one in response.context["baris"] if one[0].pk == case.ada.pk)
        assert row.nama in page and waits.langkah in page, number
        assert waits.oleh and waits.oleh in page and waits.sejak is not None, (number, waits)
    assert client.get("/tugas/semua/").status_code == 200


def test_the_list_of_running_cases_is_for_staff_and_costs_the_same_for_one_and_three(panggung: World) -> None:
    world = panggung("diterima")
    assert world.klien("asesi").get("/manajemen/kasus/").status_code == 403
    assert world.klien("asesor").get("/manajemen/kasus/").status_code == 403
    one = _queries(world, "manajer", f"/manajemen/kasus/?q={world.kasus[0].ada.nomor}")
    # Where no case of the page has a schedule or a person to act, Django does not even send the question.
    assert _queries(world, "manajer", "/manajemen/kasus/") <= one + 3


def test_home_of_an_asesi_is_their_certification_and_of_staff_their_work(panggung: World) -> None:
    world = panggung("diajukan")
    assert world.klien("asesi").get("/mulai/").headers["Location"] == "/saya/"
    assert world.klien("admin").get("/mulai/").headers["Location"] == "/tugas/"


def test_the_menu_shows_each_role_only_what_it_may_open(panggung: World) -> None:
    world = panggung("diajukan")
    for person in (
        "asesi",
        "admin",
        "manajer",
        "administrasi",
        "direktur",
        "asesor",
        "komite1",
        "verifikator",
        "pengelola",
    ):
        client = world.klien(person)
        shell = client.get("/akun/profil/").context["rangka"]
        for section in shell.sections:
            for link in section.items:
                assert client.get(link.url).status_code in (200, 302), f"{person}: {link.label} {link.url}"
