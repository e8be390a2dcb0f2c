"""Reading what was sent, what came, and how partners stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet

from telusur.kernel.base.clock import date_and_time
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.paging import Pages
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.exchange.models import Heard, Incoming, Outgoing, Partner, Told
from telusur.kernel.exchange.states import MessageState

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a fact stands that we told: ``received`` means that this version is at the partner, signed for."""

    state: str
    version: int
    told_at: datetime
    answered_at: datetime | None
    reason: str
    number: int | None

    @property
    def received(self) -> bool:
        return self.state == MessageState.RECEIVED


def standing(*, to: str, kind: str, key: str) -> Standing | None:
    """How the latest version of a fact stands at a partner; None if it was never told. For rules of other modules."""
    rows = Outgoing.objects.filter(partner__code=to, kind=kind, key=key)
    row = rows.order_by("-version").defer("content", "receipt").first()
    if row is None:
        return None
    return Standing(row.state, row.version, row.created_at, row.answered_at, row.reason, row.number)


def standing_words(found: Standing | None) -> str:
    """The same in words."""
    if found is None:
        return "Belum dikirim lewat sistem."
    if found.state == MessageState.WAITING:
        return f"Menunggu sejak {date_and_time(found.told_at)}; diulang sendiri sampai mitra menjawab."
    if found.state == MessageState.REFUSED:
        return f"Ditolak. {found.reason}"
    return f"Diterima {date_and_time(found.answered_at)}." if found.answered_at else "Diterima."


def heard(*, of: str, kind: str) -> QuerySet[Heard]:
    """What a partner told us of one kind, each fact at its latest version."""
    rows: QuerySet[Heard] = Heard.objects.filter(partner__code=of, kind=kind)
    return rows


@dataclass(frozen=True, slots=True)
class Filter:
    """What the lists are narrowed to; empty values narrow nothing."""

    state: str = ""
    partner: str = ""
    search: str = ""

    def __str__(self) -> str:
        return "pertukaran"

    def condition(self) -> Q:
        """The same as a database condition."""
        found = Q()
        for word in self.search.split()[:6]:
            found &= Q(key__icontains=word) | Q(kind__icontains=word) | Q(reason__icontains=word)
        exact = {"state": self.state, "partner__code": self.partner}
        return found & Q(**{name: value for name, value in exact.items() if value})


def readers() -> list[str]:
    """Who may read: the pengelola sistem and whom the product names (``EXCHANGE_READERS``)."""
    return [SYSTEM_KEEPER, *getattr(settings, "EXCHANGE_READERS", [])]


@query(
    code="exchange.lihat",
    title="Melihat pertukaran",
    roles=readers(),
    permit=by_role_alone,
    subject="wanted",
    logged=False,
    clause="P508 10.3",
)
def outgoing(ctx: Context, *, wanted: Filter, page: int = 1) -> Page[Outgoing]:
    """Messages to partners, newest first. Raises NotPermitted (recorded)."""
    rows = Outgoing.objects.filter(wanted.condition()).select_related("partner").defer("content", "receipt")
    return Pages(rows.order_by("-id"), PER_PAGE).get_page(page)


@query(
    code="exchange.lihat_masuk",
    title="Melihat pesan masuk dari mitra",
    roles=readers(),
    permit=by_role_alone,
    subject="wanted",
    logged=False,
    clause="P508 10.3",
)
def incoming(ctx: Context, *, wanted: Filter, page: int = 1) -> Page[Incoming]:
    """Messages from partners, newest first. Raises NotPermitted (recorded)."""
    rows = Incoming.objects.filter(wanted.condition()).select_related("partner").defer("token", "receipt")
    return Pages(rows.order_by("-id"), PER_PAGE).get_page(page)


@query(
    code="exchange.baca_pesan",
    title="Membaca isi pesan pertukaran",
    roles=readers(),
    permit=by_role_alone,
    subject="message",
)
def read_message(ctx: Context, *, message: Outgoing) -> dict[str, object]:
    """The content of one message; the reading is recorded."""
    content: dict[str, object] = message.content
    return content


@query(
    code="exchange.lihat_mitra",
    title="Melihat mitra pertukaran",
    roles=readers(),
    permit=by_role_alone,
    subject="wanted",
    logged=False,
)
def partners(ctx: Context, *, wanted: Filter) -> list[Partner]:
    """Every partner with how much waits and was refused. Raises NotPermitted (recorded)."""
    rows = Partner.objects.select_related("outgoing_line", "incoming_line").order_by("code")
    if wanted.partner:
        rows = rows.filter(code=wanted.partner)
    found = list(rows)
    counts: dict[tuple[object, str], int] = {}
    unsettled = Outgoing.objects.filter(partner__in=found, state__in=[MessageState.WAITING, MessageState.REFUSED])
    for row in unsettled.order_by().values("partner_id", "state").annotate(count=Count("id")):
        counts[(row["partner_id"], row["state"])] = row["count"]
    for partner in found:
        partner.waiting = counts.get((partner.pk, MessageState.WAITING), 0)  # type: ignore[attr-defined]
        partner.refused = counts.get((partner.pk, MessageState.REFUSED), 0)  # type: ignore[attr-defined]
    return found


def partner_of(ctx: Context, code: str) -> Partner:
    """One partner with its counts. Raises NotPermitted, NotFound."""
    found = partners(ctx, wanted=Filter(partner=code))
    if not found:
        raise NotFound("Mitra itu tidak terdaftar.")
    return found[0]


def message_by_id(message_id: int) -> Outgoing:
    """The row, for the queries above. Raises NotFound."""
    found = Outgoing.objects.filter(pk=message_id).select_related("partner").first()
    if found is None:
        raise NotFound("Pesan itu tidak ada.")
    return found


def is_latest(message: Outgoing) -> bool:
    """Whether nothing newer was told of this fact."""
    newer = Told.objects.filter(
        partner_id=message.partner_id, kind=message.kind, key=message.key, version__gt=message.version
    )
    return not newer.exists()
