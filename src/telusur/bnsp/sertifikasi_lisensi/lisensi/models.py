"""LSP with their licence, scope, and every decision about them."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from telusur.bnsp.sertifikasi_lisensi.lisensi.states import (
    JenisKeputusan,
    JenisLsp,
    KeadaanLingkup,
    StatusLingkup,
    StatusLisensi,
)
from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel


class Lsp(GuardedModel):
    """A licensed certification body. ``berlaku_sampai`` is the licence's last day; ``alamat_sistem`` where its system answers."""

    nama = models.CharField(max_length=150)
    singkatan = models.CharField(max_length=20)
    jenis = models.CharField(max_length=2, choices=JenisLsp)
    nomor_lisensi = models.CharField(max_length=40, unique=True)
    nomor_lisensi_kunci = KeyField(of="nomor_lisensi")
    nomor_sk = models.CharField(max_length=80)
    tanggal_sk = models.DateField()
    berlaku_dari = models.DateField()
    berlaku_sampai = models.DateField()
    status = models.CharField(max_length=12, choices=StatusLisensi, default=StatusLisensi.AKTIF)
    alamat = models.CharField(max_length=250)
    kota = models.CharField(max_length=80)
    telepon = models.CharField(max_length=40, blank=True)
    surel = models.EmailField()
    situs = models.URLField(blank=True)
    alamat_sistem = models.URLField(blank=True)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "LSP"
        indexes = [models.Index(fields=["nama"], name="lisensi_lsp_nama")]

    def __str__(self) -> str:
        return f"{self.nama} ({self.nomor_lisensi})"

    def keadaan(self, pada: date) -> StatusLisensi:
        """What the licence is worth on a day: what was decided, and whether its term is over."""
        if self.status == StatusLisensi.AKTIF and not self.berlaku_dari <= pada <= self.berlaku_sampai:
            return StatusLisensi.BERAKHIR
        return StatusLisensi(self.status)


MASA_BERLAKU_BULAN = 36  # of a skema for which BNSP wrote down nothing else


class Lingkup(GuardedModel):
    """A skema that the LSP may certify; ``masa_berlaku_bulan``: for how many months its certificates count at most."""

    lsp = models.ForeignKey(Lsp, on_delete=models.PROTECT, related_name="lingkup")
    skema_kode = models.CharField(max_length=80)
    skema_nama = models.CharField(max_length=200)
    masa_berlaku_bulan = models.PositiveSmallIntegerField(
        "masa berlaku sertifikat (bulan)",
        default=MASA_BERLAKU_BULAN,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    sejak = models.DateField()
    status = models.CharField(max_length=12, choices=StatusLingkup, default=StatusLingkup.AKTIF)

    class Meta:
        verbose_name = "lingkup"
        constraints = [models.UniqueConstraint(fields=["lsp", "skema_kode"], name="lisensi_skema_sekali")]

    def __str__(self) -> str:
        return self.skema_nama

    def keadaan(self, pada: date) -> KeadaanLingkup:
        """What the skema is worth on a day: its own state, its first day, and the licence that carries it (P508 9.5)."""
        if self.status != StatusLingkup.AKTIF:
            return KeadaanLingkup(self.status)
        if self.lsp.keadaan(pada) != StatusLisensi.AKTIF:
            return KeadaanLingkup.TANPA_LISENSI
        return KeadaanLingkup.AKTIF if self.sejak <= pada else KeadaanLingkup.BELUM


class KeputusanLisensi(GuardedModel):
    """A decision with its SK; ``lingkup`` if it is about one skema only."""

    lsp = models.ForeignKey(Lsp, on_delete=models.PROTECT, related_name="keputusan")
    lingkup = models.ForeignKey(Lingkup, on_delete=models.PROTECT, null=True, related_name="keputusan")
    jenis = models.CharField(max_length=16, choices=JenisKeputusan)
    nomor_sk = models.CharField(max_length=80)
    nomor_sk_kunci = KeyField(of="nomor_sk")
    tanggal_sk = models.DateField()
    alasan = models.TextField(blank=True)
    oleh = models.CharField(max_length=150)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "keputusan lisensi"

    def __str__(self) -> str:
        return self.nomor_sk
