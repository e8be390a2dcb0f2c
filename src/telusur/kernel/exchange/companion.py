"""What the worker does for the exchange beside its other work, so that a partner that does not answer delays nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from telusur.kernel.base import clock
from telusur.kernel.exchange.courier import carry, claim
from telusur.kernel.exchange.models import OutgoingLine
from telusur.kernel.exchange.reconcile import compare, due_for_comparison

PARTNERS_AT_ONCE = 4
SECONDS_EACH = 20.0

Stop = Callable[[], bool]


def turn(stop: Stop) -> int:
    """Carry what is due, for several partners at once, and compare with one that is due. How much there was to do."""
    lines: list[OutgoingLine] = []
    while len(lines) < PARTNERS_AT_ONCE and not stop() and (line := claim()) is not None:
        lines.append(line)
    if len(lines) == 1:
        carry(lines[0], stop=_until(stop))
    elif lines:
        with ThreadPoolExecutor(PARTNERS_AT_ONCE) as pool:
            for _ in pool.map(lambda line: _carry_in_thread(line, stop), lines):
                pass
    return len(lines) + (0 if stop() else _compare_one())


def _carry_in_thread(line: OutgoingLine, stop: Stop) -> None:
    try:
        carry(line, stop=_until(stop))
    finally:
        connections.close_all()


def _until(stop: Stop) -> Stop:
    """Also stop after a while, so that one partner with much to hear does not keep the others waiting."""
    end = time.monotonic() + SECONDS_EACH
    return lambda: stop() or time.monotonic() > end


def _compare_one() -> int:
    line = due_for_comparison(clock.now()).first()
    if line is None:
        return 0
    compare(line.partner)
    return 1
