"""Test places and their verification per skema (SOP 1.4, P508 10.4.4.5, PBNSP 206)."""

from __future__ import annotations

from django.db import models

from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.tuk.states import JenisTuk, StatusVerifikasi
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role


class Tuk(GuardedModel):
    """A tempat uji kompetensi. ``kapasitas`` is the number of asesi at once."""

    kode = models.CharField(max_length=30, unique=True)
    nama = models.CharField(max_length=150)
    jenis = models.CharField(max_length=12, choices=JenisTuk)
    pemilik = models.CharField(max_length=150, blank=True)
    penanggung_jawab = models.CharField(max_length=150)
    alamat = models.CharField(max_length=250)
    kota = models.CharField(max_length=80)
    kontak = models.CharField(max_length=80, blank=True)
    kapasitas = models.PositiveSmallIntegerField()
    aktif = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.nama


class VerifikasiTuk(GuardedModel):
    """One verification: SPT, checklist against the skema's technical requirements, minutes, SK with validity.

    ``ceklis`` rows: ``{perlengkapan, spesifikasi, jumlah, sesuai: bool|None, catatan}``.
    """

    tuk = models.ForeignKey(Tuk, on_delete=models.PROTECT, related_name="verifikasi")
    skema = models.ForeignKey("skema.Skema", on_delete=models.PROTECT, related_name="+")
    skema_kode = models.CharField(max_length=80)
    verifikator = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    tanggal = models.DateField()
    ceklis = models.JSONField(default=list)
    catatan = models.TextField(blank=True)
    status = models.CharField(max_length=16, choices=StatusVerifikasi, default=StatusVerifikasi.MENUNGGU_SPT)
    spt = models.ForeignKey("umum.Naskah", on_delete=models.PROTECT, null=True, related_name="+")
    sk = models.ForeignKey("umum.Naskah", on_delete=models.PROTECT, null=True, related_name="+")
    nomor_ba = models.CharField("nomor berita acara", max_length=120, blank=True)
    berita_acara = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    berlaku_dari = models.DateField(null=True)
    berlaku_sampai = models.DateField(null=True)
    diverifikasi_pada = models.DateTimeField(null=True)
    diingatkan_untuk = models.DateField("akhir masa yang sudah diingatkan", null=True)

    def __str__(self) -> str:
        return f"verifikasi {self.tuk} untuk {self.skema_kode}"

    def work_items(self) -> list[Work]:
        """Who must act on this verification now."""
        url, detail = f"/tuk/verifikasi/{self.pk}/", f"{self.tuk} · {self.skema_kode}"
        days = setelan("tenggat.tanda_tangan")
        if self.status == StatusVerifikasi.MENUNGGU_SPT:
            return [
                Work(
                    "tuk.spt",
                    "Tandatangani SPT verifikator",
                    detail,
                    "Tandatangani",
                    url,
                    role=Role.DIREKTUR,
                    days=days,
                )
            ]
        if self.status == StatusVerifikasi.DITUGASKAN:
            return [
                Work(
                    "tuk.ceklis", "Verifikasi TUK", detail, "Verifikasi", url, person_id=self.verifikator_id, days=days
                )
            ]
        if self.status == StatusVerifikasi.SESUAI:
            return [Work("tuk.sk", "Tetapkan TUK", detail, "Tetapkan", url, role=Role.DIREKTUR, days=days)]
        return []
