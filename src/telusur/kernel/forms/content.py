"""What a form holds, seen through its definition. Checks, screen and print read a record through this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from telusur.kernel.forms.definition import Fields, FormDefinition, Rows, Text
from telusur.kernel.forms.fields import Field, When
from telusur.kernel.forms.rows import Row, rows_of


@dataclass(slots=True)
class Box:
    """One field at one place of one form."""

    path: str
    section: Fields | Rows
    field: Field
    row: Row | None


def path_of(section: str, name: str, row: str = "") -> str:
    """``identitas/nama`` or ``elemen/J.620100.004.02:1/jawaban``."""
    return f"{section}/{row}/{name}" if row else f"{section}/{name}"


@dataclass(slots=True)
class Content:
    """Definition, snapshot, values by path and parties of one record. ``slot``, ``actor_id``, ``today``: whose turn
    it is, who acts, on which day. ``done_by``: slot -> person who took that turn.
    """

    definition: FormDefinition
    sumber: Mapping[str, Any]
    values: dict[str, Any]
    pihak: Mapping[str, Any] = field(default_factory=dict)
    slot: str = ""
    actor_id: str = ""
    today: date = date.min
    done_by: Mapping[str, str] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _boxes: dict[str, Box] = field(default_factory=dict)

    def rows(self, section: str) -> list[Row]:
        """Rows of a section."""
        if section not in self._rows:
            found = self.definition.section(section)
            self._rows[section] = rows_of(found, self.sumber) if isinstance(found, Rows) else []
        return self._rows[section]

    def get(self, section: str, name: str, row: str = "") -> Any:
        """Value of a field, None when empty."""
        return self.values.get(path_of(section, name, row))

    def boxes(self) -> dict[str, Box]:
        """Every field at every place, by path, in the order of the form."""
        if not self._boxes:
            self._boxes = {box.path: box for box in self._all_boxes()}
        return self._boxes

    def _all_boxes(self) -> Iterator[Box]:
        for section in self.definition.sections:
            if isinstance(section, Text):
                continue
            for row in self.rows(section.name) if isinstance(section, Rows) else [None]:
                for box in section.fields:
                    yield Box(path_of(section.name, box.name, row.key if row else ""), section, box, row)

    def boxes_of(self, slot: str) -> list[Box]:
        """The fields this party fills, computed ones included."""
        return [
            box for box in self.boxes().values() if not box.field.fixed and self.definition.slot_of(box.field) == slot
        ]

    def asked(self, box: Box) -> bool:
        """Whether the field's condition holds; a field without one is always asked. Unused free lines are not."""
        if isinstance(box.section, Rows) and box.section.free and box.row and not self._line_used(box.section, box.row):
            return False
        return box.field.when is None or self._holds(box.field.when, box)

    def required(self, box: Box) -> bool:
        """Whether an empty value is a mistake."""
        if box.field.required_when is not None:
            return self._holds(box.field.required_when, box)
        return box.field.required

    def _line_used(self, section: Rows, row: Row) -> bool:
        return any(self.get(section.name, part.name, row.key) not in (None, "", [], False) for part in section.fields)

    def _holds(self, condition: When, box: Box) -> bool:
        value = self.values.get(self.condition_path(condition, box))
        if isinstance(value, list):
            return any(code in value for code in condition.values)
        shown = {True: "ya", False: "tidak"}[value] if isinstance(value, bool) else value
        return shown in condition.values

    def condition_path(self, condition: When, box: Box) -> str:
        """Path of the field that a condition looks at."""
        if "/" in condition.field:
            return condition.field
        return path_of(box.section.name, condition.field, box.row.key if box.row else "")

    def setting(self, name: str, default: Any = None) -> Any:
        """A switch of the skema that the snapshot carries in ``setelan``."""
        return self.sumber.get("setelan", {}).get(name, default)

    def text_of(self, section: Text) -> dict[str, str]:
        """The statement as this record was opened with: ``isi`` and ``versi``."""
        kept: dict[str, str] = self.sumber.get("teks", {}).get(section.name, {})
        return kept or {"isi": section.text, "versi": section.version}
