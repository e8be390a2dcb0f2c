"""The question bank: import with line-exact errors, and secrecy (P508 9.2.8, 10.2.6)."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted
from telusur.lsp.administrasi.muk import commands, queries
from telusur.lsp.administrasi.muk.models import BankSoal, ButirSoal
from telusur.lsp.administrasi.skema.models import Skema
from tests.cast import ctx
from tests.lsp.muk.dunia import SOAL, bank
from tests.lsp.skema.berkas import changed

pytestmark = pytest.mark.django_db


def test_an_import_loads_questions_and_tasks_mapped_to_the_units(skema: Skema, mira: Any) -> None:
    row = bank(mira)
    counted = queries.daftar_bank(ctx(mira)).get(pk=row.pk)
    assert (counted.jumlah_pilihan_ganda, counted.jumlah_esai, counted.jumlah_lisan) == (24, 6, 8)
    assert row.tugas.count() == 2
    first = ButirSoal.objects.get(bank=row, jenis="pilihan_ganda", no=1)
    assert (first.unit.kode, first.elemen, first.kuk, first.kunci) == ("J.620100.004.02", [1], ["1.1"], "b")


MISTAKES = [
    ("kunci: b", "kunci: e", "kunci “e” tidak ada di antara opsi a, b, c, d."),
    ("unit: J.620100.004.02", "unit: J.620100.099.01", "unit “J.620100.099.01” tidak ada di skema ini."),
    ("elemen: 1", "elemen: 9", "elemen 9 tidak ada di unit J.620100.004.02."),
    ('kuk: "1.1"', 'kuk: "1.9"', "KUK 1.9 tidak ada di elemen 1 unit J.620100.004.02."),
    ("'no': 2", "'no': 1", "no “1” di pilihan_ganda sudah dipakai di baris"),
    ("      b: Queue", "      b: Stack", "opsi b sama dengan opsi a."),
    ("      c: Binary tree\n", "", "opsi d ditulis tanpa opsi c."),
    ("skema: SS.JWP/LSPP/005/2022", "skema: LAIN/1", "skema “LAIN/1” tidak ada atau belum berlaku."),
    ("jenis: bank_soal", "jenis: soal", "jenis “soal” tidak dikenal. Pilihan: bank_soal."),
    ("bahasa: id", "bahasa: en", "bahasa “en” tidak dikenal."),
]


@pytest.mark.parametrize(("old", "new", "reason"), MISTAKES, ids=[reason[:30] for _, _, reason in MISTAKES])
def test_a_mistake_is_told_with_its_line_and_nothing_is_loaded(
    skema: Skema, mira: Any, old: str, new: str, reason: str
) -> None:
    data, line = changed(SOAL, old, new)
    with pytest.raises(Invalid) as caught:
        commands.impor_soal(ctx(mira), isi=data, nama_berkas="soal.yaml")
    told = caught.value.fields["berkas"]
    near = tuple(f"baris {number}: " for number in (line, line + 1))
    assert any(reason in sentence and sentence.startswith(near) for sentence in told), told
    assert not BankSoal.objects.exists()


def test_the_same_bank_again_is_refused(skema: Skema, mira: Any) -> None:
    bank(mira)
    with pytest.raises(Invalid, match="sama persis"):
        bank(mira)


def test_the_questions_of_an_exam_have_no_key(skema: Skema, mira: Any) -> None:
    bank(mira)
    paket = queries.paket(skema)
    assert (len(paket.soal), paket.waktu_menit) == (24, 60)
    assert {field.name for field in fields(paket.soal[0])} == {
        "id", "no", "unit", "elemen", "kuk", "pertanyaan", "kode_program", "opsi",
    }  # fmt: skip
    assert "kunci" not in asdict(paket.soal[0])


def test_an_exam_without_a_bank_in_use_is_refused(skema: Skema, mira: Any) -> None:
    bank(mira, in_force=False)
    with pytest.raises(NotFound, match="bank soal"):
        queries.paket(skema)


def test_answers_are_compared_with_the_key_on_the_server(skema: Skema, mira: Any) -> None:
    row = bank(mira)
    soal = queries.paket(skema).soal
    verdict = queries.periksa_jawaban(row, {soal[0].id: "b", soal[1].id: "a", "lain": "a"})
    assert verdict[soal[0].id] is True
    assert verdict[soal[1].id] is False
    assert len(verdict) == 24
    assert sum(verdict.values()) == 1


def test_keys_lie_encrypted_in_the_database_and_never_in_the_trail(skema: Skema, mira: Any) -> None:
    row = bank(mira)
    with connection.cursor() as cursor:
        cursor.execute("SELECT kunci FROM muk_butirsoal")
        stored = {kunci for (kunci,) in cursor.fetchall()}
    assert not stored & set("abcd")
    trail = str(list(Entry.objects.filter(code="muk.impor_soal").values_list("changes", "data")))
    assert "Queue" not in trail
    assert str(row.pk) in str(Entry.objects.get(code="muk.impor_soal").subject_id)


def test_reading_questions_is_recorded_and_refused_to_everybody_not_appointed(
    skema: Skema, mira: Any, budi: Any, citra: Any, ani: Any
) -> None:
    row = bank(mira)
    assert len(queries.baca_soal(ctx(budi), bank=row)) == 38
    assert Entry.objects.filter(code="muk.baca_soal", outcome="read", actor_id=str(budi.pk)).count() == 1
    for nobody in (citra, ani):
        with pytest.raises(NotPermitted):
            queries.baca_soal(ctx(nobody), bank=row)
        assert Entry.objects.filter(code="muk.baca_soal", outcome="refused", actor_id=str(nobody.pk)).exists()


def test_the_command_line_loads_a_bank_and_refuses_a_wrong_one(
    skema: Skema, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, line = changed(SOAL, "kunci: b", "kunci: e")
    path = tmp_path / "salah.yaml"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=f"^baris {line}: kunci “e”"):
        call_command("import_soal", str(path))
    call_command("import_soal", str(SOAL))
    assert "38 soal, berlaku." in capsys.readouterr().out
