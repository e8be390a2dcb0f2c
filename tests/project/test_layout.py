"""The house rules that no linter knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environment import REPOSITORY

SOURCE = REPOSITORY / "src/telusur"
MOST_LINES = 400
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc"}
# What one LSP module may know of another; models only where a type checker looks.
OPEN_FILES = {"commands", "queries", "states"}

pytestmark = pytest.mark.once


def python_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def test_no_file_is_longer_than_one_can_read() -> None:
    long = {path: len(path.read_text("utf-8").splitlines()) for path in python_files()}
    assert not {str(path.relative_to(SOURCE)): lines for path, lines in long.items() if lines > MOST_LINES}


def test_no_module_is_a_drawer_for_everything() -> None:
    assert not [path.relative_to(SOURCE) for path in SOURCE.rglob("*") if path.stem.lower() in VAGUE]


def test_lsp_modules_know_of_each_other_only_what_is_open() -> None:
    assert not [trespass for path in (SOURCE / "lsp").rglob("*.py") for trespass in trespasses(path)]


def trespasses(path: Path) -> Iterator[str]:
    own = "telusur." + ".".join(path.relative_to(SOURCE).parts[:3])
    if "migrations" in path.parts or "management" in path.parts:
        return
    for name in imported(ast.parse(path.read_text("utf-8"))):
        parts = name.split(".")
        if (
            parts[:2] == ["telusur", "lsp"]
            and len(parts) > 4
            and ".".join(parts[:4]) != own
            and parts[4] not in OPEN_FILES
        ):
            yield f"{path.relative_to(SOURCE)} imports {name}"


def imported(tree: ast.AST) -> Iterator[str]:
    """Dotted names that are imported when the program runs."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        else:
            yield from imported(node)


def test_nothing_is_left_for_later() -> None:
    words = ("TODO", "FIXME", "XXX", "HACK")
    files = [*python_files(), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.typ"), *SOURCE.rglob("*.css")]
    own = [path for path in files if "vendor" not in path.parts]
    assert not [str(path.relative_to(SOURCE)) for path in own if any(word in path.read_text("utf-8") for word in words)]
