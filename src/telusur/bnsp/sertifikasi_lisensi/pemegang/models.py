"""The national register of certificates and their holders; made for ten million rows."""

from __future__ import annotations

from datetime import date

from django.db import models

from telusur.bnsp.sertifikasi_lisensi.pemegang.states import Keadaan, StatusSertifikat
from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel


class SertifikatTerdaftar(GuardedModel):
    """A certificate. The public finds it by number, registration or code, each by its own unique index.

    Nothing of the holder but the name; ``nama_cari`` is the name in small letters, searched by its beginning.
    """

    nomor = models.CharField(max_length=60, unique=True)
    nomor_kunci = KeyField(of="nomor")
    nomor_registrasi = models.CharField(max_length=60, unique=True)
    nomor_registrasi_kunci = KeyField(of="nomor_registrasi")
    nomor_blanko = models.PositiveBigIntegerField(unique=True)
    kode = models.CharField("kode verifikasi", max_length=20, unique=True)
    nama = models.CharField("nama pemegang", max_length=200)
    nama_cari = models.CharField(max_length=200, db_index=True)  # also gives PostgreSQL its index for LIKE
    skema_kode = models.CharField(max_length=80)
    skema_nama = models.CharField(max_length=200)
    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+", db_index=False)
    tanggal_terbit = models.DateField()
    berlaku_sampai = models.DateField()
    status = models.CharField(max_length=12, choices=StatusSertifikat, default=StatusSertifikat.TERBIT)
    dasar_status = models.TextField(blank=True)
    dicatat_pada = models.DateTimeField()
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "sertifikat"
        indexes = [
            models.Index(fields=["lsp", "-id"], name="pemegang_lsp"),
            models.Index(fields=["status", "-id"], name="pemegang_status"),
            models.Index(fields=["nama_cari", "id"], name="pemegang_nama"),
        ]

    def __str__(self) -> str:
        return self.nomor

    def keadaan(self, pada: date) -> Keadaan:
        """What it is worth on a day."""
        if self.status != StatusSertifikat.TERBIT:
            return Keadaan(self.status)
        return Keadaan.BERLAKU if pada <= self.berlaku_sampai else Keadaan.KEDALUWARSA


class RekapSertifikat(GuardedModel):
    """How many certificates an LSP issued for a skema in a year; kept with each issue, so that nobody counts millions."""

    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    skema_kode = models.CharField(max_length=80)
    tahun = models.PositiveSmallIntegerField()
    jumlah = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "rekap sertifikat"
        constraints = [models.UniqueConstraint(fields=["lsp", "skema_kode", "tahun"], name="pemegang_rekap_sekali")]

    def __str__(self) -> str:
        return f"{self.skema_kode} {self.tahun}"
