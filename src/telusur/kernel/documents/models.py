"""Documents: what was asked for, what came out, who signed it and how anybody can check it (P508 7.1)."""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.documents.kinds import KINDS
from telusur.kernel.documents.states import S


class Document(GuardedModel):
    """One document. ``code`` is printed on it and opens its verification page.

    ``data`` is what the template printed, ``letterhead`` who the institution was at that time. ``requested_at`` is the
    moment of the act, which is also the time of signature; ``ready_at`` when the bytes were archived. ``sha256`` is of the
    archived bytes, which never change. ``failures`` counts attempts to make it that went wrong.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"data", "letterhead", "images", "title"})

    code = models.CharField("kode dokumen", max_length=20, unique=True)
    kind = models.CharField("jenis", max_length=60)
    title = models.CharField("judul", max_length=300)
    number = models.CharField("nomor", max_length=120, blank=True)
    number_kunci = KeyField(of="number")
    template = models.CharField(max_length=120)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    letterhead = models.JSONField(default=dict)
    images = models.JSONField(default=dict)
    case_id = models.UUIDField(null=True, blank=True, db_index=True)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    owner_id = models.UUIDField(null=True, blank=True)
    sign = models.BooleanField(default=True)
    draft = models.BooleanField(default=False)
    signer_name = models.CharField("penanda tangan", max_length=255, blank=True)
    signer_title = models.CharField("jabatan", max_length=255, blank=True)
    status = models.CharField(max_length=8, choices=S, default=S.DIMINTA)
    requested_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="documents_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind_title} {self.number or self.code}"

    @property
    def kind_title(self) -> str:
        """Name of the kind, or of the single document when the kind is no longer registered."""
        return KINDS[self.kind].title if self.kind in KINDS else self.title
