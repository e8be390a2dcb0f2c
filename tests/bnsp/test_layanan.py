"""Letters go their way by the flows of KEP.1516: agenda, disposition in its window, initials, numbers, archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from telusur.bnsp.roles import STAFF, Role
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
from tests.acting import client_of, make_user
from tests.bnsp.conftest import HARI, NOW, Negeri, unggahan

pytestmark = pytest.mark.django_db
SURAT: dict[str, Any] = {
    "perihal": "Permintaan narasumber",
    "pemohon": "LSP Uji Nusantara",
    "nomor_surat": "12/LSP/XI/2026",
    "tanggal_surat": "2026-11-19",
    "cara": "pos",
    "pokok": "phu",
    "sifat": "biasa",
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
    isian = {name: SURAT[name] for name in ("nomor_surat", "tanggal_surat", "cara", "pokok", "sifat")}
    row = commands.buka(negeri.ctx(R.CS, at=_wib(20, 15, 1)), alur="surat-masuk", perihal="X", pemohon="Y", isian=isian)
    assert clock.day_of(row.mulai) == HARI + timedelta(days=4)
    assert row.tenggat == _wib(24, 23, 59).replace(second=59)
    klien = client_of(negeri.orang[R.PHU])
    for alamat in ("/surat-masuk/", f"/layanan/{row.pk}/"):
        page = klien.get(alamat).content.decode()
        assert "ihitung mulai" in page and "24 November 2026" in page


@pytest.mark.req("KEP1516-006")
def test_a_step_marked_ts_is_due_on_its_date_and_late_after_the_end_of_that_day(negeri: Negeri) -> None:
    isian = {name: SURAT[name] for name in ("nomor_surat", "tanggal_surat", "cara", "pokok", "sifat")}
    row = commands.buka(negeri.ctx(R.CS), alur="surat-masuk", perihal="X", pemohon="Y", isian=isian)
    (item,) = WorkItem.objects.filter(subject_id=row.pk, role="phu")
    assert item.due_at is not None and clock.day_of(item.due_at) == HARI and row.kini.time == "TS"
    for saat, terlambat in ((_wib(20, 23, 59), False), (_wib(21, 0, 0), True)):
        commands.kerjakan(negeri.ctx(R.PHU, at=saat), perkara=row, langkah="3", jalan="lengkap")
        assert row.riwayat.get(kode="3").terlambat is terlambat
        row = commands.buka(negeri.ctx(R.CS), alur="surat-masuk", perihal="Z", pemohon="Y", isian=isian)


@pytest.mark.req("KEP1516-004")
def test_a_letter_in_the_window_counts_that_day_before_it_from_eight_and_after_it_from_the_next_day(
    negeri: Negeri,
) -> None:
    isian = {name: SURAT[name] for name in ("nomor_surat", "tanggal_surat", "cara", "pokok", "sifat")}
    for masuk, dihitung in (
        (_wib(19, 14, 59), _wib(19, 14, 59)),
        (_wib(19, 15, 1), _wib(20, 8, 0)),
        (_wib(19, 6, 30), _wib(19, 8, 0)),
        (_wib(21, 6, 30), _wib(23, 8, 0)),  # a Saturday
    ):
        cs = negeri.ctx(R.CS, at=masuk)
        row = commands.buka(cs, alur="surat-masuk", perihal="X", pemohon="Y", isian=isian)
        assert (row.mulai, row.langkah_sejak, row.tenggat) == (
            dihitung,
            dihitung,
            dihitung.replace(hour=23, minute=59, second=59),
        )


@pytest.mark.req("KEP1516-007")
@pytest.mark.parametrize(
    ("pokok", "langkah", "bagian", "lain"),
    [
        ("lisensi", "2A", R.KOORDINATOR_SERTIFIKASI, R.KOORDINATOR_SDM),
        ("askom", "2B", R.KOORDINATOR_SDM, R.KOORDINATOR_SERTIFIKASI),
    ],
)
def test_a_letter_about_a_licence_or_an_assessor_goes_by_itself_to_its_one_section(
    negeri: Negeri, pokok: str, langkah: str, bagian: Role, lain: Role
) -> None:
    cs = client_of(negeri.orang[R.CS])
    cs.post("/layanan/buka/surat-masuk/", {**SURAT, "langkah": "1", "pokok": pokok})
    row = Perkara.objects.get()
    assert (row.langkah, row.pelaksana) == (langkah, (bagian,))
    assert row.riwayat.get(kode="2").jalan == pokok
    (item,) = WorkItem.objects.filter(subject_id=row.pk)
    assert item.role == bagian
    phu, other = negeri.ctx(R.PHU), negeri.ctx(lain)
    with pytest.raises(Invalid, match="sudah dikerjakan"):  # the way by PHU
        commands.kerjakan(negeri.ctx(bagian), perkara=row, langkah="2", jalan="phu")
    for siapa, ke in ((negeri.ctx(R.CS), "2"), (phu, "3"), (phu, langkah), (other, langkah)):
        with pytest.raises(NotPermitted):
            commands.kerjakan(siapa, perkara=row, langkah=ke, jalan="phu")
    _langkah(negeri, row, bagian, tindak_lanjut="Dijawab.", kelas_arsip="lisensi")
    assert row.status == "selesai" and not row.riwayat.filter(kode__in=["3", "4", "5"]).exists()


ISI_RAHASIA = ("Dugaan pemalsuan sertifikat", "Pelapor Uji", "77/RHS/2026", "Periksa diam-diam", "Sudah diperiksa")
TERTUTUP = tuple(role for role in STAFF if role not in {R.CS, R.KETUA, R.WAKIL_KETUA, R.PHU, R.KOMISI_PENGENDALIAN})


def _surat_rahasia(negeri: Negeri, *, sejak_awal: bool) -> Perkara:
    """A letter that is secret as it comes, or found so at the disposition."""
    isi = {
        **SURAT,
        "langkah": "1",
        "perihal": ISI_RAHASIA[0],
        "pemohon": ISI_RAHASIA[1],
        "nomor_surat": ISI_RAHASIA[2],
        "sifat": "rahasia" if sejak_awal else "biasa",
        "berkas": unggahan("Surat rahasia"),
    }
    client_of(negeri.orang[R.CS]).post("/layanan/buka/surat-masuk/", isi)
    row = Perkara.objects.get()
    _langkah(negeri, row, R.PHU, jalan="lengkap")
    _langkah(negeri, row, R.PHU, usul="komisi_pengendalian")
    disposisi = {
        "penerima": "komisi_pengendalian",
        "instruksi": ISI_RAHASIA[3],
        "hari_penerima": "4",
        "sifat": "rahasia",
    }
    _langkah(negeri, row, R.KETUA, **disposisi)
    _langkah(negeri, row, R.PHU)
    return row


def _pintu(row: Perkara) -> list[str]:
    daftar = ["/surat-masuk/", "/surat-masuk/?q=pemalsuan", "/surat-masuk/?q=Pelapor", "/arsip/", "/arsip/?q=pemalsuan"]
    surat = [
        "/surat/",
        "/surat/?q=pemalsuan",
        "/surat/?q=77/RHS/2026",
        "/tugas/",
        "/tugas/semua/",
        "/tugas/semua/?q=pemalsuan",
    ]
    return [*daftar, *surat, f"/layanan/{row.pk}/", f"/layanan/{row.pk}/hentikan/", "/jejak/", "/"]


@pytest.mark.parametrize("sejak_awal", [True, False])
def test_a_secret_letter_is_read_only_by_its_registrar_and_those_on_its_disposition(
    negeri: Negeri, sejak_awal: bool
) -> None:
    """C20: letters marked Rahasia were read by all staff and the administrator."""
    row = _surat_rahasia(negeri, sejak_awal=sejak_awal)
    berkas = f"/berkas/{row.riwayat.get(kode='1').berkas_id}/"
    for selesai in (False, True):
        if selesai:
            _langkah(negeri, row, R.KOMISI_PENGENDALIAN, tindak_lanjut=ISI_RAHASIA[4])
            _langkah(negeri, row, R.PHU, kelas_arsip="surat_penting")
        for role in (*TERTUTUP, R.PENGELOLA_SISTEM, R.ASESOR_LISENSI):
            klien = client_of(negeri.orang[role])
            for alamat in _pintu(row):
                text = klien.get(alamat, follow=True).content.decode()
                seen = text.replace('value="pemalsuan"', "").replace('value="77/RHS/2026"', "")
                assert not [kata for kata in ISI_RAHASIA if kata in seen], (role, alamat)
            assert klien.get(f"/layanan/{row.pk}/").status_code == 403
            assert klien.get(berkas).status_code == 403
            assert row.nomor not in klien.get("/surat-masuk/?q=pemalsuan").content.decode()
        assert row.nomor in client_of(negeri.orang[R.SEKRETARIAT]).get("/surat-masuk/").content.decode()
        for role in (R.CS, R.PHU, R.KETUA, R.WAKIL_KETUA, R.KOMISI_PENGENDALIAN):
            klien = client_of(negeri.orang[role])
            assert ISI_RAHASIA[0] in klien.get(f"/layanan/{row.pk}/").content.decode(), role
            assert ISI_RAHASIA[0] in klien.get("/surat-masuk/?q=pemalsuan").content.decode(), role
            assert ISI_RAHASIA[0] in klien.get("/surat/?q=pemalsuan").content.decode(), role
            assert klien.get(berkas).status_code == 200
    reads = Entry.objects.filter(outcome="read", actor_id=str(negeri.orang[R.KETUA].pk))
    assert reads.filter(code="layanan.buka_perkara", subject_id=str(row.pk)).exists()
    assert reads.filter(code="archive.buka_berkas").exists()
    assert Entry.objects.filter(code="layanan.buka_perkara", outcome="refused").exists()


def test_another_officer_of_the_office_that_registered_a_secret_letter_does_not_read_it(negeri: Negeri) -> None:
    row = _surat_rahasia(negeri, sejak_awal=True)
    for role in (R.CS, R.PHU):
        lain = client_of(make_user(f"{role}2", "Petugas Lain", role))
        assert lain.get(f"/layanan/{row.pk}/").status_code == 403
        assert lain.post(f"/layanan/{row.pk}/hentikan/", {"alasan": "Ingin tahu."}).status_code == 403
    wakil = negeri.ctx(R.WAKIL_KETUA)
    commands.hentikan(wakil, perkara=row, alasan="Dugaan pemalsuan sertifikat dicabut.")
    stored = str(list(Entry.objects.values_list("subject_label", "reason", "changes", "data")))
    assert not [kata for kata in ISI_RAHASIA if kata in stored]


def test_a_secret_outgoing_letter_keeps_its_subject_from_the_register(negeri: Negeri) -> None:
    naskah = {"kepada": ISI_RAHASIA[1], "isi": "Isi.", "sifat": "rahasia"}
    anggota, phu = negeri.ctx(R.ANGGOTA), negeri.ctx(R.PHU)
    row = commands.buka(anggota, alur="surat-keluar-anggota", perihal=ISI_RAHASIA[0], pemohon="Anggota", isian=naskah)
    commands.kerjakan(anggota, perkara=row, langkah="2", jalan="setuju")
    commands.kerjakan(negeri.ctx(R.WAKIL_KETUA), perkara=row, langkah="3", jalan="setuju")
    commands.tandatangani(negeri.ctx(R.KETUA), perkara=row, langkah="4", jalan="setuju")
    commands.kerjakan(phu, perkara=row, langkah="5")
    for role, terbaca in ((R.PHU, True), (R.ANGGOTA, True), (R.SEKRETARIAT, False), (R.PENGELOLA_SISTEM, False)):
        page = client_of(negeri.orang[role]).get("/surat/").content.decode()
        assert "B.0001/BNSP/XI/2026" in page
        assert (ISI_RAHASIA[0] in page, ISI_RAHASIA[1] in page) == (terbaca, terbaca), role


@pytest.mark.req("P508-097", "KEP1516-008", "KEP1516-009", "KEP1516-010")
def test_the_menu_of_the_secretariat_leads_to_letters_numbers_and_archive_and_they_work(negeri: Negeri) -> None:
    """Draft, sent back, initials, signature with proof, number without gap, dispatch, archive; the whole in two days."""
    operator, ketua, phu = negeri.ctx(R.OPERATOR), negeri.ctx(R.KETUA), negeri.ctx(R.PHU)
    sekretariat, anggota = negeri.ctx(R.SEKRETARIAT), negeri.ctx(R.ANGGOTA)
    koordinator = negeri.ctx(R.KOORDINATOR_SDM)
    naskah = {"kepada": "Direktur LSP Uji", "isi": "Dengan hormat.", "sifat": "biasa"}
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
        isian={"kepada": "LSP", "isi": "Isi.", "sifat": "biasa"},
    )
    commands.kerjakan(negeri.ctx(R.KOORDINATOR_SDM), perkara=row, langkah="2", jalan="setuju")
    with pytest.raises(NotPermitted, match="penyusunnya sendiri"):
        commands.kerjakan(negeri.ctx(R.SEKRETARIAT), perkara=row, langkah="3", jalan="setuju")


def test_a_case_can_be_stopped_and_lists_cost_the_same_at_any_length(negeri: Negeri) -> None:
    klien = client_of(negeri.orang[R.PHU])

    def buka() -> Perkara:
        naskah = {"kepada": "LSP", "isi": "Isi.", "sifat": "biasa"}
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
