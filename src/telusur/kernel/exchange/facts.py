"""The two kinds that the exchange itself tells: seals of the trail, and a partner's next key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings

from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.commands.context import Context
from telusur.kernel.exchange import witness
from telusur.kernel.exchange.identity import kid_of
from telusur.kernel.exchange.kinds import Fact, explain, receives
from telusur.kernel.exchange.models import PartnerKey
from telusur.kernel.exchange.schemas import DIGEST, KID, MOMENT, NUMBER, whole
from telusur.kernel.exchange.states import Origin

KEY_KIND = "kunci"

SEAL_SCHEMA = whole(
    "Segel jejak",
    "Segel atas sekumpulan catatan jejak pengirim, untuk disaksikan penerima. digest: SHA-256 dari JSON kanonik atas "
    "number, at, first_entry, last_entry, reach, count, previous, batch, key_id; signature: Ed25519 atas 32 bita digest.",
    {
        "number": NUMBER,
        "at": MOMENT,
        "first_entry": NUMBER,
        "last_entry": NUMBER,
        "reach": NUMBER,
        "count": NUMBER,
        "previous": {"type": "string", "pattern": "^([0-9a-f]{64})?$"},
        "batch": DIGEST,
        "key_id": KID,
        "digest": DIGEST,
        "signature": {"type": "string", "pattern": "^[0-9a-f]{128}$"},
    },
)
KEY_SCHEMA = whole(
    "Kunci baru",
    "Kunci publik yang akan dipakai pengirim. Pesan ini sendiri ditandatangani dengan kunci yang masih berlaku.",
    {"kid": KID, "public": DIGEST, "replaces": KID},
)

BOTH_WAYS = "kedua arah, antara semua lembaga"
explain(
    witness.KIND,
    direction=BOTH_WAYS,
    about="Segel atas sekumpulan catatan jejak pengirim; penerima memeriksa sambungannya dan mengembalikan tanda saksi.",
    key="nomor segelnya, sama dengan `number`",
    identity="number",
    example={
        "number": 1, "at": "2026-11-20T03:42:00.000000Z", "first_entry": 1, "last_entry": 12, "reach": 12, "count": 12,
        "previous": "", "batch": "0" * 64, "key_id": "9f2c41d07be3a865", "digest": "1" * 64, "signature": "2" * 128,
    },
)  # fmt: skip
explain(
    KEY_KIND,
    direction=BOTH_WAYS,
    about="Kunci publik yang akan dipakai pengirim, masih ditandatangani dengan kunci yang lama.",
    key="tanda pengenal kunci baru, sama dengan `kid`",
    identity="kid",
    example={"kid": "9f2c41d07be3a865", "public": "a1" * 32, "replaces": "77d0c5e1b2a3f498"},
)


@receives(kind=witness.KIND, schema=SEAL_SCHEMA, title="Segel jejak", quiet=True)
def on_seal(ctx: Context, fact: Fact) -> dict[str, Any]:
    """Look whether the seal continues what was seen before, keep it, and countersign it."""
    return witness.countersign(ctx, fact)


@receives(kind=KEY_KIND, schema=KEY_SCHEMA, title="Kunci baru mitra")
def on_key(ctx: Context, fact: Fact) -> None:
    """Trust the partner's next key; the one before keeps counting for a while, for what is on the way."""
    said = fact.content
    if kid_of(said["public"]) != said["kid"] or fact.key != said["kid"]:
        raise Invalid("Tanda pengenal kunci tidak cocok dengan kuncinya.")
    if PartnerKey.objects.filter(partner=fact.partner, kid=said["kid"]).exists():
        raise WrongState(f"Kunci {said['kid']} sudah pernah dicatat.")
    until = ctx.at + timedelta(days=settings.EXCHANGE_KEY_OVERLAP_DAYS)
    for old in PartnerKey.objects.filter(partner=fact.partner, valid_until__isnull=True):
        old.valid_until = until
        old.save()
    PartnerKey(
        partner=fact.partner, kid=said["kid"], public=said["public"], valid_from=ctx.at, origin=Origin.ANNOUNCED
    ).save()
