"""What BNSP holds against the LSP, and what the LSP answered."""

from __future__ import annotations

from django.db import models

from telusur.kernel.base.fields import KeyField
from telusur.kernel.calendar.working_days import end_of_work
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.manajemen.pengendalian.states import GOLONGAN, KEADAAN_BNSP, JenisPerkara, StatusPerkara
from telusur.lsp.roles import Role


class PerkaraBnsp(GuardedModel):
    """A finding or a sanction case of BNSP. All but ``jawaban``, ``ajuan`` and who answered is as BNSP last told it.

    ``perihal``: clause of a finding, skema of a case about one. ``golongan``: category, or kind of sanction. ``kata_bnsp``:
    result of verification, or decision. ``ajuan``: the how-manieth answer; ``kendala``: why BNSP did not take it.
    """

    jenis = models.CharField(max_length=12, choices=JenisPerkara)
    nomor = models.CharField(max_length=60)
    nomor_kunci = KeyField(of="nomor")
    perihal = models.CharField(max_length=80, blank=True)
    uraian = models.TextField()
    golongan = models.CharField(max_length=12, choices=list(GOLONGAN.items()))
    kelengkapan = models.JSONField("kelengkapan data saat dibuka", default=list)
    dibuka = models.DateField()
    tenggat = models.DateField()
    keadaan = models.CharField("keadaan di BNSP", max_length=12, choices=list(KEADAAN_BNSP.items()))
    kata_bnsp = models.TextField(blank=True)
    status = models.CharField(max_length=12, choices=StatusPerkara, default=StatusPerkara.MENUNGGU)
    diterima_pada = models.DateTimeField()
    jawaban = models.TextField(blank=True)
    ajuan = models.PositiveSmallIntegerField(default=0)
    dijawab_oleh = models.CharField(max_length=255, blank=True)
    dijawab_pada = models.DateTimeField(null=True)
    kendala = models.TextField(blank=True)

    class Meta:
        verbose_name = "temuan atau kasus sanksi BNSP"
        constraints = [models.UniqueConstraint(fields=["jenis", "nomor"], name="pengendalian_nomor_sekali")]
        indexes = [models.Index(fields=["status", "tenggat"], name="pengendalian_antre")]

    def __str__(self) -> str:
        return f"{self.get_jenis_display().lower()} BNSP {self.nomor}"

    @property
    def kunci(self) -> str:
        """The key under which it and its answer travel."""
        return self.nomor.replace(" ", "_")

    def work_items(self) -> list[Work]:
        """Who must answer, and by when."""
        if self.status != StatusPerkara.MENUNGGU:
            return []
        temuan = self.jenis == JenisPerkara.TEMUAN
        return [
            Work(
                "pengendalian.jawab",
                "Jawab temuan BNSP" if temuan else "Tanggapi kasus sanksi BNSP",
                f"{self.nomor} · {self.get_golongan_display()}",
                "Jawab" if temuan else "Tanggapi",
                f"/temuan-bnsp/{self.pk}/",
                role=Role.MANAJER_ADMINISTRASI if temuan else Role.DIREKTUR,
                due_at=end_of_work(self.tenggat),
            )
        ]


class LampiranJawaban(GuardedModel):
    """A file of one answer."""

    perkara = models.ForeignKey(PerkaraBnsp, on_delete=models.PROTECT, related_name="lampiran")
    ajuan = models.PositiveSmallIntegerField()
    berkas = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lampiran jawaban kepada BNSP"
        constraints = [models.UniqueConstraint(fields=["perkara", "ajuan", "berkas"], name="pengendalian_lampiran")]

    def __str__(self) -> str:
        return str(self.berkas)
