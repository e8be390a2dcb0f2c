"""``telusur requirements``: the catalogue and the tests that show it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from telusur.kernel.commands.catalogue import coverage, marks, requirements

pytestmark = pytest.mark.once

CATALOGUE = """
- id: SOP-001
  source: SOP
  clause: '1.1'
  text_id: Ketertelusuran
  side: lsp
  module: audit
  kind: rule
  must_show: A timeline.
"""
TESTS = """
import pytest
pytestmark = [pytest.mark.req("SOP-001")]

class TestGaris:
    @pytest.mark.req("SOP-001", "SOP-404")
    def test_lengkap(self): ...

@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.req("SOP-001"))])
def test_satu(x): ...
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/requirements.yaml").write_text(CATALOGUE, "utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_garis.py").write_text(TESTS, "utf-8")
    return tmp_path


def test_marks_are_found_on_files_classes_functions_and_parameters(checkout: Path) -> None:
    assert [(mark.requirement, mark.test) for mark in marks(checkout / "tests")] == [
        ("SOP-001", "tests/test_garis.py"),
        ("SOP-001", "tests/test_garis.py::TestGaris::test_lengkap"),
        ("SOP-404", "tests/test_garis.py::TestGaris::test_lengkap"),
        ("SOP-001", "tests/test_garis.py::test_satu"),
    ]


def test_an_unknown_id_ends_the_command_with_an_error(checkout: Path, settings: Settings) -> None:
    settings.REPOSITORY = checkout
    with pytest.raises(CommandError, match="SOP-404"):
        call_command("requirements", stdout=StringIO())


def test_an_id_that_occurs_twice_is_refused(checkout: Path) -> None:
    (checkout / "docs/requirements.yaml").write_text(CATALOGUE * 2, "utf-8")
    with pytest.raises(ValueError, match="SOP-001 occurs twice"):
        requirements(checkout / "docs/requirements.yaml")


def test_every_mark_of_this_project_names_a_requirement() -> None:
    assert coverage(django_settings.REPOSITORY).unknown == []


def test_the_json_lists_every_requirement() -> None:
    out = StringIO()
    call_command("requirements", "--json", stdout=out)
    listed = json.loads(out.getvalue())
    assert len(listed["requirements"]) == len(requirements(django_settings.REPOSITORY / "docs/requirements.yaml"))
    assert {"id", "must_show", "tests"} <= listed["requirements"][0].keys()
