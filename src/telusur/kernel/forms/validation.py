"""From what was typed to what is kept: shape at every save, completeness when a stage is submitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telusur.kernel.base.errors import Invalid
from telusur.kernel.forms.content import Content
from telusur.kernel.forms.fields import BadValue, Value, clean, problem_with

MAX_BYTES = 512 * 1024


def shaped(content: Content, slot: str, changes: Mapping[str, Any]) -> dict[str, Value]:
    """The changes with each value in its stored shape. Raises Invalid naming the field; unknown or foreign fields
    too.
    """
    mine = {box.path: box.field for box in content.boxes_of(slot) if not box.field.given}
    result: dict[str, Value] = {}
    errors: dict[str, list[str]] = {}
    for path, raw in changes.items():
        if path not in mine:
            raise Invalid(
                f"Isian “{str(path)[:80]}” tidak ada di bagian Anda pada formulir ini. Muat ulang halaman ini."
            )
        try:
            result[path] = clean(mine[path], raw)
        except BadValue as bad:
            errors[path] = [str(bad)]
    if errors:
        raise Invalid(next(iter(errors.values()))[0], errors)
    return result


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
        value = content.values.get(box.path)
        if not box.field.computed and (problem := problem_with(box.field, value, required=content.required(box))):
            errors.setdefault(box.path, []).append(problem)
        if value not in (None, "", []):
            part[box.path] = value
    _ask_checks(content, errors)
    if errors:
        raise Invalid(_summary(errors), errors)
    return part


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
