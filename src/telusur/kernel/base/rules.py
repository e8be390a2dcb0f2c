"""Rules: named predicates with a reason. One rule feeds the button, its explanation and the refusal in the trail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Rule(Protocol):
    """Something that can say why an act is not possible. ``None`` means it is."""

    name: str

    def why_not(self, ctx: Any, subject: Any) -> str | None: ...


class _Combinable:
    def __and__(self, other: Rule) -> AllOf:
        return AllOf(self, other)  # type: ignore[arg-type]

    def __or__(self, other: Rule) -> AnyOf:
        return AnyOf(self, other)  # type: ignore[arg-type]


class Named(_Combinable):
    """A predicate and the sentence shown when it fails. A predicate may return its own sentence instead of False."""

    def __init__(self, predicate: Callable[[Any, Any], bool | str | None], reason: str) -> None:
        self.name = predicate.__name__
        self.reason = reason
        self._predicate = predicate

    def why_not(self, ctx: Any, subject: Any) -> str | None:
        verdict = self._predicate(ctx, subject)
        if isinstance(verdict, str):
            return verdict or self.reason
        return None if verdict else self.reason


class AllOf(_Combinable):
    """Every rule must hold; the first that fails gives the reason."""

    def __init__(self, *rules: Rule) -> None:
        self.rules = rules
        self.name = " dan ".join(rule.name for rule in rules)

    def why_not(self, ctx: Any, subject: Any) -> str | None:
        return next((why for rule in self.rules if (why := rule.why_not(ctx, subject))), None)


class AnyOf(_Combinable):
    """One rule is enough; the reason is that of the first."""

    def __init__(self, *rules: Rule) -> None:
        self.rules = rules
        self.name = " atau ".join(rule.name for rule in rules)

    def why_not(self, ctx: Any, subject: Any) -> str | None:
        reasons = [rule.why_not(ctx, subject) for rule in self.rules]
        return None if None in reasons else reasons[0]


def rule(reason: str) -> Callable[[Callable[[Any, Any], bool | str | None]], Named]:
    """Make a rule of ``predicate(ctx, subject)``. The predicate returns True, False, or a more exact sentence."""

    def named(predicate: Callable[[Any, Any], bool | str | None]) -> Named:
        return Named(predicate, reason)

    return named


@rule("")
def by_role_alone(ctx: Any, subject: Any) -> bool:
    """For acts where holding the role is the whole condition.

    Written out, so that leaving ``permit`` away stays an error.
    """
    return True
