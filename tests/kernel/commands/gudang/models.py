from __future__ import annotations

from django.db import models

from telusur.kernel.commands.guard import GuardedModel


class S(models.TextChoices):
    DIAJUKAN = "diajukan", "Diajukan"
    DITERIMA = "diterima", "Diterima"


class Peti(GuardedModel):
    audit_hidden = frozenset({"rahasia"})

    kode = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=10, choices=S, default=S.DIAJUKAN)
    berat = models.PositiveIntegerField(default=0)
    rahasia = models.CharField(max_length=50, blank=True)
    isi = models.JSONField(default=dict)
    induk = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="anak")

    class Meta:
        app_label = "gudang"
        constraints = [models.CheckConstraint(condition=models.Q(berat__lte=100), name="gudang_berat_wajar")]

    def __str__(self) -> str:
        return self.kode
