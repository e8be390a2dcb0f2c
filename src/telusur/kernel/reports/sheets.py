"""A report as a spreadsheet: one sheet per part. Every text stays a text, whatever it begins with. Pure."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A formula in a cell would run on the reader's machine; a link would lead them somewhere.
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORBIDDEN = str.maketrans("[]:*?/\\", "       ")
WIDEST = 48


def workbook(*, title: str, at: datetime, facts: Sequence[tuple[str, str]], parts: Iterable[dict[str, Any]]) -> bytes:
    """The file. ``facts`` stand on the first sheet, each part on one of its own; ``at`` is the moment it says it was made."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, PLAIN)
    book.set_properties({"title": title, "created": at.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    _write(book.add_worksheet("Laporan"), ["Butir", "Isi"], [[name, value] for name, value in facts], bold)
    names = {"laporan"}
    for part in parts:
        _write(book.add_worksheet(_name(part["title"], names)), part["columns"], part["rows"], bold)
    book.close()
    return out.getvalue()


def _name(title: str, taken: set[str]) -> str:
    plain = " ".join(title.translate(FORBIDDEN).split())[:28]
    name = next(one for n in range(1, 100) if (one := plain if n == 1 else f"{plain} {n}").lower() not in taken)
    taken.add(name.lower())
    return name


def _write(sheet: Any, columns: Sequence[str], rows: Sequence[Sequence[Any]], bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(columns):
        sheet.write_string(0, column, head, bold)
        longest = max((len(str(cells[column])) for cells in rows), default=0)
        sheet.set_column(column, column, min(WIDEST, max(len(head), longest) + 2))
    for number, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            else:
                sheet.write_string(number, column, str(cell))
