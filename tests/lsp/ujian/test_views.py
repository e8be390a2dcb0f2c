from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.lsp.sertifikasi.ujian import commands, queries
from telusur.lsp.sertifikasi.ujian.models import Jawaban
from telusur.lsp.sertifikasi.ujian.states import StatusUjian
from tests.lsp.ujian.conftest import ASESOR, LAIN, Ruang

Refusals = Callable[[str], list[str]]


def _send(client: Client, ruang: Ruang, *rows: Any, body: str = "") -> Any:
    return client.post(
        f"/ujian/{ruang.ujian.pk}/jawab/",
        body or json.dumps({"jawaban": list(rows)}),
        content_type="application/json",
        headers={"accept": "application/json"},
    )


def _row(ruang: Ruang, nomor: int = 0, pilihan: str = "", urutan: int = 1) -> dict[str, Any]:
    soal = ruang.soal(nomor)
    return {"soal": soal["id"], "pilihan": pilihan or soal["tanda"][0], "klien": "a1", "urutan": urutan}


def test_the_asesi_starts_answers_and_hands_in_without_any_script(ruang: Ruang) -> None:
    client, page = ruang.klien(), f"/ujian/{ruang.ujian.pk}/"
    assert "Mulai ujian" in client.get(page).content.decode()
    client.post(f"{page}mulai/")
    soal = ruang.soal()
    response = client.post(f"{page}jawab/", {"soal": soal["id"], "no": "1", "pilihan": soal["tanda"][2]})
    assert response["Location"] == f"{page}#soal-1"
    paper = client.get(page).content.decode()
    assert f'value="{soal["tanda"][2]}" checked' in paper
    assert "1</span> dari 24 terjawab" in paper
    asked = client.get(f"{page}kumpulkan/").content.decode()
    assert "Masih ada soal yang belum dijawab" in asked
    assert f"{page}#soal-2" in asked
    assert f"{page}#soal-1&quot;" not in asked and f'{page}#soal-1"' not in asked
    client.post(f"{page}kumpulkan/")
    assert ruang.ujian.status == StatusUjian.SELESAI
    assert "1 dari 24 soal terjawab" in client.get(page).content.decode()


def test_the_paper_may_not_be_kept_by_any_cache(ruang: Ruang) -> None:
    ruang.mulai()
    for part in ("", "keadaan/", "kumpulkan/"):
        assert "no-store" in ruang.klien().get(f"/ujian/{ruang.ujian.pk}/{part}")["Cache-Control"]


def test_answers_by_script_are_stored_and_tell_the_time_left(ruang: Ruang) -> None:
    ruang.mulai()
    ruang.pindah(minutes=10)
    response = _send(ruang.klien(), ruang, _row(ruang, 0), _row(ruang, 1, urutan=2))
    assert response.json() == {"tersimpan": "10.52 WIB", "sisa": 50 * 60 * 1000}
    state = ruang.klien().get(f"/ujian/{ruang.ujian.pk}/keadaan/").json()
    assert len(state["jawaban"]) == 2
    assert (state["status"], state["sisa"]) == ("berlangsung", 50 * 60 * 1000)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"jawaban": []}',
        '{"jawaban": {}}',
        '{"jawaban": [1]}',
        '{"jawaban": [{"soal": 1, "pilihan": "a"}]}',
        '{"jawaban": [{"soal": "x", "pilihan": "a", "urutan": -1}]}',
        '{"jawaban": [{"soal": "x", "pilihan": "a", "urutan": true}]}',
        '{"jawaban": [{"soal": "x", "pilihan": "a", "klien": "<script>"}]}',
        '{"jawaban": [{"soal": "x", "pilihan": "a", "urutan": 99999999999}]}',
        '{"jawaban": "' + "x" * 60_000 + '"}',
        "\x00",
    ],
)
def test_a_sending_that_cannot_be_read_is_refused_with_a_sentence(ruang: Ruang, body: str) -> None:
    ruang.mulai()
    response = _send(ruang.klien(), ruang, body=body or " ")
    assert response.status_code == 422
    assert "Jawaban tidak terbaca" in response.json()["pesan"]
    assert not Jawaban.objects.exists()


def test_a_sending_that_is_too_large_is_not_read(ruang: Ruang) -> None:
    ruang.mulai()
    assert _send(ruang.klien(), ruang, body='{"jawaban": "' + "x" * 70_000 + '"}').status_code == 413


def test_after_the_deadline_the_page_tells_what_happened(ruang: Ruang) -> None:
    ruang.mulai()
    client, page = ruang.klien(), f"/ujian/{ruang.ujian.pk}/"
    _send(client, ruang, _row(ruang))
    ruang.pindah(minutes=62)
    response = _send(client, ruang, _row(ruang, 1, urutan=2))
    assert response.status_code == 409
    assert "Waktu ujian habis pada 11.42 WIB" in response.json()["pesan"]
    told = client.get(page).content.decode()
    assert "Waktu habis." in told and "1 dari 24 soal terjawab" in told
    client.post(f"{page}kumpulkan/")
    assert ruang.ujian.status == StatusUjian.SELESAI


def test_no_address_of_an_exam_opens_for_another_asesi_and_every_try_is_recorded(
    ruang: Ruang, ditolak: Refusals
) -> None:
    ruang.mulai()
    client, page = ruang.klien(LAIN), f"/ujian/{ruang.ujian.pk}/"
    assert client.get(page).status_code == 403
    assert client.get(f"{page}keadaan/").status_code == 403
    assert client.get(f"{page}kumpulkan/").status_code == 403
    assert _send(client, ruang, _row(ruang)).status_code == 403
    for act in ("mulai", "kumpulkan", "hentikan"):
        client.post(f"{page}{act}/")
    assert client.get(f"/ujian/sesi/{ruang.panggung.jadwal.pk}/").status_code == 403
    assert ruang.ujian.status == StatusUjian.BERLANGSUNG
    assert not Jawaban.objects.exists()
    codes = ("buka", "keadaan", "jawab", "mulai", "selesaikan", "hentikan", "pantau")
    assert {code: len(ditolak(f"ujian.{code}")) for code in codes} == {**dict.fromkeys(codes, 1), "buka": 2}


def test_without_sign_in_every_address_leads_to_the_sign_in(ruang: Ruang) -> None:
    page = f"/ujian/{ruang.ujian.pk}/"
    for address in (
        "/ujian/",
        page,
        f"{page}keadaan/",
        f"{page}kumpulkan/",
        f"/ujian/sesi/{ruang.panggung.jadwal.pk}/",
    ):
        assert Client().get(address).status_code == 302
    for address in ("mulai", "jawab", "hentikan", "kumpulkan"):
        assert Client().post(f"{page}{address}/").status_code == 302
    assert ruang.ujian.status == StatusUjian.BELUM


def test_an_exam_that_does_not_exist_is_told_so(ruang: Ruang) -> None:
    nowhere = "/ujian/00000000-0000-7000-8000-000000000000/"
    assert ruang.klien().get(nowhere).status_code == 404
    assert ruang.klien().post(f"{nowhere}jawab/", {}, headers={"accept": "application/json"}).status_code == 302


def test_opening_the_paper_is_recorded(ruang: Ruang) -> None:
    ruang.mulai()
    ruang.klien().get(f"/ujian/{ruang.ujian.pk}/")
    assert Entry.objects.filter(code="ujian.buka", outcome="read", subject_id=str(ruang.ujian.pk)).count() == 1


def test_the_asesor_follows_the_session_and_ends_an_exam(ruang: Ruang) -> None:
    ujian = ruang.mulai()
    commands.jawab(ruang.ctx(), ujian=ujian, soal_id=ruang.soal()["id"], jawaban="a")
    client = ruang.klien(ASESOR)
    page = client.get(f"/ujian/sesi/{ruang.panggung.jadwal.pk}/").content.decode()
    assert "1 dari 24" in page and "Sisa 60 menit" in page and "Belum dimulai" in page
    part = client.get(f"/ujian/sesi/{ruang.panggung.jadwal.pk}/", headers={"hx-request": "true"}).content.decode()
    assert part.startswith('<div id="sesi-ujian"')
    assert "Hentikan ujian" in client.get(f"/ujian/{ujian.pk}/").content.decode()
    client.post(f"/ujian/{ujian.pk}/hentikan/", {"alasan": "Membuka catatan"})
    assert ruang.ujian.cara_selesai == "Dihentikan asesor: Membuka catatan"


def test_following_a_session_costs_the_same_however_many_answers_there_are(
    ruang: Ruang, django_assert_num_queries: Callable[..., Any]
) -> None:
    ctx, jadwal = ruang.ctx(ASESOR), ruang.panggung.jadwal
    queries.pantau(ctx, jadwal=jadwal)  # what is looked up once per process
    with CaptureQueriesContext(connection) as empty:
        queries.pantau(ctx, jadwal=jadwal)
    ujian = ruang.mulai()
    for row in ujian.urutan:
        commands.jawab(ruang.ctx(), ujian=ujian, soal_id=row["id"], jawaban=row["opsi"][0])
    with django_assert_num_queries(len(empty)):
        rows = queries.pantau(ctx, jadwal=jadwal)
    assert sorted(row.terjawab for row in rows) == [0, 24]


def test_the_clock_of_the_page_is_the_servers(ruang: Ruang) -> None:
    ruang.mulai()
    ruang.pindah(minutes=59, seconds=30)
    page = ruang.klien().get(f"/ujian/{ruang.ujian.pk}/").content.decode()
    assert 'data-sisa="30000"' in page
    assert "Sisa waktu sekitar 1 menit" in page
    assert ruang.ujian.batas_pada == ruang.panggung.kini + timedelta(seconds=30)
