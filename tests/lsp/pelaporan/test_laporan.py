"""The certificate issuance reports: begun by themselves, drafted, finalised, sent, answered (LAP 1 to 3)."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.exchange.models import Outgoing, OutgoingFile, Told
from telusur.kernel.exchange.states import MessageState
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.letters.models import Letter
from telusur.kernel.reports import pages
from telusur.kernel.reports.sheets import workbook
from telusur.lsp.manajemen.bnsp import laporan as kiriman
from telusur.lsp.manajemen.pelaporan import commands, views
from telusur.lsp.manajemen.pelaporan.jenis import JENIS
from telusur.lsp.manajemen.pelaporan.jobs import siapkan_laporan_semester
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.peraga.skenario import dispatch_all
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.keputusan.commands import catat_keputusan
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from tests.cast import bypass
from tests.lsp.dunia import Panggung
from tests.lsp.mitra import sambungkan
from tests.lsp.tangan import bukti_tangan

pytestmark = pytest.mark.django_db
PEDOMAN = {
    "kode": "PBNSP 211", "judul": "Pelaporan LSP", "versi": 1, "nomor": "Per.2/BNSP/2014", "tanggal": "2014-01-02",
    "perubahan": "", "isi": "LSP melapor.",
}  # fmt: skip


def angkatan(world: Panggung) -> Laporan:
    found: Laporan = Laporan.objects.get(jenis="penerbitan_angkatan")
    return found


def semester(world: Panggung, hari: date) -> Laporan:
    row: Laporan = commands.siapkan_semester(world.ctx("administrasi"), jenis="penerbitan", hari=hari)
    return row


def jadikan(world: Panggung, laporan: Laporan, *tim: str) -> Laporan:
    pk = [str(world.dunia.orang[kunci].pk) for kunci in tim or ("administrasi", "admin")]
    commands.susun(world.ctx("administrasi"), laporan=laporan, tim=pk)
    commands.finalkan(world.ctx("administrasi"), laporan=laporan)
    dispatch_all()
    laporan.refresh_from_db()
    return laporan


def halaman(world: Panggung, laporan: Laporan, kunci: str = "administrasi") -> str:
    answer = world.klien(kunci).get(f"/laporan/{laporan.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def baris(laporan: Laporan, kode: str) -> list[list[Any]]:
    return next(part["rows"] for part in laporan.isi["parts"] if part["code"] == kode)


@pytest.mark.req("LAP-037", "LAP-038")
def test_the_last_certificate_of_a_batch_begins_its_report_which_is_numbered_signed_locked_and_sent(
    terbit: Panggung,
) -> None:
    bnsp, row = sambungkan(terbit), angkatan(terbit)
    assert "Susun laporan ke BNSP" in terbit.klien("administrasi").get("/tugas/").content.decode()
    komite = terbit.angkatan.komite
    assert WorkItem.objects.get(subject_id=row.pk).due_at == row.tenggat > komite.diputuskan_pada
    draf = halaman(terbit, row)
    for one in Sertifikat.objects.all():
        assert one.nomor in draf and one.nama in draf
    assert "Angka dihitung dari data saat halaman ini dibuka" in draf
    with pytest.raises(NotPermitted, match="wajib dilaporkan"):
        commands.batalkan(terbit.ctx("administrasi"), laporan=row, alasan="Keliru")
    jadikan(terbit, row)
    assert (row.status, row.nomor) == ("final", "0001/LAP/LSP-CD/XI/2026")
    assert Letter.objects.get(kind="laporan").number == row.nomor
    beku = row.isi
    commands.kirim(terbit.ctx("administrasi"), laporan=row)
    told = bnsp.dengar("laporan")[str(row.pk)]
    assert (told["nomor"], told["jenis"], told["lembar"]) == (row.nomor, "penerbitan_angkatan", 1)
    assert [one["sha256"] for one in told["lampiran"]] == [row.dokumen.file.sha256]
    assert OutgoingFile.objects.filter(digest=row.dokumen.file.sha256).exists()
    rows = bnsp.dengar("lembar_laporan")[f"{row.pk}.1"]["isi"]
    assert {one["bagian"]: len(one["baris"]) for one in rows} == {one["kode"]: one["jumlah"] for one in told["bagian"]}
    assert "peserta" not in {one["kode"] for one in told["bagian"]}
    nik = [kasus.ada.nik for kasus in terbit.kasus[:2]]
    assert all(nik) and not any(one in str((told, rows, row.isi)) for one in nik)
    assert "Menunggu" in halaman(terbit, row)
    Outgoing.objects.filter(kind="laporan").update(state=MessageState.RECEIVED, answered_at=terbit.kini)
    assert "BNSP menerimanya" in halaman(terbit, row)
    bnsp.benarkan()
    terbit.kasus[1].pernyataan(terbit.kini)
    terbit.kasus[1].serah_terima(terbit.kini)
    row.refresh_from_db()
    assert row.isi == beku and [sel for _, sel in baris(row, "jumlah")] == [3 - 1, 1, 1]
    with pytest.raises(WrongState):
        commands.susun(terbit.ctx("administrasi"), laporan=row, tim=[])
    assert row.dokumen.signer_name == row.difinalkan_oleh


def test_what_bnsp_sends_back_is_done_anew_under_the_same_number(terbit: Panggung) -> None:
    bnsp, row = sambungkan(terbit), jadikan(terbit, angkatan(terbit))
    manajer = terbit.ctx("administrasi")
    commands.kirim(manajer, laporan=row)
    with pytest.raises(NotPermitted, match="sudah dikirim"):
        commands.kirim(manajer, laporan=row)
    with pytest.raises(NotPermitted, match="tercatat sendiri"):
        commands.catat_jawaban(manajer, laporan=row, diterima=True)
    bnsp.dengar("laporan")
    Outgoing.objects.filter(kind="laporan").update(state=MessageState.REFUSED, reason="Lembar 1 belum tiba.")
    assert "Lembar 1 belum tiba." in halaman(terbit, row)
    commands.kirim(manajer, laporan=row)
    assert bnsp.dengar("laporan")[str(row.pk)]["kiriman"] == 2
    jawaban = {"nomor": row.nomor, "versi": 1, "keputusan": "dikembalikan", "catatan": "Lengkapi serah terima."}
    bnsp.kata("jawaban_laporan", **jawaban)
    bnsp.kata("jawaban_laporan", **jawaban)  # the same once more changes nothing
    assert "Lengkapi serah terima." in halaman(terbit, row)
    assert "Tindak lanjuti laporan" in terbit.klien("administrasi").get("/tugas/").content.decode()
    baru = commands.perbaiki(manajer, laporan=row)
    with pytest.raises(NotPermitted, match="permintaan perbaikan"):
        commands.batalkan(manajer, laporan=baru, alasan="Keliru")
    jadikan(terbit, baru)
    commands.kirim(manajer, laporan=baru)
    told = bnsp.dengar("laporan")
    assert [told[str(one.pk)]["versi"] for one in (row, baru)] == [1, 2]
    assert baru.nomor == row.nomor and Letter.objects.filter(kind="laporan").count() == 1
    bnsp.kata("jawaban_laporan", "dua", **{**jawaban, "versi": 2, "keputusan": "diterima", "catatan": ""})
    baru.refresh_from_db()
    assert baru.status == "diterima"
    assert "Versi 1" in halaman(terbit, baru) and not WorkItem.objects.filter(subject_id=baru.pk).exists()


def test_without_bnsp_the_answer_is_written_down_and_once_connected_it_learns_of_what_waits(
    terbit: Panggung, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(kiriman, "MUATAN", 400)
    row, manajer = jadikan(terbit, angkatan(terbit)), terbit.ctx("administrasi")
    commands.kirim(manajer, laporan=row)
    dispatch_all()
    assert not Told.objects.filter(kind="laporan").exists()
    bnsp = sambungkan(terbit)
    told, lembar = bnsp.dengar("laporan")[str(row.pk)], bnsp.dengar("lembar_laporan")
    assert told["lembar"] == len(lembar) > 3
    tiba: dict[str, list[Any]] = {}
    for nomor in range(1, told["lembar"] + 1):
        for potong in lembar[f"{row.pk}.{nomor}"]["isi"]:
            tiba.setdefault(potong["bagian"], []).extend(potong["baris"])
    assert tiba == {part["code"]: part["rows"] for part in row.isi["parts"] if part["printed"]}
    settings.BNSP_CODE = "TIADA"  # and its system is gone again
    with pytest.raises(Invalid, match="Alasan BNSP"):
        commands.catat_jawaban(manajer, laporan=row, diterima=False)
    browser = terbit.klien("administrasi")
    assert (
        browser.post(
            f"/laporan/{row.pk}/jawaban/", {"keputusan": "diterima", "catatan": "Lengkap.", **bukti_tangan()}
        ).status_code
        == 302
    )
    assert "Lengkap." in halaman(terbit, row) and "Diterima BNSP" in halaman(terbit, row)


def _angka(browser: Any, laporan: Laporan) -> int:
    """Open every figure on the page of a report: as many rows as it says, and every row leads to its record."""
    page = browser.get(f"/laporan/{laporan.pk}/").content.decode()
    found = re.findall(r'href="(/laporan/[^"]+/angka/[^"]+)">(\d+)<', page)
    rekaman: set[str] = set()
    for url, jumlah in found:
        behind = browser.get(url).content.decode()
        table = re.search(r"<tbody>(.*?)</tbody>", behind, re.DOTALL)
        assert table is not None and table[1].count("<tr>") == int(jumlah), url
        links = re.findall(r'<tr><td[^>]*><span><a class="tl-perihal" href="([^"]+)"', table[1])
        assert len(links) == int(jumlah), url
        rekaman |= set(links)
    assert all(browser.get(url).status_code == 200 for url in rekaman)
    numbers = re.findall(r'<td class="r">(?:<span class="lbl">[^<]*</span>)?<span>(\d+)</span>', page)
    assert set(numbers) <= {"0"}, "a figure above zero that opens nothing"
    return len(found)


def _lama(world: Panggung) -> None:
    """The first certificate is an old one that has expired; its holder was certified anew with the second."""
    lama, baru = (kasus.sertifikat for kasus in world.kasus[:2])
    with bypass("sertifikat"):
        lama.tanggal_terbit, lama.berlaku_sampai = date(2023, 12, 1), date(2026, 12, 1)
        lama.save()
        baru.pemegang = lama.pemegang
        baru.save()


@pytest.mark.req("LAP-001", "LAP-030", "LAP-031", "LAP-032", "LAP-033", "LAP-034")
def test_each_figure_opens_the_records_it_was_counted_from(terbit: Panggung) -> None:
    row, browser = angkatan(terbit), terbit.klien("administrasi")
    pertama, kedua = (kasus.sertifikat for kasus in terbit.kasus[:2])
    assert _angka(browser, row) >= 12
    teks = re.sub(r"<[^>]+>|\s+", " ", halaman(terbit, row))
    asesor = terbit.dunia.asesor["asesor"]
    for kata in (
        pertama.nomor, kedua.nomor, "Kualifikasi (okupasi)", "25 November 2026", "25 November 2029",
        terbit.dunia.tuk_ada.nama, asesor.no_reg, "Junior Web Programmer", "28 Februari 2028",
    ):  # fmt: skip
        assert kata in teks, kata
    jadikan(terbit, row)
    assert baris(row, "per_tuk") == [[terbit.dunia.tuk_ada.nama, 2, 1, 1]]
    assert baris(row, "per_jenis") == [["Kualifikasi (okupasi)", 2, 1, 1]]
    assert [one[3:5] for one in baris(row, "asesor")] == [[1, 2]]
    assert dict(baris(row, "angkatan"))["Blanko terpakai"] == 2  # type: ignore[arg-type]
    assert _angka(browser, row) >= 12  # frozen, they open the same

    _lama(terbit)
    catat_keputusan(
        terbit.ctx("direktur"), permohonan=terbit.kasus[1].ada, jenis="pembatalan", dasar="Penyalahgunaan logo.",
        nomor_sk="7/SK-CABUT", tanggal=terbit.kini.date(),
    )  # fmt: skip
    terbit.pindah(terbit.kini.replace(year=2027, month=1, day=5))
    half = semester(terbit, date(2026, 12, 1))
    browser = terbit.klien("administrasi")
    assert _angka(browser, half) >= 8
    jadikan(terbit, half)
    assert [one[0] for one in baris(half, "rinci")] == [kedua.nomor]
    ulang = [[pertama.nomor, pertama.nama, pertama.skema_kode, "1 Desember 2026", "sudah", kedua.nomor]]
    assert [one[:6] for one in baris(half, "ulang")] == ulang
    assert [sel for _, sel in baris(half, "jumlah")] == [1, 0, 1, 1, 1, 0, 1]
    cabut = [kedua.nomor, kedua.nama, kedua.skema_kode, "25 November 2026", "7/SK-CABUT", "Penyalahgunaan logo."]
    assert baris(half, "pencabutan") == [cabut]
    assert {one[1]: one[3:5] for one in baris(half, "asesor")}[asesor.no_reg] == [1, 2]


@pytest.mark.req("LAP-002", "LAP-005")
def test_only_manajer_administrasi_finalises_and_the_report_names_who_made_it(terbit: Panggung) -> None:
    row = angkatan(terbit)
    with pytest.raises(NotPermitted, match="Tim penyusun belum ditetapkan"):
        commands.finalkan(terbit.ctx("administrasi"), laporan=row)
    with pytest.raises(Invalid, match="bertugas di LSP"):
        commands.susun(terbit.ctx("administrasi"), laporan=row, tim=[terbit.dunia.orang["asesi"].pk])
    isian = {"tim": [str(terbit.dunia.orang[kunci].pk) for kunci in ("admin", "manajer")], "catatan": "Batch pertama."}
    browser = terbit.klien("administrasi")
    assert browser.post(f"/laporan/{row.pk}/susun/", isian).status_code == 302
    for kunci in terbit.dunia.orang:
        if kunci != "administrasi":
            with pytest.raises(NotPermitted, match="hanya untuk"):
                commands.finalkan(terbit.ctx(kunci), laporan=row)
    assert browser.post(f"/laporan/{row.pk}/finalkan/", {}).status_code == 302
    dispatch_all()
    row.refresh_from_db()
    page = halaman(terbit, row)
    orang = terbit.dunia.orang
    for kunci in ("administrasi", "admin", "manajer"):
        assert orang[kunci].name in page
        assert Entry.objects.filter(actor_id=str(orang[kunci].pk)).exists()
    assert row.difinalkan_oleh == orang["administrasi"].name
    entry = Entry.objects.get(code="pelaporan.susun", outcome="done")
    assert entry.data["tim"] == [orang[kunci].name for kunci in ("admin", "manajer")]
    jejak = terbit.klien("pengelola").get("/jejak/", {"q": orang["admin"].name}).content.decode()
    assert orang["admin"].name in jejak
    with pikepdf.open(io.BytesIO(read_bytes(row.dokumen.file))) as pdf:
        assert row.judul in str(pdf.docinfo.get("/Title", "")) or row.judul in str(pdf.open_metadata())
    assert str(row.judul) in row.dokumen.data["judul"]
    assert orang["manajer"].name in str(row.dokumen.data["rincian"])


@pytest.mark.req("LAP-035")
def test_the_report_lists_expired_certificates_who_was_certified_anew_and_what_was_revoked(terbit: Panggung) -> None:
    """On the page, in the report made final: one holder certified anew, one not, one certificate revoked with its SK."""
    pertama, kedua = (kasus.sertifikat for kasus in terbit.kasus[:2])
    with bypass("sertifikat"):
        kedua.tanggal_terbit, kedua.berlaku_sampai = date(2023, 12, 1), date(2026, 12, 1)
        kedua.save()
    belum = [kedua.nomor, kedua.nama, kedua.skema_kode, "1 Desember 2026", "belum", "belum ada"]
    saat = terbit.kini
    terbit.pindah(saat.replace(year=2027, month=1, day=5))
    half = semester(terbit, date(2026, 12, 1))
    page = halaman(terbit, half).partition("Sertifikat habis masa berlaku dan sertifikasi ulang")[2]
    assert kedua.nomor in page and "belum ada" in page
    jadikan(terbit, half)
    assert [one[:6] for one in baris(half, "ulang")] == [belum] and baris(half, "pencabutan") == []

    terbit.pindah(saat.replace(year=2027, month=1, day=6))
    catat_keputusan(
        terbit.ctx("direktur"), permohonan=terbit.kasus[0].ada, jenis="pembatalan", dasar="Penyalahgunaan logo.",
        nomor_sk="7/SK-CABUT", tanggal=terbit.kini.date(),
    )  # fmt: skip
    terbit.pindah(saat.replace(year=2027, month=7, day=5))
    half = semester(terbit, date(2027, 6, 1))
    cabut = [pertama.nomor, pertama.nama, pertama.skema_kode, "6 Januari 2027", "7/SK-CABUT", "Penyalahgunaan logo."]
    page = halaman(terbit, half).partition("Pencabutan sertifikat")[2]
    assert not [kata for kata in cabut if kata not in page]
    jadikan(terbit, half)
    assert baris(half, "pencabutan") == [cabut]


@pytest.mark.req("LAP-003")
def test_the_report_names_its_guideline_and_what_it_has_to_hold(terbit: Panggung) -> None:
    sambungkan(terbit).kata("pedoman", "pbnsp-211", **PEDOMAN)
    row = semester(terbit, date(2026, 11, 1))
    page = halaman(terbit, row)
    assert 'href="/pedoman/pbnsp-211/">PBNSP 211</a>' in page
    memuat = JENIS[row.jenis].memuat
    assert len(memuat) == 6 and not [satu for satu in memuat if f"<li>{satu}</li>" not in page]
    assert "PBNSP 211" in terbit.klien("administrasi").get("/pedoman/").content.decode()
    for kata in ("Jenis dan nomor sertifikat", "masa berlaku", "tiap TUK", "asesor", "Sertifikasi ulang", "Pencabutan"):
        assert kata in page
    assert terbit.klien("asesi").get("/pedoman/pbnsp-211/").status_code == 200


def test_a_half_year_is_begun_by_the_clock_late_after_its_day_and_finalised_when_it_is_over(terbit: Panggung) -> None:
    berjalan = semester(terbit, terbit.kini.date())
    with pytest.raises(WrongState, match="sudah ada"):
        semester(terbit, terbit.kini.date())
    with pytest.raises(NotPermitted, match="Periodenya belum selesai"):
        jadikan(terbit, berjalan)
    commands.batalkan(terbit.ctx("administrasi"), laporan=berjalan, alasan="Terlalu awal")
    assert siapkan_laporan_semester() == 1 and siapkan_laporan_semester() == 0
    lama = Laporan.objects.get(jenis="penerbitan", status="draf")
    assert (lama.dari, lama.sampai) == (date(2026, 1, 1), date(2026, 6, 30))
    terbit.pindah(terbit.kini.replace(year=2027, month=1, day=1))
    assert siapkan_laporan_semester() == 1
    baru = Laporan.objects.get(jenis="penerbitan", sampai=date(2026, 12, 31), status="draf")
    terbit.pindah(baru.tenggat)
    browser = terbit.klien("administrasi")
    terlambat = browser.get("/laporan/", {"keadaan": "terlambat"}).content.decode()
    assert lama.judul in terlambat and baru.judul not in terlambat
    terbit.pindah(baru.tenggat.replace(month=2, day=1))
    assert baru.judul in terbit.klien("direktur").get("/laporan/", {"keadaan": "terlambat"}).content.decode()


@pytest.mark.once  # pages by every role
def test_the_pages_are_for_the_staff_and_a_spreadsheet_taken_along_is_recorded(
    terbit: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = angkatan(terbit)
    paruh = semester(terbit, date(2025, 6, 1))
    staf = {"admin", "manajer", "administrasi", "direktur"}
    for kunci in terbit.dunia.orang:
        browser = terbit.klien(kunci)
        for url in ("/laporan/", f"/laporan/{row.pk}/", f"/laporan/{row.pk}/angka/jumlah/0/1/"):
            assert browser.get(url).status_code == (200 if kunci in staf else 403), (kunci, url)
        for url in ("/laporan/baru/", f"/laporan/{row.pk}/susun/", f"/laporan/{paruh.pk}/batalkan/"):
            assert (browser.get(url).status_code == 403) == (kunci != "administrasi"), (kunci, url)
    assert terbit.klien("admin").get(f"/laporan/{row.pk}/angka/jumlah/0/0/").status_code == 404
    assert terbit.klien("admin").get(f"/laporan/{row.pk}/bagian/lain/").status_code == 404
    monkeypatch.setattr(pages, "AT_ONCE", 1)
    monkeypatch.setattr(views, "AT_ONCE", 1)
    alamat = f"/laporan/{row.pk}/bagian/rinci/"
    nama = [one.nama for one in Sertifikat.objects.order_by("nomor")]
    assert f'<a href="{alamat}">Semua 2 baris</a>' in halaman(terbit, row)
    page = terbit.klien("admin").get(alamat, {"hal": "2"}).content.decode()
    assert nama[1] in page and nama[0] not in page
    costs = []
    for hari in (date(2026, 6, 1), date(2025, 12, 1)):
        semester(terbit, hari)
        with CaptureQueriesContext(connection) as asked:
            terbit.klien("admin").get("/laporan/")
        costs.append(len(asked))
    assert costs[0] == costs[1]
    answer = terbit.klien("direktur").get(f"/laporan/{row.pk}/lembar-kerja/")
    assert Entry.objects.filter(code="pelaporan.unduh", outcome="read").count() == 1
    with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
        teks = opened.read("xl/sharedStrings.xml").decode()
        assert terbit.kasus[0].sertifikat.nomor in teks and Role.MANAJER_ADMINISTRASI not in teks
        assert len([name for name in opened.namelist() if "worksheets/sheet" in name]) == 1 + 8


def test_a_text_in_a_spreadsheet_is_never_read_as_a_formula() -> None:
    part = {
        "title": "Uji: [1]",
        "columns": ["Nama", "Jumlah"],
        "rows": [["=HYPERLINK(1)", 7], ["http://lsp.example", 0]],
    }
    data = workbook(title="Uji", at=_saat(), facts=[("LSP", "=1+1")], parts=[part, part])
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        sheets = [opened.read(name).decode() for name in opened.namelist() if "worksheets/sheet" in name]
        assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
        assert "=HYPERLINK(1)" in opened.read("xl/sharedStrings.xml").decode()


def _saat() -> Any:
    from telusur.kernel.base import clock

    return clock.now()
