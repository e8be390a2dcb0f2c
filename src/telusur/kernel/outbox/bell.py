"""Waiting for work: until the pause is over, somebody rings, or it is time to stop."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

import psycopg
from django.db import connection

from telusur.kernel.outbox.queue import BELL

logger = logging.getLogger(__name__)
SLICE = 0.5  # seconds between two looks at ``stop`` while listening


class Bell:
    """PostgreSQL tells at once that something was put into the outbox, on a connection of its own; SQLite cannot."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._line: psycopg.Connection[Any] | None = None

    @property
    def hears(self) -> bool:
        """Whether this database can ring."""
        return connection.vendor == "postgresql"

    def wait(self, seconds: float) -> None:
        """Return when the time is over, when it rang, or when the worker is told to stop."""
        if not self.hears:
            self._stop.wait(seconds)
            return
        try:
            self._listen(time.monotonic() + seconds)
        except psycopg.Error as error:
            logger.warning("Panggilan basis data terputus, dicoba lagi: %s", error)
            self.close()
            self._stop.wait(seconds)

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _listen(self, until: float) -> None:
        if self._line is None:
            settings: dict[str, Any] = connection.get_connection_params()
            self._line = psycopg.connect(**settings, autocommit=True)
            self._line.execute(f"LISTEN {BELL}")
            return  # what was put in before somebody listened is found by looking once more
        while (left := until - time.monotonic()) > 0 and not self._stop.is_set():
            for _ in self._line.notifies(timeout=min(left, SLICE), stop_after=1):
                return
