"""What the trail does by the clock."""

from __future__ import annotations

from telusur.kernel.audit.commands import SEAL, segel
from telusur.kernel.audit.models import Entry
from telusur.kernel.audit.seal import last_seal, settled_end
from telusur.kernel.commands.context import system_context
from telusur.kernel.outbox.schedule import every

# Acts whose entries alone are no reason to seal: those that sealing itself brings about.
_QUIET = {SEAL}


def keep_quiet(*codes: str) -> None:
    """Entries of these acts wait for the next seal that something else calls for."""
    _QUIET.update(codes)


@every(minutes=1, title="Menyegel jejak")
def seal_the_trail() -> None:
    """Seal all entries there are now, batch by batch. A trail in which only sealing happened stays as it is."""
    end = settled_end()
    while _anything_to_seal(end):
        segel(system_context("segel"), sampai=end)


def _anything_to_seal(end: int) -> bool:
    last = last_seal()
    after = last.last_entry if last else 0
    return bool(Entry.objects.filter(id__gt=after, id__lte=end).exclude(code__in=_QUIET).exists())
