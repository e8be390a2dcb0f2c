"""Complaints of the public about an LSP or a certificate, and what was done about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from telusur.bnsp.pengendalian.pengaduan.states import TERBUKA, StatusPengaduan
from telusur.bnsp.roles import Role
from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work


class Pengaduan(GuardedModel):
    """A complaint. Whoever made it sees its state with ``nomor`` and a code; only the digest of the code is kept.

    ``perihal`` is the LSP as the complainer wrote it; ``lsp`` is the row it means, once that is known.
    """

    audit_hidden = frozenset({"nama", "surel", "telepon", "uraian", "sandi"})
    kode = ""  # known only to the act that enters the complaint

    nomor = models.CharField(max_length=60, unique=True)
    nomor_kunci = KeyField(of="nomor")
    sandi = models.CharField("sidik kode", max_length=64)
    nama = models.CharField(max_length=150)
    surel = models.EmailField()
    telepon = models.CharField(max_length=40, blank=True)
    perihal = models.CharField("LSP yang diadukan", max_length=200)
    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, null=True, related_name="+")
    nomor_sertifikat = models.CharField(max_length=80, blank=True)
    uraian = models.TextField()
    status = models.CharField(max_length=12, choices=StatusPengaduan, default=StatusPengaduan.DITERIMA)
    jawaban = models.TextField("jawaban kepada pengadu", blank=True)
    diajukan_pada = models.DateTimeField()
    diputus_pada = models.DateTimeField(null=True)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "pengaduan"
        indexes = [models.Index(fields=["status", "diajukan_pada"], name="pengaduan_antre")]

    def __str__(self) -> str:
        return f"pengaduan {self.nomor}"

    def work_items(self) -> list[Work]:
        """Who must act on it now, and until when."""
        if self.status not in TERBUKA:
            return []
        baru = self.status == StatusPengaduan.DITERIMA
        return [
            Work(
                "pengaduan.telaah" if baru else "pengaduan.jawab",
                "Telaah pengaduan" if baru else "Jawab pengaduan",
                f"{self.nomor} · {self.perihal}",
                "Telaah" if baru else "Jawab",
                f"/pengaduan-masuk/{self.pk}/",
                role=Role.KOMISI_PENGENDALIAN,
                days=settings.TENGGAT_PENGADUAN_HARI,
                since=self.diajukan_pada,
            )
        ]


class LampiranPengaduan(GuardedModel):
    """A file that came with a complaint."""

    pengaduan = models.ForeignKey(Pengaduan, on_delete=models.PROTECT, related_name="lampiran")
    berkas = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lampiran pengaduan"

    def __str__(self) -> str:
        return str(self.berkas)


class TindakLanjut(GuardedModel):
    """What was done about a complaint; the complainer reads it when it is ``terbuka``."""

    pengaduan = models.ForeignKey(Pengaduan, on_delete=models.PROTECT, related_name="tindak_lanjut")
    isi = models.TextField()
    terbuka = models.BooleanField(default=False)
    oleh = models.CharField(max_length=150)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "tindak lanjut"

    def __str__(self) -> str:
        return self.isi[:60]
