"""Roles that decide: asked for by a pengelola sistem, given by a second person's approval, each with a fresh proof.

The very first head of an institution finds nobody who could approve: the person accepts the office, signed in by the link
that was mailed to them. From then on the head approves. The owner of the machine can stand in (``telusur ... approve-role``).
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from telusur.kernel.accounts import mail
from telusur.kernel.accounts.commands import KEEPERS, check_role, give, needs_reason, needs_second_person
from telusur.kernel.accounts.models import RoleAssignment, RoleRequest, User
from telusur.kernel.accounts.rules import (
    bukan_bagi_diri_sendiri,
    orang_kedua,
    pihak_permintaan,
)
from telusur.kernel.accounts.states import RequestStatus
from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import ANY_ROLE, ROLE_NAMES, command


@command(
    code="accounts.ajukan_peran",
    title="Mengajukan peran yang memutuskan",
    roles=KEEPERS,
    permit=bukan_bagi_diri_sendiri,
    subject="user",
    signs=True,
    clause="SE007 A.IV.4",
)
def ajukan_peran(
    ctx: Context, *, user: User, role: str, basis: str, valid_from: date | None = None, valid_to: date | None = None
) -> RoleRequest:
    """Ask that somebody be given a role that decides. It holds from the approval on, not before.

    Raises Invalid for an unknown role, one that needs no approval, a period that cannot be, without a basis, or when the same
    request waits already.
    """
    first = max(valid_from or ctx.today, ctx.today)
    if not basis.strip():
        raise Invalid("Peran belum diajukan.", {"basis": ["Sebutkan SK atau alasan yang menjadi dasar peran ini."]})
    check_role(user, role, first, valid_to)
    if not needs_second_person(role):
        raise Invalid("Peran belum diajukan.", {"role": ["Peran ini diberikan langsung, tanpa persetujuan."]})
    if RoleRequest.objects.filter(user=user, role=role, status=RequestStatus.MENUNGGU).exists():
        raise Invalid("Peran belum diajukan.", {"role": ["Peran ini sudah diajukan dan menunggu persetujuan."]})
    asked = RoleRequest(
        user=user,
        role=role,
        valid_from=first,
        valid_to=valid_to,
        basis=basis.strip()[:200],
        asked_by=ctx.actor.user,
        asked_at=ctx.at,
    )
    asked.save()
    note(peran=ROLE_NAMES[role], dasar=asked.basis, permintaan=str(asked.pk))
    for person in second_persons(ctx, asked):
        _tell(ctx, asked, person, "peran_diminta")
    return asked


def second_persons(ctx: Context, asked: RoleRequest) -> list[User]:
    """Who can approve this: heads and other pengelola sistem; the person named, when there was never a head."""
    held = RoleAssignment.objects.filter(
        RoleAssignment.valid_on(ctx.today), role__in=(SYSTEM_KEEPER, *settings.HEAD_ROLES)
    )
    found = User.objects.filter(is_active=True, pk__in=held.values("user")).exclude(
        pk__in=[pk for pk in (asked.asked_by_id, asked.user_id) if pk]
    )
    first = (
        asked.role in settings.HEAD_ROLES and not RoleAssignment.objects.filter(role__in=settings.HEAD_ROLES).exists()
    )
    return [*found.order_by("name", "pk"), *([asked.user] if first else [])]


def _tell(ctx: Context, asked: RoleRequest, person: User, template: str) -> None:
    mail.send(
        ctx,
        template=template,
        to_user=person,
        peran=ROLE_NAMES.get(asked.role, asked.role),
        bagi=asked.user.name,
        dasar=asked.basis,
        oleh=asked.asked_by.name if asked.asked_by else "",
        keputusan=asked.get_status_display().lower(),
        alasan=asked.reason,
        tautan=settings.BASE_URL + reverse("accounts_permintaan_peran"),
    )


@command(
    code="accounts.setujui_peran",
    title="Menyetujui peran yang memutuskan",
    roles=[ANY_ROLE],
    permit=orang_kedua,
    subject="permintaan",
    sources={RequestStatus.MENUNGGU},
    signs=True,
    clause="SE007 A.IV.4",
)
def setujui_peran(ctx: Context, *, permintaan: RoleRequest, alasan: str = "") -> RoleAssignment:
    """Give the role that was asked for, from today at the earliest; ``alasan`` is the machine owner's for standing in.

    Raises NotPermitted for a closed account, Invalid when the period is over or overlaps a role given meanwhile.
    """
    user = permintaan.user
    if not user.is_active:
        raise NotPermitted("Akun itu nonaktif; peran tidak diberikan kepadanya.")
    if permintaan.valid_to is not None and permintaan.valid_to < ctx.today:
        raise Invalid("Masa peran yang diminta sudah lewat. Tolak permintaan ini dan ajukan yang baru.")
    perdana = ctx.actor.id == str(user.pk)
    given = give(user, permintaan.role, max(permintaan.valid_from, ctx.today), permintaan.valid_to, permintaan.basis)
    _decide(ctx, permintaan, RequestStatus.DISETUJUI, "")
    note(peran=ROLE_NAMES[permintaan.role], dasar=permintaan.basis, jabatan_perdana=perdana, alasan=alasan.strip())
    return given


@command(
    code="accounts.tolak_peran",
    title="Menolak atau menarik permintaan peran",
    roles=[ANY_ROLE],
    permit=pihak_permintaan,
    subject="permintaan",
    sources={RequestStatus.MENUNGGU},
    clause="SE007 A.IV.4",
)
def tolak_peran(ctx: Context, *, permintaan: RoleRequest, alasan: str) -> None:
    """The role is not given. Raises Invalid without a reason."""
    needs_reason(alasan)
    _decide(ctx, permintaan, RequestStatus.DITOLAK, alasan.strip()[:200])
    note(peran=ROLE_NAMES.get(permintaan.role, permintaan.role), alasan=permintaan.reason)


def _decide(ctx: Context, asked: RoleRequest, status: RequestStatus, reason: str) -> None:
    asked.status, asked.reason, asked.decided_at, asked.decided_by = status, reason, ctx.at, ctx.actor.user
    asked.save()
    for person in (asked.user, asked.asked_by):
        if person is not None:
            _tell(ctx, asked, person, "peran_diputuskan")


def requests_of(ctx: Context) -> QuerySet[RoleRequest]:
    """Requests the actor may see: all for who can approve, else their own; waiting ones first, then the latest."""
    rows: QuerySet[RoleRequest] = RoleRequest.objects.select_related("user", "asked_by", "decided_by").order_by(
        "-status", "-asked_at", "pk"
    )
    if ctx.actor.has(SYSTEM_KEEPER, *settings.HEAD_ROLES):
        return rows
    if ctx.actor.user is None:
        return rows.none()
    return rows.filter(Q(user_id=ctx.actor.id) | Q(asked_by_id=ctx.actor.id))


def waiting_for(user: User) -> list[tuple[str, RoleRequest]]:
    """What is asked for a person and not yet answered, with the names of the roles."""
    rows = RoleRequest.objects.filter(user=user, status=RequestStatus.MENUNGGU).order_by("asked_at")
    return [(ROLE_NAMES.get(asked.role, asked.role), asked) for asked in rows]
