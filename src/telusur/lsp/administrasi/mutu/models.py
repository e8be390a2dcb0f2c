"""Documents of the quality system that people read and agree to, one row per revision (P508 10.4.4.1)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from telusur.kernel.commands.guard import GuardedModel
from telusur.lsp.administrasi.mutu.states import JenisDokumen, StatusDokumen


class DokumenMutu(GuardedModel):
    """One revision of a document. Agreements elsewhere store ``kode`` and ``revisi``, so a revision never changes.

    ``isi`` is plain text: ``# `` and ``## `` begin headings, ``- `` and ``1. `` lists, an empty line ends a paragraph.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"isi"})

    kode = models.CharField(max_length=40)
    revisi = models.PositiveSmallIntegerField()
    jenis = models.CharField(max_length=12, choices=JenisDokumen)
    judul = models.CharField(max_length=200)
    isi = models.TextField()
    status = models.CharField(max_length=10, choices=StatusDokumen, default=StatusDokumen.BERLAKU)
    berlaku_sejak = models.DateField()
    perubahan = models.CharField("ringkasan perubahan", max_length=300, blank=True)
    dibuat_oleh = models.CharField(max_length=150)
    dibuat_pada = models.DateField()
    diperiksa_oleh = models.CharField(max_length=150)
    diperiksa_pada = models.DateField()
    disetujui_oleh = models.CharField(max_length=150)
    disetujui_pada = models.DateField()
    diterbitkan_pada = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["kode", "-revisi"]
        constraints = [
            models.UniqueConstraint(fields=["kode", "revisi"], name="mutu_revisi_sekali"),
            models.UniqueConstraint(
                fields=["kode"], condition=Q(status=StatusDokumen.BERLAKU), name="mutu_satu_berlaku"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} revisi {self.revisi}"

    def get_absolute_url(self) -> str:
        """Where anybody reads the revision in force."""
        return f"/mutu/{self.kode}/"
