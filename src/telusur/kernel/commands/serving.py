"""Run the web server and the worker of one product side by side, and stop both cleanly."""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

PATIENCE = 20.0  # seconds a process gets to stop by itself, and a server to open its port
TOO_SHORT = 5.0  # a process that ended sooner than this many seconds would only end again


class AlreadyRunning(RuntimeError):
    """Another server works with the same data folder."""


@contextmanager
def sole_user_of(folder: Path) -> Iterator[None]:
    """Hold the data folder: two servers on one folder would both work off its queue. Raises AlreadyRunning."""
    with (folder / "layanan.lock").open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning from None
        yield


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there. The server itself would not notice: its workers share the port on purpose."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def collect_static_files() -> bool:
    """Bring the served copies of the static files up to date; nothing to do while no source has changed."""
    stamp = Path(settings.STATIC_ROOT) / ".asal"
    wanted = _digest_of_static_sources()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return False
    stamp.parent.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted, encoding="ascii")
    return True


def _digest_of_static_sources() -> str:
    total = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            facts = os.stat(storage.path(name))
            total.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return total.hexdigest()


@dataclass
class Child:
    """One process of the service."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    since: float = 0.0

    def start(self) -> None:
        """Start in a session of its own: Ctrl-C then reaches only us, and we stop the rest in order."""
        self.since = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  (the command is our own)
            self.command,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  (no threads yet)
        )

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def hopeless(self) -> bool:
        """Ended almost as soon as it had begun."""
        return not self.running and time.monotonic() - self.since < TOO_SHORT


def die_with_parent() -> None:
    """On Linux, ask the kernel for SIGTERM when the parent is killed, so that nothing keeps the port."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def children(host: str, port: int, workers: int) -> list[Child]:
    """The web server and the worker."""
    program = [sys.executable, "-m"]
    entry = settings.WSGI_APPLICATION.replace(".application", ":application")
    server = ["--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "4"]
    return [
        Child(
            "server web",
            [
                *program,
                "granian",
                "--interface",
                "wsgi",
                *server,
                "--respawn-failed-workers",
                "--log-level",
                "warning",
                entry,
            ],
        ),
        Child("pekerja", [*program, "telusur.cli", settings.PRODUCT, "worker"]),
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
            if not child.running:
                child.start()
        if not announced and _answers(address):
            on_ready()
            announced = True
    return ""


def _answers(address: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(address, timeout=1):
            return True
    except OSError:
        return False


def stop_all(processes: list[Child]) -> None:
    """Ask every process to stop, wait, and end the session of those that do not."""
    alive = [child.process for child in processes if child.running and child.process]
    for process in alive:
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in alive:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
