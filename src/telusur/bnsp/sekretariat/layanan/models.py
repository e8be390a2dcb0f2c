"""Service cases of BNSP: one row per case, one per step done (KEP1516)."""

from __future__ import annotations

from datetime import datetime, time
from functools import cached_property

from django.db import models

from telusur.bnsp.sekretariat.layanan.slot import ALUR, Alur, Langkah
from telusur.bnsp.sekretariat.layanan.states import StatusPerkara
from telusur.kernel.base import clock
from telusur.kernel.base.fields import KeyField
from telusur.kernel.calendar.working_days import calendar
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work


class Perkara(GuardedModel):
    """A case. ``langkah`` is the step that waits, since ``langkah_sejak``; ``data`` gathers what the steps have answered.

    ``mulai`` is when the clock of the case began, which for what came in after the disposition window is the next working
    day. ``tenggat_akhir``: until when the whole case is to be done, where the regulation says so. ``pemilik`` is the
    applicant's account, if the applicant has one. ``pembaca`` (``kernel.base.readers``): who alone may read a secret letter,
    empty for every other case.
    """

    audit_hidden = frozenset({"data"})

    nomor = models.CharField(max_length=60, unique=True)
    nomor_kunci = KeyField(of="nomor")
    alur_kode = models.CharField(max_length=40)
    edisi = models.CharField(max_length=20)
    perihal = models.CharField(max_length=250)
    pemohon = models.CharField(max_length=200)
    pemilik = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    pembuka_id = models.CharField(max_length=64)
    langkah = models.CharField(max_length=20)
    langkah_sejak = models.DateTimeField()
    status = models.CharField(max_length=12, choices=StatusPerkara, default=StatusPerkara.BERJALAN)
    data = models.JSONField(default=dict)
    mulai = models.DateTimeField()
    tenggat_akhir = models.DateTimeField("tenggat seluruhnya", null=True)
    dibuka_pada = models.DateTimeField()
    ditutup_pada = models.DateTimeField(null=True)
    kelas_arsip = models.CharField(max_length=40, blank=True)
    aktif_sampai = models.DateField(null=True)
    inaktif_sampai = models.DateField(null=True)
    pembaca = models.TextField("hanya dibaca oleh", blank=True)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "perkara layanan"
        indexes = [
            models.Index(fields=["alur_kode", "status", "-dibuka_pada"], name="layanan_perkara_alur"),
            models.Index(fields=["pemilik"], name="layanan_perkara_milik"),
        ]

    def __str__(self) -> str:
        return f"perkara {self.nomor}"

    def hides(self, name: str) -> bool:
        # A letter may be found secret later, when the trail can no longer forget what it was told.
        return (bool(self.alur.arah) and name in {"perihal", "pemohon"}) or super().hides(name)

    @property
    def rahasia(self) -> bool:
        """Whether it is a secret letter."""
        return bool(self.pembaca)

    @property
    def alur(self) -> Alur:
        """The flow in the edition in which the case began."""
        return ALUR[self.alur_kode, self.edisi]

    @property
    def kini(self) -> Langkah:
        """The step that waits."""
        return self.alur.langkah(self.langkah)

    @property
    def pelaksana(self) -> tuple[str, ...]:
        """The roles that may do it."""
        if self.kini.pelaksana_dari:
            return (str(self.data[self.kini.pelaksana_dari]),)
        return self.kini.executors

    @property
    def hari(self) -> int | None:
        """The working days it has; 0 is TS."""
        return int(self.data[self.kini.hari_dari]) if self.kini.hari_dari else self.kini.days

    @cached_property
    def tenggat(self) -> datetime | None:
        """Until when the step that waits is to be done."""
        return batas(self.langkah_sejak, self.hari)

    @property
    def ditunda(self) -> bool:
        """Whether it came in outside the disposition window and counts from a later day (KEP1516 Lamp. I)."""
        return clock.day_of(self.mulai) > clock.day_of(self.dibuka_pada)

    @property
    def tepat_waktu(self) -> bool:
        """Whether a case that is closed was closed in time, as a whole."""
        return self.tenggat_akhir is None or self.ditutup_pada is None or self.ditutup_pada <= self.tenggat_akhir

    def hari_kerja(self, kini: datetime) -> int:
        """Working days since the clock of the case began, up to its end or now."""
        akhir = self.ditutup_pada or kini
        return max(0, calendar().between(clock.day_of(self.mulai), clock.day_of(akhir)))

    def work_items(self) -> list[Work]:
        """Who must act now: the applicant in person, else everybody with the role."""
        if self.status != StatusPerkara.BERJALAN:
            return []
        step, hari = self.kini, self.hari
        # Everybody's tasks are shown to all staff, so a secret letter stands there by its number.
        hal = self.nomor if self.rahasia else self.perihal
        sama = self.tenggat if hari == 0 else None
        return [
            Work(
                f"layanan.{step.code}",
                step.title,
                f"{self.alur.title} · {hal}",
                "Kerjakan",
                f"/layanan/{self.pk}/",
                role=role,
                person_id=self.pemilik_id if role == self.alur.pemohon else None,
                days=hari or None,
                due_at=sama,
                since=self.langkah_sejak,
            )
            for role in self.pelaksana
        ]


def batas(sejak: datetime, hari: int | None) -> datetime | None:
    """The end of so many working days, at the end of working time; of TS (0) the end of the same date (KEP1516 Lamp. I)."""
    if hari is None:
        return None
    if hari:
        return calendar().due_at(sejak, hari)
    return datetime.combine(clock.day_of(sejak), time(23, 59, 59), tzinfo=clock.zone())


class LangkahPerkara(GuardedModel):
    """A step that was done: by whom, from when to when, in time or not, which way it went, and what came of it."""

    audit_hidden = frozenset({"isian", "catatan"})

    perkara = models.ForeignKey(Perkara, on_delete=models.PROTECT, related_name="riwayat")
    urut = models.PositiveSmallIntegerField()
    kode = models.CharField(max_length=20)
    mulai = models.DateTimeField()
    tenggat = models.DateTimeField(null=True)
    selesai = models.DateTimeField()
    oleh = models.CharField(max_length=150)
    oleh_id = models.CharField(max_length=64, blank=True)
    jalan = models.CharField(max_length=20, blank=True)
    catatan = models.TextField(blank=True)
    isian = models.JSONField(default=dict)
    nomor = models.CharField("nomor dokumen", max_length=80, blank=True)
    berkas = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "langkah perkara"
        constraints = [models.UniqueConstraint(fields=["perkara", "urut"], name="layanan_langkah_urut")]

    def __str__(self) -> str:
        return f"{self.perkara} langkah {self.kode}"

    @property
    def terlambat(self) -> bool:
        """Whether it took longer than it may."""
        return self.tenggat is not None and self.selesai > self.tenggat
