from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.queries import record
from telusur.kernel.outbox.models import Event
from telusur.lsp.sertifikasi.ujian import commands, queries
from telusur.lsp.sertifikasi.ujian.jobs import tutup_otomatis
from telusur.lsp.sertifikasi.ujian.models import Ujian
from telusur.lsp.sertifikasi.ujian.peraga import jawaban_benar
from telusur.lsp.sertifikasi.ujian.states import StatusUjian
from tests.cast import bypass
from tests.lsp.ujian.conftest import ASESOR, LAIN, Ruang, segar

Refusals = Callable[[str], list[str]]


def _kerjakan(ruang: Ruang, *, salah: int = 0, kosong: int = 0) -> Ujian:
    ujian = ruang.mulai()
    answers = list(jawaban_benar(ujian, salah=salah).items())
    for soal_id, huruf in answers[: len(answers) - kosong] if kosong else answers:
        commands.jawab(ruang.ctx(), ujian=ujian, soal_id=soal_id, jawaban=huruf)
    return ujian


def test_starting_sets_the_clock_once(ruang: Ruang) -> None:
    first = ruang.mulai()
    assert first.batas_pada == ruang.panggung.kini + timedelta(minutes=first.waktu_menit)
    ruang.pindah(minutes=5)
    again = commands.mulai(ruang.ctx(), ujian=ruang.ujian)
    assert (again.mulai_pada, again.batas_pada) == (first.mulai_pada, first.batas_pada)
    assert Event.objects.filter(name="ujian.mulai").exists()


def test_only_the_asesi_starts_the_exam(ruang: Ruang, ditolak: Refusals) -> None:
    with pytest.raises(NotPermitted, match="milik asesi lain"):
        commands.mulai(ruang.ctx(LAIN), ujian=ruang.ujian)
    with pytest.raises(NotPermitted, match="hanya untuk Asesi"):
        commands.mulai(ruang.ctx(ASESOR), ujian=ruang.ujian)
    assert len(ditolak("ujian.mulai")) == 2
    assert ruang.ujian.status == StatusUjian.BELUM


def test_without_a_signature_on_the_attendance_list_the_exam_stays_closed(ruang: Ruang, ditolak: Refusals) -> None:
    peserta = ruang.ujian.asesmen.peserta
    with bypass("jadwal"):
        peserta.kehadiran = "belum"
        peserta.save()
    with pytest.raises(NotPermitted, match="belum menandatangani daftar hadir"):
        commands.mulai(ruang.ctx(), ujian=ruang.ujian)
    assert len(ditolak("ujian.mulai")) == 1


def test_handing_in_works_out_the_result_and_opens_the_result_sheet_for_the_asesor(ruang: Ruang) -> None:
    ujian = _kerjakan(ruang, salah=2, kosong=1)
    ruang.pindah(minutes=42)
    commands.selesaikan(ruang.ctx(), ujian=ujian)
    ujian = segar(ujian)
    assert (ujian.status, ujian.benar, ujian.jumlah) == (StatusUjian.SELESAI, 21, 24)
    sheet = record(ujian.permohonan_id, "FR.IA.05")
    assert sheet is not None
    isi = sheet.isi
    assert (isi["ujian/benar"], isi["ujian/jumlah"]) == (21, 24)
    assert isi["ujian/digest"] == ujian.digest
    assert isi["ujian/waktu"] == "10.42 sampai 11.24 WIB (42 dari 60 menit)"
    results = [isi[f"soal/{number}/hasil"] for number in range(1, 25)]
    assert (results.count("benar"), results.count("salah"), results.count("kosong")) == (21, 2, 1)
    assert sum(f"soal/{number}/jawaban" in isi for number in range(1, 25)) == 23
    row = sheet.sumber["soal"][0]
    assert row["judul"] == "Butir 1"
    assert row["unit"] and row["elemen"] and row["kuk"]
    assert "kunci" not in str(sheet.sumber["soal"])
    assert "pertanyaan" not in str(sheet.sumber["soal"])
    assert sheet.pihak["asesor"]["id"] == str(ruang.panggung.dunia.orang[ASESOR].pk)
    assert not WorkItem.objects.filter(subject_id=ujian.pk).exists()
    assert WorkItem.objects.filter(subject_id=sheet.pk).exists()


def test_the_trail_holds_the_digest_of_the_stream(ruang: Ruang) -> None:
    ujian = _kerjakan(ruang)
    commands.selesaikan(ruang.ctx(), ujian=ujian)
    entry = Entry.objects.get(code="ujian.selesaikan", outcome="done")
    assert entry.data["sidik_jawaban"] == segar(ujian).digest
    assert entry.data["terjawab"] == 24
    assert Event.objects.get(name="ujian.selesaikan").payload["sidik_jawaban"] == segar(ujian).digest
    assert queries.arus_utuh(segar(ujian))


def test_an_answer_slipped_in_afterwards_does_not_fit_the_digest(ruang: Ruang) -> None:
    ujian = _kerjakan(ruang, kosong=1)
    commands.selesaikan(ruang.ctx(), ujian=ujian)
    row = ujian.jawaban.create(soal_id=ruang.soal()["id"], jawaban="a", diterima_pada=ruang.panggung.kini)
    assert row.pk
    assert not queries.arus_utuh(segar(ujian))


def test_handing_in_twice_is_refused_the_second_time(ruang: Ruang, ditolak: Refusals) -> None:
    ujian = _kerjakan(ruang)
    commands.selesaikan(ruang.ctx(), ujian=ujian)
    with pytest.raises(WrongState, match="Sudah dikumpulkan"):
        commands.selesaikan(ruang.ctx(), ujian=ujian)
    assert len(ditolak("ujian.selesaikan")) == 1
    assert Event.objects.filter(name="ujian.selesaikan").count() == 1


def test_an_exam_that_has_not_begun_cannot_be_handed_in(ruang: Ruang, ditolak: Refusals) -> None:
    with pytest.raises(WrongState):
        commands.selesaikan(ruang.ctx(), ujian=ruang.ujian)
    assert len(ditolak("ujian.selesaikan")) == 1


@pytest.mark.parametrize("kunci", [LAIN, ASESOR, "manajer"])
def test_nobody_hands_in_somebody_elses_exam(ruang: Ruang, ditolak: Refusals, kunci: str) -> None:
    ujian = ruang.mulai()
    with pytest.raises(NotPermitted):
        commands.selesaikan(ruang.ctx(kunci), ujian=ujian)
    assert len(ditolak("ujian.selesaikan")) == 1


def test_when_time_is_up_the_system_hands_in_after_the_last_answers_had_time_to_arrive(ruang: Ruang) -> None:
    ujian = _kerjakan(ruang, kosong=20)
    assert ujian.batas_pada is not None
    assert tutup_otomatis(ujian.batas_pada + timedelta(seconds=29)) == 0
    assert tutup_otomatis(ujian.batas_pada + timedelta(seconds=31)) == 1
    assert tutup_otomatis(ujian.batas_pada + timedelta(seconds=91)) == 0
    ujian = segar(ujian)
    assert (ujian.status, ujian.cara_selesai, ujian.benar) == (StatusUjian.SELESAI, "Waktu habis", 4)
    assert Entry.objects.get(code="ujian.selesaikan").actor_roles == "sistem"


def test_the_asesor_ends_an_exam_that_nobody_began_with_a_reason(ruang: Ruang, ditolak: Refusals) -> None:
    with pytest.raises(Invalid, match="alasan"):
        commands.hentikan(ruang.ctx(ASESOR), ujian=ruang.ujian, alasan=" ")
    with pytest.raises(NotPermitted):
        commands.hentikan(ruang.ctx("asesor2"), ujian=ruang.ujian, alasan="Coba")
    commands.hentikan(ruang.ctx(ASESOR), ujian=ruang.ujian, alasan="Tidak mengerjakan sampai sesi berakhir")
    ujian = ruang.ujian
    assert (ujian.status, ujian.benar) == (StatusUjian.SELESAI, 0)
    sheet = record(ujian.permohonan_id, "FR.IA.05")
    assert sheet is not None and "ujian/waktu" not in sheet.isi
    assert len(ditolak("ujian.hentikan")) == 2


def test_below_the_threshold_the_asesor_cannot_call_it_reached(ruang: Ruang) -> None:
    ujian = _kerjakan(ruang, salah=15)
    commands.selesaikan(ruang.ctx(), ujian=ujian)
    sheet = record(ujian.permohonan_id, "FR.IA.05")
    assert sheet is not None
    if ujian.bank.skema.ambang_pilihan_ganda is None:
        assert "ujian/ambang" not in sheet.isi
        return
    with pytest.raises(Invalid):
        forms.ajukan(ruang.ctx(ASESOR), rekaman=sheet, isi={"akhir/tercapai": "tercapai", "akhir/umpan_balik": "-"})
