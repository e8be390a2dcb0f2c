"""State of an asesor's registration."""

from django.db import models


class StatusAsesor(models.TextChoices):
    """Whether the LSP uses this asesor."""

    AKTIF = "aktif", "Aktif"
    NONAKTIF = "nonaktif", "Nonaktif"
