"""What the instruments leave behind per asesi and per unit, and FR.AK.02 that rests on it (SOP 3.3, P508 9.2.5)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

import pytest

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.errors import DomainError
from telusur.kernel.commands.guard import OutsideCommand
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.queries import signatures
from telusur.lsp.peraga import berkas, isian
from telusur.lsp.sertifikasi.ujian.queries import arus_utuh, ujian_kasus
from tests.lsp.dunia import Panggung

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]


def kata(world: Panggung, kunci: str, rekaman: Rekaman) -> str:
    """The words on the screen of a form, without marks."""
    answer = world.klien(kunci).get(f"/formulir/{rekaman.pk}/")
    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


@pytest.mark.req("P508-037")
def test_the_asesor_works_on_forms_that_already_hold_the_units_and_criteria_of_the_skema(panggung: Bangun) -> None:
    world = panggung("sesi")
    ia01, skema = world.rekaman(0, "FR.IA.01"), world.dunia.skema_ada
    screen = kata(world, "asesor", ia01)
    units = list(skema.unit.all())
    assert len(units) == 8
    for unit in units:
        assert unit.kode in screen
        assert unit.judul_id in screen
        for elemen in unit.elemen.all():
            for kuk in elemen.kuk.all():
                assert re.sub(r"\s+", " ", kuk.teks).strip() in screen
    for fact in (world.kasus[0].ada.nama, world.dunia.orang["asesor"].name, skema.kode, "23 November 2026"):
        assert fact in screen
    apl02 = world.rekaman(0, "FR.APL.02")
    assert {unit.kode for unit in units} == {row.key for row in apl02.content().rows("unit")}


@dataclass(frozen=True, slots=True)
class Dinilai:
    """The first asesi is assessed: the first unit is BK with a photo as evidence, the second rests on observation alone."""

    units: list[str]
    kuk: str
    foto: StoredFile


def dinilai(world: Panggung) -> Dinilai:
    kasus, saat = world.kasus[0], world.kini
    ia01 = world.rekaman(0, "FR.IA.01")
    gagal = ia01.content().rows("unit")[0].key
    isi = isian.ia01(ia01, gagal)
    kuk = next(path for path, value in isi.items() if path.endswith("/hasil") and value == "BK")
    foto = forms.unggah(
        world.ctx("asesor"), rekaman=ia01, path=kuk.replace("/hasil", "/foto"), upload=berkas.pas_foto(7)
    )
    kasus.ujian(saat, salah=2)
    world.dunia.isi_giliran(ia01, "asesor", saat, **isi, **{kuk.replace("/hasil", "/foto"): [str(foto.pk)]})
    world.dunia.isi_giliran(ia01, "asesi", saat)
    ia05 = world.rekaman(0, "FR.IA.05")
    world.dunia.isi_giliran(ia05, "asesor", saat)
    world.dunia.isi_giliran(ia05, "asesi", saat)
    ak02 = world.rekaman(0, "FR.AK.02")
    units = [row.key for row in ak02.content().rows("unit")]
    hasil = isian.ak02_asesor(ak02, saat.date().isoformat(), gagal) | {f"unit/{units[1]}/metode": ["observasi"]}
    world.dunia.isi_giliran(ak02, "asesor", saat, **hasil)
    world.dunia.isi_giliran(ak02, "asesi", saat)
    return Dinilai(units, kuk, foto)


@pytest.mark.req("SOP-060")
def test_answers_observations_and_evidence_are_kept_per_asesi_and_unit_and_open_read_only(panggung: Bangun) -> None:
    world = panggung("sesi")
    done, case_id = dinilai(world), world.kasus[0].ada.pk
    units, kuk, foto = done.units, done.kuk, done.foto
    ia01, ia05, ak02 = (world.rekaman(0, code) for code in ("FR.IA.01", "FR.IA.05", "FR.AK.02"))
    rows = ia01.content().rows("kuk")
    assert {(row.data or {})["unit"] for row in rows} == set(units)
    assert all(ia01.isi[f"kuk/{row.key}/hasil"] in ("K", "BK") for row in rows)
    assert ia01.isi[kuk.replace("/hasil", "/foto")] == [str(foto.pk)]
    assert foto.case_id == case_id
    soal = ia05.content().rows("soal")
    assert {(row.data or {})["unit"] for row in soal} <= set(units)
    assert [ia05.isi[f"soal/{row.key}/hasil"] for row in soal].count("salah") == 2
    ujian = ujian_kasus(case_id)
    assert ujian is not None
    assert arus_utuh(ujian)
    assert {row.case_id for row in Rekaman.objects.filter(code="FR.IA.01", status="selesai")} == {case_id}

    # Reopened by those it concerns, with nothing to fill; nobody else; no change by any way.
    for rekaman in (ia01, ia05, ak02):
        for kunci in ("asesor", "asesi", "manajer"):
            answer = world.klien(kunci).get(f"/formulir/{rekaman.pk}/")
            assert answer.status_code == 200
            assert "data-formulir" not in answer.content.decode()
        assert world.klien("galih").get(f"/formulir/{rekaman.pk}/").status_code == 403
        with pytest.raises(DomainError):
            forms.ajukan(world.ctx("asesor"), rekaman=rekaman, isi={})
        sebelum, rekaman.bagian = rekaman.digest, {}
        with pytest.raises(OutsideCommand):
            rekaman.save()
        assert Rekaman.objects.get(pk=rekaman.pk).digest == sebelum
    assert world.klien("asesor").get(f"/berkas/{foto.pk}/").status_code == 200
    assert world.klien("galih").get(f"/berkas/{foto.pk}/").status_code == 403


@pytest.mark.req("SOP-062")
def test_fr_ak_02_shows_per_unit_what_supported_the_result_and_the_recommendation_signed_by_both(
    panggung: Bangun,
) -> None:
    world = panggung("sesi")
    units, ak02 = dinilai(world).units, world.rekaman(0, "FR.AK.02")
    screen = kata(world, "manajer", ak02)
    tabel, akhir = screen.split("Rekomendasi hasil asesmen", 1)
    parts = re.split("|".join(re.escape(unit) for unit in units), tabel)[1:]
    assert len(parts) == len(units)
    for unit, part in zip(units, parts, strict=True):
        assert "Observasi demonstrasi" in part
        assert ("Pertanyaan tertulis" in part) == (unit != units[1])
        assert ("Belum kompeten" in part) == (unit == units[0])
    assert "Belum kompeten" in akhir
    assert f"Ulangi unit {units[0]}" in akhir
    signed = signatures(ak02)
    assert [(row.slot, row.holds) for row in signed] == [("asesor", True), ("asesi", True)]
    for row in signed:
        assert row.name in akhir
