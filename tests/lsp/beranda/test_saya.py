"""The asesi's dashboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.forms import commands as forms
from telusur.kernel.forms import drafts
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


def test_the_dashboard_says_which_requirements_are_still_missing(panggung: World) -> None:
    world = panggung("lsp")
    case = _draft(world)
    client, apl01 = world.klien(case.orang.kunci), case.rekaman("FR.APL.01")

    def missing() -> set[str]:
        found = client.get("/saya/").context["berjalan"][0].kurang
        return {one.fakta for one in found if not one.terpenuhi}

    first = missing()
    own = [
        one
        for one in apl01.sumber["skema"]["persyaratan"]
        if one["wajib"] and not one["grup"] and one["macam"] != "pas_foto"
    ]
    assert "Pengalaman kerja" in first and own[0]["uraian"] in first
    ctx = world.dunia.sebagai(case.orang.kunci, world.kini)
    file = forms.unggah(
        ctx, rekaman=apl01, path=f"persyaratan/{own[0]['id']}/berkas", upload=berkas.dokumen("KTP", case.orang.nama)
    )
    drafts.save(ctx, apl01, {f"persyaratan/{own[0]['id']}/berkas": [str(file.pk)], "pengalaman/1/tempat": "Studio"})
    assert missing() == first - {"Pengalaman kerja", own[0]["uraian"]}


def test_the_next_step_stands_on_top_in_plain_words(panggung: World) -> None:
    world = panggung("diterima")
    assert "Bayar biaya sertifikasi" in world.klien(world.kasus[2].orang.kunci).get("/saya/").content.decode()
    assert "Tidak ada yang perlu Anda lakukan sekarang" in world.klien("asesi").get("/saya/").content.decode()


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
