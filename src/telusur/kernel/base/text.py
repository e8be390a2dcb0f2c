"""Names as people type them, and amounts as they are printed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from telusur.kernel.base.errors import Invalid

# Letters, marks, digits and punctuation make a name; these few symbols occur in names too.
_SYMBOLS = frozenset("+`´°")
_CLASSES = frozenset("LMNP")
_BREAKS = frozenset("\u200b\u2060\ufeff")  # between words though nothing is seen
# An address of the web or of a mailbox. A name goes into letters to others, so it carries no address: a stranger's
# advertisement would travel under our letterhead. Degrees (``M.Kom.``) are shorter than what stands before a domain.
_ADDRESS = re.compile(
    r"://|@|\bwww\.|[\w-]{2,}\.[a-z]{2,}/"
    r"|[\w-]{4,}\.(?:com|net|org|id|info|biz|xyz|site|online|shop|store|top|link|click|example|io|me|co|app|dev|my|sg|cc)\b",
    re.IGNORECASE,
)


def clean_name(value: str, *, label: str = "Nama", max_length: int = 150) -> str:
    """A name with single spaces and without invisible characters.

    Raises Invalid when nothing readable is left, when it is longer than ``max_length`` characters, or when it holds
    emoji, other signs that cannot stand on a certificate, or an address of the web or of a mailbox. ``label``
    begins the sentence.
    """
    text = unicodedata.normalize("NFC", value)
    text = "".join(" " if char.isspace() or char in _BREAKS else char for char in text)
    text = " ".join("".join(char for char in text if not _invisible(char)).split())
    if not any(char.isalpha() for char in text):
        raise Invalid(f"{label} belum diisi dengan huruf.")
    if len(text) > max_length:
        raise Invalid(f"{label} terdiri atas {len(text)} karakter; paling banyak {max_length}.")
    if strange := next((char for char in text if not _printable(char)), None):
        raise Invalid(f"{label} memuat “{strange}” yang tidak dapat dicetak pada dokumen. Hapus tanda itu.")
    if _ADDRESS.search(text):
        raise Invalid(f"{label} memuat alamat situs atau surel. Tulis namanya saja.")
    return text


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf"} or "\ufe00" <= char <= "\ufe0f"


def _printable(char: str) -> bool:
    return char == " " or unicodedata.category(char)[0] in _CLASSES or char in _SYMBOLS


def rupiah(amount: int | Decimal) -> str:
    """``Rp850.000``; parts of a rupiah, if any, after a comma."""
    whole, cents = divmod(round(abs(Decimal(amount)) * 100), 100)
    text = f"{whole:,}".replace(",", ".") + (f",{cents:02d}" if cents else "")
    return f"-Rp{text}" if amount < 0 else f"Rp{text}"


def in_words(number: int, language: str = "id") -> str:
    """A whole number in words."""
    from num2words import num2words  # sixty languages, of which a process that writes no letter needs none

    return str(num2words(number, lang=language))


def terbilang(amount: int) -> str:
    """A whole amount in words, with its unit: ``delapan ratus lima puluh ribu rupiah``."""
    words = re.sub(r"\b(juta|miliar|triliun) satu ribu\b", r"\1 seribu", in_words(abs(amount)))
    return f"{'minus ' if amount < 0 else ''}{words} rupiah"
