"""A register as a table: columns and cells are data, so every register looks and folds on a phone the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString

from telusur.kernel.ui.components.markup import format_html, format_html_join
from telusur.kernel.ui.components.state import NOTHING, lencana

register = Library()


@dataclass(frozen=True, slots=True)
class Kolom:
    """A head cell; ``kanan`` for numbers."""

    label: str
    kanan: bool = False


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell. ``url`` makes it a link, ``kecil`` is a second line, ``kode`` sets it as a number, ``tone`` as a badge."""

    isi: Any
    url: str = ""
    kecil: Any = ""
    kode: bool = False
    tone: str = ""


@register.simple_tag
def tabel(*, judul: str, kolom: Sequence[Kolom], baris: Iterable[Sequence[Sel]]) -> SafeString:
    """A table whose first column names the row; on a phone the others carry their column's label."""
    heads = format_html_join(
        "",
        '<th scope="col"{}>{}</th>',
        ((SafeString(' class="r"') if one.kanan else NOTHING, one.label) for one in kolom),
    )
    rows = "".join(f"<tr>{_row(kolom, cells)}</tr>" for cells in baris)
    return format_html(
        '<div class="tl-card tl-potong tl-jarak-2"><table class="tl-table tl-lipat">'
        '<caption class="visually-hidden">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        judul,
        heads,
        SafeString(rows),
    )


def _row(columns: Sequence[Kolom], cells: Sequence[Sel]) -> str:
    return "".join(
        _cell(column, cell, first=not at) for at, (column, cell) in enumerate(zip(columns, cells, strict=True))
    )


def _cell(column: Kolom, cell: Sel, *, first: bool) -> SafeString:
    right = SafeString(' class="r"') if column.kanan else NOTHING
    if first:
        return format_html("<td{}>{}</td>", right, _content(cell))
    return format_html('<td{}><span class="lbl">{}</span><span>{}</span></td>', right, column.label, _content(cell))


def _content(cell: Sel) -> SafeString:
    text = lencana(tone=cell.tone, label=cell.isi) if cell.tone else cell.isi
    if cell.kode:
        text = format_html('<span class="tl-code">{}</span>', text)
    if cell.url:
        text = format_html('<a class="tl-perihal" href="{}">{}</a>', cell.url, text)
    small = format_html('<br><span class="tl-small tl-2nd">{}</span>', cell.kecil) if cell.kecil else NOTHING
    return format_html("{}{}", text, small)
