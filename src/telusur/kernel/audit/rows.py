"""Rows as the trail last recorded them, beside what their tables hold now.

A register changed underneath, by SQL, leaves the trail whole and no longer true to it. What an entry hides or only counts
cannot be compared; entries without our mark do not count.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from telusur.kernel.audit.mark import Marks, content_of
from telusur.kernel.audit.models import ChangedRow, Entry, Outcome
from telusur.kernel.audit.record import type_of
from telusur.kernel.audit.seal import FIELDS

HIDDEN = "•••"
EMPTY: tuple[Any, ...] = (None, "", [], {})
CHUNK = 500
CREATION = '%"act": "create"%'
Change = dict[str, Any]


@dataclass(slots=True)
class Recorded:
    """A row by its entries. ``whole``: its creation was recorded, so what was left out then was empty."""

    values: dict[str, Any] = field(default_factory=dict)
    whole: bool = False
    deleted: bool = False

    def add(self, change: Change) -> None:
        """Take one more change, in the order of the trail."""
        act = change["act"]
        if act == "create":
            self.values, self.whole = {}, True
        self.deleted = act == "delete"
        self.values.update(change.get("after") or {})


def differing(row: models.Model) -> list[str]:
    """Names of the fields that are otherwise than last recorded; ``["id"]`` for a row whose creation nobody recorded.

    Reads the entries that changed the row, whatever they are about themselves: two queries by indexes. Fields that were
    not loaded are left out.
    """
    kind, marks, known = type_of(row), Marks(), Recorded()
    changed = ChangedRow.objects.filter(type=kind, row_id=str(row.pk)).values_list("entry_id", flat=True)
    entries = Entry.objects.filter(pk__in=list(changed), outcome=Outcome.DONE).order_by("id").values_list(*FIELDS)
    for change in _changes(entries, marks):
        if change["type"] == kind and change.get("id") == str(row.pk):
            known.add(change)
    return compared(row, known) if known.whole and not known.deleted else ["id"]


def compared(row: models.Model, known: Recorded) -> list[str]:
    """Names of the loaded fields of a row that are otherwise than recorded, but for those that no act writes."""
    elsewhere: frozenset[str] = getattr(row, "SESSION_FIELDS", frozenset())
    loaded = (one for one in row._meta.concrete_fields if one.attname in row.__dict__.keys() - elsewhere)
    return [one.attname for one in loaded if not _same(one, known, row.__dict__[one.attname])]


def _same(column: Any, known: Recorded, now: Any) -> bool:
    if column.primary_key:
        return True
    if column.attname not in known.values:
        # Left out when it was created: empty then, or a column that came later with its default.
        return not known.whole or now in EMPTY or now == column.get_default() or _database_default(column, now)
    then = known.values[column.attname]
    if then == HIDDEN:
        return True
    if then in EMPTY or now in EMPTY:
        return then in EMPTY and now in EMPTY
    try:
        return bool(column.to_python(then) == now or _plain(then) == _plain(now))
    except (ValidationError, TypeError, ValueError):
        return _plain(then) == _plain(now)


def _database_default(column: Any, now: Any) -> bool:
    return bool(column.has_db_default() and column.db_default == now)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)


def _changes(entries: Any, marks: Marks) -> Iterator[Change]:
    """The changes that genuine entries recorded, in their order."""
    changes, mark = FIELDS.index("changes"), FIELDS.index("mark")
    for entry in entries.iterator(chunk_size=2_000):
        if entry[changes] and marks.genuine(entry[mark], content_of(FIELDS, entry)):
            yield from entry[changes]


@dataclass(frozen=True, slots=True)
class Strayed:
    """A row that is not as recorded: ``fields`` differ, or it is ``missing``, or ``unrecorded``. ``count`` of unnamed rows."""

    model: type[models.Model]
    pk: str
    what: str
    fields: tuple[str, ...] = ()
    count: int = 1

    @property
    def sentence(self) -> str:
        """In words."""
        name = str(self.model._meta.verbose_name)
        if self.what == "berubah":
            labels = ", ".join(str(self.model._meta.get_field(one).verbose_name) for one in self.fields)  # type: ignore[union-attr]
            return f"Baris {name} {self.pk} berbeda dari keadaan terakhirnya dalam jejak: {labels}."
        if self.what == "hilang" and not self.pk:
            return f"{self.count} baris {name} tidak ada lagi, tanpa tindakan yang menghapusnya."
        if self.what == "hilang":
            return f"Baris {name} {self.pk} tidak ada lagi, tanpa tindakan yang menghapusnya."
        if self.pk:
            return f"Baris {name} {self.pk} ada tanpa tindakan yang membuatnya."
        return f"{self.count} baris {name} ada tanpa tindakan yang membuatnya."


def strayed(guarded: type[models.Model]) -> Iterator[Strayed]:
    """Every row of the tables of ``guarded`` models that is not as the trail last recorded it.

    The changes are sorted in a temporary file, so that memory does not grow with the trail.
    """
    tables = {one._meta.label_lower: one for one in apps.get_models() if issubclass(one, guarded)}
    kept = sqlite3.connect("")  # private, on disk when it grows, gone when closed
    try:
        counted = _gather(kept, tables)
        for kind, model in sorted(tables.items()):
            yield from _of_table(kept, kind, model, counted.get(kind, 0))
    finally:
        kept.close()


def _gather(kept: sqlite3.Connection, tables: dict[str, type[models.Model]]) -> dict[str, int]:
    """Put every change into the file; how many rows of each type were only counted."""
    counted: dict[str, int] = {}
    kept.execute("CREATE TABLE change (type TEXT, id TEXT, number INTEGER, body TEXT)")
    entries = Entry.objects.filter(id__gt=0, outcome=Outcome.DONE).exclude(changes=[]).order_by("id")

    def rows() -> Iterator[tuple[str, str, int, str]]:
        for number, change in enumerate(_changes(entries.values_list(*FIELDS), Marks())):
            if change["type"] not in tables:
                continue
            if "id" in change:
                yield change["type"], change["id"], number, json.dumps(change)
            else:
                counted[change["type"]] = counted.get(change["type"], 0) + int(change.get("count", 0))

    kept.executemany("INSERT INTO change VALUES (?, ?, ?, ?)", rows())
    kept.execute("CREATE INDEX change_by_row ON change (type, id, number)")
    return counted


def _of_table(kept: sqlite3.Connection, kind: str, model: type[models.Model], counted: int) -> Iterator[Strayed]:
    known = _recorded(kept, kind)
    while some := dict(islice(known, CHUNK)):
        rows = {str(row.pk): row for row in model._base_manager.filter(pk__in=list(some))}
        for pk, recorded in some.items():
            row = rows.get(pk)
            counted -= recorded.deleted and not recorded.whole
            if row is None and not recorded.deleted:
                yield Strayed(model, pk, "hilang")
            elif row is not None and recorded.deleted:
                yield Strayed(model, pk, "tak_tercatat")
            elif row is not None and (fields := compared(row, recorded)):
                yield Strayed(model, pk, "berubah", tuple(fields))
    yield from _unrecorded(kept, kind, model, counted)


def _recorded(kept: sqlite3.Connection, kind: str) -> Iterator[tuple[str, Recorded]]:
    found = kept.execute("SELECT id, body FROM change WHERE type = ? ORDER BY id, number", [kind])
    for pk, bodies in groupby(found, key=lambda one: str(one[0])):
        known = Recorded()
        for _, body in bodies:
            known.add(json.loads(body))
        yield pk, known


def _unrecorded(kept: sqlite3.Connection, kind: str, model: type[models.Model], counted: int) -> Iterator[Strayed]:
    """Rows whose creation nobody recorded. Of rows that were added many at once the trail has only the number."""
    look = "SELECT 1 FROM change WHERE type = ? AND id = ? AND body LIKE ? LIMIT 1"
    unknown = 0
    for pk in model._base_manager.order_by().values_list("pk", flat=True).iterator(chunk_size=5_000):
        if kept.execute(look, [kind, str(pk), CREATION]).fetchone() is None:
            unknown += 1
            if not counted:
                yield Strayed(model, str(pk), "tak_tercatat")
    if counted and unknown != counted:
        yield Strayed(model, "", "tak_tercatat" if unknown > counted else "hilang", count=abs(unknown - counted))
