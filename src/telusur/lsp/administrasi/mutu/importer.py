"""A document of the quality system as a YAML file. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from telusur.kernel.base.yaml_lines import BadFile, Map, Mistake, Row, Text, plain, read_yaml
from telusur.lsp.administrasi.mutu.states import JenisDokumen

DAY = Text(10, pattern=r"\d{4}-\d{2}-\d{2}", example='"2026-01-05"')
DAYS = ("berlaku_sejak", "dibuat_pada", "diperiksa_pada", "disetujui_pada")
SHAPE = Map(
    "dokumen mutu",
    {
        "kode": Text(40, pattern=r"[A-Z0-9][A-Z0-9\-]*", example="IK-LSPK-01"),
        "judul": Text(200),
        "jenis": Text(choices=tuple(JenisDokumen.values)),
        "isi": Text(60_000, lines=True),
        "dibuat_oleh": Text(150),
        "diperiksa_oleh": Text(150),
        "disetujui_oleh": Text(150),
        **dict.fromkeys(DAYS, DAY),
    },
    {"perubahan": (Text(300, empty=True), "")},
)


def parse(data: bytes) -> dict[str, Any]:
    """The arguments of ``terbitkan`` from a file. Raises BadFile with every mistake and its line."""
    source, mistakes = read_yaml(data, SHAPE)
    fields = {**plain(source), **_days(source, mistakes)}
    if mistakes:
        raise BadFile(mistakes)
    return fields


def _days(source: Row, mistakes: list[Mistake]) -> dict[str, date]:
    days: dict[str, date] = {}
    for name in DAYS:
        if not isinstance(source.get(name), str):
            continue
        try:
            days[name] = date.fromisoformat(source[name])
        except ValueError:
            mistakes.append(Mistake(source.line_of(name), f"{name} “{source[name]}” bukan tanggal yang ada."))
    return days
