"""What the screen of a form shows to one reader."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telusur.kernel.base import clock
from telusur.kernel.base.errors import DomainError, Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.queries import of_subject
from telusur.kernel.forms import commands, drafts, files, queries
from telusur.kernel.forms.content import Content
from telusur.kernel.forms.definition import Stage
from telusur.kernel.forms.fields import Kind
from telusur.kernel.forms.models import Draft, Rekaman
from telusur.kernel.forms.policy import Link, policy_of
from telusur.kernel.forms.screen import Drawer, Part
from telusur.kernel.forms.states import TERBUKA
from telusur.kernel.forms.validation import Doubtful, sorted_out, work_out

MANY_SECTIONS = 3


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place to jump to, with its progress; ``key`` is the group that progress.js counts."""

    anchor: str
    key: str
    title: str
    done: int
    total: int


@dataclass(slots=True)
class Page:
    """What the template draws."""

    rekaman: Rekaman
    stage: Stage | None
    parts: list[Part]
    mine: bool
    why_not: str
    refusal: str
    links: list[tuple[str, str, str]]
    header: list[tuple[str, str]]
    before: str
    draft: Draft | None
    signatures: list[Any]
    waiting: list[Stage]
    versions: list[Rekaman]
    back: str
    note: dict[str, Any] | None
    document: Document | None = None
    links_beside: list[tuple[Link, list[Part]]] = field(default_factory=list)
    errors: dict[str, list[str]] = field(default_factory=dict)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Answers asked of the reader."""
        return sum(part.total for part in self.parts)

    @property
    def done(self) -> int:
        """Answers given."""
        return sum(part.done for part in self.parts)

    @property
    def long_part(self) -> Part | None:
        """The section with the many rows, if the reader writes in one: it makes the navigation and the word for
        progress.
        """
        rows = [part for part in self.parts if part.mine and len(part.groups) > 1 and part.groups[0].code]
        return max(rows, key=lambda part: part.total, default=None)

    @property
    def nav(self) -> list[NavItem]:
        """Where one can jump: units of the long section, else the sections; nothing for a short form."""
        if (part := self.long_part) is not None:
            return [NavItem(group.key, group.key, group.title, group.done, group.total) for group in part.groups]
        found = [NavItem(part.name, part.name, part.title, part.done, part.total) for part in self.parts]
        return found if len(found) > MANY_SECTIONS else []

    @property
    def nav_name(self) -> str:
        """What those are called."""
        return "bagian" if self.long_part is None or not self.long_part.groups[0].code else "unit kompetensi"

    @property
    def finished(self) -> str:
        """When the last party finished."""
        return clock.date_and_time(self.rekaman.finished_at) if self.rekaman.finished_at else ""

    @property
    def turns(self) -> list[str]:
        """Every submission and return, as sentences."""
        acts = {"ajukan": "mengajukan", "kembalikan": "mengembalikan"}
        return [
            f"{turn['party']} ({turn['name']}) {acts[turn['act']]}, "
            f"{clock.date_and_time(datetime.fromisoformat(turn['at']))}"
            for turn in self.rekaman.riwayat
        ]

    @property
    def confirmed(self) -> list[tuple[str, str, list[str]]]:
        """(party, name, sentences) of what is unlikely and was confirmed by whoever submitted it."""
        return [
            (turn["party"], turn["name"], [sentence for _, sentence in turn["ditegaskan"]])
            for turn in queries.turns_that_count(self.rekaman)
            if turn.get("ditegaskan")
        ]

    @property
    def unit(self) -> str:
        """What the progress counts."""
        only = [part for part in self.parts if part.total]
        return only[0].row_name if len(only) == 1 and only[0].row_name else "isian"


def page_of(
    ctx: Context, rekaman: Rekaman, *, refusal: DomainError | None = None, typed: dict[str, Any] | None = None
) -> Page:
    """A record as this reader sees it."""
    stage = rekaman.stage
    reason = why_not(commands.ajukan, ctx, rekaman) if stage else "-"
    mine = reason is None
    content = rekaman.content(slot=stage.slot if stage and mine else "", ctx=ctx)
    if mine:
        content.values.update(drafts.of(rekaman))
    kept = dict(content.values)
    raw = _take_over(content, typed or {}) if mine else {}
    if mine:
        work_out(content)
    offered = files.usable(ctx, rekaman) if mine and stage and not stage.sign_only else []
    errors = dict(refusal.fields) if isinstance(refusal, Invalid) else {}
    drawer = Drawer(
        content=content,
        slot=content.slot,
        errors=errors,
        files=_names(content.values, content.boxes().values(), offered),
        offered=offered,
        reached=frozenset(part.slot for part in rekaman.definition.stages[: _reached(rekaman)]),
        raw=raw,
    )
    parts = drawer.parts()
    return Page(
        rekaman=rekaman,
        stage=stage,
        parts=parts,
        mine=mine,
        why_not="" if mine or stage is None else str(reason),
        refusal=refusal.sentence if refusal else "",
        links=_links(parts),
        header=[(label, str(value)) for key, label in rekaman.definition.header if (value := _header(rekaman, key))],
        before=json.dumps({box.path: kept.get(box.path) for box in content.boxes_of(content.slot)}) if mine else "{}",
        draft=Draft.objects.filter(rekaman=rekaman, tahap=rekaman.tahap).first() if mine else None,
        signatures=queries.signatures(rekaman, lapsed=True),
        waiting=[part for part in rekaman.definition.stages[rekaman.tahap :] if part.is_signature] if stage else [],
        versions=queries.versions(rekaman),
        back=policy_of(rekaman).url(rekaman),
        note=_last_note(rekaman),
        document=of_subject(rekaman).last(),
        links_beside=[
            (link, _read_only(link.rekaman, f"lain{number}-"))
            for number, link in enumerate(policy_of(rekaman).links(ctx, rekaman), start=1)
        ],
        errors=errors,
        doubts=_doubts(refusal, content),
    )


def _take_over(content: Content, typed: dict[str, Any]) -> dict[str, str]:
    """What was typed and makes sense counts as content; the rest is shown again as it was typed, and nothing computes with it."""
    values, wrong = sorted_out(content, content.slot, typed)
    content.values.update(values)
    return {path: typed[path] for path in wrong if isinstance(typed[path], str)}


def _doubts(refusal: DomainError | None, content: Content) -> list[tuple[str, str, str]]:
    """(token, label, sentence) of each doubt that waits for a confirmation."""
    if not isinstance(refusal, Doubtful):
        return []
    boxes = content.boxes()
    return [(doubt.token, boxes[doubt.path].field.label, doubt.sentence) for doubt in refusal.doubts]


def _read_only(rekaman: Rekaman | None, prefix: str) -> list[Part]:
    """Another form, to read beside this one."""
    if rekaman is None:
        return []
    content = rekaman.content()
    reached = frozenset(part.slot for part in rekaman.definition.stages[: _reached(rekaman)])
    names = _names(content.values, content.boxes().values(), [])
    return Drawer(content=content, files=names, reached=reached, prefix=prefix).parts()


def _reached(rekaman: Rekaman) -> int:
    return rekaman.tahap + 1 if rekaman.status in TERBUKA else len(rekaman.definition.stages)


def _header(rekaman: Rekaman, key: str) -> Any:
    return rekaman.sumber.get("kepala", {}).get(key)


def _names(values: dict[str, Any], boxes: Any, offered: list[Any]) -> dict[str, str]:
    ids = {str(item) for box in boxes if box.field.kind is Kind.FILES for item in values.get(box.path) or ()}
    known = {str(row.pk): str(row) for row in offered}
    return {**known, **{key: str(row) for key, row in files.named(ids - set(known)).items()}}


def _links(parts: list[Part]) -> list[tuple[str, str, str]]:
    """(anchor, label, sentence) of everything that is wrong, in the order of the form."""
    cells = [
        cell for part in parts for cell in [*part.cells, *(c for g in part.groups for x in g.lines for c in x.cells)]
    ]
    return [(cell.key, cell.legend, cell.errors[0]) for cell in cells if cell.errors]


def _last_note(rekaman: Rekaman) -> dict[str, Any] | None:
    last = rekaman.riwayat[-1] if rekaman.riwayat else None
    return last if last and last["act"] == "kembalikan" else None
