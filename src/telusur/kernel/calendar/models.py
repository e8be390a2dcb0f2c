"""The table of days off."""

from __future__ import annotations

from django.db import models

from telusur.kernel.calendar.states import HolidayKind
from telusur.kernel.commands.guard import GuardedModel


class Holiday(GuardedModel):
    """A day that is no working day. ``estimated``: computed, not yet fixed by a joint decree (SKB 3 Menteri)."""

    date = models.DateField(unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=HolidayKind)
    estimated = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.name}"
