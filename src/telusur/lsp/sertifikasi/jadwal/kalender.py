"""A schedule as an event that the recipient's own calendar keeps, by the clock of the TUK (SOP 2.8, 3.2)."""

from __future__ import annotations

from datetime import datetime

from telusur.lsp.administrasi.umum.queries import kop
from telusur.lsp.sertifikasi.jadwal import documents
from telusur.lsp.sertifikasi.jadwal.models import Jadwal


def acara(jadwal: Jadwal, *, pada: datetime, batal: bool = False) -> str:
    """The event with its TZID, or what takes it off the calendar again; ``pada`` is when that was said."""
    from icalendar import Calendar, Event  # large: read by whoever sends an invitation, not by every command

    event = Event()
    event.add("uid", f"{jadwal.pk}@telusur")
    event.add("dtstamp", pada)
    event.add("dtstart", jadwal.mulai)
    event.add("dtend", jadwal.selesai)
    event.add("summary", f"Uji kompetensi {jadwal.skema.nama_id}")
    event.add("location", documents.tempat(jadwal))
    event.add("description", f"Jadwal {jadwal.nomor}, {kop()['nama']}. {documents.waktu(jadwal)}.")
    event.add("status", "CANCELLED" if batal else "CONFIRMED")
    event.add("sequence", int(batal))
    found = Calendar()
    found.add("prodid", "-//Telusur//LSP//ID")
    found.add("version", "2.0")
    found.add("method", "CANCEL" if batal else "PUBLISH")
    found.add_component(event)
    found.add_missing_timezones()
    return str(found.to_ical().decode())
