"""Closing the trail batch by batch (PP 71/2019 art. 22).

Nobody can rewrite it unseen after that, not even with the database in hand.

A batch is every entry after the last sealed one up to an id below which nothing can appear any more
(``settled_end``). So an entry that later stands within a sealed range without being sealed was put there by somebody
else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Max

from telusur.kernel.audit.mark import Marks, content_of
from telusur.kernel.audit.models import Entry, Seal, SealedEntry
from telusur.kernel.base.keys import key_folder, seal_key

BATCH = 5_000
FIELDS = tuple(field.attname for field in Entry._meta.concrete_fields)
LOCK_WAIT = "2s"


def digest_of_entry(values: Iterable[Any]) -> str:
    """Digest of one entry, given its columns in the order of ``FIELDS``."""
    return _sha256(dict(zip(FIELDS, values, strict=True)))


def digest_of_batch(digests: Iterable[tuple[int, str]]) -> str:
    """Digest over the entries of a batch, given as (id, digest) in the order of ids."""
    whole = hashlib.sha256()
    for entry_id, digest in digests:
        whole.update(f"{entry_id}:{digest}\n".encode())
    return whole.hexdigest()


def digest_of_seal(seal: Seal) -> str:
    """Digest over everything a seal says."""
    names = ("number", "at", "first_entry", "last_entry", "reach", "count", "previous", "batch", "key_id")
    return _sha256({name: getattr(seal, name) for name in names})


def _sha256(content: dict[str, Any]) -> str:
    """SHA-256 of canonical JSON: sorted keys, no spaces, UTF-8, times in UTC with microseconds."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


class EntryRow(NamedTuple):
    """What verification needs of an entry as it is now."""

    id: int
    digest: str
    at: datetime
    channel: str
    genuine: bool


def entry_rows(*, after: int, upto: int) -> Iterator[EntryRow]:
    """The entries in this range as they are now, streamed in the order of ids."""
    at, channel, mark = (FIELDS.index(name) for name in ("at", "channel", "mark"))
    marks = Marks()
    rows = Entry.objects.filter(id__gt=after, id__lte=upto).order_by("id").values_list(*FIELDS)
    for row in rows.iterator(chunk_size=2_000):
        genuine = marks.genuine(row[mark], content_of(FIELDS, row))
        yield EntryRow(row[0], digest_of_entry(row), row[at], row[channel], genuine)


def last_seal() -> Seal | None:
    """The latest seal."""
    seal: Seal | None = Seal.objects.order_by("-number").first()
    return seal


def settled_end() -> int:
    """The highest id such that no lower id can still appear.

    PostgreSQL hands out ids before their transactions commit. A moment's SHARE lock waits for those that have written
    entries; whoever writes later gets a higher id. On SQLite writers follow one another. Raises OperationalError if
    the wait exceeds two seconds; the next minute tries again.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
                cursor.execute(f"LOCK TABLE {Entry._meta.db_table} IN SHARE MODE")
        highest: int | None = Entry.objects.aggregate(highest=Max("id"))["highest"]
    return highest or 0


def seal_batch(*, upto: int, at: datetime) -> Seal | None:
    """Seal the next entries up to the id ``upto``, at most 5,000; None if there is none. Inside a transaction."""
    _one_at_a_time()
    before = last_seal()
    rows = _next_rows(before.last_entry if before else 0, upto)
    if not rows:
        return None
    key = seal_key()
    seal = Seal(
        number=before.number + 1 if before else 1,
        at=at,
        first_entry=rows[0][0],
        last_entry=rows[-1][0],
        reach=upto,
        count=len(rows),
        previous=before.digest if before else "",
        batch=digest_of_batch(rows),
        key_id=key.id,
    )
    seal.digest = digest_of_seal(seal)
    seal.signature = key.sign(bytes.fromhex(seal.digest)).hex()
    seal.save()
    sealed = [SealedEntry(entry_id=entry_id, seal=seal, digest=digest) for entry_id, digest in rows]
    SealedEntry.objects.bulk_create(sealed, batch_size=1_000)
    transaction.on_commit(lambda: _remember(seal), robust=True)
    return seal


def _next_rows(after: int, upto: int) -> list[tuple[int, str]]:
    ids = Entry.objects.filter(id__gt=after, id__lte=upto).order_by("id").values_list("id", flat=True)[:BATCH]
    last = max(ids, default=after)
    return [(row.id, row.digest) for row in entry_rows(after=after, upto=last)]


def _one_at_a_time() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('telusur.segel'))")


def _remember(seal: Seal) -> None:
    """Note the seal outside the database too: cutting off the end of the trail with its seals must not go unseen."""
    with (key_folder() / "segel.txt").open("a", encoding="ascii") as file:
        file.write(f"{seal.number} {seal.digest}\n")


def remembered() -> dict[int, str]:
    """Digests of the seals noted outside the database, by number."""
    path = key_folder() / "segel.txt"
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    return {int(number): digest for number, digest in (line.split() for line in lines if line.count(" ") == 1)}
