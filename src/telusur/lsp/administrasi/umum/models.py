"""The LSP itself, its settings, and the letters and decrees its Direktur signs."""

from __future__ import annotations

from django.db import models

from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.lsp.administrasi.umum.states import (
    NADA_TANGAN,
    JenisLsp,
    JenisNaskah,
    JenisTangan,
    KeadaanTangan,
    StatusLingkup,
    StatusLisensi,
    StatusNaskah,
)


class ProfilLsp(GuardedModel):
    """The one LSP this deployment belongs to (SE007 A.IV.1)."""

    nama = models.CharField(max_length=150)
    nama_en = models.CharField(max_length=150, blank=True)
    singkatan = models.CharField("kode pada nomor surat", max_length=20)
    jenis = models.CharField(max_length=2, choices=JenisLsp)
    lembaga_induk = models.CharField(max_length=200, blank=True)
    tentang = models.TextField(blank=True)
    alamat = models.CharField(max_length=250)
    kota = models.CharField(max_length=80)
    telepon = models.CharField(max_length=40, blank=True)
    email = models.EmailField()
    npwp = models.CharField(max_length=30, blank=True)
    rekening_bank = models.CharField(max_length=80, blank=True)
    rekening_nomor = models.CharField(max_length=40, blank=True)
    rekening_nama = models.CharField(max_length=150, blank=True)
    peraga = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.nama


class Lisensi(GuardedModel):
    """The licence from BNSP (SE007 A.IV.1). ``berlaku_sampai`` is its last day.

    ``menurut_bnsp``: BNSP itself told it, with its whole scope; from then on what was written down by hand counts no more.
    """

    nomor = models.CharField(max_length=40, unique=True)
    nomor_sk = models.CharField(max_length=60)
    tanggal_sk = models.DateField()
    berlaku_dari = models.DateField()
    berlaku_sampai = models.DateField()
    status = models.CharField(max_length=12, choices=StatusLisensi, default=StatusLisensi.AKTIF)
    menurut_bnsp = models.BooleanField("diberitahukan BNSP", default=False)
    diingatkan_untuk = models.DateField("akhir masa yang sudah diingatkan", null=True)

    def __str__(self) -> str:
        return self.nomor

    @property
    def sebagai_nilai(self) -> str:
        """What BNSP decided of it in one line, as both sides write it: ``aktif, 2025-01-15 sampai 2030-01-14``."""
        return f"{self.status}, {self.berlaku_dari.isoformat()} sampai {self.berlaku_sampai.isoformat()}"

    @property
    def bagian_nomor(self) -> str:
        """The number that goes into registration numbers: ``9021`` of ``BNSP-LSP-9021-ID``."""
        parts = self.nomor.split("-")
        return parts[2] if len(parts) > 2 else self.nomor


class LingkupLisensi(GuardedModel):
    """A skema in the scope of the licence, as BNSP told it (P508 9.5); both days are BNSP's, not that of the message."""

    skema_kode = models.CharField(max_length=80, unique=True)
    skema_nama = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=StatusLingkup)
    sejak = models.DateField("dalam lingkup sejak")
    keadaan_sejak = models.DateField("keadaan ini sejak")
    masa_berlaku_bulan = models.PositiveSmallIntegerField("masa berlaku sertifikat paling lama (bulan)", null=True)

    def __str__(self) -> str:
        return self.skema_nama


class CatatanTangan(GuardedModel):
    """A fact of BNSP's that was written down by hand while its system was not connected (SOP 2.8, 4.4; LAP 3.2; P508 9.5).

    ``untuk_id`` is the row it stands in, ``perihal`` and ``versi`` what both sides call that row (schedule, letter, licence
    or report number), ``nilai`` what BNSP is said to have given. ``jawaban`` is what BNSP has instead; it always wins.
    """

    jenis = models.CharField(max_length=10, choices=JenisTangan)
    untuk_id = models.UUIDField()
    perihal = models.CharField("untuk", max_length=120)
    versi = models.PositiveSmallIntegerField(default=1)
    nilai = models.CharField("dicatat", max_length=200)
    tanggal = models.DateField("tanggal menurut bukti")
    alasan = models.TextField("mengapa dengan tangan")
    bukti = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, related_name="+")
    dicatat_oleh = models.CharField(max_length=150)
    dicatat_pada = models.DateTimeField()
    keadaan = models.CharField(max_length=10, choices=KeadaanTangan, default=KeadaanTangan.BELUM)
    jawaban = models.CharField("menurut BNSP", max_length=200, blank=True)
    dicocokkan_pada = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["jenis", "untuk_id"], name="umum_tangan_untuk"),
            models.Index(fields=["keadaan", "-dicatat_pada"], name="umum_tangan_keadaan"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nilai}"

    @property
    def tone(self) -> str:
        """Colour of its state."""
        return NADA_TANGAN[KeadaanTangan(self.keadaan)]

    @property
    def sebutan(self) -> str:
        """The mark in words, for whatever cannot show it as a badge."""
        jawaban = f": {self.jawaban}" if self.jawaban else ""
        return (
            f"dicatat dengan tangan, {self.get_keadaan_display()[0].lower()}{self.get_keadaan_display()[1:]}{jawaban}"
        )


class Setelan(GuardedModel):
    """A setting that departs from its default: deadlines, thresholds and whatever no regulation fixes."""

    kode = models.CharField(max_length=80, unique=True)
    nilai = models.JSONField()

    def __str__(self) -> str:
        return self.kode


class Naskah(GuardedModel):
    """A letter or decree: drafted by Admin LSP, signed and numbered by the Direktur, then unchangeable.

    ``isi`` holds what the template prints. ``untuk_id`` is the row it is about (a schedule, a verification, a committee).
    """

    audit_hidden = frozenset({"isi"})

    jenis = models.CharField(max_length=20, choices=JenisNaskah)
    perihal = models.CharField(max_length=250)
    isi = models.JSONField(default=dict)
    untuk_id = models.UUIDField()
    penerima = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    skema_kode = models.CharField(max_length=80, blank=True)
    berlaku_dari = models.DateField(null=True)
    berlaku_sampai = models.DateField(null=True)
    status = models.CharField(max_length=16, choices=StatusNaskah, default=StatusNaskah.DRAF)
    nomor = models.CharField(max_length=120, blank=True)
    nomor_kunci = KeyField(of="nomor")
    ditandatangani_pada = models.DateTimeField(null=True)
    penandatangan = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    dokumen = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    dibuat_pada = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomor"], condition=~models.Q(nomor=""), name="umum_nomor_naskah_unik"),
        ]
        indexes = [models.Index(fields=["untuk_id"], name="umum_naskah_untuk")]

    def __str__(self) -> str:
        return self.nomor or f"draf {self.get_jenis_display()}"
