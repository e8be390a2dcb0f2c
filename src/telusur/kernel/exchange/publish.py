"""Telling a partner a fact, as part of a command: it goes out once the command has committed."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.errors import Invalid, NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import running_command
from telusur.kernel.exchange.canonical import digest_of, fault_in
from telusur.kernel.exchange.kinds import Kind, kind_named
from telusur.kernel.exchange.models import Outgoing, Partner, Told
from telusur.kernel.exchange.schemas import fault
from telusur.kernel.exchange.states import MessageState


def publish(ctx: Context, *, to: Partner | str, kind: str, key: str, content: dict[str, Any]) -> Outgoing | None:
    """Tell a partner the fact ``(kind, key)``; None if it was told exactly this already. Only inside a command.

    The message commits with the command or not at all. The partner being suspended or down does not matter: it waits.
    Raises NotFound for an unknown partner, Invalid for content that cannot travel, ValueError for an undeclared kind.
    """
    running = running_command()
    partner = to if isinstance(to, Partner) else partner_by_code(to)
    _check(kind, key, content)
    digest = digest_of(content)
    saying = {"digest": digest, "content": content, "at": ctx.at}
    # The row stays locked until the command ends, so that two commands cannot both tell the same version.
    rows = Told.objects.select_for_update()
    told, new = rows.get_or_create(partner=partner, kind=kind, key=key, defaults={"version": 1, **saying})
    if not new:
        if told.digest == digest:
            return None
        told.version, told.digest, told.content, told.at = told.version + 1, digest, content, ctx.at
        told.save(update_fields=["version", "digest", "content", "at"])
    message = write(ctx, told)
    running.changes.append(
        {
            "type": Outgoing._meta.label_lower,
            "id": str(message.pk),
            "act": "create",
            "after": {"partner": partner.code, "kind": kind, "key": key, "version": told.version, "digest": digest},
        }
    )
    return message


def write(ctx: Context, told: Told) -> Outgoing:
    """The message that carries a told fact."""
    return Outgoing.objects.create(
        partner_id=told.partner_id,
        kind=told.kind,
        key=told.key,
        version=told.version,
        content=told.content,
        digest=told.digest,
        created_at=ctx.at,
        state=MessageState.WAITING,
    )


def partner_by_code(code: str) -> Partner:
    """The partner. Raises NotFound."""
    found: Partner | None = Partner.objects.filter(code=code).first()
    if found is None:
        raise NotFound(f"Mitra pertukaran {code} belum terdaftar. Pengelola sistem mendaftarkannya di Pertukaran.")
    return found


def _check(kind: str, key: str, content: dict[str, Any]) -> Kind:
    known = kind_named(kind)
    if known is None:
        raise ValueError(f"no module declares the kind {kind}")
    if not _key_travels(key):
        raise Invalid(f"Kunci fakta “{key}” tidak dapat dikirim: 1 sampai 120 huruf ASCII tanpa spasi.")
    if problem := fault_in(content) or fault(known.validator, content):
        raise Invalid(f"Fakta {known.title} {key} tidak dapat dikirim. {problem}")
    return known


def _key_travels(key: str) -> bool:
    return 0 < len(key) <= 120 and all("\x21" <= one <= "\x7e" for one in key)
