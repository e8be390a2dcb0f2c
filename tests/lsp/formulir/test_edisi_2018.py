"""Each form of edition 2018: rows from the skema, complete content accepted, every check able to refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from telusur.kernel.base.errors import Invalid
from telusur.kernel.forms.commands import ajukan, minta_perbaikan
from telusur.kernel.forms.definition import FormDefinition
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.registry import definition
from telusur.lsp.formulir.edisi_2018 import FORMS, ia01, ia11, mapa02
from telusur.lsp.formulir.istilah import metode_dari
from telusur.lsp.formulir.nik import doubt_about_nik
from tests.lsp.formulir import isian
from tests.lsp.formulir.conftest import ELEMEN, KUK, SKEMA, UNITS

pytestmark = pytest.mark.django_db
Buka = Callable[..., Rekaman]
U = UNITS[0]


def fails(ctx: Any, rekaman: Rekaman, isi: dict[str, Any]) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        ajukan(ctx, rekaman=rekaman, isi=isi)
    return refusal.value.fields


def without(isi: dict[str, Any], *paths: str) -> dict[str, Any]:
    return {path: value for path, value in isi.items() if path not in paths}


def test_the_rows_come_from_the_skema(buka: Buka) -> None:
    assert [row.key for row in buka("FR.APL.02").content().rows("elemen")] == ELEMEN
    assert [row.key for row in buka("FR.IA.01").content().rows("kuk")] == KUK
    assert [row.key for row in buka("FR.AK.02").content().rows("unit")] == UNITS
    assert (len(UNITS), len(ELEMEN), len(KUK)) == (8, 25, 70)


def test_apl01_passes_from_asesi_to_admin_to_asesor(buka: Buka, ctx, ani, citra, budi, berkas) -> None:
    rekaman = buka("FR.APL.01")
    ajukan(ctx(ani), rekaman=rekaman, isi=isian.apl01_asesi(berkas))
    ajukan(ctx(citra), rekaman=rekaman, isi=isian.apl01_admin())
    ajukan(ctx(budi), rekaman=rekaman, isi=isian.apl01_asesor())
    assert rekaman.selesai
    assert rekaman.isi["identitas/nik"] == "3273015412990002"


@pytest.mark.req("P508-026")
def test_apl01_stores_who_applies_with_a_checked_nik_or_a_passport(buka: Buka, ctx, ani, citra, berkas) -> None:
    job = {
        "pekerjaan/institusi": "PT Contoh Karya",
        "pekerjaan/jabatan": "Pengembang web",
        "pekerjaan/telepon": "022 123456",
    }
    whole = {
        **isian.apl01_asesi(berkas),
        **job,
        "identitas/pendidikan_dari": "SMK Uji, RPL",
        "identitas/kode_pos": "40111",
    }
    person = {path: value for path, value in whole.items() if path.startswith(("identitas/", "pekerjaan/"))}
    needed = set(person) - {"identitas/pendidikan_dari", "identitas/kode_pos"} - set(job)
    rekaman = buka("FR.APL.01")
    assert set(fails(ctx(ani), rekaman, dict.fromkeys(person))) >= needed - {"identitas/nik"}
    wrong = (
        "3273015412",
        "32730154129900AB",
        "0073015412990002",
        "3273017412990002",
        "3273015413990002",
        "3273015412990000",
    )
    for nik in wrong:
        assert "identitas/nik" in fails(ctx(ani), rekaman, {**whole, "identitas/nik": nik}), nik
    passport = {
        **without(whole, "identitas/nik"),
        "identitas/jenis_identitas": "paspor",
        "identitas/paspor": "C1234567",
    }
    assert "identitas/paspor" in fails(ctx(ani), rekaman, {**passport, "identitas/paspor": "c-12"})
    ajukan(ctx(ani), rekaman=rekaman, isi=passport)
    rekaman.refresh_from_db()
    assert rekaman.isi["identitas/paspor"] == "C1234567" and "identitas/nik" not in rekaman.isi
    minta_perbaikan(ctx(citra), rekaman=rekaman, catatan="Pakai KTP")
    ajukan(ctx(ani), rekaman=rekaman, isi={**whole, "identitas/paspor": None})
    rekaman.refresh_from_db()
    kept = {**person, "identitas/hp": "+6281234567890", "pekerjaan/telepon": "+6222123456"}
    assert {path: rekaman.isi.get(path) for path in person} == kept
    assert "identitas/paspor" not in rekaman.isi
    assert "3273015412990002" not in json.dumps(rekaman.bagian)  # as it lies in the database


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"identitas/nik": "32730154129900"}, "identitas/nik"),
        ({"identitas/nik": "3273017412990002"}, "identitas/nik"),
        ({"identitas/tanggal_lahir": "1999-12-15"}, "identitas/tanggal_lahir"),
        ({"identitas/kelamin": "L"}, "identitas/kelamin"),
        ({"identitas/jenis_identitas": "paspor"}, "identitas/paspor"),
        ({"identitas/tanggal_lahir": "2090-12-14"}, "identitas/tanggal_lahir"),
        ({"identitas/hp": "tidak punya"}, "identitas/hp"),
        ({"identitas/foto": None}, "identitas/foto"),
        ({"persyaratan/dasar2/berkas": None}, "persyaratan/dasar1/berkas"),
        ({"persyaratan/administratif1/berkas": None}, "persyaratan/administratif1/berkas"),
        ({"kebutuhan/ada": "ya"}, "kebutuhan/uraian"),
        ({"sertifikasi/tujuan": "lainnya"}, "sertifikasi/tujuan_lain"),
        ({"persetujuan/setuju": False}, "persetujuan/setuju"),
    ],
)
def test_apl01_tells_the_asesi_what_is_missing(buka: Buka, ctx, ani, berkas, change, path) -> None:
    assert path in fails(ctx(ani), buka("FR.APL.01"), {**isian.apl01_asesi(berkas), **change})


def test_apl01_takes_a_reason_instead_of_a_file(buka: Buka, ctx, ani, berkas) -> None:
    isi = without(isian.apl01_asesi(berkas), "persyaratan/administratif1/berkas")
    ajukan(ctx(ani), rekaman=buka("FR.APL.01"), isi={**isi, "persyaratan/administratif1/alasan": "KTP sedang diurus"})


def test_apl01_refuses_a_file_of_somebody_else(buka: Buka, ctx, ani, dewi, berkas, now) -> None:
    from telusur.kernel.archive.models import StoredFile
    from tests.cast import bypass

    with bypass("archive"):
        foreign = StoredFile(
            name="x.pdf", kind="pdf", content_type="application/pdf", size=1, sha256="b" * 64, original_sha256="b" * 64,
            path="y", owner_id=dewi.pk, captured_by=dewi.name, created_at=now,
        )  # fmt: skip
        foreign.save()
    isi = {**isian.apl01_asesi(berkas), "identitas/foto": [str(foreign.pk)]}
    assert "identitas/foto" in fails(ctx(ani), buka("FR.APL.01"), isi)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"persyaratan/dasar2/status": "tidak_memenuhi"}, "keputusan/rekomendasi"),
        ({"keputusan/rekomendasi": "tidak"}, "keputusan/catatan"),
        ({"persyaratan/dasar1/status": "memenuhi"}, "persyaratan/dasar1/status"),
        ({"persyaratan/dasar1/status": None}, "persyaratan/dasar1/status"),
    ],
)
def test_apl01_admits_only_who_meets_the_basic_requirements(buka: Buka, ctx, ani, citra, berkas, change, path) -> None:
    rekaman = buka("FR.APL.01")
    ajukan(ctx(ani), rekaman=rekaman, isi=isian.apl01_asesi(berkas))
    assert path in fails(ctx(citra), rekaman, {**isian.apl01_admin(), **change})


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"persyaratan/dasar2/kajian": "tidak"}, "persyaratan/dasar2/catatan_asesor"),
        ({"kajian/rekomendasi": "tolak"}, "kajian/catatan"),
        ({"persyaratan/administratif1/kajian": "tidak"}, "kajian/rekomendasi"),
    ],
)
def test_apl01_asks_the_asesor_for_reasons(buka: Buka, ctx, ani, citra, budi, berkas, change, path) -> None:
    rekaman = buka("FR.APL.01")
    ajukan(ctx(ani), rekaman=rekaman, isi=isian.apl01_asesi(berkas))
    ajukan(ctx(citra), rekaman=rekaman, isi=isian.apl01_admin())
    assert path in fails(ctx(budi), rekaman, {**isian.apl01_asesor(), **change})


def test_apl02_links_one_file_to_many_elemen(buka: Buka, ctx, ani, budi, berkas) -> None:
    rekaman = buka("FR.APL.02")
    ajukan(ctx(ani), rekaman=rekaman, isi=isian.apl02_asesi(berkas))
    ajukan(ctx(budi), rekaman=rekaman, isi=isian.apl02_asesor())
    assert rekaman.selesai


def test_apl02_asks_evidence_for_k_only(buka: Buka, ctx, ani, berkas) -> None:
    rekaman, first = buka("FR.APL.02"), ELEMEN[0]
    isi = without(isian.apl02_asesi(berkas), f"elemen/{first}/bukti")
    assert list(fails(ctx(ani), rekaman, isi)) == [f"elemen/{first}/bukti"]
    ajukan(ctx(ani), rekaman=rekaman, isi={**isi, f"elemen/{first}/jawaban": "BK"})


def test_apl02_needs_no_evidence_when_the_skema_says_so(buka: Buka, ctx, ani, berkas) -> None:
    rekaman = buka("FR.APL.02", skema_lain={**SKEMA, "bukti_wajib_untuk_k": False})
    ajukan(ctx(ani), rekaman=rekaman, isi={f"elemen/{key}/jawaban": "K" for key in ELEMEN})


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({f"unit/{U}/lanjut": "tidak"}, "rekomendasi/lanjut"),
        ({"rekomendasi/lanjut": "tidak"}, "rekomendasi/catatan"),
        ({f"unit/{U}/lanjut": None}, f"unit/{U}/lanjut"),
    ],
)
def test_apl02_review_is_consistent(buka: Buka, ctx, ani, budi, berkas, change, path) -> None:
    rekaman = buka("FR.APL.02")
    ajukan(ctx(ani), rekaman=rekaman, isi=isian.apl02_asesi(berkas))
    assert path in fails(ctx(budi), rekaman, {**isian.apl02_asesor(), **change})


def test_mapa_of_a_skema_is_drawn_up_and_validated_by_two_people(buka: Buka, ctx, budi, bayu) -> None:
    for code, isi in (("FR.MAPA.01", isian.mapa01_isi()), ("FR.MAPA.02", isian.mapa02_isi())):
        rekaman = buka(code, skema=True)
        ajukan(ctx(budi), rekaman=rekaman, isi=isi)
        ajukan(ctx(bayu), rekaman=rekaman, isi={"validasi/sesuai": True})
        assert rekaman.selesai


def test_mapa01_needs_a_method_for_each_unit(buka: Buka, ctx, budi) -> None:
    isi = without(isian.mapa01_isi(), f"rencana/{U}/observasi", f"rencana/{U}/tanya_jawab")
    assert f"rencana/{U}/observasi" in fails(ctx(budi), buka("FR.MAPA.01", skema=True), isi)
    case = buka("FR.MAPA.01", isi=isi)
    assert f"rencana/{U}/observasi" in fails(ctx(budi), case, {"tinjauan/sesuai": "ya"})


def test_mapa02_maps_every_kelompok(buka: Buka, ctx, budi) -> None:
    isi = without(isian.mapa02_isi(), "peta/k1:FR.IA.01/pilih", "peta/k1:FR.IA.05/pilih")
    assert "peta/k1:FR.IA.01/pilih" in fails(ctx(budi), buka("FR.MAPA.02", skema=True), isi)


def test_mapa02_of_a_case_covers_the_potensi_of_this_asesi(buka: Buka, ctx, budi) -> None:
    narrow = {**isian.mapa02_isi(), "peta/k1:FR.IA.01/pilih": ["1"], "peta/k1:FR.IA.05/pilih": ["1"]}
    rekaman = buka("FR.MAPA.02", isi=narrow)
    review = {"tinjauan/potensi": "3", "tinjauan/sesuai": "ya"}
    assert "peta/k1:FR.IA.01/pilih" in fails(ctx(budi), rekaman, review)
    ajukan(ctx(budi), rekaman=rekaman, isi={**review, "peta/k1:FR.IA.01/pilih": ["1", "3"]})
    assert mapa02.instrumen_kasus(rekaman.content()) == ("FR.IA.01", "FR.IA.05")
    assert metode_dari(mapa02.instrumen_kasus(rekaman.content())) == ["observasi", "tertulis"]


@pytest.mark.parametrize("code", ["FR.MAPA.01", "FR.MAPA.02"])
def test_nobody_validates_their_own_mapa(buka: Buka, ctx, budi, code) -> None:
    from telusur.kernel.forms.commands import ganti_pihak
    from tests.cast import bypass

    rekaman = buka(code, skema=True)
    ajukan(ctx(budi), rekaman=rekaman, isi=isian.mapa01_isi() if code == "FR.MAPA.01" else isian.mapa02_isi())
    with bypass("forms", ctx=ctx(budi)):
        ganti_pihak(ctx(budi), rekaman=rekaman, slot="validator", person={"id": str(budi.pk), "name": budi.name})
    assert "validasi/sesuai" in fails(ctx(budi), rekaman, {"validasi/sesuai": True})


def test_ia11_reviews_the_instrument(buka: Buka, ctx, bayu) -> None:
    rekaman = buka("FR.IA.11")
    ajukan(ctx(bayu), rekaman=rekaman, isi=isian.ia11_peninjau())
    assert ia11.siap_digunakan(rekaman.content())


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"tinjauan/7/jawaban": "ya"}, "tinjauan/7/komentar"),
        ({"tinjauan/8/jawaban": "tidak"}, "tinjauan/8/komentar"),
        ({"tinjauan/7/jawaban": "ya", "tinjauan/7/komentar": "Ubah"}, "tinjauan/8/jawaban"),
    ],
)
def test_ia11_wants_comments_and_no_contradiction(buka: Buka, ctx, bayu, change, path) -> None:
    assert path in fails(ctx(bayu), buka("FR.IA.11"), {**isian.ia11_peninjau(), **change})


def test_ia11_is_not_for_the_author_of_the_instrument(buka: Buka, ctx, bayu) -> None:
    rekaman = buka("FR.IA.11", penyusun_id=[str(bayu.pk)])
    assert "akhir/komentar" in fails(ctx(bayu), rekaman, isian.ia11_peninjau())


def test_the_consultation_is_closed_by_both(buka: Buka, ctx, budi, ani) -> None:
    rekaman = buka("LSP.PRA", bukti=[{"key": "b1", "judul": "Ijazah"}])
    ajukan(ctx(budi), rekaman=rekaman, isi=isian.pra_asesor())
    ajukan(ctx(ani), rekaman=rekaman, isi=isian.pra_asesi())
    assert rekaman.selesai


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"poin/banding/dibahas": False}, "poin/banding/dibahas"),
        ({"bukti/b1/status": None}, "bukti/b1/status"),
        ({"bukti/b1/status": "diganti"}, "bukti/b1/catatan"),
        ({"keterbatasan/penyesuaian": None}, "keterbatasan/penyesuaian"),
        ({"jadwal/tanggal": "2020-01-06"}, "jadwal/tanggal"),
        ({"jadwal/jam_selesai": "07:00"}, "jadwal/jam_selesai"),
    ],
)
def test_the_consultation_cannot_be_closed_with_a_point_open(buka: Buka, ctx, budi, change, path) -> None:
    rekaman = buka("LSP.PRA", bukti=[{"key": "b1", "judul": "Ijazah"}])
    assert path in fails(ctx(budi), rekaman, {**isian.pra_asesor(), **change})


def test_the_asesi_accepts_the_house_rules_in_the_consultation(buka: Buka, ctx, budi, ani) -> None:
    rekaman = buka("LSP.PRA", bukti=[{"key": "b1", "judul": "Ijazah"}])
    ajukan(ctx(budi), rekaman=rekaman, isi=isian.pra_asesor())
    assert "asesi/tata_tertib" in fails(ctx(ani), rekaman, without(isian.pra_asesi(), "asesi/tata_tertib"))


JADWAL = {"jadwal/tanggal": "2026-11-27", "jadwal/jam_mulai": "08:00", "jadwal/tuk": "TUK Uji"}


def test_ak01_is_signed_by_asesor_and_asesi(buka: Buka, ctx, budi, ani) -> None:
    rekaman = buka("FR.AK.01", isi=JADWAL, metode=["observasi", "tertulis"])
    ajukan(ctx(budi), rekaman=rekaman, isi=isian.ak01_asesor())
    ajukan(ctx(ani), rekaman=rekaman, isi=isian.ak01_asesi())
    assert [tanda.slot for tanda in rekaman.tanda_tangan.all()] == ["asesor", "asesi"]


def test_ak01_leaves_no_method_of_the_map_out_and_needs_a_schedule(buka: Buka, ctx, budi) -> None:
    rekaman = buka("FR.AK.01", metode=["lisan"])
    assert {"bukti/metode", "jadwal/tanggal"} <= set(fails(ctx(budi), rekaman, isian.ak01_asesor()))


def test_ia01_recommends_k_when_every_kuk_is_k(buka: Buka, ctx, budi, ani) -> None:
    rekaman = buka("FR.IA.01")
    ajukan(ctx(budi), rekaman=rekaman, isi=isian.ia01_asesor())
    assert rekaman.isi["akhir/hasil"] == "K"
    ajukan(ctx(ani), rekaman=rekaman)
    assert rekaman.selesai


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({f"kuk/{KUK[0]}/hasil": None}, f"kuk/{KUK[0]}/hasil"),
        ({f"kuk/{KUK[0]}/hasil": "BK"}, f"unit/{U}/rekomendasi"),
        ({f"kuk/{KUK[0]}/hasil": "PL"}, f"kuk/{KUK[0]}/lanjut"),
        ({f"unit/{U}/rekomendasi": "BK"}, f"unit/{U}/rekomendasi"),
        ({"akhir/umpan_balik": ""}, "akhir/umpan_balik"),
    ],
)
def test_ia01_holds_units_and_kuk_together(buka: Buka, ctx, budi, change, path) -> None:
    assert path in fails(ctx(budi), buka("FR.IA.01"), {**isian.ia01_asesor(), **change})


def test_ia01_names_the_kuk_that_are_left_open(buka: Buka, ctx, budi) -> None:
    rekaman = buka("FR.IA.01")
    change = {f"kuk/{KUK[1]}/hasil": "PL", f"kuk/{KUK[1]}/lanjut": "FR.IA.03", f"unit/{U}/rekomendasi": "PL"}
    ajukan(ctx(budi), rekaman=rekaman, isi={**isian.ia01_asesor(), **change})
    assert ia01.kuk_terbuka(rekaman.content()) == {U: ["1.2"]}
    assert (rekaman.isi[f"unit/{U}/usulan"], rekaman.isi[f"unit/{U}/belum"]) == ("PL", "1.2")
    assert rekaman.isi["akhir/hasil"] == "BK"


def test_ia05_is_filled_by_the_exam_and_confirmed_by_the_asesor(buka: Buka, ctx, budi, ani) -> None:
    rekaman = buka("FR.IA.05", isi=isian.IA05_AWAL, soal=isian.IA05_SOAL)
    ajukan(ctx(budi), rekaman=rekaman, isi=isian.ia05_asesor())
    ajukan(ctx(ani), rekaman=rekaman)
    assert rekaman.selesai


def test_ia05_below_the_threshold_needs_an_oral_follow_up(buka: Buka, ctx, budi) -> None:
    rekaman = buka("FR.IA.05", isi={**isian.IA05_AWAL, "ujian/ambang": 80}, soal=isian.IA05_SOAL)
    assert "akhir/tercapai" in fails(ctx(budi), rekaman, isian.ia05_asesor())
    ajukan(ctx(budi), rekaman=rekaman, isi={**isian.ia05_asesor(), "soal/2/tindak": "Menjawab benar secara lisan"})


def test_ia05_not_reached_says_what(buka: Buka, ctx, budi) -> None:
    rekaman = buka("FR.IA.05", isi=isian.IA05_AWAL, soal=isian.IA05_SOAL)
    assert "akhir/belum" in fails(ctx(budi), rekaman, {**isian.ia05_asesor(), "akhir/tercapai": "belum"})


def test_ak02_recommends_k_and_is_signed_by_both(buka: Buka, ctx, budi, ani) -> None:
    rekaman = buka("FR.AK.02", instrumen=["FR.IA.01", "FR.IA.05"])
    ajukan(ctx(budi), rekaman=rekaman, isi=isian.ak02_asesor())
    ajukan(ctx(ani), rekaman=rekaman)
    assert rekaman.selesai


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({f"unit/{U}/hasil": "BK"}, "rekomendasi/hasil"),
        ({"rekomendasi/hasil": "BK"}, "rekomendasi/tindak_lanjut"),
        ({f"unit/{U}/metode": None}, f"unit/{U}/metode"),
        ({f"unit/{U}/metode": ["portofolio"]}, f"unit/{U}/metode"),
        ({f"unit/{U}/metode": ["observasi"]}, f"unit/{U}/hasil"),
        ({f"unit/{U}/metode": ["lainnya"]}, f"unit/{U}/lainnya"),
        ({"waktu/selesai": "2026-11-19"}, "waktu/selesai"),
    ],
)
def test_ak02_rests_on_finished_records(buka: Buka, ctx, budi, change, path) -> None:
    rekaman = buka("FR.AK.02", instrumen=["FR.IA.01", "FR.IA.05"], kuk_terbuka={U: ["1.2"]})
    assert path in fails(ctx(budi), rekaman, {**isian.ak02_asesor(), **change})


def test_ak03_and_ak04_are_the_asesis(buka: Buka, ctx, ani) -> None:
    for code, isi in (("FR.AK.03", isian.ak03_asesi()), ("FR.AK.04", isian.ak04_asesi())):
        rekaman = buka(code)
        missing = next(iter(isi))
        assert missing in fails(ctx(ani), rekaman, without(isi, missing))
        ajukan(ctx(ani), rekaman=rekaman, isi=isi)
        assert rekaman.selesai


def test_ak05_reports_every_asesi_of_the_schedule(buka: Buka, ctx, budi) -> None:
    rekaman = buka("FR.AK.05", isi=isian.AK05_AWAL, asesi=isian.AK05_ASESI)
    ajukan(ctx(budi), rekaman=rekaman, isi=isian.ak05_asesor())
    assert rekaman.selesai


def test_ak05_names_the_units_of_a_bk_and_misses_nobody(buka: Buka, ctx, budi) -> None:
    awal = without(isian.AK05_AWAL, "asesi/d/keterangan", "asesi/e/hasil")
    rekaman = buka("FR.AK.05", isi=awal, asesi=isian.AK05_ASESI)
    assert set(fails(ctx(budi), rekaman, isian.ak05_asesor())) == {"asesi/d/keterangan", "asesi/e/hasil"}


@pytest.mark.parametrize("nik", ["0073015412990002", "3273013213990002", "3273011213990002", "3273015412990000"])
def test_what_is_unusual_about_a_nik_is_told(nik: str) -> None:
    assert doubt_about_nik(nik)


def test_editions_keep_their_own_forms_under_one_code() -> None:
    crp = FormDefinition(
        edition="2023", code="FR.IA.11", title="Ceklis Reviu Produk", scope=ia11.KASUS.scope, stages=ia11.KASUS.stages,
        sections=(),
    )  # fmt: skip
    from telusur.kernel.forms import registry

    registry.register(crp)
    try:
        assert definition("2018", "FR.IA.11").title == "Ceklis Meninjau Instrumen Asesmen"
        assert definition("2023", "FR.IA.11").title == "Ceklis Reviu Produk"
    finally:
        registry._DEFINITIONS.pop(("2023", "FR.IA.11", ia11.KASUS.scope))


def test_the_list_of_forms_names_who_fills_and_who_signs() -> None:
    out = StringIO()
    call_command("forms", "--json", stdout=out)
    rows = {(row["edition"], row["code"], row["scope"]): row for row in json.loads(out.getvalue())}
    assert len(rows) == len(FORMS)
    assert rows["2018", "FR.AK.01", "kasus"]["signs"] == ["Asesor", "Asesi"]
    assert rows["2018", "FR.APL.01", "kasus"]["fills"] == ["Asesi", "Admin LSP", "Asesor"]
