"""The trail of acts. Rows are written once; the database refuses to change or remove them (see the migration's triggers)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class Outcome(models.TextChoices):
    """What became of an act."""

    DONE = "done", "Dilakukan"
    REFUSED = "refused", "Ditolak"
    READ = "read", "Dibaca"


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A queryset that can add and read, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("Jejak tidak dapat diubah.")

    def delete(self) -> NoReturn:
        raise TypeError("Jejak tidak dapat dihapus.")

    bulk_update = update  # type: ignore[assignment]


class Entry(models.Model):
    """One act: who, when, what, on which subject, with what outcome (P508 10.2.6, PP 71/2019 art. 22).

    The actor's name and the subject's label are kept as text, so that the trail reads the same when both are gone.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    code = models.CharField(max_length=80)
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(blank=True)
    actor_id = models.CharField(max_length=64)
    actor_name = models.CharField(max_length=255)
    actor_roles = models.CharField(max_length=255, blank=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    subject_label = models.CharField(max_length=255, blank=True)
    channel = models.CharField(max_length=16)
    request_id = models.UUIDField()
    changes = models.JSONField(default=list)
    data = models.JSONField(default=dict)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_by_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_by_actor"),
            models.Index(fields=["at"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.code} {self.outcome} {self.actor_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("Jejak tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Jejak tidak dapat dihapus.")
