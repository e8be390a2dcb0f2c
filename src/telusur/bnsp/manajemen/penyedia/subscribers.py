"""Who leaves BNSP's system, or loses a role in it, leaves the systems of LSP at once."""

from __future__ import annotations

from datetime import date, datetime

from telusur.bnsp.manajemen.penyedia import keluar
from telusur.bnsp.manajemen.penyedia.commands import KELUAR, akhiri_kehadiran
from telusur.bnsp.manajemen.penyedia.models import Kehadiran
from telusur.kernel.accounts.models import User
from telusur.kernel.base import clock
from telusur.kernel.outbox.models import Event
from telusur.kernel.outbox.once import context_for
from telusur.kernel.outbox.queue import subscriber

ATTEMPTS = 12  # growing pauses; a visit at an LSP ends by itself within the hour


@subscriber(KELUAR, at_once=False, attempts=ATTEMPTS)
def tell_the_system(event: Event) -> None:
    """One message to one system; a second one changes nothing there."""
    said = event.payload
    isi = keluar.token(
        kode=said["kode"], sub=said["sub"], keluar=datetime.fromisoformat(said["pada"]), kini=clock.now()
    )
    keluar.kabarkan(said["alamat"], isi)


@subscriber("accounts.nonaktifkan", "accounts.akhiri_peran")
def on_withdrawn(event: Event) -> None:
    """Whoever may sign in no more, or holds a role less, is asked for at the LSP again with what they still hold."""
    for person in _concerned(event):
        if Kehadiran.objects.filter(petugas=person).exists():
            akhiri_kehadiran(context_for(event, "keluar dari sistem LSP"), petugas=person, sebab=event.name)


def _concerned(event: Event) -> list[User]:
    """The owner of the account, or of a role that holds no longer today."""
    said = event.payload
    if event.name == "accounts.nonaktifkan":
        return list(User.objects.filter(pk=said["subject"]))
    over = date.fromisoformat(said["sampai"]) < clock.day_of(clock.now())
    return list(User.objects.filter(pk=said["pemegang"])) if over else []
