"""Guidelines of BNSP as they arrive, one row per version (P508 10.1, 10.4.4)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from telusur.kernel.commands.guard import GuardedModel
from telusur.lsp.administrasi.pengetahuan.states import StatusVersi


class Pedoman(GuardedModel):
    """A guideline, whatever its version: ``PBNSP 201``."""

    kode = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    judul = models.CharField(max_length=250)

    def __str__(self) -> str:
        return f"{self.kode} {self.judul}"


class VersiPedoman(GuardedModel):
    """What a guideline says, in the words of BNSP; a version never changes. ``isi`` is plain text as in the quality documents."""

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"isi"})

    pedoman = models.ForeignKey(Pedoman, on_delete=models.PROTECT, related_name="versi")
    versi = models.PositiveSmallIntegerField()
    nomor = models.CharField("nomor peraturan", max_length=80)
    tanggal = models.DateField()
    perubahan = models.TextField("apa yang berubah", blank=True)
    isi = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=StatusVersi, default=StatusVersi.BERLAKU)
    diterima_pada = models.DateTimeField()
    dikabarkan_pada = models.DateTimeField("staf diberi tahu", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pedoman", "versi"], name="pengetahuan_versi_sekali"),
            models.UniqueConstraint(
                fields=["pedoman"], condition=Q(status=StatusVersi.BERLAKU), name="pengetahuan_satu_berlaku"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pedoman.kode} versi {self.versi}"

    def get_absolute_url(self) -> str:
        """Where anybody reads this version."""
        return reverse("pengetahuan:versi", args=[self.pedoman.slug, self.versi])
