"""A record as a page: sections, groups, lines and boxes, each with its value, its errors and whether it can be
written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.forms import files as stored
from telusur.kernel.forms.content import Box, Content
from telusur.kernel.forms.definition import Fields, Rows, Text
from telusur.kernel.forms.fields import Field, Kind, Option, Value
from telusur.kernel.forms.rows import Row

LONG_LIST = 6  # from here on a choice becomes a drop-down
MANY_ROWS = 20  # from here on advice stands below the rows, so that the first row is in reach
SAYING = frozenset({"ok", "wait", "late", "mute"})
BIG_MOST = 3
PICKERS = {Kind.DATE: "date", Kind.TIME: "time", Kind.NUMBER: "number"}
TYPED = frozenset({Kind.TEXT, Kind.LONG, *PICKERS})


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer as the components draw it."""

    nilai: str
    label: str
    tone: str
    ikon: str
    singkat: str
    checked: bool


@dataclass(frozen=True, slots=True)
class FileLine:
    """One stored file that can be named here."""

    id: str
    nama: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One box. ``draw`` names its shape; ``group`` counts it for the progress; ``when`` hides it until another
    answers.
    """

    path: str
    key: str
    label: str
    draw: str
    value: Any
    shown: str
    tone: str
    icon: str
    editable: bool
    required: bool
    hint: str
    errors: tuple[str, ...]
    choices: tuple[Choice, ...]
    files: tuple[FileLine, ...]
    group: str
    when_path: str
    when_values: str
    max_length: int
    accept: str
    takes: str
    kinds: str
    legend: str
    type: str
    one: bool

    @property
    def linked(self) -> list[FileLine]:
        """Files named here."""
        return [line for line in self.files if line.checked]

    @property
    def offered(self) -> list[FileLine]:
        """Files that could be named here."""
        return [line for line in self.files if not line.checked]


@dataclass(slots=True)
class Line:
    """One row with its boxes; ``state``: lengkap, belum, salah or kosong (nothing to answer)."""

    row: Row
    cells: list[Cell]
    prompt: str

    @property
    def first(self) -> Cell | None:
        """The big choice that stands beside the title."""
        return self.cells[0] if self.cells and self.cells[0].draw == "big" else None

    @property
    def rest(self) -> list[Cell]:
        """The other boxes."""
        return self.cells[1:] if self.first else self.cells

    @property
    def used(self) -> bool:
        """Whether anything is written here."""
        return any(cell.value not in (None, "", []) for cell in self.cells)

    @property
    def state(self) -> str:
        """How far this line is."""
        asked = [cell for cell in self.cells if cell.editable]
        if any(cell.errors for cell in self.cells):
            return "salah"
        if not any(cell.group for cell in asked):
            return "kosong"
        return "belum" if any(cell.group and cell.value in (None, "", []) for cell in asked) else "lengkap"


@dataclass(slots=True)
class Group:
    """Lines under one heading (a unit), split by subheading (an elemen)."""

    key: str
    number: int
    title: str
    code: str
    blocks: list[tuple[str, list[Line]]] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """All lines of the group."""
        return [line for _, lines in self.blocks for line in lines]

    @property
    def cells(self) -> list[Cell]:
        """The boxes that count for the progress."""
        return [cell for line in self.lines for cell in line.cells if cell.group]

    @property
    def total(self) -> int:
        """How many answers are asked."""
        return len(self.cells)

    @property
    def done(self) -> int:
        """How many are given."""
        return sum(cell.value not in (None, "", []) for cell in self.cells)

    @property
    def short(self) -> str:
        """The distinguishing end of a unit code: ``004.02``."""
        return ".".join(self.code.split(".")[-2:]) if self.code.count(".") > 1 else self.code


@dataclass(slots=True)
class Part:
    """One section. ``draw``: isian, kartu, daftar, bebas, matriks, teks. ``mine``: whether the actor writes in it
    now.
    """

    name: str
    title: str
    guide: str
    draw: str
    mine: bool = False
    cells: list[Cell] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    text: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Option, ...] = ()
    empty: str = ""
    row_name: str = ""

    @property
    def editable(self) -> bool:
        """Whether any box that occurs once can be written."""
        return any(cell.editable for cell in self.cells)

    @property
    def is_long(self) -> bool:
        """Whether there are many rows."""
        return sum(len(group.lines) for group in self.groups) > MANY_ROWS

    @property
    def counted(self) -> list[Cell]:
        """Boxes that count for the progress."""
        return [cell for cell in self.cells if cell.group] + [cell for group in self.groups for cell in group.cells]

    @property
    def total(self) -> int:
        """How many answers are asked in this section."""
        return len(self.counted)

    @property
    def done(self) -> int:
        """How many are given."""
        return sum(cell.value not in (None, "", []) for cell in self.counted)


@dataclass(slots=True)
class Drawer:
    """Draws a record for one reader: ``slot`` is the party whose turn is theirs, empty for a reader. ``prefix`` keeps the
    ids apart when another form stands on the same page. ``raw``: what was typed and makes no sense, to be shown again as typed.
    """

    content: Content
    slot: str = ""
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    offered: Iterable[StoredFile] = ()
    reached: frozenset[str] = frozenset()
    prefix: str = ""
    raw: Mapping[str, str] = field(default_factory=dict)

    def parts(self) -> list[Part]:
        """All sections that have something to show yet."""
        drawn = [self._part(section) for section in self.content.definition.sections]
        return [part for part in drawn if part is not None]

    def _part(self, section: Fields | Rows | Text) -> Part | None:
        if isinstance(section, Text):
            return Part(f"{self.prefix}{section.name}", section.title, "", "teks", text=self.content.text_of(section))
        slots = {self.content.definition.slot_of(box) for box in section.fields if not box.fixed}
        if slots and not slots & self.reached:
            return None
        if isinstance(section, Fields):
            part = Part(f"{self.prefix}{section.name}", section.title, section.guide, "isian")
            part.cells = self._cells(section, None, section.name)
        else:
            part = self._rows(section)
        part.mine = bool(self.slot) and self.slot in slots
        if section.fields and self.content.definition.slot_of(section.fields[0]) != self.slot:
            part.guide = ""  # advice to the party who fills the section first
        return part

    def _rows(self, section: Rows) -> Part:
        draw = {"matriks": "matriks", "tabel": "daftar"}.get(section.layout, "kartu" if section.prompt else "daftar")
        draw = "bebas" if section.free else draw
        part = Part(
            f"{self.prefix}{section.name}",
            section.title,
            section.guide,
            draw,
            empty=section.empty,
            row_name=section.row_name,
        )
        part.columns = section.fields[0].options if draw == "matriks" else ()
        by_unit = section.source in ("elemen", "kuk") or bool(section.source and section.items)
        for row in self.content.rows(section.name):
            if section.free and not self._shows(section, row):
                continue
            heading = (row.group_code, row.group) if by_unit or section.source == "persyaratan" else ("", "")
            if not part.groups or (part.groups[-1].code, part.groups[-1].title) != heading:
                number = len(part.groups) + 1
                part.groups.append(Group(f"{self.prefix}{section.name}-{number}", number, heading[1], heading[0]))
            self._add(part.groups[-1], section, row)
        return part

    def _shows(self, section: Rows, row: Row) -> bool:
        if self.slot == self.content.definition.slot_of(section.fields[0]):
            return True
        return any(self.content.get(section.name, box.name, row.key) for box in section.fields)

    def _add(self, group: Group, section: Rows, row: Row) -> None:
        line = Line(row, self._cells(section, row, group.key), _prompt(section, row))
        if not group.blocks or group.blocks[-1][0] != row.subgroup:
            group.blocks.append((row.subgroup, []))
        group.blocks[-1][1].append(line)

    def _cells(self, section: Fields | Rows, row: Row | None, group: str) -> list[Cell]:
        boxes = self.content.boxes()
        paths = [
            f"{section.name}/{row.key}/{part.name}" if row else f"{section.name}/{part.name}" for part in section.fields
        ]
        cells = [self._cell(boxes[path], group) for path in paths]
        return [cell for cell in cells if cell is not None]

    def _cell(self, box: Box, group: str) -> Cell | None:
        part, value = box.field, self.content.values.get(box.path)
        editable = bool(self.slot) and self.content.definition.slot_of(part) == self.slot and not part.given
        if not editable and (value in (None, "", [], False) or not self._was_reached(part)):
            return None
        rule = stored.rule_of(box)
        free = isinstance(box.section, Rows) and box.section.free
        counts = editable and part.required and part.when is None and part.required_when is None and not free
        option = part.option(value) if isinstance(value, str) else None
        return Cell(
            path=box.path,
            key=self.prefix + box.path.replace("/", "-").replace(":", "-"),
            label=part.label,
            draw=_shape(part),
            value=raw if (raw := self.raw.get(box.path)) is not None and part.kind in TYPED else value,
            shown=self._shown(part, value),
            tone=option.tone if option and option.tone in SAYING else "",
            icon=option.icon if option else "",
            editable=editable,
            required=part.required and part.required_when is None and not free,
            hint=part.hint,
            errors=tuple(self.errors.get(box.path, ())),
            choices=_choices(part, value),
            files=self._files(box, value, editable=editable),
            group=group if counts else "",
            when_path=self.content.condition_path(part.when, box) if part.when and editable else "",
            when_values=" ".join(part.when.values) if part.when else "",
            max_length=part.max_length,
            accept=rule.accept,
            takes=rule.sentence,
            kinds=" ".join(sorted(rule.kinds)),
            legend=f"{part.label}: {box.row.title}" if box.row else part.label,
            type="text" if box.path in self.raw else PICKERS.get(part.kind, "text"),
            one=part.max_items == 1,
        )

    def _was_reached(self, part: Field) -> bool:
        return part.fixed or self.content.definition.slot_of(part) in self.reached

    def _shown(self, part: Field, value: Value) -> str:
        if part.kind is Kind.FILES:
            return ", ".join(self.files.get(str(item), "berkas") for item in value) if isinstance(value, list) else ""
        return part.label_of(value)

    def _files(self, box: Box, value: Value, *, editable: bool) -> tuple[FileLine, ...]:
        if box.field.kind is not Kind.FILES:
            return ()
        named = [str(item) for item in value] if isinstance(value, list) else []
        rule = stored.rule_of(box)
        fitting = (row for row in self.offered if not stored.misfit(row.name, row.kind, row.size, rule))
        others = [key for row in fitting if (key := str(row.pk)) not in named] if editable else []
        return tuple(FileLine(item, self.files.get(item, "Berkas"), item in named) for item in [*named, *others])


def _shape(part: Field) -> str:
    if part.kind is Kind.CHOICE:
        if part.big and len(part.options) <= BIG_MOST:
            return "big"
        return "select" if len(part.options) >= LONG_LIST else "radio"
    return {Kind.BOOL: "tick", Kind.MULTI: "multi", Kind.FILES: "files", Kind.LONG: "long"}.get(part.kind, "line")


def _choices(part: Field, value: Value) -> tuple[Choice, ...]:
    chosen = value if isinstance(value, list) else [value]
    return tuple(
        Choice(option.code, option.label, option.tone, option.icon, option.short, option.code in chosen)
        for option in part.options
    )


def _prompt(section: Rows, row: Row) -> str:
    if not section.prompt:
        return row.title
    return section.prompt.format(judul=row.title[:1].lower() + row.title[1:])
