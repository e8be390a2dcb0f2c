"""Certificate blanks: stock, requests, allocated ranges of numbers, spoiled ones (A serial number per blank, given by BNSP)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.blanko.states import StatusPermohonan, StatusRusak
from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work


def cetak(nomor: int) -> str:
    """A blank's number as it is printed."""
    return f"{nomor:0{settings.DIGIT_BLANKO}d}"


class PersediaanBlanko(GuardedModel):
    """A delivery of printed blanks. ``berikut`` is the next number to give out; beyond ``akhir`` nothing is left."""

    awal = models.PositiveBigIntegerField(unique=True)
    akhir = models.PositiveBigIntegerField()
    berikut = models.PositiveBigIntegerField()
    nomor_ba = models.CharField("berita acara penerimaan", max_length=80)
    nomor_ba_kunci = KeyField(of="nomor_ba")
    diterima_pada = models.DateField()

    class Meta:
        verbose_name = "persediaan blanko"
        constraints = [
            models.CheckConstraint(condition=Q(akhir__gte=F("awal")), name="blanko_persediaan_urut"),
            models.CheckConstraint(
                condition=Q(berikut__gte=F("awal")) & Q(berikut__lte=F("akhir") + 1), name="blanko_persediaan_sisa"
            ),
        ]

    def __str__(self) -> str:
        return f"blanko {cetak(self.awal)} sampai {cetak(self.akhir)}"

    @property
    def sisa(self) -> int:
        """How many are left."""
        return self.akhir - self.berikut + 1


class PermohonanBlanko(GuardedModel):
    """A request: letter, berita acara of the plenary, SK, and the list of K and BK.

    ``hasil`` rows: ``{nama, skema_kode, hasil: "K"|"BK"}``. ``ajuan``: how often it was sent. The documents are in
    ``berkas_lsp``.
    """

    audit_hidden = frozenset({"hasil"})

    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    nomor_surat = models.CharField(max_length=80)
    nomor_surat_kunci = KeyField(of="nomor_surat")
    tanggal_surat = models.DateField()
    nomor_ba = models.CharField("nomor berita acara", max_length=80)
    tanggal_ba = models.DateField()
    nomor_sk = models.CharField("nomor SK", max_length=80)
    tanggal_sk = models.DateField()
    hasil = models.JSONField(default=list)
    jumlah_k = models.PositiveIntegerField("jumlah K")
    jumlah_bk = models.PositiveIntegerField("jumlah BK")
    jumlah = models.PositiveIntegerField("blanko diminta")
    ajuan = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=12, choices=StatusPermohonan, default=StatusPermohonan.DIAJUKAN)
    catatan = models.TextField(blank=True)
    diajukan_pada = models.DateTimeField()
    diputus_pada = models.DateTimeField(null=True)
    peraga = models.BooleanField(default=False)

    class Meta:
        verbose_name = "permohonan blanko"
        constraints = [models.UniqueConstraint(fields=["lsp", "nomor_surat"], name="blanko_surat_sekali")]
        indexes = [models.Index(fields=["status", "diajukan_pada"], name="blanko_permohonan_antre")]

    def __str__(self) -> str:
        return f"permohonan blanko {self.nomor_surat}"

    def work_items(self) -> list[Work]:
        """Who must check it now."""
        if self.status != StatusPermohonan.DIAJUKAN:
            return []
        return [
            Work(
                "blanko.setujui",
                "Periksa permohonan blanko",
                f"{self.lsp.nama} · {self.nomor_surat} · {self.jumlah} lembar",
                "Periksa",
                f"/blanko/{self.pk}/",
                role=Role.KOORDINATOR_SERTIFIKASI,
                days=settings.TENGGAT_BLANKO_HARI,
            )
        ]


class AlokasiBlanko(GuardedModel):
    """A range of numbers given to an LSP, first and last included; a request that spans two deliveries has two."""

    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    permohonan = models.ForeignKey(PermohonanBlanko, on_delete=models.PROTECT, null=True, related_name="alokasi")
    awal = models.PositiveBigIntegerField(unique=True)
    akhir = models.PositiveBigIntegerField(unique=True)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "alokasi blanko"
        constraints = [models.CheckConstraint(condition=Q(akhir__gte=F("awal")), name="blanko_alokasi_urut")]

    def __str__(self) -> str:
        return cetak(self.awal) if self.awal == self.akhir else f"{cetak(self.awal)} sampai {cetak(self.akhir)}"

    @property
    def jumlah(self) -> int:
        """How many blanks."""
        return self.akhir - self.awal + 1


class BlankoRusak(GuardedModel):
    """A blank the LSP reports spoiled or misprinted with its berita acara; ``pengganti`` is the one given for it."""

    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    nomor = models.PositiveBigIntegerField(unique=True)
    nomor_ba = models.CharField("berita acara kerusakan", max_length=80)
    tanggal_ba = models.DateField()
    alasan = models.TextField()
    status = models.CharField(max_length=12, choices=StatusRusak, default=StatusRusak.DILAPORKAN)
    pengganti = models.ForeignKey(AlokasiBlanko, on_delete=models.PROTECT, null=True, related_name="+")
    dilaporkan_pada = models.DateTimeField()

    class Meta:
        verbose_name = "blanko rusak"

    def __str__(self) -> str:
        return f"blanko {cetak(self.nomor)}"

    def work_items(self) -> list[Work]:
        """Who must replace it."""
        if self.status != StatusRusak.DILAPORKAN:
            return []
        return [
            Work(
                "blanko.ganti_rusak",
                "Ganti blanko rusak",
                f"{self.lsp.nama} · {cetak(self.nomor)} · {self.nomor_ba}",
                "Ganti",
                f"/blanko/rusak/{self.pk}/",
                role=Role.KOORDINATOR_SERTIFIKASI,
                days=settings.TENGGAT_BLANKO_HARI,
            )
        ]
