"""The table of open work."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import models

NO_DEADLINE = datetime(9999, 12, 31, tzinfo=UTC)


class WorkItem(models.Model):
    """One open thing to do, derived from the row it is about.

    Not guarded: it holds nothing of its own. The hook at the end of every command rebuilds it from ``work_items()`` of the
    saved rows, so the trail already has the act that made or ended it. Nothing else writes it, except the recalculation
    of deadlines after a change of the calendar, which is a command.
    ``holder`` is ``peran:...`` or ``orang:...``, so that one index serves both; ``sort_at`` is the deadline or a far date.
    """

    id = models.BigAutoField(primary_key=True)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    module = models.CharField(max_length=40)
    code = models.CharField(max_length=80)
    holder = models.CharField(max_length=64)
    role = models.CharField(max_length=40, blank=True)
    person_id = models.UUIDField(null=True)
    title = models.CharField(max_length=120)
    detail = models.CharField(max_length=255, blank=True)
    act = models.CharField(max_length=40)
    url = models.CharField(max_length=255)
    case_id = models.UUIDField(null=True)
    since = models.DateTimeField()
    days = models.SmallIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    sort_at = models.DateTimeField(default=NO_DEADLINE)

    text_index = ("title", "detail")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_id", "code", "holder"], name="flows_work_once")]
        indexes = [
            models.Index(fields=["holder", "sort_at", "id"], name="flows_by_holder"),
            models.Index(fields=["sort_at", "id"], name="flows_by_due"),
            models.Index(fields=["case_id"], name="flows_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.detail}"
