from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.lsp.administrasi.muk import queries as muk
from telusur.lsp.sertifikasi.ujian import arus, commands, queries
from telusur.lsp.sertifikasi.ujian.arus import Isian
from telusur.lsp.sertifikasi.ujian.models import Jawaban
from tests.lsp.ujian.conftest import ASESOR, LAIN, Ruang

Refusals = Callable[[str], list[str]]


def _answers(ruang: Ruang) -> dict[str, str]:
    """The letters that count, by question, as the asesi's own page is told them (there by token)."""
    letters = {token: letter for row in ruang.ujian.tanda.values() for letter, token in row.items()}
    return {soal: letters[token] for soal, token in queries.keadaan(ruang.ctx(), ujian=ruang.ujian).items()}


def test_the_latest_answer_counts_and_an_empty_one_takes_it_back(ruang: Ruang) -> None:
    ujian, soal = ruang.mulai(), ruang.soal()
    for huruf in soal["opsi"][:2]:
        commands.jawab(ruang.ctx(), ujian=ujian, soal_id=soal["id"], jawaban=huruf)
    assert _answers(ruang) == {soal["id"]: soal["opsi"][1]}
    commands.jawab(ruang.ctx(), ujian=ujian, soal_id=soal["id"], jawaban="")
    assert _answers(ruang) == {}
    assert Jawaban.objects.count() == 3


def test_an_answer_leaves_no_trail_entry_of_its_own(ruang: Ruang) -> None:
    ujian, soal = ruang.mulai(), ruang.soal()
    before = Entry.objects.count()
    commands.jawab(ruang.ctx(), ujian=ujian, soal_id=soal["id"], jawaban=soal["opsi"][0])
    assert Entry.objects.count() == before


def test_the_same_answer_sent_again_after_a_broken_connection_is_stored_once(ruang: Ruang) -> None:
    ujian, first, second = ruang.mulai(), ruang.soal(0), ruang.soal(1)
    sent = [Isian(first["id"], "a", "ponsel1", 1), Isian(second["id"], "b", "ponsel1", 2)]
    arus.terima(ruang.ctx(), ujian.pk, sent[:1])
    arus.terima(ruang.ctx(), ujian.pk, sent)
    assert Jawaban.objects.count() == 2
    assert _answers(ruang) == {first["id"]: "a", second["id"]: "b"}


def test_an_older_answer_of_the_same_device_that_arrives_late_does_not_win(ruang: Ruang) -> None:
    ujian, soal = ruang.mulai(), ruang.soal()
    for huruf, urutan in (("b", 2), ("a", 1)):
        arus.terima(ruang.ctx(), ujian.pk, [Isian(soal["id"], huruf, "ponsel1", urutan)])
    assert _answers(ruang) == {soal["id"]: "b"}


def test_a_held_up_older_answer_of_one_device_does_not_win_over_a_newer_one_of_another(ruang: Ruang) -> None:
    """A5=b, B1=a, and then A3=c, which the line had held up."""
    ujian, soal = ruang.mulai(), ruang.soal()
    for huruf, klien, urutan in (("b", "ponsel1", 5), ("a", "laptop1", 1), ("c", "ponsel1", 3)):
        arus.terima(ruang.ctx(), ujian.pk, [Isian(soal["id"], huruf, klien, urutan)])
    assert _answers(ruang) == {soal["id"]: "a"}
    assert Jawaban.objects.count() == 3, "what arrived is kept, also what does not count"


def test_the_asesor_is_shown_what_two_devices_answered_differently(ruang: Ruang) -> None:
    ujian, soal, sama = ruang.mulai(), ruang.soal(), ruang.soal(1)
    for huruf, klien in (("b", "ponsel1"), ("a", "laptop1")):
        rows = [Isian(soal["id"], huruf, klien, 1), Isian(sama["id"], "c", klien, 2)]
        arus.terima(ruang.ctx(), ujian.pk, rows)
    page = ruang.klien(ASESOR).get(f"/ujian/{ujian.pk}/").content.decode()
    assert "1 soal dijawab berbeda pada perangkat yang berlainan" in page
    assert (
        "1 berbeda antarperangkat"
        in ruang.klien(ASESOR).get(f"/ujian/sesi/{ujian.asesmen.jadwal_id}/").content.decode()
    )
    commands.selesaikan(ruang.ctx(), ujian=ujian)
    page = " ".join(ruang.klien(ASESOR).get(f"/ujian/{ujian.pk}/").content.decode().split())
    butir = next(one.no for one in muk.paket_bank(ujian.bank).soal if one.id == soal["id"])
    assert re.search(rf"Butir {butir}:</strong> B \([^)]*\), <strong>A</strong> \([^)]*, dihitung\)", page)
    assert page.count("Butir ") == 1
    assert "Jawaban berbeda" not in ruang.klien().get(f"/ujian/{ujian.pk}/").content.decode()
    done = Entry.objects.get(code="ujian.selesaikan", outcome="done")
    assert done.data["berbeda_antarperangkat"] == 1


def test_of_two_devices_the_one_whose_answer_came_last_wins(ruang: Ruang) -> None:
    ujian, soal = ruang.mulai(), ruang.soal()
    arus.terima(ruang.ctx(), ujian.pk, [Isian(soal["id"], "a", "ponsel1", 9)])
    arus.terima(ruang.ctx(), ujian.pk, [Isian(soal["id"], "c", "laptop1", 1)])
    assert _answers(ruang) == {soal["id"]: "c"}


def test_before_the_start_no_answer_is_taken(ruang: Ruang, ditolak: Refusals) -> None:
    soal = ruang.soal()
    with pytest.raises(WrongState, match="belum dimulai"):
        commands.jawab(ruang.ctx(), ujian=ruang.ujian, soal_id=soal["id"], jawaban="a")
    assert ditolak("ujian.jawab") == ["Ujian belum dimulai. Tekan “Mulai ujian” lebih dahulu."]


def test_an_answer_that_the_network_held_up_a_few_seconds_still_counts(ruang: Ruang) -> None:
    ujian, soal = ruang.mulai(), ruang.soal()
    late = ruang.ctx(sesudah=timedelta(minutes=ujian.waktu_menit, seconds=20))
    commands.jawab(late, ujian=ujian, soal_id=soal["id"], jawaban="a")
    assert _answers(ruang) == {soal["id"]: "a"}


def test_after_the_deadline_answers_are_refused_and_the_refusal_is_recorded(ruang: Ruang, ditolak: Refusals) -> None:
    ujian, soal = ruang.mulai(), ruang.soal()
    late = ruang.ctx(sesudah=timedelta(minutes=ujian.waktu_menit, seconds=31))
    with pytest.raises(WrongState, match="Waktu ujian habis pada"):
        commands.jawab(late, ujian=ujian, soal_id=soal["id"], jawaban="a")
    assert not Jawaban.objects.exists()
    assert len(ditolak("ujian.jawab")) == 1


def test_after_handing_in_no_answer_is_taken(ruang: Ruang, ditolak: Refusals) -> None:
    ujian, soal = ruang.mulai(), ruang.soal()
    commands.selesaikan(ruang.ctx(), ujian=ujian)
    with pytest.raises(WrongState, match="sudah dikumpulkan"):
        commands.jawab(ruang.ctx(), ujian=ujian, soal_id=soal["id"], jawaban="a")
    assert len(ditolak("ujian.jawab")) == 1


@pytest.mark.parametrize("kunci", [LAIN, ASESOR, "admin", "pengelola"])
def test_nobody_answers_in_somebody_elses_exam(ruang: Ruang, ditolak: Refusals, kunci: str) -> None:
    ujian, soal = ruang.mulai(), ruang.soal()
    with pytest.raises(NotPermitted, match="milik asesi lain"):
        commands.jawab(ruang.ctx(kunci), ujian=ujian, soal_id=soal["id"], jawaban="a")
    assert not Jawaban.objects.exists()
    assert len(ditolak("ujian.jawab")) == 1


@pytest.mark.parametrize(
    ("soal_id", "huruf"),
    [
        ("", "a"),
        ("bukan-id", "a"),
        ("00000000-0000-7000-8000-000000000000", "a"),
        (None, "z"),
        (None, "ab"),
        (None, "A"),
    ],
)
def test_unknown_questions_and_letters_are_refused(
    ruang: Ruang, ditolak: Refusals, soal_id: str | None, huruf: str
) -> None:
    ujian, soal = ruang.mulai(), ruang.soal()
    known = Isian(soal["id"], soal["opsi"][0])
    with pytest.raises(Invalid):
        arus.terima(ruang.ctx(), ujian.pk, [known, Isian(soal["id"] if soal_id is None else soal_id, huruf)])
    assert not Jawaban.objects.exists(), "nothing of a refused sending is kept"
    assert len(ditolak("ujian.jawab")) == 1


def test_stored_answers_cannot_be_changed_or_removed(ruang: Ruang) -> None:
    ujian, soal = ruang.mulai(), ruang.soal()
    commands.jawab(ruang.ctx(), ujian=ujian, soal_id=soal["id"], jawaban="a")
    row = Jawaban.objects.get()
    row.jawaban = "b"
    for act in (row.save, row.delete, Jawaban.objects.all().delete, lambda: Jawaban.objects.update(jawaban="b")):
        with pytest.raises(TypeError):
            act()
    for sql in ("UPDATE ujian_jawaban SET jawaban = 'b'", "DELETE FROM ujian_jawaban"):
        with (
            pytest.raises(DatabaseError, match="tidak dapat diubah"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_an_answer_costs_two_statements_also_when_forty_come_at_once(
    ruang: Ruang, django_assert_num_queries: Callable[..., object]
) -> None:
    ujian, rows = ruang.mulai(), ruang.ujian.urutan
    ctx = ruang.ctx()
    every = [Isian(row["id"], row["opsi"][0], "ponsel1", number) for number, row in enumerate(rows, start=1)]
    for number in (1, len(every)):
        with django_assert_num_queries(4):  # savepoint, read and lock, insert, release
            arus.terima(ctx, ujian.pk, every[:number])
