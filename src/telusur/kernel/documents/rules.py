"""What must hold of the data of a document before it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from telusur.kernel.documents.charset import ensure_printable


def dapat_dicetak(*values: Any) -> None:
    """Refuse text with characters the fonts lack: PDF/A cannot hold them. Raises Invalid naming the character."""
    for text in _texts(values):
        if not text.startswith("<svg"):
            ensure_printable(text, label=f"Isi dokumen “{text[:40]}”")


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
