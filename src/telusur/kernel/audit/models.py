"""The trail of acts.

Rows are written once; the database refuses to change or remove them (see the migration's triggers).
"""

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

    def update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Jejak tidak dapat diubah.")

    def delete(self) -> NoReturn:
        raise TypeError("Jejak tidak dapat dihapus.")

    bulk_update = update
    update_or_create = update


class AppendOnly(models.Model):
    """Base of rows that are written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("Jejak tidak dapat diubah.")
        kwargs["force_insert"] = True  # a known id in a new object must not become an update
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Jejak tidak dapat dihapus.")


class Entry(AppendOnly):
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
    # Made at writing with a key outside the database (``audit.mark``); a row that SQL inserted has none.
    mark = models.CharField(max_length=98, blank=True, default="", db_default="")

    text_index = ("actor_name", "subject_label")

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "outcome", "id"], name="audit_by_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_by_actor"),
            models.Index(fields=["at"], name="audit_by_time"),
            models.Index(fields=["code", "id"], name="audit_by_code"),
            models.Index(fields=["request_id"], name="audit_by_request"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.code} {self.outcome} {self.actor_name}"


class ChangedRow(AppendOnly):
    """Which entries changed a row: the way from a row to its history, whatever the entries are about themselves.

    An index and no evidence: what an entry says counts only with its mark, and ``check-audit`` reads every entry.
    """

    id = models.BigAutoField(primary_key=True)
    entry_id = models.BigIntegerField()
    type = models.CharField(max_length=80)
    row_id = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["type", "row_id", "entry_id"], name="audit_changed_row")]

    def __str__(self) -> str:
        return f"{self.type} {self.row_id}"


class Seal(AppendOnly):
    """One batch of entries, closed: every entry with an id after ``first_entry - 1`` and up to ``last_entry``.

    ``reach`` is the highest id there was when it was made: a later entry cannot be older than the seal.
    ``previous`` is the digest of the seal before; ``batch`` the digest over the batch's entries; ``digest`` covers
    all columns but itself and the signature; ``signature`` is the institution key's over ``digest``. Digests are
    SHA-256, hexadecimal.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    reach = models.BigIntegerField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    batch = models.CharField(max_length=64)
    key_id = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)

    def __str__(self) -> str:
        return f"Segel {self.number}"


class SealedEntry(AppendOnly):
    """The digest of one entry when it was sealed. No foreign key to the entry: it must survive the entry's removal."""

    entry_id = models.BigIntegerField(primary_key=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="entries")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.digest[:8]}"
