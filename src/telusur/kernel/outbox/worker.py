"""The worker: schedules and pending deliveries, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from telusur.kernel.outbox import schedule
from telusur.kernel.outbox.dispatch import dispatch_pending

logger = logging.getLogger(__name__)

SHORTEST_PAUSE = 0.5
LONGEST_PAUSE = 2.0
DELIVERIES_PER_TURN = 50


class Worker:
    """One process's loop. Several may run on one database; each delivery and each job is done by one of them."""

    def __init__(self) -> None:
        self._stop = threading.Event()

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
        try:
            if not connection.in_atomic_block:  # a caller's transaction is the caller's
                close_old_connections()
            ran = schedule.run_due(stop=self._stop.is_set)
            return ran + dispatch_pending(DELIVERIES_PER_TURN, stop=self._stop.is_set)
        except (DatabaseError, InterfaceError) as error:
            logger.warning("Basis data belum dapat dipakai, dicoba lagi: %s", error)
            if not connection.in_atomic_block:
                connection.close()
            return 0

    def run(self, *, once: bool = False) -> None:
        """Loop until stopped.

        With ``once`` until nothing is due any more. Idle, it looks every half second, later every two.
        """
        pause = SHORTEST_PAUSE
        while not self._stop.is_set():
            if self.turn():
                pause = SHORTEST_PAUSE
            elif once:
                return
            else:
                self._stop.wait(pause)
                pause = min(pause * 1.5, LONGEST_PAUSE)
