"""Stored files: one row each, content by digest, private, never overwritten (P508 10.2.8)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from telusur.kernel.archive.states import Source
from telusur.kernel.commands.guard import GuardedModel


class StoredFile(GuardedModel):
    """One file as it was taken in. ``sha256`` is of the stored bytes, ``original_sha256`` of what was sent.

    ``owner_id`` is the account it belongs to, ``case_id`` the case it is evidence in; both may be empty for files of the
    institution. ``key`` is the wrapped data key of the content; once it is
    empty the content is destroyed. ``source`` with ``captured_by`` and ``created_at`` says where it came from, through whom and
    when.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"name", "label", "key"})

    name = models.CharField("nama berkas", max_length=200)
    label = models.CharField("keterangan", max_length=200, blank=True)
    kind = models.CharField(max_length=16)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField("ukuran")
    sha256 = models.CharField(max_length=64, db_index=True)
    original_sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    key = models.CharField("kunci data", max_length=200, blank=True)
    owner_id = models.UUIDField(null=True, blank=True, db_index=True)
    case_id = models.UUIDField(null=True, blank=True, db_index=True)
    sensitive = models.BooleanField(default=True)
    source = models.CharField("asal", max_length=16, choices=Source, default=Source.UNGGAHAN)
    captured_by = models.CharField("diunggah oleh", max_length=255)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner_id", "case_id", "original_sha256"],
                condition=Q(owner_id__isnull=False, case_id__isnull=False),
                name="archive_once_per_case",
            ),
            models.UniqueConstraint(
                fields=["owner_id", "original_sha256"],
                condition=Q(owner_id__isnull=False, case_id__isnull=True),
                name="archive_once_per_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.name
