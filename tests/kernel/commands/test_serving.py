"""The web server and the worker run side by side, and stop together."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from telusur.kernel.commands import serving
from telusur.kernel.commands.serving import AlreadyRunning, Child
from telusur.kernel.commands.static_copies import collect_static_files

pytestmark = pytest.mark.once

# Listens on the given port, says so, and leaves a file behind when asked to stop.
SERVER = """
import signal, socket, sys, pathlib
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
def stop(*_):
    pathlib.Path(sys.argv[2]).write_text("berhenti")
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
while True:
    server.accept()[0].close()
"""


@pytest.fixture
def taken() -> Iterator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()


@pytest.fixture
def free() -> tuple[str, int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()


def server(address: tuple[str, int], trace: Path) -> Child:
    return Child("server web", [sys.executable, "-c", SERVER, str(address[1]), str(trace)])


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_a_port_in_use_is_noticed(taken: tuple[str, int], free: tuple[str, int]) -> None:
    assert not serving.port_is_free(*taken)
    assert serving.port_is_free(*free)


def test_a_port_in_use_is_refused_with_the_cure(taken: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LSP_PORT", str(taken[1]))
    with pytest.raises(CommandError, match=rf"Port {taken[1]} di 127.0.0.1 sudah dipakai.*LSP_PORT={taken[1] + 10}"):
        call_command("serve")


def test_a_port_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LSP_PORT", "delapan")
    with pytest.raises(CommandError, match="nomor port 1 sampai 65535, bukan “delapan”"):
        call_command("serve")


def test_two_servers_cannot_share_a_data_folder(tmp_path: Path) -> None:
    with serving.sole_user_of(tmp_path), pytest.raises(AlreadyRunning), serving.sole_user_of(tmp_path):
        pytest.fail("the folder was given to two")


def test_after_ctrl_c_every_process_has_stopped_by_itself(free: tuple[str, int], tmp_path: Path) -> None:
    child = server(free, tmp_path / "jejak")
    assert serving.run([child], address=free, on_ready=interrupt) == ""
    assert not child.running
    assert (tmp_path / "jejak").read_text() == "berhenti"


def test_the_handlers_of_signals_are_given_back(free: tuple[str, int], tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    serving.run([server(free, tmp_path / "jejak")], address=free, on_ready=interrupt)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_process_that_ends_at_once_ends_everything_and_is_named(free: tuple[str, int], tmp_path: Path) -> None:
    good, bad = server(free, tmp_path / "jejak"), Child("pekerja", [sys.executable, "-c", "raise SystemExit(3)"])
    assert serving.run([good, bad], address=free, on_ready=lambda: None) == "pekerja"
    assert not good.running


def test_a_process_that_was_killed_after_a_while_is_started_again(
    free: tuple[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "TOO_SHORT", 0.0)
    child = server(free, tmp_path / "jejak")
    seen: list[int] = []
    start = child.start

    def counted() -> None:
        start()
        assert child.process
        seen.append(child.process.pid)
        if len(seen) > 1:
            interrupt()

    monkeypatch.setattr(child, "start", counted)
    serving.run([child], address=free, on_ready=lambda: os.kill(seen[0], signal.SIGKILL))
    assert len(seen) == 2
    assert not child.running


# Starts another of its kind that outlives it, as a web server does its workers.
LEADER = """
import os, sys, time
if os.fork():
    time.sleep(60)
server = __import__("socket").create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    server.accept()[0].close()
"""


@pytest.fixture
def leader(free: tuple[str, int]) -> Iterator[Child]:
    child = Child("server web", [sys.executable, "-c", LEADER, str(free[1])])
    yield child
    child.end_group()


def test_what_a_killed_process_had_started_keeps_no_port(
    leader: Child, free: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "TOO_SHORT", 0.0)

    def kill_the_leader_alone() -> None:
        assert leader.process
        os.kill(leader.process.pid, signal.SIGKILL)
        interrupt()

    serving.run([leader], address=free, on_ready=kill_the_leader_alone)
    assert serving.port_is_free(*free, patience=5)


def test_a_process_that_keeps_ending_is_given_longer_and_longer_pauses() -> None:
    child = Child("pekerja", [sys.executable, "-c", "pass"], proven=True)
    child.start()
    pauses = []
    for _ in range(7):
        assert child.process
        child.process.wait()
        child.since -= child.pause + 0.01
        child.keep()
        pauses.append(child.pause)
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    assert not child.hopeless
    serving.stop_all([child])


def test_a_service_that_was_cut_off_says_so_to_the_next(tmp_path: Path) -> None:
    with serving.hold(tmp_path) as lock:
        assert not serving.was_cut_off(lock)
        serving.note(lock, serving.RUNNING)
    with serving.hold(tmp_path) as lock:
        assert serving.was_cut_off(lock)
        serving.note(lock, "")
    with serving.hold(tmp_path) as lock:
        assert not serving.was_cut_off(lock)


def test_static_files_are_collected_again_only_after_a_change(settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / "sumber"
    source.mkdir()
    (source / "gaya.css").write_text("a{}")
    settings.STATICFILES_DIRS = [str(source)]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = str(tmp_path / "hasil")
    assert collect_static_files()
    assert not collect_static_files()
    (source / "gaya.css").write_text("a{color:red}")
    later = time.time() + 1
    os.utime(source / "gaya.css", (later, later))
    assert collect_static_files()
    assert (tmp_path / "hasil/gaya.css").read_text() == "a{color:red}"


def test_a_data_folder_that_is_not_the_demos_is_not_deleted(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    (tmp_path / "telusur.sqlite3").touch()
    with pytest.raises(CommandError, match="bukan hasil `make demo`"):
        call_command("reset_demo")
    assert (tmp_path / "telusur.sqlite3").exists()


def test_the_demo_of_a_running_server_is_not_deleted(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    (tmp_path / "akun-demo.txt").touch()
    with serving.sole_user_of(tmp_path), pytest.raises(CommandError, match="sedang berjalan"):
        call_command("reset_demo")
    assert tmp_path.exists()
