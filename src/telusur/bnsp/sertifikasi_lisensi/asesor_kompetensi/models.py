"""Asesor kompetensi as BNSP registers them."""

from __future__ import annotations

from datetime import date

from django.db import models

from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import Keberlakuan, StatusAsesor
from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel


class AsesorKompetensi(GuardedModel):
    """One person for life: the number stays, the certificate is renewed. ``bidang``: technical fields, as text."""

    nomor_registrasi = models.CharField(max_length=30, unique=True)
    nomor_registrasi_kunci = KeyField(of="nomor_registrasi")
    nama = models.CharField(max_length=150)
    nomor_sertifikat = models.CharField(max_length=60)
    berlaku_dari = models.DateField()
    berlaku_sampai = models.DateField()
    bidang = models.JSONField(default=list)
    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=12, choices=StatusAsesor, default=StatusAsesor.AKTIF)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "asesor kompetensi"
        indexes = [models.Index(fields=["nama", "id"], name="asesor_kompetensi_nama")]

    def __str__(self) -> str:
        return f"{self.nama} ({self.nomor_registrasi})"

    def keadaan(self, pada: date) -> Keberlakuan:
        """What the registration is worth on a day."""
        if self.status != StatusAsesor.AKTIF:
            return Keberlakuan(self.status)
        return Keberlakuan.BERLAKU if self.berlaku_dari <= pada <= self.berlaku_sampai else Keberlakuan.BERAKHIR
