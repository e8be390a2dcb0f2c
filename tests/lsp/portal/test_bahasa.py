"""The English of the public pages is whole, and what Django reads is what people edit."""

from __future__ import annotations

import gettext
import io
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.environment import REPOSITORY

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def alat() -> dict[str, Any]:
    """The functions of the script."""
    return runpy.run_path(str(REPOSITORY / "scripts/susun_bahasa.py"))


def catalogues(alat: dict[str, Any]) -> list[Path]:
    return sorted(alat["LOCALE"].rglob("*.po"))


def test_every_marked_sentence_is_translated_and_no_translation_is_left_over(alat: dict[str, Any]) -> None:
    for po in catalogues(alat):
        messages = alat["entries"](po)
        assert set(messages) - {""} == alat["wanted"]()
        assert all(messages.values())


def test_the_binary_catalogue_is_made_from_the_text(alat: dict[str, Any]) -> None:
    for po in catalogues(alat):
        assert po.with_suffix(".mo").read_bytes() == alat["binary"](alat["entries"](po)), "run scripts/susun_bahasa.py"


def test_gettext_reads_what_we_write(alat: dict[str, Any]) -> None:
    made = alat["binary"](
        {"": "Content-Type: text/plain; charset=UTF-8\n", "Terbit": "Issued", "Berlaku": "Valid – now"}
    )
    read = gettext.GNUTranslations(io.BytesIO(made))
    assert [read.gettext(word) for word in ("Terbit", "Berlaku", "lain")] == ["Issued", "Valid – now", "lain"]
