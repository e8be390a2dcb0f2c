"""Reports of LSP: they arrive whole or not at all, the commission answers, and who is late is seen (LAP 1.2, 3.2; P508 11.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from telusur.bnsp.pengendalian.laporan_lsp import commands, queries
from telusur.bnsp.pengendalian.laporan_lsp.models import LaporanLsp
from telusur.bnsp.pengendalian.pengaduan import commands as pengaduan
from telusur.bnsp.pengendalian.pengaduan.models import Pengaduan
from telusur.bnsp.pengendalian.surveilans import commands as surveilans
from telusur.bnsp.peraga.dokumen import lembar
from telusur.bnsp.roles import Role
from telusur.contract import from_bnsp, from_lsp
from telusur.kernel.base import clock
from telusur.kernel.base.errors import DomainError, Invalid
from telusur.kernel.exchange.models import Partner, Told
from telusur.kernel.flows.models import WorkItem
from tests.acting import client_of
from tests.bnsp.conftest import NOW, Isi, Negeri, antarkan, sampaikan, sebutan

pytestmark = pytest.mark.django_db
Kata = Callable[..., None]
NOMOR = "0001/LAP/LSP-UN/VII/2026"
PENGADUAN = {
    "nama": "Pelapor Uji",
    "surel": "pelapor@uji.example",
    "telepon": "",
    "perihal": "BNSP-LSP-9021-ID",
    "nomor_sertifikat": "",
    "uraian": "Sertifikat dijual tanpa uji.",
}
BARIS = [["62019 2513 0 0000001 2026", "Ani Lestari Uji", "belum"], ["62019 2513 0 0000002 2026", "Dewi Uji", "belum"]]


@pytest.fixture(autouse=True)
def _hari_itu() -> Any:
    cache.clear()
    with clock.travel(NOW):
        yield
    cache.clear()


def _lembar(lembar: int, bagian: str, baris: list[list[Any]], versi: int = 1) -> Isi:
    return {"nomor": NOMOR, "versi": versi, "lembar": lembar, "isi": [{"bagian": bagian, "baris": baris}]}


def _laporan(**lain: Any) -> Isi:
    def bagian(kode: str, judul: str, kolom: list[str], jumlah: int) -> Isi:
        return {
            "kode": kode, "judul": judul, "kolom": kolom, "kelompok": [], "kosong": "Tidak ada.", "jumlah": jumlah,
        }  # fmt: skip

    isi = {
        "nomor": NOMOR,
        "versi": 1,
        "kiriman": 1,
        "jenis": "penerbitan",
        "judul": "Laporan penerbitan sertifikat, 1 Januari sampai 30 Juni 2026",
        "dari": "2026-01-01",
        "sampai": "2026-06-30",
        "angkatan": "",
        "tanggal": "2026-07-14",
        "penanggung_jawab": "Marwan Uji",
        "tim": ["Marwan Uji", "Wulan Uji"],
        "catatan": "",
        "lampiran": [sebutan("laporan")],
        "lembar": 2,
        "bagian": [
            bagian("jumlah", "Ringkasan", ["Butir", "Jumlah"], 1),
            bagian("rinci", "Sertifikat yang diterbitkan", ["Nomor", "Nama", "Serah terima"], 2),
        ],
    }
    return {**isi, **lain}


def _kirim(kata: Kata, versi: int = 1, **lain: Any) -> LaporanLsp:
    kata(from_lsp.LEMBAR_LAPORAN, f"l{versi}.1", _lembar(1, "jumlah", [["Sertifikat diterbitkan", 2]], versi))
    kata(from_lsp.LEMBAR_LAPORAN, f"l{versi}.2", _lembar(2, "rinci", BARIS, versi))
    kata(from_lsp.LAPORAN, f"l{versi}", _laporan(versi=versi, **lain))
    return LaporanLsp.objects.get(nomor=NOMOR, versi=versi)


def test_a_report_comes_before_the_commission_which_sends_it_back_and_accepts_the_next_version(
    negeri: Negeri, mitra: Partner, kata: Kata
) -> None:
    row = _kirim(kata)
    klien = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])
    assert "Periksa laporan LSP" in klien.get("/tugas/").content.decode()
    halaman = klien.get(f"/laporan-lsp/{row.pk}/").content.decode()
    for kata_kata in ("Ani Lestari Uji", "Dewi Uji", "Sertifikat diterbitkan", "Marwan Uji", NOMOR, negeri.lsp.nama):
        assert kata_kata in halaman
    alamat = f"/laporan-lsp/{row.pk}/kembalikan/"
    assert klien.post(alamat, {"alasan": " "}).status_code == 422
    klien.post(alamat, {"alasan": "Serah terima belum lengkap."})
    antarkan()
    told = {"nomor": NOMOR, "versi": 1, "keputusan": "dikembalikan", "catatan": "Serah terima belum lengkap."}
    assert Told.objects.get(kind=from_bnsp.JAWABAN_LAPORAN.kind, key=str(row.pk)).content == told
    assert not WorkItem.objects.filter(subject_id=row.pk).exists()
    baru = _kirim(kata, versi=2)
    komisi = negeri.ctx(Role.KOMISI_PENGENDALIAN)
    with pytest.raises(DomainError, match="Belum ada di BNSP"):
        commands.terima(komisi, laporan=baru)
    sampaikan(mitra, lembar("laporan"))
    commands.terima(komisi, laporan=baru)
    antarkan()
    assert Told.objects.get(kind=from_bnsp.JAWABAN_LAPORAN.kind, key=str(baru.pk)).content["keputusan"] == "diterima"
    assert "Versi 1" in klien.get(f"/laporan-lsp/{baru.pk}/").content.decode()
    with pytest.raises(DomainError, match="belum dikembalikan"):
        _kirim(kata, versi=3)


def test_a_report_is_taken_whole_or_not_at_all_and_never_changed(negeri: Negeri, kata: Kata) -> None:
    with pytest.raises(Invalid, match="Lembar 1, 2"):
        kata(from_lsp.LAPORAN, "l1", _laporan())
    kata(from_lsp.LEMBAR_LAPORAN, "l1.1", _lembar(1, "jumlah", [["Sertifikat diterbitkan", 2]]))
    kata(from_lsp.LEMBAR_LAPORAN, "l1.2", _lembar(2, "rinci", BARIS[:1]))
    with pytest.raises(Invalid, match="1 dari 2 baris"):
        kata(from_lsp.LAPORAN, "l1", _laporan(kiriman=2))
    kata(from_lsp.LEMBAR_LAPORAN, "l1.2", _lembar(2, "asing", BARIS))
    with pytest.raises(Invalid, match="asing"):
        kata(from_lsp.LAPORAN, "l1", _laporan(kiriman=3))
    assert not LaporanLsp.objects.exists()
    row = _kirim(kata, kiriman=4)
    kata(from_lsp.LAPORAN, "l1", _laporan(kiriman=5))
    assert LaporanLsp.objects.get() == row  # the same once more changes nothing
    with pytest.raises(Invalid, match="isinya tidak dapat diubah"):
        kata(from_lsp.LEMBAR_LAPORAN, "l1.2", _lembar(2, "rinci", BARIS[:1]))
    with pytest.raises(Invalid, match="dengan isi yang lain"):
        kata(from_lsp.LAPORAN, "l1", _laporan(kiriman=6, lampiran=[sebutan("laporan", lembar("Lain"))]))
    commands.kembalikan(negeri.ctx(Role.KOMISI_PENGENDALIAN), laporan=row, alasan="Perbaiki.")
    with pytest.raises(Invalid, match="adalah versi 2"):
        _kirim(kata, versi=3)


def test_a_long_part_is_read_page_by_page(negeri: Negeri, kata: Kata) -> None:
    rows = [[f"N-{n:03d}", f"Nama {n}", "belum"] for n in range(120)]
    kata(from_lsp.LEMBAR_LAPORAN, "l1.1", _lembar(1, "jumlah", [["Sertifikat diterbitkan", 120]]))
    kata(from_lsp.LEMBAR_LAPORAN, "l1.2", _lembar(2, "rinci", rows))
    bagian = [{**one, "jumlah": len(rows)} if one["kode"] == "rinci" else one for one in _laporan()["bagian"]]
    kata(from_lsp.LAPORAN, "l1", _laporan(bagian=bagian))
    komisi, alamat = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN]), f"/laporan-lsp/{LaporanLsp.objects.get().pk}/"
    page = komisi.get(alamat).content.decode()
    assert "N-099" in page and "N-100" not in page
    assert f'<a href="{alamat}bagian/rinci/">Semua 120 baris</a>' in page
    page = komisi.get(alamat + "bagian/rinci/", {"hal": "2"}).content.decode()
    assert "N-100" in page and "N-119" in page and "N-099" not in page
    assert komisi.get(alamat + "bagian/lain/").status_code == 404


def test_who_is_late_is_seen_from_the_day_after_the_last_day(negeri: Negeri, kata: Kata) -> None:
    komisi = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])
    halaman = komisi.get("/laporan-lsp/belum/").content.decode()
    assert negeri.lsp.nama in halaman and negeri.lain.nama in halaman
    row = _kirim(kata)
    halaman = komisi.get("/laporan-lsp/belum/").content.decode()
    assert negeri.lsp.nama not in halaman and negeri.lain.nama in halaman
    commands.kembalikan(negeri.ctx(Role.KOMISI_PENGENDALIAN), laporan=row, alasan="Perbaiki.")
    assert negeri.lsp.nama in komisi.get("/laporan-lsp/belum/").content.decode()
    masa = queries.periode_terakhir(NOW.date())
    assert [str(one.tenggat) for one in masa] == ["2026-07-31", "2026-01-31", "2025-07-31", "2025-01-31"]
    tenggat = NOW.replace(year=2027, month=1, day=31)
    for saat, keadaan in ((tenggat, "Belum melapor</"), (tenggat + timedelta(days=1), "Terlambat</")):
        with clock.travel(saat):
            klien = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])
            halaman = klien.get("/laporan-lsp/belum/").content.decode()
            assert "1 Juli 2026 sampai 31 Desember 2026" in halaman and keadaan in halaman
    lama = negeri.ctx(Role.KOMISI_PENGENDALIAN)
    belum_berlisensi = queries.Periode(
        masa[0].dari.replace(year=2024), masa[0].sampai.replace(2024, 3, 31), masa[0].tenggat
    )
    assert not queries.belum(lama, periode=belum_berlisensi, jenis="penerbitan").exists()


def test_the_list_is_narrowed_and_costs_the_same_at_any_length(negeri: Negeri, kata: Kata) -> None:
    _kirim(kata)
    klien = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])

    def ada(**saring: str) -> bool:
        return NOMOR in klien.get("/laporan-lsp/", saring).content.decode()

    lsp, lain = str(negeri.lsp.pk), str(negeri.lain.pk)
    assert ada() and ada(lsp=lsp, status="menunggu", periode="2026-06-30", jenis="penerbitan", q="Nusantara")
    for salah in ({"lsp": lain}, {"status": "diterima"}, {"periode": "2025-12-31"}, {"q": "Samudra"}):
        assert not ada(**salah)
    assert ada(lsp="bukan-nomor")
    costs = []
    for versi in (1, 2):
        with CaptureQueriesContext(connection) as asked:
            klien.get("/laporan-lsp/")
        costs.append(len(asked))
        if versi == 1:
            row = LaporanLsp.objects.get()
            commands.kembalikan(negeri.ctx(Role.KOMISI_PENGENDALIAN), laporan=row, alasan="Perbaiki.")
            _kirim(kata, versi=2)
    assert costs[0] == costs[1]
    assert f"/laporan-lsp/?lsp={lsp}" in klien.get(f"/lsp/{lsp}/").content.decode()


@pytest.mark.req("P508-130")
def test_the_commission_opens_surveillance_complaints_and_reports_as_they_are_at_that_moment(
    negeri: Negeri, kata: Kata, client: Client
) -> None:
    """Each begins elsewhere: with the LSP's system, with the public, with an act of the commission; none is copied by hand."""
    komisi = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])

    def terbaca(alamat: str) -> str:
        return komisi.get(alamat).content.decode()

    row = _kirim(kata)
    assert client.post("/pengaduan/", PENGADUAN).status_code == 302
    aduan = Pengaduan.objects.get()
    awas = surveilans.rencanakan(
        negeri.ctx(Role.KOMISI_PENGENDALIAN), lsp=negeri.lsp, jenis="dokumen", rencana=NOW.date(), nomor_spt="SPT-9",
        petugas=["Petugas Uji"],
    )  # fmt: skip
    for daftar, alamat, kata_kata in (
        ("/laporan-lsp/", f"/laporan-lsp/{row.pk}/", NOMOR),
        ("/pengaduan-masuk/", f"/pengaduan-masuk/{aduan.pk}/", aduan.nomor),
        ("/surveilans/", f"/surveilans/{awas.pk}/", "SPT-9"),
    ):
        assert kata_kata in terbaca(daftar) and alamat in terbaca(daftar) and kata_kata in terbaca(alamat)
    # What changes at its source is there when the page is opened again.
    commands.kembalikan(negeri.ctx(Role.KOMISI_PENGENDALIAN), laporan=row, alasan="Perbaiki.")
    _kirim(kata, versi=2)
    assert "Versi 2" in terbaca("/laporan-lsp/")
    pengaduan.telaah(negeri.ctx(Role.KOMISI_PENGENDALIAN), pengaduan=aduan)
    aduan.refresh_from_db()
    assert aduan.get_status_display() in terbaca(f"/pengaduan-masuk/{aduan.pk}/")
    surveilans.laporkan(
        negeri.ctx(Role.KOMISI_PENGENDALIAN), surveilans=awas, dilaksanakan=NOW.date(), laporan="Rekaman lengkap."
    )
    assert "Rekaman lengkap." in terbaca(f"/surveilans/{awas.pk}/")
