"""Anybody complains on the portal and follows it with number and code; Komisi Pengendalian looks into it and answers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from telusur.bnsp.pengendalian.pengaduan import commands
from telusur.bnsp.pengendalian.pengaduan.models import Pengaduan
from telusur.bnsp.roles import Role
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.notices.models import Message
from tests.acting import client_of
from tests.bnsp.conftest import NOW, Negeri

pytestmark = pytest.mark.django_db
ISI: dict[str, Any] = {
    "nama": "Pelapor Uji",
    "surel": "pelapor@uji.example",
    "telepon": "",
    "perihal": "bnsp-lsp-9021-id",
    "nomor_sertifikat": "62019 2513 0 0000001 2026",
    "uraian": "Sertifikat dijual tanpa uji.",
}


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    cache.clear()
    with clock.travel(NOW):
        yield
    cache.clear()


def foto(nama: str = "bukti.png") -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(data, "PNG")
    return SimpleUploadedFile(nama, data.getvalue(), "image/png")


def test_a_script_that_sends_files_is_told_where_to_go_on(negeri: Negeri, client: Client) -> None:
    answer = client.post("/pengaduan/", {**ISI, "lampiran": [foto()]}, headers={"X-Berkas": "tetap"})
    assert (answer.status_code, answer["Location"], answer.content) == (204, "/pengaduan/diterima/", b"")
    assert Pengaduan.objects.get().nomor in client.get("/pengaduan/diterima/").content.decode()
    plain = client.post("/pengaduan/", ISI)
    assert (plain.status_code, plain["Location"]) == (302, "/pengaduan/diterima/")
    refused = client.post("/pengaduan/", {**ISI, "surel": ""}, headers={"X-Berkas": "tetap"})
    assert refused.status_code == 422 and "perlu diperbaiki" in refused.content.decode()


def test_a_complaint_of_a_stranger_goes_from_the_portal_to_the_komisi_and_back(negeri: Negeri, client: Client) -> None:
    receipt = client.post("/pengaduan/", {**ISI, "lampiran": [foto(), foto("lain.png")]}, follow=True)
    row = Pengaduan.objects.get()
    assert (row.nomor, row.lsp, row.lampiran.count()) == ("0001/ADU/BNSP/XI/2026", negeri.lsp, 2)
    kode = receipt.context["tanda"]["kode"]
    page = receipt.content.decode()
    assert row.nomor in page and kode in page and kode not in str(row.__dict__.values())
    surat = Message.objects.get(to_email="pelapor@uji.example")
    assert row.nomor in surat.body and kode in surat.body and kode not in surat.masked_body

    komisi = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])
    assert "Telaah pengaduan" in komisi.get("/tugas/").content.decode()
    assert row.nomor in komisi.get("/pengaduan-masuk/").content.decode()
    alamat = f"/pengaduan-masuk/{row.pk}/"
    page = komisi.get(alamat).content.decode()
    assert ISI["uraian"] in page and "Pelapor Uji" in page and "LSP Uji Nusantara" in page
    assert Entry.objects.filter(code="pengaduan.buka", outcome="read", subject_id=str(row.pk)).count() == 1
    berkas = row.lampiran.all()[0].berkas_id
    assert komisi.get(f"/berkas/{berkas}/").status_code == 200
    assert client_of(negeri.orang[Role.OPERATOR]).get(f"/berkas/{berkas}/").status_code == 403
    komisi.post(alamat + "telaah/", {"lsp": str(negeri.lsp.pk)})
    komisi.post(alamat + "tindak_lanjut/", {"isi": "LSP dimintai penjelasan.", "terbuka": "on"})
    komisi.post(alamat + "tindak_lanjut/", {"isi": "Catatan di dalam."})

    def lihat(kode: str) -> str:
        return client.post("/pengaduan/lihat/", {"nomor": row.nomor.lower(), "kode": kode.lower()}).content.decode()

    page = lihat(kode)
    assert "Sedang ditelaah" in page and "LSP dimintai penjelasan." in page and "Catatan di dalam." not in page
    assert "tidak cocok" in lihat("7K4M-92QF-XW3A")
    komisi.post(alamat + "jawab/", {"jawaban": "Sertifikat itu dicabut."})
    assert "Sertifikat itu dicabut." in lihat(kode) and "Selesai" in lihat(kode)
    assert Message.objects.filter(to_email="pelapor@uji.example", body__contains="Sertifikat itu dicabut.").count() == 1
    assert not WorkItem.objects.filter(subject_id=row.pk).exists()
    assert mail.outbox == []


def test_what_is_missing_or_may_not_come_in_is_said_beside_the_field_and_takes_no_number(
    negeri: Negeri, client: Client
) -> None:
    for wrong, words in (
        ({**ISI, "uraian": ""}, "Isian ini belum diisi"),
        ({**ISI, "surel": "bukan surel"}, "nama@contoh.id"),
        ({**ISI, "lampiran": [SimpleUploadedFile("a.pdf", b"MZ bukan pdf", "application/pdf")]}, "bukan JPEG"),
    ):
        cache.clear()
        answer = client.post("/pengaduan/", wrong)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not Pengaduan.objects.exists()
    row = commands.ajukan(negeri.ctx(Role.CS), **{**ISI, "perihal": "LSP yang tak bernama"})
    assert (row.nomor, row.lsp) == ("0001/ADU/BNSP/XI/2026", None)
    with pytest.raises(Invalid, match="Terlalu banyak"):
        commands.ajukan(negeri.ctx(Role.CS), **ISI, lampiran=[foto()] * 6)


def test_one_address_cannot_flood_the_portal_nor_guess_codes(
    negeri: Negeri, client: Client, settings: Settings
) -> None:
    settings.PENGADUAN_PER_MENIT, settings.VERIFIKASI_PER_MENIT = 2, 2
    assert [client.post("/pengaduan/", ISI).status_code for _ in range(3)] == [302, 302, 429]
    assert Pengaduan.objects.count() == 2
    tebakan = {"nomor": "0001/ADU/BNSP/XI/2026", "kode": "AAAA-BBBB-CCCC"}
    assert [client.post("/pengaduan/lihat/", tebakan).status_code for _ in range(3)] == [422, 422, 429]


def test_only_the_komisi_acts_and_only_in_order(negeri: Negeri) -> None:
    row = commands.ajukan(negeri.ctx(Role.CS), **ISI)
    komisi = negeri.ctx(Role.KOMISI_PENGENDALIAN)
    with pytest.raises(NotPermitted):
        commands.telaah(negeri.ctx(Role.KETUA), pengaduan=row)
    with pytest.raises(WrongState):
        commands.jawab(komisi, pengaduan=row, jawaban="Sudah.")
    commands.telaah(komisi, pengaduan=row)
    for act, text in ((commands.jawab, "jawaban"), (commands.catat_tindak_lanjut, "isi")):
        with pytest.raises(Invalid):
            act(komisi, pengaduan=row, **{text: " "})
    commands.tolak(komisi, pengaduan=row, jawaban="Ajukan kepada LSP.")
    with pytest.raises(WrongState):
        commands.catat_tindak_lanjut(komisi, pengaduan=row, isi="Lagi.")
    assert Message.objects.filter(body__contains="Ajukan kepada LSP.").exists()


@pytest.mark.req("P508-098")
def test_the_public_site_leads_to_directory_certificate_check_guidelines_and_complaint_entry(
    negeri: Negeri, client: Client
) -> None:
    front = client.get("/").content.decode()
    for url, words in (
        ("/direktori/", "LSP Uji Nusantara"),
        ("/verifikasi/", "Dengan nomor"),
        ("/pedoman/", "Pedoman"),
        ("/pengaduan/", "Kirim pengaduan"),
    ):
        assert f'href="{url}"' in front
        page = client.get(url)
        assert (page.status_code, words in page.content.decode()) == (200, True), url
    negeri.beri_blanko(1)
    row = negeri.terbitkan(1)
    assert "Sertifikat ini berlaku" in client.get("/verifikasi/", {"nomor": row.nomor}).content.decode()
    assert client.post("/pengaduan/", ISI).status_code == 302
    assert Pengaduan.objects.get().lsp == negeri.lsp
