"""Guidelines arrive from BNSP, replace their earlier versions, are told to staff and read by anybody (P508 10.1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.notices.models import Message
from telusur.lsp.administrasi.pengetahuan import commands
from telusur.lsp.administrasi.pengetahuan.models import VersiPedoman
from tests.lsp.dunia import Panggung
from tests.lsp.mitra import sambungkan

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]
PEDOMAN: dict[str, Any] = {
    "kode": "PBNSP 201",
    "judul": "Pedoman Penilaian Kesesuaian LSP",
    "versi": 1,
    "nomor": "Per.1/BNSP/2014",
    "tanggal": "2014-03-01",
    "perubahan": "",
    "isi": "# Ruang lingkup\nBerlaku bagi setiap LSP.\n\n- ketidakberpihakan\n- kompetensi\n\n<b>mentah</b>",
}
BARU = {
    "versi": 2,
    "nomor": "Per.9/BNSP/2026",
    "tanggal": "2026-11-20",
    "perubahan": "Bab ketelusuran ditambahkan.",
    "isi": "# Ketelusuran\nSetiap keputusan dapat ditelusuri.",
}


@pytest.mark.req("P508-076")
def test_a_new_version_replaces_the_one_before_and_everybody_at_the_lsp_is_told(
    panggung: Bangun, client: Client
) -> None:
    world = panggung("lsp")
    bnsp = sambungkan(world)
    bnsp.kata("pedoman", "pbnsp-201", **PEDOMAN)
    told = Message.objects.filter(template="pedoman_baru")
    jumlah = told.count()
    penerima = {one.to_user for one in told.select_related("to_user")}
    assert {
        world.dunia.orang[one] for one in ("admin", "manajer", "administrasi", "direktur", "asesor", "komite1")
    } <= penerima
    assert set(told.values_list("channel", flat=True)) == {"aplikasi"}

    assert "Pedoman" in client.get("/").content.decode()
    page = client.get("/pedoman/pbnsp-201/").content.decode()
    assert all(text in page for text in ("Per.1/BNSP/2014", "Berlaku bagi setiap LSP.", "<li>kompetensi</li>"))
    assert "&lt;b&gt;mentah" in page and "sudah digantikan" not in page

    bnsp.kata("pedoman", "pbnsp-201", **{**PEDOMAN, **BARU})
    bnsp.kata("pedoman", "pbnsp-201", **{**PEDOMAN, **BARU})
    assert told.count() == 2 * jumlah
    assert told.filter(to_user=world.dunia.orang["direktur"], body__contains="Bab ketelusuran ditambahkan.").exists()
    assert "PBNSP 201 versi 2" in world.klien("direktur").get("/pemberitahuan/").content.decode()
    page = client.get("/pedoman/pbnsp-201/").content.decode()
    assert "Setiap keputusan dapat ditelusuri." in page and "Bab ketelusuran ditambahkan." in page
    lama = client.get("/pedoman/pbnsp-201/versi/1/").content.decode()
    assert "Versi ini sudah digantikan." in lama and "Berlaku bagi setiap LSP." in lama and "Digantikan" in lama
    for nomor in (1, 2):
        answer = client.get(f"/pedoman/pbnsp-201/versi/{nomor}/cetak/")
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    daftar = client.get("/pedoman/").content.decode()
    assert daftar.count("PBNSP 201") == 1 and "Per.9/BNSP/2026" in daftar
    assert "PBNSP 201" in client.get("/pedoman/?cari=ditelusuri").content.decode()
    assert "Tidak ada pedoman yang cocok" in client.get("/pedoman/?cari=resertifikasi").content.decode()
    for alamat in ("/pedoman/lain/", "/pedoman/pbnsp-201/versi/3/", "/pedoman/pbnsp-201/versi/3/cetak/"):
        assert client.get(alamat).status_code == 404


def test_a_version_never_changes_and_an_older_one_stays_behind(panggung: Bangun) -> None:
    world = panggung("lsp")
    bnsp = sambungkan(world)
    bnsp.kata("pedoman", **{**PEDOMAN, **BARU})
    sesudah = Message.objects.count()
    with pytest.raises(Invalid, match="sudah tercatat dengan naskah lain"):
        bnsp.kata("pedoman", **{**PEDOMAN, **BARU, "isi": "Diganti diam-diam."})
    bnsp.kata("pedoman", "lama", **{**PEDOMAN, "judul": "Judul lama"})
    rows = VersiPedoman.objects.order_by("versi").values_list("versi", "status", "pedoman__judul")
    assert list(rows) == [(1, "digantikan", PEDOMAN["judul"]), (2, "berlaku", PEDOMAN["judul"])]
    assert Message.objects.count() == sesudah
    with pytest.raises(Invalid, match="tidak memuat huruf atau angka"):
        bnsp.kata("pedoman", "kosong", **{**PEDOMAN, "kode": "--"})
    with pytest.raises(NotPermitted, match="hanya untuk BNSP"):
        commands.terima_pedoman(world.ctx("direktur"), **{**PEDOMAN, "tanggal": date(2014, 3, 1)})
