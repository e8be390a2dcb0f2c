"""Keep the web server and the worker of one product running side by side, and end both whole.

``python -m telusur.kernel.commands.serving`` is what ``telusur lsp serve`` becomes once everything is prepared: it only
watches, so it reads nothing but the standard library and stays small.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any

PATIENCE = 20.0  # seconds a process gets to stop by itself, and what a killed service left behind to let go of the port
WEB_PATIENCE = 10  # of them, what the web server gives each of its own processes
TOO_SHORT = 5.0  # a process that ended sooner than this many seconds would only end again
LONGEST_PAUSE = 30.0  # seconds between two attempts at a process that keeps ending
RUNNING = "berjalan"
PROGRAM = "telusur.kernel.commands.serving"


class AlreadyRunning(RuntimeError):
    """Another server works with the same data folder."""


def hold(folder: Path) -> IO[str]:
    """Take the data folder: two servers on one folder would both work off its queue. Raises AlreadyRunning.

    The folder is held as long as the file is open, also across an exec.
    """
    lock = (folder / "layanan.lock").open("a+", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise AlreadyRunning from None
    return lock


@contextmanager
def sole_user_of(folder: Path) -> Iterator[None]:
    """Hold the data folder for a while. Raises AlreadyRunning."""
    with hold(folder):
        yield


def was_cut_off(lock: IO[str]) -> bool:
    """Whether the service that held the folder before never came to its orderly end."""
    lock.seek(0)
    return lock.read() == RUNNING


def note(lock: IO[str], words: str) -> None:
    """Leave word in the file that holds the folder."""
    lock.seek(0)
    lock.truncate()
    lock.write(words)
    lock.flush()


def port_is_free(host: str, port: int, *, patience: float = 0.0) -> bool:
    """Whether nobody listens there, or lets go of it within ``patience`` seconds.

    The server itself would not notice: its workers share the port on purpose.
    """
    deadline = time.monotonic() + patience
    while not _binds(host, port):
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.1)
    return True


def _binds(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


@dataclass
class Child:
    """One process of the service, leader of a group: what it starts belongs to the group and ends with it."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    proven: bool = False  # has once lasted long enough to be worth starting again
    pause: float = 0.0

    def start(self) -> None:
        """Start in a session of its own: Ctrl-C then reaches only us, and we stop the rest in order."""
        self.since = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  (the command is our own)
            self.command,
            start_new_session=True,
            env={**os.environ, **self.environment},
            preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509  (no threads yet)
        )

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def hopeless(self) -> bool:
        """Ended by itself almost as soon as it had begun, and never did otherwise. Who was killed says nothing about itself."""
        if self.process is None or self.process.poll() is None or self.process.returncode < 0:
            return False
        return not self.proven and time.monotonic() - self.since < TOO_SHORT

    def keep(self) -> None:
        """Start it again if it has ended: what is left of its group goes first, and who keeps ending is given a pause."""
        age = time.monotonic() - self.since
        if self.running:
            self.proven = self.proven or age >= TOO_SHORT
            self.pause = 0.0 if age >= LONGEST_PAUSE else self.pause
            return
        self.proven = self.proven or age >= TOO_SHORT
        self.end_group()
        if age >= self.pause:
            self.pause = min(max(1.0, self.pause * 2), LONGEST_PAUSE)
            self.start()

    def end_group(self) -> None:
        """Nothing that this process started may outlive it: it would keep the port and answer for nobody."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):  # macOS: EPERM for a group of none but zombies
                os.killpg(self.process.pid, signal.SIGKILL)


def die_with_parent(parent: int) -> None:
    """On Linux, ask the kernel for SIGTERM when the parent is killed, so that nothing keeps the port.

    A parent that is gone already will send nothing any more: then the end is now.
    """
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


def end_with_web_server() -> None:
    """For a web process that the server forked: end when the server is killed, even if nobody is left to end the group.

    Told to stop while it still starts, it stops: until it has a handler of its own it has that of the server, which only
    takes note.
    """
    if multiprocessing.parent_process() is not None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with_parent(os.getppid())


def children(product: str, host: str, port: int, workers: int) -> list[Child]:
    """The web server and the worker."""
    program = [sys.executable, "-m"]
    server = ["--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "1"]
    kept = ["--respawn-failed-workers", "--workers-kill-timeout", str(WEB_PATIENCE), "--log-level", "warning"]
    entry = f"telusur.sites.{product}.wsgi:application"
    return [
        Child("server web", [*program, "granian", "--interface", "wsgi", *server, *kept, entry]),
        Child("pekerja", [*program, "telusur.cli", product, "worker"]),
    ]


def run(processes: list[Child], *, address: tuple[str, int], on_ready: Callable[[], None]) -> str:
    """Start the processes, say when the port answers, and keep them until SIGINT or SIGTERM.

    Returns the name of the process that could not be kept alive, or an empty string after an orderly stop.
    """
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for child in processes:
            child.start()
        return _watch(processes, stop, address, on_ready)
    finally:
        stop_all(processes)
        for number, handler in before.items():
            signal.signal(number, handler)


def _watch(
    processes: list[Child], stop: threading.Event, address: tuple[str, int], on_ready: Callable[[], None]
) -> str:
    announced = False
    while not stop.wait(0.2):
        for child in processes:
            if child.hopeless:
                return child.name
            child.keep()
        if not announced and answers(address):
            on_ready()
            announced = True
    return ""


def answers(address: tuple[str, int]) -> bool:
    """Whether somebody listens there."""
    try:
        with socket.create_connection(address, timeout=1):
            return True
    except OSError:
        return False


def stop_all(processes: list[Child], patience: float = PATIENCE) -> None:
    """Ask every process to stop, wait so many seconds, and end what is left of each group."""
    alive = [child.process for child in processes if child.running and child.process]
    for process in alive:
        process.terminate()
    deadline = time.monotonic() + patience
    for process in alive:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
    for child in processes:
        child.end_group()
        if child.process is not None:
            child.process.wait()


def become_watcher(lock: IO[str], *, product: str, host: str, port: int, workers: int, announcement: str) -> None:
    """Go on as the process that only watches, in the place and with the number of this one. Does not return."""
    os.set_inheritable(lock.fileno(), True)
    told = {
        "lock": lock.fileno(),
        "product": product,
        "host": host,
        "port": port,
        "workers": workers,
        "announcement": announcement,
    }
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", PROGRAM, json.dumps(told)])  # noqa: S606  (our own program)


def main(told: dict[str, Any]) -> int:
    """Watch until told to stop. Exit status 1 when a process could not be kept alive."""
    host, port = told["host"], told["port"]
    address = ("127.0.0.1" if host == "0.0.0.0" else host, port)  # noqa: S104  (a comparison)
    with os.fdopen(told["lock"], "r+", encoding="ascii") as lock:
        os.set_inheritable(lock.fileno(), False)
        note(lock, RUNNING)
        failed = run(
            children(told["product"], host, port, told["workers"]),
            address=address,
            on_ready=lambda: _say(sys.stdout, told["announcement"]),
        )
        note(lock, "")
    if failed:
        why = f"Proses {failed} berhenti begitu dimulai; sebabnya tercetak di atas. Semua proses dihentikan."
        _say(sys.stderr, why)
        return 1
    _say(sys.stdout, f"{told['product'].upper()} berhenti.")
    return 0


def _say(out: IO[str], words: str) -> None:
    out.write(f"{words}\n")
    out.flush()


if __name__ == "__main__":
    raise SystemExit(main(json.loads(sys.argv[1])))
