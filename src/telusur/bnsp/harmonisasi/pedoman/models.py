"""Guidelines of BNSP and their versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from telusur.bnsp.harmonisasi.pedoman.states import StatusVersi
from telusur.kernel.commands.guard import GuardedModel


class Pedoman(GuardedModel):
    """A guideline, whatever its version: ``PBNSP 201``."""

    kode = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    judul = models.CharField(max_length=250)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "pedoman"

    def __str__(self) -> str:
        return f"{self.kode} {self.judul}"


class VersiPedoman(GuardedModel):
    """What a guideline says from a day on. ``isi`` is read on the page, ``berkas`` is the signed PDF if there is one."""

    audit_hidden = frozenset({"isi"})

    pedoman = models.ForeignKey(Pedoman, on_delete=models.PROTECT, related_name="versi")
    versi = models.PositiveSmallIntegerField()
    nomor = models.CharField("nomor peraturan", max_length=80)
    tanggal = models.DateField()
    perubahan = models.TextField("apa yang berubah", blank=True)
    isi = models.TextField()
    berkas = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=12, choices=StatusVersi, default=StatusVersi.DRAF)
    terbit_pada = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "versi pedoman"
        constraints = [
            models.UniqueConstraint(fields=["pedoman", "versi"], name="pedoman_versi_sekali"),
            models.UniqueConstraint(
                fields=["pedoman"], condition=Q(status=StatusVersi.BERLAKU), name="pedoman_satu_berlaku"
            ),
            models.UniqueConstraint(fields=["pedoman"], condition=Q(status=StatusVersi.DRAF), name="pedoman_satu_draf"),
        ]

    def __str__(self) -> str:
        return f"{self.pedoman.kode} versi {self.versi}"
