"""How the system stands now, and what of it is wrong. Reads only; the page, the command line and the metrics say the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Min, Q

from telusur.kernel.audit.models import Entry
from telusur.kernel.audit.seal import last_seal
from telusur.kernel.base import clock
from telusur.kernel.exchange.models import Countersignature, Outgoing, Partner
from telusur.kernel.exchange.states import MessageState, PartnerStatus
from telusur.kernel.outbox.models import Delivery, DeliveryState, ScheduleRun
from telusur.kernel.outbox.schedule import JOBS

LATE_QUEUE = timedelta(minutes=10)
LATE_WORKER = timedelta(minutes=5)  # the seal of the trail is due every minute
LATE_SEAL = timedelta(minutes=15)
LATE_PARTNER = timedelta(hours=1)
FULL, NEARLY_FULL = 0.90, 0.80
LATE, WAIT = "late", "wait"


@dataclass(frozen=True, slots=True)
class Queue:
    """Deliveries. ``due`` may be taken now, since ``oldest``; ``later`` wait for another attempt; ``dead`` were given up."""

    due: int
    later: int
    dead: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Job:
    """One scheduled job and its last run; ``error`` as it was described; ``title`` for people."""

    name: str
    started: datetime | None
    finished: datetime | None
    error: str
    title: str


@dataclass(frozen=True, slots=True)
class Seals:
    """The head of the trail. ``open`` entries are not sealed yet, the oldest since ``since``; who countersigned it."""

    number: int
    at: datetime | None
    open: int
    since: datetime | None
    witnesses: int
    countersigned: int


@dataclass(frozen=True, slots=True)
class Lag:
    """What waits for one partner, since when, and why it does not go."""

    code: str
    name: str
    waiting: int
    since: datetime | None
    error: str
    suspended: bool


@dataclass(frozen=True, slots=True)
class Storage:
    """Bytes of the disk that holds files (and SQLite's database)."""

    total: int
    free: int

    @property
    def used(self) -> float:
        """Share that is taken, 0 to 1."""
        return 1 - self.free / self.total if self.total else 0.0

    @property
    def percent(self) -> int:
        return round(self.used * 100)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that needs somebody: ``late`` now, ``wait`` soon. ``place`` is the part of the page."""

    place: str
    tone: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Status:
    """Everything, at one moment (UTC)."""

    at: datetime
    product: str
    queue: Queue
    jobs: list[Job]
    seals: Seals
    partners: list[Lag]
    storage: Storage

    @property
    def faults(self) -> list[Fault]:
        """What is wrong, the most urgent first."""
        return sorted(_faults(self), key=lambda fault: fault.tone != LATE)

    def of(self, place: str) -> str:
        """The tone of one part of the page."""
        tones = [fault.tone for fault in self.faults if fault.place == place]
        return LATE if LATE in tones else WAIT if tones else "ok"


def status(at: datetime) -> Status:
    """How everything stands; eleven queries whatever the size."""
    return Status(at, settings.PRODUCT, _queue(at), _jobs(), _seals(), _partners(), _storage())


def _queue(at: datetime) -> Queue:
    due = Q(state=DeliveryState.WAITING, next_at__lte=at)
    open_ = Delivery.objects.exclude(state=DeliveryState.DONE)
    found = open_.aggregate(
        due=Count("pk", filter=due),
        later=Count("pk", filter=Q(state=DeliveryState.WAITING, next_at__gt=at)),
        dead=Count("pk", filter=Q(state=DeliveryState.DEAD)),
        oldest=Min("next_at", filter=due),
    )
    return Queue(**found)


def _jobs() -> list[Job]:
    rows = ScheduleRun.objects.order_by("name")
    return [
        Job(row.name, row.started_at, row.finished_at, row.error, JOBS[row.name].title or row.name)
        for row in rows
        if row.name in JOBS
    ]


def _seals() -> Seals:
    last = last_seal()
    unsealed = Entry.objects.filter(pk__gt=last.last_entry if last else 0).aggregate(count=Count("pk"), since=Min("at"))
    witnesses = Partner.objects.filter(witness=True, status=PartnerStatus.AKTIF).count()
    signed = Countersignature.objects.filter(number=last.number).count() if last else 0
    number, at = (last.number, last.at) if last else (0, None)
    return Seals(number, at, unsealed["count"], unsealed["since"], witnesses, signed)


def _partners() -> list[Lag]:
    waiting = Outgoing.objects.filter(state=MessageState.WAITING).values("partner")
    rows_of = waiting.annotate(count=Count("pk"), since=Min("created_at")).values_list("partner", "count", "since")
    found: dict[UUID, tuple[int, datetime | None]] = {partner: (count, since) for partner, count, since in rows_of}
    rows = Partner.objects.select_related("outgoing_line").order_by("code")
    return [
        Lag(
            row.code,
            row.name,
            *found.get(row.pk, (0, None)),
            row.outgoing_line.error,
            row.status != PartnerStatus.AKTIF,
        )
        for row in rows
    ]


def _storage() -> Storage:
    usage = shutil.disk_usage(Path(settings.DATA_FOLDER))
    return Storage(usage.total, usage.free)


def _faults(now: Status) -> Iterator[Fault]:
    if now.queue.dead:
        yield Fault("mati", LATE, f"{now.queue.dead} kiriman berhenti dicoba. Perbaiki sebabnya, lalu coba lagi.")
    if now.queue.oldest and now.at - now.queue.oldest > LATE_QUEUE:
        yield Fault("antrean", LATE, f"Antrean tertahan: yang tertua menunggu {age(now.at, now.queue.oldest)}.")
    if silent := _silence(now):
        yield Fault("pekerja", LATE, silent)
    for job in now.jobs:
        if job.error:
            yield Fault("jadwal", WAIT, f"Pekerjaan terjadwal {job.title} gagal: {job.error}")
    if now.seals.since and now.at - now.seals.since > LATE_SEAL:
        yield Fault("segel", LATE, f"{now.seals.open} entri jejak belum disegel selama {age(now.at, now.seals.since)}.")
    for partner in now.partners:
        if partner.waiting and partner.since and not partner.suspended and now.at - partner.since > LATE_PARTNER:
            why = f" {partner.error}" if partner.error else ""
            sentence = f"{partner.waiting} pesan untuk {partner.name} menunggu {age(now.at, partner.since)}.{why}"
            yield Fault("mitra", LATE, sentence)
    if now.storage.used >= NEARLY_FULL:
        tone = LATE if now.storage.used >= FULL else WAIT
        yield Fault("simpan", tone, f"Ruang simpan terpakai {now.storage.percent} persen.")


def _silence(now: Status) -> str:
    """The worker runs a job every minute; when the last one began long ago, no worker runs."""
    started = max((job.started for job in now.jobs if job.started), default=None)
    if started is None:
        return "Pekerja belum pernah berjalan: jalankan telusur worker." if now.queue.due else ""
    return f"Pekerja diam {age(now.at, started)}: jalankan telusur worker." if now.at - started > LATE_WORKER else ""


def age(now: datetime, since: datetime) -> str:
    """``14 detik``, ``12 menit``, ``19 jam``, ``3 hari``."""
    seconds = max(int((now - since).total_seconds()), 0)
    for size, word in ((86_400, "hari"), (3_600, "jam"), (60, "menit")):
        if seconds >= size:
            return f"{seconds // size} {word}"
    return f"{seconds} detik"


def now() -> Status:
    """At this moment, for whoever has no context."""
    return status(clock.now())
