"""How a report is written down: parts with columns and rows, and behind each figure the rows it was counted from.

The same shape serves every kind of report, its page, its print, its spreadsheet and what other institutions are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """How many rows of the part ``part``, and which. Never typed, always counted."""

    part: str
    rows: tuple[int, ...]


Cell = str | int | Figure


@dataclass(slots=True)
class Part:
    """A part of a report. ``links``: where the record of each row is shown in this system.

    ``groups``: columns that stand together in one cell on pages and prints; empty: each by itself. ``printed``: whether the
    part goes to paper, or only serves as the list behind figures.
    """

    code: str
    title: str
    columns: Sequence[str]
    empty: str = "Tidak ada."
    groups: Sequence[Sequence[int]] = ()
    printed: bool = True
    rows: list[list[Cell]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def add(self, *cells: Cell, link: str = "") -> int:
        """Add a row; its number. Raises ValueError when it does not fit the columns."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{self.code}: {len(cells)} cells for {len(self.columns)} columns")
        self.rows.append(list(cells))
        self.links.append(link)
        return len(self.rows) - 1

    def count(self, rows: Iterable[int]) -> Figure:
        """A figure counted from rows of this part."""
        return Figure(self.code, tuple(rows))


def freeze(parts: Iterable[Part]) -> dict[str, Any]:
    """The report as it is stored: figures as numbers, and beside them (``sources``, by ``row.column``) what they count."""
    return {"parts": [_frozen(part) for part in parts]}


def _frozen(part: Part) -> dict[str, Any]:
    sources = {
        f"{row}.{column}": [cell.part, list(cell.rows)]
        for row, cells in enumerate(part.rows)
        for column, cell in enumerate(cells)
        if isinstance(cell, Figure)
    }
    return {
        "code": part.code,
        "title": part.title,
        "columns": list(part.columns),
        "groups": [list(group) for group in part.groups],
        "empty": part.empty,
        "printed": part.printed,
        "rows": [[len(cell.rows) if isinstance(cell, Figure) else cell for cell in cells] for cells in part.rows],
        "links": part.links,
        "sources": sources,
    }
