"""Which role may issue which act.

Defaults from the code, changed by the pengelola sistem, in force at once (SE007 A.IV.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from telusur.kernel.commands.models import CommandGrant

_page: ContextVar[dict[str, dict[str, bool]] | None] = ContextVar("grants_of_page", default=None)


def roles_allowed(code: str, defaults: frozenset[str], *, fresh: bool = False) -> frozenset[str]:
    """The roles that may issue ``code`` now; ``fresh`` asks the database even within ``grants_read_once``."""
    page = None if fresh else _page.get()
    changed = page.get(code, {}) if page is not None else _changed(code)
    granted = {role for role, allowed in changed.items() if allowed}
    denied = {role for role, allowed in changed.items() if not allowed}
    return (defaults | granted) - denied


def _changed(code: str) -> dict[str, bool]:
    return dict(CommandGrant.objects.filter(code=code).values_list("role", "allowed"))


@contextmanager
def grants_read_once() -> Iterator[None]:
    """Within this block all grants come from one query.

    For pages that ask about many buttons. Acts themselves always look again.
    """
    table: dict[str, dict[str, bool]] = {}
    for code, role, allowed in CommandGrant.objects.values_list("code", "role", "allowed"):
        table.setdefault(code, {})[role] = allowed
    token = _page.set(table)
    try:
        yield
    finally:
        _page.reset(token)
