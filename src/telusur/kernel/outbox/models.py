"""Facts that commands announce, and who still has to hear them. A fact and its act commit together or not at all."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """A fact: something that happened and cannot be refused any more."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    request_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="outbox_by_name")]

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", "Menunggu"
    DONE = "done", "Selesai"
    DEAD = "dead", "Gagal"


class Delivery(models.Model):
    """One event for one subscriber.

    Delivered at least once, retried with back-off, set aside after the last attempt. ``next_at`` is when somebody may take it:
    now, after a pause, or when the lease of the process that has it ends.
    """

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    subscriber = models.CharField(max_length=160)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "subscriber"], name="outbox_delivery_once")]
        # Whole, not for waiting rows only: SQLite cannot tell from a bound value that a row is in such a part.
        indexes = [models.Index(fields=["state", "next_at", "id"], name="outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.subscriber} {self.state}"


class ScheduleRun(models.Model):
    """When a scheduled job was last taken, so that of many workers one runs it.

    ``slot`` is the moment it was due; ``retry_at`` is set while it runs and after it failed, empty once it succeeded.
    """

    name = models.CharField(max_length=160, primary_key=True)
    slot = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.slot:%Y-%m-%d %H:%M}"
