"""Who may open a stored file. The kernel knows only the owner; products add what follows from their cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from telusur.kernel.base.rules import rule

if TYPE_CHECKING:
    from telusur.kernel.archive.models import StoredFile
    from telusur.kernel.commands.context import Context

AccessRule = Callable[["Context", "StoredFile"], bool]
_RULES: list[AccessRule] = []


def register_access(access: AccessRule) -> AccessRule:
    """Add a rule that lets actors open files; any rule that says True is enough. Called once, in ``ready()``."""
    if access not in _RULES:
        _RULES.append(access)
    return access


def may_open(ctx: Context, file: StoredFile) -> bool:
    """Whether the actor may read this file: its owner, the system itself, or anyone a registered rule lets."""
    if ctx.actor.is_system or (file.owner_id is not None and str(file.owner_id) == ctx.actor.id):
        return True
    return any(access(ctx, file) for access in _RULES)


@rule("Berkas ini hanya dapat dibuka oleh pemiliknya dan petugas yang menangani perkaranya.")
def boleh_membuka(ctx: Context, file: StoredFile) -> bool:
    """The rule of the query that serves files."""
    return may_open(ctx, file)
