"""A server of our own, a load generator beside it, and the figures they give."""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
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
    spent: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The figure to quote."""
        return statistics.median(self.rounds)

    @property
    def cpu(self) -> float:
        """Milliseconds of processor time of the server per request: hardly moved by what else runs on the machine."""
        return statistics.median(self.spent)


@dataclass(frozen=True)
class Served:
    """A running server."""

    base: str
    pid: int

    def processor_time(self) -> float:
        """Seconds spent so far by the server and its worker."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(_processor_time(pid) for pid in (str(self.pid), *children))


def _processor_time(pid: str) -> float:
    numbers = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(numbers[11]) + int(numbers[12])) / float(os.sysconf("SC_CLK_TCK"))


@dataclass(frozen=True)
class Page:
    """An address to load; ``among`` are others to load in turn with it."""

    name: str
    served: Served
    path: str
    cookie: str = ""
    among: Sequence[str] = ()


def free_port() -> int:
    """A loopback port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(data: Path, settings: str = "bench.settings") -> Iterator[Served]:
    """Granian with one worker and one thread on the product; yields its address."""
    port = free_port()
    environment = {
        **os.environ,
        "TELUSUR_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": str(ROOT),
    }
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "warning", "bench.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        _wait_for(port)
        yield Served(f"http://127.0.0.1:{port}", process.pid)
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


def side_by_side(pages: Sequence[Page]) -> list[Rate]:
    """Load the addresses in turn, several rounds, so that a change of the machine's pace touches all of them."""
    rates = [Rate(page.name) for page in pages]
    for page in pages:
        _run(page, 2)  # warm-up
    for _ in range(ROUNDS):
        for rate, page in zip(rates, pages, strict=True):
            per_second, spent = _run(page, SECONDS)
            rate.rounds.append(per_second)
            rate.spent.append(spent * 1000)
    return rates


def _run(page: Page, seconds: int) -> tuple[float, float]:
    header = ["-H", f"Cookie: {page.cookie}"] if page.cookie else []
    url = page.served.base + page.path
    before = page.served.processor_time()
    with _script(page) as script:
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", *script, *header, url]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = page.served.processor_time() - before
    if "Non-2xx" in out:
        raise SystemExit(f"{url} did not answer 200:\n{out}")
    rate, count = re.search(r"Requests/sec:\s+([\d.]+)", out), re.search(r"(\d+) requests in", out)
    if rate is None or count is None:
        raise SystemExit(f"no figure from wrk:\n{out}")
    return float(rate[1]), spent / max(int(count[1]), 1)


@contextmanager
def _script(page: Page) -> Iterator[list[str]]:
    """What tells wrk to go through all addresses; it goes on with the next round where the last one ended."""
    if not page.among:
        yield []
        return
    listed = ", ".join(f'"{path}"' for path in page.among)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(f"paths = {{{listed}}}\nat = math.random(#paths)\nmath.randomseed(os.time())\n")
        script.write("request = function() at = at % #paths + 1 return wrk.format(nil, paths[at]) end\n")
        script.flush()
        yield ["-s", script.name]


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
