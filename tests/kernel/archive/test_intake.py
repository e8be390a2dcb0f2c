"""What may come in, judged by content."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from telusur.kernel.archive import image_intake
from telusur.kernel.archive.intake import DOCUMENT, PDF_ONLY, PHOTO, UploadRule, clean_name, inspect
from telusur.kernel.base.errors import Invalid

pytestmark = pytest.mark.once


def picture(kind: str = "JPEG", size: tuple[int, int] = (600, 800), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def pdf(pages: int = 1, change: Any = None, **options: Any) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(300, 300))
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def refusal(data: bytes, name: str, rule: UploadRule = DOCUMENT) -> str:
    with pytest.raises(Invalid) as refused:
        inspect(SimpleUploadedFile(name, data), rule)
    return refused.value.sentence


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (picture(), "foto.JPG", "jpeg"),
        (picture("PNG"), "foto.png", "png"),
        (pdf(3), "ijazah.pdf", "pdf"),
    ],
)
def test_whole_files_of_the_three_kinds_are_taken(data: bytes, name: str, kind: str) -> None:
    assert inspect(SimpleUploadedFile(name, data), DOCUMENT).kind.code == kind


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "kosong.pdf", "kosong"),
        (b"MZ\x90\x00 program", "program.pdf", "bukan JPEG, PDF atau PNG"),
        (b"<html></html>%PDF-1.7", "ganda.pdf", "bukan JPEG, PDF atau PNG"),
        (b"PK\x03\x04 docx", "surat.docx", "Simpan ulang"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "logo.svg", "bukan"),
        (picture(), "foto.pdf", "tidak sesuai dengan isinya, yaitu JPEG"),
        (picture(), "foto", ".jpg"),
        (picture()[:400], "foto.jpg", "rusak atau terpotong"),
        (pdf(2)[:300], "ijazah.pdf", "rusak atau terpotong"),
        (pdf(0), "hampa.pdf", "tidak berisi halaman"),
        (pdf(201), "tebal.pdf", "201 halaman"),
        (pdf(1, encryption=pikepdf.Encryption(owner="a", user="b")), "kunci.pdf", "kata sandi"),
        (pdf(1, encryption=pikepdf.Encryption(owner="a", user="")), "kunci.pdf", "dikunci"),
    ],
)
def test_every_other_file_is_refused_with_fact_and_cure(data: bytes, name: str, words: str) -> None:
    sentence = refusal(data, name)
    assert words in sentence
    assert sentence.endswith(".")


def _open_action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _hidden_in_annotation(document: pikepdf.Pdf) -> None:
    annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    annotation.A = pikepdf.Dictionary(
        S=pikepdf.Name.URI, URI="x", Next=[pikepdf.Dictionary(S=pikepdf.Name.Launch, F="a.exe")]
    )
    document.pages[0].Annots = pikepdf.Array([annotation])


def _attachment(document: pikepdf.Pdf) -> None:
    document.attachments["a.exe"] = b"MZ"


def _on_open_of_page(document: pikepdf.Pdf) -> None:
    document.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.GoTo))


def _xfa(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=document.make_stream(b"<xdp/>"))


@pytest.mark.parametrize("change", [_open_action, _hidden_in_annotation, _attachment, _on_open_of_page, _xfa])
@pytest.mark.parametrize("packed", [True, False])
def test_pdf_that_can_act_is_refused_wherever_the_action_hides(change: Any, packed: bool) -> None:
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    assert "skrip" in refusal(pdf(1, change, object_stream_mode=mode), "surat.pdf")


def test_pdf_that_opens_at_a_page_is_taken() -> None:
    def go_to(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])

    assert inspect(SimpleUploadedFile("a.pdf", pdf(1, go_to)), PDF_ONLY)


def test_file_larger_than_the_rule_is_refused_before_it_is_read() -> None:
    assert "batasnya 1 MB" in refusal(picture() + b"0" * 2_000_000, "foto.jpg", UploadRule(max_bytes=1024 * 1024))


def test_small_image_with_enormous_area_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert len(out.getvalue()) < 20_000
    assert "megapiksel" in refusal(out.getvalue(), "bom.png")


def test_photo_too_small_or_of_other_shape_is_refused() -> None:
    assert "paling sedikit" in refusal(picture(size=(150, 200)), "foto.jpg", PHOTO)
    assert "3 banding 4" in refusal(picture(size=(800, 600)), "foto.jpg", PHOTO)


def test_photo_is_turned_upright_and_loses_its_metadata() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by the camera
    exif[0x010F] = "Pabrik Kamera"
    taken = inspect(SimpleUploadedFile("foto.jpg", picture(size=(800, 600), exif=exif.tobytes())), PHOTO)
    with Image.open(io.BytesIO(taken.data)) as stored:
        assert stored.size == (600, 800)
        assert not stored.getexif()
    assert b"Pabrik" not in taken.data


def test_image_with_code_behind_its_end_is_written_anew_without_it() -> None:
    taken = inspect(SimpleUploadedFile("foto.jpg", picture() + b"<?php system($_GET[0]); ?>"), DOCUMENT)
    assert b"<?php" not in taken.data


def test_large_image_is_stored_with_at_most_4000_pixels_a_side() -> None:
    taken = inspect(SimpleUploadedFile("foto.png", picture("PNG", (4400, 1100))), DOCUMENT)
    with Image.open(io.BytesIO(taken.data)) as stored:
        assert stored.size == (image_intake.MAX_SIDE, 1000)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\a\\KTP  saya.jpg", "KTP saya.jpg"),
        ("<b>tebal</b>.pdf", "b>.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("\u202egpj.exe.pdf", "gpj.exe.pdf"),
        ("...", "berkas"),
        ("n" * 300 + ".pdf", "n" * 196 + ".pdf"),
    ],
)
def test_name_is_cleaned_and_kept_readable(given: str, kept: str) -> None:
    assert clean_name(given) == kept
