"""The static files as production serves them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from pytest_django.fixtures import Settings

from tests.environment import REPOSITORY

SOURCE = REPOSITORY / "src/telusur"
ICON = re.compile(r"ikon\.svg#([a-z0-9-]+)|\{%\s*ikon\s+[\"']([a-z0-9-]+)[\"']")

pytestmark = pytest.mark.once


def test_every_file_that_a_stylesheet_names_is_there(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = json.loads((tmp_path / "staticfiles.json").read_text("utf-8"))
    assert {"vendor/tabler.min.css", "vendor/ikon.svg"} <= manifest["paths"].keys()


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    found = finders.find("vendor/ikon.svg")
    assert isinstance(found, str)
    sprite = set(re.findall(r'<symbol id="([^"]+)"', Path(found).read_text("utf-8")))
    used = {
        name
        for path in SOURCE.rglob("templates/**/*.html")
        for pair in ICON.findall(path.read_text("utf-8"))
        for name in pair
        if name
    }
    assert used <= sprite, "add the missing names to ikon.txt and run `make setup`"
