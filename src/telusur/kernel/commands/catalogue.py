"""The requirement catalogue (docs/requirements.yaml) and the tests that show each requirement, read without running them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from telusur.kernel.base.yaml_lines import LOADER


@dataclass(frozen=True, slots=True)
class Requirement:
    """One clause of a source document. ``must_show``: what an observer must see before it counts as met."""

    id: str
    source: str
    clause: str
    text_id: str
    side: str
    module: str
    kind: str
    must_show: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A test that claims to show a requirement: ``tests/lsp/test_x.py::test_y``."""

    requirement: str
    test: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every requirement with its tests, and the marks that name none."""

    rows: list[tuple[Requirement, list[str]]]
    unknown: list[Mark] = field(default_factory=list)


def requirements(file: Path) -> list[Requirement]:
    """The catalogue in its own order. Raises ValueError for an id that occurs twice."""
    entries: list[dict[str, Any]] = yaml.load(file.read_text(encoding="utf-8"), LOADER)  # noqa: S506  a safe loader
    found = [Requirement(**{name: str(entry[name]) for name in Requirement.__slots__}) for entry in entries]
    seen: set[str] = set()
    for requirement in found:
        if requirement.id in seen:
            raise ValueError(f"{file}: {requirement.id} occurs twice")
        seen.add(requirement.id)
    return found


def marks(tests: Path) -> list[Mark]:
    """Every ``pytest.mark.req("ID")`` below ``tests``, with the test, class or file that bears it."""
    found: list[Mark] = []
    for file in sorted(tests.rglob("test_*.py")):
        place = file.relative_to(tests.parent).as_posix()
        found += [
            Mark(code, place + owner) for code, owner in _marks_in(ast.parse(file.read_text(encoding="utf-8")), "")
        ]
    return found


def _marks_in(node: ast.AST, owner: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        owner = f"{owner}::{node.name}"
    if isinstance(node, ast.Call) and _is_mark(node.func):
        for argument in node.args:
            yield (str(argument.value) if isinstance(argument, ast.Constant) else ast.unparse(argument)), owner
    for child in ast.iter_child_nodes(node):
        yield from _marks_in(child, owner)


def _is_mark(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "req"
        and isinstance(function.value, ast.Attribute)
        and function.value.attr == "mark"
    )


def coverage(repository: Path) -> Coverage:
    """What is shown by which test, from the files of a checkout."""
    catalogue = requirements(repository / "docs/requirements.yaml")
    tests: dict[str, list[str]] = {requirement.id: [] for requirement in catalogue}
    unknown: list[Mark] = []
    for mark in marks(repository / "tests"):
        if mark.requirement in tests:
            tests[mark.requirement].append(mark.test)
        else:
            unknown.append(mark)
    return Coverage([(requirement, tests[requirement.id]) for requirement in catalogue], unknown)
