"""Invoices for applications and the proofs that they were paid (SOP 2.2, P508 10.4.4.3)."""

from __future__ import annotations

from django.db import models

from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.keuangan.states import StatusBukti, StatusTagihan
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role


class Tagihan(GuardedModel):
    """An invoice. ``butir`` is a copy of the skema's fees at issue: ``[{nama, jumlah}]``; ``jumlah`` is their sum in rupiah."""

    nomor = models.CharField(max_length=60, unique=True)
    nomor_kunci = KeyField(of="nomor")
    perkara_id = models.UUIDField()
    perkara = models.CharField("nomor permohonan", max_length=60)
    pembayar = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    untuk = models.CharField(max_length=200)
    butir = models.JSONField()
    jumlah = models.PositiveBigIntegerField()
    jatuh_tempo = models.DateField()
    status = models.CharField(max_length=20, choices=StatusTagihan, default=StatusTagihan.TERBIT)
    terbit_pada = models.DateTimeField()
    lunas_pada = models.DateTimeField(null=True)
    alasan = models.TextField(blank=True)
    dokumen = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["perkara_id"], condition=~models.Q(status="dibatalkan"), name="keuangan_satu_tagihan_terbuka"
            ),
        ]
        indexes = [
            models.Index(fields=["perkara_id"], name="keuangan_perkara"),
            models.Index(fields=["-terbit_pada"], name="keuangan_terbit"),
        ]

    def __str__(self) -> str:
        return self.nomor

    def work_items(self) -> list[Work]:
        """Who must act on this invoice now."""
        detail = f"{self.untuk} · {self.perkara}"
        if self.status == StatusTagihan.TERBIT:
            return [
                Work(
                    code="keuangan.bayar",
                    title="Bayar tagihan dan unggah buktinya",
                    detail=detail,
                    act="Bayar",
                    url=f"/tagihan/{self.pk}/",
                    person_id=self.pembayar_id,
                    days=setelan("tenggat.tagihan"),
                    case_id=self.perkara_id,
                )
            ]
        if self.status == StatusTagihan.MENUNGGU_VERIFIKASI:
            return [
                Work(
                    code="keuangan.verifikasi",
                    title="Verifikasi bukti bayar",
                    detail=detail,
                    act="Verifikasi",
                    url=f"/tagihan/{self.pk}/",
                    role=Role.ADMIN_LSP,
                    days=setelan("tenggat.verifikasi_bayar"),
                    case_id=self.perkara_id,
                )
            ]
        return []


class BuktiBayar(GuardedModel):
    """A proof of payment that the payer uploaded."""

    tagihan = models.ForeignKey(Tagihan, on_delete=models.PROTECT, related_name="bukti")
    berkas = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=StatusBukti, default=StatusBukti.MENUNGGU)
    diunggah_pada = models.DateTimeField()
    diperiksa_pada = models.DateTimeField(null=True)
    alasan = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"bukti bayar {self.tagihan}"
