"""Reports of LSP as they arrived, every version of them, and what the commission answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from telusur.bnsp.pengendalian.laporan_lsp.states import StatusLaporan
from telusur.bnsp.roles import Role
from telusur.contract.from_lsp import JENIS_LAPORAN
from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work


class LembarLaporan(GuardedModel):
    """Rows of a report, which travel ahead of it: ``isi`` is ``[{"bagian", "baris"}]``."""

    audit_hidden = frozenset({"isi"})

    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    nomor = models.CharField(max_length=120)
    versi = models.PositiveSmallIntegerField()
    lembar = models.PositiveSmallIntegerField()
    isi = models.JSONField(default=list)

    class Meta:
        verbose_name = "lembar laporan"
        constraints = [
            models.UniqueConstraint(fields=["lsp", "nomor", "versi", "lembar"], name="laporan_lsp_lembar_sekali")
        ]

    def __str__(self) -> str:
        return f"lembar {self.lembar} laporan {self.nomor}"


class LaporanLsp(GuardedModel):
    """One version of one report. ``isi`` holds its parts with their rows (``kernel.reports``), put together from the sheets."""

    audit_hidden = frozenset({"isi"})

    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=40, choices=JENIS_LAPORAN)
    judul = models.CharField(max_length=250)
    nomor = models.CharField(max_length=120)
    nomor_kunci = KeyField(of="nomor")
    versi = models.PositiveSmallIntegerField()
    dari = models.DateField("periode dari")
    sampai = models.DateField("periode sampai")
    angkatan = models.CharField("permohonan blanko", max_length=120, blank=True)
    tanggal = models.DateField("tanggal laporan")
    penanggung_jawab = models.CharField(max_length=150)
    tim = models.JSONField("tim penyusun", default=list)
    catatan = models.TextField("catatan penyusun", blank=True)
    sha256 = models.CharField("sidik jari PDF", max_length=64)
    isi = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=StatusLaporan, default=StatusLaporan.MENUNGGU)
    tiba_pada = models.DateTimeField()
    jawaban = models.TextField(blank=True)
    diperiksa_oleh = models.CharField(max_length=150, blank=True)
    diperiksa_pada = models.DateTimeField(null=True)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "laporan LSP"
        constraints = [models.UniqueConstraint(fields=["lsp", "nomor", "versi"], name="laporan_lsp_versi_sekali")]
        indexes = [
            models.Index(fields=["status", "-tiba_pada"], name="laporan_lsp_antre"),
            models.Index(fields=["lsp", "-sampai"], name="laporan_lsp_lsp"),
            models.Index(fields=["jenis", "sampai"], name="laporan_lsp_periode"),
        ]

    def __str__(self) -> str:
        return f"laporan {self.nomor} versi {self.versi}"

    def work_items(self) -> list[Work]:
        """The commission answers it."""
        if self.status != StatusLaporan.MENUNGGU:
            return []
        return [
            Work(
                "laporan_lsp.terima",
                "Periksa laporan LSP",
                f"{self.lsp.nama} · {self.judul}"[:255],
                "Periksa",
                f"/laporan-lsp/{self.pk}/",
                role=Role.KOMISI_PENGENDALIAN,
                days=settings.TENGGAT_LAPORAN_HARI,
                since=self.tiba_pada,
            )
        ]
