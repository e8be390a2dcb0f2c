"""Where something stands: badge, deadline chip, stepper, trail, progress."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString

from telusur.kernel.base import clock
from telusur.kernel.calendar import working_days
from telusur.kernel.ui.components.icons import icon, maybe_icon
from telusur.kernel.ui.components.markup import conditional_escape, format_html, format_html_join
from telusur.kernel.ui.components.times import brief, brief_moment, day, hour

register = Library()

TONES = {"ok": "circle-check", "wait": "clock", "late": "alert-triangle", "info": "progress", "mute": "pencil"}
STEP_WORDS = {"lewat": "selesai", "kini": "sedang berjalan", "tolak": "ditolak", "nanti": "belum"}
NOTHING = SafeString("")
CURRENT_STEP = ' aria-current="step"'


def tone_class(tone: str) -> str:
    """``tone-ok`` and so on; raises ValueError for a tone that does not exist."""
    if tone not in TONES:
        raise ValueError(f"tone {tone!r}: use one of {', '.join(TONES)}")
    return f"tone-{tone}"


@register.simple_tag
def lencana(*, tone: str, label: Any, ikon: str = "") -> SafeString:
    """State badge: icon and word. Tone: ok, wait, late, info, mute. Without ``ikon`` the icon of the tone."""
    return badge(tone, label, ikon)


def badge(tone: str, label: Any, symbol: str = "") -> SafeString:
    """The same for other components."""
    return SafeString(
        f'<span class="tl-badge {tone_class(tone)}">{icon(symbol or TONES[tone])}{conditional_escape(label)}</span>'
    )


@dataclass(frozen=True, slots=True)
class Due:
    """How a deadline reads now."""

    tone: str
    icon: str
    words: str
    full: str


def due_of(due: date | datetime, now: datetime, *, count: bool = False) -> Due:
    """Words for a deadline. ``count`` says the working days left also when they are more than one.

    Working days are those of the institution's calendar (no Saturday, Sunday or holiday).
    """
    return due_on(due, clock.day_of(now), late=isinstance(due, datetime) and due < now, count=count)


def due_on(due: date | datetime, today: date, *, late: bool, count: bool = False) -> Due:
    """The same for a day; ``late``: the moment has passed."""
    last = day(due)
    time = hour(due) if isinstance(due, datetime) else ""
    full = clock.date_and_time(due) if isinstance(due, datetime) else clock.day_and_date(due)
    if late or last < today:
        days = working_days.working_days_between(last, today)
        words = f"lewat {days} hari kerja" if days else f"lewat sejak {time or 'kemarin'}"
        return Due("late", "alert-triangle", words, full)
    if last == today:
        return Due("wait", "clock", f"hari ini {time}".strip(), full)
    days = working_days.working_days_between(today, last)
    if days <= 1:
        return Due("wait", "clock", f"{days} hari kerja lagi" if days else brief(last, today=today), full)
    return Due("mute", "calendar", f"{days} hari kerja lagi" if count else brief(last, today=today), full)


def due_chip(due: date | datetime | None, now: datetime | None = None, *, count: bool = False) -> SafeString:
    """The chip, or nothing without a deadline."""
    if due is None:
        return NOTHING
    return chip_of(due_of(due, now or clock.now(), count=count))


def chip_of(made: Due) -> SafeString:
    """The chip of a deadline already put into words."""
    return SafeString(f'<span class="tl-due tone-{made.tone}" title="{made.full}">{icon(made.icon)}{made.words}</span>')


@register.simple_tag
def tenggat(due: date | datetime | None, *, now: datetime | None = None, sisa: bool = False) -> SafeString:
    """Deadline chip. ``sisa`` counts working days left instead of naming the date."""
    return due_chip(due, now, count=sisa)


@dataclass(frozen=True, slots=True)
class Tahap:
    """One step of the stepper. ``keadaan``: lewat, kini, nanti. ``keterangan``: one or two words under it."""

    label: str
    keadaan: str = "nanti"
    keterangan: str = ""


@register.simple_tag
def tahapan(*, langkah: Iterable[Tahap], label: str = "Tahap sertifikasi") -> SafeString:
    """The stages of a case; a phone shows dots and a sentence. Takes ``Tahap`` rows."""
    rows = list(langkah)
    now_at = next((n for n, row in enumerate(rows, 1) if row.keadaan == "kini"), 0)
    return format_html(
        '{}<ol class="tl-steps" aria-label="{}">{}</ol>',
        _phone_line(rows, now_at),
        label,
        SafeString("".join(_step(row) for row in rows)),
    )


def _phone_line(rows: list[Tahap], now_at: int) -> SafeString:
    if now_at:
        words = format_html("Tahap {} dari {}: <strong>{}</strong>", now_at, len(rows), rows[now_at - 1].label)
    else:
        done = sum(row.keadaan == "lewat" for row in rows)
        words = format_html("{} dari {} tahap selesai", done, len(rows))
    return format_html('<p class="tl-tahap-ponsel d-md-none" aria-hidden="true">{}</p>', words)


def _step(row: Tahap) -> SafeString:
    return format_html(
        '<li class="{}"{}><span class="node" aria-hidden="true">{}</span><span class="nama">{}</span>'
        '<span class="visually-hidden"> ({})</span><small>{}</small></li>',
        row.keadaan,
        SafeString(' aria-current="step"') if row.keadaan == "kini" else NOTHING,
        icon("check") if row.keadaan == "lewat" else NOTHING,
        row.label,
        STEP_WORDS[row.keadaan],
        row.keterangan,
    )


@dataclass(frozen=True, slots=True)
class Jejak:
    """One act in a trail, or one stage of the way ahead. ``keadaan``: lewat, kini, nanti, tolak.

    ``alasan`` is shown for a refusal; ``tautan`` and ``kata_tautan`` are a link to the record; ``rincian`` are lines
    below.
    """

    judul: str
    oleh: str = ""
    pada: datetime | date | None = None
    keadaan: str = "lewat"
    ikon: str = ""
    alasan: str = ""
    tautan: str = ""
    kata_tautan: str = ""
    rincian: tuple[str, ...] = ()


@register.simple_tag
def jejak(*, baris: Iterable[Jejak], rapat: bool = False) -> SafeString:
    """The trail. Newest first for staff; the way ahead, in order, for the asesi. Takes ``Jejak`` rows."""
    return format_html(
        '<ol class="tl-trail{}">{}</ol>',
        " tl-trail-rapat" if rapat else "",
        SafeString("".join(_act(row) for row in baris)),
    )


def _act(row: Jejak) -> SafeString:
    node = row.ikon or {"lewat": "check", "tolak": "x"}.get(row.keadaan, "")
    when = f"{brief_moment(row.pada)}{_zone(row.pada)}" if row.pada else ""
    lines = [conditional_escape(text) for text in (row.oleh, when, row.alasan, *row.rincian) if text]
    if row.tautan:
        words = conditional_escape(row.kata_tautan or "Buka")
        lines.append(f'<a class="tl-link" href="{conditional_escape(row.tautan)}">{words}</a>')
    now = row.keadaan == "kini"
    return SafeString(
        f'<li class="{row.keadaan}"{CURRENT_STEP if now else ""}>'
        f'<span class="node" aria-hidden="true">{NOTHING if now else maybe_icon(node)}</span>'
        f'<div class="judul">{"Ditolak sistem: " if row.keadaan == "tolak" else ""}{conditional_escape(row.judul)}</div>'
        f'<div class="meta">{"<br>".join(lines)}</div></li>'
    )


def _zone(moment: datetime | date) -> str:
    return f" {clock.zone_name()}" if isinstance(moment, datetime) else ""


@register.simple_tag
def kemajuan(
    *, nilai: int, dari: int, label: str, tone: str = "info", kelompok: str = "", satuan: str = ""
) -> SafeString:
    """Progress: ``12 dari 25 elemen`` and a bar. With ``kelompok``, progress.js keeps it in step with the form."""
    words = f"{nilai} dari {dari} {satuan}".strip()
    return format_html(
        '<div class="tl-maju {}"{}><div class="tl-maju-kata"><span>{}</span><span class="tl-num" data-progress-words>{}'
        '</span></div><progress class="tl-bar" value="{}" max="{}" aria-label="{}: {}">{}</progress></div>',
        tone_class(tone),
        format_html(' data-progress-bar="{}" data-progress-unit="{}"', kelompok, satuan) if kelompok else NOTHING,
        label,
        words,
        nilai,
        max(dari, 1),
        label,
        words,
        words,
    )


@register.simple_tag
def tersimpan(*, pada: datetime | None = None) -> SafeString:
    """What autosave.js keeps up to date: saved, saving, waiting for signal."""
    words = f"Tersimpan {hour(pada)}" if pada else "Tersimpan otomatis"
    return format_html(
        '<span class="tl-saved tone-{}" role="status" data-saved><span data-saved-ikon>{}</span>'
        "<span data-saved-kata>{}</span>"
        "</span>",
        "ok" if pada else "mute",
        icon("cloud-check"),
        words,
    )


@register.simple_tag
def alur(*, langkah: Iterable[Tahap], balik: str = "") -> SafeString:
    """A regulated flow with "Anda di sini"; ``keterangan`` of a step may hold two lines parted by ``|``.

    At most eight in a row.
    """
    items = format_html_join("", "{}", ((_flow_step(row),) for row in langkah))
    back = (
        format_html('<p class="tl-small tl-2nd tl-alur-balik">{}{}</p>', icon("corner-up-left"), balik)
        if balik
        else NOTHING
    )
    return format_html('<ol class="tl-flow">{}</ol>{}', items, back)


def _flow_step(row: Tahap) -> SafeString:
    here = (
        format_html('<span class="tl-disini">{}Anda di sini</span>', icon("map-pin"))
        if row.keadaan == "kini"
        else NOTHING
    )
    lines = format_html_join("", "<span>{}</span>", ((line,) for line in row.keterangan.split("|") if line))
    return format_html(
        '<li class="{}"{}><span class="node" aria-hidden="true">{}</span>{}<div class="kotak">'
        "<strong>{}</strong>{}</div></li>",
        row.keadaan,
        SafeString(' aria-current="step"') if row.keadaan == "kini" else NOTHING,
        icon("check") if row.keadaan == "lewat" else NOTHING,
        here,
        row.label,
        lines,
    )
