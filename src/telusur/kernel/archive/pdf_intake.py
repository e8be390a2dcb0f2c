"""PDF: parsed strictly, and refused when it is locked, broken or able to do anything but be read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pikepdf

from telusur.kernel.base.errors import Invalid

if TYPE_CHECKING:
    from telusur.kernel.archive.intake import UploadRule

ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/AA", "/RichMedia", "/XFA", "/EmbeddedFiles", "/EF", "/Launch"})
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Thread", "/Movie", "/Rendition"}
    | {"/RichMediaExecute"}
)
# Where a link may lead that a person presses: pages and mail. Anything else (file:, smb:, \\server) reaches into a computer.
LINK = re.compile(r"(?:(?:https?|mailto|tel):|(?![a-z][a-z0-9+.-]*:|[\\/]{2}))", re.IGNORECASE)
ACTIVE_TYPES = frozenset({"/EmbeddedFile", "/RichMedia"})
REPRINT = "Cetak ulang ke PDF dari aplikasi asalnya, lalu unggah kembali."


def checked(data: bytes, name: str, rule: UploadRule) -> bytes:
    """The same bytes, if they are a whole, open and passive PDF of 1 to ``rule.max_pages`` pages. Raises Invalid.

    What opens without a password is open: a file that only restricts printing or copying is kept without that restriction,
    so that it can be read for as long as the archive lasts.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True, attempt_recovery=False) as pdf:
            _harmless(pdf, name, rule.max_objects)
            _page_count(len(pdf.pages), name, rule.max_pages)
            return _without_restrictions(pdf) if pdf.is_encrypted else data
    except pikepdf.PasswordError as locked:
        raise Invalid(
            f"PDF “{name}” dikunci dengan kata sandi, sehingga tidak dapat diperiksa. "
            "Simpan tanpa kata sandi, lalu unggah kembali."
        ) from locked
    except (pikepdf.PdfError, ValueError, RecursionError) as broken:
        raise Invalid(f"PDF “{name}” rusak atau terpotong sehingga tidak dapat dibuka. {REPRINT}") from broken


def _without_restrictions(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, encryption=False, deterministic_id=True)
    return out.getvalue()


def _page_count(pages: int, name: str, most: int) -> None:
    if pages == 0:
        raise Invalid(f"PDF “{name}” tidak berisi halaman. {REPRINT}")
    if pages > most:
        raise Invalid(
            f"PDF “{name}” berisi {pages} halaman, sedangkan batasnya {most} halaman. "
            "Pisahkan menjadi beberapa berkas, lalu unggah kembali."
        )


def _harmless(pdf: pikepdf.Pdf, name: str, most: int) -> None:
    for dictionary in _dictionaries(pdf, most):
        if _is_active(dictionary):
            raise Invalid(
                f"PDF “{name}” berisi skrip, berkas sisipan, perintah yang berjalan sendiri atau rujukan ke berkas di "
                f"tempat lain; yang diterima hanya PDF yang cuma dapat dibaca. {REPRINT}"
            )


def _is_active(dictionary: pikepdf.Object) -> bool:
    if not ACTIVE_KEYS.isdisjoint(dictionary.keys()):
        return True
    action, kind = dictionary.get("/S"), dictionary.get("/Type")
    return (
        (isinstance(action, pikepdf.Name) and str(action) in ACTIVE_ACTIONS)
        or (isinstance(kind, pikepdf.Name) and str(kind) in ACTIVE_TYPES)
        or _reaches_out(dictionary)
    )


def _reaches_out(dictionary: pikepdf.Object) -> bool:
    """Whether it names something outside the file: a path, another computer, content or a form kept elsewhere."""
    address, opened = dictionary.get("/URI"), dictionary.get("/OpenAction")
    if isinstance(address, pikepdf.String) and not LINK.match(str(address).strip()):
        return True
    if isinstance(opened, pikepdf.Dictionary) and opened.get("/S") != pikepdf.Name.GoTo:
        return True  # followed without anybody pressing it
    return any(isinstance(dictionary.get(name), pikepdf.String) for name in ("/F", "/UF"))  # a file specification


def _dictionaries(pdf: pikepdf.Pdf, most: int) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file, also those that stand directly inside others; each indirect one once."""
    seen = 0
    pending: list[pikepdf.Object] = [pdf.trailer, *pdf.objects]
    while pending:
        item = pending.pop()
        seen += 1
        if seen > most:
            raise ValueError("too many objects")
        if isinstance(item, pikepdf.Array):
            pending.extend(child for child in _children(item) if not child.is_indirect)
            continue
        dictionary = item.stream_dict if isinstance(item, pikepdf.Stream) else item
        if isinstance(dictionary, pikepdf.Dictionary):
            yield dictionary
            pending.extend(
                child for child in _children([value for _, value in dictionary.items()]) if not child.is_indirect
            )


def _children(values: object) -> Iterator[pikepdf.Object]:
    for value in values:  # type: ignore[attr-defined]
        if isinstance(value, pikepdf.Object) and isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
            yield value
