"""The year's plan of activities, and targets that the registers are measured against."""

from __future__ import annotations

from django.db import models

from telusur.bnsp.perencanaan.program.states import Indikator, StatusRencana
from telusur.bnsp.roles import Role
from telusur.kernel.calendar.working_days import end_of_work
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work


class RencanaKerja(GuardedModel):
    """An activity. ``penanggung_jawab`` is the code of the role that answers for it."""

    tahun = models.PositiveSmallIntegerField()
    kegiatan = models.CharField(max_length=200)
    sasaran = models.TextField("sasaran")
    penanggung_jawab = models.CharField(max_length=40)
    mulai = models.DateField()
    selesai = models.DateField()
    status = models.CharField(max_length=12, choices=StatusRencana, default=StatusRencana.RENCANA)
    realisasi = models.TextField(blank=True)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "rencana kerja"
        indexes = [models.Index(fields=["-tahun", "mulai"], name="program_rencana_tahun")]

    def __str__(self) -> str:
        return f"{self.kegiatan} {self.tahun}"

    def work_items(self) -> list[Work]:
        """The komisi follows each activity to its end."""
        if self.status not in {StatusRencana.RENCANA, StatusRencana.BERJALAN}:
            return []
        return [
            Work(
                "program.perbarui",
                "Catat realisasi rencana",
                str(self),
                "Catat",
                f"/rencana/{self.pk}/",
                role=Role.KOMISI_PERENCANAAN,
                due_at=end_of_work(self.selesai),
            )
        ]


class Target(GuardedModel):
    """How much of an indicator a year should bring."""

    tahun = models.PositiveSmallIntegerField()
    indikator = models.CharField(max_length=12, choices=Indikator)
    nilai = models.PositiveIntegerField()
    dasar = models.CharField("dasar", max_length=200, blank=True)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "target"
        constraints = [models.UniqueConstraint(fields=["tahun", "indikator"], name="program_target_sekali")]

    def __str__(self) -> str:
        return f"{self.get_indikator_display()} {self.tahun}"
