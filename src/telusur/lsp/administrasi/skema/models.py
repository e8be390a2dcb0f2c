"""A skema sertifikasi, one row per version, with its units, elemen, KUK, requirements and fees (P508 8.2, 10.4.4)."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models

from telusur.kernel.commands.guard import GuardedModel
from telusur.lsp.administrasi.skema.states import JenisPersyaratan, JenisSkema, MacamPersyaratan, StatusSkema


class Skema(GuardedModel):
    """One version of a skema. A case keeps the version it began with.

    ``kode`` is the skema number as the LSP writes it; ``digest`` the SHA-256 of the imported content. ``edisi`` is the edition
    of the assessment forms. ``ambang_pilihan_ganda`` is the share of right answers in percent for FR.IA.05; null leaves the
    judgement to the asesor (no official score is printed). Fields ``*_perlu_dicek`` mark values the file itself doubts.
    """

    audit_hidden: ClassVar[frozenset[str]] = frozenset({"catatan", "sumber", "acuan_judul"})

    kode = models.CharField("nomor skema", max_length=80)
    slug = models.SlugField(max_length=80)
    versi = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=StatusSkema, default=StatusSkema.DRAF)
    nama_id = models.CharField("nama", max_length=200)
    nama_en = models.CharField("nama dalam bahasa Inggris", max_length=200)
    terjemahan = models.BooleanField(default=False)
    jenis = models.CharField(max_length=12, choices=JenisSkema)
    jenjang = models.CharField(max_length=20, blank=True)
    acuan_judul = models.TextField()
    acuan_nomor = models.CharField(max_length=60)
    acuan_tahun = models.PositiveSmallIntegerField()
    acuan_perlu_dicek = models.BooleanField(default=False)
    sektor_kode = models.CharField(max_length=10)
    sektor_nama = models.CharField(max_length=200)
    sektor_perlu_dicek = models.BooleanField(default=False)
    kbli_kode = models.CharField(max_length=10)
    kbli_nama = models.CharField(max_length=200)
    kbli_perlu_dicek = models.BooleanField(default=False)
    kbji_kode = models.CharField(max_length=10)
    kbji_nama = models.CharField(max_length=200)
    kbji_perlu_dicek = models.BooleanField(default=False)
    area_kerja_id = models.CharField(max_length=200)
    area_kerja_en = models.CharField(max_length=200)
    masa_berlaku_bulan = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    bukti_wajib_untuk_k = models.BooleanField(default=True)
    edisi = models.CharField(max_length=8, default="2018")
    ambang_pilihan_ganda = models.PositiveSmallIntegerField(null=True, blank=True)
    waktu_pilihan_ganda_menit = models.PositiveSmallIntegerField(default=60)
    tatap_muka = models.BooleanField(default=True)
    jarak_jauh = models.BooleanField(default=False)
    catatan = models.JSONField(default=list)
    sumber = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    berkas = models.CharField("nama berkas", max_length=200)
    diimpor_pada = models.DateTimeField()
    berlaku_sejak = models.DateField(null=True, blank=True)
    ditarik_pada = models.DateField(null=True, blank=True)
    alasan_ditarik = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["nama_id", "-versi"]
        constraints = [
            models.UniqueConstraint(fields=["kode", "versi"], name="skema_versi_sekali"),
            models.UniqueConstraint(
                fields=["kode"], condition=models.Q(status=StatusSkema.BERLAKU), name="skema_satu_berlaku"
            ),
            models.UniqueConstraint(fields=["slug", "versi"], name="skema_slug_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} versi {self.versi}"

    @property
    def nama(self) -> str:
        """Name in Indonesian."""
        return self.nama_id

    @property
    def acuan(self) -> str:
        """``SKKNI Nomor 282 Tahun 2016``."""
        return f"SKKNI Nomor {self.acuan_nomor} Tahun {self.acuan_tahun}"

    @property
    def masa_berlaku(self) -> str:
        """``3 tahun`` or ``18 bulan``."""
        years, months = divmod(self.masa_berlaku_bulan, 12)
        return f"{self.masa_berlaku_bulan} bulan" if months else f"{years} tahun"


class AcuanLain(GuardedModel):
    """A standard besides the main one, for the units named."""

    skema = models.ForeignKey(Skema, on_delete=models.PROTECT, related_name="acuan_lain")
    urut = models.PositiveSmallIntegerField()
    judul = models.TextField()
    nomor = models.CharField(max_length=60)
    tahun = models.PositiveSmallIntegerField()
    berlaku_untuk = models.JSONField(default=list)
    perlu_dicek = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["urut"]

    def __str__(self) -> str:
        return f"SKKNI Nomor {self.nomor} Tahun {self.tahun}"


class KelompokPekerjaan(GuardedModel):
    """A group of units that are assessed together."""

    skema = models.ForeignKey(Skema, on_delete=models.PROTECT, related_name="kelompok")
    urut = models.PositiveSmallIntegerField()
    nama = models.CharField(max_length=300)
    perlu_dicek = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["urut"]

    def __str__(self) -> str:
        return self.nama


class UnitKompetensi(GuardedModel):
    """A unit; its code is unique in the skema. ``urut`` counts through the whole skema."""

    skema = models.ForeignKey(Skema, on_delete=models.PROTECT, related_name="unit")
    kelompok = models.ForeignKey(KelompokPekerjaan, on_delete=models.PROTECT, related_name="unit")
    urut = models.PositiveSmallIntegerField()
    kode = models.CharField(max_length=40)
    judul_id = models.CharField(max_length=300)
    judul_en = models.CharField(max_length=300)
    terjemahan = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["urut"]
        constraints = [models.UniqueConstraint(fields=["skema", "kode"], name="skema_unit_sekali")]

    def __str__(self) -> str:
        return f"{self.kode} {self.judul_id}"

    @property
    def jumlah_kuk(self) -> int:
        """Number of KUK, from what was prefetched."""
        return sum(len(elemen.kuk.all()) for elemen in self.elemen.all())


class Elemen(GuardedModel):
    """An elemen of a unit."""

    unit = models.ForeignKey(UnitKompetensi, on_delete=models.PROTECT, related_name="elemen")
    no = models.PositiveSmallIntegerField()
    judul = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar[list[str]] = ["no"]
        constraints = [models.UniqueConstraint(fields=["unit", "no"], name="skema_elemen_sekali")]

    def __str__(self) -> str:
        return f"{self.no}. {self.judul}"


class Kuk(GuardedModel):
    """A kriteria unjuk kerja; ``no`` is text because 1.10 is not 1.1."""

    elemen = models.ForeignKey(Elemen, on_delete=models.PROTECT, related_name="kuk")
    urut = models.PositiveSmallIntegerField()
    no = models.CharField(max_length=8)
    teks = models.CharField(max_length=800)

    class Meta:
        ordering: ClassVar[list[str]] = ["urut"]
        constraints = [models.UniqueConstraint(fields=["elemen", "no"], name="skema_kuk_sekali")]

    def __str__(self) -> str:
        return f"{self.no} {self.teks}"


class Persyaratan(GuardedModel):
    """One requirement. Rows of one ``jenis`` with the same ``grup`` are alternatives: one of them is enough."""

    skema = models.ForeignKey(Skema, on_delete=models.PROTECT, related_name="persyaratan")
    jenis = models.CharField(max_length=14, choices=JenisPersyaratan)
    urut = models.PositiveSmallIntegerField()
    uraian = models.CharField(max_length=500)
    wajib = models.BooleanField()
    grup = models.CharField("grup alternatif", max_length=4, blank=True)
    macam = models.CharField(max_length=10, choices=MacamPersyaratan, default=MacamPersyaratan.UMUM, blank=True)
    jenis_berkas = models.JSONField(default=list)
    ukuran_maks_mb = models.PositiveSmallIntegerField()
    perlu_dicek = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["urut"]

    def __str__(self) -> str:
        return self.uraian


class PersyaratanTeknisTuk(GuardedModel):
    """What the TUK must have for this skema."""

    skema = models.ForeignKey(Skema, on_delete=models.PROTECT, related_name="persyaratan_tuk")
    urut = models.PositiveSmallIntegerField()
    perlengkapan = models.CharField(max_length=200)
    spesifikasi = models.CharField(max_length=500)
    jumlah = models.CharField(max_length=100)
    contoh = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["urut"]

    def __str__(self) -> str:
        return self.perlengkapan


class Biaya(GuardedModel):
    """A fee in whole rupiah. ``dikenakan``: part of the invoice that follows an accepted application (SOP 2.2)."""

    skema = models.ForeignKey(Skema, on_delete=models.PROTECT, related_name="biaya")
    urut = models.PositiveSmallIntegerField()
    nama = models.CharField(max_length=200)
    jumlah = models.PositiveBigIntegerField()
    dikenakan = models.BooleanField(default=False)
    contoh = models.BooleanField(default=False)
    perlu_dicek = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["urut"]

    def __str__(self) -> str:
        return self.nama
