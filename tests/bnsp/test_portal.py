"""What anybody may read of BNSP: LSP, one certificate at a time, guidelines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from telusur.bnsp.harmonisasi.pedoman import commands as pedoman
from telusur.bnsp.harmonisasi.pedoman.models import VersiPedoman
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import direktori, jumlah_skema, lingkup_dari
from telusur.bnsp.sertifikasi_lisensi.pemegang import commands as pemegang
from telusur.kernel.audit.verify import findings
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotPermitted, ProofNeeded, WrongState
from telusur.kernel.commands.context import later
from telusur.kernel.outbox.models import Event
from tests.acting import client_of
from tests.bnsp.conftest import HARI, NOW, Negeri

pytestmark = pytest.mark.django_db
SK: dict[str, Any] = {"nomor_sk": "KEP.77/BNSP", "tanggal_sk": HARI, "alasan": "Temuan."}


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    cache.clear()
    with clock.travel(NOW):
        yield
    cache.clear()


def test_each_state_of_a_certificate_is_said_by_code_and_by_number_in_both_languages(
    negeri: Negeri, client: Client
) -> None:
    negeri.beri_blanko(4, tanggal_sk=date(2025, 1, 2))
    berlaku, beku, cabut = (negeri.terbitkan(n) for n in (1, 2, 3))
    habis = negeri.terbitkan(4, tanggal_terbit=date(2025, 1, 2), berlaku_sampai=date(2026, 11, 19))
    pemegang.bekukan(negeri.lembaga(), sertifikat=beku, dasar="SK rahasia")
    pemegang.cabut(negeri.lembaga(), sertifikat=cabut, dasar="SK rahasia")
    for row, keadaan, judul, english in (
        (berlaku, "berlaku", "Sertifikat ini berlaku", "This certificate is valid"),
        (habis, "kedaluwarsa", "Masa berlaku habis", "Expired"),
        (beku, "dibekukan", "Sedang dibekukan", "Suspended"),
        (cabut, "dicabut", "Sudah dicabut", "Revoked"),
    ):
        for url in (
            f"/verifikasi/{row.kode}/",
            f"/verifikasi/?nomor={row.nomor}",
            f"/verifikasi/?nomor={row.nomor_registrasi}",
        ):
            text = client.get(url).content.decode()
            assert judul in text
            assert all(word in text for word in (row.nama, row.nomor, "LSP Uji Nusantara", "BNSP-LSP-9021-ID"))
            assert "SK rahasia" not in text
            assert str(row.nomor_blanko) not in text
        assert english in client.get(f"/verifikasi/{row.kode}/?bahasa=en").content.decode()
        client.cookies.clear()
        body = client.get(f"/api/v1/verifikasi/{row.kode}").json()
        assert body.pop("diperiksa_pada").endswith("+07:00")
        assert body == {
            "keadaan": keadaan,
            "berlaku": keadaan == "berlaku",
            "nama": row.nama,
            "nomor": row.nomor,
            "nomor_registrasi": row.nomor_registrasi,
            "skema": {"kode": row.skema_kode, "nama": row.skema_nama},
            "lsp": {"nama": "LSP Uji Nusantara", "lisensi": "BNSP-LSP-9021-ID"},
            "tanggal_terbit": row.tanggal_terbit.isoformat(),
            "berlaku_sampai": row.berlaku_sampai.isoformat(),
        }


def test_what_is_not_in_the_register_gets_404_and_guessing_ends_soon(
    negeri: Negeri, client: Client, settings: Settings
) -> None:
    settings.VERIFIKASI_PER_MENIT = 4
    for url in (
        "/verifikasi/AAAA-BBBB-CCCC/",
        "/verifikasi/?nomor=%27%20OR%201=1",
        "/api/v1/verifikasi/AAAA-BBBB-CCCC",
    ):
        answer = client.get(url)
        assert answer.status_code == 404
        assert "LSP belum melaporkannya" in answer.content.decode()
    assert client.get("/verifikasi/?nomor=9").status_code == 404
    assert client.get("/verifikasi/?nomor=9").status_code == 429
    assert client.get("/api/v1/verifikasi?nomor=9").status_code == 429


def test_a_check_costs_the_same_few_reads(negeri: Negeri, client: Client) -> None:
    negeri.beri_blanko(1)
    row = negeri.terbitkan(1)
    client.get(f"/verifikasi/{row.kode}/")
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/verifikasi/{row.kode}/")
    assert len([one for one in seen.captured_queries if "pemegang_" in one["sql"]]) == 1


def test_a_row_changed_underneath_is_not_vouched_for_and_nobody_is_called_false(negeri: Negeri, client: Client) -> None:
    """A suspended certificate is set to ``terbit`` under another name by SQL."""
    negeri.beri_blanko(1)
    row = negeri.terbitkan(1)
    pemegang.bekukan(negeri.lembaga(), sertifikat=row, dasar="SK 1")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pemegang_sertifikatterdaftar SET status = 'terbit', nama = 'Orang Lain'")
    for url in (f"/verifikasi/{row.kode}/", f"/verifikasi/?nomor={row.nomor}"):
        response = client.get(url)
        text = response.content.decode()
        assert response.status_code == 200
        assert '<h1 id="hasil">Belum dapat kami pastikan</h1>' in text
        assert "Ini bukan berarti sertifikat orang itu palsu" in text
        assert not [one for one in ("Orang Lain", row.nama, "Sertifikat ini berlaku") if one in text]
    response = client.get(f"/api/v1/verifikasi/{row.kode}")
    body = response.json()
    assert (response.status_code, body["keadaan"], body["berlaku"]) == (503, "tidak_dipastikan", None)
    assert [one.sentence.split(": ")[-1] for one in findings() if str(row.pk) in one.sentence] == [
        "nama pemegang, status."
    ]


def test_the_directory_finds_an_lsp_by_name_city_number_and_skema_and_shows_its_state(
    negeri: Negeri, client: Client
) -> None:
    for words in ("nusantara", "9021", "web programmer"):
        text = client.get("/direktori/", {"q": words}).content.decode()
        assert "LSP Uji Nusantara" in text
        assert "LSP Uji Samudra" not in text
    assert "Tidak ada LSP yang cocok" in client.get("/direktori/", {"q": "zzz"}).content.decode()
    page = f"/direktori/{negeri.lsp.pk}/"
    assert all(
        word in client.get(page).content.decode() for word in ("BNSP-LSP-9021-ID", "Junior Web Programmer", "Aktif")
    )
    lisensi.bekukan_lingkup(negeri.ctx(Role.KETUA), lingkup=lingkup_dari(negeri.lsp)[0], **SK)
    lisensi.bekukan(negeri.ctx(Role.KETUA), lsp=negeri.lsp, **SK)
    text = client.get(page).content.decode()
    assert "Lisensi tidak aktif" in text
    assert "Temuan." not in text
    assert "Sekarang tidak ada skema yang boleh diujikan." in text
    assert "LSP Uji Nusantara" in client.get("/direktori/", {"status": "dibekukan"}).content.decode()
    assert client.get("/direktori/00000000-0000-7000-8000-000000000000/").status_code == 404


def test_a_skema_counts_only_while_the_licence_that_carries_it_is_in_force(negeri: Negeri, client: Client) -> None:
    """The directory, the front page, the register and the page of one skema say what the gate of every act says."""
    ketua = negeri.ctx(Role.KETUA)
    nanti = {**SK, "skema_kode": "SKM-NANTI", "skema_nama": "Skema Nanti", "sejak": HARI + timedelta(days=5)}
    del nanti["alasan"]
    lisensi.tambah_lingkup(negeri.ctx(Role.OPERATOR), lsp=negeri.lsp, **nanti)
    operator = client_of(negeri.orang[Role.OPERATOR])
    satu = lingkup_dari(negeri.lsp)
    aktif = jumlah_skema(HARI)
    assert [one.keadaan(HARI) for one in satu if one.skema_kode == "SKM-NANTI"] == ["belum"]
    assert direktori(HARI).get(pk=negeri.lsp.pk).jumlah_skema == len(satu) - 1
    lisensi.bekukan(ketua, lsp=negeri.lsp, **SK)
    assert direktori(HARI).get(pk=negeri.lsp.pk).jumlah_skema == 0
    assert jumlah_skema(HARI) < aktif
    tampil = operator.get("/lingkup/", {"q": negeri.lsp.nama}).content.decode()
    assert tampil.count("Lisensi LSP tidak aktif") >= len(satu)
    assert "Lisensi LSP tidak aktif" in operator.get(f"/lsp/lingkup/{satu[0].pk}/").content.decode()
    for keadaan, ada in (("aktif", False), ("tanpa_lisensi", True)):
        rows = operator.get("/lingkup/", {"q": negeri.lsp.nama, "status": keadaan}).content.decode()
        assert (satu[0].skema_kode in rows) is ada


@pytest.mark.req("P508-076")
def test_a_published_guideline_is_read_by_anybody_and_the_one_before_is_marked(negeri: Negeri, client: Client) -> None:
    tulis, ketua = negeri.ctx(Role.KOMISI_HARMONISASI), negeri.ctx(Role.KETUA)
    row = pedoman.daftarkan(tulis, kode="PBNSP 901", judul="Pedoman persyaratan umum")
    with pytest.raises(Invalid, match="sudah terdaftar"):
        pedoman.daftarkan(tulis, kode="pbnsp  901", judul="Lain")
    with pytest.raises(NotPermitted):
        pedoman.daftarkan(negeri.ctx(Role.CS), kode="PBNSP 902", judul="Lain")
    versi = pedoman.tulis_versi(tulis, pedoman=row, nomor="1/BNSP/2026", tanggal=HARI, isi="Isi yang pertama.")
    assert "Pedoman persyaratan umum" not in client.get("/pedoman/").content.decode()
    assert client.get("/pedoman/pbnsp-901/").status_code == 404
    with pytest.raises(NotPermitted):
        pedoman.terbitkan(tulis, versi=versi)
    with pytest.raises(ProofNeeded):
        pedoman.terbitkan(later(ketua, proof_at=None), versi=versi)
    pedoman.terbitkan(ketua, versi=versi)
    with pytest.raises(WrongState):
        pedoman.terbitkan(ketua, versi=versi)
    assert "Isi yang pertama." in client.get("/pedoman/pbnsp-901/").content.decode()
    with pytest.raises(Invalid, match="apa yang berubah"):
        pedoman.tulis_versi(tulis, pedoman=row, nomor="2/BNSP/2026", tanggal=HARI, isi="Isi yang kedua.")
    kedua = pedoman.tulis_versi(
        tulis, pedoman=row, nomor="2/BNSP/2026", tanggal=HARI, isi="Isi yang kedua.", perubahan="Pasal 2."
    )
    pedoman.terbitkan(ketua, versi=kedua)
    assert "Isi yang kedua." in client.get("/pedoman/pbnsp-901/").content.decode()
    lama = client.get("/pedoman/pbnsp-901/1/").content.decode()
    assert "Isi yang pertama." in lama
    assert "Versi ini sudah digantikan" in lama
    assert sorted(VersiPedoman.objects.values_list("versi", "status")) == [(1, "digantikan"), (2, "berlaku")]
    assert Event.objects.filter(name="pedoman.terbitkan", payload__nomor="2/BNSP/2026").exists()
    assert client.get("/pedoman/pbnsp-901/1/pdf/").status_code == 404
    assert "Pedoman persyaratan umum" in client.get("/pedoman/", {"q": "kedua"}).content.decode()
    assert "/pedoman/pbnsp-901/" in client.get("/pedoman/").content.decode()


def test_every_public_page_opens_for_a_stranger(negeri: Negeri, client: Client) -> None:
    for url in ("/", "/direktori/", "/verifikasi/", "/pedoman/", "/kontak/", "/robots.txt", "/api/v1/openapi.json"):
        assert client.get(url).status_code == 200, url


def test_every_public_page_is_read_in_english_too(negeri: Negeri, client: Client) -> None:
    tulis, ketua = negeri.ctx(Role.KOMISI_HARMONISASI), negeri.ctx(Role.KETUA)
    row = pedoman.daftarkan(tulis, kode="PBNSP 901", judul="Pedoman uji")
    versi = pedoman.tulis_versi(tulis, pedoman=row, nomor="1/BNSP/2026", tanggal=HARI, isi="Isi.")
    pedoman.terbitkan(ketua, versi=versi)
    for url, words, indonesian in (
        ("/", "National register", "Register nasional"),
        ("/direktori/", "licensed by BNSP", "berlisensi BNSP"),
        (f"/direktori/{negeri.lsp.pk}/", "Scope: schemes it may assess", "Lingkup"),
        ("/verifikasi/", "By number", "Dengan nomor"),
        ("/pedoman/", "Guidelines of BNSP", "Panduan BNSP"),
        ("/pedoman/pbnsp-901/", "All versions", "Semua versi"),
        ("/kontak/", "Questions about one certificate", "Pertanyaan tentang"),
        ("/pengaduan/", "Send the complaint", "Kirim pengaduan"),
        ("/pengaduan/lihat/", "Number of the complaint", "Nomor pengaduan"),
    ):
        page = client.get(url, {"bahasa": "en"}).content.decode()
        assert words in page and indonesian not in page, url
        assert '<html lang="en"' in page
        assert indonesian in client.get(url, {"bahasa": "id"}).content.decode(), url
    wrong = client.post("/pengaduan/?bahasa=en", {"nama": ""}).content.decode()
    assert "fields need attention" in wrong and "This field is empty." in wrong
