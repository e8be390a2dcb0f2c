from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections

from telusur.kernel.outbox import schedule, worker
from telusur.kernel.outbox.bell import Bell
from telusur.kernel.outbox.models import ScheduleRun
from telusur.kernel.outbox.schedule import daily, every, run_due
from telusur.kernel.outbox.worker import Worker

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)  # 12.00 WIB


@pytest.fixture
def ran() -> list[str]:
    return []


def test_a_job_runs_once_per_period(db: None, ran: list[str]) -> None:
    every(minutes=5)(lambda: ran.append("x"))
    assert run_due(now=NOON) == 1
    assert run_due(now=NOON + timedelta(minutes=4, seconds=59)) == 0
    assert run_due(now=NOON + timedelta(minutes=5)) == 1
    assert run_due(now=NOON + timedelta(hours=3)) == 1
    assert len(ran) == 3


def test_a_daily_job_runs_at_its_hour_on_the_institutions_clock(db: None, ran: list[str]) -> None:
    daily(at="13.00")(lambda: ran.append("x"))
    run_due(now=NOON)  # made up for the day before
    assert run_due(now=NOON + timedelta(minutes=59)) == 0
    assert run_due(now=NOON + timedelta(hours=1)) == 1
    assert run_due(now=NOON + timedelta(hours=23)) == 0
    assert run_due(now=NOON + timedelta(hours=25)) == 1


def test_a_failing_job_is_noted_and_tried_again(db: None, ran: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def job() -> None:
        ran.append("x")
        if len(ran) == 1:
            raise OSError("disk penuh")

    monkeypatch.setattr("telusur.kernel.base.clock.now", lambda: NOON)
    daily(at="06.00")(job)
    run_due(now=NOON)
    assert ScheduleRun.objects.get().error.startswith("OSError: disk penuh")
    assert run_due(now=NOON + timedelta(minutes=4)) == 0
    assert run_due(now=NOON + timedelta(minutes=5)) == 1
    row = ScheduleRun.objects.get()
    assert (row.error, row.retry_at) == ("", None)


def test_a_job_whose_process_died_is_run_again(db: None, ran: list[str]) -> None:
    daily(at="06.00")(lambda: ran.append("x"))
    (scheduled,) = schedule.JOBS.values()
    assert schedule._take(scheduled, NOON)  # taken, then killed
    assert run_due(now=NOON + timedelta(minutes=29)) == 0
    assert run_due(now=NOON + timedelta(minutes=30)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_runs_the_job(ran: list[str]) -> None:
    every(minutes=1)(lambda: ran.append("x"))
    together = threading.Barrier(6)

    def work() -> None:
        together.wait()
        try:
            run_due(now=NOON)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ran == ["x"]


def test_a_job_cannot_be_scheduled_twice() -> None:
    def job() -> None: ...

    every(minutes=1)(job)
    with pytest.raises(ValueError, match="scheduled twice"):
        daily(at="06.00")(job)


class TestWorker:
    @pytest.fixture(autouse=True)
    def alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the companions that modules registered."""
        monkeypatch.setattr(worker, "COMPANIONS", {})

    @pytest.fixture(autouse=True)
    def signals_restored(self) -> Iterator[None]:
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
        yield
        for number, handler in before.items():
            signal.signal(number, handler)

    def test_once_does_what_waits_and_returns(self, db: None, announce: Any, listen: Any, ran: list[str]) -> None:
        every(minutes=1_000_000)(lambda: ran.append("jadwal"))
        listen("uji.terjadi", lambda event: ran.append("peristiwa"), at_once=False)
        for _ in range(60):
            announce()
        call_command("worker", "--once")
        assert ran == ["jadwal", *["peristiwa"] * 60]

    def test_a_signal_lets_it_finish_what_it_does(self, db: None, announce: Any, listen: Any, ran: list[str]) -> None:
        def handler(event: Any) -> None:
            os.kill(os.getpid(), signal.SIGTERM)
            ran.append("selesai")

        listen("uji.terjadi", handler, at_once=False)
        announce()
        announce()
        call_command("worker")
        assert ran == ["selesai"]

    def test_a_locked_database_costs_a_log_line_and_a_pause(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        answers = iter([OperationalError("database is locked"), 0])
        warned: list[str] = []

        def dispatch(*args: Any, **options: Any) -> int:
            if isinstance(answer := next(answers), Exception):
                raise answer
            machine.stop()
            return answer

        machine = Worker()
        monkeypatch.setattr(worker, "dispatch_pending", dispatch)
        monkeypatch.setattr(worker.logger, "warning", lambda text, *args: warned.append(text % args))
        monkeypatch.setattr(machine._bell, "wait", lambda pause: None)
        machine.run()
        assert warned == ["Basis data belum dapat dipakai, dicoba lagi: database is locked"]

    def test_idle_it_looks_less_and_less_often(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        machine, pauses = Worker(), []

        def wait(pause: float) -> None:
            pauses.append(pause)
            if len(pauses) == 5:
                machine.stop()

        monkeypatch.setattr(machine._bell, "wait", wait)
        machine.run()
        last = 2.0 if connection.vendor == "sqlite" else 2.53125  # rung for, it need not look so often
        assert pauses == [0.5, 0.75, 1.125, 1.6875, last]

    def test_on_postgresql_the_worker_is_rung_for(self, transactional_db: None, announce: Any, listen: Any) -> None:
        if connection.vendor != "postgresql":
            return
        listen("uji.terjadi", lambda event: None, at_once=False)
        bell = Bell(threading.Event())
        bell.wait(0.1)  # begins to listen
        announce()
        began = time.monotonic()
        bell.wait(20)
        assert time.monotonic() - began < 5
        bell.close()

    def test_a_line_that_was_cut_is_opened_again(self, transactional_db: None) -> None:
        bell = Bell(threading.Event())
        bell.wait(0.01)
        if bell._line is not None:
            bell._line.close()
        bell.wait(0.01)
        bell.wait(0.01)
        assert bell._line is None or not bell._line.closed
        bell.close()

    def test_a_companion_works_in_a_thread_of_its_own_and_its_faults_stop_nothing(
        self, db: None, ran: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        loop = Worker()
        threads: set[str] = set()

        def turn(stop: Any) -> int:
            threads.add(threading.current_thread().name)
            ran.append("pendamping")
            if len(ran) == 1:
                raise ZeroDivisionError
            loop.stop()
            return 1

        monkeypatch.setattr(worker, "COMPANIONS", {"uji": worker.Companion("uji", turn)})
        monkeypatch.setattr(worker, "SHORTEST_PAUSE", 0.01)
        loop.run()
        assert (ran, threads) == (["pendamping"] * 2, {"uji"})
        ran.clear()
        monkeypatch.setattr(worker, "COMPANIONS", {"uji": worker.Companion("uji", lambda stop: ran.append("x") or 0)})
        Worker().run(once=True)
        assert ran == ["x"]
