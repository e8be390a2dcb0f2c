"""Applications: who asks for which skema, and where the case stands (SOP 1.2 to 2.1, P508 9.1)."""

from __future__ import annotations

from django.db import models

from telusur.kernel.base.fields import EncryptedTextField, KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.states import TERBUKA, Kelayakan, StatusPermohonan, Tahap


class Permohonan(GuardedModel):
    """One person's application for one skema; its id names the whole case, to the certificate and beyond.

    ``nomor`` is given at the first submission. ``nik`` is encrypted; ``nik_indeks`` finds earlier cases of the same person.
    ``tahap_riwayat`` holds when each stage was entered (ISO time by stage code).
    """

    audit_hidden = frozenset({"nik", "nik_indeks", "kebutuhan_khusus"})

    nomor = models.CharField(max_length=60, blank=True)
    nomor_kunci = KeyField(of="nomor")
    pemohon = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    skema = models.ForeignKey("skema.Skema", on_delete=models.PROTECT, related_name="+")
    skema_kode = models.CharField(max_length=80)
    skema_nama = models.CharField(max_length=200)
    edisi = models.CharField("edisi formulir", max_length=8)
    nama = models.CharField("nama sesuai identitas", max_length=200)
    nik = EncryptedTextField(blank=True, default="")
    nik_indeks = models.CharField(max_length=64, blank=True)
    tujuan = models.CharField(max_length=40, blank=True)
    kebutuhan_khusus = models.TextField(blank=True)
    foto = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    pernyataan_versi = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=16, choices=StatusPermohonan, default=StatusPermohonan.DRAF)
    tahap = models.CharField(max_length=16, choices=Tahap, default=Tahap.PERMOHONAN)
    tahap_riwayat = models.JSONField(default=dict)
    kelayakan = models.CharField(max_length=12, choices=Kelayakan, blank=True, default=Kelayakan.BELUM)
    kelayakan_alasan = models.TextField(blank=True)
    kelayakan_oleh = models.CharField(max_length=150, blank=True)
    kelayakan_pada = models.DateTimeField(null=True)
    catatan = models.TextField(blank=True)
    dibuat_pada = models.DateTimeField()
    diajukan_pada = models.DateTimeField(null=True)
    diputuskan_pada = models.DateTimeField(null=True)

    text_index = ("nama", "nomor_kunci")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomor"], condition=~models.Q(nomor=""), name="aplikasi_nomor_unik"),
            models.UniqueConstraint(
                fields=["pemohon", "skema_kode"],
                condition=models.Q(status__in=[s.value for s in TERBUKA]) & ~models.Q(tahap="selesai"),
                name="aplikasi_satu_terbuka",
            ),
        ]
        indexes = [
            # Whole, not for part of the rows: SQLite cannot tell from a bound value that a row is in that part.
            models.Index(fields=["nik_indeks"], name="aplikasi_nik"),
            models.Index(fields=["nomor"], name="aplikasi_nomor"),
            models.Index(fields=["-diajukan_pada", "-dibuat_pada"], name="aplikasi_masuk"),
            models.Index(fields=["status", "-dibuat_pada"], name="aplikasi_status"),
            models.Index(fields=["tahap", "-dibuat_pada"], name="aplikasi_tahap"),
            models.Index(fields=["pemohon"], name="aplikasi_pemohon"),
        ]

    def __str__(self) -> str:
        return self.nomor or f"permohonan {self.nama}"

    @property
    def judul(self) -> str:
        """How lists name the case."""
        return f"{self.nama} · {self.skema_nama}" + (f" · {self.nomor}" if self.nomor else "")

    def work_items(self) -> list[Work]:
        """Who must act on the application itself; its forms and invoice have items of their own."""
        url = f"/kasus/{self.pk}/"
        if self.status == StatusPermohonan.DIAJUKAN and self.kelayakan == Kelayakan.BELUM:
            return [
                Work(
                    "aplikasi.kelayakan",
                    "Kaji kelayakan permohonan",
                    self.judul,
                    "Kaji",
                    f"/permohonan/{self.pk}/kelayakan/",
                    role=Role.ADMIN_LSP,
                    days=setelan("tenggat.periksa_permohonan"),
                    case_id=self.pk,
                )
            ]
        if self.status == StatusPermohonan.DIKAJI_ULANG:
            return [
                Work(
                    "aplikasi.tindak_lanjut",
                    "Tindak lanjuti kajian asesor",
                    self.judul,
                    "Tindak lanjuti",
                    url,
                    role=Role.ADMIN_LSP,
                    days=setelan("tenggat.periksa_permohonan"),
                    case_id=self.pk,
                )
            ]
        return []
