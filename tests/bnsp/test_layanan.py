"""Letters go their way by the flows of KEP.1516: agenda, disposition in its window, initials, numbers, archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from telusur.bnsp.roles import Role
from telusur.bnsp.sekretariat.layanan import commands
from telusur.bnsp.sekretariat.layanan.jendela import mulai_hitung
from telusur.bnsp.sekretariat.layanan.models import Perkara
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotPermitted, ProofNeeded
from telusur.kernel.calendar import commands as calendar
from telusur.kernel.calendar import working_days
from telusur.kernel.calendar.states import HolidayKind
from telusur.kernel.commands.context import later
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.letters.models import Letter
from tests.acting import client_of
from tests.bnsp.conftest import HARI, NOW, Negeri

pytestmark = pytest.mark.django_db
SURAT: dict[str, Any] = {
    "perihal": "Permintaan narasumber",
    "pemohon": "LSP Uji Nusantara",
    "nomor_surat": "12/LSP/XI/2026",
    "tanggal_surat": "2026-11-19",
    "cara": "pos",
}
R = Role


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    with clock.travel(NOW):
        yield


def _wib(hari: int, jam: int, menit: int) -> datetime:
    return datetime(2026, 11, hari, jam, menit, tzinfo=clock.zone())


def _langkah(negeri: Negeri, row: Perkara, role: Role, **isian: Any) -> None:
    klien = client_of(negeri.orang[role])
    answer = klien.post(f"/layanan/{row.pk}/langkah/", {"langkah": row.langkah, **isian})
    assert answer.status_code == 302, (row.langkah, role, answer.status_code)
    row.refresh_from_db()


@pytest.mark.req("KEP1516-003")
def test_an_incoming_letter_is_entered_disposed_acted_upon_and_filed_by_the_pages(negeri: Negeri) -> None:
    cs = client_of(negeri.orang[R.CS])
    assert cs.post("/layanan/buka/surat-masuk/", {**SURAT, "langkah": "1", "nomor_surat": ""}).status_code == 422
    page = cs.post("/layanan/buka/surat-masuk/", {**SURAT, "langkah": "1"}, follow=True).content.decode()
    row = Perkara.objects.get()
    assert row.nomor == "0001/AGD/BNSP/XI/2026" and row.nomor in page
    letter = Letter.objects.get(direction="masuk")
    assert (letter.number, letter.to) == ("12/LSP/XI/2026", "LSP Uji Nusantara")
    _langkah(negeri, row, R.CS, jalan="phu")
    _langkah(negeri, row, R.PHU, jalan="lengkap")
    _langkah(negeri, row, R.PHU, usul="komisi_sertifikasi")
    disposisi = {"penerima": "komisi_sertifikasi", "instruksi": "Hadiri.", "hari_penerima": "4", "sifat": "biasa"}
    assert "Disposisi" in client_of(negeri.orang[R.KETUA]).get("/tugas/").content.decode()
    _langkah(negeri, row, R.KETUA, **disposisi)
    _langkah(negeri, row, R.PHU)
    (item,) = WorkItem.objects.filter(subject_id=row.pk)
    assert (item.role, item.days) == ("komisi_sertifikasi", 4)
    refused = client_of(negeri.orang[R.KOMISI_HARMONISASI]).post(
        f"/layanan/{row.pk}/langkah/", {"langkah": "7", "tindak_lanjut": "Saya saja."}
    )
    assert refused.status_code == 403
    assert Entry.objects.filter(code="layanan.kerjakan", outcome="refused").exists()
    _langkah(negeri, row, R.KOMISI_SERTIFIKASI, tindak_lanjut="Dihadiri.")
    _langkah(negeri, row, R.PHU, kelas_arsip="surat_biasa")
    assert (row.status, row.aktif_sampai, row.inaktif_sampai) == (
        "selesai",
        HARI.replace(year=2027),
        HARI.replace(year=2029),
    )
    page = client_of(negeri.orang[R.SEKRETARIAT]).get(f"/layanan/{row.pk}/").content.decode()
    assert all(words in page for words in ("Dihadiri.", "Komisi Sertifikasi", "12/LSP/XI/2026", "TS", "Hadiri."))


@pytest.mark.req("KEP1516-005")
def test_what_comes_after_the_window_counts_from_the_next_working_day(negeri: Negeri) -> None:
    """14.59 counts that day, 15.01 the next; Friday leads to Monday, and over a holiday."""
    system = negeri.ctx(R.PENGELOLA_SISTEM)
    calendar.tetapkan(system, day=HARI + timedelta(days=3), name="Libur uji", kind=HolidayKind.LIBUR)
    assert mulai_hitung(_wib(19, 14, 59)) == _wib(19, 14, 59)
    assert mulai_hitung(_wib(19, 15, 0)) == _wib(19, 15, 0)
    assert mulai_hitung(_wib(19, 15, 1)) == _wib(20, 8, 0)
    assert mulai_hitung(_wib(20, 15, 1)) == _wib(24, 8, 0)
    assert mulai_hitung(_wib(21, 10, 0)) == _wib(24, 8, 0)
    isian = {name: SURAT[name] for name in ("nomor_surat", "tanggal_surat", "cara")}
    row = commands.buka(negeri.ctx(R.CS, at=_wib(20, 15, 1)), alur="surat-masuk", perihal="X", pemohon="Y", isian=isian)
    assert clock.day_of(row.mulai) == HARI + timedelta(days=4)
    assert row.tenggat == _wib(24, 23, 59).replace(second=59)
    klien = client_of(negeri.orang[R.PHU])
    for alamat in ("/surat-masuk/", f"/layanan/{row.pk}/"):
        page = klien.get(alamat).content.decode()
        assert "ihitung mulai" in page and "24 November 2026" in page


@pytest.mark.req("KEP1516-006")
def test_a_step_marked_ts_is_due_on_its_date_and_late_after_the_end_of_that_day(negeri: Negeri) -> None:
    isian = {name: SURAT[name] for name in ("nomor_surat", "tanggal_surat", "cara")}
    row = commands.buka(negeri.ctx(R.CS), alur="surat-masuk", perihal="X", pemohon="Y", isian=isian)
    (item,) = WorkItem.objects.filter(subject_id=row.pk, role="cs")
    assert item.due_at is not None and clock.day_of(item.due_at) == HARI and row.kini.time == "TS"
    for saat, terlambat in ((_wib(20, 23, 59), False), (_wib(21, 0, 0), True)):
        commands.kerjakan(negeri.ctx(R.CS, at=saat), perkara=row, langkah="2", jalan="phu")
        assert row.riwayat.get(kode="2").terlambat is terlambat
        row = commands.buka(negeri.ctx(R.CS), alur="surat-masuk", perihal="Z", pemohon="Y", isian=isian)


def test_a_letter_about_a_licence_goes_straight_to_its_section(negeri: Negeri) -> None:
    isian = {name: SURAT[name] for name in ("nomor_surat", "tanggal_surat", "cara")}
    cs = negeri.ctx(R.CS)
    row = commands.buka(cs, alur="surat-masuk", perihal="Lisensi", pemohon="LSP", isian=isian)
    commands.kerjakan(cs, perkara=row, langkah="2", jalan="lisensi")
    assert row.pelaksana == ("koordinator_sertifikasi", "koordinator_sdm")
    with pytest.raises(NotPermitted):
        commands.kerjakan(negeri.ctx(R.PHU), perkara=row, langkah="2A")
    isian = {"tindak_lanjut": "Dijawab.", "kelas_arsip": "lisensi"}
    commands.kerjakan(negeri.ctx(R.KOORDINATOR_SERTIFIKASI), perkara=row, langkah="2A", isian=isian)
    assert row.status == "selesai"


@pytest.mark.req("P508-097", "KEP1516-008", "KEP1516-009", "KEP1516-010")
def test_the_menu_of_the_secretariat_leads_to_letters_numbers_and_archive_and_they_work(negeri: Negeri) -> None:
    """Draft, sent back, initials, signature with proof, number without gap, dispatch, archive; the whole in two days."""
    operator, ketua, phu = negeri.ctx(R.OPERATOR), negeri.ctx(R.KETUA), negeri.ctx(R.PHU)
    sekretariat, anggota = negeri.ctx(R.SEKRETARIAT), negeri.ctx(R.ANGGOTA)
    koordinator = negeri.ctx(R.KOORDINATOR_SDM)
    naskah = {"kepada": "Direktur LSP Uji", "isi": "Dengan hormat."}
    row = commands.buka(
        operator, alur="surat-keluar-sekretariat", perihal="Undangan", pemohon="Bagian Umum", isian=naskah
    )
    with pytest.raises(Invalid, match="alasan"):
        commands.kerjakan(koordinator, perkara=row, langkah="2", jalan="perbaiki")
    commands.kerjakan(koordinator, perkara=row, langkah="2", jalan="perbaiki", catatan="Tanggalnya salah.")
    assert row.langkah == "1"
    commands.kerjakan(operator, perkara=row, langkah="1", isian=naskah)
    commands.kerjakan(koordinator, perkara=row, langkah="2", jalan="setuju")
    with pytest.raises(Invalid, match="sudah dikerjakan"):
        commands.kerjakan(sekretariat, perkara=row, langkah="2", jalan="setuju")
    commands.kerjakan(sekretariat, perkara=row, langkah="3", jalan="setuju")
    commands.kerjakan(anggota, perkara=row, langkah="4", jalan="setuju")
    with pytest.raises(NotPermitted, match="tanda tangan"):
        commands.kerjakan(ketua, perkara=row, langkah="5", jalan="setuju")
    with pytest.raises(ProofNeeded):
        commands.tandatangani(later(ketua, proof_at=None), perkara=row, langkah="5", jalan="setuju")
    commands.tandatangani(ketua, perkara=row, langkah="5", jalan="setuju")
    assert row.tenggat == datetime(2026, 11, 20, 23, 59, 59, tzinfo=clock.zone())
    commands.kerjakan(phu, perkara=row, langkah="6")
    isian = {"lewat": "surel", "kelas_arsip": "surat_penting"}
    commands.kerjakan(negeri.ctx(R.PHU, at=NOW + timedelta(days=5)), perkara=row, langkah="7", isian=isian)
    assert row.tenggat_akhir == working_days.calendar().due_at(NOW, 2)
    assert not row.tepat_waktu
    assert Letter.objects.get(direction="keluar").number == "B.0001/BNSP/XI/2026"

    klien = client_of(negeri.orang[R.SEKRETARIAT])
    menu = klien.get("/tugas/").content.decode()
    for nama, words in (
        ("layanan:surat_masuk", "Surat masuk"),
        ("layanan:surat_keluar", row.nomor),
        ("letters:register", "B.0001/BNSP/XI/2026"),
        ("letters:series", "Agenda surat masuk"),
        ("layanan:arsip", row.nomor),
    ):
        assert f'href="{reverse(nama)}"' in menu
        assert words in klien.get(reverse(nama)).content.decode()
    keluar = reverse("layanan:surat_keluar")
    assert "Terlambat" in klien.get(keluar).content.decode()
    tepat = commands.buka(anggota, alur="surat-keluar-anggota", perihal="Jawaban", pemohon="Anggota", isian=naskah)
    page = klien.get(keluar).content.decode()
    assert tepat.nomor in page and "Paraf Anggota" in page and "0 Hr" in page
    page = klien.get(keluar, {"waktu": "terlambat"}).content.decode()
    assert row.nomor in page and tepat.nomor not in page
    page = klien.get(keluar, {"status": "berjalan"}).content.decode()
    assert row.nomor not in page and tepat.nomor in page
    pola = klien.post("/surat/seri/agenda_masuk/", {"pattern": "{n:05d}/AGD/{tahun}"})
    assert pola.status_code == 302
    klien.post("/layanan/buka/surat-masuk/", {**SURAT, "langkah": "1"})
    assert Perkara.objects.get(alur_kode="surat-masuk").nomor == "00001/AGD/2026"


def test_nobody_initials_their_own_draft(negeri: Negeri) -> None:
    row = commands.buka(
        negeri.ctx(R.SEKRETARIAT),
        alur="surat-keluar-sekretariat",
        perihal="Undangan",
        pemohon="Sekretariat",
        isian={"kepada": "LSP", "isi": "Isi."},
    )
    commands.kerjakan(negeri.ctx(R.KOORDINATOR_SDM), perkara=row, langkah="2", jalan="setuju")
    with pytest.raises(NotPermitted, match="penyusunnya sendiri"):
        commands.kerjakan(negeri.ctx(R.SEKRETARIAT), perkara=row, langkah="3", jalan="setuju")


def test_a_case_can_be_stopped_and_lists_cost_the_same_at_any_length(negeri: Negeri) -> None:
    klien = client_of(negeri.orang[R.PHU])

    def buka() -> Perkara:
        naskah = {"kepada": "LSP", "isi": "Isi."}
        return commands.buka(
            negeri.ctx(R.ANGGOTA), alur="surat-keluar-anggota", perihal="P", pemohon="Anggota", isian=naskah
        )

    def biaya() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert klien.get("/surat-keluar/").status_code == 200
        return len(seen)

    row = buka()
    klien.get("/surat-keluar/")
    few = biaya()
    for _ in range(4):
        buka()
    assert biaya() == few < 15
    klien.post(f"/layanan/{row.pk}/hentikan/", {"alasan": "Tidak jadi."})
    row.refresh_from_db()
    assert row.status == "dihentikan" and not WorkItem.objects.filter(subject_id=row.pk).exists()
