"""Both products as the demo runs them: each process killed in turn, and nothing is left on a port after the stop."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from telusur.kernel.commands.serving import answers, port_is_free
from tests.empty import database_of
from tests.environment import REPOSITORY

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and relies on the parent's death signal"),
]

PRODUCTS = ("lsp", "bnsp")
PARTS = {
    "pengawas": r"telusur\.kernel\.commands\.serving",
    "server": r"granian",
    "pekerja": r"telusur\.cli (lsp|bnsp) worker",
}


@dataclass(frozen=True)
class Demo:
    """The running demo, its ports and what it prints."""

    process: subprocess.Popen[bytes]
    ports: dict[str, int]
    notes: Path
    environment: dict[str, str]

    def pid(self, product: str, part: str) -> int:
        """The process of a product that plays this part; 0 while there is none."""
        watcher = next((one for one in _below(self.process.pid) if _is_watcher(one, product)), 0)
        if part == "pengawas" or not watcher:
            return watcher
        name = "server" if part.startswith("web") else part
        found = next((one for one in _children(watcher) if re.search(PARTS[name], _words(one))), 0)
        return next(iter(_children(found)), 0) if part.startswith("web") and found else found

    def whole(self) -> bool:
        """Every part of both runs, and both answer."""
        parts = all(self.pid(product, part) for product in PRODUCTS for part in (*PARTS, "web"))
        return parts and all(self.page(product) == 200 for product in PRODUCTS)

    def page(self, product: str) -> int:
        """Status of a product's public page; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[product]}/", timeout=5) as answer:
                return int(answer.status)
        except OSError:
            return 0


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _words(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def _is_watcher(pid: int, product: str) -> bool:
    words = _words(pid)
    return bool(re.search(PARTS["pengawas"], words)) and f'"product": "{product}"' in words


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _below(pid: int) -> list[int]:
    return [found for child in _children(pid) for found in (child, *_below(child))]


def _until(done: Callable[[], bool], demo: Demo, what: str) -> None:
    deadline = time.monotonic() + 90
    while not done():
        if time.monotonic() > deadline:
            pytest.fail(f"{what}\n{demo.notes.read_text()[-3000:]}")
        time.sleep(0.1)


def _prepared(product: str, environment: dict[str, str], folder: Path) -> None:
    """A migrated database that somebody uses already: the demo then loads no data."""
    database_of(product, folder)
    command = [sys.executable, "-m", "telusur.cli", product, "migrate", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True, cwd=REPOSITORY)
    with sqlite3.connect(folder / product / "telusur.sqlite3") as database:
        columns = [row for row in database.execute("PRAGMA table_info(accounts_user)") if row[3]]
        names = ", ".join(f'"{row[1]}"' for row in columns)
        values = ["1" if "int" in row[2].lower() or "bool" in row[2].lower() else "" for row in columns]
        database.execute(f"INSERT INTO accounts_user ({names}) VALUES ({', '.join('?' * len(values))})", values)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, int], Path]:
    folder = tmp_path_factory.mktemp("proses")
    ports = {product: _free_port() for product in PRODUCTS}
    plain = {name: value for name, value in os.environ.items() if "DATABASE_URL" not in name and name != "TELUSUR_URL"}
    environment = {
        **plain,
        "TELUSUR_DATA": str(folder),
        "LSP_PORT": str(ports["lsp"]),
        "BNSP_PORT": str(ports["bnsp"]),
    }
    for product in PRODUCTS:
        _prepared(product, environment, folder)
    (folder / "tersambung.txt").touch()
    return environment, ports, folder


@pytest.fixture
def demo(prepared: tuple[dict[str, str], dict[str, int], Path]) -> Iterator[Demo]:
    environment, ports, folder = prepared
    notes = folder / "catatan.txt"
    with notes.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "telusur.cli", "demo"], env=environment, cwd=REPOSITORY, stdout=out, stderr=out
        )
    running = Demo(process, ports, notes, environment)
    try:
        _until(running.whole, running, "the demo did not start")
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        for port in ports.values():
            assert port_is_free("127.0.0.1", port, patience=20), notes.read_text()[-3000:]


def _megabytes(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def test_at_rest_the_lsp_takes_less_than_300_mb_and_who_only_watches_almost_nothing(demo: Demo) -> None:
    watcher = demo.pid("lsp", "pengawas")
    assert demo.page("lsp") == 200
    assert _megabytes(watcher) < 30
    assert _megabytes(watcher) + sum(_megabytes(pid) for pid in _below(watcher)) < 300


@pytest.mark.parametrize("product", PRODUCTS)
def test_each_process_killed_in_turn_comes_back_the_other_product_answers_and_a_stop_leaves_nothing(
    demo: Demo, product: str
) -> None:
    other = next(one for one in PRODUCTS if one != product)
    kept = {part: demo.pid(other, part) for part in (*PARTS, "web")}
    for part in ("server", "pekerja", "web", "pengawas"):
        pid = demo.pid(product, part)
        os.kill(pid, signal.SIGKILL)
        _until(lambda pid=pid, part=part: demo.pid(product, part) not in (0, pid), demo, f"{part} did not come back")  # type: ignore[misc]
        _until(demo.whole, demo, f"not whole after {part} was killed")
        assert demo.page(other) == 200
    assert {part: demo.pid(other, part) for part in kept} == kept
    left = _below(demo.process.pid)
    demo.process.send_signal(signal.SIGINT)
    assert demo.process.wait(60) == 0
    assert not any(answers(("127.0.0.1", port)) for port in demo.ports.values())
    assert [pid for pid in left if _words(pid)] == []
    assert "LSP berhenti." in demo.notes.read_text()


def test_the_demo_itself_killed_leaves_nothing_on_the_ports_and_starts_again(
    demo: Demo, prepared: tuple[dict[str, str], dict[str, int], Path]
) -> None:
    left = _below(demo.process.pid)
    demo.process.kill()
    demo.process.wait()
    _until(lambda: not any(_words(pid) for pid in left), demo, "something outlived the demo")
    assert not any(answers(("127.0.0.1", port)) for port in demo.ports.values())


def test_watcher_and_web_server_killed_at_once_leave_no_worker_on_the_port(demo: Demo) -> None:
    watcher, server, web = (demo.pid("lsp", part) for part in ("pengawas", "server", "web"))
    os.kill(watcher, signal.SIGSTOP)  # so that it can neither see nor end anything in between
    os.kill(server, signal.SIGKILL)
    os.kill(watcher, signal.SIGKILL)
    _until(lambda: not _words(web), demo, "an orphan kept the port")
    _until(demo.whole, demo, "the LSP did not come back")
