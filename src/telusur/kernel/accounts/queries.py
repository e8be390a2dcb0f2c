"""Reads on accounts and permissions."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from telusur.kernel.accounts import guests, owner, role_requests  # noqa: F401  (its acts are declared with these)
from telusur.kernel.accounts.commands import acting_roles, buat_akun, grantable_roles
from telusur.kernel.accounts.context import roles_held
from telusur.kernel.accounts.keepers import FACTORS
from telusur.kernel.accounts.models import RoleAssignment, SecondFactorRule, User
from telusur.kernel.base import clock
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.commands import SYSTEM_KEEPER, ubah_kewenangan
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.models import CommandGrant
from telusur.kernel.commands.registry import REGISTRY, CommandSpec, query, why_not_by_role


def must_have_second_factor(user: User, *, set_up: bool | None = None) -> bool:
    """Whether a role the person holds today requires a second factor. ``set_up=False``: and they have none yet."""
    today = clock.day_of(clock.now())
    if not any(required for _, required in roles_held(user, today)):
        return False
    return set_up is None or has_second_factor(user) == set_up


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app or a passkey is set up."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def may_manage(ctx: Context) -> bool:
    """Whether the actor may see the list of people."""
    return not why_not_by_role(buat_akun, ctx)


def people(ctx: Context, *, words: str = "", role: str = "", active: str = "") -> QuerySet[User]:
    """Accounts by name, with the roles of today and whether a second factor is set up; nothing for who may not manage them."""
    nobody: QuerySet[User] = User.objects.none()
    if not may_manage(ctx):
        return nobody
    valid = RoleAssignment.objects.filter(RoleAssignment.valid_on(ctx.today)).order_by("role")
    found: QuerySet[User] = User.objects.order_by("name", "id").annotate(
        second_factor=Exists(Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=FACTORS))
    )
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if role:
        found = found.filter(Exists(valid.filter(user=OuterRef("pk"), role=role)))
    if active in {"ya", "tidak"}:
        found = found.filter(is_active=active == "ya")
    return found.prefetch_related(Prefetch("roles", queryset=valid, to_attr="valid_roles"))


@query(
    code="accounts.lihat_akun",
    title="Melihat akun",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    subject="user",
    logged=False,
    clause="P508 10.2.3",
)
def account_page(ctx: Context, *, user: User) -> list[RoleAssignment]:
    """All roles of an account, present, past and to come, the latest first."""
    return list(RoleAssignment.objects.filter(user=user).order_by("-valid_from", "role"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One role's permission for one act: in force now, by default, and whether they differ."""

    role: str
    name: str
    allowed: bool
    default: bool

    @property
    def changed(self) -> bool:
        return self.allowed != self.default


@dataclass(frozen=True, slots=True)
class Line:
    """One act and every role's permission for it."""

    spec: CommandSpec
    cells: list[Cell]

    @property
    def changed(self) -> bool:
        return any(cell.changed for cell in self.cells)


def permission_matrix(ctx: Context, *, code: str = "") -> list[tuple[str, list[Line]]]:
    """Act x role, grouped by module (P508 10.2.3); one query. Empty for who may not change permissions."""
    if why_not_by_role(ubah_kewenangan, ctx):
        return []
    changes = {(grant.code, grant.role): grant.allowed for grant in CommandGrant.objects.all()}
    modules: dict[str, list[Line]] = {}
    for spec in sorted(REGISTRY.values(), key=lambda spec: spec.code):
        if not spec.nested and (not code or spec.code == code) and _for_people(spec):
            modules.setdefault(spec.module, []).append(_line(spec, changes))
    return [(str(apps.get_app_config(label).verbose_name), lines) for label, lines in modules.items()]


def _for_people(spec: CommandSpec) -> bool:
    return bool(spec.roles & acting_roles().keys())


def _line(spec: CommandSpec, changes: dict[tuple[str, str], bool]) -> Line:
    cells = [
        Cell(role, name, changes.get((spec.code, role), role in spec.roles), role in spec.roles)
        for role, name in acting_roles().items()
    ]
    return Line(spec, cells)


def second_factor_rules() -> list[tuple[str, str, bool]]:
    """Every role, its name, and whether it requires a second factor."""
    required = set(SecondFactorRule.objects.filter(required=True).values_list("role", flat=True))
    return [(role, name, role in required) for role, name in grantable_roles().items()]


@dataclass(frozen=True, slots=True)
class Held:
    """A role of a person as a page shows it."""

    assignment: RoleAssignment
    name: str
    tone: str
    word: str
    icon: str


def described(ctx: Context, assignment: RoleAssignment) -> Held:
    """In force, to come or past, on the day of ``ctx``."""
    name = grantable_roles().get(assignment.role, assignment.role)
    if assignment.valid_from > ctx.today:
        return Held(assignment, name, "info", "Akan berlaku", "calendar-event")
    if assignment.valid_to is not None and assignment.valid_to < ctx.today:
        return Held(assignment, name, "mute", "Berakhir", "calendar-x")
    return Held(assignment, name, "ok", "Berlaku", "circle-check")


def own_roles(user: User) -> list[tuple[str, RoleAssignment]]:
    """The roles a person holds today, with their names."""
    today = clock.day_of(clock.now())
    held = RoleAssignment.objects.filter(RoleAssignment.valid_on(today), user=user).order_by("role")
    return [(grantable_roles().get(assignment.role, assignment.role), assignment) for assignment in held]
