"""Where a message stands, and by which way it goes."""

from django.db import models


class MessageStatus(models.TextChoices):
    """Life of a message. ``lokal``: no mail server is configured, so it is read on the local outbox page."""

    MENUNGGU = "menunggu", "Menunggu dikirim"
    TERKIRIM = "terkirim", "Terkirim"
    GAGAL = "gagal", "Gagal"
    LOKAL = "lokal", "Lokal"


class Channel(models.TextChoices):
    """By which way a message reaches the person. A further way is a further value and its sender."""

    EMAIL = "email", "Surel"
    IN_APP = "aplikasi", "Dalam aplikasi"
