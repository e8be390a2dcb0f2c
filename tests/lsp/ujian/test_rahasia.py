"""The key never leaves the server."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from telusur.lsp.administrasi.muk.models import ButirSoal
from telusur.lsp.sertifikasi.ujian import commands
from telusur.lsp.sertifikasi.ujian.models import Ujian
from telusur.lsp.sertifikasi.ujian.peraga import jawaban_benar
from tests.lsp.ujian.conftest import ASESOR, LAIN, Ruang

CHANGING = re.compile(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"|Sisa waktu[^<]*|data-sisa="\d+"|"sisa": ?\d+')


def _responses(ruang: Ruang, ujian: Ujian) -> Iterator[tuple[str, str]]:
    """Every address of an exam, as asesi and as asesor."""
    asesi, asesor = ruang.klien(), ruang.klien(ASESOR)
    exam = f"/ujian/{ujian.pk}/"
    for who, client, address in [
        ("asesi", asesi, exam),
        ("asesi", asesi, f"{exam}keadaan/"),
        ("asesi", asesi, f"{exam}kumpulkan/"),
        ("asesi", asesi, "/ujian/"),
        ("asesor", asesor, exam),
        ("asesor", asesor, f"/ujian/sesi/{ujian.asesmen.jadwal_id}/"),
        ("asesor", asesor, "/ujian/"),
    ]:
        yield f"{who} {address}", _body(client.get(address))
    soal = ujian.urutan[0]
    sent = {"jawaban": [{"soal": soal["id"], "pilihan": soal["tanda"][0], "klien": "uji", "urutan": 1}]}
    yield "asesi jawab", _body(_post(asesi, f"{exam}jawab/", sent))
    yield "lain jawab", _body(_post(ruang.klien(LAIN), f"{exam}jawab/", sent))


def _post(client: Client, address: str, sent: dict[str, Any]) -> Any:
    return client.post(
        address, json.dumps(sent), content_type="application/json", headers={"accept": "application/json"}
    )


def _body(response: Any) -> str:
    assert response.status_code in (200, 302, 403, 409), response.content[:300]
    return CHANGING.sub("", response.content.decode())


@pytest.mark.parametrize("started", [False, True])
def test_no_response_depends_on_the_key(ruang: Ruang, started: bool) -> None:
    ujian = ruang.mulai() if started else ruang.ujian
    list(_responses(ruang, ujian))  # from here on the same answer sent again changes nothing
    before = dict(_responses(ruang, ujian))
    _next_key()
    assert dict(_responses(ruang, ujian)) == before
    assert not [name for name, body in before.items() if re.search(r"kunci[\"'=]|[\"'-]kunci", body)]


def _next_key() -> None:
    for row in ButirSoal.objects.filter(jenis="pilihan_ganda"):
        letters = sorted(row.opsi)
        QuerySet(ButirSoal).filter(pk=row.pk).update(kunci=letters[(letters.index(row.kunci) + 1) % len(letters)])


def test_no_page_of_a_running_exam_even_reads_the_key(ruang: Ruang) -> None:
    ujian = ruang.mulai()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        list(_responses(ruang, ujian))
    assert len(asked) > 20
    assert not [query["sql"] for query in asked if '"kunci"' in query["sql"]]


def test_after_handing_in_the_asesi_is_not_told_which_answers_were_right(ruang: Ruang) -> None:
    ujian = ruang.mulai()
    for soal_id, huruf in jawaban_benar(ujian, salah=3).items():
        commands.jawab(ruang.ctx(), ujian=ujian, soal_id=soal_id, jawaban=huruf)
    commands.selesaikan(ruang.ctx(), ujian=ujian)
    page = ruang.klien().get(f"/ujian/{ujian.pk}/").content.decode()
    assert "24 dari 24 soal terjawab" in page
    assert "21" not in re.sub(r"[0-9a-f]{64}|[0-9a-f-]{36}", "", page.split('id="isi"')[1])


def test_asesor_and_staff_never_see_a_question(ruang: Ruang, ditolak: Callable[[str], list[str]]) -> None:
    ujian = ruang.mulai()
    questions = list(ButirSoal.objects.filter(jenis="pilihan_ganda").values_list("pertanyaan", flat=True))
    for kunci in (ASESOR, "admin", "manajer"):
        for address in (f"/ujian/{ujian.pk}/", f"/ujian/sesi/{ujian.asesmen.jadwal_id}/"):
            response = ruang.klien(kunci).get(address)
            assert response.status_code == 200
            assert not [text for text in questions if text[:40] in response.content.decode()]
    assert ruang.klien(ASESOR).get(f"/ujian/{ujian.pk}/kumpulkan/").status_code == 302


def test_before_the_start_and_after_the_end_the_questions_are_not_shown(ruang: Ruang) -> None:
    question = ButirSoal.objects.filter(jenis="pilihan_ganda").first()
    assert question is not None
    client, address = ruang.klien(), f"/ujian/{ruang.ujian.pk}/"
    assert question.pertanyaan[:40] not in client.get(address).content.decode()
    ujian = ruang.mulai()
    assert question.pertanyaan[:40] in client.get(address).content.decode()
    commands.selesaikan(ruang.ctx(), ujian=ujian)
    assert question.pertanyaan[:40] not in client.get(address).content.decode()


def test_the_page_names_the_choices_by_tokens_of_this_exam_that_say_nothing_of_the_bank(ruang: Ruang) -> None:
    ujian = ruang.mulai()
    commands.mulai(ruang.ctx(LAIN), ujian=ruang.lain)
    papers = [
        ruang.klien(kunci).get(f"/ujian/{one.pk}/").content.decode()
        for kunci, one in (("asesi", ujian), (LAIN, ruang.lain))
    ]
    values = [re.findall(r'type="radio" name="pilihan" value="([^"]*)"', paper) for paper in papers]
    assert len(values[0]) == sum(len(row["opsi"]) for row in ujian.urutan)
    assert all(re.fullmatch("[0-9a-f]{12}", value) for value in values[0])
    assert not set(values[0]) & set(values[1]), "a token of one exam means nothing in another"
    soal = ujian.urutan[0]
    for value, status in ((soal["opsi"][0], 422), (soal["tanda"][0], 200)):
        sent = {"jawaban": [{"soal": soal["id"], "pilihan": value, "klien": "uji", "urutan": 1}]}
        assert _post(ruang.klien(), f"/ujian/{ujian.pk}/jawab/", sent).status_code == status
