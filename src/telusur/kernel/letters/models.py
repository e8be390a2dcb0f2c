"""Number series and the register of letters."""

from __future__ import annotations

from django.db import models

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.letters.states import Direction


class Series(GuardedModel):
    """A pattern that differs from the default of the code. No row means the default counts."""

    code = models.CharField(max_length=40, unique=True)
    pattern = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.code


class SeriesCounter(models.Model):
    """The last number taken, per series and year (0 for a series that never begins again).

    Not guarded: it is written by every module that numbers something, inside their commands, and the number itself is in
    the trail with the row that bears it.
    """

    id = models.BigAutoField(primary_key=True)
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(default=0)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="letters_one_counter")]

    def __str__(self) -> str:
        return f"{self.series} {self.year or ''}: {self.last}"


class Letter(GuardedModel):
    """One line of the letter register. ``kind`` is a series code where the letter has one; the document may come later.

    ``readers`` (``kernel.base.readers``): empty for a letter that every reader of the register reads. A letter that came in
    may be found secret later, when the trail can no longer forget what it was told, so the trail is never told.
    """

    direction = models.CharField(max_length=6, choices=Direction)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=120)
    number_kunci = KeyField(of="number")
    subject = models.CharField("hal", max_length=255)
    date = models.DateField("tanggal surat")
    to = models.CharField("kepada/dari", max_length=500)
    document_id = models.UUIDField(null=True)
    document_code = models.CharField(max_length=40, blank=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    case_id = models.UUIDField(null=True)
    registered_at = models.DateTimeField()
    readers = models.TextField("hanya dibaca oleh", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"], condition=models.Q(direction="keluar"), name="letters_number_once"
            )
        ]
        indexes = [
            models.Index(fields=["-date", "-id"], name="letters_by_date"),
            models.Index(fields=["kind", "-date"], name="letters_by_kind"),
            models.Index(fields=["case_id"], name="letters_by_case"),
            models.Index(fields=["document_id"], name="letters_by_document"),
        ]

    def __str__(self) -> str:
        # The number of a letter that came in is its sender's, and what is in the trail is read by others than the letter.
        return self.number if self.direction == Direction.KELUAR else f"surat masuk tanggal {long_date(self.date)}"

    def hides(self, name: str) -> bool:
        came_in = self.direction == Direction.MASUK
        secret = name in {"subject", "to"} and (came_in or bool(self.readers))
        return secret or (name in {"number", "number_kunci"} and came_in) or super().hides(name)
