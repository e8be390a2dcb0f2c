"""Acts on permissions themselves."""

from __future__ import annotations

from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.grants import roles_allowed
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.models import CommandGrant
from telusur.kernel.commands.registry import READ_ONLY_ROLES, REGISTRY, ROLE_NAMES, command, role_list

SYSTEM_KEEPER = "pengelola_sistem"


@command(
    code="commands.ubah_kewenangan",
    title="Mengubah kewenangan",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    clause="SE007 A.IV.4",
)
def ubah_kewenangan(ctx: Context, *, code: str, role: str, allowed: bool) -> CommandGrant:
    """Let a role issue an act, or no longer; holds for the next act (SE007 A.IV.4). Raises Invalid, NotPermitted."""
    if code not in REGISTRY or role not in ROLE_NAMES:
        raise Invalid("Tindakan atau peran itu tidak dikenal.")
    if code == "commands.ubah_kewenangan" and role == SYSTEM_KEEPER and not allowed:
        raise NotPermitted("Pengelola sistem tidak dapat mencabut kewenangan ini dari perannya sendiri.")
    spec = REGISTRY[code]
    if allowed and spec.kind == "command" and role in READ_ONLY_ROLES:
        raise NotPermitted(f"{ROLE_NAMES[role]} hanya membaca; tindakan ini tidak dapat diberikan kepadanya.")
    if allowed and role in ctx.actor.roles and role not in spec.roles:
        raise NotPermitted("Tidak seorang pun memperluas kewenangan perannya sendiri melebihi bawaannya.")
    before = roles_allowed(code, spec.roles)
    grant = CommandGrant.objects.filter(code=code, role=role).first() or CommandGrant(code=code, role=role)
    grant.allowed = allowed
    grant.save()
    note(act=spec.title, role=ROLE_NAMES[role], before=role_list(before), allowed=allowed)
    return grant
