"""The worker: schedules and pending deliveries, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import FrameType

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from telusur.kernel.outbox import schedule
from telusur.kernel.outbox.bell import Bell
from telusur.kernel.outbox.discover import declared
from telusur.kernel.outbox.dispatch import dispatch_pending

logger = logging.getLogger(__name__)

SHORTEST_PAUSE = 0.5
LONGEST_PAUSE = 2.0
LONGEST_PAUSE_LISTENING = 5.0  # schedules and second attempts ring no bell
DELIVERIES_PER_TURN = 50


@dataclass(frozen=True, slots=True)
class Companion:
    """Work that waits for others (a partner's server): it runs beside the loop, in a thread of its own.

    ``turn(stop)`` does what is due, asks ``stop`` before each piece, and returns how much there was.
    """

    name: str
    turn: Callable[[Callable[[], bool]], int]


COMPANIONS: dict[str, Companion] = {}


def register_companion(name: str, turn: Callable[[Callable[[], bool]], int]) -> None:
    """Have the worker do this beside its other work. Called in a module's ``jobs.py``."""
    COMPANIONS[name] = Companion(name, turn)


class Worker:
    """One process's loop. Several may run on one database; each delivery and each job is done by one of them."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._bell = Bell(self._stop)

    def stop(self, signal_number: int = 0, frame: FrameType | None = None) -> None:
        """Finish the delivery or job in hand, then return from ``run``."""
        self._stop.set()

    def stop_on_signals(self) -> None:
        """Stop on SIGTERM and SIGINT. Only in the main thread."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def turn(self) -> int:
        """Whatever is due now.

        How many jobs and deliveries were tried. A database that does not answer counts as none.
        """
        return self._try(lambda: schedule.run_due(stop=self._stop.is_set) + self._dispatch())

    def run(self, *, once: bool = False) -> None:
        """Loop until stopped.

        With ``once`` until nothing is due any more, companions included. Idle, it looks every half second, later less
        often, and comes at once when PostgreSQL rings.
        """
        declared("jobs")
        threads = [] if once else [self._beside(companion) for companion in COMPANIONS.values()]
        pause = SHORTEST_PAUSE
        while not self._stop.is_set():
            done = self.turn()
            if once:
                done += sum(self._try(partial(self._turn_of, one)) for one in COMPANIONS.values())
            if done:
                pause = SHORTEST_PAUSE
            elif once:
                return
            else:
                self._bell.wait(pause)
                pause = min(pause * 1.5, LONGEST_PAUSE_LISTENING if self._bell.hears else LONGEST_PAUSE)
        self._bell.close()
        for thread in threads:
            thread.join()

    def _dispatch(self) -> int:
        return dispatch_pending(DELIVERIES_PER_TURN, stop=self._stop.is_set)

    def _beside(self, companion: Companion) -> threading.Thread:
        thread = threading.Thread(target=self._accompany, args=(companion,), name=companion.name)
        thread.start()
        return thread

    def _accompany(self, companion: Companion) -> None:
        try:
            pause = SHORTEST_PAUSE
            while not self._stop.is_set():
                if self._try(lambda: self._turn_of(companion)):
                    pause = SHORTEST_PAUSE
                else:
                    self._stop.wait(pause)
                    pause = min(pause * 1.5, LONGEST_PAUSE)
        finally:
            connection.close()

    def _turn_of(self, companion: Companion) -> int:
        try:
            return companion.turn(self._stop.is_set)
        except (DatabaseError, InterfaceError):
            raise
        except Exception:
            logger.exception("Pekerjaan pendamping %s gagal.", companion.name)
            return 0

    def _try(self, work: Callable[[], int]) -> int:
        try:
            if not connection.in_atomic_block:  # a caller's transaction is the caller's
                close_old_connections()
            return work()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("Basis data belum dapat dipakai, dicoba lagi: %s", error)
            if not connection.in_atomic_block:
                connection.close()
            return 0
