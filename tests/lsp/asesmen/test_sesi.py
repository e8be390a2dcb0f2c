"""Acts of the assessment (SOP 3.2 to 3.4, P508 9.2.8)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import NotPermitted, WrongState
from telusur.kernel.forms.queries import for_subject, record
from telusur.lsp.peraga import isian
from telusur.lsp.sertifikasi.asesmen import commands
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.jadwal.models import Peserta
from tests.lsp.dunia import HARI_UJI, Panggung

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]


def buka(world: Panggung) -> None:
    world.pindah(world.dunia.saat(HARI_UJI, "07.45"))
    world.angkatan.buka_sesi(world.kini)


@pytest.mark.req("SOP-059")
def test_the_session_offers_only_the_instruments_of_the_plan(panggung: Bangun) -> None:
    world = panggung("sesi")
    page = world.klien("asesor").get(f"/asesmen/{world.jadwal.pk}/").content.decode()
    assert Asesmen.objects.filter(jadwal=world.jadwal).first().instrumen == ["FR.IA.01", "FR.IA.05"]  # type: ignore[union-attr]
    assert "FR.IA.01" in page
    assert "FR.IA.02" not in page
    codes = {"FR.APL.01", "FR.APL.02", "FR.MAPA.01", "FR.MAPA.02"}
    assert all(world.rekaman(0, code).selesai for code in codes)


def test_no_instrument_is_filled_before_the_asesi_has_signed_in(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    buka(world)
    ia01 = world.rekaman(0, "FR.IA.01")
    with pytest.raises(NotPermitted, match="belum menandatangani daftar hadir"):
        world.dunia.isi_giliran(ia01, "asesor", world.kini, **isian.ia01(ia01, ""))


@pytest.mark.req("SOP-068")
def test_the_report_is_refused_while_a_record_is_missing(panggung: Bangun) -> None:
    world = panggung("sesi")
    with pytest.raises(NotPermitted, match=r"FR\.AK\.02"):
        commands.susun_laporan(world.ctx("asesor"), jadwal=world.jadwal)
    page = world.klien("asesor").get(f"/asesmen/{world.jadwal.pk}/").content.decode()
    assert "Tiara Kusumaningtyas: belum ada FR.IA.01, FR.IA.05, FR.AK.02, FR.AK.03" in page


def test_whoever_does_not_come_is_absent_not_bk_and_can_be_planned_anew(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    buka(world)
    rows = list(Peserta.objects.filter(jadwal=world.jadwal))
    for row in rows:
        commands.tandai_tidak_hadir(world.ctx("asesor"), peserta=row)
    assert record(world.kasus[0].ada.pk, "FR.IA.01") is None
    commands.susun_laporan(world.ctx("asesor"), jadwal=world.jadwal)
    with pytest.raises(NotPermitted, match="sudah disusun"):
        commands.susun_laporan(world.ctx("asesor"), jadwal=world.jadwal)
    (report,) = for_subject(world.jadwal, "FR.AK.05")
    assert report.isi[f"asesi/{world.kasus[0].ada.pk}/hasil"] == "tidak_hadir"
    world.dunia.isi_giliran(report, "asesor", world.kini)
    assert world.jadwal.status == "selesai"
    assert world.kasus[0].ada.tahap == "praasesmen"


def test_who_has_signed_in_cannot_be_marked_absent(panggung: Bangun) -> None:
    world = panggung("sesi")
    row = Peserta.objects.filter(jadwal=world.jadwal).first()
    assert row is not None
    with pytest.raises(WrongState, match="sudah menandatangani"):
        commands.tandai_tidak_hadir(world.ctx("asesor"), peserta=row)
    with pytest.raises(NotPermitted):
        commands.tandai_tidak_hadir(world.ctx("asesor2"), peserta=row)


@pytest.mark.req("P508-040")
def test_a_stranger_to_the_case_is_refused_and_the_attempt_is_recorded(panggung: Bangun) -> None:
    world = panggung("sesi")
    ia01 = world.rekaman(0, "FR.IA.01")
    for kunci in ("asesor2", "galih"):
        before = Entry.objects.filter(outcome="refused").count()
        assert world.klien(kunci).get(f"/formulir/{ia01.pk}/").status_code == 403
        assert Entry.objects.filter(outcome="refused").count() > before


@pytest.mark.req("SOP-065")
@pytest.mark.req("SOP-069")
def test_the_report_lists_everybody_and_locks_the_package(panggung: Bangun) -> None:
    world = panggung("dilaporkan")
    (report,) = for_subject(world.jadwal, "FR.AK.05")
    assert [report.isi[f"asesi/{case.ada.pk}/hasil"] for case in world.kasus[:2]] == ["K", "K"]
    assert report.isi["laporan/aspek"]
    assert report.isi["laporan/penolakan"]
    assert report.selesai
    rows = Asesmen.objects.filter(jadwal=world.jadwal)
    assert {row.status for row in rows} == {"dilaporkan"}
    assert all(row.dilaporkan_pada for row in rows)
    assert world.kasus[0].ada.tahap == "keputusan"
    page = world.klien("asesor").get(f"/asesmen/{world.jadwal.pk}/").content.decode()
    assert "Paket terkunci" in page


@pytest.mark.req("SOP-063")
def test_answers_of_asesi_feed_a_summary(panggung: Bangun) -> None:
    world = panggung("dilaporkan")
    page = world.klien("manajer").get("/asesmen/umpan-balik/").content.decode()
    assert "2 dari 2" in page
    assert world.klien("asesor").get("/asesmen/umpan-balik/").status_code == 403


@pytest.mark.req("P508-104")
def test_management_admin_and_asesor_each_see_their_sessions(panggung: Bangun) -> None:
    world = panggung("sesi")
    for kunci in ("manajer", "direktur", "admin", "asesor"):
        page = world.klien(kunci).get("/asesmen/").content.decode()
        assert "2 berlangsung" in page
    assert "Belum ada sesi" in world.klien("asesor2").get("/asesmen/").content.decode()
