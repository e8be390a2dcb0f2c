"""The asesor of the LSP, their certificate and the skema they may assess (P508 10.4.4.4, SOP 1.5)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.lsp.administrasi.asesor.states import Registrasi, StatusAsesor


class Asesor(GuardedModel):
    """An asesor kompetensi: MET number, certificate validity (both days included), the LSP's SK.

    The certificate is BNSP's to tell, with ``registrasi``; both days are empty until it did, or until they were written down by
    hand while it was not connected.
    """

    orang = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="asesor")
    no_reg = models.CharField("nomor registrasi", max_length=40, unique=True)
    no_reg_kunci = KeyField(of="no_reg")
    nomor_sertifikat = models.CharField(max_length=60, blank=True)
    berlaku_dari = models.DateField(null=True)
    berlaku_sampai = models.DateField(null=True)
    registrasi = models.CharField(max_length=10, choices=Registrasi, default=Registrasi.BELUM, blank=True)
    sk_nomor = models.CharField("SK penetapan asesor", max_length=120)
    sk_tanggal = models.DateField()
    status = models.CharField(max_length=10, choices=StatusAsesor, default=StatusAsesor.AKTIF)
    diingatkan_untuk = models.DateField("akhir masa yang sudah diingatkan", null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(berlaku_sampai__gte=F("berlaku_dari")), name="asesor_masa")]

    def __str__(self) -> str:
        return f"{self.orang.name} ({self.no_reg})"

    @property
    def sebagai_nilai(self) -> str:
        """The certificate in one line, as an entry by hand and BNSP's register are compared."""
        if self.berlaku_dari is None or self.berlaku_sampai is None:
            return ""
        masa = f"{self.berlaku_dari.isoformat()} sampai {self.berlaku_sampai.isoformat()}"
        return ", ".join(one for one in (self.no_reg, self.nomor_sertifikat, masa) if one)


class LingkupAsesor(GuardedModel):
    """Technical competence of an asesor for a skema, from one day to another."""

    asesor = models.ForeignKey(Asesor, on_delete=models.PROTECT, related_name="lingkup")
    skema_kode = models.CharField(max_length=80)
    dasar = models.CharField("bukti kompetensi teknis", max_length=200)
    berlaku_dari = models.DateField()
    berlaku_sampai = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(berlaku_sampai__gte=F("berlaku_dari")), name="asesor_lingkup")
        ]

    def __str__(self) -> str:
        return f"{self.asesor} untuk {self.skema_kode}"
