"""Where a product tells the engine what a form means to it.

When it may be filled, what follows from it, who may read it, which page it belongs to. Several modules may care for one
form (the module of the skema for its master, the module of the case for its copy): all of them are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.commands.context import Context

if TYPE_CHECKING:
    from telusur.kernel.forms.definition import Stage
    from telusur.kernel.forms.models import Rekaman

EVERY = "*"

Gate = Callable[[Context, "Rekaman"], str | None]
OnStage = Callable[[Context, "Rekaman", "Stage"], None]
OnReturn = Callable[[Context, "Rekaman", str], None]
MayRead = Callable[[Context, "Rekaman"], bool]
Url = Callable[["Rekaman"], str]
Links = Callable[[Context, "Rekaman"], "Iterable[Link]"]


@dataclass(frozen=True, slots=True)
class Link:
    """Something to read beside a form: a page or file (``url``), or another filled form, shown in place."""

    label: str
    url: str = ""
    rekaman: Rekaman | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Registration:
    code: str
    edition: str
    scope: str
    gate: Gate | None
    on_stage: OnStage | None
    on_return: OnReturn | None
    may_read: MayRead | None
    url: Url | None
    links: Links | None

    def is_about(self, rekaman: Rekaman) -> bool:
        return (
            self.code in (EVERY, rekaman.code)
            and self.edition in (EVERY, rekaman.edition)
            and self.scope in (EVERY, rekaman.scope)
        )


_REGISTRATIONS: list[_Registration] = []


def register_policy(
    code: str,
    *,
    edition: str = EVERY,
    scope: str = EVERY,
    gate: Gate | None = None,
    on_stage: OnStage | None = None,
    on_return: OnReturn | None = None,
    may_read: MayRead | None = None,
    url: Url | None = None,
    links: Links | None = None,
) -> None:
    """Add what a module has to say about a form (``code="*"``: every form). Saying the same twice changes nothing.

    ``gate``: reason why the form may not be filled now, or None; the first reason counts. ``on_stage``: called inside
    the command right after a stage is finished (``rekaman.selesai`` says whether it was the last); it may issue nested
    commands and may refuse. ``on_return``: called inside the command when a party gave the form back. ``may_read``: who
    besides the parties may open it; one yes is enough. ``url``: the page it belongs to, shown as the way back; the
    first one counts.
    """
    wanted = _Registration(
        code=code,
        edition=edition,
        scope=scope,
        gate=gate,
        on_stage=on_stage,
        on_return=on_return,
        may_read=may_read,
        url=url,
        links=links,
    )
    if wanted not in _REGISTRATIONS:
        _REGISTRATIONS.append(wanted)


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything that was registered about one record's form, as one."""

    parts: tuple[_Registration, ...]

    def gate(self, ctx: Context, rekaman: Rekaman) -> str | None:
        """The first reason not to fill the form now."""
        return next((why for part in self.parts if part.gate and (why := part.gate(ctx, rekaman))), None)

    def on_stage(self, ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
        """Let every module draw its consequences from a finished stage."""
        for part in self.parts:
            if part.on_stage:
                part.on_stage(ctx, rekaman, stage)

    def on_return(self, ctx: Context, rekaman: Rekaman, catatan: str) -> None:
        """Tell every module that a party gave the form back."""
        for part in self.parts:
            if part.on_return:
                part.on_return(ctx, rekaman, catatan)

    def may_read(self, ctx: Context, rekaman: Rekaman) -> bool:
        """Whether any module lets the actor read the record."""
        return any(part.may_read(ctx, rekaman) for part in self.parts if part.may_read)

    def links(self, ctx: Context, rekaman: Rekaman) -> list[Link]:
        """What there is to read beside the form."""
        return [link for part in self.parts if part.links for link in part.links(ctx, rekaman)]

    def url(self, rekaman: Rekaman) -> str:
        """Address of the page the record belongs to; empty if no module knows one."""
        return next((url for part in self.parts if part.url and (url := part.url(rekaman))), "")


def policy_of(rekaman: Rekaman) -> Policy:
    """What the product says about this record; particular registrations before those for every form."""
    parts = [part for part in _REGISTRATIONS if part.is_about(rekaman)]
    return Policy(tuple(sorted(parts, key=lambda part: part.code == EVERY)))
