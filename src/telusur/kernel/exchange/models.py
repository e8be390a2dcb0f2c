"""Partners and their keys; what goes to them, what comes from them, and what each side knows of the other's facts.

Partners and keys have a life and change by command. Messages and facts are the record themselves: rows written by
``publish``, the courier and the intake, which would only be doubled by copying them into the trail.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from telusur.kernel.audit.models import AppendOnly
from telusur.kernel.base.ids import uuid7
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.exchange.canonical import bucket_of
from telusur.kernel.exchange.kinds import kind_named
from telusur.kernel.exchange.states import FileState, MessageState, Origin, PartnerStatus


class Partner(GuardedModel):
    """An institution we exchange with. ``witness``: it countersigns the seals of our trail."""

    code = models.CharField("kode", max_length=40, unique=True)
    name = models.CharField("nama", max_length=200)
    address = models.URLField("alamat", max_length=300)
    status = models.CharField(max_length=12, choices=PartnerStatus, default=PartnerStatus.AKTIF)
    reason = models.CharField("alasan ditangguhkan", max_length=300, blank=True)
    witness = models.BooleanField("saksi segel", default=False)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "mitra"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class PartnerKey(GuardedModel):
    """A public key of a partner (Ed25519, 64 hexadecimal digits) and when its signatures count."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="keys")
    kid = models.CharField("tanda pengenal kunci", max_length=16)
    public = models.CharField("kunci publik", max_length=64)
    valid_from = models.DateTimeField("berlaku sejak")
    valid_until = models.DateTimeField("berlaku sampai", null=True)
    origin = models.CharField("asal", max_length=10, choices=Origin, default=Origin.MANUAL)

    class Meta:
        verbose_name = "kunci mitra"
        constraints = [models.UniqueConstraint(fields=["partner", "kid"], name="exchange_key_once")]

    def __str__(self) -> str:
        return self.kid

    def valid_at(self, at: datetime) -> bool:
        """Whether a signature made at this moment counts."""
        return self.valid_from <= at and (self.valid_until is None or at < self.valid_until)


class OutgoingLine(models.Model):
    """The courier's notes on the way to one partner: next number, pauses, the last comparison."""

    partner = models.OneToOneField(Partner, on_delete=models.PROTECT, primary_key=True, related_name="outgoing_line")
    next_number = models.PositiveBigIntegerField(default=1)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    sealed_to = models.PositiveBigIntegerField(default=0)
    compared_at = models.DateTimeField(null=True)
    comparison = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"ke {self.partner_id}"


class IncomingLine(models.Model):
    """The intake's notes on the way from one partner: the last number taken, and counts."""

    partner = models.OneToOneField(Partner, on_delete=models.PROTECT, primary_key=True, related_name="incoming_line")
    last_number = models.PositiveBigIntegerField(default=0)
    repeated = models.PositiveBigIntegerField(default=0)
    turned_away = models.PositiveBigIntegerField(default=0)
    heard_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"dari {self.partner_id}"


class Outgoing(models.Model):
    """One message to a partner. The number is given by the courier when it first sets out (ADR 8)."""

    id = models.BigAutoField(primary_key=True)
    message = models.UUIDField(default=uuid7, unique=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="outgoing")
    number = models.PositiveBigIntegerField("nomor", null=True)
    kind = models.CharField("jenis", max_length=40)
    key = models.CharField("kunci fakta", max_length=120)
    version = models.PositiveIntegerField("versi")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    receipt = models.TextField(blank=True)

    class Meta:
        verbose_name = "pesan keluar"
        constraints = [models.UniqueConstraint(fields=["partner", "number"], name="exchange_out_number_once")]
        indexes = [
            models.Index(fields=["partner", "number", "id"], condition=Q(state="waiting"), name="exchange_out_waiting"),
            models.Index(fields=["partner", "kind", "key", "-version"], name="exchange_out_by_fact"),
            models.Index(fields=["state", "-id"], name="exchange_out_by_state"),
        ]

    def __str__(self) -> str:
        return in_words(self.kind)

    @property
    def title(self) -> str:
        """The kind in words, ``Jadwal uji``; its own name when this side does not know it."""
        known = kind_named(self.kind)
        return known.title if known else self.kind


class Incoming(AppendOnly):
    """One message a partner's number was used up for: as it came, and the receipt it was answered with."""

    id = models.BigAutoField(primary_key=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="incoming")
    number = models.PositiveBigIntegerField("nomor")
    message = models.UUIDField()
    kind = models.CharField("jenis", max_length=40)
    key = models.CharField("kunci fakta", max_length=120)
    version = models.PositiveIntegerField("versi")
    digest = models.CharField(max_length=64)
    token = models.TextField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=MessageState)
    code = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    receipt = models.TextField()

    class Meta:
        verbose_name = "pesan masuk"
        constraints = [
            models.UniqueConstraint(fields=["partner", "number"], name="exchange_in_number_once"),
            models.UniqueConstraint(fields=["partner", "message"], name="exchange_in_message_once"),
        ]
        indexes = [models.Index(fields=["partner", "kind", "key"], name="exchange_in_by_fact")]

    def __str__(self) -> str:
        return in_words(self.kind)

    @property
    def title(self) -> str:
        """The kind in words, ``Jadwal uji``; its own name when this side does not know it."""
        known = kind_named(self.kind)
        return known.title if known else self.kind


def in_words(kind: str) -> str:
    """What people are told that a message or a fact is about: the title of its kind, never a developer's key."""
    from telusur.kernel.exchange.kinds import kind_named

    known = kind_named(kind)
    return known.title if known else "fakta pertukaran"


class _Known(models.Model):
    """A fact at its latest version between us and one partner. ``bucket`` is that of its key, in which it is compared."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    at = models.DateTimeField()
    bucket = models.CharField(max_length=2, editable=False)

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.__dict__.get("bucket", "-"):  # a new row: the key never changes
            self.bucket = bucket_of(self.key)

    def __str__(self) -> str:
        return in_words(self.kind)


class Told(_Known):
    """What we told a partner last."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "kind", "key"], name="exchange_told_once")]
        indexes = [models.Index(fields=["partner", "kind", "bucket"], name="exchange_told_bucket")]


class Heard(_Known):
    """What a partner told us last, and we took."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "kind", "key"], name="exchange_heard_once")]
        indexes = [models.Index(fields=["partner", "kind", "bucket"], name="exchange_heard_bucket")]


class _Travelling(models.Model):
    """A file between us and one partner, known by the SHA-256 of its content (``digest``); ``size`` in bytes."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, choices=FileState, default=FileState.WAITING)
    reason = models.TextField(blank=True)
    named_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class OutgoingFile(_Travelling):
    """A file that a told fact names; ``sent``: how many bytes the partner has confirmed."""

    file = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, related_name="+")
    sent = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "digest"], name="exchange_file_out_once")]
        indexes = [
            models.Index(fields=["partner", "next_at"], condition=Q(state="waiting"), name="exchange_file_waiting")
        ]


class IncomingFile(_Travelling):
    """A file that a partner's fact named; ``received``: how many bytes are here, ``file`` once it is whole and kept."""

    file = models.ForeignKey("archive.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    received = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "digest"], name="exchange_file_in_once")]


class FilePart(models.Model):
    """A piece of a file on its way in, from byte ``start`` on. It goes when the file is whole."""

    incoming = models.ForeignKey(IncomingFile, on_delete=models.CASCADE, related_name="parts")
    start = models.PositiveBigIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incoming", "start"], name="exchange_part_once")]

    def __str__(self) -> str:
        return f"{self.incoming_id} {self.start}"


class WitnessedSeal(AppendOnly):
    """A seal of a partner's trail as we saw it: what the partner cannot rewrite, because it stands with us."""

    id = models.BigAutoField(primary_key=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="witnessed")
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    witnessed_at = models.DateTimeField()
    countersignature = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "number"], name="exchange_witnessed_once")]

    def __str__(self) -> str:
        return "segel jejak"


class Countersignature(AppendOnly):
    """A partner's signature under the digest of one of our seals."""

    id = models.BigAutoField(primary_key=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="countersignatures")
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    token = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "number"], name="exchange_countersigned_once")]

    def __str__(self) -> str:
        return "tanda saksi"
