"""Which characters documents can print. PDF/A refuses a document with even one glyph its fonts lack.

``charset.txt`` holds what the fonts inside the pinned Typst can print, measured by ``telusur lsp measure-charset``:
one range of code points per line, hexadecimal, both ends included.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

from telusur.kernel.base.errors import Invalid

FILE = Path(__file__).with_name("charset.txt")
LAYOUT = frozenset("\n\t\r")


@cache
def ranges() -> tuple[tuple[int, int], ...]:
    """Ranges of printable code points, ascending."""
    lines = (line for line in FILE.read_text(encoding="ascii").splitlines() if line and not line.startswith("#"))
    pairs = (line.partition("-")[::2] for line in lines)
    return tuple((int(first, 16), int(last or first, 16)) for first, last in pairs)


@cache
def _starts() -> list[int]:
    return [first for first, _ in ranges()]


def printable(char: str) -> bool:
    """Whether one character can stand in a document; line breaks and tabs count as layout."""
    point = ord(char)
    place = bisect_right(_starts(), point) - 1
    return char in LAYOUT or (place >= 0 and point <= ranges()[place][1])


def unprintable(text: str) -> list[str]:
    """The characters of ``text`` that documents cannot print, each once, in order of appearance."""
    return list(dict.fromkeys(char for char in text if not printable(char)))


def ensure_printable(text: str, *, label: str, field: str = "") -> str:
    """``text`` itself. Raises Invalid naming the first character that cannot be printed; ``label`` begins the sentence."""
    if strange := unprintable(text):
        sentence = (
            f"{label} memuat {in_words(strange[0])}, yang tidak dapat dicetak pada dokumen resmi. "
            "Ganti dengan huruf Latin, lalu simpan kembali."
        )
        raise Invalid(sentence, {field: [sentence]} if field else None)
    return text


def in_words(char: str) -> str:
    """``“你” (U+4F60)``; characters that cannot be seen are named by their number only."""
    number = f"U+{ord(char):04X}"
    return f"“{char}” ({number})" if unicodedata.category(char)[0] in "LMNPS" else f"tanda tak terlihat {number}"
