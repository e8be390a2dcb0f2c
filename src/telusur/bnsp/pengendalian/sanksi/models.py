"""Sanction cases against LSP and what they rest on (P508 9.5)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from telusur.bnsp.pengendalian.sanksi.states import BERJALAN, Bentuk, StatusKasus
from telusur.bnsp.roles import Role
from telusur.kernel.base.fields import KeyField
from telusur.kernel.calendar.working_days import calendar
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work


class KasusSanksi(GuardedModel):
    """One case. ``kelengkapan`` is how complete the LSP's data were when it was opened: score and what was missing."""

    nomor = models.CharField(max_length=60, unique=True)
    nomor_kunci = KeyField(of="nomor")
    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    bentuk = models.CharField(max_length=12, choices=Bentuk)
    lingkup = models.ForeignKey("lisensi.Lingkup", on_delete=models.PROTECT, null=True, related_name="+")
    dasar = models.TextField()
    skor = models.PositiveSmallIntegerField("kelengkapan data saat dibuka")
    kelengkapan = models.JSONField(default=list)
    tanggapan = models.TextField("tanggapan LSP", blank=True)
    ajuan = models.PositiveSmallIntegerField("tanggapan ke", default=0)
    ditanggapi_oleh = models.CharField(max_length=255, blank=True)
    ditanggapi_pada = models.DateTimeField(null=True)
    alasan_tangan = models.TextField("mengapa dicatat dengan tangan", blank=True)
    status = models.CharField(max_length=12, choices=StatusKasus, default=StatusKasus.DIBUKA)
    hasil = models.TextField("keputusan", blank=True)
    dibuka_pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "kasus sanksi"
        constraints = [
            models.UniqueConstraint(
                fields=["lsp", "bentuk"],
                condition=Q(status__in=[str(one) for one in BERJALAN], lingkup=None),
                name="sanksi_satu_berjalan",
            )
        ]

    def __str__(self) -> str:
        return f"kasus sanksi {self.nomor}"

    @property
    def tenggat(self) -> datetime:
        """Until when the LSP may respond."""
        return calendar().due_at(self.dibuka_pada, settings.TENGGAT_TANGGAPAN_HARI)

    def work_items(self) -> list[Work]:
        """The komisi examines, the leadership decides."""
        perihal, url = f"{self.lsp.nama} · {self.nomor} · {self.get_bentuk_display()}", f"/kasus-sanksi/{self.pk}/"
        if self.status == StatusKasus.DIBUKA:
            komisi = Role.KOMISI_PENGENDALIAN
            return [Work("sanksi.ajukan", "Periksa kasus sanksi", perihal, "Periksa", url, role=komisi)]
        if self.status == StatusKasus.DIUSULKAN:
            return [Work("sanksi.putuskan", "Putuskan kasus sanksi", perihal, "Putuskan", url, role=Role.KETUA)]
        return []


class BuktiSanksi(GuardedModel):
    """A record of the LSP that the case rests on, and the file of it that BNSP has."""

    kasus = models.ForeignKey(KasusSanksi, on_delete=models.PROTECT, related_name="bukti")
    perihal = models.CharField(max_length=200)
    rujukan = models.CharField("nomor rekaman", max_length=120)
    berkas = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, related_name="+")
    oleh = models.CharField(max_length=255)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "bukti kasus sanksi"

    def __str__(self) -> str:
        return f"{self.perihal} ({self.rujukan})"
