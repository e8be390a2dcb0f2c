"""People who sign in, and the roles they hold from one day to another."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from telusur.kernel.accounts.states import RequestStatus
from telusur.kernel.base.ids import uuid7
from telusur.kernel.commands.guard import GuardedModel, GuardedQuerySet


class UserQuerySet(GuardedQuerySet["User"]):
    """Accounts are read by anyone who has a reason and written by commands."""


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """The manager Django's authentication expects."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username or "")  # type: ignore[no-any-return]


class User(GuardedModel, AbstractBaseUser):
    """An account. ``name`` as on the identity card; ``email`` (lower case) is the user name; both may change, ``id`` never does.

    ``privacy_version`` is the edition of the privacy text that the person accepted when registering.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"password", "email", "phone"})
    # Written by the sign-in machinery (last visit, stronger hash of the same or a new password), never by hand. Setting a
    # password is recorded by the adapter, which is the only place that chooses one.
    SESSION_FIELDS: ClassVar[frozenset[str]] = frozenset({"last_login", "password"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField("nama lengkap", max_length=150)
    phone = models.CharField("nomor ponsel", max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    privacy_version = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="accounts_email_lower")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Guarded, except for the two columns that signing in and changing a password write by themselves."""
        fields = kwargs.get("update_fields")
        if fields is not None and set(fields) <= self.SESSION_FIELDS:
            models.Model.save(self, *args, **kwargs)
        else:
            super().save(*args, **kwargs)

    @property
    def initials(self) -> str:
        """Two letters for the round badge."""
        words = self.name.split() or [self.email]
        return "".join(word[0] for word in (words[0], words[-1] if len(words) > 1 else "") if word).upper()

    def has_usable_role(self, day: date) -> bool:
        """Whether any role is valid on this day."""
        return self.roles.filter(RoleAssignment.valid_on(day)).exists()


class RoleAssignment(GuardedModel):
    """A role of a person, first and last day included. ``basis`` is the SK or reason it rests on."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="accounts_role_period"
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(valid_to__isnull=True), name="accounts_one_open_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} sebagai {self.role}"

    @staticmethod
    def valid_on(day: date) -> Q:
        """Condition: in force on this day."""
        return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class RoleRequest(GuardedModel):
    """A role that decides, asked for by a pengelola sistem; it holds once a second person has approved it (SE007 A.IV.4)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_requests")
    role = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=RequestStatus, default=RequestStatus.MENUNGGU)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(status=RequestStatus.MENUNGGU), name="accounts_one_waiting_request"
            ),
        ]
        indexes = [models.Index(fields=["status", "-asked_at"], name="accounts_requests")]

    def __str__(self) -> str:
        return f"permintaan peran {self.role} bagi {self.user}"


class SecondFactorRule(GuardedModel):
    """Whether holders of a role must have a second factor. No row means they need not."""

    role = models.CharField(max_length=40, unique=True)
    required = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.role} {'wajib' if self.required else 'tidak wajib'} faktor kedua"
