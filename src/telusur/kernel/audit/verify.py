"""Verifying the trail: which entry was altered, removed or inserted after it was sealed, and which seal is not ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidSignature
from django.db import connection

from telusur.kernel.audit.models import Entry, Seal, SealedEntry
from telusur.kernel.audit.seal import EntryRow, digest_of_batch, digest_of_seal, entry_rows, last_seal, remembered
from telusur.kernel.audit.triggers import missing_triggers
from telusur.kernel.base.clock import date_and_time
from telusur.kernel.base.keys import public_keys

# A person's act lasts seconds; an entry far older than the seal before it was not written when it says it was.
BACKDATED = timedelta(hours=1)
LIVE_CHANNELS = frozenset({"web", "api"})
AFTER_THE_END = 2**62


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was sealed.

    ``kind``: diubah, dihapus, disisipkan, mundur, segel, kunci, pelindung, saksi.
    """

    kind: str
    sentence: str
    entry: int | None = None
    seal: int | None = None


Verifier = Callable[[int], Iterator[Finding]]
_FURTHER: list[Verifier] = []


def register_verifier(verifier: Verifier) -> None:
    """Have a module above contribute what it knows of the seals; it is called with the first seal's number."""
    if verifier not in _FURTHER:
        _FURTHER.append(verifier)


def findings(*, since: int = 1) -> Iterator[Finding]:
    """Everything wrong in the trail, from seal number ``since`` on. Streams; memory does not grow with the trail."""
    yield from _protection()
    before = Seal.objects.filter(number__lt=since).order_by("-number").first()
    expected = before.number + 1 if before else 1
    for seal in Seal.objects.filter(number__gte=since).order_by("number").iterator():
        yield from _missing_seals(expected, seal)
        yield from _chain(seal, before)
        yield from _entries(seal, before)
        before, expected = seal, seal.number + 1
    yield from _noted(since)
    for verifier in _FURTHER:
        yield from verifier(since)


def _protection() -> Iterator[Finding]:
    for name in missing_triggers(connection):
        yield Finding("pelindung", f"Pelindung {name} tidak terpasang: basis data tidak lagi menolak perubahan jejak.")


def _missing_seals(expected: int, seal: Seal) -> Iterator[Finding]:
    for number in range(expected, seal.number):
        yield Finding("segel", f"Segel {number} dihapus: sesudahnya ada segel {seal.number}.", seal=number)


def _chain(seal: Seal, before: Seal | None) -> Iterator[Finding]:
    made = f"Segel {seal.number} ({date_and_time(seal.at)})"
    if digest_of_seal(seal) != seal.digest:
        yield Finding("segel", f"{made} diubah: isinya tidak cocok dengan sidik jarinya.", seal=seal.number)
    key = public_keys().get(seal.key_id)
    if key is None:
        yield Finding(
            "kunci", f"{made} dibuat dengan kunci {seal.key_id} yang bukan kunci lembaga ini.", seal=seal.number
        )
    else:
        try:
            key.verify(bytes.fromhex(seal.signature), bytes.fromhex(seal.digest))
        except (InvalidSignature, ValueError):
            yield Finding("segel", f"{made} tidak ditandatangani oleh kunci lembaga ini.", seal=seal.number)
    if before is not None and before.number == seal.number - 1 and seal.previous != before.digest:
        yield Finding("segel", f"{made} tidak menyambung pada segel {before.number}.", seal=seal.number)


def _entries(seal: Seal, before: Seal | None) -> Iterator[Finding]:
    start = before.last_entry if before else 0
    sealed = list(SealedEntry.objects.filter(seal=seal).order_by("entry_id").values_list("entry_id", "digest"))
    if digest_of_batch(sealed) != seal.batch or len(sealed) != seal.count:
        yield Finding(
            "segel",
            f"Daftar sidik jari segel {seal.number} (entri {seal.first_entry} sampai {seal.last_entry}) diubah.",
            seal=seal.number,
        )
    yield from _compare(seal, before, start, iter(sealed))


def _compare(seal: Seal, before: Seal | None, start: int, sealed: Iterator[tuple[int, str]]) -> Iterator[Finding]:
    """Walk the entries as they are and as they were sealed, side by side in the order of ids."""
    when = date_and_time(seal.at)
    now = entry_rows(after=start, upto=seal.last_entry)
    entry, old = next(now, None), next(sealed, None)
    while entry or old:
        here, there = entry.id if entry else AFTER_THE_END, old[0] if old else AFTER_THE_END
        if entry and here < there:
            yield Finding("disisipkan", f"Entri {here} disisipkan sesudah disegel {when}.", here, seal.number)
        elif old and there < here:
            yield Finding("dihapus", f"Entri {there} dihapus sesudah disegel {when}.", there, seal.number)
        elif entry and old:
            if entry.digest != old[1]:
                yield Finding("diubah", f"Entri {here} diubah sesudah disegel {when}.", here, seal.number)
            if before is not None and _backdated(entry, before):
                yield Finding(
                    "mundur",
                    f"Entri {here} bertanggal {date_and_time(entry.at)}, tetapi belum ada ketika segel {before.number} dibuat "
                    f"{date_and_time(before.at)}.",
                    here,
                    seal.number,
                )
        if here <= there:
            entry = next(now, None)
        if there <= here:
            old = next(sealed, None)


def _backdated(entry: EntryRow, before: Seal) -> bool:
    return entry.id > before.reach and entry.channel in LIVE_CHANNELS and entry.at < before.at - BACKDATED


def _noted(since: int) -> Iterator[Finding]:
    """Seals noted outside the database must still be there with the same digest."""
    noted = {number: digest for number, digest in remembered().items() if number >= since}
    there = dict(Seal.objects.filter(number__gte=since).values_list("number", "digest"))
    for number in sorted(noted):
        if number not in there:
            yield Finding(
                "segel", f"Segel {number} pernah dibuat, tetapi tidak ada lagi dalam basis data.", seal=number
            )
        elif there[number] != noted[number]:
            yield Finding("segel", f"Segel {number} bukan segel yang dahulu dibuat: sidik jarinya lain.", seal=number)


@dataclass(frozen=True, slots=True)
class Summary:
    """How much of the trail is sealed, and the digest worth publishing."""

    entries: int
    seals: int
    unsealed: int
    last_digest: str
    last_at: datetime | None


def summary() -> Summary:
    """Numbers of the trail as it is."""
    last = last_seal()
    after = last.last_entry if last else 0
    return Summary(
        entries=Entry.objects.count(),
        seals=Seal.objects.count(),
        unsealed=Entry.objects.filter(id__gt=after).count(),
        last_digest=last.digest if last else "",
        last_at=last.at if last else None,
    )
