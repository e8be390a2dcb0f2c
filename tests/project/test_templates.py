"""Every template compiles and obeys the content security policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.environment import PRODUCT, REPOSITORY

SOURCE = REPOSITORY / "src/telusur"
OTHER = {"lsp": "bnsp", "bnsp": "lsp"}[PRODUCT]  # each product loads the kernel's templates and its own
TEMPLATES = sorted(
    path for path in SOURCE.rglob("templates/**/*") if path.is_file() and path.relative_to(SOURCE).parts[0] != OTHER
)
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)

pytestmark = pytest.mark.once


def name_of(path: Path) -> str:
    return path.as_posix().rsplit("/templates/", 1)[1]


def test_there_are_templates() -> None:
    assert TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_compiles(path: Path) -> None:
    get_template(name_of(path))


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.suffix == ".html"], ids=name_of)
def test_a_page_holds_no_inline_script_or_style(path: Path) -> None:
    assert not INLINE.findall(path.read_text("utf-8"))


def test_no_template_shadows_another() -> None:
    names = [name_of(path) for path in TEMPLATES]
    assert not {name for name in names if names.count(name) > 1}
