"""Every icon that is asked for is in the sprite."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from telusur.kernel.ui.components.icons import LIST, icon, names
from tests.kernel.ui.conftest import SOURCES, UI

pytestmark = pytest.mark.once
IN_TEMPLATES = re.compile(r"""\{%\s*ikon\s+["']([\w-]+)["']|\bikon(?:_obat)?=["']([\w-]+)["']""")
IN_CODE = re.compile(r"""\b(?:ikon|ikon_obat|gambar|icon)(?:=|\()\s*["']([\w-]+)["']""")
NAV = re.compile(r"""register_(?:nav|user_link)\(\s*(?:["'][^"']*["'],\s*)+?["']([a-z0-9-]+)["'],\s*["']\w""")


def used() -> dict[str, str]:
    """Icon name to a file that uses it."""
    found: dict[str, str] = {}
    for path in chain(SOURCES.rglob("*.html"), SOURCES.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for pattern in (IN_TEMPLATES,) if path.suffix == ".html" else (IN_TEMPLATES, IN_CODE, NAV):
            for match in pattern.finditer(text):
                found.setdefault(next(filter(None, match.groups())), str(path.relative_to(SOURCES)))
    return found


def test_every_icon_used_in_a_template_or_in_code_is_in_the_list() -> None:
    missing = {name: where for name, where in used().items() if name not in names()}
    assert missing == {}, f"add to {LIST.name} and rebuild: {missing}"


def test_the_sprite_holds_every_icon_of_the_list() -> None:
    sprite = (UI / "static/vendor/ikon.svg").read_text(encoding="utf-8")
    assert {name for name in names() if f'id="{name}"' not in sprite} == set()


def test_an_unknown_icon_is_drawn_as_a_circle_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    icon.cache_clear()
    assert "#circle-dashed" in icon("tidak-ada-ini")
    assert "tidak-ada-ini" in caplog.text or not caplog.records
