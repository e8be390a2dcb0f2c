"""Reading skema: snapshot, fees, requirements."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.commands.context import system_context
from telusur.lsp.administrasi.skema import commands, queries
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.states import HasilPersyaratan, JenisPersyaratan
from tests.lsp.skema.berkas import JWP, K3, changed, imported

pytestmark = pytest.mark.django_db
OK = HasilPersyaratan.MEMENUHI


def ids(skema: Skema, jenis: str, grup: str | None = None) -> list[str]:
    rows = queries.persyaratan(skema, jenis)
    return [str(row.pk) for row in rows if grup is None or row.grup == grup]


def needed(skema: Skema) -> dict[str, str]:
    """Everything required met, of the alternatives only the first."""
    rows = queries.persyaratan(skema)
    first = next(row for row in rows if row.grup)
    return {str(row.pk): OK for row in rows if (row.wajib and not row.grup) or row.pk == first.pk}


def test_the_snapshot_carries_the_skema_as_the_forms_need_it() -> None:
    facts = queries.snapshot(imported())
    assert facts["kode"] == facts["nomor"] == "SS.JWP/LSPP/005/2022"
    assert (facts["jenis"], facts["acuan"]) == ("Okupasi", "SKKNI Nomor 282 Tahun 2016")
    unit = facts["kelompok"][0]["unit"][0]
    assert unit["elemen"][0]["kuk"][0] == {
        "no": "1.1",
        "teks": "Konsep data dan struktur data diidentifikasi sesuai dengan konteks permasalahan.",
    }
    assert {row["macam"] for row in facts["persyaratan"]} == {"", "identitas", "pas_foto"}


def test_a_unit_of_another_standard_names_that_standard() -> None:
    units = {unit["kode"]: unit for group in queries.snapshot(imported(K3))["kelompok"] for unit in group["unit"]}
    assert units["M.71KKK00.001.1"]["acuan"] == "SKKNI Nomor 307 Tahun 2017"
    assert units["M.71KKK01.003.1"]["acuan"] == "SKKNI Nomor 38 Tahun 2019"


@pytest.mark.parametrize("path", [JWP, K3], ids=["jwp", "k3"])
def test_the_snapshot_takes_the_same_few_queries_for_every_skema(path: Any) -> None:
    skema = imported(path)
    with CaptureQueriesContext(connection) as asked:
        queries.snapshot(skema)
    assert len(asked) == 9


def test_the_fee_of_an_application_is_that_of_the_skema_without_what_is_charged_otherwise() -> None:
    rows, total = queries.biaya_permohonan(imported())
    assert [row.nama for row in rows] == ["Biaya uji kompetensi", "Biaya penerbitan sertifikat"]
    assert total == 600_000


def test_the_file_may_say_itself_which_fees_are_charged() -> None:
    data, _ = changed(JWP, "jumlah_rupiah: 550000, contoh: true", "jumlah_rupiah: 550000, dikenakan: true")
    skema = commands.impor(system_context("uji"), isi=data, nama_berkas="jwp.yaml")
    assert queries.biaya_permohonan(skema)[1] == 550_000


def test_nothing_is_missing_when_all_that_is_required_is_there() -> None:
    skema = imported()
    assert queries.unmet(skema, needed(skema)) == []


def test_one_alternative_is_enough_whichever_it_is() -> None:
    skema = imported()
    others = {key: value for key, value in needed(skema).items() if key not in ids(skema, JenisPersyaratan.DASAR)}
    for one in ids(skema, JenisPersyaratan.DASAR, "A"):
        assert queries.unmet(skema, {**others, one: OK}) == []


def test_without_any_alternative_the_sentence_lists_all_of_them() -> None:
    skema = imported()
    group = ids(skema, JenisPersyaratan.DASAR, "A")
    statuses = {**needed(skema), **dict.fromkeys(group, HasilPersyaratan.TIDAK_ADA)}
    told = queries.unmet(skema, {**statuses, group[2]: HasilPersyaratan.TIDAK_MEMENUHI})
    assert len(told) == 1
    assert told[0].startswith("Penuhi salah satu: Pemegang sertifikat pelatihan")
    assert told[0].count("; atau ") == 5


def test_a_missing_document_and_an_insufficient_one_are_told_apart() -> None:
    skema = imported()
    ktp, *_, photo = ids(skema, JenisPersyaratan.ADMINISTRATIF)
    told = queries.unmet(
        skema, {**needed(skema), ktp: HasilPersyaratan.TIDAK_ADA, photo: HasilPersyaratan.TIDAK_MEMENUHI}
    )
    assert told == [
        "Salinan Kartu Tanda Penduduk: tidak ada.",
        "Pas foto identitas terbaru: ada, tetapi tidak memenuhi syarat.",
    ]


def test_an_optional_document_is_never_missing_and_a_forgotten_answer_counts_as_absent() -> None:
    skema = imported()
    assert len(queries.unmet(skema, {})) == 3
    assert not any("Kartu Tanda Mahasiswa" in sentence for sentence in queries.unmet(skema, {}))


def test_a_group_letter_counts_within_its_own_table_only() -> None:
    data, _ = changed(
        JWP,
        "Salinan Kartu Tanda Penduduk, wajib: true, alternatif_grup: null, macam: identitas}",
        "KTP, wajib: true, alternatif_grup: A}\n  - {uraian: Paspor, wajib: true, alternatif_grup: A}",
    )
    skema = commands.impor(system_context("uji"), isi=data, nama_berkas="jwp.yaml")
    statuses = {**needed(skema)}
    assert queries.unmet(skema, statuses) == ["Penuhi salah satu: KTP; atau Paspor."]


def test_search_finds_a_skema_by_name_number_and_unit() -> None:
    imported()
    imported(K3)
    ctx = system_context("uji")
    for word, wanted in (("junior", 1), ("UNISAYogya", 1), ("J.620100.025", 1), ("debugging", 1), ("tidak ada", 0)):
        assert queries.daftar(ctx, cari=word).count() == wanted
    assert queries.daftar(ctx, status="draf").count() == 0
    assert queries.daftar(ctx, jenis="okupasi").count() == 2
