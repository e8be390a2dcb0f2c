"""What FR.MAPA.01 and FR.MAPA.02 say, read through their definitions so that it works for every edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from telusur.kernel.forms.content import Content
from telusur.kernel.forms.definition import Rows
from telusur.kernel.forms.fields import Field, Kind
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.registry import definition
from telusur.kernel.forms.rows import Row
from telusur.kernel.forms.states import Scope

INSTRUMENT = re.compile(r"IA\W?(\d{1,2})\s*([ABC]?)", re.IGNORECASE)
EVIDENCE_KINDS = frozenset({"L", "TL", "T"})
CLASSES = frozenset("12345")


def form_of(rekaman_id: UUID | None) -> Rekaman | None:
    """The filled form behind an id; None while it has not been opened."""
    return Rekaman.objects.filter(pk=rekaman_id).first() if rekaman_id else None


def instrumen(edisi: str) -> dict[str, str]:
    """Code and title of the instruments that FR.MAPA.02 of this edition offers."""
    form = definition(edisi, "FR.MAPA.02", Scope.SKEMA)
    charts = (part for part in form.sections if isinstance(part, Rows) and part.source == "kelompok")
    return {kode_instrumen(key): title for part in charts for key, title in part.items}


def kode_instrumen(text: str) -> str:
    """``FR.IA.05`` of ``IA.05``, ``ia05`` or ``FR.IA.05 Pertanyaan tertulis``; empty if it names no instrument."""
    found = INSTRUMENT.search(text)
    return f"FR.IA.{int(found[1]):02d}{found[2].upper()}" if found else ""


def rencana(content: Content) -> list[dict[str, Any]]:
    """FR.MAPA.01 section 2 as plain data: per unit the evidence, its kinds (L, TL, T), and per method the tools."""
    return [
        {
            "unit": row.data["unit"] if row.data else row.code,
            "judul": row.title,
            "kelompok": row.group,
            "bukti": _evidence(content, section, row),
            "jenis": _kinds(content, section, row),
            "metode": _methods(content, section, row),
        }
        for section in _sections(content, "unit")
        for row in content.rows(section.name)
    ]


def potensi(content: Content) -> list[str]:
    """The classes of candidate that FR.MAPA.01 plans for, ``1`` to ``5``."""
    for box in content.boxes().values():
        if box.field.kind is Kind.MULTI and {option.code for option in box.field.options} == CLASSES:
            value = content.get(box.section.name, box.field.name, box.row.key if box.row else "")
            return sorted(value or [])
    return []


def peta(content: Content) -> list[dict[str, Any]]:
    """FR.MAPA.02 as plain data: per kelompok, instrument code -> classes of candidate it is for."""
    groups: dict[str, dict[str, Any]] = {}
    for section in _sections(content, "kelompok"):
        for row in content.rows(section.name):
            key, _, item = row.key.partition(":")
            code = kode_instrumen(item) or kode_instrumen(row.title)
            group = groups.setdefault(key, {"kunci": key, "nama": row.group or row.title, "instrumen": {}})
            ticks = sorted(content.get(section.name, section.fields[0].name, row.key) or [])
            if code and ticks:
                group["instrumen"][code] = ticks
    return list(groups.values())


def _sections(content: Content, source: str) -> Iterator[Rows]:
    return (part for part in content.definition.sections if isinstance(part, Rows) and part.source == source)


def _codes(box: Field) -> frozenset[str]:
    return frozenset(option.code for option in box.options)


def _evidence(content: Content, section: Rows, row: Row) -> str:
    texts = (
        content.get(section.name, box.name, row.key) for box in section.fields if box.kind in (Kind.TEXT, Kind.LONG)
    )
    return "; ".join(str(text) for text in texts if text)


def _kinds(content: Content, section: Rows, row: Row) -> list[str]:
    for box in section.fields:
        if box.kind is Kind.MULTI and _codes(box) == EVIDENCE_KINDS:
            return list(content.get(section.name, box.name, row.key) or [])
    return []


def _methods(content: Content, section: Rows, row: Row) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for box in section.fields:
        chosen = content.get(section.name, box.name, row.key)
        if box.kind not in (Kind.MULTI, Kind.CHOICE) or _codes(box) == EVIDENCE_KINDS or not chosen:
            continue
        codes = chosen if isinstance(chosen, list) else [chosen]
        tools = [option for option in box.options if option.code in codes]
        found.append({"metode": box.label, "alat": [{"kode": tool.code, "nama": tool.label} for tool in tools]})
    return found
