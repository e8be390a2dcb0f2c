"""Nobody applies for a skema that BNSP has frozen or that is outside the scope (P508 9.5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from telusur.kernel.base.errors import NotPermitted, WrongState
from telusur.lsp.peraga.alur import Kasus
from telusur.lsp.peraga.orang import ASESI
from telusur.lsp.sertifikasi.aplikasi.commands import mulai
from tests.lsp.dunia import Panggung
from tests.lsp.mitra import lingkup, sambungkan

pytestmark = pytest.mark.django_db
TUTUP = "dibekukan menurut BNSP sejak Jum 20 Nov 2026. Permohonan baru belum dapat diterima."


def test_a_frozen_skema_takes_no_applications_and_its_page_says_so(
    panggung: Callable[[str], Panggung], client: Client
) -> None:
    world = panggung("lsp")
    bnsp, kode = sambungkan(world), world.dunia.skema_ada.kode
    satu, dua = Kasus(world.dunia, ASESI[0], 0), Kasus(world.dunia, ASESI[1], 1)
    satu.daftar(world.kini)
    world.dunia.daftarkan_asesi(dua.orang, world.kini)
    skema = "/skema/junior-web-programmer/"
    assert "Daftar skema ini" in client.get(skema).content.decode()

    bnsp.lisensi(lingkup=[lingkup(kode, "dibekukan")])
    with pytest.raises(NotPermitted, match=TUTUP):
        satu.ajukan(world.kini)
    assert satu.ada.status == "draf"
    with pytest.raises(WrongState, match=TUTUP):
        mulai(world.ctx(dua.orang.kunci), skema=world.dunia.skema_ada)
    page = client.get(skema).content.decode()
    assert "Tidak ada asesmen baru untuk skema ini." in page and TUTUP in page
    assert "Daftar skema ini" not in page
    profil = client.get("/profil/").content.decode()
    assert kode in profil and "Dibekukan" in profil and "20 November 2026" in profil
    assert "Dibekukan" in world.klien("administrasi").get("/profil-lsp/").content.decode()

    bnsp.lisensi(lingkup=[lingkup("SKEMA-LAIN")])
    with pytest.raises(WrongState, match="dikeluarkan dari lingkup menurut BNSP"):  # no longer named
        mulai(world.ctx(dua.orang.kunci), skema=world.dunia.skema_ada)
