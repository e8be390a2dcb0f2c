"""Nobody applies for a skema that BNSP has frozen or that is outside the scope (P508 9.5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import QuerySet
from django.test import Client

from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.lsp.administrasi.umum.models import Lisensi
from telusur.lsp.peraga.alur import Kasus
from telusur.lsp.peraga.orang import ASESI
from telusur.lsp.sertifikasi.aplikasi.commands import mulai
from tests.lsp.dunia import Panggung
from tests.lsp.mitra import LISENSI, lingkup, sambungkan
from tests.lsp.tangan import bukti_tangan

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


def test_without_a_licence_no_skema_is_open_and_the_lsp_is_told_what_to_do(
    panggung: Callable[[str], Panggung], client: Client
) -> None:
    world = panggung("lsp")
    kode, orang = world.dunia.skema_ada.kode, ASESI[0]
    world.dunia.daftarkan_asesi(orang, world.kini)
    QuerySet(Lisensi).delete()
    with pytest.raises(WrongState, match=r"Lisensi LSP ini belum tercatat. Permohonan baru belum dapat diterima."):
        mulai(world.ctx(orang.kunci), skema=world.dunia.skema_ada)
    page = client.get("/skema/junior-web-programmer/").content.decode()
    assert "Lisensi LSP ini belum tercatat." in page and "Daftar skema ini" not in page
    assert "Lisensi LSP ini belum tercatat." in world.klien("manajer").get("/kelola/skema/").content.decode()
    profil, isi = world.klien("pengelola"), {**LISENSI, "status": "aktif", **bukti_tangan()}
    page = profil.get("/profil-lsp/").content.decode()
    assert "Tanpa lisensi, tidak satu skema pun terbuka" in page and "Catat lisensi" in page
    with pytest.raises(
        Invalid
    ) as wrong:  # its number is what BNSP calls us by: connected without, neither side could set it
        sambungkan(world)
    assert wrong.value.fields["code"] == [
        "Lembaga ini sendiri belum mempunyai kode. Lengkapi profil lembaga lebih dulu."
    ]
    assert profil.post("/profil-lsp/lisensi/", isi).status_code == 302
    assert "Daftar skema ini" in client.get("/skema/junior-web-programmer/").content.decode()
    sambungkan(world).lisensi(lingkup=[lingkup(kode)])
    assert "Daftar skema ini" in client.get("/skema/junior-web-programmer/").content.decode()
