"""Data to PDF/A: literal, repeatable, checkable from paper."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

import telusur
from telusur.kernel.base.errors import NotFound
from telusur.kernel.documents.render import BREAK, CannotRender, render, template_path
from tests.kernel.documents.sample import DATA, frame

pytestmark = pytest.mark.once

TEMPLATE = "kernel/surat.typ"
MARKUP = '#panic("x") #read("/etc/passwd") *tebal* $x^2$ ]#eval("1+1") @ref <lab> #import "a.typ" // \\ `'


def text_of(tool: Any, pdf: bytes) -> str:
    return re.sub(r"\s+", " ", tool(pdf, "pdftotext", "-layout", after=("-",)).replace(BREAK, ""))


def test_document_is_pdf_a_2a_and_ua_1_tagged_with_title_and_language() -> None:
    with pikepdf.open(io.BytesIO(render(TEMPLATE, DATA, frame()))) as pdf:
        meta = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.Root.Lang).startswith("id")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == "Surat Keterangan"
    assert re.search(r"<pdfaid:part>2</pdfaid:part>", meta)
    assert re.search(r"<pdfaid:conformance>A</pdfaid:conformance>", meta)
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", meta)


def test_same_data_gives_the_same_bytes() -> None:
    assert render(TEMPLATE, DATA, frame()) == render(TEMPLATE, DATA, frame())


def test_letterhead_number_signature_copies_and_form_code_are_printed(tool: Any) -> None:
    text = text_of(tool, render(TEMPLATE, DATA, frame()))
    for words in (
        "LSP Contoh Nusantara",
        "Lisensi BNSP-LSP-0000-ID",
        "Nomor: SK-0001/LSP/XI/2026",
        "Bandung, 20 November 2026",
        "Ditandatangani secara elektronik oleh Bayu Mahendra pada 20 November 2026 10.42 WIB",
        "Tembusan: 1. Manajer Sertifikasi 2. Arsip",
        "Kode dokumen 7K4M-92QF-XW3A",
        "FR.UJI.01 · Edisi 2023",
        "Halaman 1 dari 1",
    ):
        assert words in text


def test_markup_in_user_text_is_printed_literally_everywhere(tool: Any) -> None:
    data = {**DATA, "pembuka": MARKUP, "butir": [["Nama", MARKUP]], "tembusan": [MARKUP]}
    text = text_of(tool, render(TEMPLATE, data, frame(title=MARKUP, signer_name=MARKUP)))
    assert text.count('#panic("x") #read("/etc/passwd") *tebal* $x^2$') >= 4
    assert "root:" not in text


@pytest.mark.parametrize(
    "name", ["Raden Mas " + "Prawirodirdjo " * 13 + "Adi", "Prawirodirdjo" * 15 + "Tirta", "W" * 200]
)
def test_name_of_200_characters_stays_whole_and_on_the_page(tool: Any, name: str) -> None:
    assert len(name) in range(190, 201)
    pdf = render(TEMPLATE, {**DATA, "butir": [["Nama", name]]}, frame(signer_name=name))
    squeezed = text_of(tool, pdf).replace(" ", "")
    assert squeezed.count(name.replace(" ", "")) == 3
    boxes = [float(x) for x in re.findall(r'xMax="([\d.]+)"', tool(pdf, "pdftotext", "-bbox", after=("-",)))]
    assert max(boxes) <= 595.3 - 56


def test_qr_on_the_printed_page_opens_the_verification_address(place: Path) -> None:
    (place / "a.pdf").write_bytes(render(TEMPLATE, DATA, frame()))
    subprocess.run(["pdftoppm", "-r", "150", "-png", str(place / "a.pdf"), str(place / "a")], check=True)
    seen = subprocess.run(
        ["zbarimg", "-q", "--raw", str(place / "a-1.png")], capture_output=True, text=True, check=True
    )
    assert seen.stdout.strip() == "http://127.0.0.1:8000/dokumen/7K4M-92QF-XW3A/"


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("RGBA", "PNG"), ("L", "PNG"), ("P", "PNG")])
def test_photo_is_printed(tool: Any, mode: str, kind: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (1600, 2000)).save(out, kind)
    pdf = render(TEMPLATE, DATA, frame(), {"foto": out.getvalue()})
    assert "image" in tool(pdf, "pdfimages", "-list")


def test_draft_bears_its_watermark(place: Path) -> None:
    def red_parts(**changes: Any) -> int:
        (place / "a.pdf").write_bytes(render(TEMPLATE, DATA, frame(**changes)))
        subprocess.run(
            ["pdftoppm", "-r", "40", "-png", "-singlefile", str(place / "a.pdf"), str(place / "a")], check=True
        )
        with Image.open(place / "a.png") as page:
            pixels = page.convert("RGB").tobytes()
        return sum(1 for at in range(0, len(pixels), 3) if pixels[at] > pixels[at + 1] + 15 and pixels[at] > 225)

    assert red_parts(draft=True) > 2000
    assert red_parts() < 200


def test_character_that_the_fonts_lack_is_an_error_not_a_blank() -> None:
    with pytest.raises(CannotRender):
        render(TEMPLATE, {**DATA, "pembuka": "你好"}, frame())


def test_unknown_template_is_said_so() -> None:
    with pytest.raises(NotFound):
        template_path("tidak/ada.typ")


def test_no_template_evaluates_text_or_reaches_out() -> None:
    templates = list(Path(telusur.__file__).parent.rglob("typst/**/*.typ"))
    assert templates
    for template in templates:
        source = template.read_text(encoding="utf-8")
        assert not re.search(r"\beval\s*\(|@preview|\bplugin\s*\(|mode:\s*\"markup\"", source), template
