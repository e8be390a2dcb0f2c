"""Licence and scope are one rule: what the gate of an act says, every list, page, API and command line says too (P508 9.5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.umum import queries as umum
from telusur.lsp.administrasi.umum.models import LingkupLisensi
from tests.cast import bypass
from tests.lsp.dunia import HARI_INI, Panggung
from tests.lsp.mitra import lingkup, sambungkan
from tests.lsp.putusan import Putusan
from tests.lsp.skema.berkas import K3, imported

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]
K3_NAMA = "Petugas Keselamatan dan Kesehatan Kerja"


def test_the_scope_stands_since_the_day_bnsp_says_not_since_its_message(putusan: Putusan, client: Client) -> None:
    world = putusan("ditandatangani")
    bnsp, kode = sambungkan(world), world.dunia.skema_ada.kode
    bnsp.lisensi(lingkup=[lingkup(kode, sejak="2025-01-15")])
    assert LingkupLisensi.objects.get().sejak == date(2025, 1, 15)
    assert "15 Januari 2025" in client.get("/profil/").content.decode().partition("dilisensikan")[2]
    assert world.kasus[0].sertifikat.tanggal_terbit > LingkupLisensi.objects.get().sejak
    bnsp.lisensi(lingkup=[lingkup(kode, "dibekukan", sejak="2025-01-15", keadaan_sejak="2026-11-02")])
    bnsp.lisensi(lingkup=[lingkup(kode, sejak="2025-01-15")])
    assert LingkupLisensi.objects.get().sejak == date(2025, 1, 15)  # frozen and restored: in the scope all the while
    bnsp.lisensi(nomor_sk="KEP.10", tanggal_sk="2026-11-18", lingkup=[])  # named no more: out since that decision
    row = LingkupLisensi.objects.get()
    assert (row.status, row.sejak, row.keadaan_sejak) == ("dikurangi", date(2025, 1, 15), date(2026, 11, 18))


@pytest.mark.req("SE007-012")
def test_a_visitor_lists_the_licensed_skema_and_nothing_else_as_licensed_or_open(
    panggung: Bangun, client: Client
) -> None:
    world = panggung("lsp")
    bnsp, kode = sambungkan(world), world.dunia.skema_ada.kode
    imported(K3)
    bnsp.lisensi(lingkup=[lingkup(kode), lingkup("LAIN", "dibekukan")])
    profil = client.get("/profil/").content.decode()
    berlisensi = profil.partition("skema yang dilisensikan")[2].partition("sekarang tidak dilisensikan")[0]
    assert kode in berlisensi and "LAIN" not in berlisensi and K3_NAMA not in berlisensi
    dibuka = profil.partition("Skema yang dibuka")[2].partition("Sedang tidak dibuka")[0]
    assert kode in dibuka and K3_NAMA not in dibuka
    daftar = client.get("/skema/").content.decode()
    assert K3_NAMA not in daftar.partition("Sedang tidak dibuka")[0]
    assert "tidak ada dalam ruang lingkup lisensi menurut BNSP" in daftar.partition("Sedang tidak dibuka")[2]
    depan = client.get("/").content.decode()
    assert "1 skema" in depan and K3_NAMA not in depan
    assert [one["kode"] for one in client.get("/api/v1/skema").json()] == [kode]

    bnsp.lisensi(status="dibekukan", nomor_sk="KEP.11", lingkup=[lingkup(kode)])
    profil = client.get("/profil/").content.decode()
    assert "Sekarang tidak ada skema yang dilisensikan kepada LSP ini." in profil
    assert "Lisensi LSP dibekukan oleh BNSP dengan KEP.11." in profil
    assert "0 skema" in client.get("/").content.decode()
    assert client.get("/api/v1/skema").json() == []


def test_an_empty_scope_and_days_still_to_come_allow_nothing(panggung: Bangun) -> None:
    world = panggung("lsp")
    bnsp, kode = sambungkan(world), world.dunia.skema_ada.kode
    assert umum.alasan_di_luar_lingkup(kode, HARI_INI) is None  # BNSP has told nothing yet
    bnsp.lisensi(lingkup=[])
    assert "tidak ada dalam ruang lingkup" in (umum.alasan_di_luar_lingkup(kode, HARI_INI) or "")
    bnsp.lisensi(lingkup=[lingkup(kode, sejak="2026-12-01")])
    assert "baru berlaku 1 Desember 2026 menurut BNSP" in (umum.alasan_di_luar_lingkup(kode, HARI_INI) or "")
    assert umum.alasan_di_luar_lingkup(kode, date(2026, 12, 1)) is None
    bnsp.lisensi(berlaku_dari="2026-12-10", lingkup=[lingkup(kode)])
    assert "Lisensi LSP baru berlaku 10 Desember 2026." in (umum.alasan_di_luar_lingkup(kode, HARI_INI) or "")


def test_people_of_the_lsp_and_applicants_read_the_same_reason_on_their_lists(panggung: Bangun) -> None:
    world = panggung("diterima")
    bnsp, kode = sambungkan(world), world.dunia.skema_ada.kode
    imported(K3)
    bnsp.lisensi(lingkup=[lingkup(kode)])
    alasan = "tidak ada dalam ruang lingkup lisensi menurut BNSP"
    daftar = world.klien("admin").get("/kelola/skema/").content.decode()
    assert daftar.count("Tidak terbuka") == 1 and daftar.count(alasan) == 1
    rinci = world.klien("manajer").get(f"/kelola/skema/{imported_slug()}/1/").content.decode()
    assert "Tidak terbuka untuk permohonan." in rinci and alasan in rinci
    pilih = world.klien("asesi").get("/permohonan/baru/").content.decode()
    assert K3_NAMA in pilih.partition("Sedang tidak dibuka")[2] and alasan in pilih
    assert K3_NAMA not in pilih.partition("Sedang tidak dibuka")[0]


def imported_slug() -> str:
    return str(Skema.objects.get(nama_id__startswith=K3_NAMA).slug)


def test_the_command_line_says_that_a_skema_is_outside_the_scope(
    panggung: Bangun, capsys: pytest.CaptureFixture[str]
) -> None:
    world = panggung("lsp")
    sambungkan(world).lisensi(lingkup=[lingkup(world.dunia.skema_ada.kode)])
    call_command("import_skema", str(K3))
    said = capsys.readouterr()
    assert "berlaku." in said.out
    assert "Belum terbuka untuk permohonan." in said.err and "tidak ada dalam ruang lingkup lisensi" in said.err


def test_nothing_is_called_remote_without_an_approval(panggung: Bangun, client: Client) -> None:
    world = panggung("lsp")
    row = Skema.objects.get(pk=world.dunia.skema_ada.pk)
    row.jarak_jauh = True
    with bypass("skema"):
        row.save()
    page = client.get(f"/skema/{row.slug}/").content.decode()
    assert "Tatap muka" in page and "jarak jauh" not in page.lower()
    english = client.get(f"/skema/{row.slug}/?bahasa=en").content.decode()
    assert "Face to face" in english and "remote" not in english.lower()
    staf = world.klien("manajer").get(f"/kelola/skema/{row.slug}/{row.versi}/").content.decode()
    assert "tatap muka" in staf and "jarak jauh" not in staf.lower()
