"""Life of a request for a role that decides."""

from django.db import models


class RequestStatus(models.TextChoices):
    """Waiting until a second person has approved or refused it."""

    MENUNGGU = "menunggu", "Menunggu persetujuan"
    DISETUJUI = "disetujui", "Disetujui"
    DITOLAK = "ditolak", "Ditolak"
