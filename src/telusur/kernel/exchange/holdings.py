"""What our registers hold of the facts that were exchanged: a row changed underneath says otherwise than its messages.

A product names, per kind, who reads its register. What differs is shown, never told again: what was put into a register
past its acts must not travel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from telusur.kernel.exchange.models import Heard, Partner, Told
from telusur.kernel.outbox.discover import declared

CHUNK = 500
Facts = dict[str, dict[str, Any]]  # content by key
# Of these facts, the keys whose row in our register is otherwise, or is not there.
Reader = Callable[[Partner, Facts], set[str]]
READERS: dict[tuple[type[Told] | type[Heard], str], Reader] = {}


def told_from_register(kind: str) -> Callable[[Reader], Reader]:
    """Declare who reads the register from which we tell facts of this kind."""
    return _reads(Told, kind)


def heard_into_register(kind: str) -> Callable[[Reader], Reader]:
    """Declare who reads the register into which we take facts of this kind."""
    return _reads(Heard, kind)


def _reads(model: type[Told] | type[Heard], kind: str) -> Callable[[Reader], Reader]:
    def register(reader: Reader) -> Reader:
        READERS[(model, kind)] = reader
        return reader

    return register


def strayed(partner: Partner) -> Iterator[tuple[str, str, int]]:
    """Kind, key and version of each exchanged fact of which our register says otherwise."""
    declared("facts")
    for (model, kind), reader in READERS.items():
        rows = model.objects.filter(partner=partner, kind=kind, version__gt=0).values_list("key", "version", "content")
        found = rows.iterator(chunk_size=CHUNK)
        while some := list(islice(found, CHUNK)):
            versions = {key: version for key, version, _ in some}
            for key in sorted(reader(partner, {key: content for key, _, content in some})):
                yield kind, key, versions[key]
