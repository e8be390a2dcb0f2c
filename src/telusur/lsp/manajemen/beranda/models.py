"""What the page of a case keeps of what it has drawn."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models


class Lembar(models.Model):
    """The parts of one case's page that only acts change, drawn once after each change.

    Not guarded: it holds nothing of its own and may be emptied at any time. ``versi`` is new after every act that
    concerns the case, in the transaction of that act; what was drawn counts while ``digambar`` is that version and ``rilis``
    the program that draws now.
    """

    kasus: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True)
    versi: models.UUIDField[UUID, UUID] = models.UUIDField(default=uuid4)
    digambar: models.UUIDField[UUID | None, UUID | None] = models.UUIDField(null=True)
    rilis = models.CharField(max_length=100, blank=True)
    isi = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"lembar {self.kasus}"
