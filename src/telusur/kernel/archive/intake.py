"""What may come in: judged by content, never by name or by what the browser claims. Pure: nothing is stored here."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Protocol

from django.conf import settings

from telusur.kernel.base.errors import Invalid

MEGABYTE = 1024 * 1024
NAME_LENGTH = 200
MAX_PAGES = 200
MAX_OBJECTS = 200_000  # in a PDF


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that can be taken in. ``magic``: its first bytes; ``extensions``: without dot, the usual one first."""

    code: str
    label: str
    content_type: str
    magic: bytes
    extensions: tuple[str, ...]


PDF = Kind("pdf", "PDF", "application/pdf", b"%PDF-", ("pdf",))
JPEG = Kind("jpeg", "JPEG", "image/jpeg", b"\xff\xd8\xff", ("jpg", "jpeg", "jfif", "jpe"))
PNG = Kind("png", "PNG", "image/png", b"\x89PNG\r\n\x1a\n", ("png",))
KINDS = {kind.code: kind for kind in (PDF, JPEG, PNG)}
IMAGES = frozenset({"jpeg", "png"})
# Photos as telephones and messengers write them, by the bytes at 4 or 8; they are kept as JPEG, which every reader knows.
WEBP, HEIC = "webp", "heif"
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
PHONE_EXTENSIONS = ("webp", "heic", "heif")
# What an image may weigh as sent: it is written anew and made smaller until it keeps the rule of its place.
LARGEST_IMAGE = 20 * MEGABYTE


@dataclass(frozen=True, slots=True)
class UploadRule:
    """What one place of upload accepts.

    ``kinds``: codes out of ``KINDS``; where JPEG is taken, so are WebP and HEIC, kept as JPEG. ``max_bytes``: of a PDF as
    sent, of an image as kept (sent it may weigh ``LARGEST_IMAGE``). ``min_width``/``min_height``: pixels, images only.
    ``aspect``: width divided by height (0.75 for a 3 x 4 photo), images only, kept within ``aspect_slack``. ``max_pages`` and
    ``max_objects``: PDF only; the latter bounds the work of reading one.
    """

    kinds: frozenset[str] = frozenset({"pdf", "jpeg", "png"})
    max_bytes: int = 5 * MEGABYTE
    min_width: int = 0
    min_height: int = 0
    aspect: float | None = None
    aspect_slack: float = 0.08
    max_pages: int = MAX_PAGES
    max_objects: int = MAX_OBJECTS

    @property
    def accept(self) -> str:
        """Value of the ``accept`` attribute of the file input."""
        extensions = [ext for code in sorted(self.kinds) for ext in KINDS[code].extensions]
        phones = PHONE_EXTENSIONS if "jpeg" in self.kinds else ()
        return ",".join(f".{ext}" for ext in (*extensions, *phones))

    @property
    def largest_sent(self) -> int:
        """Bytes above which nothing is read: no file of a kind taken here may weigh more as it is sent."""
        return max(self.max_bytes, LARGEST_IMAGE) if self.kinds & IMAGES else self.max_bytes

    @property
    def sentence(self) -> str:
        """What the place of upload tells beforehand: ``PDF, JPEG atau PNG, paling besar 5 MB.``"""
        least = f", paling kecil {self.min_width} × {self.min_height} piksel" if self.min_width else ""
        return f"{kinds_in_words(self.kinds)}, paling besar {size_in_words(self.max_bytes)}{least}."


DOCUMENT = UploadRule()
PDF_ONLY = UploadRule(kinds=frozenset({"pdf"}))


def least_photo() -> tuple[int, int]:
    """Width and height in pixels that a portrait must have to be printed well (setting ``TELUSUR_PHOTO_LEAST``)."""
    width, height = settings.PHOTO_LEAST
    return width, height


class Uploaded(Protocol):
    """What is needed of Django's UploadedFile."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    @property
    def file(self) -> IO[bytes] | None: ...

    def seek(self, offset: int, /) -> object: ...
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that passed: ``data`` is what will be stored, ``original_sha256`` identifies what was sent."""

    name: str
    kind: Kind
    data: bytes
    original_sha256: str


def inspect(upload: Uploaded, rule: UploadRule = DOCUMENT) -> Checked:
    """Check an upload by its content and return what may be stored. Raises Invalid with the fact, the rule and the cure."""
    name = clean_name(upload.name or "")
    size = upload.size or 0
    if size > rule.largest_sent:
        raise _too_large(name, size, rule.largest_sent)
    upload.seek(0)
    return inspect_bytes(upload.read(rule.largest_sent + 1), name, rule)


def inspect_bytes(data: bytes, name: str, rule: UploadRule = DOCUMENT) -> Checked:
    """The same for bytes in memory."""
    name = clean_name(name)
    if not data:
        raise Invalid(f"Berkas “{name}” kosong. Pilih berkas yang berisi, lalu unggah kembali.")
    kind, format_read = _kind_of(data, name, rule)
    name = _named(name, kind)
    if kind is PDF and len(data) > rule.max_bytes:
        raise _too_large(name, len(data), rule.max_bytes)
    return Checked(name, kind, _clean(data, name, kind, format_read, rule), hashlib.sha256(data).hexdigest())


def _clean(data: bytes, name: str, kind: Kind, format_read: str, rule: UploadRule) -> bytes:
    # Only now: few processes ever take in a file, and what reads PDF and pictures is large.
    from telusur.kernel.archive import image_intake, pdf_intake

    if kind is PDF:
        return pdf_intake.checked(data, name, rule)
    return image_intake.cleaned(data, name, format_read, kind.code, rule)


def _too_large(name: str, size: int, limit: int) -> Invalid:
    return Invalid(
        f"Berkas “{name}” berukuran {size_in_words(size)}, sedangkan batasnya {size_in_words(limit)}. "
        "Perkecil atau pindai ulang dengan resolusi lebih rendah, lalu unggah kembali."
    )


def _kind_of(data: bytes, name: str, rule: UploadRule) -> tuple[Kind, str]:
    """As what it is kept, and as what it is read. The content decides; the name and the browser are not asked."""
    allowed = [KINDS[code] for code in sorted(rule.kinds)]
    for kind in allowed:
        if data.startswith(kind.magic):
            return kind, kind.code
    if JPEG in allowed and (phone := _of_a_phone(data)):
        return JPEG, phone
    raise Invalid(
        f"Isi berkas “{name}” bukan {kinds_in_words(rule.kinds)}. Yang diterima di sini hanya "
        f"{kinds_in_words(rule.kinds, 'dan')}. Simpan ulang dalam bentuk itu, lalu unggah kembali."
    )


def _of_a_phone(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    return HEIC if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS else ""


def _named(name: str, kind: Kind) -> str:
    """The name with an ending that fits the content, so that the file opens wherever it is downloaded."""
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    if extension in kind.extensions:
        return name
    known = extension in PHONE_EXTENSIONS or any(extension in other.extensions for other in KINDS.values())
    stem = name[: -len(extension) - 1] if known else name
    return f"{stem[: NAME_LENGTH - 5]}.{kind.extensions[0]}"


def clean_name(name: str) -> str:
    """The last part of a path, without control characters or quotes that break headers, at most 200 characters.

    Markup stays as it is: it is printed literally wherever a name is shown.
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    name = "".join(
        char for char in name if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    name = re.sub(r"\s+", " ", name).strip(" .")
    if not name:
        return "berkas"
    stem, dot, extension = name.rpartition(".")
    if dot and len(extension) <= 8:
        return f"{stem[: NAME_LENGTH - len(extension) - 1]}.{extension}"
    return name[:NAME_LENGTH]


def kinds_in_words(codes: Iterable[str], joiner: str = "atau") -> str:
    """``JPEG, PDF atau PNG``."""
    labels = [KINDS[code].label for code in sorted(codes)]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} {joiner} {labels[-1]}"


def size_in_words(size: int) -> str:
    """``5 MB``, ``1,4 MB``, ``812 KB``."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / MEGABYTE:.1f}".removesuffix(".0").replace(".", ",") + " MB"
