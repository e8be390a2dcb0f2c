"""The next act of a case with its conditions: usable, or locked with each reason and its cure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString

from telusur.kernel.ui.components.acts import tombol
from telusur.kernel.ui.components.icons import icon, maybe_icon
from telusur.kernel.ui.components.markup import format_html
from telusur.kernel.ui.components.parts import page_id
from telusur.kernel.ui.components.state import NOTHING

register = Library()


@dataclass(frozen=True, slots=True)
class Syarat:
    """One condition of an act: what holds or does not (``fakta``), the rule, and the act that cures it."""

    terpenuhi: bool
    fakta: str
    aturan: str = ""
    obat: str = ""
    url_obat: str = ""
    ikon_obat: str = ""


@register.simple_tag(takes_context=True)
def gerbang(
    context: Context,
    *,
    judul: str,
    syarat: Iterable[Syarat],
    url: str,
    label: str = "",
    ikon: str = "",
    alasan: str | None = None,
    tautan: bool = False,
    isian: Mapping[str, Any] | None = None,
) -> SafeString:
    """The next act with its conditions: usable when all hold, else locked with each reason and its cure.

    ``alasan`` (from ``why_not``) locks it too. ``tautan``: ``url`` is a page to open, not an act to post.
    """
    rows = sorted(syarat, key=lambda row: row.terpenuhi)
    missing = sum(not row.terpenuhi for row in rows)
    label, key = label or judul, page_id(context, "syarat")
    if missing or alasan:
        words = alasan or f"Belum dapat dilakukan. {missing} dari {len(rows)} syarat belum terpenuhi."
        button = format_html(
            '<button class="btn" type="button" aria-disabled="true" aria-describedby="{}">{}{}</button>',
            key,
            icon("lock"),
            label,
        )
    else:
        words = "Semua syarat terpenuhi." if rows else ""
        if tautan:
            button = format_html('<a class="btn btn-primary" href="{}">{}{}</a>', url, maybe_icon(ikon), label)
        else:
            button = tombol(context, url=url, label=label, ikon=ikon, jenis="utama", isian=isian)
    return format_html(
        '<div class="tl-gate"><div class="tl-gate-atas"><div><h3>{}</h3>'
        '<p class="tl-2nd tl-small"{}>{}</p></div>{}</div>{}</div>',
        judul,
        NOTHING if rows else format_html(' id="{}"', key),
        words,
        button,
        format_html('<div id="{}">{}</div>', key, checks(rows)) if rows else NOTHING,
    )


def checks(rows: Iterable[Syarat], css: str = "tl-checks") -> SafeString:
    """The list of conditions with their cures."""
    return format_html('<ul class="{}">{}</ul>', css, SafeString("".join(_check(row) for row in rows)))


@register.simple_tag
def syarat(*, baris: Iterable[Syarat], dua: bool = False) -> SafeString:
    """A list of checks by itself, in two columns with ``dua``."""
    return checks(baris, "tl-checks tl-checks-2" if dua else "tl-checks")


def _check(row: Syarat) -> SafeString:
    cure = NOTHING
    if row.url_obat:
        cure = format_html(
            '<div class="cure"><a class="btn btn-line" href="{}">{}{}</a></div>',
            row.url_obat,
            maybe_icon(row.ikon_obat),
            row.obat,
        )
    fact = row.fakta if row.terpenuhi else format_html("<strong>{}</strong>", row.fakta)
    return format_html(
        '<li class="tone-{}">{}<div>'
        '<span class="visually-hidden">{}: </span>{} <span class="tl-2nd">{}</span></div>{}</li>',
        "ok" if row.terpenuhi else "late",
        icon("circle-check" if row.terpenuhi else "circle-x"),
        "Terpenuhi" if row.terpenuhi else "Belum",
        fact,
        row.aturan,
        cure,
    )
