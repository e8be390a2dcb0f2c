"""Telling a partner a fact, as part of a command: it goes out once the command has committed."""

from __future__ import annotations

import re
from typing import Any

from telusur.kernel.base.errors import Invalid, NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import running_command
from telusur.kernel.exchange.canonical import digest_of, fault_in
from telusur.kernel.exchange.kinds import Kind, kind_named, wrong_key
from telusur.kernel.exchange.models import Outgoing, Partner, Told
from telusur.kernel.exchange.schemas import FACT_KEY, fault
from telusur.kernel.exchange.states import MessageState

FACT = ["partner", "kind", "key"]
SAYING = ["version", "digest", "content", "at"]


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


def publish_many(ctx: Context, *, to: Partner | str, kind: str, facts: dict[str, dict[str, Any]]) -> int:
    """The same for many facts of one kind, in a handful of statements however many; how many were news.

    The trail gets their number and keys, not each row.
    """
    running = running_command()
    partner = to if isinstance(to, Partner) else partner_by_code(to)
    for key, content in facts.items():
        _check(kind, key, content)
    changed = _changed(partner, kind, facts, ctx)
    Told.objects.bulk_create(changed, update_conflicts=True, unique_fields=FACT, update_fields=SAYING)
    Outgoing.objects.bulk_create(_message(ctx, told) for told in changed)
    if changed:
        after = {"partner": partner.code, "kind": kind, "keys": [told.key for told in changed]}
        running.changes.append(
            {"type": Outgoing._meta.label_lower, "act": "create", "count": len(changed), "after": after}
        )
    return len(changed)


def _changed(partner: Partner, kind: str, facts: dict[str, dict[str, Any]], ctx: Context) -> list[Told]:
    """Each fact that says something new, as its next version; all rows stay locked until the command ends."""
    nothing: dict[str, Any] = {"version": 0, "digest": "", "content": {}, "at": ctx.at}
    # First a row for each, so that there is something to lock and two commands cannot both tell version 1.
    rows = [Told(partner=partner, kind=kind, key=key, **nothing) for key in sorted(facts)]
    Told.objects.bulk_create(rows, ignore_conflicts=True)
    there = Told.objects.select_for_update().filter(partner=partner, kind=kind, key__in=list(facts)).order_by("key")
    versions = {key: (version, digest) for key, version, digest in there.values_list("key", "version", "digest")}
    found = []
    for key, content in facts.items():
        version, digest = versions[key][0] + 1, digest_of(content)
        if digest != versions[key][1]:
            said = {"version": version, "digest": digest, "content": content, "at": ctx.at}
            found.append(Told(partner=partner, kind=kind, key=key, **said))
    return found


def write(ctx: Context, told: Told) -> Outgoing:
    """The message that carries a told fact."""
    message = _message(ctx, told)
    message.save(force_insert=True)
    return message


def _message(ctx: Context, told: Told) -> Outgoing:
    return Outgoing(
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
        raise Invalid(f"Kunci fakta “{key}” tidak dapat dikirim: 1 sampai 120 huruf ASCII, tanpa spasi di tepinya.")
    if problem := fault_in(content) or fault(known.form, content):
        raise Invalid(f"Fakta {known.title} {key} tidak dapat dikirim. {problem}")
    if problem := wrong_key(kind, key, content):
        raise ValueError(f"{kind} {key}: {problem}")
    return known


def _key_travels(key: str) -> bool:
    return re.fullmatch(FACT_KEY["pattern"], key) is not None
