"""What the LSP must know of people besides their roles: who trained whom, and who may decide on which skema."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from telusur.kernel.commands.guard import GuardedModel


class Pelatihan(GuardedModel):
    """A training given by a person; kept so that trainers neither assess nor decide (P508 9.4.4)."""

    judul = models.CharField(max_length=200)
    penyelenggara = models.CharField(max_length=150, blank=True)
    pelatih = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    mulai = models.DateField()
    selesai = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(selesai__gte=F("mulai")), name="sdm_masa_pelatihan")]

    def __str__(self) -> str:
        return self.judul


class PesertaPelatihan(GuardedModel):
    """A person who took a training."""

    pelatihan = models.ForeignKey(Pelatihan, on_delete=models.PROTECT, related_name="peserta")
    orang = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pelatihan", "orang"], name="sdm_peserta_sekali")]

    def __str__(self) -> str:
        return f"{self.orang} pada {self.pelatihan}"


class KompetensiKomite(GuardedModel):
    """A person is competent to decide on a skema from one day to another (P508 9.4.5)."""

    orang = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    skema_kode = models.CharField(max_length=80)
    dasar = models.CharField("dasar penunjukan", max_length=200)
    berlaku_dari = models.DateField()
    berlaku_sampai = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(berlaku_sampai__gte=F("berlaku_dari")), name="sdm_masa_kompetensi"),
        ]

    def __str__(self) -> str:
        return f"{self.orang} untuk {self.skema_kode}"
