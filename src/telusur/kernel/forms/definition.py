"""What a form is: its edition and code, who fills and signs it in which order, its sections, its checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.forms.fields import Field, Option, multi
from telusur.kernel.forms.states import Scope

if TYPE_CHECKING:
    from telusur.kernel.forms.content import Content

Problem = tuple[str, str]  # path, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One party's turn. ``signs``: submitting it is this party's signature. ``sign_only``: nothing to fill, only to
    sign.

    ``may_return``: this party may give the form back to the one before with a note. ``party`` is how the screen names
    the party; ``days`` how many working days they have.
    """

    slot: str
    party: str
    title: str = "Isi"
    signs: bool = False
    sign_only: bool = False
    may_return: bool = False
    days: int = 2

    @property
    def is_signature(self) -> bool:
        """Whether finishing this stage signs the form."""
        return self.signs or self.sign_only


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Boxes that occur once."""

    name: str
    title: str
    fields: tuple[Field, ...]
    guide: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The same boxes for each row. Rows come from the snapshot (``source``), from the form itself (``items``), or from
    both: then every row of the source carries all items. ``free`` is a number of empty lines to use as needed.

    ``prompt`` is a sentence with ``{judul}`` that turns a row title into a question. ``layout``: ``kartu`` (one card
    per group), ``tabel``, ``matriks`` (the answers of its one field are columns).
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    source: str = ""
    items: tuple[tuple[str, str], ...] = ()
    free: int = 0
    prompt: str = ""
    layout: str = "kartu"
    guide: str = ""
    row_name: str = "baris"
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A statement people agree to. Its text and version are copied into the record when the form is opened.

    ``source`` names a text that the institution keeps itself (house rules); without one ``text`` counts.
    """

    name: str
    title: str
    text: str = ""
    version: str = "1"
    source: str = ""


Section = Fields | Rows | Text


def matrix(
    *,
    name: str,
    title: str,
    options: tuple[Option, ...],
    label: str,
    source: str = "",
    items: tuple[tuple[str, str], ...] = (),
    by: str = "",
    required: bool = False,
    guide: str = "",
    row_name: str = "baris",
) -> Rows:
    """Rows with one question of many ticks, shown and printed as a table of ticks; its field is called ``pilih``."""
    ticks = multi("pilih", label, options, by=by, required=required)
    return Rows(
        name=name,
        title=title,
        fields=(ticks,),
        source=source,
        items=items,
        layout="matriks",
        guide=guide,
        row_name=row_name,
    )


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over several fields, asked when ``slot`` submits. Its name and docstring go into the documentation."""

    slot: str
    function: Callable[[Content], Iterable[Problem]]

    @property
    def name(self) -> str:
        return self.function.__name__

    def problems(self, content: Content) -> Iterator[Problem]:
        """(path, sentence) for everything this rule objects to."""
        yield from self.function(content)


def check(slot: str) -> Callable[[Callable[[Content], Iterable[Problem]]], Check]:
    """Make a check of a generator of (path, sentence)."""

    def made(function: Callable[[Content], Iterable[Problem]]) -> Check:
        return Check(slot, function)

    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDefinition:
    """One form of one edition. Known by (edition, code): the same code in two editions may be two different forms.

    ``checks`` refuse the impossible; ``doubts`` name the unlikely, which the party confirms and the others are shown.
    ``header``: (key, label) of what is printed at the top and never typed again, taken from the snapshot's ``kepala``.
    """

    edition: str
    code: str
    title: str
    scope: Scope
    stages: tuple[Stage, ...]
    sections: tuple[Section, ...]
    checks: tuple[Check, ...] = ()
    doubts: tuple[Check, ...] = ()
    header: tuple[tuple[str, str], ...] = ()
    guide: str = ""
    clause: str = ""
    sensitive: bool = True

    def __post_init__(self) -> None:
        slots = [stage.slot for stage in self.stages]
        if not slots or len(set(slots)) != len(slots):
            raise ValueError(f"{self.name}: each stage needs its own slot")
        names = [section.name for section in self.sections]
        if len(set(names)) != len(names) or any("/" in name for name in names):
            raise ValueError(f"{self.name}: section names must be unique, without /")
        for section, box in self.boxes():
            if not box.fixed and self.slot_of(box) not in slots:
                raise ValueError(f"{self.name}: {section.name}/{box.name} is filled by nobody")
        if unknown := [rule.name for rule in (*self.checks, *self.doubts) if rule.slot not in slots]:
            raise ValueError(f"{self.name}: checks of unknown stages: {unknown}")

    @property
    def name(self) -> str:
        """``FR.APL.02 Asesmen Mandiri``."""
        return f"{self.code} {self.title}"

    def boxes(self) -> Iterator[tuple[Fields | Rows, Field]]:
        """Every field with its section."""
        for section in self.sections:
            if not isinstance(section, Text):
                for box in section.fields:
                    yield section, box

    def section(self, name: str) -> Section:
        """The section of this name; KeyError if there is none."""
        found = next((section for section in self.sections if section.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def slot_of(self, box: Field) -> str:
        """Which party fills this field."""
        return box.by or self.stages[0].slot

    def stage(self, index: int) -> Stage | None:
        """The stage at this index; None when all are done."""
        return self.stages[index] if 0 <= index < len(self.stages) else None

    def index_of(self, slot: str) -> int:
        """Position of a party's turn; ValueError if the form has no such party."""
        return [stage.slot for stage in self.stages].index(slot)

    @property
    def fillers(self) -> tuple[str, ...]:
        """Parties who fill something."""
        slots = {self.slot_of(box) for _, box in self.boxes() if not box.fixed}
        return tuple(stage.party for stage in self.stages if stage.slot in slots)

    @property
    def signers(self) -> tuple[str, ...]:
        """Parties who sign."""
        return tuple(stage.party for stage in self.stages if stage.is_signature)
