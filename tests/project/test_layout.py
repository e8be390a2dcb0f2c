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
FLOORS = {
    "lsp": {"administrasi", "sertifikasi", "manajemen"},
    "bnsp": {"sekretariat", "perencanaan", "harmonisasi", "sertifikasi_lisensi", "pengendalian", "manajemen"},
}
# What one module of a product may know of another: its acts, its questions, its states, the forms of its stage (formulir), the
# settings it keeps for others (setelan), and its models as types. Rows of another module come from its queries.
# Named rules (rules), kinds of document (kinds) and places where later modules hang something in (slot) are there to be used.
# So are the timeline (jejak), the answer to who BNSP is here as a partner (mitra), and how documents are drawn on the page of
# whatever they were sent for (tampilan).
PAGE = "penggantian"  # the page for another asesor is the same while a plan is drawn up and once it is final
OPEN_FILES = {
    "commands",
    "queries",
    "states",
    "rules",
    "formulir",
    "setelan",
    "models",
    "kinds",
    "slot",
    "jejak",
    "mitra",
    "tangan",
    "isian_tangan",
    "register_bnsp",
    "tampilan",
    PAGE,
}
# The timeline and the case page gather the rows of every module (ADR 5), and so does what is told to the other institution
# or shown to its officers. Reports count the rows of every register. How complete the data of an LSP are is asked of every
# register of BNSP.
READS_EVERYTHING = {
    "telusur.lsp.manajemen.beranda",
    "telusur.lsp.manajemen.bnsp",
    "telusur.lsp.manajemen.kunjungan",
    "telusur.lsp.manajemen.pelaporan",
    "telusur.bnsp.manajemen.pertukaran",
    "telusur.bnsp.pengendalian.sanksi",
}
MANAGERS = {"objects", "_default_manager", "_base_manager"}

pytestmark = pytest.mark.once


def python_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def test_no_file_is_longer_than_one_can_read() -> None:
    long = {path: len(path.read_text("utf-8").splitlines()) for path in python_files()}
    assert not {str(path.relative_to(SOURCE)): lines for path, lines in long.items() if lines > MOST_LINES}


def test_no_module_is_a_drawer_for_everything() -> None:
    assert not [path.relative_to(SOURCE) for path in SOURCE.rglob("*") if path.stem.lower() in VAGUE]


def module_of(dotted: str) -> str:
    """``telusur.lsp.sertifikasi.aplikasi`` for anything inside it; empty for what is in no module of a floor."""
    parts = dotted.split(".")
    return ".".join(parts[:4]) if len(parts) > 2 and parts[2] in FLOORS.get(parts[1], ()) else ""


def module_files() -> Iterator[tuple[str, str, ast.Module]]:
    """Path, module and syntax of every file of a module of a product."""
    for path in python_files():
        place = path.relative_to(SOURCE)
        if module := module_of(".".join(("telusur", *place.parts))):
            yield str(place), module, ast.parse(path.read_text("utf-8"))


def test_modules_know_of_each_other_only_what_is_open() -> None:
    assert not [
        f"{place} imports {name}"
        for place, module, tree in module_files()
        for name in imported(tree)
        if module_of(name) not in {"", module} and name.split(".")[4:5] and name.split(".")[4] not in OPEN_FILES
    ]


def test_rows_of_another_module_come_from_its_queries() -> None:
    assert not [
        f"{place}:{node.lineno} reads {node.value.id}.{node.attr}"
        for place, module, tree in module_files()
        if module not in READS_EVERYTHING
        for foreign in [{name.rsplit(".", 1)[1] for name in imported(tree) if is_foreign_model(name, module)}]
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
        if isinstance(node.value, ast.Name) and node.value.id in foreign
    ]


def is_foreign_model(name: str, module: str) -> bool:
    return module_of(name) not in {"", module} and name.split(".")[4:5] == ["models"]


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
