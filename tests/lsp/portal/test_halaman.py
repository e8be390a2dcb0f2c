"""What a visitor reads before applying, without an account."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from telusur.kernel.accounts.models import User
from telusur.kernel.commands.context import system_context
from telusur.lsp.administrasi.keuangan.queries import tagihan_perkara
from telusur.lsp.administrasi.mutu import commands as mutu
from telusur.lsp.administrasi.mutu.importer import parse as baca_mutu
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.umum.models import Lisensi
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from tests.cast import bypass, client_of
from tests.lsp.skema.berkas import DATA

pytestmark = pytest.mark.django_db
HALAMAN = ["/", "/profil/", "/skema/", "/skema/junior-web-programmer/", "/verifikasi/"]


def isi(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", HALAMAN)
def test_anybody_may_read_the_public_pages(lsp: Skema, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("path", HALAMAN)
def test_every_role_may_read_them_too(lsp: Skema, orang: dict[str, User], path: str) -> None:
    assert {nick: client_of(user).get(path).status_code for nick, user in orang.items()} == dict.fromkeys(orang, 200)


def test_every_page_is_read_in_english_too_and_the_choice_stays(lsp: Skema, client: Client) -> None:
    words = {
        "/": "From registration to certificate",
        "/profil/": "Scope: licensed schemes",
        "/skema/": "Certification schemes",
        "/skema/junior-web-programmer/": "Competency units assessed",
        "/verifikasi/": "Check a certificate",
    }
    client.get("/?bahasa=en")
    for path, expected in words.items():
        text = isi(client, path)
        assert '<html lang="en"' in text and expected in text and "?bahasa=id" in text
    assert lsp.unit.all()[0].judul_en in isi(client, "/skema/junior-web-programmer/")
    assert "Langkah dari daftar sampai sertifikat" in isi(client, "/?bahasa=id")


def test_the_pages_stand_before_a_profile_is_recorded(client: Client, db: None) -> None:
    assert [client.get(path).status_code for path in ("/", "/profil/", "/skema/", "/verifikasi/")] == [200] * 4


@pytest.mark.req("SOP-006")
@pytest.mark.req("P508-027")
def test_a_visitor_reads_requirements_evidence_rules_and_steps_before_choosing(lsp: Skema, client: Client) -> None:
    assert "Junior Web Programmer" in isi(client, "/skema/")
    text = isi(client, "/skema/junior-web-programmer/")
    assert all(row.uraian in text for row in lsp.persyaratan.all())
    assert all(
        word in text for word in ("Bukti langsung<span>L<", "Bukti tidak langsung<span>TL<", "Bukti tambahan<span>T<")
    )
    assert all(f"<strong>{word}</strong>" in text for word in ("Valid", "Asli", "Terkini", "Memadai"))
    steps = (
        "Daftar dan isi permohonan",
        "Permohonan diperiksa",
        "Bayar",
        "Pra-asesmen",
        "Uji kompetensi",
        "komite",
        "diserahkan",
    )
    places = [text.rindex(word) for word in steps]
    assert places == sorted(places)
    assert "Daftar skema ini" in text


def test_alternatives_are_shown_as_such_and_all_units_with_their_elemen(lsp: Skema, client: Client) -> None:
    text = isi(client, "/skema/junior-web-programmer/")
    assert "Penuhi salah satu" in text
    assert text.index("tl-atau") < text.index("Pemegang sertifikat pelatihan bidang pengembangan web")
    for unit in lsp.unit.all():
        assert unit.kode in text
        assert all(elemen.judul in text for elemen in unit.elemen.all())


@pytest.mark.req("SE007-010")
def test_a_visitor_reads_the_profile(lsp: Skema, client: Client) -> None:
    text = isi(client, "/profil/")
    assert all(word in text for word in ("LSP Uji Nusantara", "LSP Pihak Ketiga", "Jalan Uji 1", "halo@uji.example"))


@pytest.mark.req("SE007-011")
def test_a_visitor_reads_the_licence_with_its_status_and_validity(lsp: Skema, client: Client) -> None:
    text = isi(client, "/profil/")
    assert client.get("/lisensi/").headers["Location"] == "/profil/#lisensi"
    assert all(word in text for word in ("BNSP-LSP-9021-ID", "KEP.1", "Aktif", "15 Januari 2025", "14 Januari 2030"))


def test_an_expired_licence_says_so(lsp: Skema, client: Client) -> None:
    row = Lisensi.objects.get()
    row.berlaku_sampai = date(2026, 1, 1)
    with bypass("umum"):
        row.save()
    text = isi(client, "/profil/")
    assert "Masa berlaku habis" in text
    assert "Aktif" not in text


def test_a_visitor_lists_the_licensed_skema(lsp: Skema, client: Client) -> None:
    assert all(lsp.kode in isi(client, path) for path in ("/profil/", "/skema/"))


@pytest.mark.req("SE007-013")
def test_a_visitor_reads_the_basic_requirements_of_each_skema(lsp: Skema, client: Client) -> None:
    text = isi(client, "/skema/junior-web-programmer/")
    dasar = text[text.index("Persyaratan dasar") :]
    assert all(row.uraian in dasar for row in lsp.persyaratan.filter(jenis="dasar"))


@pytest.mark.req("SE007-014")
def test_the_fee_shown_is_the_one_invoiced(panggung: Any, client: Client) -> None:
    kasus = panggung("diterima").kasus[0].ada
    tagihan = tagihan_perkara(kasus.pk)
    assert tagihan is not None
    amount = f"Rp{tagihan.jumlah:,}".replace(",", ".")
    assert f'<p class="tl-harga tl-num">{amount}</p>' in isi(client, "/skema/junior-web-programmer/")
    assert amount in isi(client, "/skema/")


def test_search_finds_by_name_number_and_unit_and_tells_when_nothing_fits(lsp: Skema, client: Client) -> None:
    for word in ("junior", lsp.kode, "debugging", "J.620100.025.02"):
        assert "/skema/junior-web-programmer/" in isi(client, f"/skema/?cari={word}")
    text = isi(client, "/skema/?cari=<b>pilot</b>%00")
    assert "Tidak ada skema yang cocok" in text
    assert "<b>pilot" not in text


def test_a_skema_that_is_not_in_force_is_not_found(client: Client, db: None) -> None:
    assert client.get("/skema/tidak-ada/").status_code == 404


def test_an_asesi_starts_an_application_from_the_page_and_then_finds_it_there(lsp: Skema, ani: User) -> None:
    for path in sorted((DATA / "mutu").glob("*.yaml")):  # the texts an applicant agrees to
        mutu.terbitkan(system_context("uji"), **baca_mutu(path.read_bytes()))
    client = client_of(ani)
    assert 'action="/permohonan/baru/junior-web-programmer/"' in isi(client, "/skema/junior-web-programmer/")
    client.post("/permohonan/baru/junior-web-programmer/")
    row = Permohonan.objects.get()
    text = isi(client, "/skema/junior-web-programmer/")
    assert f"/kasus/{row.pk}/" in text
    assert "Daftar skema ini" not in text


def test_somebody_without_the_role_reads_why_they_cannot_apply(lsp: Skema, budi: User) -> None:
    text = isi(client_of(budi), "/skema/junior-web-programmer/")
    assert "hanya untuk Asesi" in text
    assert "Daftar skema ini" not in text


def test_a_skema_page_costs_the_same_queries_for_two_units_as_for_eight(
    lsp: Skema, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get("/skema/junior-web-programmer/")
    with django_assert_max_num_queries(13):
        client.get("/skema/junior-web-programmer/")


def test_machines_find_what_they_look_for(lsp: Skema, client: Client) -> None:
    assert "Disallow: /verifikasi/" in isi(client, "/robots.txt")
    assert client.get("/favicon.ico").headers["Location"].endswith("telusur-mark.svg")
    assert client.get("/manifest.webmanifest").json()["name"] == "LSP Uji Nusantara"
