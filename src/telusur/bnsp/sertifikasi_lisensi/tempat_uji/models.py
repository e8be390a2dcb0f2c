"""Test places as the LSP that verified them report them."""

from __future__ import annotations

from django.db import models

from telusur.bnsp.sertifikasi_lisensi.tempat_uji.states import JenisTuk
from telusur.kernel.commands.guard import GuardedModel


class TempatUji(GuardedModel):
    """A TUK of an LSP, known by the LSP's own code. ``skema``: numbers of the skema it was verified for."""

    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    kode = models.CharField(max_length=30)
    nama = models.CharField(max_length=150)
    jenis = models.CharField(max_length=12, choices=JenisTuk)
    alamat = models.CharField(max_length=250)
    kota = models.CharField(max_length=80)
    kapasitas = models.PositiveSmallIntegerField()
    skema = models.JSONField(default=list)
    berlaku_sampai = models.DateField("verifikasi berlaku sampai", null=True, blank=True)
    aktif = models.BooleanField(default=True)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "TUK"
        constraints = [models.UniqueConstraint(fields=["lsp", "kode"], name="tempat_uji_kode_sekali")]
        indexes = [models.Index(fields=["nama", "id"], name="tempat_uji_nama")]

    def __str__(self) -> str:
        return f"{self.nama} ({self.kode})"
