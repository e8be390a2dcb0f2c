"""``make test``: everything that can be checked, on SQLite and on PostgreSQL. ``--lint`` stops before the tests.

What Debian packages are needed is installed when this process may, otherwise the one command to run is printed and nothing
else happens: no test is left out because a program is missing.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

from scripts.postgresql import CHROMIUM, cluster, find

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
# Program that must be there -> Debian package that brings it.
NEEDED = {
    "initdb": "postgresql",
    CHROMIUM: "chromium-headless-shell",
    "pdfsig": "poppler-utils",
    "zbarimg": "zbar-tools",
    "certutil": "libnss3-tools",
}
# As many suites at once as there are processors on the smallest machine the tests are meant for.
LANES = 2
# What would change what is tested, or have every process compile every module anew.
FORGOTTEN = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}
PRODUCTS = ("lsp", "bnsp")
ONCE_MORE = ("-m", "not once")
BNSP = ("tests/bnsp", "tests/project")  # naming its folder makes it a run of BNSP (tests/environment.py)
# Each is one process: what a process reads and sets up before its first test costs seconds. What takes longest begins first;
# whatever folder has no suite of its own belongs to the LSP.
SUITES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("LSP on SQLite", ("--ignore=tests/kernel",)),
    ("LSP on PostgreSQL", ONCE_MORE),
    ("kernel on SQLite", ("tests/kernel",)),
    ("BNSP on SQLite", BNSP),
    ("BNSP on PostgreSQL", (*BNSP, *ONCE_MORE)),
)
Result = tuple[str, int, float]  # name, exit status, seconds
Results = list[Result]
LINT: tuple[tuple[str, list[str | Path]], ...] = (
    ("style", [BIN / "ruff", "check", "--quiet", "."]),
    ("format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
    ("layers", [BIN / "lint-imports"]),
    ("types", [BIN / "mypy"]),
)


def missing() -> list[str]:
    """Debian packages whose program is not there."""
    chromium = os.environ.get("TELUSUR_CHROMIUM")
    return [
        package for program, package in NEEDED.items() if not (program == CHROMIUM and chromium) and not find(program)
    ]


def ensure_packages() -> None:
    """Install what is missing by apt if this process may, else stop with the command that does."""
    packages = missing()
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not sudo or may_become_root()):
        print(f"Installing {', '.join(packages)} ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], install):
            subprocess.run([*sudo, *command], env=quiet, check=False, stdout=subprocess.DEVNULL)
    if packages := missing():
        raise SystemExit(
            "The tests need programs that are not installed. Run this, then `make test` again:\n"
            f"  sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
        )


def may_become_root() -> bool:
    """Whether sudo works without a password."""
    return (
        bool(shutil.which("sudo"))
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    )


def step(name: str, command: list[str | Path], *, shown: bool = False, **environment: str) -> Result:
    """Run one step; what it says is shown at its end if it fails or is always ``shown``."""
    print(f"-- {name}", flush=True)
    began = time.monotonic()
    clean = {key: value for key, value in os.environ.items() if key not in FORGOTTEN}
    with tempfile.TemporaryDirectory(prefix="telusur-langkah-") as data:
        surroundings = {**clean, "TELUSUR_DATA": data, **environment}
        result = subprocess.run(
            command,
            cwd=ROOT,
            env=surroundings,
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    if shown or result.returncode:
        print(f"\n== {name}\n{result.stdout}", flush=True)
    return name, result.returncode, time.monotonic() - began


def lint() -> Results:
    """Everything that needs no test run."""
    return [step(name, command) for name, command in LINT]


class Templates:
    """Each product migrated once for each engine; the tests take copies (tests/empty.py)."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.made = {(product, engine): Event() for product in PRODUCTS for engine in ("SQLite", "PostgreSQL")}

    def make(self) -> Results:
        """All of them, those of SQLite first: the longest suite takes its database from them."""
        try:
            return [result for make in (self._sqlite, self._postgresql) for name in PRODUCTS for result in make(name)]
        finally:
            for event in self.made.values():  # whatever became of them, nobody waits for ever
                event.set()

    def _sqlite(self, product: str) -> Iterator[Result]:
        data = self.folder / "data"
        result = step(f"database of {product}, SQLite", self._migrate(product), TELUSUR_DATA=str(data))
        yield result
        if result[1] == 0:  # otherwise the summary tells it
            pack(data / product / "telusur.sqlite3", self.folder / f"{product}.sqlite3")
        self.made[product, "SQLite"].set()

    def _postgresql(self, product: str) -> Iterator[Result]:
        name = f"contoh_{product}"
        create: list[str | Path] = [find("psql") or "psql", self.url, "-q", "-c", f"CREATE DATABASE {name}"]
        yield step(f"empty database of {product}, PostgreSQL", create)
        own = f"{self.url.rpartition('/')[0]}/{name}"
        yield step(f"database of {product}, PostgreSQL", self._migrate(product), DATABASE_URL=own)
        self.made[product, "PostgreSQL"].set()

    def _migrate(self, product: str) -> list[str | Path]:
        return [BIN / "telusur", product, "migrate", "--verbosity", "0"]


def pack(source: Path, target: Path) -> None:
    """The database in one file, without a log beside it."""
    with closing(sqlite3.connect(source)) as database:
        database.execute("VACUUM INTO ?", [str(target)])


def suites(arguments: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """What is run: on SQLite, and what touches the database again on PostgreSQL. With arguments only what they choose."""
    if not arguments:
        return list(SUITES)
    return [("chosen on SQLite", tuple(arguments)), ("chosen on PostgreSQL", (*arguments, *ONCE_MORE))]


def suite(name: str, arguments: tuple[str, ...], templates: Templates) -> Result:
    """The tests of one suite in one process, once there are the databases it copies."""
    engine = "PostgreSQL" if name.endswith("PostgreSQL") else "SQLite"
    for made in (event for (_, kind), event in templates.made.items() if kind == engine):
        made.wait()
    environment = {"DATABASE_URL": templates.url} if engine == "PostgreSQL" else {}
    return step(name, [BIN / "pytest", *arguments], shown=True, UJI_CONTOH=str(templates.folder), **environment)


def everything(arguments: list[str]) -> Results:
    """Lint beside the making of the server and its templates, then the suites side by side."""
    with tempfile.TemporaryDirectory(prefix="telusur-contoh-") as name, ThreadPoolExecutor(LANES) as lanes:
        checked = lanes.submit(lint)
        with cluster() as url:
            templates = Templates(Path(name), url)
            made = lanes.submit(templates.make)
            runs = [lanes.submit(suite, *chosen, templates) for chosen in suites(arguments)]
            return [*checked.result(), *made.result(), *(run.result() for run in runs)]


def main(arguments: list[str]) -> int:
    """Run all steps even when one fails, so that one run tells everything."""
    if "--lint" in arguments:
        results = lint()
    else:
        ensure_packages()
        results = everything(arguments)
    print("\nSummary")
    for name, code, seconds in results:
        print(f"  {'ok    ' if code == 0 else 'FAILED'}  {name:34} {seconds:6.1f} s")
    return int(any(code for _, code, _ in results))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
