"""Measure which characters the fonts inside Typst can print, and write charset.txt. Run it after a change of Typst."""

from __future__ import annotations

import io
import json
import re
import struct
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.documents.charset import FILE
from telusur.kernel.documents.render import STANDARDS

PROBE = b"""#set document(title: "x")
#set text(font: "Libertinus Serif", lang: "id")
#for c in json(bytes(sys.inputs.data)) [#c #strong(c) #emph(c) #parbreak()]
"""
SIGNS = "LMNPS"
ALSO = frozenset({0x20, 0xA0, 0x200B, 0x202F})


class Command(QuickCommand):
    help = "Ukur karakter yang dapat dicetak huruf di dalam Typst, lalu tulis charset.txt."

    def handle(self, *args: Any, **options: Any) -> None:
        candidates = sorted(point for point in _in_fonts() | ALSO if _is_text(point))
        points = sorted(set(candidates) - set(_refused(candidates)))
        FILE.write_text(_as_text(points), encoding="ascii")
        self.stdout.write(f"{len(points)} karakter dapat dicetak.")


def _is_text(point: int) -> bool:
    return point in ALSO or unicodedata.category(chr(point))[0] in SIGNS


def _in_fonts() -> set[int]:
    """Code points of every font compiled into the Typst library, found by their table directories."""
    library = next(Path(typst.__file__).parent.glob("_typst*")).read_bytes()
    return {point for font in _fonts(library) for point in font.getBestCmap()}


def _fonts(library: bytes) -> Iterator[TTFont]:
    for mark in re.finditer(rb"OTTO|\x00\x01\x00\x00", library):
        start = mark.start()
        (tables,) = struct.unpack_from(">H", library, start + 4)
        if not 8 <= tables <= 30:
            continue
        entries = [library[start + 12 + 16 * i : start + 28 + 16 * i] for i in range(tables)]
        if all(re.fullmatch(rb"[A-Za-z0-9/ ]{4}", entry[:4]) for entry in entries):
            end = max(sum(struct.unpack(">II", entry[8:])) for entry in entries)
            yield TTFont(io.BytesIO(library[start : start + end]), lazy=True)


def _refused(points: list[int]) -> list[int]:
    """Those of the points that Typst will not put into PDF/A, found by halving."""
    if not points or _prints(points):
        return []
    if len(points) == 1:
        return points
    half = len(points) // 2
    return _refused(points[:half]) + _refused(points[half:])


def _prints(points: list[int]) -> bool:
    compiler = typst.Compiler(input=PROBE, ignore_system_fonts=True)
    try:
        compiler.compile(
            format="pdf", pdf_standards=STANDARDS, sys_inputs={"data": json.dumps([chr(point) for point in points])}
        )
    except typst.TypstError:
        return False
    return True


def _as_text(points: list[int]) -> str:
    lines = [f"# Printable with typst {_version()}; written by measure_charset."]
    for _, run in groupby(enumerate(points), key=lambda pair: pair[1] - pair[0]):
        members = [point for _, point in run]
        lines.append(f"{members[0]:x}" if len(members) == 1 else f"{members[0]:x}-{members[-1]:x}")
    return "\n".join(lines) + "\n"


def _version() -> str:
    from importlib.metadata import version

    return version("typst")
