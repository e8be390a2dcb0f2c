"""Lists as workbenches: filter bar, sort links, paging.

All state is in the address, so it can be sent to a colleague.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context, Library
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from telusur.kernel.ui.components.icons import icon, maybe_icon
from telusur.kernel.ui.components.markup import format_html, format_html_join
from telusur.kernel.ui.components.state import NOTHING, tone_class

register = Library()

PAGE = "hal"
SORT = "urut"


def query_of(context: Context) -> QueryDict:
    """What the address carries."""
    request = context.get("request")
    return request.GET if request is not None else QueryDict()


def with_values(query: QueryDict, **values: Any) -> str:
    """The address with some values changed; an empty value drops the name.

    Paging starts again unless it is what changed.
    """
    changed = {name: found for name, found in query.lists() if name != PAGE and name not in values}
    changed.update((name, [str(value)]) for name, value in values.items() if value not in (None, ""))
    return f"?{urlencode(changed, doseq=True)}"


@dataclass(frozen=True, slots=True)
class Saringan:
    """A drop-down of the filter bar. ``pilihan``: (value, words); ``semua``: words for no filter."""

    nama: str
    label: str
    pilihan: Iterable[tuple[str, str]] = field(default_factory=tuple)
    semua: str = ""


@dataclass(frozen=True, slots=True)
class Pil:
    """A quick filter with its count. ``nilai`` empty means all."""

    nilai: str
    label: str
    jumlah: int | None = None
    tone: str = ""
    ikon: str = ""


@register.simple_tag(takes_context=True)
def pil(context: Context, *, nama: str, pilihan: Iterable[Pil | tuple[Any, ...]], label: str = "Saring") -> SafeString:
    """Quick filters in a row; on a phone they scroll sideways. Takes ``Pil`` rows or tuples of their values."""
    query = query_of(context)
    now = query.get(nama, "")
    items = (
        format_html(
            '<a class="tl-pill {}" href="{}"{}>{}{}{}</a>',
            tone_class(row.tone) if row.tone else "",
            with_values(query, **{nama: row.nilai}),
            SafeString(' aria-current="true"') if row.nilai == now else NOTHING,
            maybe_icon(row.ikon),
            row.label,
            format_html(" <b>{}</b>", row.jumlah) if row.jumlah is not None else NOTHING,
        )
        for row in (one if isinstance(one, Pil) else Pil(*one) for one in pilihan)
    )
    return format_html('<nav class="tl-filter tl-scroll" aria-label="{}">{}</nav>', label, SafeString("".join(items)))


@register.simple_tag(takes_context=True)
def saring(
    context: Context,
    *,
    cari: str = "",
    nama_cari: str = "q",
    pilihan: Iterable[Saringan | tuple[Any, ...]] = (),
    tetap: str = "",
) -> SafeString:
    """Search and drop-downs. ``cari`` says what can be searched for; ``tetap`` names values of the address to keep.

    Takes ``Saringan`` rows or tuples of their values.
    """
    query = query_of(context)
    rows = [one if isinstance(one, Saringan) else Saringan(*one) for one in pilihan]
    kept = ((name, query[name]) for name in tetap.split() if query.get(name))
    search = (
        format_html(
            '<label class="tl-cari-kotak">'
            '<span class="visually-hidden">Cari {}</span>{}<input class="form-control" type="search" '
            'name="{}" value="{}" placeholder="{}" autocomplete="off"></label>',
            cari,
            icon("search"),
            nama_cari,
            query.get(nama_cari, ""),
            cari[:1].upper() + cari[1:],
        )
        if cari
        else NOTHING
    )
    narrowing = (nama_cari, *(row.nama for row in rows), *(name for name in tetap.split() if name != SORT))
    used = any(query.get(name) for name in narrowing)
    clear = SafeString('<a class="btn btn-plain" href="?">Hapus saringan</a>') if used else NOTHING
    return format_html(
        '<form class="tl-cari" role="search" aria-label="Saring daftar" method="get" data-saring>{}{}{}'
        '<button class="btn btn-line" type="submit" data-saring-kirim>Terapkan</button>{}</form>',
        format_html_join("", '<input type="hidden" name="{}" value="{}">', kept),
        search,
        SafeString(
            "".join(
                _select(row.nama, row.label, tuple(row.pilihan), row.semua, query.get(row.nama, "")) for row in rows
            )
        ),
        clear,
    )


def _inside(label: str) -> str:
    """The label inside a sentence: its first letter small unless the first word is an abbreviation, ``TUK``."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


@lru_cache(maxsize=512, typed=True)
def _select(name: str, label: str, choices: tuple[tuple[str, str], ...], every: str, now: str) -> SafeString:
    """A function of what it says, so it is written once per process."""
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected") if str(value) == now else NOTHING, words) for value, words in choices),
    )
    return format_html(
        '<label class="tl-saring-pilih"><span class="visually-hidden">{}</span><select class="form-select" name="{}">'
        '<option value="">{}</option>{}</select></label>',
        label,
        name,
        every or f"Semua {_inside(label)}",
        options,
    )


@register.simple_tag(takes_context=True)
def urut(context: Context, *, kolom: str, label: str, kanan: bool = False, nama: str = SORT) -> SafeString:
    """A head cell that sorts by ``kolom``; ``-kolom`` in the address means descending."""
    query = query_of(context)
    now = query.get(nama, "")
    state, target, symbol = "none", kolom, "arrows-sort"
    if now == kolom:
        state, target, symbol = "ascending", f"-{kolom}", "sort-ascending"
    elif now == f"-{kolom}":
        state, target, symbol = "descending", kolom, "sort-descending"
    return format_html(
        '<th scope="col"{} aria-sort="{}"><a class="tl-urut" href="{}">{}{}</a></th>',
        SafeString(' class="r"') if kanan else NOTHING,
        state,
        with_values(query, **{nama: target}),
        label,
        icon(symbol),
    )


@register.simple_tag(takes_context=True)
def halaman(context: Context, *, page: Page[Any], satuan: str = "baris") -> SafeString:
    """Which rows are shown of how many, and the way to the others. Nothing for an empty list."""
    total = page.paginator.count
    if not total:
        return NOTHING
    query = query_of(context)
    words = format_html("{} sampai {} dari {} {}", page.start_index(), page.end_index(), total, satuan)
    before = (
        _page_link(query, page.previous_page_number(), "Sebelumnya", "chevron-left") if page.has_previous() else NOTHING
    )
    after = _page_link(query, page.next_page_number(), "Berikutnya", "chevron-right") if page.has_next() else NOTHING
    return format_html(
        '<nav class="tl-halaman" aria-label="Halaman daftar"><span class="tl-small tl-2nd tl-num">{}</span>'
        '<span class="tl-row">{}{}</span></nav>',
        words,
        before,
        after,
    )


def _page_link(query: QueryDict, number: int, words: str, symbol: str) -> SafeString:
    inner = (icon(symbol), words) if symbol.endswith("left") else (words, icon(symbol))
    return format_html('<a class="btn btn-line" href="{}">{}{}</a>', with_values(query, **{PAGE: number}), *inner)
