"""Acts that commit together anyway are tried together: one savepoint, each question asked once, new rows in one statement.

What cannot be undone for one act alone ends the attempt: ``Apart`` is raised, everything since the beginning is undone, and the
caller goes through the acts one by one, each with a savepoint of its own. So a group changes what acts cost and never what
they do: whatever is unusual is left to the other way (ADR 13).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from copy import deepcopy
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.base import ModelState

from telusur.kernel.base.bulk import Bulk
from telusur.kernel.base.gather import forgotten_on_failure

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)
Key = tuple[type[models.Model], Any]


class Apart(BaseException):
    """These acts have to be gone through one by one. Not an Exception: no act may take it for a fault of its own."""


class Group:
    """What the acts of a group have asked, and what they have left to be written."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.writes = 0  # of any kind: an act that has none leaves nothing to undo
        self.spoiled = False
        self._answers: dict[Any, dict[Hashable, list[Any]]] = {}
        self._bearing: dict[type[models.Model], list[tuple[Any, str | None]]] = {}
        self._held: dict[Hashable, Any] = {}
        self._new: dict[Key, models.Model] = {}
        self._changed: dict[Key, tuple[models.Model, set[str]]] = {}
        self._writing = False

    # Asking

    def answer(self, question: Any, values: Hashable) -> list[Any] | None:
        """What the database answered to this question; rows of one's own, so that changing them changes no answer."""
        found = self._answers.get(question, {}).get(values)
        return None if found is None else [_fresh(one) for one in found]

    def remember(self, question: Any, values: Hashable, rows: list[Any]) -> None:
        """Good until somebody writes to a table that was asked."""
        if question not in self._answers:
            self._answers[question] = {}
            self._bearing.clear()
        self._answers[question][values] = [_fresh(one) for one in rows]

    def held(self, name: Hashable, read: Callable[[], T]) -> T:
        """A row that this act has locked or made; the very same object for every act of the group."""
        self.writes += 1  # the act may change it before it fails
        if name not in self._held:
            self._held[name] = read()
        found: T = self._held[name]
        return found

    # Writing

    def put(self, row: models.Model, names: set[str], before: dict[str, Any]) -> None:
        """Write the row with the others: a new one, or these fields of one that is there."""
        key = (type(row), row.pk)
        known = self._new.get(key) or self._changed.get(key, (None,))[0]
        if known is not None and known is not row:
            self.write()
        self.writes += 1
        if row._state.adding:
            self._new[key] = row
            row._state.adding, row._state.db = False, self.connection.alias
        elif key not in self._new:
            self._changed[key] = (row, self._changed.get(key, (row, set()))[1] | names)
        self._forget(row, before)

    def write(self) -> None:
        """Let the database have what waits."""
        new, changed = self._new, self._changed
        if not new and not changed:
            return
        self._new, self._changed, self._writing = {}, {}, True
        try:
            by_model: dict[type[models.Model], list[models.Model]] = {}
            for row in new.values():
                by_model.setdefault(type(row), []).append(row)
            for model, rows in by_model.items():
                Bulk.of(model).add(rows)
            for row, names in changed.values():
                models.Model.save(row, update_fields=names)
        finally:
            self._writing = False

    def _forget(self, row: models.Model, before: dict[str, Any]) -> None:
        """The answers on which this row has a bearing."""
        model = type(row)
        if model not in self._bearing:
            asking = (one for one in self._answers if one.asks(row, self.connection))
            self._bearing[model] = [(one, one.by_field_of(model)) for one in asking]
        for question, field in self._bearing[model]:
            answers = self._answers[question]
            if field is None:
                answers.clear()
            else:
                for value in (getattr(row, field), before.get(field)):
                    answers.pop(((field, value),), None)

    # Watching

    def watch(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Hook of ``execute_wrapper``: every statement finds what was written before it, and none goes unnoticed."""
        if not self._writing:
            self._noticed(str(sql))
        try:
            return execute(sql, params, many, context)
        except BaseException:
            self.spoiled = True
            raise

    def _noticed(self, sql: str) -> None:
        if sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")):
            return
        if sql.startswith("ROLLBACK"):
            self.spoiled = True  # what waited may have been part of what is undone
            return
        self.write()
        if not sql.startswith("SELECT"):
            self.writes += 1
            self._answers.clear()
            self._bearing.clear()
            self._held.clear()


_open: ContextVar[Group | None] = ContextVar("acts_together", default=None)


def group() -> Group | None:
    """The group that acts now, None if acts go one by one."""
    return _open.get()


@contextmanager
def together() -> Iterator[None]:
    """Acts inside share one savepoint. Raises Apart, with everything undone, where they have to be gone through one by one."""
    made = Group(connections[DEFAULT_DB_ALIAS])
    with transaction.atomic(), forgotten_on_failure(), made.connection.execute_wrapper(made.watch):
        token = _open.set(made)
        try:
            yield
            made.write()
        except Exception as error:
            raise Apart from error
        finally:
            _open.reset(token)
        if made.spoiled:
            raise Apart


def savepoint() -> AbstractContextManager[Any]:
    """What one act does is undone if it fails: by a savepoint, or with its whole group if there is something to undo."""
    made = _open.get()
    return transaction.atomic() if made is None else _all_or_apart(made)


@contextmanager
def _all_or_apart(made: Group) -> Iterator[None]:
    before = made.writes, len(made.connection.run_on_commit)
    try:
        yield
    except BaseException as error:
        if made.spoiled or before != (made.writes, len(made.connection.run_on_commit)):
            made.spoiled = True
            raise Apart from error
        raise


def held(name: Hashable, read: Callable[[], T]) -> T:
    """A row read and locked once for all acts of a group, or just read."""
    made = _open.get()
    return read() if made is None else made.held(name, read)


def _fresh(row: Any) -> Any:
    """The row once more, as if it had been read again."""
    if not isinstance(row, models.Model):
        return row
    made = type(row).__new__(type(row))
    for name, value in row.__dict__.items():
        made.__dict__[name] = deepcopy(value) if isinstance(value, list | dict) and name != "_loaded" else value
    state = made._state = ModelState()
    state.adding, state.db = row._state.adding, row._state.db
    if known := row._state.__dict__.get("fields_cache"):
        state.fields_cache = {name: _fresh(one) for name, one in known.items()}
    return made
