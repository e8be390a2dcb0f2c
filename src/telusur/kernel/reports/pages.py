"""Frozen parts of a report on a page: tables, and the rows behind one figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from telusur.kernel.base.errors import NotFound

AT_ONCE = 100  # rows of one part on one page
Address = Callable[[str, int, int], str]  # part, row and column of a figure -> where its rows are listed


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a row with the name of its column; ``url`` opens what is behind it, for a ``figure`` the rows it counts.

    ``number``: its column holds nothing but numbers.
    """

    label: str
    text: Any
    url: str = ""
    figure: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A part ready to be drawn: heads, and per row a list of cells, each of one value or of several that stand together.

    ``total``: how many rows the part has, which may be more than are drawn here.
    """

    code: str
    title: str
    heads: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[Sequence[Value]]]
    empty: str
    total: int


def tables(frozen: dict[str, Any], address: Address | None = None) -> list[Table]:
    """Every part of a report with its first rows. Without ``address`` figures and rows open nothing."""
    return [table(part, range(min(AT_ONCE, len(part["rows"]))), address) for part in frozen["parts"]]


def part_named(frozen: dict[str, Any], code: str) -> dict[str, Any]:
    """One part by its code. Raises NotFound."""
    for part in frozen["parts"]:
        if part["code"] == code:
            found: dict[str, Any] = part
            return found
    raise NotFound("Bagian itu tidak ada dalam laporan ini.")


def table(part: dict[str, Any], chosen: Sequence[int], address: Address | None = None) -> Table:
    """The chosen rows of a part."""
    groups = part["groups"] or [[column] for column in range(len(part["columns"]))]
    numbers = {group[0] for group in groups if _counted(part, group[0])}
    rows = [
        [
            [
                _value(part, row, column, column in numbers, address)
                for column in group
                if part["rows"][row][column] != ""
            ]
            for group in groups
        ]
        for row in chosen
    ]
    heads = [(part["columns"][group[0]], group[0] in numbers) for group in groups]
    return Table(part["code"], part["title"], heads, rows, part["empty"], len(part["rows"]))


def _counted(part: dict[str, Any], column: int) -> bool:
    return bool(part["rows"]) and all(isinstance(cells[column], int) for cells in part["rows"])


def _value(part: dict[str, Any], row: int, column: int, number: bool, address: Address | None) -> Value:
    text = part["rows"][row][column]
    figure = f"{row}.{column}" in part.get("sources", {})
    url = ""
    if address and figure:
        url = address(part["code"], row, column) if text else ""
    elif address and column == 0:
        url = part["links"][row]
    return Value(part["columns"][column], text, url, figure, number)


def behind(frozen: dict[str, Any], code: str, row: int, column: int) -> tuple[str, dict[str, Any], list[int]]:
    """What a figure is called, the part it was counted from and the numbers of the rows. Raises NotFound for no figure."""
    parts = {part["code"]: part for part in frozen["parts"]}
    part = parts.get(code)
    source = part["sources"].get(f"{row}.{column}") if part else None
    if part is None or source is None:
        raise NotFound("Angka itu tidak ada dalam laporan ini.")
    name = f"{part['title']}: {part['rows'][row][0]}, {part['columns'][column].lower()}"
    return name, parts[source[0]], list(source[1])
