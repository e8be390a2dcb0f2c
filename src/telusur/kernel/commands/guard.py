"""Models that change only while a command of their own module runs, and leave what changed in its trail entry."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar, cast

from django.apps import apps
from django.db import models

from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.ids import uuid7

if TYPE_CHECKING:
    from telusur.kernel.commands.context import Context
    from telusur.kernel.commands.registry import CommandSpec

M = TypeVar("M", bound="GuardedModel")


class OutsideCommand(RuntimeError):
    """A programming error: somebody tried to change a guarded row without a command of its module."""


@dataclass(slots=True)
class Running:
    """The command that runs now, and what it has changed so far."""

    spec: CommandSpec
    ctx: Context
    module: str
    parent: Running | None
    changes: list[dict[str, Any]] = field(default_factory=list)
    saved: dict[tuple[str, Any], GuardedModel] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)


current: ContextVar[Running | None] = ContextVar("running_command", default=None)
before_commit: list[Callable[[Context, Sequence[GuardedModel]], None]] = []


def running_command() -> Running:
    """The running command, or OutsideCommand."""
    running = current.get()
    if running is None:
        raise OutsideCommand("Tidak ada perintah yang sedang berjalan.")
    return running


@cache
def module_of(dotted: str) -> str:
    """App label of the module that holds this dotted name."""
    config = apps.get_containing_app_config(dotted)
    if config is None:
        raise OutsideCommand(f"{dotted} is in no installed app")
    return config.label


def _running_for(model: type[models.Model]) -> Running:
    running = running_command()
    if running.module != model._meta.app_label:
        raise OutsideCommand(
            f"{running.spec.code} may not change {model._meta.label}: call a command of {model._meta.app_label} instead"
        )
    return running


def note(**data: Any) -> None:
    """Put facts that are no row change into the trail entry of the running command (a reason, a count, a digest)."""
    running_command().data.update({name: _plain(value) for name, value in data.items()})


AS_IT_IS = (str, int, bool, float, type(None))


def _plain(value: Any) -> Any:
    if type(value) in AS_IT_IS:
        return value
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _copied(value: Any) -> Any:
    try:
        return json.loads(json.dumps(value))  # several times faster than deepcopy, and these values are JSON
    except TypeError:
        return copy.deepcopy(value)


class GuardedQuerySet(models.QuerySet[M]):
    """A queryset that reads. Writing many rows at once would leave no trace, so it is refused."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise OutsideCommand(f"update() on {self.model._meta.label} would leave no trace")

    def delete(self) -> NoReturn:
        raise OutsideCommand(f"delete() on {self.model._meta.label} would leave no trace")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OutsideCommand(f"bulk_create() on {self.model._meta.label} would leave no trace; use add_many()")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OutsideCommand(f"bulk_update() on {self.model._meta.label} would leave no trace")

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OutsideCommand("update_or_create() hides which of the two happened")


class GuardedModel(models.Model):
    """Base of everything with a life. Saved only inside a command of its own module; before and after go into the trail.

    ``audit_hidden`` names fields whose content must not be repeated in the trail (personal data, long texts): the trail
    then only says that they changed.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset()

    _came: tuple[Any, Any]
    _loaded: dict[str, Any]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **kwargs: Any) -> Any:
        instance = super().from_db(db, field_names, values, **kwargs)
        if current.get() is None:
            # A page only reads: keeping what came is enough. A command locks its subject, which remembers in full.
            instance._came = (field_names, values)
        else:
            instance._remember(instance._values_now())
        return instance

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        named = kwargs.get("fields") or (args[1] if len(args) > 1 else None)
        now = self._values_now()
        self._remember({name: value for name, value in now.items() if named is None or self._named(name, named)})

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: DJ012  (from_db and refresh come before it: they load what it compares)
        running = _running_for(type(self))
        adding = self._state.adding
        before = self._before()
        super().save(*args, **kwargs)
        self._noted(running, adding, before, kwargs.get("update_fields"))

    def _noted(self, running: Running, adding: bool, before: dict[str, Any], written: Collection[str] | None) -> None:
        """For the trail: what is otherwise now."""
        after = {
            name: value for name, value in self._values_now().items() if written is None or self._named(name, written)
        }
        if expression := next((name for name, value in after.items() if hasattr(value, "resolve_expression")), None):
            raise TypeError(f"{self._meta.label}.{expression}: the row is locked, so compute the value in Python")
        changed = {name: value for name, value in after.items() if adding or before.get(name) != value}
        if changed:
            running.changes.append(self._change(adding, before, changed))
        running.saved[(self._meta.label, self.pk)] = self
        self._remember(after)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        running = _running_for(type(self))
        gone = self._before()
        running.changes.append(
            {
                "type": self._meta.label_lower,
                "id": str(self.pk),
                "act": "delete",
                "before": {name: self._shown(name, value) for name, value in gone.items()},
            }
        )
        running.saved[(self._meta.label, self.pk)] = self
        return super().delete(*args, **kwargs)

    def _change(self, adding: bool, before: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
        shown = {name: self._shown(name, value) for name, value in changed.items()}
        entry = {"type": self._meta.label_lower, "id": str(self.pk), "act": "create" if adding else "change"}
        if adding:
            return {**entry, "after": {name: value for name, value in shown.items() if value not in (None, "", [], {})}}
        return {**entry, "before": {name: self._shown(name, before.get(name)) for name in changed}, "after": shown}

    def _shown(self, name: str, value: Any) -> Any:
        if value in (None, ""):
            return value
        return "•••" if self.hides(name) else _plain(value)

    def hides(self, name: str) -> bool:
        """Whether the trail only says that this field changed. A model may hide more of some of its rows than of others."""
        return name in self.audit_hidden or bool(getattr(self._meta.get_field(name), "audit_hidden", False))

    def _values_now(self) -> dict[str, Any]:
        return {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if f.attname in self.__dict__}

    def _before(self) -> dict[str, Any]:
        names, values = getattr(self, "_came", ((), ()))
        return {**dict(zip(names, values, strict=False)), **getattr(self, "_loaded", {})}

    def _named(self, attname: str, names: Iterable[str]) -> bool:
        return attname in names or self._meta.get_field(attname).name in names

    def _remember(self, values: dict[str, Any]) -> None:
        """Keep what the database holds. Lists and dicts are copied: changing them in place must still be seen as a change."""
        copied = {k: _copied(v) if isinstance(v, list | dict) else v for k, v in values.items()}
        self._loaded = {**getattr(self, "_loaded", {}), **copied}


def add_many(rows: Sequence[GuardedModel]) -> None:
    """Insert many new rows of one guarded model in one statement; the trail gets their number, not their content."""
    if not rows:
        return
    model = type(rows[0])
    running = _running_for(model)
    cast(Any, models.QuerySet(model)).bulk_create(rows, batch_size=500)
    running.changes.append({"type": model._meta.label_lower, "act": "create", "count": len(rows)})
    for row in rows:
        running.saved[(model._meta.label, row.pk)] = row


def lock(row: M) -> M:
    """Lock a row until the command ends and bring it up to date, in place. Only inside a command."""
    running_command()
    return lock_and_reload(row)


def lock_and_reload(row: M) -> M:
    """Lock the row and replace what is in memory by what the database holds. Raises NotFound."""
    fresh = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if fresh is None:
        raise NotFound(f"{row} tidak ada lagi.")
    fresh._remember(fresh._values_now())
    row.__dict__.clear()
    row.__dict__.update(fresh.__dict__)
    return row
