"""Materi Uji Kompetensi of a skema: instrument sets, assessment plans (MAPA) and question banks (SOP 2.3, 2.4; P508 9.2.8)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from telusur.kernel.base.fields import EncryptedTextField
from telusur.kernel.commands.guard import GuardedModel
from telusur.lsp.administrasi.muk.states import HasilTinjauan, JenisSoal, StatusBank, StatusMapa, StatusPerangkat


class PerangkatAsesmen(GuardedModel):
    """One version of the instrument set of a skema. ``instrumen`` are form codes (``FR.IA.01``)."""

    skema = models.ForeignKey("skema.Skema", on_delete=models.PROTECT, related_name="+")
    versi = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=StatusPerangkat, default=StatusPerangkat.DRAF)
    instrumen = models.JSONField(default=list)
    uraian = models.CharField(max_length=500, blank=True)
    penyusun = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    disusun_pada = models.DateTimeField()
    ia11 = models.UUIDField("formulir FR.IA.11", null=True)
    berlaku_sejak = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["skema", "-versi"]
        constraints = [
            models.UniqueConstraint(fields=["skema", "versi"], name="muk_perangkat_versi"),
            models.UniqueConstraint(
                fields=["skema"], condition=Q(status=StatusPerangkat.BERLAKU), name="muk_perangkat_berlaku"
            ),
        ]

    def __str__(self) -> str:
        return f"Perangkat asesmen {self.skema} edisi {self.versi}"


class TinjauanPerangkat(GuardedModel):
    """What a review of an instrument set with FR.IA.11 came to (SOP 2.4); ``rekaman`` is the signed form."""

    perangkat = models.ForeignKey(PerangkatAsesmen, on_delete=models.PROTECT, related_name="tinjauan")
    rekaman = models.UUIDField()
    peninjau = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    peninjau_nama = models.CharField(max_length=150)
    peninjau_met = models.CharField("nomor registrasi peninjau", max_length=40)
    pada = models.DateTimeField()
    hasil = models.CharField(max_length=6, choices=HasilTinjauan)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pada"]

    def __str__(self) -> str:
        return f"FR.IA.11 atas {self.perangkat}"


class Mapa(GuardedModel):
    """One version of FR.MAPA.01 and FR.MAPA.02 of a skema; both are filled forms (``mapa01``, ``mapa02`` are their ids).

    FR.MAPA.02 is opened once FR.MAPA.01 says for which classes of candidate. ``rencana`` and ``peta`` are what they said
    when submitted: the plan per unit, and instruments per kelompok and potensi.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"rencana", "peta"})

    skema = models.ForeignKey("skema.Skema", on_delete=models.PROTECT, related_name="+")
    versi = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=StatusMapa, default=StatusMapa.DRAF)
    penyusun = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    penyusun_met = models.CharField(max_length=40)
    validator = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    validator_met = models.CharField(max_length=40, blank=True)
    mapa01 = models.UUIDField(null=True)
    mapa02 = models.UUIDField(null=True)
    rencana = models.JSONField(default=list)
    peta = models.JSONField(default=list)
    catatan = models.TextField(blank=True)
    disusun_pada = models.DateTimeField()
    divalidasi_pada = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["skema", "-versi"]
        constraints = [
            models.UniqueConstraint(fields=["skema", "versi"], name="muk_mapa_versi"),
            models.UniqueConstraint(
                fields=["skema"], condition=Q(status=StatusMapa.DIVALIDASI), name="muk_mapa_divalidasi"
            ),
        ]

    def __str__(self) -> str:
        return f"MAPA {self.skema} edisi {self.versi}"


class BankSoal(GuardedModel):
    """One version of the questions of a skema. Secret: every reading is recorded (P508 9.2.8)."""

    skema = models.ForeignKey("skema.Skema", on_delete=models.PROTECT, related_name="+")
    versi = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=StatusBank, default=StatusBank.DRAF)
    digest = models.CharField(max_length=64)
    berkas = models.CharField("nama berkas", max_length=200)
    buatan_sendiri = models.BooleanField(default=False)
    diimpor_pada = models.DateTimeField()
    berlaku_sejak = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["skema", "-versi"]
        constraints = [
            models.UniqueConstraint(fields=["skema", "versi"], name="muk_bank_versi"),
            models.UniqueConstraint(fields=["skema"], condition=Q(status=StatusBank.BERLAKU), name="muk_bank_berlaku"),
        ]

    def __str__(self) -> str:
        return f"Bank soal {self.skema} edisi {self.versi}"


class ButirSoal(GuardedModel):
    """One question with the unit, elemen and KUK it asks about. ``opsi`` maps letters to answers; ``kunci`` is the right one,
    or for essay and oral questions the expected answer.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset(
        {"pertanyaan", "opsi", "kunci", "pokok_penilaian", "kode_program"}
    )

    bank = models.ForeignKey(BankSoal, on_delete=models.PROTECT, related_name="butir")
    jenis = models.CharField(max_length=14, choices=JenisSoal)
    no = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("skema.UnitKompetensi", on_delete=models.PROTECT, related_name="+")
    elemen = models.JSONField()
    kuk = models.JSONField()
    pertanyaan = models.TextField()
    kode_program = models.TextField(blank=True)
    opsi = models.JSONField(default=dict)
    kunci = EncryptedTextField()
    pokok_penilaian = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["jenis", "no"]
        constraints = [models.UniqueConstraint(fields=["bank", "jenis", "no"], name="muk_butir_sekali")]

    def __str__(self) -> str:
        return f"Soal {self.no}"


class TugasPraktik(GuardedModel):
    """A practical task (FR.IA.02). ``isi``: petunjuk, skenario, perlengkapan, langkah kerja, hasil yang diharapkan."""

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"isi"})

    bank = models.ForeignKey(BankSoal, on_delete=models.PROTECT, related_name="tugas")
    no = models.PositiveSmallIntegerField()
    judul = models.CharField(max_length=300)
    waktu_menit = models.PositiveSmallIntegerField()
    isi = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["no"]
        constraints = [models.UniqueConstraint(fields=["bank", "no"], name="muk_tugas_sekali")]

    def __str__(self) -> str:
        return self.judul
