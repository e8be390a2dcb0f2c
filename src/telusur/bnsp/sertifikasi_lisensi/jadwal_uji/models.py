"""Assessments as LSP announce them before they take place."""

from __future__ import annotations

from django.db import models

from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.states import StatusJadwal
from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel


class JadwalUji(GuardedModel):
    """One announced assessment. ``nomor_lsp`` is the LSP's own number; ``asesi``: ``{nama, registrasi}`` of each."""

    audit_hidden = frozenset({"asesi"})

    nomor = models.CharField("nomor BNSP", max_length=40, unique=True)
    nomor_kunci = KeyField(of="nomor")
    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    nomor_lsp = models.CharField(max_length=80)
    skema_kode = models.CharField(max_length=80)
    skema_nama = models.CharField(max_length=200)
    tuk = models.ForeignKey("tempat_uji.TempatUji", on_delete=models.PROTECT, related_name="+")
    asesor = models.ManyToManyField("asesor_kompetensi.AsesorKompetensi", related_name="+")
    mulai = models.DateField()
    selesai = models.DateField()
    jumlah_asesi = models.PositiveIntegerField()
    asesi = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=StatusJadwal, default=StatusJadwal.TERCATAT)
    diterima_pada = models.DateTimeField()
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "jadwal uji"
        constraints = [models.UniqueConstraint(fields=["lsp", "nomor_lsp"], name="jadwal_uji_sekali")]
        indexes = [models.Index(fields=["mulai", "id"], name="jadwal_uji_mulai")]

    def __str__(self) -> str:
        return self.nomor
