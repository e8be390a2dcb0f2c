"""Trainings and committee competence: what the rules against conflicts rest on (P508 9.4.4, 9.4.5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.lsp.administrasi.sdm import commands, queries
from telusur.lsp.administrasi.sdm.models import KompetensiKomite
from tests.lsp.dunia import HARI_INI, Panggung

pytestmark = pytest.mark.django_db
Sampai = Callable[[str], Panggung]


def test_a_training_is_recorded_on_its_page_and_found_by_trainer_and_participant(panggung: Sampai) -> None:
    dunia = panggung("diajukan").dunia
    browser = panggung("diajukan").klien("admin")
    pelatih, peserta = dunia.orang["komite1"], dunia.orang["asesi"]
    isian = {"judul": "Dasar web", "pelatih": pelatih.email, "mulai": "2025-03-01", "selesai": "2025-03-05"}
    salah = browser.post("/personel/pelatihan/baru/", {**isian, "peserta": "tidak.ada@uji.example"})
    assert salah.status_code == 422
    assert "Tidak ada akun dengan surel tidak.ada@uji.example" in salah.content.decode()
    browser.post("/personel/pelatihan/baru/", {**isian, "peserta": peserta.email})
    found = queries.pernah_melatih(pelatih.pk, peserta.pk)
    assert found is not None
    assert queries.pernah_melatih(peserta.pk, pelatih.pk) is None
    for kata in ("Dasar", pelatih.name, peserta.name):
        assert "Dasar web" in browser.get("/personel/", {"q": kata}).content.decode()
    assert "Tidak ada pelatihan yang cocok" in browser.get("/personel/?q=xyz").content.decode()


def test_a_wrong_training_is_refused_with_the_reason(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    ctx, orang = dunia.ctx("admin"), dunia.dunia.orang
    with pytest.raises(Invalid, match="terbalik"):
        commands.catat_pelatihan(
            ctx,
            judul="A",
            pelatih=orang["komite1"],
            peserta=[orang["asesor"]],
            mulai=HARI_INI,
            selesai=date(2020, 1, 1),
        )
    with pytest.raises(Invalid, match="sedikitnya satu peserta"):
        commands.catat_pelatihan(ctx, judul="A", pelatih=orang["komite1"], peserta=[], mulai=HARI_INI, selesai=HARI_INI)
    with pytest.raises(Invalid, match="pelatihannya sendiri"):
        commands.catat_pelatihan(
            ctx, judul="A", pelatih=orang["asesor"], peserta=[orang["asesor"]], mulai=HARI_INI, selesai=HARI_INI
        )
    with pytest.raises(NotPermitted, match="Mencatat pelatihan: hanya untuk"):
        commands.catat_pelatihan(
            dunia.ctx("asesor"), judul="A", pelatih=orang["komite1"], peserta=[], mulai=HARI_INI, selesai=HARI_INI
        )


def test_committee_competence_counts_from_its_first_to_its_last_day(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    orang, kode = dunia.dunia.orang["komite1"], "SKEMA-UJI"
    dari, sampai = HARI_INI, HARI_INI + timedelta(days=9)
    commands.catat_kompetensi_komite(
        dunia.ctx("manajer"), orang=orang, skema_kode=kode, dasar="SK", berlaku_dari=dari, berlaku_sampai=sampai
    )
    days = (dari - timedelta(days=1), dari, sampai, sampai + timedelta(days=1))
    assert [queries.kompeten_memutuskan(orang.pk, kode, day) for day in days] == [False, True, True, False]
    with pytest.raises(Invalid, match="terbalik"):
        commands.catat_kompetensi_komite(
            dunia.ctx("manajer"), orang=orang, skema_kode=kode, dasar="SK", berlaku_dari=sampai, berlaku_sampai=dari
        )


def test_competence_is_recorded_and_found_on_its_page(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    browser, skema = dunia.klien("admin"), dunia.dunia.skema_ada
    before = KompetensiKomite.objects.count()
    isian = {
        "orang": str(dunia.dunia.orang["komite4"].pk),
        "skema_kode": skema.kode,
        "dasar": "Pengalaman sepuluh tahun",
        "berlaku_dari": "2026-01-01",
        "berlaku_sampai": "2027-01-01",
    }
    page = browser.post("/personel/kompetensi/baru/", isian, follow=True).content.decode()
    assert "Pengalaman sepuluh tahun" in page
    assert KompetensiKomite.objects.count() == before + 1
    assert "Rinto" in browser.get("/personel/kompetensi/?q=rinto").content.decode()
    assert "Tidak ada yang cocok" in browser.get("/personel/kompetensi/?q=xyz").content.decode()
