"""Departures from the default permissions."""

from __future__ import annotations

from django.db import models

from telusur.kernel.commands.guard import GuardedModel


class CommandGrant(GuardedModel):
    """A role was given or denied an act by the pengelola sistem. No row means the default of the code counts."""

    code = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    allowed = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "role"], name="commands_grant_once")]

    def __str__(self) -> str:
        return f"{self.role} {'boleh' if self.allowed else 'tidak boleh'} {self.code}"
