"""Written exams and the stream of their answers (FR.IA.05; SOP 3.3, 3.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.db import models

from telusur.kernel.base.clock import short_date
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.sertifikasi.ujian.states import StatusUjian


class Ujian(GuardedModel):
    """The multiple-choice exam of one asesi in one assessment. The key stays in the bank.

    ``urutan``: the asesi's own order, ``[{"id": question, "opsi": [letters in the order shown], "tanda": [what the browser gets
    in their place]}]``: the bank's letters, and with them its key, stay here. ``batas_pada``: the
    moment until which answers count. ``benar`` of ``jumlah`` right, and ``digest`` over the stream of answers, are set
    when the exam ends. ``tambahan``: extra minutes as they were granted, ``[{"menit", "alasan", "oleh", "pada"}]``.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"urutan"})

    permohonan = models.ForeignKey("aplikasi.Permohonan", on_delete=models.PROTECT, related_name="+")
    asesmen = models.OneToOneField("asesmen.Asesmen", on_delete=models.PROTECT, related_name="+")
    asesi = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    bank = models.ForeignKey("muk.BankSoal", on_delete=models.PROTECT, related_name="+")
    bank_versi = models.PositiveSmallIntegerField()
    waktu_menit = models.PositiveSmallIntegerField()
    tambahan = models.JSONField("waktu tambahan", default=list, blank=True)
    status = models.CharField(max_length=11, choices=StatusUjian, default=StatusUjian.BELUM)
    urutan = models.JSONField()
    dibuat_pada = models.DateTimeField()
    mulai_pada = models.DateTimeField(null=True)
    batas_pada = models.DateTimeField(null=True)
    selesai_pada = models.DateTimeField(null=True)
    cara_selesai = models.CharField("cara berakhir", max_length=200, blank=True)
    benar = models.PositiveSmallIntegerField(null=True)
    jumlah = models.PositiveSmallIntegerField()
    digest = models.CharField("sidik jawaban", max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["permohonan"], name="ujian_kasus"),
            models.Index(fields=["asesi", "-dibuat_pada"], name="ujian_asesi"),
            models.Index(fields=["status", "batas_pada"], name="ujian_berjalan"),
        ]

    def __str__(self) -> str:
        return f"ujian tertulis {self.permohonan}"

    def get_absolute_url(self) -> str:
        """The exam page."""
        return f"/ujian/{self.pk}/"

    @property
    def huruf(self) -> dict[str, list[str]]:
        """Letters that can be answered, by question."""
        return {row["id"]: row["opsi"] for row in self.urutan}

    @property
    def tanda(self) -> dict[str, dict[str, str]]:
        """By question, what stands for each letter on the asesi's paper: ``{letter: token}``, this exam's alone."""
        return {row["id"]: dict(zip(row["opsi"], row["tanda"], strict=True)) for row in self.urutan}

    @property
    def menit_tambahan(self) -> int:
        """Extra minutes granted so far."""
        return sum(row["menit"] for row in self.tambahan)

    @property
    def jatah_menit(self) -> int:
        """Minutes this asesi has: those of the bank and the extra ones."""
        return self.waktu_menit + self.menit_tambahan

    @property
    def zona_waktu(self) -> str:
        """The exam room's clock: that of the TUK."""
        return self.asesmen.jadwal.tuk.zona_waktu

    @property
    def tenggat(self) -> datetime:
        """Until when it can be done: the running clock, before that the end of the session."""
        jadwal = self.asesmen.jadwal
        return self.batas_pada or jadwal.selesai

    def work_items(self) -> list[Work]:
        """The asesi sits the exam until its deadline."""
        if self.status not in (StatusUjian.BELUM, StatusUjian.BERLANGSUNG):
            return []
        jadwal = self.asesmen.jadwal
        begun = self.status == StatusUjian.BERLANGSUNG
        return [
            Work(
                "ujian.kerjakan",
                "Kerjakan ujian tertulis",
                f"{self.permohonan.skema_nama} · {self.jumlah} soal, {self.jatah_menit} menit · {short_date(jadwal.tanggal)}",
                "Lanjutkan" if begun else "Kerjakan",
                self.get_absolute_url(),
                person_id=self.asesi_id,
                due_at=self.tenggat,
                case_id=self.permohonan_id,
            )
        ]


class JawabanTetap(models.QuerySet["Jawaban"]):
    """Answers are added, never changed or removed."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("Jawaban ujian tidak dapat diubah.")

    def delete(self) -> NoReturn:
        raise TypeError("Jawaban ujian tidak dapat dihapus.")


class Jawaban(models.Model):
    """One answer as it arrived; an empty letter takes an earlier one back. Which of them counts says ``arus.berlaku``.

    Deliberately no GuardedModel: five hundred asesi answer at once, so an answer is one insert without a trail entry. The
    stream protects itself instead: rows are append-only (here and by database triggers), and the command that ends the
    exam puts the digest of the whole stream into the trail. ``klien`` and ``urutan`` are the number the asesi's device
    gave the answer: sent twice after a broken connection, it is stored once.
    """

    id = models.BigAutoField(primary_key=True)
    ujian = models.ForeignKey(Ujian, on_delete=models.PROTECT, related_name="jawaban")
    soal_id = models.UUIDField()
    jawaban = models.CharField(max_length=2, blank=True)
    klien = models.CharField(max_length=32, blank=True)
    urutan = models.PositiveIntegerField(default=0)
    diterima_pada = models.DateTimeField()

    objects = JawabanTetap.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ujian", "id"], name="ujian_arus")]
        constraints = [
            models.UniqueConstraint(
                fields=["ujian", "klien", "urutan"], condition=~models.Q(klien=""), name="ujian_jawaban_sekali"
            ),
        ]

    def __str__(self) -> str:
        return f"jawaban {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only. Raises TypeError for a stored answer."""
        if not self._state.adding:
            raise TypeError("Jawaban ujian tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Jawaban ujian tidak dapat dihapus.")
