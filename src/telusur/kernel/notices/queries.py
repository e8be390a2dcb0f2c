"""Reading messages: one's own, and the mail log."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page
from django.db.models import Q

from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.paging import Pages
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.notices.models import Message

PER_PAGE = 30
BADGE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class MailFilter:
    """What the mail log is narrowed to; empty values narrow nothing."""

    search: str = ""
    status: str = ""
    case_id: str = ""

    def __str__(self) -> str:
        return "catatan surel"

    def condition(self) -> Q:
        """The same as a database condition."""
        found = Q(to_email__gt="")
        for word in self.search.split()[:6]:
            found &= Q(to_email__icontains=word) | Q(subject__icontains=word) | Q(to_user__name__icontains=word)
        exact = {"status": self.status, "case_id": self.case_id}
        return found & Q(**{name: value for name, value in exact.items() if value})


def inbox(ctx: Context, *, page: int = 1) -> Page[Message]:
    """The actor's own messages, newest first."""
    own = Message.objects.filter(to_user_id=_person(ctx)).order_by("-created_at", "-id")
    return Pages(own, PER_PAGE).get_page(page)


def unread_count(ctx: Context, limit: int = BADGE_LIMIT) -> int:
    """How many messages the actor has not read, counted no further than ``limit``: for the bell."""
    person = _person(ctx)
    if person is None:
        return 0
    return Message.objects.filter(to_user_id=person, read_at__isnull=True).order_by()[:limit].count()


def own_message(ctx: Context, message_id: UUID) -> Message:
    """One message of the actor's own. Raises NotFound for anybody else's."""
    person = _person(ctx)
    found = Message.objects.filter(pk=message_id, to_user_id=person).first() if person else None
    if found is None:
        raise NotFound("Pemberitahuan itu tidak ada pada akun Anda.")
    return found


@query(
    code="notices.lihat_catatan_surel",
    title="Melihat catatan surel",
    roles=settings.KEEPER_ROLES,
    permit=by_role_alone,
    subject="wanted",
    logged=False,
    clause="SOP 1.2, 2.2",
)
def mail_log(ctx: Context, *, wanted: MailFilter, page: int = 1) -> Page[Message]:
    """Every message that goes by mail, newest first, without its body."""
    found = Message.objects.filter(wanted.condition()).select_related("to_user").defer("body", "secrets")
    return Pages(found.order_by("-created_at", "-id"), PER_PAGE).get_page(page)


@query(
    code="notices.baca_surel",
    title="Membaca isi surel",
    roles=settings.KEEPER_ROLES,
    permit=by_role_alone,
    subject="message",
    clause="SOP 1.2, 2.2",
)
def read_mail(ctx: Context, *, message: Message) -> str:
    """The text of somebody's mail, password links masked; the reading is recorded."""
    return message.masked_body


def message_by_id(message_id: UUID) -> Message:
    """The row, for the queries above. Raises NotFound."""
    found = Message.objects.filter(pk=message_id).select_related("to_user").first()
    if found is None:
        raise NotFound("Pesan itu tidak ada.")
    return found


def local_outbox_open() -> bool:
    """Whether anybody may read every mail on the local page: a trial without a mail server, never production."""
    return not settings.EMAIL_HOST and not settings.PRODUCTION


def local_outbox(*, search: str = "", page: int = 1) -> Page[Message]:
    """What would have been mailed, newest first, in full. Raises NotFound where a mail server is configured."""
    if not local_outbox_open():
        raise NotFound("Halaman ini hanya ada pada pemasangan percobaan tanpa server surel.")
    found = Message.objects.filter(MailFilter(search=search).condition()).order_by("-created_at", "-id")
    return Pages(found, PER_PAGE).get_page(page)


def for_case(case_id: UUID) -> list[Message]:
    """Messages about one case, oldest first, without their bodies: for its timeline."""
    return list(Message.objects.filter(case_id=case_id).defer("body", "secrets").order_by("created_at", "id"))


def _person(ctx: Context) -> UUID | None:
    return ctx.actor.user.pk if ctx.actor.user is not None else None
