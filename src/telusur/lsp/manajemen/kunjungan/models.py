"""The connection to BNSP's sign-in, and the officers of BNSP who came by it."""

from __future__ import annotations

from django.db import models

from telusur.kernel.base.fields import EncryptedTextField
from telusur.kernel.commands.guard import GuardedModel


class Sambungan(GuardedModel):
    """Where BNSP says who somebody is (one row); ``rahasia`` is what this system proves itself with there."""

    penyedia = models.URLField("alamat penyedia", max_length=300)
    rahasia = EncryptedTextField(blank=True)
    aktif = models.BooleanField(default=False)
    diubah_pada = models.DateTimeField()

    class Meta:
        verbose_name = "sambungan masuk BNSP"

    def __str__(self) -> str:
        return f"masuk dari {self.penyedia}"


class Petugas(GuardedModel):
    """An officer of BNSP as BNSP names them: ``sub`` never changes there. The account has no password and no mailbox here."""

    akun = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="petugas_bnsp")
    penyedia = models.URLField(max_length=300)
    sub = models.CharField("tanda pengenal di BNSP", max_length=64)
    surel = models.EmailField("surel di BNSP", blank=True)
    terakhir = models.DateTimeField("terakhir masuk")

    audit_hidden = frozenset({"surel"})

    class Meta:
        verbose_name = "petugas BNSP"
        constraints = [models.UniqueConstraint(fields=["penyedia", "sub"], name="kunjungan_petugas_sekali")]

    def __str__(self) -> str:
        return str(self.akun)
