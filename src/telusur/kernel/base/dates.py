"""Days and times as people write them. One reader for every door: forms of the engine, pages, imports, settings."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from telusur.kernel.base.clock import MONTHS, MONTHS_SHORT

UNKNOWN_DAY = "Tanggal itu tidak ada di kalender. Tulis hari, bulan, tahun, misalnya 20-11-2026 atau 20 November 2026."
UNKNOWN_TIME = "Jam itu tidak terbaca. Tulis seperti 08.30."
LONGEST = 40  # characters; no day is written longer

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.ASCII)
_WORDS = re.compile(r"(?:[a-z’']+\s*,\s*)?(\d{1,2})[\s-]+([a-z]+)\.?[\s-]+(\d{4})", re.ASCII)
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?:\s*(?:wib|wita|wit))?", re.ASCII)
# As people spell them beside the official names; English because keyboards and telephones suggest it.
_MORE = {
    "pebruari": 2, "peb": 2, "agt": 8, "ags": 8, "agust": 8, "sept": 9, "nopember": 11, "nop": 11,
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "aug": 8,
    "october": 10, "oct": 10, "december": 12, "dec": 12,
}  # fmt: skip
_MONTH_OF = {name.lower(): n for names in (MONTHS, MONTHS_SHORT) for n, name in enumerate(names, start=1)} | _MORE


def read_day(text: str) -> date | None:
    """The day that was meant, or None: ``1995-06-12``, ``12/06/1995``, ``12-6-1995``, ``12 Juni 1995``.

    Day before month, as Indonesia writes; a year has four digits, because of two nobody knows the century.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).replace("–", "-").lower().split())
    if not plain or len(plain) > LONGEST:
        return None
    if found := _ISO.fullmatch(plain):
        return _day(found[1], found[2], found[3])
    if found := _NUMBERS.fullmatch(plain):
        return _day(found[3], found[2], found[1])
    if (found := _WORDS.fullmatch(plain)) and (month := _MONTH_OF.get(found[2])):
        return _day(found[3], str(month), found[1])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """The time of day that was meant, or None: ``08.30``, ``8:30``, ``08:30 WIB``."""
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    found = _TIME.fullmatch(plain) if len(plain) <= LONGEST else None
    if not found:
        return None
    try:
        return time(int(found[1]), int(found[2]))
    except ValueError:
        return None


class DayInput(forms.DateInput):
    """The calendar of the browser; a line of text as long as it holds what the calendar could not show."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None, **_: Any) -> None:
        super().__init__({name: value for name, value in (attrs or {}).items() if name != "type"}, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not _ISO.fullmatch(str(shown)):
            context["widget"]["type"] = "text"
        return context


class DayField(forms.DateField):
    """A day in any form that ``read_day`` reads; what is no day is said beside it and stays in the box."""

    widget = DayInput

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.error_messages["invalid"] = UNKNOWN_DAY

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        day = read_day(value)
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class TimeField(forms.TimeField):
    """A time of day in any form that ``read_time`` reads."""

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        moment = read_time(value)
        if moment is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment
