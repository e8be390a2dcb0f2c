"""Each side witnesses the other's trail: sees every seal, countersigns it, and keeps what it saw.

With that, not even who holds a database and its key can rewrite the past of one side alone (PP 71/2019 art. 22).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from telusur.kernel.audit.jobs import keep_quiet
from telusur.kernel.audit.models import Seal
from telusur.kernel.audit.seal import digest_of_seal
from telusur.kernel.audit.verify import Finding
from telusur.kernel.base import clock
from telusur.kernel.base.clock import date_and_time
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.keys import key_folder
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import SYSTEM_ROLE, Context, system_context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.exchange import jose
from telusur.kernel.exchange.envelope import moment, moment_text
from telusur.kernel.exchange.identity import own_code, own_key
from telusur.kernel.exchange.kinds import Fact
from telusur.kernel.exchange.models import Countersignature, OutgoingLine, Partner, PartnerKey, WitnessedSeal
from telusur.kernel.exchange.publish import publish
from telusur.kernel.exchange.schemas import fault, form_named

KIND = "segel"
SEND = "exchange.kirim_segel"
AT_ONCE = 100
PARTS = ("number", "first_entry", "last_entry", "reach", "count", "previous", "batch", "key_id", "digest", "signature")

keep_quiet(SEND)


# Telling our seals


def send_new_seals() -> int:
    """Tell every witness the seals it has not been told; how many."""
    lines = OutgoingLine.objects.filter(partner__witness=True).select_related("partner")
    last = Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0
    sent = 0
    for line in lines:
        while line.sealed_to < last:
            sent += kirim_segel(system_context("saksi"), partner=line.partner)
            line.refresh_from_db()
    return sent


@command(
    code=SEND,
    title="Mengirim segel kepada saksi",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="partner",
    clause="PP 71/2019 ps. 22",
)
def kirim_segel(ctx: Context, *, partner: Partner) -> int:
    """Tell a witness its next hundred seals. How many were told."""
    line = OutgoingLine.objects.select_for_update().get(partner=partner)
    seals = list(Seal.objects.filter(number__gt=line.sealed_to).order_by("number")[:AT_ONCE])
    for seal in seals:
        content = {**{name: getattr(seal, name) for name in PARTS}, "at": moment_text(seal.at)}
        publish(ctx, to=partner, kind=KIND, key=str(seal.number), content=content)
    if seals:
        line.sealed_to = seals[-1].number
        line.save(update_fields=["sealed_to"])
        note(dari=seals[0].number, sampai=line.sealed_to)
    return len(seals)


# Witnessing theirs


def countersign(ctx: Context, fact: Fact) -> dict[str, Any]:
    """Keep a partner's seal and sign that we saw it. Raises Invalid or WrongState for one that continues nothing."""
    said, partner = fact.content, fact.partner
    _check_genuine(partner, said)
    if str(said["number"]) != fact.key:
        raise Invalid("Nomor segel tidak cocok dengan kunci fakta.")
    last = WitnessedSeal.objects.filter(partner=partner).order_by("-number").first()
    if last is not None and said["number"] <= last.number:
        raise WrongState(f"Segel {said['number']} sudah disaksikan dan tidak dapat diganti.")
    if last is not None and (said["number"] != last.number + 1 or said["previous"] != last.digest):
        raise WrongState(f"Segel {said['number']} tidak menyambung pada segel {last.number} yang disaksikan.")
    token = own_key().sign(
        {
            "from": own_code(),
            "of": partner.code,
            "number": said["number"],
            "digest": said["digest"],
            "at": moment_text(ctx.at),
        },
        jose.WITNESS,
    )
    WitnessedSeal.objects.create(
        partner=partner,
        number=said["number"],
        digest=said["digest"],
        previous=said["previous"],
        witnessed_at=ctx.at,
        countersignature=token,
    )
    return {"countersignature": token}


def _check_genuine(partner: Partner, said: dict[str, Any]) -> None:
    try:
        seal = Seal(**{name: said[name] for name in PARTS}, at=moment(said["at"]))
    except ValueError:
        raise Invalid("Waktu segel tidak terbaca.") from None
    if digest_of_seal(seal) != seal.digest:
        raise Invalid(f"Isi segel {seal.number} tidak cocok dengan sidik jarinya.")
    key = PartnerKey.objects.filter(partner=partner, kid=seal.key_id).first()
    if key is None:
        raise Invalid(f"Segel {seal.number} dibuat dengan kunci {seal.key_id} yang tidak dikenal di sini.")
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public))
        public.verify(bytes.fromhex(seal.signature), bytes.fromhex(seal.digest))
    except InvalidSignature:
        raise Invalid(f"Segel {seal.number} tidak ditandatangani oleh kuncinya.") from None


def keep_countersignature(partner: Partner, number: int, result: dict[str, Any]) -> None:
    """Keep what came back in the receipt for one of our seals, if it says what it should."""
    token = str(result.get("countersignature", ""))
    said = read_countersignature(partner, token)
    if said is None or said["number"] != number:
        return
    if not Countersignature.objects.filter(partner=partner, number=number).exists():
        Countersignature.objects.create(
            partner=partner, number=number, digest=said["digest"], token=token, at=moment(said["at"])
        )


def read_countersignature(partner: Partner, token: Any) -> dict[str, Any] | None:
    """What a countersignature of this partner says about us; None if it is not genuine."""
    try:
        opened = jose.opened(token, typ=jose.WITNESS)
        said = opened.payload
        if fault(form_named("tanda-saksi"), said):
            return None
        at = moment(said["at"])
    except (jose.Unreadable, ValueError):
        return None
    key = next((key for key in partner.keys.all() if key.kid == opened.kid), None)
    if key is None or not key.valid_at(at) or not opened.signed_by(jose.public_jwk(key.public)):
        return None
    return said if (said["from"], said["of"]) == (partner.code, own_code()) else None


# Verifying our trail by what the witnesses signed


def findings(since: int) -> Iterator[Finding]:
    """Hook of the trail's verification: every seal old enough must bear each witness's signature under its digest."""
    named = _remembered_witnesses()
    witnesses = {one.code: one for one in Partner.objects.filter(witness=True).prefetch_related("keys")}
    for code in sorted(named - witnesses.keys()):
        yield Finding("saksi", f"{code} pernah menjadi saksi segel, tetapi tidak ada lagi dalam daftar saksi.")
    for partner in witnesses.values():
        yield from _unwitnessed(partner, since)
        yield from _compared_with(partner, since)


def _unwitnessed(partner: Partner, since: int) -> Iterator[Finding]:
    """Compare every countersignature with the seal as it is now."""
    due = clock.now() - timedelta(hours=settings.EXCHANGE_WITNESS_HOURS)
    signed = {one.number: one.token for one in Countersignature.objects.filter(partner=partner, number__gte=since)}
    for seal in Seal.objects.filter(number__gte=since).order_by("number").iterator():
        token = signed.pop(seal.number, None)
        made = f"Segel {seal.number} ({date_and_time(seal.at)})"
        if token is None:
            if seal.at < due and seal.at > partner.added_at:
                yield Finding("saksi", f"{made} tidak mempunyai tanda saksi {partner.code}.", seal=seal.number)
            continue
        said = read_countersignature(partner, token)
        if said is None:
            yield Finding("saksi", f"{made}: tanda saksi {partner.code} tidak sah.", seal=seal.number)
        elif (said["number"], said["digest"]) != (seal.number, seal.digest):
            yield Finding(
                "saksi", f"{made} bukan segel yang dilihat {partner.code}: isinya ditulis ulang.", None, seal.number
            )
    for number in sorted(signed):
        yield Finding("saksi", f"Segel {number} disaksikan {partner.code}, tetapi tidak ada lagi.", seal=number)


def _compared_with(partner: Partner, since: int) -> Iterator[Finding]:
    """Ask the witness for what it saw. One that cannot be reached is no finding: its signatures were checked above."""
    from telusur.kernel.exchange.asking import Unanswered, seals_seen_by

    there = dict(Seal.objects.filter(number__gte=since).values_list("number", "digest"))
    try:
        for number, digest in seals_seen_by(partner, since=since):
            if there.get(number) != digest:
                yield Finding(
                    "saksi",
                    f"Segel {number} pada {partner.code} berbeda dari segel {number} di sini: isinya ditulis ulang.",
                    seal=number,
                )
    except Unanswered as error:
        if error.untrue:
            yield Finding("saksi", f"Jawaban {partner.code} tidak dapat dipercaya: {error.sentence}")


# The witnesses' names, noted outside the database: removing a witness from it must not go unseen


def remember_witness(partner: Partner) -> None:
    """Note that this partner witnesses our seals from now on."""
    _append("+", partner)


def forget_witness(partner: Partner) -> None:
    """Note that it was ended by an act of ours."""
    _append("-", partner)


def _append(sign: str, partner: Partner) -> None:
    with (key_folder() / "saksi.txt").open("a", encoding="ascii") as file:
        file.write(f"{sign}{partner.code}\n")


def _remembered_witnesses() -> set[str]:
    path = key_folder() / "saksi.txt"
    named: set[str] = set()
    for line in path.read_text(encoding="ascii").splitlines() if path.exists() else ():
        (named.add if line.startswith("+") else named.discard)(line[1:])
    return named


def seals_of(partner: Partner, since: int) -> list[list[Any]]:
    """What we saw of a partner's trail, for its question: number, digest and our signature, at most a thousand."""
    rows = WitnessedSeal.objects.filter(partner=partner, number__gte=since).order_by("number")[:1000]
    return [[row.number, row.digest, row.countersignature] for row in rows]
