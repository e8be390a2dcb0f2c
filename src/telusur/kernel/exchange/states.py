"""Where a partner and a message stand, and why a message was not taken (a leaf)."""

from __future__ import annotations

from django.db import models

# The role of a partner institution while one of its messages is applied; no account can hold it.
PARTNER_ROLE = "mitra"
PARTNER_ROLE_NAME = "Lembaga mitra"
CHANNEL = "pertukaran"


class PartnerStatus(models.TextChoices):
    """Whether messages go to and come from a partner."""

    AKTIF = "aktif", "Aktif"
    DITANGGUHKAN = "ditangguhkan", "Ditangguhkan"


class MessageState(models.TextChoices):
    """What became of a message, as its signed receipt says."""

    WAITING = "waiting", "Menunggu"
    RECEIVED = "received", "Diterima"
    REFUSED = "refused", "Ditolak"


class Origin(models.TextChoices):
    """How a partner's key came to be known."""

    MANUAL = "manual", "Dimasukkan pengelola sistem"
    ANNOUNCED = "announced", "Diumumkan mitra dengan kunci sebelumnya"


class Code(models.TextChoices):
    """Why a message was not taken. ``FINAL`` ones use up the number; after the others the same message may come again."""

    MALFORMED = "malformed", "Pesan tidak terbaca: bukan JWS atau isinya tidak menurut skema amplop."
    UNKNOWN_PARTNER = "unknown_partner", "Pengirim tidak dikenal."
    SUSPENDED = "suspended", "Pertukaran dengan pengirim sedang ditangguhkan."
    WRONG_RECIPIENT = "wrong_recipient", "Pesan ini ditujukan kepada lembaga lain."
    UNKNOWN_KEY = "unknown_key", "Kunci penanda tangan tidak dikenal atau tidak berlaku lagi."
    BAD_SIGNATURE = "bad_signature", "Tanda tangan tidak cocok: pesan berubah di jalan atau bukan dari pengirimnya."
    TOO_OLD = "too_old", "Pesan terlalu lama di jalan. Tanda tangani lagi dengan waktu kirim yang baru."
    TOO_EARLY = "too_early", "Waktu kirim berada di masa depan. Periksa jam pengirim."
    OUT_OF_ORDER = "out_of_order", "Nomor pesan mendahului pesan yang belum sampai."
    NUMBER_TAKEN = "number_taken", "Nomor atau tanda pengenal pesan ini sudah dipakai pesan lain yang isinya berbeda."
    TROUBLE = "trouble", "Penerima sedang bermasalah; pesan yang sama akan diterima bila dikirim lagi."
    UNKNOWN_KIND = "unknown_kind", "Jenis fakta ini tidak dikenal penerima."
    INVALID_CONTENT = "invalid_content", "Isi pesan tidak menurut skema jenisnya."
    STALE_VERSION = "stale_version", "Versi yang lebih baru dari fakta ini sudah diterima."
    BY_RULE = "by_rule", "Ditolak oleh aturan penerima."


class FileState(models.TextChoices):
    """Where a file that a fact names stands, on either side."""

    WAITING = "waiting", "Belum lengkap sampai"
    RECEIVED = "received", "Sampai utuh"
    REFUSED = "refused", "Ditolak"


class FileCode(models.TextChoices):
    """Why a part of a file, or the file, was not taken. After all but ``UNFIT`` the sender goes on from ``received``."""

    NOT_AWAITED = "not_awaited", "Berkas ini tidak disebut dalam pesan pengirim yang sudah diterima."
    WRONG_DIGEST = "wrong_digest", "Isi potongan tidak sama dengan sidik jari yang ditandatangani pengirim."
    WRONG_START = "wrong_start", "Potongan tidak mulai pada bita yang ditunggu."
    WRONG_WHOLE = "wrong_whole", "Sidik jari seluruh berkas tidak cocok; kirim lagi dari awal."
    UNFIT = "unfit", "Berkas tidak dapat diterima."


FINAL = frozenset({Code.UNKNOWN_KIND, Code.INVALID_CONTENT, Code.STALE_VERSION, Code.BY_RULE})


class Difference(models.TextChoices):
    """How what we told and what the other side heard differ. The first three are repaired by telling again."""

    MISSING = "missing", "Belum ada pada mitra"
    OLDER = "older", "Versi mitra lebih lama"
    OTHER = "other", "Isi pada mitra berbeda"
    NEWER = "newer", "Versi mitra lebih baru"
    UNKNOWN = "unknown", "Ada pada mitra, tidak tercatat di sini"
    REFUSED = "refused", "Ditolak mitra"
    REGISTER = "register", "Register di sini berbeda dari yang dipertukarkan"


REPAIRABLE = frozenset({Difference.MISSING, Difference.OLDER, Difference.OTHER})
