from __future__ import annotations

from django.db import models

from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work


class S(models.TextChoices):
    MASUK = "masuk", "Masuk"
    DIPERIKSA = "diperiksa", "Diperiksa"
    SELESAI = "selesai", "Selesai"


class Berkas(GuardedModel):
    nama = models.CharField(max_length=60)
    nomor = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=S, default=S.MASUK)
    pemegang = models.UUIDField(null=True)
    kasus = models.UUIDField(null=True)
    tenggat = models.DateTimeField(null=True)

    class Meta:
        app_label = "loket"

    def __str__(self) -> str:
        return self.nomor or self.nama

    def work_items(self) -> list[Work]:
        url = f"/loket/{self.pk}/"
        if self.status == S.MASUK:
            return [
                Work(
                    "periksa", "Periksa berkas", self.nama, "Periksa", url, role="admin_lsp", days=3, case_id=self.kasus
                )
            ]
        if self.status == S.DIPERIKSA:
            return [
                Work("tutup", "Tutup berkas", self.nama, "Tutup", url, person_id=self.pemegang, due_at=self.tenggat)
                if self.pemegang
                else Work("tutup", "Tutup berkas", self.nama, "Tutup", url, role="direktur")
            ]
        return []
