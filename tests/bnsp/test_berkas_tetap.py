"""Forms with files in a real browser: a mistake or a lost line leaves what was entered and chosen where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect

from telusur.bnsp.harmonisasi.pedoman.commands import daftarkan
from telusur.bnsp.harmonisasi.pedoman.models import VersiPedoman
from telusur.bnsp.pengendalian.pengaduan.models import Pengaduan
from telusur.bnsp.roles import Role
from tests.acting import client_of
from tests.bnsp.conftest import Negeri

pytestmark = [pytest.mark.once, pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CHOSEN = "[...document.querySelector('input[type=file]').files].map((file) => file.name)"


def _foto(folder: Path, nama: str) -> str:
    Image.new("RGB", (40, 40), "white").save(folder / nama, "PNG")
    return str(folder / nama)


def test_after_a_mistake_or_a_lost_line_the_evidence_is_still_chosen(
    page: Page, live_server: Any, tmp_path: Path
) -> None:
    page.goto(f"{live_server.url}/pengaduan/")
    page.get_by_label("Nama Anda").fill("Pelapor Uji")
    page.get_by_label("Surel").fill("pelapor")
    page.get_by_label("LSP yang diadukan").fill("LSP Uji")
    page.get_by_label("Apa yang terjadi").fill("Sertifikat dijual tanpa uji.")
    page.get_by_label("Bukti").set_input_files([_foto(tmp_path, "satu.png"), _foto(tmp_path, "dua.png")])
    send = page.get_by_role("button", name="Kirim pengaduan")

    send.click()
    expect(page.get_by_role("alert")).to_contain_text("Surel harus berbentuk nama@contoh.id.")
    expect(page.get_by_label("Nama Anda")).to_have_value("Pelapor Uji")
    assert page.evaluate(CHOSEN) == ["satu.png", "dua.png"]

    page.get_by_label("Surel").fill("pelapor@uji.example")
    page.context.set_offline(True)
    send.click()
    expect(page.get_by_role("alert").first).to_contain_text("Sambungan terputus.")
    page.context.set_offline(False)
    assert not Pengaduan.objects.exists()

    send.click()
    page.wait_for_url("**/pengaduan/diterima/")
    assert Pengaduan.objects.get().lampiran.count() == 2


def test_a_guideline_keeps_its_file_through_a_mistake_and_then_says_that_it_is_saved(
    page: Page, live_server: Any, negeri: Negeri, tmp_path: Path
) -> None:
    cookie = client_of(negeri.orang[Role.KOMISI_HARMONISASI]).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    row = daftarkan(negeri.ctx(Role.KOMISI_HARMONISASI), kode="PBNSP 901", judul="Pedoman uji")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "naskah.pdf")
    page.goto(f"{live_server.url}/naskah-pedoman/{row.pk}/tulis/")
    page.get_by_label("Nomor peraturan").fill("1/2026")
    page.get_by_label("Naskah", exact=True).fill("Pasal 1")
    page.get_by_label("Naskah bertanda tangan").set_input_files(str(tmp_path / "naskah.pdf"))
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_role("alert")).to_contain_text("Tanggal peraturan")
    assert page.evaluate(CHOSEN) == ["naskah.pdf"]

    page.get_by_label("Tanggal peraturan").fill("2026-11-02")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text("Draf tersimpan.")).to_be_visible()
    assert VersiPedoman.objects.get().berkas is not None


def test_a_photo_of_12_megapixels_is_made_smaller_before_it_is_sent(
    page: Page, live_server: Any, tmp_path: Path
) -> None:
    photo = tmp_path / "IMG_0001.jpeg"
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(photo, "JPEG", quality=92)
    before = photo.stat().st_size
    page.goto(f"{live_server.url}/pengaduan/")
    page.get_by_label("Bukti").set_input_files([str(photo), _foto(tmp_path, "kecil.png")])
    expect(page.get_by_text("IMG_0001.jpg")).to_be_visible()
    assert page.evaluate(CHOSEN) == ["IMG_0001.jpg", "kecil.png"]
    sides = """async () => { const file = document.querySelector("input[type=file]").files[0];
        const drawn = await createImageBitmap(file); return [file.size, drawn.width, drawn.height]; }"""
    size, width, height = page.evaluate(sides)
    assert size < before * 0.9
    assert (width, height) == (3000, 2250)
