"""Verifying the trail: which entry was altered, removed or inserted after it was sealed, and which seal is not ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidSignature
from django.db import connection
from django.db.models import Count, Max, Min

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
    """One thing that is not as it was written or sealed.

    ``kind``: diubah, dihapus, disisipkan, tak_bertanda, celah, mundur, segel, kunci, pelindung, saksi, baris.
    ``note``: worth knowing, and nobody is accused by it (a clock that was set back).
    """

    kind: str
    sentence: str
    entry: int | None = None
    seal: int | None = None
    note: bool = False


Verifier = Callable[[int], Iterator[Finding]]
_FURTHER: list[Verifier] = []


def register_verifier(verifier: Verifier) -> None:
    """Have a module above contribute what it knows of the seals; it is called with the first seal's number."""
    if verifier not in _FURTHER:
        _FURTHER.append(verifier)


def findings(*, since: int = 1) -> Iterator[Finding]:
    """Everything wrong in the trail, from seal number ``since`` on. Streams; memory does not grow with the trail."""
    return (one for one in examine(since=since) if not one.note)


def examine(*, since: int = 1) -> Iterator[Finding]:
    """Everything wrong, and the notes. Every entry there is belongs to a seal, to the tail after it, or is named."""
    yield from _protection()
    yield from _below_the_first()
    before = Seal.objects.filter(number__lt=since).order_by("-number").first()
    expected = before.number + 1 if before else 1
    for seal in Seal.objects.filter(number__gte=since).order_by("number").iterator():
        yield from _missing_seals(expected, seal)
        yield from _chain(seal, before)
        yield from _entries(seal, before)
        before, expected = seal, seal.number + 1
    yield from _tail(before)
    yield from _copies()
    yield from _spent()
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
    entry, old, last = next(now, None), next(sealed, None), start
    while entry or old:
        here, there = entry.id if entry else AFTER_THE_END, old[0] if old else AFTER_THE_END
        yield from _gap(last, min(here, there), seal.number)
        last = min(here, there)
        if entry and here < there:
            yield Finding("disisipkan", f"Entri {here} disisipkan sesudah disegel {when}.", here, seal.number)
        elif old and there < here:
            yield Finding("dihapus", f"Entri {there} dihapus sesudah disegel {when}.", there, seal.number)
        elif entry and old and entry.digest != old[1]:
            yield Finding("diubah", f"Entri {here} diubah sesudah disegel {when}.", here, seal.number)
        elif entry:
            yield from _as_written(entry, before, seal.number)
        if here <= there:
            entry = next(now, None)
        if there <= here:
            old = next(sealed, None)


def _tail(last: Seal | None) -> Iterator[Finding]:
    """What no seal covers yet: each entry must have been marked by this program when it was written."""
    end = last.last_entry if last else 0
    for entry in entry_rows(after=end, upto=AFTER_THE_END):
        yield from _gap(end, entry.id, None)
        yield from _as_written(entry, last, None)
        end = entry.id


def _as_written(entry: EntryRow, before: Seal | None, seal: int | None) -> Iterator[Finding]:
    """An entry without our mark was put there by SQL. One with it is honest, whatever the clock said."""
    if not entry.genuine:
        sentence = (
            f"Entri {entry.id} tidak ditulis oleh aplikasi ini, atau diubah sesudah ditulis: "
            "tandanya tidak cocok dengan isinya."
        )
        yield Finding("tak_bertanda", sentence, entry.id, seal)
    elif before is not None and _clock_set_back(entry, before):
        sentence = (
            f"Catatan: entri {entry.id} asli, tetapi bertanggal {date_and_time(entry.at)}, sebelum segel {before.number} "
            f"({date_and_time(before.at)}) yang lebih dahulu dibuat. Jam komputer pernah mundur."
        )
        yield Finding("mundur", sentence, entry.id, seal, note=True)


def _clock_set_back(entry: EntryRow, before: Seal) -> bool:
    return entry.id > before.reach and entry.channel in LIVE_CHANNELS and entry.at < before.at - BACKDATED


def _gap(last: int, here: int, seal: int | None) -> Iterator[Finding]:
    """Ids that nobody holds. SQLite takes an id back with its transaction, so one that is missing was removed."""
    if connection.vendor != "sqlite" or here <= last + 1:
        return
    missing = f"{last + 1}" if here == last + 2 else f"{last + 1} sampai {here - 1}"
    if last:
        yield Finding("celah", f"Entri {missing} tidak ada: dihapus sebelum sempat disegel.", last + 1, seal)
    else:
        yield Finding("celah", f"Catatan: jejak ini mulai pada entri {here}.", here, seal, note=True)


def _spent() -> Iterator[Finding]:
    """PostgreSQL spends the ids of acts that were rolled back: how many is worth a note, and proves nothing."""
    if connection.vendor == "sqlite":
        return
    ids = Entry.objects.filter(id__gte=1).aggregate(first=Min("id"), last=Max("id"), count=Count("id"))
    unused = ids["last"] - ids["first"] + 1 - ids["count"] if ids["count"] else 0
    if unused:
        sentence = f"Catatan: {unused} nomor entri tidak terpakai, seperti bila tindakan gagal sebelum selesai."
        yield Finding("celah", sentence, note=True)


def _below_the_first() -> Iterator[Finding]:
    for number in Entry.objects.filter(id__lt=1).order_by("id").values_list("id", flat=True).iterator():
        sentence = f"Entri {number} disisipkan: nomor entri mulai dari 1, dan tidak satu segel pun mencakupnya."
        yield Finding("disisipkan", sentence, number)


def _copies() -> Iterator[Finding]:
    """A mark covers no id, because the database hands it out; but no mark is made twice."""
    marks = Entry.objects.exclude(mark="").order_by().values("mark").annotate(count=Count("id"), last=Max("id"))
    for row in marks.filter(count__gt=1).iterator():
        sentence = f"Entri {row['last']} disisipkan: salinan dari entri lain, dengan tanda yang sama."
        yield Finding("disisipkan", sentence, row["last"])


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
