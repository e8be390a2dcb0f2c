"""Rows that many acts in a row leave besides their own work (trail, events), written together at the end of the block.

A batch of a hundred messages then costs a few statements instead of hundreds. What an act that fails has left so far is
forgotten with it, as its transaction forgets the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Write = Callable[[list[Any]], None]

_open: ContextVar[list[tuple[Write, Any]] | None] = ContextVar("gathered_rows", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Keep what acts leave with ``keep`` until the end, then hand each writer its rows in order. Inside one transaction."""
    rows: list[tuple[Write, Any]] = []
    token = _open.set(rows)
    try:
        yield
    finally:
        _open.reset(token)
    by_writer: dict[Write, list[Any]] = {}
    for write, row in rows:
        by_writer.setdefault(write, []).append(row)
    for write, some in by_writer.items():
        write(some)


@contextmanager
def forgotten_on_failure() -> Iterator[None]:
    """What is kept inside is dropped if the block fails."""
    rows = _open.get()
    length = len(rows) if rows is not None else 0
    try:
        yield
    except BaseException:
        if rows is not None:
            del rows[length:]
        raise


def keep(write: Write, row: Any) -> bool:
    """Keep a row for the writer; False where nothing is gathered and the caller writes it itself."""
    rows = _open.get()
    if rows is None:
        return False
    rows.append((write, row))
    return True
