"""Documents that an LSP sent for something BNSP judges, whether they have arrived or are on their way."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.exchange.states import FileState


class BerkasLsp(GuardedModel):
    """One document of one thing: ``tentang`` is the label of its model, ``subjek`` its id, ``ajuan`` the how-manieth submission.

    It comes through the exchange (``kiriman``) or was scanned from paper at BNSP (``berkas``), never both.
    """

    lsp = models.ForeignKey("lisensi.Lsp", on_delete=models.PROTECT, related_name="+")
    tentang = models.CharField(max_length=60)
    subjek = models.UUIDField()
    ajuan = models.PositiveSmallIntegerField(default=1)
    jenis = models.CharField(max_length=40)
    nama = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    kiriman = models.ForeignKey("exchange.IncomingFile", on_delete=models.PROTECT, null=True, related_name="+")
    berkas = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "dokumen kiriman LSP"
        constraints = [
            models.UniqueConstraint(fields=["subjek", "ajuan", "jenis", "sha256"], name="berkas_lsp_sekali"),
            models.CheckConstraint(
                condition=Q(kiriman__isnull=False, berkas=None) | Q(kiriman=None, berkas__isnull=False),
                name="berkas_lsp_satu_jalan",
            ),
        ]
        indexes = [models.Index(fields=["subjek", "ajuan"], name="berkas_lsp_subjek")]

    def __str__(self) -> str:
        return self.nama

    @property
    def isi(self) -> StoredFile | None:
        """The stored file, None while it is on its way."""
        return self.berkas or (self.kiriman.file if self.kiriman else None)

    @property
    def keadaan(self) -> str:
        """Where it stands, for people."""
        if self.isi is not None:
            return "Ada"
        kiriman = self.kiriman
        if kiriman is None or kiriman.state == FileState.REFUSED:
            return "Ditolak"
        return f"Sampai {100 * kiriman.received // kiriman.size}%" if kiriman.received else "Belum sampai"
