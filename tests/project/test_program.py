"""The ``telusur`` program: it helps whoever asks, and a command answers at once."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import REPOSITORY

pytestmark = pytest.mark.once

SECONDS = 0.7
HEAVY = (
    "holidays",
    "num2words",
    "pikepdf",
    "PIL",
    "pyhanko",
    "ninja",
    "requests",
    "joserfc",
    "jsonschema",
    "typst",
    "segno",
)
STARTED = "import django, sys; django.setup(); print(*(name for name in {heavy!r} if name in sys.modules))"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """As after the set-up: bytecode is there (in a folder of its own)."""
    folder = tmp_path_factory.mktemp("program")
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**plain, "TELUSUR_DATA": str(folder / "data"), "PYTHONPYCACHEPREFIX": str(folder / "pyc")}


def run(environment: dict[str, str], *words: str, folder: Path = REPOSITORY) -> tuple[int, str, float]:
    """Status, output and seconds of processor time: what it costs whatever else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, *words], check=False, env=environment, cwd=folder, capture_output=True, text=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, done.stdout + done.stderr, spent


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"], []])
def test_the_program_says_what_it_can(environment: dict[str, str], words: list[str]) -> None:
    status, said, _ = run(environment, "-m", "telusur.cli", *words)
    assert status == 0
    for command in ("telusur demo", "certificates", "check-audit", "sign-in-at-lsp", "telusur requirements"):
        assert command in said
    assert "Daftar sertifikat yang terbit" in said


@pytest.mark.parametrize("words", [["lsp", "--help"], ["bnsp", "help"], ["lsp"]])
def test_a_product_says_what_it_can(environment: dict[str, str], words: list[str]) -> None:
    status, said, _ = run(environment, "-m", "telusur.cli", *words)
    assert status == 0
    assert "check-audit" in said and ("certificates" in said) == (words[0] == "lsp")


@pytest.mark.parametrize("words", [["lsp", "certificates", "--help"], ["lsp", "help", "certificates"]])
def test_a_command_explains_itself(environment: dict[str, str], words: list[str]) -> None:
    status, said, _ = run(environment, "-m", "telusur.cli", *words)
    assert status == 0 and "--json" in said


def test_the_commands_of_the_demo_explain_themselves(environment: dict[str, str]) -> None:
    status, said, _ = run(environment, "-m", "telusur.cli", "demo", "--help")
    assert status == 0 and "--reset" in said


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["lsp", "check-document", "--help"],
        ["lsp", "permissions"],
        ["bnsp", "forms"],
        ["bnsp", "permissions"],
    ],
)
def test_a_command_answers_at_once(environment: dict[str, str], words: list[str]) -> None:
    run(environment, "-m", "telusur.cli", *words)  # writes the bytecode
    spent = [run(environment, "-m", "telusur.cli", *words)[2] for _ in range(3)]
    assert min(spent) < SECONDS


@pytest.mark.parametrize("product", ["lsp", "bnsp"])
def test_a_process_that_needs_no_large_library_reads_none(environment: dict[str, str], product: str) -> None:
    settings = {**environment, "DJANGO_SETTINGS_MODULE": f"telusur.sites.{product}.settings"}
    status, said, _ = run(settings, "-c", STARTED.format(heavy=HEAVY))
    assert status == 0
    assert said.split() == []
