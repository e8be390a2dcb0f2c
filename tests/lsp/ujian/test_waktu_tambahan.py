"""Extra minutes for an asesi with special needs (P508 9.1.5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.forms.queries import record
from telusur.lsp.sertifikasi.ujian import commands
from telusur.lsp.sertifikasi.ujian.states import StatusUjian
from tests.lsp.ujian.conftest import ASESI, ASESOR, LAIN, Ruang

Refusals = Callable[[str], list[str]]


def test_minutes_granted_before_and_during_the_exam_move_its_end_and_are_seen_by_everybody(ruang: Ruang) -> None:
    page, lain = f"/ujian/{ruang.ujian.pk}/", f"/ujian/{ruang.lain.pk}/"
    assert "Beri waktu tambahan" in ruang.klien(ASESOR).get(page).content.decode()
    ruang.klien("manajer").post(f"{page}tambah-waktu/", {"menit": "30", "alasan": "Low vision pada FR.APL.01"})
    assert "90 menit" in ruang.klien(ASESI).get(page).content.decode()
    start = ruang.panggung.kini
    ruang.mulai()
    assert ruang.ujian.batas_pada == start + timedelta(minutes=90)
    ruang.pindah(minutes=20)
    ruang.klien(ASESOR).post(f"{page}tambah-waktu/", {"menit": "15", "alasan": "Pembaca layar terhenti"})
    assert ruang.ujian.batas_pada == start + timedelta(minutes=105)
    paper = ruang.klien(ASESI).get(page).content.decode()
    assert 'data-sisa="5100000"' in paper
    assert "termasuk tambahan 45 menit" in paper
    state = ruang.klien(ASESI).get(f"{page}keadaan/").json()
    assert (state["sisa"], state["batas"], state["tambahan"]) == (5_100_000, "12.27 WIB", 45)
    followed = ruang.klien(ASESOR).get(page).content.decode()
    assert "15 menit, Bambang Sutejo: Pembaca layar terhenti" in followed
    assert (
        "termasuk tambahan 45 menit"
        in ruang.klien(ASESOR).get(f"/ujian/sesi/{ruang.panggung.jadwal.pk}/").content.decode()
    )
    assert "60 menit" in ruang.klien(LAIN).get(lain).content.decode()
    acts = Entry.objects.filter(code="ujian.tambah_waktu", outcome="done").order_by("id")
    assert [(row.actor_name, row.data["menit"], row.data["alasan"]) for row in acts] == [
        (ruang.panggung.dunia.orang["manajer"].name, 30, "Low vision pada FR.APL.01"),
        ("Bambang Sutejo", 15, "Pembaca layar terhenti"),
    ]
    ruang.pindah(minutes=70)
    commands.jawab(ruang.ctx(), ujian=ruang.ujian, soal_id=ruang.soal()["id"], jawaban="a")
    commands.selesaikan(ruang.ctx(), ujian=ruang.ujian)
    sheet = record(ruang.ujian.permohonan_id, "FR.IA.05")
    assert sheet is not None
    assert "90 dari 105 menit" in sheet.isi["ujian/waktu"]


def test_who_may_not_grant_minutes_is_refused_on_record(ruang: Ruang, ditolak: Refusals) -> None:
    page = f"/ujian/{ruang.ujian.pk}/"
    for kunci in (ASESI, LAIN, "asesor2", "admin", "direktur"):
        with pytest.raises(NotPermitted):
            commands.tambah_waktu(ruang.ctx(kunci), ujian=ruang.ujian, menit=10, alasan="Tolong")
    assert ruang.klien("asesor2").get(f"{page}tambah-waktu/").status_code == 403
    assert len(ditolak("ujian.tambah_waktu")) == 6
    assert "Beri waktu tambahan" not in ruang.klien("admin").get(page).content.decode()
    assert ruang.ujian.tambahan == []


@pytest.mark.parametrize(
    ("menit", "alasan", "bidang"), [(0, "Ada", "menit"), (121, "Ada", "menit"), (10, " ", "alasan")]
)
def test_minutes_need_a_reason_and_a_limit(ruang: Ruang, menit: int, alasan: str, bidang: str) -> None:
    with pytest.raises(Invalid) as refusal:
        commands.tambah_waktu(ruang.ctx(ASESOR), ujian=ruang.ujian, menit=menit, alasan=alasan)
    assert list(refusal.value.fields) == [bidang]
    answer = ruang.klien(ASESOR).post(f"/ujian/{ruang.ujian.pk}/tambah-waktu/", {"menit": menit, "alasan": alasan})
    assert answer.status_code == 422


def test_when_the_time_is_up_nothing_can_be_added(ruang: Ruang) -> None:
    ruang.mulai()
    ruang.pindah(minutes=61)
    with pytest.raises(WrongState, match=r"sudah habis pada 11\.42 WIB"):
        commands.tambah_waktu(ruang.ctx(ASESOR), ujian=ruang.ujian, menit=10, alasan="Terlambat")
    commands.selesaikan(ruang.ctx(), ujian=ruang.ujian)
    assert ruang.ujian.status == StatusUjian.SELESAI
    with pytest.raises(WrongState, match="Sudah dikumpulkan"):
        commands.tambah_waktu(ruang.ctx(ASESOR), ujian=ruang.ujian, menit=10, alasan="Terlambat")
