"""Paper for the demo: a page that says what it stands for."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache

import pikepdf

from telusur.contract.from_lsp import BERKAS_PERMOHONAN
from telusur.kernel.archive.intake import PDF, Checked


@lru_cache(maxsize=256)
def lembar(judul: str) -> Checked:
    """A PDF of one page with this line on it."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page = made.pages[0]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
        words = judul.translate(str.maketrans("", "", "()\\"))
        page.Contents = made.make_stream(f"BT /F1 16 Tf 60 740 Td ({words}) Tj ET".encode("ascii", "replace"))
        made.save(out, deterministic_id=True)
    data = out.getvalue()
    return Checked(f"{judul.replace('/', '-')[:150]}.pdf", PDF, data, hashlib.sha256(data).hexdigest())


def berkas_permohonan(nomor: str) -> dict[str, Checked]:
    """Letter, berita acara and SK of a request for blanks."""
    return {jenis: lembar(f"{nama} {nomor}") for jenis, nama in BERKAS_PERMOHONAN.items()}
