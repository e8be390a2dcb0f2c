"""The certificate as holders and employers get it: by the real acts, the real worker, and programs that read PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.documents import signing
from telusur.kernel.documents.kinds import facts_of, kind_of
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.render import CannotRender
from telusur.lsp.sertifikasi.sertifikat import commands, rules
from telusur.lsp.sertifikasi.sertifikat.documents import isi_sertifikat, masa, penerbit
from telusur.lsp.sertifikasi.sertifikat.models import PermohonanBlanko, Sertifikat
from tests.lsp.dokumen.dunia import SAAT, Dunia, bangun, cetak
from tests.lsp.tangan import bukti_tangan

Baca = Callable[..., str]
Ctx = Callable[..., Context]
Kirim = Callable[..., int]
BLANKO = "00412876"


def bernomor(dunia: Dunia, ctx: Ctx) -> Sertifikat:
    """The certificate of the first case, numbered by the acts of the Admin LSP."""
    admin = ctx(dunia.orang["citra"], at=SAAT)
    permohonan: PermohonanBlanko = commands.ajukan_blanko(admin, komite=dunia.komite)
    commands.catat_blanko(admin, permohonan_blanko=permohonan, nomor=[BLANKO], **bukti_tangan())
    commands.beri_nomor(admin, permohonan_blanko=permohonan)
    return Sertifikat.objects.get()


def tertandatangani(dunia: Dunia, ctx: Ctx, kirim: Kirim) -> Sertifikat:
    """The same, checked and signed by the Direktur."""
    row = bernomor(dunia, ctx)
    kirim(slow=True)
    row = Sertifikat.objects.get()
    commands.periksa_dummy(ctx(dunia.orang["citra"], at=SAAT), sertifikat=row, butir=list(rules.SEPULUH_BUTIR))
    commands.tandatangani(ctx(dunia.orang["hendra"], at=SAAT), sertifikat=row)
    kirim(slow=True)
    return Sertifikat.objects.get()


def pdf_dari(document: Document | None) -> bytes:
    assert document is not None
    document.refresh_from_db()
    assert document.file is not None, document.failure
    return read_bytes(document.file)


def isi(**lain: Any) -> dict[str, Any]:
    """Data of a certificate, with what a test wants to be otherwise."""
    unit = [
        {
            "kode": f"J.620100.0{n:02d}.02",
            "judul": f"Melaksanakan Pekerjaan Nomor {n}",
            "judul_en": f"Performing Work Number {n}",
        }
        for n in range(1, int(lain.pop("jumlah_unit", 8)) + 1)
    ]
    return {
        "nomor_blanko": BLANKO,
        "nomor": "62014 2513 0 0000087 2026",
        "nomor_registrasi": "TIK.9021.00041 2026",
        "kode": "7K4M-92QF-XW3A",
        "nama": "Tiara Kusumaningtyas",
        "area_kerja": "Pemrograman",
        "area_kerja_en": "Programming",
        "skema": "Junior Web Programmer",
        "skema_en": "Junior Web Programmer",
        "masa": masa(36, "id"),
        "masa_en": masa(36, "en"),
        "kota": "Bandung",
        "tanggal": "9 Maret 2026",
        "lsp": "LSP Uji Nusantara",
        "lsp_en": "Uji Nusantara Certification Body",
        "peraga": False,
        "direktur": "Hendra Wibawa Uji",
        "manajer": "Mira Anggraini Uji",
        "unit": unit,
        **lain,
    }


def test_certificate_prints_all_ten_checked_points_and_is_signed(
    dunia: Dunia, ctx: Ctx, deliver_events: Kirim, baca: Baca
) -> None:
    row = tertandatangani(dunia, ctx, deliver_events)
    pdf = pdf_dari(row.dokumen)
    depan, belakang = (baca(pdf, "pdftotext", "-layout", "-f", n, "-l", n) for n in ("1", "2"))
    for kata in (
        BLANKO,
        row.nomor,
        "Ani Lestari Uji",
        row.nomor_registrasi,
        row.isi["area_kerja"],
        row.skema_nama,
        "Hendra Wibawa Uji",
        "3 (tiga) tahun",
        "Bandung, 20 November 2026",
        row.kode,
        "ditandatangani secara elektronik",
    ):
        assert kata in depan, kata
    polos = re.sub(r"\s+", " ", belakang)
    for unit in row.isi["unit"]:
        assert unit["kode"] in belakang
        assert re.sub(r"\W", "", unit["judul"]) in re.sub(r"\W", "", baca(pdf, "pdftotext", "-raw"))
    assert "Mira Anggraini Uji" in polos
    assert "Manajer Sertifikasi" in polos
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        gambar = [image for page in opened.pages for image in _images(page)]
        meta = opened.Root.Metadata.read_bytes().decode()
        assert bool(opened.Root.MarkInfo.Marked)
        assert all(page.MediaBox[2] > page.MediaBox[3] for page in opened.pages)
        assert len(opened.pages) == 2
    assert gambar, "the portrait is missing"
    assert "<pdfaid:part>2</pdfaid:part>" in meta
    assert "DRAF" not in depan + belakang
    verdict = signing.verify(pdf)
    assert verdict.ok
    assert "Signature is Valid" in baca(pdf, "pdfsig")


def _images(page: Any) -> list[Any]:
    """Image objects anywhere below a page, also in drawings within drawings."""
    found, waiting = [], [page.obj]
    while waiting:
        resources = waiting.pop().get("/Resources", {}).get("/XObject", {})
        for item in resources.values():
            if item.get("/Subtype") == "/Image":
                found.append(item)
            else:
                waiting.append(item)
    return found


def test_qr_opens_the_verification_of_the_certificate_and_bars_hold_the_blank(
    dunia: Dunia, ctx: Ctx, deliver_events: Kirim, pindai: Callable[[bytes, int], list[str]]
) -> None:
    row = tertandatangani(dunia, ctx, deliver_events)
    codes = pindai(pdf_dari(row.dokumen), 1)
    assert f"QR-Code:http://127.0.0.1:8000/verifikasi/{row.kode}/" in codes
    assert f"CODE-128:{BLANKO}" in codes


def test_draft_says_that_it_is_no_certificate_and_bears_no_signature(
    dunia: Dunia, ctx: Ctx, deliver_events: Kirim, baca: Baca
) -> None:
    row = bernomor(dunia, ctx)
    deliver_events(slow=True)
    pdf = pdf_dari(Sertifikat.objects.get().dummy)
    for halaman in ("1", "2"):
        teks = baca(pdf, "pdftotext", "-raw", "-f", halaman, "-l", halaman)
        assert "DRAF" in teks
        assert "BUKAN SERTIFIKAT" in teks
    assert "secara elektronik" not in baca(pdf)
    assert not signing.verify(pdf).ok
    assert ("Keadaan", "Draf untuk diperiksa, bukan sertifikat") in facts_of(
        Document.objects.get(kind="sertifikat_dummy")
    ).items()
    assert row.nomor in baca(pdf)


@pytest.mark.parametrize(
    "nama",
    ["Raden Mas " + "Prawirodirdjo " * 13 + "Adi", "Prawirodirdjo" * 15 + "Tirta", "W" * 200],
    ids=["kata", "satu kata", "lebar"],
)
def test_name_of_200_characters_is_whole_on_both_sides_and_inside_the_frame(
    dunia: Dunia, baca: Baca, nama: str
) -> None:
    pdf = cetak("sertifikat", isi(nama=nama))
    assert "Pages: 2 " in baca(pdf, "pdfinfo")
    for halaman in ("1", "2"):
        teks = re.sub(r"\s", "", baca(pdf, "pdftotext", "-raw", "-f", halaman, "-l", halaman))
        assert nama.replace(" ", "") in teks
    kotak = baca(pdf, "pdftotext", "-bbox")
    assert min(map(float, re.findall(r'xMin="([\d.]+)"', kotak))) > 40
    assert max(map(float, re.findall(r'xMax="([\d.]+)"', kotak))) < 841.9 - 40


def test_front_keeps_its_parts_apart_when_every_text_is_long(dunia: Dunia, baca: Baca) -> None:
    judul = (
        "Pengelolaan Keselamatan dan Kesehatan Kerja pada Pekerjaan Konstruksi Bangunan Gedung Bertingkat Tinggi " * 2
    )
    judul = judul.strip()[:200]
    pdf = cetak("sertifikat", isi(nama="Prawirodirdjo " * 14, skema=judul, skema_en=judul + ".", area_kerja=judul))
    kotak = baca(pdf, "pdftotext", "-bbox", "-f", "1", "-l", "1")
    turun = {kata: float(y) for y, kata in re.findall(r'yMax="([\d.]+)">([^<]+)</word>', kotak)}
    assert turun["valid"] < turun["Hendra"]
    assert turun["Direktur"] < 595.3 - 38


@pytest.mark.parametrize(("jumlah", "halaman"), [(8, 2), (16, 2), (22, 2), (40, 3), (90, 4)])
def test_every_unit_is_listed_however_many_there_are(dunia: Dunia, baca: Baca, jumlah: int, halaman: int) -> None:
    pdf = cetak("sertifikat", isi(jumlah_unit=jumlah))
    assert f"Pages: {halaman} " in baca(pdf, "pdfinfo")
    teks = baca(pdf, "pdftotext", "-raw")
    assert [n for n in range(1, jumlah + 1) if f"J.620100.0{n:02d}.02" not in teks] == []
    terakhir = baca(pdf, "pdftotext", "-raw", "-f", str(halaman), "-l", str(halaman))
    assert "Manajer Sertifikasi" in terakhir
    assert baca(pdf).count("Signature of holder") == 1


def test_markup_in_the_name_is_printed_as_typed(dunia: Dunia, baca: Baca) -> None:
    nama = '#panic("x") *b* $x$ <lab>'
    assert baca(cetak("sertifikat", isi(nama=nama))).count(nama) == 2


def test_demonstration_certificate_says_so_on_every_page(orang: Any, ctx: Ctx, baca: Baca) -> None:
    dunia = bangun(orang, peraga=True)
    row = bernomor(dunia, ctx)
    pdf = cetak("sertifikat", row.isi)
    assert baca(pdf).count("PERAGA · contoh untuk pelatihan dan uji coba, bukan sertifikat resmi") == 2
    assert "PERAGA" not in baca(cetak("sertifikat", {**row.isi, "peraga": False}))


def test_name_that_fonts_cannot_print_stops_the_numbering_with_a_sentence(orang: Any, ctx: Ctx) -> None:
    dunia = bangun(orang, nama="Tiara 你好")
    with pytest.raises(Invalid, match="tidak dapat dicetak pada dokumen resmi"):
        bernomor(dunia, ctx)
    assert not Sertifikat.objects.exists()


def test_missing_data_is_a_failure_of_the_document_and_not_an_empty_line(dunia: Dunia) -> None:
    data = isi()
    del data["nomor"]
    with pytest.raises(CannotRender):
        cetak("sertifikat", data)


def test_certificate_without_portrait_keeps_the_place_for_it(dunia: Dunia, baca: Baca) -> None:
    assert "Pasfoto" in baca(cetak("sertifikat", isi()))


@pytest.mark.parametrize(
    ("bulan", "indonesia", "inggris"),
    [
        (36, "3 (tiga) tahun", "3 (three) years"),
        (12, "1 (satu) tahun", "1 (one) year"),
        (18, "18 (delapan belas) bulan", "18 (eighteen) months"),
    ],
)
def test_validity_is_written_in_figures_and_words(bulan: int, indonesia: str, inggris: str) -> None:
    assert (masa(bulan, "id"), masa(bulan, "en")) == (indonesia, inggris)


def test_frozen_data_of_the_certificate_come_from_the_case(dunia: Dunia, ctx: Ctx) -> None:
    row = bernomor(dunia, ctx)
    again = isi_sertifikat(
        penerbit(ctx(dunia.orang["citra"], at=SAAT)),
        dunia.kasus[0],
        nomor=row.nomor,
        nomor_registrasi=row.nomor_registrasi,
        kode=row.kode,
        blanko=BLANKO,
        tanggal_terbit=row.tanggal_terbit,
        berlaku_sampai=row.berlaku_sampai,
    )
    assert again == row.isi
    assert kind_of("sertifikat").public_title is False
