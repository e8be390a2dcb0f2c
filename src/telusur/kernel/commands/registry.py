"""Every command and query that exists. Buttons, the permission matrix and the generated tests are made from here."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import models, transaction

from telusur.kernel.audit.record import last_act, record, record_refusal
from telusur.kernel.base.clock import clock_time, date_and_time, day_of
from telusur.kernel.base.errors import DomainError, NotPermitted, WrongState
from telusur.kernel.base.rules import Rule
from telusur.kernel.commands import guard
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.grants import roles_allowed

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """What is known of one act before anybody issues it.

    ``roles``: who may by default (the table of grants can change it). ``permit``: rules nobody can switch off.
    ``sources``: states of the subject from which it is possible. ``signs``: the act is a signature. ``nested``: only as part
    of another command. ``kind``: ``command`` changes state, ``query`` reads something sensitive.
    """

    code: str
    title: str
    roles: frozenset[str]
    permit: Rule
    subject: str
    sources: frozenset[str]
    signs: bool
    nested: bool
    kind: str
    clause: str
    function: Callable[..., Any]
    logged: bool = True

    @property
    def module(self) -> str:
        """App label of the module that owns the act."""
        return guard.module_of(self.function.__module__)


REGISTRY: dict[str, CommandSpec] = {}
ANY_ROLE = "siapa_pun"  # as a default role: the rule in ``permit`` alone decides, also for the public
ROLE_NAMES: dict[str, str] = {SYSTEM_ROLE: "Sistem"}
# Roles of people from elsewhere who only look: no command is theirs, whatever the table of grants says, and nobody hands
# such a role to an account of the house.
READ_ONLY_ROLES: set[str] = set()
# Roles of institutions that speak by signed messages: no person holds one.
INSTITUTION_ROLES: set[str] = set()


def _register(spec: CommandSpec) -> CommandSpec:
    if spec.code in REGISTRY:
        raise ValueError(f"two acts claim {spec.code}")
    REGISTRY[spec.code] = spec
    return spec


def command(
    *,
    code: str,
    title: str,
    roles: Iterable[str],
    permit: Rule,
    subject: str = "",
    sources: Iterable[str] = (),
    signs: bool = False,
    nested: bool = False,
    clause: str = "",
) -> Callable[[Callable[Concatenate[Context, P], R]], Callable[Concatenate[Context, P], R]]:
    """Make an act of the regulation: authorised, atomic, recorded and announced.

    ``code`` is ``module.verb``; ``title`` reads in the trail (``Menerima permohonan``). ``subject`` names the keyword argument
    the act is about; without it the subject is the row that the function returns. The event bears the code and carries
    ``subject`` (id) plus whatever the function put into ``guard.note``. Raises DomainError subclasses with a sentence.
    """

    def register(function: Callable[Concatenate[Context, P], R]) -> Callable[Concatenate[Context, P], R]:
        spec = _register(
            CommandSpec(
                code,
                title,
                frozenset(roles),
                permit,
                subject,
                frozenset(sources),
                signs,
                nested,
                "command",
                clause,
                function,
            )
        )

        @functools.wraps(function)
        def run(ctx: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
            target = kwargs[subject] if subject else None
            try:
                return cast(R, _run(spec, ctx, target, args, kwargs))
            except DomainError as refusal:
                if guard.current.get() is None:
                    record_refusal(ctx, spec.code, refusal, subject=target)
                raise

        run.spec = spec  # type: ignore[attr-defined]
        return run

    return register


def query(
    *,
    code: str,
    title: str,
    roles: Iterable[str],
    permit: Rule,
    subject: str,
    logged: bool = True,
    clause: str = "",
) -> Callable[[Callable[Concatenate[Context, P], R]], Callable[Concatenate[Context, P], R]]:
    """Make a guarded read of one sensitive thing. A refusal is always recorded, a reading when ``logged`` (P508 10.2.6)."""

    def register(function: Callable[Concatenate[Context, P], R]) -> Callable[Concatenate[Context, P], R]:
        spec = _register(
            CommandSpec(
                code,
                title,
                frozenset(roles),
                permit,
                subject,
                frozenset(),
                False,
                False,
                "query",
                clause,
                function,
                logged,
            )
        )

        @functools.wraps(function)
        def run(ctx: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
            target = kwargs[subject]
            try:
                _check(spec, ctx, target)
                result = function(ctx, *args, **kwargs)
            except DomainError as refusal:
                record_refusal(ctx, spec.code, refusal, subject=target)
                raise
            if logged:
                record(ctx, spec.code, "read", subject=target)
            return result

        run.spec = spec  # type: ignore[attr-defined]
        return run

    return register


def _run(spec: CommandSpec, ctx: Context, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    parent = guard.current.get()
    if spec.nested and parent is None:
        raise NotPermitted("Tindakan ini hanya terjadi sebagai bagian dari tindakan lain.")
    with transaction.atomic(), _restored_on_failure(target):
        if isinstance(target, guard.GuardedModel) and not target._state.adding:
            guard.lock_and_reload(target)
        _check(spec, ctx, target)
        running = guard.Running(spec, ctx, spec.module, parent)
        token = guard.current.set(running)
        try:
            result = spec.function(ctx, *args, **kwargs)
            about = target if target is not None else result if isinstance(result, models.Model) else None
            for hook in guard.before_commit:
                hook(ctx, list(running.saved.values()))
            record(ctx, spec.code, "done", subject=about, changes=running.changes, data=running.data)
            ctx.emit(spec.code, **{**running.data, "subject": str(about.pk) if about is not None else ""})
        finally:
            guard.current.reset(token)
        return result


@contextmanager
def _restored_on_failure(target: Any) -> Iterator[None]:
    """What the act did to the subject in memory goes back with the transaction, so that a page after a refusal is true."""
    before = dict(target.__dict__) if isinstance(target, models.Model) else {}
    try:
        yield
    except BaseException:
        if before:
            target.__dict__.clear()
            target.__dict__.update(before)
        raise


def _check(spec: CommandSpec, ctx: Context, target: Any) -> None:
    if why := why_not_permitted(spec, ctx, target, fresh=True):
        raise NotPermitted(why)
    if why := _wrong_state(spec, target, explained_to=ctx):
        raise WrongState(why)
    if spec.signs:
        ctx.ensure_proven()


def why_not_permitted(spec: CommandSpec, ctx: Context, target: Any, *, fresh: bool = False) -> str | None:
    """Reason why this actor may not, by role or by rule; None if they may. A nested act asks for no role of its own."""
    if spec.kind == "command" and not ctx.actor.roles.isdisjoint(READ_ONLY_ROLES):
        return f"{spec.title}: {role_list(ctx.actor.roles & READ_ONLY_ROLES)} hanya membaca di sini."
    if not spec.nested and ANY_ROLE not in spec.roles:
        allowed = roles_allowed(spec.code, spec.roles, fresh=fresh)
        if ctx.actor.roles.isdisjoint(allowed):
            return f"{spec.title}: hanya untuk {role_list(allowed)}."
    return spec.permit.why_not(ctx, target)


def role_list(roles: Iterable[str]) -> str:
    """``Admin LSP atau Manajer Sertifikasi``."""
    names = sorted(ROLE_NAMES.get(role, role) for role in roles)
    if not names:
        return "tidak seorang pun (dicabut pengelola sistem)"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} atau {names[-1]}"


def _wrong_state(spec: CommandSpec, target: Any, *, explained_to: Context | None = None) -> str | None:
    if not spec.sources or target is None or target.status in spec.sources:
        return None
    label = target.get_status_display()
    sentence = f"{spec.title} tidak dapat dilakukan: {target} sekarang berstatus “{label}”."
    if explained_to is not None and (act := last_act(target)):
        today = day_of(act.at) == explained_to.today
        sentence += f" Terakhir: {act.actor_name}, {clock_time(act.at) if today else date_and_time(act.at)}."
    return sentence


def spec_of(act: Callable[..., Any]) -> CommandSpec:
    """The registered description of a decorated command or query."""
    return cast(CommandSpec, act.spec)  # type: ignore[attr-defined]


def why_not(act: Callable[..., Any], ctx: Context, target: Any = None) -> str | None:
    """The sentence a disabled button shows: why this actor cannot do this to this subject now. None if they can.

    A missing fresh proof is no reason: the signature box asks for it.
    """
    spec = spec_of(act)
    return why_not_permitted(spec, ctx, target) or _wrong_state(spec, target)


def why_not_by_role(act: Callable[..., Any], ctx: Context) -> bool:
    """Whether the actor lacks every role for this act; such a button is not worth showing to them at all."""
    spec = spec_of(act)
    return ANY_ROLE not in spec.roles and ctx.actor.roles.isdisjoint(roles_allowed(spec.code, spec.roles))
