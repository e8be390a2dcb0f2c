"""From what was typed to what is kept: shape at every save, completeness when a stage is submitted."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telusur.kernel.base.errors import Invalid
from telusur.kernel.forms.content import Content
from telusur.kernel.forms.fields import BadValue, Field, Value, clean, problem_with, settled

MAX_BYTES = 512 * 1024


def shaped(content: Content, slot: str, changes: Mapping[str, Any]) -> dict[str, Value]:
    """The changes with each value in its stored shape. Raises Invalid naming each field; unknown or foreign fields too."""
    values, errors = sorted_out(content, slot, changes)
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors)
    return values


def sorted_out(
    content: Content, slot: str, changes: Mapping[str, Any]
) -> tuple[dict[str, Value], dict[str, list[str]]]:
    """The values that can be kept, in their stored shape, and the sentences beside those that cannot.

    One value that makes no sense never costs the others.
    """
    mine = {box.path: box.field for box in content.boxes_of(slot) if not box.field.given}
    result: dict[str, Value] = {}
    errors: dict[str, list[str]] = {}
    for path, raw in changes.items():
        if path not in mine:
            errors[path] = [f"Isian “{path[:80]}” tidak ada di bagian Anda pada formulir ini. Muat ulang halaman ini."]
            continue
        try:
            result[path] = clean(mine[path], raw)
        except BadValue as bad:
            errors[path] = [str(bad)]
    return result, errors


def complete(content: Content) -> dict[str, Value]:
    """What the party whose turn it is leaves behind: every asked field valid, every check passed, computed fields
    filled.

    Raises Invalid with every sentence beside its field.
    """
    errors: dict[str, list[str]] = {}
    part: dict[str, Value] = {}
    work_out(content)
    for box in content.boxes_of(content.slot):
        if not content.asked(box):
            continue
        value, problem = content.values.get(box.path), None
        if not box.field.computed:
            value, problem = _judged(box.field, value, required=content.required(box))
            content.values[box.path] = value
        if problem:
            errors.setdefault(box.path, []).append(problem)
        if value not in (None, "", []):
            part[box.path] = value
    _ask_checks(content, errors)
    if errors:
        raise Invalid(_summary(errors), errors)
    return part


def _judged(field: Field, value: Value, *, required: bool) -> tuple[Value, str | None]:
    try:
        value = settled(field, value)
    except BadValue as bad:
        return value, str(bad)
    return value, problem_with(field, value, required=required)


def settled_or_same(field: Field, value: Value) -> Value:
    """The value as its rule keeps it; as it is where the rule refuses it."""
    try:
        return settled(field, value)
    except BadValue:
        return value


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something unlikely that may be true all the same: whoever submits confirms it, the next party is shown it."""

    path: str
    sentence: str

    @property
    def token(self) -> str:
        """What the confirmation names: this doubt about this place, no other."""
        return hashlib.sha256(f"{self.path}\n{self.sentence}".encode()).hexdigest()[:24]


class Doubtful(Invalid):
    """Everything is possible, but some of it is unlikely and not confirmed yet."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        errors: dict[str, list[str]] = {}
        for doubt in doubts:
            errors.setdefault(doubt.path, []).append(doubt.sentence)
        super().__init__("Periksa yang berikut ini. Bila memang benar demikian, tegaskan lalu ajukan lagi.", errors)
        self.doubts = tuple(doubts)


def confirmed(content: Content, sure: Collection[str]) -> list[Doubt]:
    """The doubts about what this party submits. Raises Doubtful unless each token is in ``sure``."""
    doubts = [
        Doubt(path, sentence)
        for rule in content.definition.doubts
        if rule.slot == content.slot
        for path, sentence in rule.problems(content)
    ]
    if open_ones := [doubt for doubt in doubts if doubt.token not in sure]:
        raise Doubtful(open_ones)
    return doubts


def in_turn(doubts: Sequence[Doubt]) -> dict[str, Any]:
    """What the party confirmed though it is unlikely, for the trail and for the party after it."""
    return {"ditegaskan": [[doubt.path, doubt.sentence] for doubt in doubts]} if doubts else {}


def work_out(content: Content) -> None:
    """Fill in the computed fields of the party whose turn it is."""
    for box in content.boxes_of(content.slot):
        if box.field.computed:
            content.values[box.path] = box.field.computed(content, box.row.key if box.row else "")


def _ask_checks(content: Content, errors: dict[str, list[str]]) -> None:
    for rule in content.definition.checks:
        if rule.slot != content.slot:
            continue
        for path, sentence in rule.problems(content):
            if path not in errors:
                errors[path] = []
            if sentence not in errors[path]:
                errors[path].append(sentence)


def _summary(errors: Mapping[str, list[str]]) -> str:
    count = sum(len(sentences) for sentences in errors.values())
    if count == 1:
        return next(iter(errors.values()))[0]
    return f"{count} isian perlu dilengkapi atau diperbaiki. Semua yang sudah Anda isi tetap tersimpan."
