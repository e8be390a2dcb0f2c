"""From the plain text of a document to the blocks that page and print show. User text stays text; there is no markup in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

NUMBERED = re.compile(r"\d{1,3}[.)] +")


@dataclass(frozen=True, slots=True)
class Blok:
    """``jenis``: judul, subjudul, paragraf, daftar or langkah. ``baris``: one text, or one per list entry."""

    jenis: str
    baris: tuple[str, ...]


def susun(isi: str) -> list[Blok]:
    """The blocks of a text, in order. A line that continues a list entry is indented."""
    return list(_blocks(isi))


def _blocks(isi: str) -> Iterator[Blok]:
    for kind, lines in groupby(_joined(isi), key=lambda pair: pair[0]):
        texts = tuple(text for _, text in lines if text)
        if kind in {"daftar", "langkah"}:
            yield Blok(kind, texts)
        else:
            yield from (Blok(kind, (text,)) for text in texts)


def _joined(isi: str) -> Iterator[tuple[str, str]]:
    """Pairs of kind and text, with wrapped lines put together again."""
    pending: tuple[str, str] | None = None
    for line in isi.split("\n"):
        kind, text = _kind(line)
        goes_on = text and kind == "paragraf" and pending and (pending[0] == "paragraf" or line.startswith("  "))
        if goes_on and pending:
            pending = (pending[0], f"{pending[1]} {text}")
            continue
        if pending:
            yield pending
        pending = (kind, text) if text else None
    if pending:
        yield pending


def _kind(line: str) -> tuple[str, str]:
    text = line.strip()
    if text.startswith("## "):
        return "subjudul", text[3:].strip()
    if text.startswith("# "):
        return "judul", text[2:].strip()
    if text.startswith("- "):
        return "daftar", text[2:].strip()
    if match := NUMBERED.match(text):
        return "langkah", text[match.end() :].strip()
    return "paragraf", text
