"""Fields of a form: what may be written into one box, and which sentence appears beside it when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.dates import UNKNOWN_DAY, UNKNOWN_TIME, read_day, read_time
from telusur.kernel.base.errors import Invalid
from telusur.kernel.documents.charset import in_words, unprintable

Value = str | int | bool | list[str] | None
Compute = Callable[[Any, str], Value]  # (Content, row key) -> value


class Kind(StrEnum):
    """Shape of a value: text, a list of codes, a list of stored file ids."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    CHOICE = "choice"
    MULTI = "multi"
    BOOL = "bool"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the code that is stored, the words shown, the tone and the short form for big choices (``K``)."""

    code: str
    label: str
    tone: str = "info"
    icon: str = "check"
    short: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A field is asked only while another one holds one of these values.

    ``field`` is looked for in the same row; ``section/field`` names one elsewhere.
    """

    field: str
    values: tuple[str, ...]


def when(field: str, *values: str) -> When:
    """``when("rekomendasi", "BK")``."""
    return When(field, values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One box. ``by`` is the slot of the party who fills it (empty: the first stage). ``fixed``: known when the form is
    opened, nobody edits it. ``computed``: worked out from the rest when its stage is submitted. ``when``: asked only
    then; ``required_when``: optional, but required then. ``secret``: personal data that is stored encrypted. ``accept``
    and ``max_mb``: which files, and how large. ``portrait``: a photo of a person that will be printed, not below a least
    size. ``rule``: the rule of this datum (``base.contact``), asked when its stage is submitted; it gives the value as it is
    kept.
    """

    name: str
    label: str
    kind: Kind
    by: str = ""
    required: bool = True
    when: When | None = None
    required_when: When | None = None
    options: tuple[Option, ...] = ()
    hint: str = ""
    max_length: int = 200
    rule: Callable[[str], str] | None = None
    pattern: str = ""
    pattern_error: str = ""
    minimum: int | None = None
    maximum: int | None = None
    max_items: int = 20
    accept: tuple[str, ...] = ("pdf", "jpeg", "png")
    max_mb: int = 5
    portrait: bool = False
    fixed: bool = False
    computed: Compute | None = None
    secret: bool = False
    missing: str = ""
    big: bool = False

    @property
    def given(self) -> bool:
        """Whether no party types it."""
        return self.fixed or self.computed is not None

    def option(self, code: str) -> Option | None:
        """The answer with this code."""
        return next((option for option in self.options if option.code == code), None)

    def label_of(self, value: Value) -> str:
        """The value in the words of the form."""
        if value in (None, "", []):
            return ""
        if self.kind is Kind.DATE:
            day = read_day(str(value))
            return long_date(day) if day else str(value)
        if self.kind is Kind.TIME:
            return str(value).replace(":", ".")
        if self.kind is Kind.BOOL:
            return "Ya" if value else "Tidak"
        if self.kind in (Kind.CHOICE, Kind.MULTI):
            codes = value if isinstance(value, list) else [str(value)]
            return ", ".join(found.label if (found := self.option(code)) else code for code in codes)
        return str(value)


def _field(kind: Kind, name: str, label: str, **more: Any) -> Field:
    return Field(kind=kind, name=name, label=label, **more)


def text(name: str, label: str, **more: Any) -> Field:
    """One line, at most 200 characters unless told."""
    return _field(Kind.TEXT, name, label, **more)


def long(name: str, label: str, **more: Any) -> Field:
    """Several lines, at most 4000 characters unless told."""
    return _field(Kind.LONG, name, label, **{"max_length": 4000, **more})


def date(name: str, label: str, **more: Any) -> Field:
    """A calendar day, stored as ``2026-11-20``."""
    return _field(Kind.DATE, name, label, **more)


def time(name: str, label: str, **more: Any) -> Field:
    """A time of day, stored as ``08:30``."""
    return _field(Kind.TIME, name, label, **more)


def number(name: str, label: str, **more: Any) -> Field:
    """A whole number."""
    return _field(Kind.NUMBER, name, label, **more)


def choice(name: str, label: str, options: tuple[Option, ...], **more: Any) -> Field:
    """Exactly one of the answers."""
    return _field(Kind.CHOICE, name, label, options=options, **more)


def multi(name: str, label: str, options: tuple[Option, ...], **more: Any) -> Field:
    """Any number of the answers; at least one if required."""
    return _field(Kind.MULTI, name, label, options=options, **more)


def tick(name: str, label: str, **more: Any) -> Field:
    """A box that must be ticked if required: a consent, a point of a checklist."""
    return _field(Kind.BOOL, name, label, **more)


def files(name: str, label: str, **more: Any) -> Field:
    """Stored files by id; one file may serve many rows."""
    return _field(Kind.FILES, name, label, **more)


def options(*pairs: tuple[str, str]) -> tuple[Option, ...]:
    """Plain answers from (code, label)."""
    return tuple(Option(code, label) for code, label in pairs)


class BadValue(Exception):
    """A value does not fit its field; the text is the sentence for the person."""


def clean(field: Field, raw: Any) -> Value:
    """The value as stored: trimmed, typed, empty as None. Raises BadValue when its shape is wrong."""
    if raw is None or raw in ("", []):
        return None
    return _CLEANERS[field.kind](field, raw)


def _clean_text(field: Field, raw: Any) -> Value:
    if not isinstance(raw, str | int) or isinstance(raw, bool):
        raise BadValue(f"{field.label}: bukan teks.")
    value = str(raw).replace("\r\n", "\n").replace("\x00", "").strip()
    if field.kind is Kind.TEXT:
        value = " ".join(value.split())
    if len(value) > field.max_length:
        raise BadValue(f"{field.label} paling panjang {field.max_length} huruf; sekarang {len(value)}. Ringkaslah.")
    if strange := unprintable(value):
        raise BadValue(
            f"{field.label} memuat {in_words(strange[0])}, yang tidak dapat dicetak pada dokumen resmi. "
            "Ganti dengan huruf Latin."
        )
    return value or None


def _clean_date(field: Field, raw: Any) -> Value:
    day = read_day(raw) if isinstance(raw, str) else None
    if day is None:
        raise BadValue(f"{field.label}: {UNKNOWN_DAY[:1].lower()}{UNKNOWN_DAY[1:]}")
    return day.isoformat()


def _clean_time(field: Field, raw: Any) -> Value:
    moment = read_time(raw) if isinstance(raw, str) else None
    if moment is None:
        raise BadValue(f"{field.label}: {UNKNOWN_TIME[:1].lower()}{UNKNOWN_TIME[1:]}")
    return moment.strftime("%H:%M")


def _clean_number(field: Field, raw: Any) -> Value:
    text = str(raw).strip() if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    if not _WHOLE.fullmatch(text):
        raise BadValue(f"{field.label}: tulis bilangan bulat.")
    return int(text)


def _clean_choice(field: Field, raw: Any) -> Value:
    if not isinstance(raw, str) or field.option(raw) is None:
        raise BadValue(f"{field.label}: pilih salah satu jawaban yang tersedia.")
    return raw


def _clean_multi(field: Field, raw: Any) -> Value:
    codes = [raw] if isinstance(raw, str) else raw
    if not isinstance(codes, list) or any(not isinstance(code, str) or not field.option(code) for code in codes):
        raise BadValue(f"{field.label}: pilih dari jawaban yang tersedia.")
    return [option.code for option in field.options if option.code in codes] or None


def _clean_bool(field: Field, raw: Any) -> Value:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw in ("ya", "on", "true", "1"):
        return True
    if isinstance(raw, str) and raw in ("tidak", "off", "false", "0"):
        return False
    raise BadValue(f"{field.label}: beri atau hapus tanda centang.")


def _clean_files(field: Field, raw: Any) -> Value:
    ids = [raw] if isinstance(raw, str) else raw
    if isinstance(ids, list):
        ids = [item for item in ids if item != ""]
    if not isinstance(ids, list) or any(not isinstance(item, str) or not _UUID.fullmatch(item) for item in ids):
        raise BadValue(f"{field.label}: berkas itu tidak dikenal.")
    unique = list(dict.fromkeys(item.lower() for item in ids))
    if len(unique) > field.max_items:
        raise BadValue(f"{field.label}: paling banyak {field.max_items} berkas.")
    return unique or None


_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CLEANERS: Mapping[Kind, Callable[[Field, Any], Value]] = {
    Kind.TEXT: _clean_text,
    Kind.LONG: _clean_text,
    Kind.DATE: _clean_date,
    Kind.TIME: _clean_time,
    Kind.NUMBER: _clean_number,
    Kind.CHOICE: _clean_choice,
    Kind.MULTI: _clean_multi,
    Kind.BOOL: _clean_bool,
    Kind.FILES: _clean_files,
}


def settled(field: Field, value: Value) -> Value:
    """The value as the rule of its datum keeps it. Raises BadValue with the sentence of that rule."""
    if field.rule is None or not isinstance(value, str):
        return value
    try:
        return field.rule(value)
    except Invalid as refusal:
        raise BadValue(refusal.sentence) from None


def problem_with(field: Field, value: Value, *, required: bool) -> str | None:
    """What is wrong with a well-shaped value when the form is submitted; None if nothing."""
    if value is None or (field.kind is Kind.BOOL and value is False):
        return (field.missing or _missing(field)) if required else None
    if field.pattern and isinstance(value, str) and not re.fullmatch(field.pattern, value):
        return field.pattern_error or f"{field.label}: bentuknya belum benar."
    if isinstance(value, int) and not isinstance(value, bool):
        if field.minimum is not None and value < field.minimum:
            return f"{field.label} paling sedikit {field.minimum}."
        if field.maximum is not None and value > field.maximum:
            return f"{field.label} paling banyak {field.maximum}."
    return None


def _missing(field: Field) -> str:
    match field.kind:
        case Kind.CHOICE:
            return f"{field.label}: pilih salah satu."
        case Kind.MULTI:
            return f"{field.label}: pilih sedikitnya satu."
        case Kind.BOOL:
            return f"Beri tanda centang bila Anda setuju: {field.label}"
        case Kind.FILES:
            return f"{field.label}: unggah atau tautkan sedikitnya satu berkas."
    return f"{field.label} belum diisi."
