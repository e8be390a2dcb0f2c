"""Make the project's own environment: ``python3 scripts/setup.py [--dev]``. Needs nothing but Python 3.11 or newer.

uv, at the version and with the hashes of uv.lock, goes into .venv-tools; uv then fills .venv from the lock, which also
runs the build hook that fetches the front-end files. Neither pip nor venv has to be there: Debian leaves both out.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import subprocess
import sys
import tempfile
import tomllib
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".venv-tools"
UV = TOOLS / "bin/uv"


def locked_uv() -> dict[str, Any]:
    """What uv.lock says of uv itself: its version and, for each platform, a wheel with its hash."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return next(package for package in lock["package"] if package["name"] == "uv")


def ready(version: str) -> bool:
    """Whether .venv-tools holds this version of uv and it runs here."""
    try:
        answer = subprocess.run([UV, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.split()[1:2] == [version]


def with_pip(uv: dict[str, Any], python: str = sys.executable) -> bool:
    """Let pip install it, if there is a pip."""
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        return False
    hashes = " ".join(f"--hash={wheel['hash']}" for wheel in uv["wheels"])
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "uv.txt"
        wanted.write_text(f"uv=={uv['version']} {hashes}\n", encoding="utf-8")
        quiet = (
            "--quiet",
            "--disable-pip-version-check",
            "--root-user-action=ignore",
            "--no-deps",
            "--only-binary=:all:",
            "--require-hashes",
        )
        command = [python, "-m", "pip", "install", *quiet, "--upgrade", "--target", str(TOOLS), "-r", str(wanted)]
        return subprocess.run(command, check=False).returncode == 0


def with_venv(uv: dict[str, Any]) -> bool:
    """Let the pip of a fresh venv install it, if Python can make one."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, check=False)
        return made.returncode == 0 and with_pip(uv, str(Path(folder) / "bin/python"))


def suits(wheel: str) -> bool:
    """Whether a wheel's file name names this machine."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    if sys.platform == "darwin":
        return "macosx" in wheel and {"aarch64": "arm64"}.get(machine, machine) in wheel
    libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    return libc in wheel and machine in wheel


def with_download(uv: dict[str, Any]) -> bool:
    """Take the wheel the lock names, check its hash and unpack the program."""
    wheel = next((wheel for wheel in uv["wheels"] if suits(wheel["url"].rsplit("/", 1)[-1])), None)
    if wheel is None:
        return False
    try:
        with urllib.request.urlopen(wheel["url"], timeout=120) as answer:  # noqa: S310  (the address is in our lock)
            content = answer.read()
    except OSError as problem:
        print(f"{wheel['url']}: {problem}", file=sys.stderr)
        return False
    if "sha256:" + hashlib.sha256(content).hexdigest() != wheel["hash"]:
        raise SystemExit(f"{wheel['url']} is not the file that the lock names. Nothing was installed.")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        program = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        UV.parent.mkdir(parents=True, exist_ok=True)
        UV.write_bytes(archive.read(program))
    UV.chmod(0o755)
    return True


def ensure_uv() -> None:
    """Have uv in .venv-tools, by the first way that this machine offers."""
    uv = locked_uv()
    if ready(uv["version"]):
        return
    print(f"Setting up uv {uv['version']} ...", flush=True)
    if not any(way(uv) and ready(uv["version"]) for way in (with_pip, with_venv, with_download)):
        raise SystemExit(
            "uv could not be fetched. The first set-up needs the network; the reason is printed above.\n"
            "Where only pip may fetch, this helps on Debian and Ubuntu: sudo apt-get install -y python3-venv"
        )


def sync(*, dev: bool) -> int:
    """Fill .venv as the lock says. Without --dev, development packages that are there already stay."""
    scope = [] if dev else ["--no-dev", "--inexact"]
    python = [] if (ROOT / ".venv").exists() else ["--python", sys.executable]
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    quiet = ["--quiet"] if (ROOT / ".venv").exists() else []
    return subprocess.run(
        [UV, "sync", "--locked", *quiet, *scope, *python], cwd=ROOT, env=environment, check=False
    ).returncode


def compiled() -> None:
    """Bytecode for all that a start reads: without it each start compiles thirteen hundred files, also where Python is told to
    write none by itself. The installed packages once per lock, our own whenever they changed.
    """
    stamp = ROOT / ".venv/terkompilasi"
    lock = hashlib.sha256((ROOT / "uv.lock").read_bytes()).hexdigest()
    known = stamp.is_file() and stamp.read_text(encoding="ascii") == lock
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    packages = [] if known else list((ROOT / ".venv/lib").glob("python*/site-packages"))
    command = [
        str(ROOT / ".venv/bin/python"),
        "-m",
        "compileall",
        "-qq",
        "-j",
        "0",
        str(ROOT / "src"),
        *map(str, packages),
    ]
    subprocess.run(command, env=environment, check=False)  # some packages carry files for other versions of Python
    stamp.write_text(lock, encoding="ascii")


if __name__ == "__main__":
    ensure_uv()
    failed = sync(dev="--dev" in sys.argv[1:])
    if not failed:
        compiled()
    raise SystemExit(failed)
