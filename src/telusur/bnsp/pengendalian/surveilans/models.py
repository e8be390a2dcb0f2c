"""Surveillance of LSP and the nonconformities found, also those a complaint has brought to light (FR.KL.07)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from telusur.bnsp.pengendalian.surveilans.states import JenisSurveilans, Kategori, StatusSurveilans, StatusTemuan
from telusur.bnsp.roles import Role
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.fields import KeyField
from telusur.kernel.calendar.working_days import calendar, end_of_work
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work


class Surveilans(GuardedModel):
    """One surveillance of one LSP, on the ground of an assignment letter (SPT)."""

    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=12, choices=JenisSurveilans)
    rencana = models.DateField("tanggal rencana")
    nomor_spt = models.CharField("nomor SPT", max_length=80)
    nomor_spt_kunci = KeyField(of="nomor_spt")
    petugas = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=StatusSurveilans, default=StatusSurveilans.DIRENCANAKAN)
    dilaksanakan = models.DateField("tanggal pelaksanaan", null=True)
    laporan = models.TextField(blank=True)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "surveilans"
        indexes = [models.Index(fields=["status", "rencana"], name="surveilans_antre")]

    def __str__(self) -> str:
        return f"surveilans {self.lsp.nama}, {long_date(self.rencana)}"

    def work_items(self) -> list[Work]:
        """Who must carry it out, and by when."""
        if self.status != StatusSurveilans.DIRENCANAKAN:
            return []
        return [
            Work(
                "surveilans.laporkan",
                "Laksanakan surveilans",
                f"{self.lsp.nama} · {self.get_jenis_display()}",
                "Laporkan",
                f"/surveilans/{self.pk}/",
                role=Role.KOMISI_PENGENDALIAN,
                due_at=end_of_work(self.rencana),
            )
        ]


class Temuan(GuardedModel):
    """A nonconformity: clause, what was found, how grave, correction, verification (FR.KL.07)."""

    nomor = models.CharField(max_length=60, unique=True)
    nomor_kunci = KeyField(of="nomor")
    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    surveilans = models.ForeignKey(Surveilans, on_delete=models.PROTECT, null=True, related_name="temuan")
    pengaduan = models.ForeignKey("pengaduan.Pengaduan", on_delete=models.PROTECT, null=True, related_name="+")
    klausul = models.CharField(max_length=80)
    uraian = models.TextField()
    kategori = models.CharField(max_length=12, choices=Kategori)
    status = models.CharField(max_length=12, choices=StatusTemuan, default=StatusTemuan.TERBUKA)
    perbaikan = models.TextField("perbaikan LSP", blank=True)
    ajuan = models.PositiveSmallIntegerField("jawaban ke", default=0)
    dijawab_oleh = models.CharField(max_length=255, blank=True)
    dijawab_pada = models.DateTimeField(null=True)
    alasan_tangan = models.TextField("mengapa dicatat dengan tangan", blank=True)
    verifikasi = models.TextField("hasil verifikasi", blank=True)
    dibuka_pada = models.DateTimeField()
    ditutup_pada = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "temuan"
        indexes = [models.Index(fields=["lsp", "status"], name="surveilans_temuan_lsp")]

    def __str__(self) -> str:
        return f"temuan {self.nomor}"

    @property
    def tenggat(self) -> datetime:
        """Until when the LSP corrects it."""
        return calendar().due_at(self.dibuka_pada, settings.TENGGAT_LKS_HARI)

    def work_items(self) -> list[Work]:
        """The komisi watches the correction until it is verified."""
        if self.status == StatusTemuan.DITUTUP:
            return []
        baru = self.status == StatusTemuan.TERBUKA
        return [
            Work(
                "surveilans.jawab_temuan" if baru else "surveilans.tutup_temuan",
                "Pantau perbaikan temuan" if baru else "Verifikasi perbaikan temuan",
                f"{self.lsp.nama} · {self.nomor} · {self.get_kategori_display()}",
                "Buka" if baru else "Verifikasi",
                f"/temuan/{self.pk}/",
                role=Role.KOMISI_PENGENDALIAN,
                days=settings.TENGGAT_LKS_HARI,
                since=self.dibuka_pada,
            )
        ]
