"""Rows of lists and small blocks: task, record, facts, note, empty state, card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString
from django.utils.text import slugify

from telusur.kernel.base import clock
from telusur.kernel.calendar import working_days
from telusur.kernel.ui.components.icons import icon, maybe_icon
from telusur.kernel.ui.components.markup import conditional_escape, format_html
from telusur.kernel.ui.components.state import NOTHING, badge, chip_of, due_on, tone_class
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
    return task(judul, url, act, rincian, now or clock.now(), due, sejak, code=kode, by=oleh, pick=pilih)


@register.simple_tag
def daftar_tugas(*, baris: Iterable[Any], now: datetime) -> SafeString:
    """Rows of the work queue of one person: ``title``, ``url``, ``act``, ``detail``, ``due_at``, ``since``."""
    today = clock.day_of(now), working_days.calendar(), clock.zone()
    rows = (
        _task(
            row.title, row.url, row.act, row.detail, "", "", "", row.due_at, row.since, _passed(row.due_at, now), *today
        )
        for row in baris
    )
    return SafeString("\n".join(rows))


def task(
    title: str,
    url: str,
    act: str,
    detail: str,
    now: datetime,
    due: datetime | date | None,
    since: datetime | date | None,
    *,
    code: str = "",
    by: str = "",
    pick: str = "",
) -> SafeString:
    """One row. How it reads follows from what it says and from this day, so each is written once per process."""
    today = clock.day_of(now), working_days.calendar(), clock.zone()
    return _task(title, url, act, detail, code, by, pick, due, since, _passed(due, now), *today)


def _passed(due: datetime | date | None, now: datetime) -> bool:
    return isinstance(due, datetime) and due < now


@lru_cache(maxsize=4096, typed=True)
def _task(  # noqa: PLR0917  (flat, so that the cache tells markup from text)
    title: str,
    url: str,
    act: str,
    detail: str,
    code: str,
    by: str,
    pick: str,
    due: datetime | date | None,
    since: datetime | date | None,
    late: bool,
    today: date,
    *_: object,
) -> SafeString:
    term = due_on(due, today, late=late) if due is not None else None
    words, link, about = conditional_escape(title), conditional_escape(url), conditional_escape(detail or code)
    who = [conditional_escape(part) for part in (detail, by) if part]
    if code:
        who.append(f'<span class="tl-code">{conditional_escape(code)}</span>')
    box = (
        f'<input class="form-check-input pilih" type="checkbox" name="pilih" value="{conditional_escape(pick)}" '
        f'aria-label="Pilih: {words}, {about}">'
        if pick
        else ""
    )
    return SafeString(
        f'<li class="tl-task{"" if pick else " tanpa-pilih"}">{box}<div><h3><a href="{link}">{words}</a></h3>'
        f'<div class="who">{" · ".join(who)}</div></div>'
        f'<div class="when">{f"<span>{chip_of(term)}</span>" if term else ""}'
        f"{f'<span>sejak {brief_moment(since, today=today)}</span>' if since else ''}</div>"
        f'<a class="btn {"btn-primary" if term and term.tone == "late" else "btn-line"}" href="{link}">'
        f'{conditional_escape(act)}<span class="visually-hidden">: {words}, {about}</span></a></li>'
    )


@register.simple_tag
def rekaman(
    *, judul: str, url: str = "", kode: str = "", meta: Any = "", tone: str = "", label: str = "", ikon: str = ""
) -> SafeString:
    """A form or a file of a case: code, title, who and when, state."""
    return record(judul, url, kode, meta, tone, label, ikon)


def record(title: str, url: str, code: str, meta: Any, tone: str, label: str, symbol: str) -> SafeString:
    """One row of forms or files; written in one piece, because a case has dozens."""
    words = conditional_escape(title)
    head = (
        f'<span><span class="code tl-code">{conditional_escape(code)}</span> {words}</span>'
        if code
        else f'<span class="code">{words}</span>'
    )
    link = f' href="{conditional_escape(url)}"' if url else ""
    tag = "a" if url else "div"
    return SafeString(
        f'<{tag} class="tl-rec"{link}>{head}{badge(tone, label, symbol) if tone else NOTHING}'
        f'<span class="meta">{conditional_escape(meta)}</span></{tag}>'
    )


@register.simple_tag
def daftar_rekaman(*, baris: Iterable[Any], kosong: str, lipat: int = 0) -> SafeString:
    """Rows with ``judul``, ``url``, ``meta``, ``tone``, ``label`` and perhaps ``code`` and ``ikon``.

    ``lipat``: so many are shown, the others fold away.
    """
    rows = [
        record(row.judul, row.url, getattr(row, "code", ""), row.meta, row.tone, row.label, getattr(row, "ikon", ""))
        for row in baris
    ]
    if not rows:
        return format_html('<div class="tl-pad-card tl-2nd">{}</div>', kosong)
    if not lipat or len(rows) <= lipat:
        return SafeString("\n".join(rows))
    return format_html(
        '{}<details class="tl-fold"><summary><span>Lihat {} dokumen</span><span class="panah">{}</span></summary>{}</details>',
        SafeString("\n".join(rows[:lipat])),
        len(rows),
        icon("chevron-down"),
        SafeString("\n".join(rows[lipat:])),
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
