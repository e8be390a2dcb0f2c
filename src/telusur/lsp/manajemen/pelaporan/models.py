"""Reports to BNSP, one row per version (LAP 1 to 3)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.manajemen.pelaporan.jenis import JENIS
from telusur.lsp.manajemen.pelaporan.states import TIDAK_BERLAKU, StatusLaporan
from telusur.lsp.roles import Role


class Laporan(GuardedModel):
    """One version of one report: a kind and a period, or a kind and one batch of certificates (``angkatan``).

    ``isi`` is the report itself as it was finalised (``kernel.reports``); ``tim`` is who drafted it:
    ``[{"id", "nama"}]``. ``kiriman`` counts how often it was sent.
    """

    audit_hidden = frozenset({"isi"})

    jenis = models.CharField(max_length=40)
    dari = models.DateField("periode dari")
    sampai = models.DateField("periode sampai")
    angkatan = models.ForeignKey("sertifikat.PermohonanBlanko", on_delete=models.PROTECT, null=True, related_name="+")
    versi = models.PositiveSmallIntegerField(default=1)
    sebelumnya = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="penggantinya")
    nomor = models.CharField(max_length=120, blank=True)
    nomor_kunci = KeyField(of="nomor")
    tenggat = models.DateTimeField()
    tim = models.JSONField("tim penyusun", default=list)
    catatan = models.TextField("catatan penyusun", blank=True)
    isi = models.JSONField(default=dict)
    status = models.CharField(max_length=16, choices=StatusLaporan, default=StatusLaporan.DRAF)
    dokumen = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField()
    difinalkan_oleh = models.CharField("penanggung jawab", max_length=150, blank=True)
    difinalkan_pada = models.DateTimeField(null=True)
    dikirim_pada = models.DateTimeField(null=True)
    kiriman = models.PositiveSmallIntegerField("dikirim ke", default=0)
    jawaban = models.TextField("jawaban BNSP", blank=True)
    dijawab_pada = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "laporan"
        constraints = [
            models.UniqueConstraint(
                fields=["jenis", "dari", "sampai"],
                condition=Q(angkatan=None) & ~Q(status__in=[str(one) for one in TIDAK_BERLAKU]),
                name="pelaporan_satu_tiap_periode",
            ),
            models.UniqueConstraint(
                fields=["jenis", "angkatan"],
                condition=Q(angkatan__isnull=False) & ~Q(status__in=[str(one) for one in TIDAK_BERLAKU]),
                name="pelaporan_satu_tiap_angkatan",
            ),
            models.UniqueConstraint(fields=["nomor", "versi"], condition=~Q(nomor=""), name="pelaporan_nomor_versi"),
        ]
        indexes = [models.Index(fields=["status", "tenggat"], name="pelaporan_antre")]

    def __str__(self) -> str:
        return f"{self.judul}, versi {self.versi}" if self.versi > 1 else self.judul

    @property
    def judul(self) -> str:
        """Kind and what it is about."""
        return JENIS[self.jenis].judul(self)

    def work_items(self) -> list[Work]:
        """Manajer Administrasi drafts, finalises and sends; all of it by the day the report is due (LAP koordinator)."""
        url, role = f"/laporan/{self.pk}/", Role.MANAJER_ADMINISTRASI
        if self.status == StatusLaporan.DRAF:
            title = "Perbaiki laporan ke BNSP" if self.versi > 1 else "Susun laporan ke BNSP"
            return [Work("pelaporan.finalkan", title, self.judul, "Susun", url, role=role, due_at=self.tenggat)]
        if self.status == StatusLaporan.FINAL:
            title = "Kirim laporan ke BNSP"
            return [Work("pelaporan.kirim", title, self.judul, "Kirim", url, role=role, due_at=self.tenggat)]
        if self.status == StatusLaporan.PERLU_PERBAIKAN:
            title, days = "Tindak lanjuti laporan yang dikembalikan BNSP", setelan("laporan.perbaikan")
            return [Work("pelaporan.perbaiki", title, self.judul, "Tindak lanjuti", url, role=role, days=days)]
        return []
