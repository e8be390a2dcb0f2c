"""A PDF from who knows where: original, altered, a draft, or none of ours (P508 9.4.9)."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.documents import keys
from telusur.kernel.documents.signing import KeySigner
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import Keabsahan
from tests.cast import bypass
from tests.conftest import NOW
from tests.lsp.dokumen.dunia import Dunia
from tests.lsp.dokumen.test_sertifikat import bernomor, pdf_dari, tertandatangani

pytestmark = pytest.mark.django_db


def periksa(client: Client, pdf: bytes, *, bahasa: str = "id") -> str:
    """The answer of the public page to this file."""
    upload = SimpleUploadedFile("sertifikat.pdf", pdf, content_type="application/pdf")
    return client.post(f"/verifikasi/?bahasa={bahasa}", {"berkas": upload}).content.decode()


def satu_huruf_lain(pdf: bytes, lama: bytes) -> bytes:
    """The file with one character of ``lama`` changed."""
    at = pdf.index(lama)
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


@pytest.mark.req("P508-057")
def test_a_certificate_altered_by_one_character_fails_while_the_original_passes(
    dunia: Dunia, ctx_for: Any, deliver_events: Callable[..., int], client: Client
) -> None:
    row = tertandatangani(dunia, ctx_for, deliver_events)
    pdf = pdf_dari(row.dokumen)
    asli = periksa(client, pdf)
    assert "Berkas ini asli dan utuh" in asli
    assert "Keadaan sertifikat ini hari ini" in asli
    assert row.nomor in asli
    palsu = periksa(client, satu_huruf_lain(pdf, b"/CreationDate"))
    assert "Isi berkas ini berbeda dari aslinya" in palsu
    assert "Berkas ini asli dan utuh" not in palsu
    assert row.nomor in palsu  # what the register says, to compare with
    assert "This file differs from the original" in periksa(client, pdf + b" ", bahasa="en")


def test_an_original_of_a_frozen_certificate_says_both(
    dunia: Dunia, ctx_for: Any, deliver_events: Callable[..., int], client: Client
) -> None:
    row = tertandatangani(dunia, ctx_for, deliver_events)
    row.keabsahan = Keabsahan.DIBEKUKAN
    with bypass("sertifikat", recorded=True):
        row.save()
    text = periksa(client, pdf_dari(row.dokumen))
    assert "Berkas ini asli dan utuh" in text
    assert "Dibekukan" in text


def test_the_draft_for_checking_is_never_taken_for_a_certificate(
    dunia: Dunia, ctx_for: Any, deliver_events: Callable[..., int], client: Client
) -> None:
    bernomor(dunia, ctx_for)
    deliver_events(slow=True)
    text = periksa(client, pdf_dari(Sertifikat.objects.get().dummy))
    assert "Ini draf, bukan sertifikat" in text
    assert "asli dan utuh" not in text


def lain_penandatangan(pdf: bytes, folder: Any) -> bytes:
    """The file signed once more, by a stranger who writes our institution's name into it."""
    stranger = KeySigner(keys.own_key(folder / "kunci-orang", "LSP Uji Nusantara"))
    return stranger.sign(pdf, signer_name="Hendra Direktur", reason="", place="", at=NOW)


def test_a_stranger_s_signature_is_called_one_whether_or_not_the_file_claims_to_be_ours(
    dunia: Dunia, ctx_for: Any, deliver_events: Callable[..., int], client: Client, tmp_path: Any
) -> None:
    row = tertandatangani(dunia, ctx_for, deliver_events)
    with pikepdf.open(io.BytesIO(pdf_dari(row.dokumen))) as pdf:  # the forger takes our signature off first
        del pdf.Root.AcroForm, pdf.pages[0].Annots
        pdf.save(tmp_path / "palsu.pdf")
    palsu = lain_penandatangan((tmp_path / "palsu.pdf").read_bytes(), tmp_path)
    mengaku = periksa(client, palsu)
    assert "Penandatangan PDF ini tidak dikenal" in mengaku and "mengaku dokumen kami" in mengaku
    assert "Tanda tangan elektronik sah" not in mengaku
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "asing.pdf")
    asing = periksa(client, lain_penandatangan((tmp_path / "asing.pdf").read_bytes(), tmp_path))
    assert "Penandatangan PDF ini tidak dikenal" in asing and "bukan dokumen kami" in asing
    assert "signer of this PDF is unknown" in periksa(client, palsu, bahasa="en")


def test_a_foreign_pdf_and_rubbish_are_not_on_record_and_nothing_is_kept(
    db: None, client: Client, tmp_path: Any
) -> None:
    before = StoredFile.objects.count()
    path = tmp_path / "asing.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    for data in (path.read_bytes(), b"%PDF-1.7 rusak", b"\x89PNG bukan pdf"):
        assert "Berkas ini tidak tercatat" in periksa(client, data)
    assert StoredFile.objects.count() == before


def test_an_empty_form_is_refused_with_a_sentence(db: None, client: Client) -> None:
    response = client.post("/verifikasi/")
    assert response.status_code == 422
    assert "Belum ada berkas yang dipilih" in response.content.decode()


def test_uploads_are_limited_too(db: None, settings: Any) -> None:
    settings.PERIKSA_PDF_PER_MENIT = 1
    client = Client(REMOTE_ADDR="192.0.2.9")
    assert [client.post("/verifikasi/").status_code for _ in range(2)] == [422, 429]
