"""The surroundings of a test run, made before Django reads its settings (loaded by ``-p`` in pyproject.toml).

Each process gets a data folder of its own; passwords hash fast; static files need no
manifest; and a ``req`` mark with an id that the catalogue lacks stops the run.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from telusur.kernel.commands.catalogue import requirements

# A process has read over a million objects before its first test and keeps them all to the end; looking through them again and
# again for garbage was a twentieth of its work.
gc.disable()
YOUNG = (50_000, 20, 100)

REPOSITORY = Path(__file__).resolve().parents[1]
DATA = Path(tempfile.mkdtemp(prefix="telusur-uji-"))
# Two products, two runs: `pytest tests/bnsp` tests BNSP, everything else the LSP.
PRODUCT = os.environ.setdefault("UJI_PRODUK", "bnsp" if any("tests/bnsp" in word for word in sys.argv[1:]) else "lsp")
OF_ALL_CODE = (
    "tests/project/test_environment.py",
    "tests/project/test_layout.py",
    "tests/project/test_requirements.py",
)
ONLY_IN = {"lsp": ("tests/bnsp",), "bnsp": ("tests/kernel", "tests/lsp", "tests/journeys", *OF_ALL_CODE)}
# What a page or a paper shows and how a file is read is judged on SQLite. PostgreSQL carries out the acts, and the journey opens
# the pages there in a browser.
JUDGED_ONCE = (
    "tests/kernel/calendar/test_working_days.py",
    "tests/kernel/documents/",
    "tests/lsp/beranda/test_jejak.py",
    "tests/lsp/beranda/test_kasus.py",
    "tests/lsp/dokumen/",
    "tests/lsp/formulir/",
    "tests/lsp/jadwal/test_halaman.py",
    "tests/lsp/keputusan/test_halaman.py",
    "tests/lsp/muk/test_soal.py",
    "tests/lsp/muk/test_views.py",
    "tests/lsp/portal/test_halaman.py",
    "tests/lsp/portal/test_langkah_daftar.py",
    "tests/lsp/portal/test_unggahan.py",
    "tests/lsp/sertifikat/test_halaman.py",
    "tests/lsp/skema/test_importer.py",
    "tests/lsp/skema/test_views.py",
    "tests/lsp/ujian/test_views.py",
    "tests/lsp/umum/test_halaman_menurut_peran.py",
)
# The fixtures by which a test opens the database without the mark ``django_db``.
OPENING = frozenset({"db", "transactional_db", "django_db_setup", "live_server"})

os.environ["TELUSUR_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = f"telusur.sites.{PRODUCT}.settings"
# Playwright keeps an event loop in the main thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
for name in [
    name for name in os.environ if name.startswith("TELUSUR_") and name not in {"TELUSUR_DATA", "TELUSUR_CHROMIUM"}
]:
    del os.environ[name]
# The same in every process: what one has written in the shared world another can read.
os.environ |= {
    f"TELUSUR_{name}": digit * 64 for name, digit in (("FIELD_KEY", "a"), ("INDEX_KEY", "b"), ("ARCHIVE_KEY", "c"))
}
(DATA / PRODUCT / "static").mkdir(parents=True)
atexit.register(shutil.rmtree, DATA, ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    """Set what only tests need."""
    from django.conf import settings

    from telusur.kernel.ui import institution

    # A read that comes once a minute would make the counts of queries depend on when a test happens to run.
    institution.LASTS = float("inf")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the folders of the other product, and what is judged once from a run of what is not."""
    path = str(collection_path.relative_to(REPOSITORY))
    other = path in ONLY_IN[PRODUCT]
    judged = config.option.markexpr == "not once" and path.startswith(JUDGED_ONCE)
    return True if other or judged else None


def pytest_collection_finish() -> None:
    """From here on garbage is looked for, but only among what the tests themselves make."""
    gc.freeze()
    gc.set_threshold(*YOUNG)
    gc.enable()


def known_requirements() -> frozenset[str]:
    """The ids of docs/requirements.yaml."""
    return frozenset(requirement.id for requirement in requirements(REPOSITORY / "docs/requirements.yaml"))


def unknown_marks(items: Sequence[pytest.Item], known: frozenset[str]) -> list[str]:
    """``test: id`` for every ``req`` mark whose id the catalogue does not hold."""
    return [
        f"{item.nodeid}: {code}"
        for item in items
        for mark in item.iter_markers("req")
        for code in (mark.args or ("(no id)",))
        if code not in known
    ]


def _opens_the_database(item: pytest.Item) -> bool:
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not OPENING.isdisjoint(fixtures)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse to run with marks that show nothing; mark what is judged once."""
    for item in items:
        if item.nodeid.startswith(JUDGED_ONCE) or not _opens_the_database(item):
            item.add_marker(pytest.mark.once)
        if "playwright" in getattr(item, "fixturenames", []):
            item.add_marker(pytest.mark.browser)
    if wrong := unknown_marks(items, known_requirements()):
        raise pytest.UsageError("unknown requirement ids:\n  " + "\n  ".join(wrong))
