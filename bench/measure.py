"""A server of our own, a load generator beside it, and the figures they give."""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 6
ROUNDS = 3
CONNECTIONS = 4


@dataclass
class Rate:
    """Requests per second of one address over several rounds."""

    name: str
    rounds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The figure to quote."""
        return statistics.median(self.rounds)


def free_port() -> int:
    """A loopback port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(data: Path) -> Iterator[str]:
    """Granian with one worker and one thread on the product; yields its address."""
    port = free_port()
    environment = {
        **os.environ,
        "TELUSUR_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": str(ROOT),
    }
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "warning", "telusur.sites.lsp.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def side_by_side(base: str, paths: Sequence[tuple[str, str]], cookie: str = "") -> list[Rate]:
    """Load the addresses in turn, several rounds, so that a change of the machine's pace touches all of them."""
    rates = [Rate(name) for name, _ in paths]
    for _, path in paths:
        _run(base + path, cookie, 2)  # warm-up
    for _ in range(ROUNDS):
        for rate, (_, path) in zip(rates, paths, strict=True):
            rate.rounds.append(_run(base + path, cookie, SECONDS))
    return rates


def _run(url: str, cookie: str, seconds: int) -> float:
    header = ["-H", f"Cookie: {cookie}"] if cookie else []
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *header, url]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out:
        raise SystemExit(f"{url} did not answer 200:\n{out}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", out)
    if found is None:
        raise SystemExit(f"no figure from wrk:\n{out}")
    return float(found[1])


def ensure_wrk() -> None:
    """The load generator, by apt where this process may."""
    if shutil.which("wrk"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(["apt-get", "install", "-y", "-qq", "wrk"], check=False, stdout=subprocess.DEVNULL)
    if not shutil.which("wrk"):
        raise SystemExit(
            "The benchmark needs wrk. Run this first:\n  sudo apt-get update && sudo apt-get install -y wrk"
        )
