"""Branches of LSP, standards of competency, and what was harmonised with whom."""

from __future__ import annotations

from django.db import models

from telusur.bnsp.harmonisasi.kelembagaan.states import BentukHarmonisasi, JenisStandar, StatusCabang, StatusStandar
from telusur.kernel.commands.guard import GuardedModel


class Cabang(GuardedModel):
    """A branch of an LSP with the skema it may assess (PBNSP 207)."""

    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    nama = models.CharField(max_length=150)
    alamat = models.CharField(max_length=250)
    kota = models.CharField("kota atau kabupaten", max_length=80)
    provinsi = models.CharField(max_length=80)
    skema = models.JSONField(default=list)
    sejak = models.DateField()
    status = models.CharField(max_length=8, choices=StatusCabang, default=StatusCabang.BUKA)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "cabang"
        constraints = [models.UniqueConstraint(fields=["lsp", "nama"], name="kelembagaan_cabang_sekali")]

    def __str__(self) -> str:
        return self.nama


class Standar(GuardedModel):
    """A standard of competency; ``pengganti`` is the one that took its place."""

    kode = models.CharField(max_length=80, unique=True)
    judul = models.CharField(max_length=250)
    jenis = models.CharField(max_length=16, choices=JenisStandar)
    bidang = models.CharField(max_length=120)
    nomor_keputusan = models.CharField(max_length=120, blank=True)
    tanggal = models.DateField()
    status = models.CharField(max_length=12, choices=StatusStandar, default=StatusStandar.BERLAKU)
    pengganti = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "standar"

    def __str__(self) -> str:
        return f"{self.kode} {self.judul}"


class Harmonisasi(GuardedModel):
    """An agreement or comparison with another institution, in the country or abroad."""

    tanggal = models.DateField()
    pihak = models.CharField(max_length=200)
    bentuk = models.CharField(max_length=16, choices=BentukHarmonisasi)
    pokok = models.CharField("pokok bahasan", max_length=250)
    hasil = models.TextField()
    nomor_dokumen = models.CharField(max_length=120, blank=True)
    standar = models.ForeignKey(Standar, on_delete=models.PROTECT, null=True, related_name="harmonisasi")
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "catatan harmonisasi"
        indexes = [models.Index(fields=["-tanggal"], name="kelembagaan_harmonisasi_hari")]

    def __str__(self) -> str:
        return f"{self.pihak}: {self.pokok}"
