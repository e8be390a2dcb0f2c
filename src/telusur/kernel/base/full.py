"""Whether a failure means that there is no room left: on the disk of the files, or in either database."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from telusur.kernel.base.errors import DomainError

SQLITE_FULL = 13
POSTGRESQL_DISK_FULL = "53100"


class StorageFull(DomainError):
    """There was no room to write; what was to be written is not there, what was there before is whole."""

    http_status = 507

    def __init__(self) -> None:
        super().__init__(
            "Tempat penyimpanan sistem ini penuh, jadi kiriman Anda belum tersimpan. Semua yang tersimpan sebelumnya tetap utuh."
        )


def is_full(error: BaseException | None) -> bool:
    """Whether this failure, or one that it was raised from, is that of a full disk or database."""
    return any(_says_full(one) for one in _chain(error))


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return (
        getattr(error, "sqlite_errorcode", 0) & 0xFF == SQLITE_FULL
        or getattr(error, "sqlstate", "") == POSTGRESQL_DISK_FULL
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
