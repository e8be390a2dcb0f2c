"""The systems of LSP that BNSP's officers may enter with their BNSP account."""

from __future__ import annotations

from django.db import models

from telusur.kernel.commands.guard import GuardedModel


class SistemLsp(GuardedModel):
    """The system of one LSP as a client of BNSP's sign-in; ``kode`` is its licence number, ``alamat`` where it answers."""

    lsp = models.OneToOneField("lisensi.Lsp", on_delete=models.PROTECT, related_name="sistem")
    kode = models.CharField("kode klien", max_length=40, unique=True)
    alamat = models.URLField("alamat sistem", max_length=300)
    aktif = models.BooleanField(default=True)
    alasan = models.CharField("alasan dihentikan", max_length=300, blank=True)
    dicatat_pada = models.DateTimeField()

    class Meta:
        verbose_name = "sistem LSP"

    def __str__(self) -> str:
        return f"sistem {self.lsp}"


class Kehadiran(GuardedModel):
    """An officer who went on to an LSP's system and has not left BNSP's since: that system hears of it when they do."""

    petugas = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sistem = models.ForeignKey(SistemLsp, on_delete=models.PROTECT, related_name="kehadiran")
    sejak = models.DateTimeField()

    class Meta:
        verbose_name = "kehadiran di sistem LSP"
        constraints = [models.UniqueConstraint(fields=["petugas", "sistem"], name="penyedia_kehadiran_sekali")]

    def __str__(self) -> str:
        return f"{self.petugas} di {self.sistem}"
