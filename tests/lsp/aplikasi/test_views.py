"""The list of applications, the feasibility review, and the acts of Admin LSP by URL."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from tests.lsp.dunia import Panggung

World = Callable[[str], Panggung]
ORANG = ("admin", "manajer", "administrasi", "direktur", "asesor", "komite1", "verifikator", "pengelola", "asesi")
STAF = ORANG[:4]


def _refused(code: str) -> int:
    return Entry.objects.filter(code=code, outcome="refused").count()


def test_only_staff_list_applications(panggung: World) -> None:
    world = panggung("diajukan")
    for person in ORANG:
        wanted = 200 if person in STAF else 403
        assert world.klien(person).get("/permohonan/").status_code == wanted, person


@pytest.mark.req("P508-103")
def test_staff_list_search_and_process_applications_by_status(panggung: World) -> None:
    world = panggung("diajukan")
    client, (one, two, _) = world.klien("admin"), [case.ada for case in world.kasus]
    page = client.get("/permohonan/?status=diajukan&urut=nama").content.decode()
    assert one.nama in page and two.nama in page
    assert one.nama not in client.get("/permohonan/?status=ditolak").content.decode()
    for word in (one.nomor, one.nama.split()[0].lower(), one.nik):
        found = client.get("/permohonan/", {"q": word}).content.decode()
        assert f"/kasus/{one.pk}/" in found and f"/kasus/{two.pk}/" not in found, word
    assert f"/kasus/{one.pk}/" not in client.get("/permohonan/", {"q": one.nik[:10]}).content.decode()
    client.post(f"/permohonan/{one.pk}/tolak/", {"alasan": "Bukan skema ini"})
    assert f"/kasus/{one.pk}/" in client.get("/permohonan/?status=ditolak").content.decode()
    client.post(f"/permohonan/{two.pk}/kembalikan/", {"catatan": "KTP tidak terbaca", "apl01": "on"})
    assert f"/kasus/{two.pk}/" in client.get("/permohonan/?status=dikembalikan").content.decode()


def test_the_list_costs_the_same_for_one_and_three(panggung: World) -> None:
    world = panggung("diajukan")
    client = world.klien("admin")

    def cost(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    nomor = world.kasus[0].ada.nomor
    assert cost(f"/permohonan/?q={nomor}") == cost(f"/permohonan/?q={nomor[:6]}")  # one, and all


@pytest.mark.req("SOP-013")
def test_the_feasibility_review_shows_its_six_inputs_and_saves_a_verdict_with_reason(panggung: World) -> None:
    world = panggung("diajukan")
    client, case = world.klien("admin"), world.kasus[0].ada
    url = f"/permohonan/{case.pk}/kelayakan/"
    response = client.get(url)
    inputs = response.context["masukan"]
    assert [one["judul"].split()[0] for one in inputs] == [
        "FR.APL.01",
        "FR.APL.02",
        "Instrumen",
        "SKKNI",
        "Skema",
        "Persyaratan",
    ]
    for one in inputs:
        assert one["ada"] and one["buka"], one
        for _, address in one["buka"]:
            assert client.get(address).status_code == 200, address
    assert client.post(url, {"hasil": "layak", "alasan": ""}).status_code == 422
    assert client.post(url, {"hasil": "layak", "alasan": "Instrumen dan TUK tersedia."}).status_code == 302
    case.refresh_from_db()
    assert (case.kelayakan, case.kelayakan_alasan) == ("layak", "Instrumen dan TUK tersedia.")
    assert case.kelayakan_oleh == world.dunia.orang["admin"].name and case.kelayakan_pada is not None


def test_the_review_of_another_person_is_refused_to_whoever_is_not_staff_and_recorded(panggung: World) -> None:
    world = panggung("diajukan")
    url = f"/permohonan/{world.kasus[0].ada.pk}/kelayakan/"
    for person in ORANG:
        before = _refused("aplikasi.buka_kelayakan")
        wanted = 200 if person in STAF else 403
        assert world.klien(person).get(url).status_code == wanted, person
        assert _refused("aplikasi.buka_kelayakan") == before + (wanted == 403), person


@pytest.mark.parametrize(
    ("act", "code", "data"),
    [
        ("kelayakan", "aplikasi.kaji_kelayakan", {"hasil": "layak", "alasan": "Coba"}),
        ("kembalikan", "aplikasi.kembalikan", {"catatan": "Coba", "apl01": "on"}),
        ("tolak", "aplikasi.tolak", {"alasan": "Coba"}),
    ],
)
def test_an_act_in_a_wrong_state_or_by_a_wrong_role_changes_nothing_and_is_recorded(
    panggung: World, act: str, code: str, data: dict[str, str]
) -> None:
    world = panggung("diterima")
    case = world.kasus[0].ada
    for person in ("admin", "asesor", "galih", "pengelola"):
        before = _refused(code)
        world.klien(person).post(f"/permohonan/{case.pk}/{act}/", data)
        assert _refused(code) == before + 1, person
    case.refresh_from_db()
    assert case.status == "diterima"


def test_a_scheduled_case_cannot_be_withdrawn_and_a_draft_of_another_neither(panggung: World) -> None:
    world = panggung("terjadwal")
    scheduled, other = world.kasus[0].ada, world.kasus[2].ada
    page = (
        world.klien("asesi")
        .post(f"/permohonan/{scheduled.pk}/batalkan/", {"alasan": "Pindah"}, follow=True)
        .content.decode()
    )
    assert "sudah terjadwal tidak dapat dibatalkan" in page
    world.klien("asesi").post(f"/permohonan/{other.pk}/batalkan/", {"alasan": "Jahil"})
    other.refresh_from_db()
    assert other.status == "diterima" and _refused("aplikasi.batalkan") == 2


def test_an_applicant_withdraws_with_a_reason(panggung: World) -> None:
    world = panggung("diajukan")
    case = world.kasus[0].ada
    world.klien("asesi").post(f"/permohonan/{case.pk}/batalkan/", {"alasan": ""})
    case.refresh_from_db()
    assert case.status == "diajukan"
    world.klien("asesi").post(f"/permohonan/{case.pk}/batalkan/", {"alasan": "Sudah bekerja"})
    case.refresh_from_db()
    assert case.status == "dibatalkan" and case.catatan == "Sudah bekerja"
