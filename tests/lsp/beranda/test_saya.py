"""The asesi's dashboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.forms import drafts
from telusur.lsp.manajemen.beranda.asesi import KasusSaya
from telusur.lsp.peraga import berkas
from telusur.lsp.peraga.alur import Kasus
from telusur.lsp.peraga.orang import ASESI
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from tests.lsp.dunia import Panggung

World = Callable[[str], Panggung]


def _draft(world: Panggung) -> Kasus:
    case = Kasus(world.dunia, ASESI[5], 5)
    case.daftar(world.kini)
    return case


def test_the_first_step_of_a_newcomer_is_choosing_a_skema(panggung: World) -> None:
    world = panggung("lsp")
    world.dunia.daftarkan_asesi(ASESI[5], world.kini)
    client = world.klien(ASESI[5].kunci)
    assert "Pilih skema" in client.get("/saya/").content.decode()


@pytest.mark.req("P508-027")
def test_the_applicant_chooses_among_open_skema_and_reads_the_requirements_first(panggung: World) -> None:
    world = panggung("lsp")
    user = world.dunia.daftarkan_asesi(ASESI[5], world.kini)
    client, skema = world.klien(ASESI[5].kunci), world.dunia.skema_ada
    assert skema.nama in client.get("/permohonan/baru/").content.decode()
    page = client.get(f"/permohonan/baru/{skema.slug}/").content.decode()
    for one in skema.persyaratan.all():
        assert one.uraian in page
    assert not Permohonan.objects.filter(pemohon=user).exists()
    response = client.post(f"/permohonan/baru/{skema.slug}/")
    row = Permohonan.objects.get(pemohon=user)
    assert response.headers["Location"] == f"/kasus/{row.pk}/"
    again = client.post(f"/permohonan/baru/{skema.slug}/", follow=True).content.decode()
    assert "Anda sudah mempunyai" in again and Permohonan.objects.filter(pemohon=user).count() == 1


@pytest.mark.req("SOP-009")
def test_the_dashboard_takes_experience_and_a_document_per_requirement_and_shows_what_is_missing(
    panggung: World,
) -> None:
    world = panggung("lsp")
    case = _draft(world)
    client, apl01 = world.klien(case.orang.kunci), case.rekaman("FR.APL.01")
    url = f"/saya/{apl01.pk}/lengkapi/"

    def mine() -> KasusSaya:
        found: KasusSaya = client.get("/saya/").context["berjalan"][0]
        return found

    def missing() -> set[str]:
        return {one.fakta for one in mine().kurang if not one.terpenuhi}

    rows = [one for one in apl01.sumber["skema"]["persyaratan"] if one["wajib"]]
    page, borang, first = client.get("/saya/").content.decode(), mine().borang, missing()
    assert borang is not None and [one.uraian for one in borang.dokumen] == [one["uraian"] for one in rows]
    for place in borang.dokumen:
        assert f'name="{place.nama}"' in page and place.uraian in page and place.terima in page
    for group in ({"Pengalaman kerja"}, {one["uraian"] for one in rows if not one["grup"]}):
        assert group <= first
    client.post(url, {f"pengalaman/1/{box}": word for box, word in (("tempat", "Studio Web"), ("peran", "Magang"))})
    assert missing() == first - {"Pengalaman kerja"}
    left, photo = missing(), next(one for one in rows if one["macam"] == "pas_foto")
    places = {one.uraian: one.nama for one in borang.dokumen}
    refused = client.post(url, {places[photo["uraian"]]: berkas.dokumen("Bukan foto", case.orang.nama)}, follow=True)
    assert "bukan JPEG atau PNG" in refused.content.decode() and missing() == left
    for one in (
        photo,
        next(one for one in rows if one["grup"]),
        next(one for one in rows if one["macam"] == "identitas"),
    ):
        upload = berkas.pas_foto(1) if one is photo else berkas.dokumen(one["uraian"][:60], case.orang.nama)
        client.post(url, {places[one["uraian"]]: upload})
        gone = left - missing()
        assert len(gone) == 1 and one["uraian"] in gone.pop()
        left = missing()
    assert not any(one["uraian"] in told for one in rows for told in left)
    assert mine().borang.dokumen == []  # type: ignore[union-attr]  (there is a form as long as it is not submitted)
    typed = drafts.of(apl01)
    assert typed["pengalaman/1/tempat"] == "Studio Web" and typed["identitas/foto"]
    stranger = world.klien("admin").post(url, {"pengalaman/1/tempat": "Bukan saya"})
    assert stranger.status_code == 403 and drafts.of(apl01) == typed


def test_the_next_step_stands_on_top_in_plain_words(panggung: World) -> None:
    world = panggung("diterima")
    assert "Bayar biaya sertifikasi" in world.klien(world.kasus[2].orang.kunci).get("/saya/").content.decode()
    assert "Tidak ada yang perlu Anda lakukan sekarang" in world.klien("asesi").get("/saya/").content.decode()
    unpaid = world.kasus[2]
    page = world.klien(unpaid.orang.kunci).get(f"/kasus/{unpaid.ada.pk}/").content.decode()
    assert "Menunggu Anda: Bayar tagihan" in page and f"Menunggu {unpaid.ada.nama}" not in page


def test_the_filter_of_tasks_names_each_module_as_people_write_it(panggung: World) -> None:
    page = panggung("lsp").klien("manajer").get("/tugas/semua/").content.decode()
    assert ">TUK</option>" in page and ">Tuk</option>" not in page and ">Sdm</option>" not in page


def test_one_and_many_cases_cost_the_same(panggung: World) -> None:
    world = panggung("diterima")
    client = world.klien("asesi")

    def cost() -> int:
        client.get("/saya/")
        with CaptureQueriesContext(connection) as found:
            client.get("/saya/")
        return len(found)

    one = cost()
    from tests.cast import bypass

    source = world.kasus[0].ada
    with bypass("aplikasi"):
        for number in (1, 2):
            Permohonan(
                pemohon=source.pemohon, skema=source.skema, skema_kode=f"LAIN-{number}", skema_nama="Lain", edisi="2018",
                nama=source.nama, status="ditolak", dibuat_pada=source.dibuat_pada,
            ).save()  # fmt: skip
    assert cost() == one
