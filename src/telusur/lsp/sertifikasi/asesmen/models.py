"""Assessments: one asesi in one session, with what the plan allows and what came of it (SOP 3.3, P508 9.2)."""

from __future__ import annotations

from django.db import models

from telusur.kernel.commands.guard import GuardedModel
from telusur.lsp.sertifikasi.asesmen.states import Hasil, StatusAsesmen


class Asesmen(GuardedModel):
    """``instrumen``: form codes the validated plan of the case selects. ``unit_hasil``: K or BK by unit code (FR.AK.02)."""

    peserta = models.OneToOneField("jadwal.Peserta", on_delete=models.PROTECT, related_name="+")
    permohonan = models.ForeignKey("aplikasi.Permohonan", on_delete=models.PROTECT, related_name="+")
    jadwal = models.ForeignKey("jadwal.Jadwal", on_delete=models.PROTECT, related_name="+")
    asesor = models.ForeignKey("asesor.Asesor", on_delete=models.PROTECT, related_name="+")
    instrumen = models.JSONField(default=list)
    status = models.CharField(max_length=18, choices=StatusAsesmen, default=StatusAsesmen.BERLANGSUNG)
    rekomendasi = models.CharField(max_length=2, choices=Hasil, blank=True, default=Hasil.BELUM)
    unit_hasil = models.JSONField(default=dict)
    tindak_lanjut = models.TextField(blank=True)
    dibuka_pada = models.DateTimeField()
    direkomendasikan_pada = models.DateTimeField(null=True)
    dilaporkan_pada = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["permohonan"], name="asesmen_kasus"),
            models.Index(fields=["jadwal"], name="asesmen_jadwal"),
        ]

    def __str__(self) -> str:
        return f"asesmen {self.permohonan}"
