"""Comparing what we told a partner with what it heard, and telling again what it lacks."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from telusur.kernel.base import clock
from telusur.kernel.commands.context import system_context
from telusur.kernel.exchange import traffic
from telusur.kernel.exchange.asking import LISTING, SUMMARY, Unanswered, ask, digests, facts_of
from telusur.kernel.exchange.canonical import bucket_of
from telusur.kernel.exchange.holdings import strayed
from telusur.kernel.exchange.models import Outgoing, OutgoingLine, Partner, Told
from telusur.kernel.exchange.states import REPAIRABLE, Difference, MessageState, PartnerStatus
from telusur.kernel.exchange.transport import Transport, open_transport

FEW_BUCKETS = 48  # of the 256
KEPT = 200  # differences kept for the page; the command line prints all of them
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Differing:
    """One fact that stands differently on the two sides; ``theirs`` and ``ours`` are versions, None for none."""

    kind: str
    key: str
    what: str
    ours: int | None
    theirs: int | None
    reason: str = ""

    @property
    def label(self) -> str:
        return str(Difference(self.what).label)


@dataclass
class Comparison:
    """One partner compared. ``error`` is set when it did not answer; then nothing is known."""

    partner: str
    at: datetime
    told: dict[str, int] = field(default_factory=dict)
    on_the_way: int = 0
    differences: list[Differing] = field(default_factory=list)
    repaired: int = 0
    error: str = ""

    @property
    def equal(self) -> bool:
        """Whether the other side is known to hold exactly what we told it."""
        return not self.error and not self.differences and not self.on_the_way

    def kept(self) -> dict[str, Any]:
        """What the partner's page shows later."""
        found = [{**asdict(one), "label": one.label} for one in self.differences[:KEPT]]
        return {
            "told": self.told,
            "on_the_way": self.on_the_way,
            "found": len(self.differences),
            "differences": found,
            "repaired": self.repaired,
            "error": self.error,
        }


def compare(partner: Partner, *, repair: bool = True, transport: Transport | None = None) -> Comparison:
    """Compare with one partner, keep the outcome for its page, and tell again what it lacks. Never raises for the network."""
    way = transport or open_transport()
    outcome = Comparison(partner.code, clock.now())
    for kind, key, version in strayed(partner):  # known whether the partner answers or not
        outcome.differences.append(Differing(kind, key, Difference.REGISTER, version, version))
    try:
        _compare(partner, way, outcome)
    except Unanswered as error:
        outcome.error = error.sentence
    finally:
        way.close()
    lacking = [(one.kind, one.key) for one in outcome.differences if one.what in REPAIRABLE]
    if lacking and repair and not outcome.error:
        outcome.repaired = traffic.perbaiki(system_context("rekonsiliasi"), partner=partner, facts=lacking)
    OutgoingLine.objects.filter(pk=partner.pk).update(compared_at=outcome.at, comparison=outcome.kept())
    return outcome


def _compare(partner: Partner, way: Transport, outcome: Comparison) -> None:
    answer = ask(partner, SUMMARY, "ringkasan", way)
    told = Told.objects.filter(partner=partner, version__gt=0)
    kinds = set(told.order_by().values_list("kind", flat=True).distinct())
    for kind in sorted(kinds | answer["kinds"].keys()):
        outcome.told[kind] = told.filter(kind=kind).count()
        ours, theirs = digests(Told, partner, kind), answer["kinds"].get(kind, {"buckets": {}})["buckets"]
        buckets = sorted(one for one in ours.keys() | theirs.keys() if ours.get(one) != theirs.get(one))
        facts = _in_buckets(partner, kind, buckets) if buckets else {}
        for prefix in _prefixes(buckets):
            _compare_bucket(partner, way, outcome, kind, prefix, facts)
    outcome.differences.sort(key=lambda one: (one.kind, one.key))


Facts = dict[str, tuple[int, str]]


def _in_buckets(partner: Partner, kind: str, buckets: list[str]) -> dict[str, Facts]:
    """What we told, of the buckets that differ, read once."""
    found: dict[str, Facts] = {bucket: {} for bucket in buckets}
    for key, version, digest in facts_of(Told, partner, kind, among=buckets):
        found[bucket_of(key)][key] = (version, digest)
    return found


def _prefixes(buckets: list[str]) -> list[str]:
    """As long as that is less than what is asked of a sixteenth of all facts, buckets are asked for one by one."""
    return buckets if len(buckets) <= FEW_BUCKETS else sorted({bucket[0] for bucket in buckets})


def _compare_bucket(
    partner: Partner, way: Transport, outcome: Comparison, kind: str, prefix: str, facts: dict[str, Facts]
) -> None:
    answer = ask(partner, LISTING, "daftar", way, jenis=kind, ember=prefix)
    theirs = {key: (version, digest) for key, version, digest in answer["facts"] if bucket_of(key) in facts}
    ours: Facts = {}
    for bucket, some in facts.items():
        ours |= some if bucket.startswith(prefix) else {}
    differing = sorted(key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key))
    latest = _latest_messages(partner, kind, differing, ours)
    for key in differing:
        message = latest.get(key)
        if message is not None and _on_the_way(message, answer["last_number"]):
            outcome.on_the_way += 1
        else:
            outcome.differences.append(_differing(kind, key, ours.get(key), theirs.get(key), message))


def _latest_messages(
    partner: Partner, kind: str, keys: list[str], ours: dict[str, tuple[int, str]]
) -> dict[str, Outgoing]:
    """The message that carries the present version of each of these facts."""
    found: dict[str, Outgoing] = {}
    for start in range(0, len(keys), CHUNK):
        rows = Outgoing.objects.filter(partner=partner, kind=kind, key__in=keys[start : start + CHUNK])
        for row in rows.only("key", "version", "number", "state", "reason"):
            if row.key in ours and row.version == ours[row.key][0]:
                found[row.key] = row
    return found


def _on_the_way(message: Outgoing, last_number: int) -> bool:
    """Not there yet when the partner answered."""
    return message.state == MessageState.WAITING or (message.number or 0) > last_number


def _differing(
    kind: str, key: str, ours: tuple[int, str] | None, theirs: tuple[int, str] | None, message: Outgoing | None
) -> Differing:
    here, there = (ours[0] if ours else None), (theirs[0] if theirs else None)
    if message is not None and message.state == MessageState.REFUSED:
        return Differing(kind, key, Difference.REFUSED, here, there, message.reason)
    if here is None:
        what = Difference.UNKNOWN
    elif there is None:
        what = Difference.MISSING
    elif there < here:
        what = Difference.OLDER
    else:
        what = Difference.NEWER if there > here else Difference.OTHER
    return Differing(kind, key, what, here, there)


def due_for_comparison(now: datetime) -> QuerySet[OutgoingLine]:
    """Active partners not compared for an hour (setting), the one longest ago first."""
    before = now - timedelta(minutes=settings.EXCHANGE_COMPARE_MINUTES)
    due = Q(compared_at__isnull=True) | Q(compared_at__lte=before)
    lines = OutgoingLine.objects.filter(due, partner__status=PartnerStatus.AKTIF)
    return lines.select_related("partner").order_by("compared_at")
