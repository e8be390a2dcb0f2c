"""Where a product tells the engine what a form means to it: when it may be filled, what follows from it, who may read
it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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


def _open(ctx: Context, rekaman: Rekaman) -> None:
    return None


def _nothing_follows(ctx: Context, rekaman: Rekaman, stage: Stage) -> None:
    return None


def _nobody_told(ctx: Context, rekaman: Rekaman, catatan: str) -> None:
    return None


def _parties_only(ctx: Context, rekaman: Rekaman) -> bool:
    return False


def _no_page(rekaman: Rekaman) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Policy:
    """``gate``: reason why the form may not be filled now, or None. ``on_stage``: called inside the command right after
    a stage is finished (``rekaman.selesai`` says whether it was the last); it may issue nested commands and may refuse.
    ``on_return``: called inside the command when a party gave the form back. ``may_read``: who besides the parties may
    open it. ``url``: the page it belongs to, shown as the way back.
    """

    gate: Gate = _open
    on_stage: OnStage = _nothing_follows
    on_return: OnReturn = _nobody_told
    may_read: MayRead = _parties_only
    url: Url = _no_page


_POLICIES: dict[tuple[str, str], Policy] = {}
_DEFAULT = Policy()


def register_policy(
    code: str,
    *,
    edition: str = EVERY,
    gate: Gate | None = None,
    on_stage: OnStage | None = None,
    on_return: OnReturn | None = None,
    may_read: MayRead | None = None,
    url: Url | None = None,
) -> None:
    """Set parts of the policy of a form; parts left out stay as they are. ``code="*"``: for every form without its
    own part.
    """
    given = {"gate": gate, "on_stage": on_stage, "on_return": on_return, "may_read": may_read, "url": url}
    known = _POLICIES.get((edition, code), _DEFAULT)
    _POLICIES[edition, code] = replace(known, **{name: part for name, part in given.items() if part is not None})  # type: ignore[arg-type]


def policy_of(rekaman: Rekaman) -> Policy:
    """The policy of a record's form; each part from the most particular registration that sets it."""
    keys = [(rekaman.edition, rekaman.code), (EVERY, rekaman.code), (rekaman.edition, EVERY), (EVERY, EVERY)]
    found = [_POLICIES[key] for key in keys if key in _POLICIES]

    def part(name: str) -> object:
        default = getattr(_DEFAULT, name)
        return next((own for policy in found if (own := getattr(policy, name)) is not default), default)

    return Policy(*(part(name) for name in ("gate", "on_stage", "on_return", "may_read", "url")))  # type: ignore[arg-type]
