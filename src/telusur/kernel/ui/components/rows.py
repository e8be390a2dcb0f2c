"""Rows of lists and small blocks: task, record, facts, note, empty state, card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString
from django.utils.text import slugify

from telusur.kernel.base import clock
from telusur.kernel.ui.components.icons import icon, maybe_icon
from telusur.kernel.ui.components.markup import conditional_escape, format_html
from telusur.kernel.ui.components.state import NOTHING, TONES, due_chip, due_of, tone_class
from telusur.kernel.ui.components.times import brief_moment

register = Library()

NOTE_ICONS = {
    "ok": "circle-check",
    "wait": "clock",
    "late": "alert-circle",
    "info": "info-circle",
    "mute": "info-circle",
}


@register.simple_tag
def tugas(
    *,
    judul: str,
    url: str,
    act: str,
    rincian: str = "",
    kode: str = "",
    due: datetime | date | None = None,
    sejak: datetime | date | None = None,
    oleh: str = "",
    pilih: str = "",
    now: datetime | None = None,
) -> SafeString:
    """One thing that waits, with its one act. Solid button only when late. ``pilih`` is the value of its checkbox.

    ``oleh`` names who holds it, for lists of everybody's tasks. Goes into ``<ul class="tl-list tl-card tl-potong">``.
    """
    moment = now or clock.now()
    late = due is not None and due_of(due, moment).tone == "late"
    code = format_html('<span class="tl-code">{}</span>', kode) if kode else NOTHING
    who = SafeString(" · ").join(conditional_escape(part) for part in (rincian, oleh, code) if part)
    box = NOTHING
    if pilih:
        box = format_html(
            '<input class="form-check-input pilih" type="checkbox" name="pilih" value="{}" aria-label="Pilih: {}, {}">',
            pilih,
            judul,
            rincian or kode,
        )
    return format_html(
        '<li class="tl-task{}">{}<div><h3><a href="{}">{}</a></h3><div class="who">{}</div></div>'
        '<div class="when">{}{}</div>'
        '<a class="btn {}" href="{}">{}<span class="visually-hidden">: {}, {}</span></a></li>',
        "" if pilih else " tanpa-pilih",
        box,
        url,
        judul,
        SafeString(who),
        format_html("<span>{}</span>", due_chip(due, moment)) if due else NOTHING,
        format_html("<span>sejak {}</span>", brief_moment(sejak)) if sejak else NOTHING,
        "btn-primary" if late else "btn-line",
        url,
        act,
        judul,
        rincian or kode,
    )


@register.simple_tag
def rekaman(
    *, judul: str, url: str = "", kode: str = "", meta: Any = "", tone: str = "", label: str = "", ikon: str = ""
) -> SafeString:
    """A form or a file of a case: code, title, who and when, state."""
    badge = (
        format_html('<span class="tl-badge {}">{}{}</span>', tone_class(tone), icon(ikon or TONES[tone]), label)
        if tone
        else NOTHING
    )
    head = (
        format_html('<span><span class="code tl-code">{}</span> {}</span>', kode, judul)
        if kode
        else format_html('<span class="code">{}</span>', judul)
    )
    tag = "a" if url else "div"
    return format_html(
        '<{} class="tl-rec"{}>{}{}<span class="meta">{}</span></{}>',
        SafeString(tag),
        format_html(' href="{}"', url) if url else NOTHING,
        head,
        badge,
        meta,
        SafeString(tag),
    )


@dataclass(frozen=True, slots=True)
class Fakta:
    """One fact: label, value, a smaller second line. ``lebar`` takes the whole row."""

    label: str
    isi: Any
    kecil: Any = ""
    lebar: bool = False


@register.simple_tag
def fakta(*, baris: Iterable[Fakta | tuple[Any, ...]], empat: bool = False) -> SafeString:
    """Facts in two columns, four on a laptop with ``empat``. Takes ``Fakta`` rows or (label, value[, small]) tuples."""
    rows = (row if isinstance(row, Fakta) else Fakta(*row) for row in baris)
    return format_html(
        '<dl class="tl-facts{}">{}</dl>',
        " tl-facts-4" if empat else "",
        SafeString("".join(_fact(row) for row in rows)),
    )


def _fact(row: Fakta) -> SafeString:
    small = format_html('<br><span class="tl-small tl-2nd">{}</span>', row.kecil) if row.kecil else NOTHING
    value = row.isi if row.isi not in (None, "") else SafeString('<span class="tl-2nd">belum ada</span>')
    return format_html(
        "<div{}><dt>{}</dt><dd>{}{}</dd></div>",
        SafeString(' class="lebar"') if row.lebar else NOTHING,
        row.label,
        value,
        small,
    )


def note(tone: str, title: Any, text: Any, symbol: str = "", *, id: str = "") -> SafeString:  # noqa: A002  (the HTML id)
    """A hint or an error with its cure."""
    head = format_html('<strong class="t">{}</strong> ', title) if title else NOTHING
    return format_html(
        '<div class="tl-note {}"{}>{}<div>{}{}</div></div>',
        tone_class(tone),
        format_html(' id="{}"', id) if id else NOTHING,
        icon(symbol or NOTE_ICONS[tone]),
        head,
        text,
    )


@register.simple_tag
def catatan(*, isi: Any, tone: str = "info", judul: Any = "", ikon: str = "", id: str = "") -> SafeString:  # noqa: A002  (the HTML id)
    """A note next to its cause: the fact in ``judul``, the rule and the cure in ``isi``."""
    return note(tone, judul, isi, ikon, id=id)


@register.simple_block_tag
def catatan_blok(
    content: SafeString,
    *,
    tone: str = "info",
    judul: Any = "",
    ikon: str = "",
    id: str = "",  # noqa: A002  (the HTML id)
) -> SafeString:
    """The same around markup: ``{% catatan_blok tone="wait" %}...{% endcatatan_blok %}``."""
    return note(tone, judul, content, ikon, id=id)


@register.simple_block_tag
def kartu(content: SafeString, *, judul: Any = "", info: Any = "", id: str = "", rata: bool = False) -> SafeString:  # noqa: A002  (the HTML id)
    """A card with an optional head. ``rata``: content reaches the edges (lists, tables)."""
    inner = content if rata else format_html('<div class="tl-pad">{}</div>', content)
    if not judul:
        return format_html('<section class="tl-card{}"{}>{}</section>', " tl-potong" if rata else "", _id(id), inner)
    head_id = f"{id or slugify(judul)}-judul"
    return format_html(
        '<section class="tl-card{}"{} aria-labelledby="{}"><header><h2 id="{}">{}</h2>{}</header>{}</section>',
        " tl-potong" if rata else "",
        _id(id),
        head_id,
        head_id,
        judul,
        format_html('<span class="tl-2nd tl-small">{}</span>', info) if info else NOTHING,
        format_html("<div>{}</div>", inner) if rata else inner,
    )


def _id(value: str) -> SafeString:
    return format_html(' id="{}"', value) if value else NOTHING


@register.simple_tag
def kosong(*, judul: str, isi: str, ikon: str = "checks", url: str = "", label: str = "") -> SafeString:
    """An empty list: what it means and what to do."""
    link = format_html('<a class="btn btn-line" href="{}">{}</a>', url, label) if url else NOTHING
    return format_html(
        '<div class="tl-card tl-empty">{}<h2 class="h3">{}</h2><p class="tl-2nd">{}</p>{}</div>',
        maybe_icon(ikon),
        judul,
        isi,
        link,
    )
