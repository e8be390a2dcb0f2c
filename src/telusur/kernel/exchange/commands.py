"""Acts of people on partners, keys and messages. What happens by itself is in ``traffic`` and ``witness``."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.keys import next_key, use_next_key
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.exchange import file_courier, file_intake, traffic, witness  # noqa: F401  (their acts are registered)
from telusur.kernel.exchange.facts import KEY_KIND
from telusur.kernel.exchange.identity import hex_of, kid_of, own_code, own_key
from telusur.kernel.exchange.models import IncomingLine, Outgoing, OutgoingLine, Partner, PartnerKey, Told
from telusur.kernel.exchange.publish import publish
from telusur.kernel.exchange.schemas import CODE
from telusur.kernel.exchange.states import MessageState, Origin, PartnerStatus

S = PartnerStatus
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@command(
    code="exchange.tambah_mitra",
    title="Mendaftarkan mitra pertukaran",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    clause="P508 10.3",
)
def tambah_mitra(ctx: Context, *, code: str, name: str, address: str, public: str, witness_of_seals: bool) -> Partner:
    """Begin to exchange with an institution, whose code, address and public key were agreed by another way. Raises Invalid."""
    code, name = code.strip(), " ".join(name.split())
    wrong = {
        "code": [] if re.fullmatch(CODE["pattern"], code) else ["Kode: 1 sampai 40 huruf, angka, titik, atau strip."],
        "name": [] if name else ["Isi nama lembaga."],
    }
    if (
        not own_code()
    ):  # nothing could be addressed to us, and what the partner decides is no longer written down by hand
        wrong["code"] = ["Lembaga ini sendiri belum mempunyai kode. Lengkapi profil lembaga lebih dulu."]
    elif code == own_code():
        wrong["code"] = ["Ini kode lembaga sendiri."]
    if Partner.objects.filter(code=code).exists():
        wrong["code"] = ["Mitra dengan kode ini sudah terdaftar."]
    if wrong := {field: texts for field, texts in wrong.items() if texts}:
        raise Invalid("Mitra belum dapat didaftarkan.", wrong)
    partner = Partner(code=code, name=name[:200], address=_address(address), witness=witness_of_seals, added_at=ctx.at)
    partner.save()
    OutgoingLine.objects.create(partner=partner, next_at=ctx.at)
    IncomingLine.objects.create(partner=partner)
    _add_key(ctx, partner, public)
    if witness_of_seals:
        witness.remember_witness(partner)
    return partner


@command(
    code="exchange.ubah_mitra",
    title="Mengubah data mitra pertukaran",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    subject="partner",
)
def ubah_mitra(ctx: Context, *, partner: Partner, name: str, address: str, witness_of_seals: bool) -> None:
    """Another name or address, or whether it witnesses our seals. Raises Invalid."""
    partner.name = " ".join(name.split())[:200] or partner.name
    partner.address = _address(address)
    if witness_of_seals != partner.witness:
        partner.witness = witness_of_seals
        (witness.remember_witness if witness_of_seals else witness.forget_witness)(partner)
    partner.save()
    try_now(partner, ctx)


@command(
    code="exchange.tangguhkan_mitra",
    title="Menangguhkan pertukaran dengan mitra",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    subject="partner",
)
def tangguhkan_mitra(ctx: Context, *, partner: Partner, reason: str) -> None:
    """Send nothing and take nothing for now; what we tell waits. Raises Invalid without a reason."""
    reason = " ".join(reason.split())
    if partner.status == S.DITANGGUHKAN:
        raise WrongState(f"Pertukaran dengan {partner} sudah ditangguhkan.")
    if not reason:
        raise Invalid("Penangguhan belum beralasan.", {"reason": ["Tuliskan alasan penangguhan."]})
    partner.status, partner.reason = S.DITANGGUHKAN, reason[:300]
    partner.save()


@command(
    code="exchange.aktifkan_mitra",
    title="Melanjutkan pertukaran dengan mitra",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    subject="partner",
)
def aktifkan_mitra(ctx: Context, *, partner: Partner) -> None:
    """End a suspension; what waited goes out at once."""
    if partner.status == S.AKTIF:
        raise WrongState(f"Pertukaran dengan {partner} tidak sedang ditangguhkan.")
    partner.status, partner.reason = S.AKTIF, ""
    partner.save()
    try_now(partner, ctx)


@command(
    code="exchange.tambah_kunci",
    title="Menambah kunci mitra",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    subject="partner",
)
def tambah_kunci(ctx: Context, *, partner: Partner, public: str) -> PartnerKey:
    """Trust a further key of a partner, compared with it by another way (telephone, letter). Raises Invalid."""
    return _add_key(ctx, partner, public)


@command(
    code="exchange.cabut_kunci",
    title="Mencabut kunci mitra",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    subject="key",
)
def cabut_kunci(ctx: Context, *, key: PartnerKey) -> None:
    """Trust nothing this key signs from now on; what it has signed before stays valid."""
    if key.valid_until is not None and key.valid_until <= ctx.at:
        raise WrongState(f"Kunci {key} sudah tidak berlaku.")
    key.valid_until = ctx.at
    key.save()


@command(
    code="exchange.kirim_ulang",
    title="Mengirim ulang pesan kepada mitra",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
    subject="message",
)
def kirim_ulang(ctx: Context, *, message: Outgoing) -> Outgoing:
    """A waiting message is tried now; a refused one, if nothing newer was told, is told again as a new message."""
    if message.state == MessageState.WAITING:
        try_now(message.partner, ctx)
        return message
    told = Told.objects.select_for_update().get(partner=message.partner, kind=message.kind, key=message.key)
    if message.state != MessageState.REFUSED or told.version != message.version:
        raise WrongState("Hanya pesan yang ditolak dan belum digantikan pesan baru yang dapat dikirim ulang.")
    again = traffic.tell_again(ctx, told)
    note(pesan=again.pk)
    return again


@command(
    code="exchange.umumkan_kunci",
    title="Mengumumkan kunci baru kepada semua mitra",
    roles=[SYSTEM_KEEPER],
    permit=by_role_alone,
)
def umumkan_kunci(ctx: Context) -> str:
    """Make our next key and tell every partner, signed with the present one. It signs once all active partners have it.

    Returns the id of the new key. Raises Invalid where the key is kept outside the data folder.
    """
    if getattr(settings, "SEAL_KEY", ""):
        raise Invalid(
            "Kunci diatur di luar aplikasi (TELUSUR_SEAL_KEY). Serahkan kunci publik baru kepada mitra, lalu ganti berkasnya."
        )
    new, old = next_key(make=True), own_key()
    if new is None:
        raise Invalid("Kunci baru tidak dapat dibuat.")
    content = {"kid": new.id, "public": hex_of(new.private.public_key()), "replaces": old.kid}
    for partner in Partner.objects.all():
        publish(ctx, to=partner, kind=KEY_KIND, key=new.id, content=content)
    note(kunci=new.id, menggantikan=old.kid)
    return new.id


@command(
    code="exchange.pakai_kunci",
    title="Memakai kunci baru",
    roles=[SYSTEM_KEEPER, SYSTEM_ROLE],
    permit=by_role_alone,
)
def pakai_kunci(ctx: Context) -> str:
    """Sign with the announced key from now on. The system does it when every active partner has it.

    The keeper may do it earlier; partners that do not have it yet must be given it by another way.
    """
    new = next_key()
    if new is None:
        raise WrongState("Tidak ada kunci baru yang sudah diumumkan.")
    if ctx.actor.is_system and not everybody_has(new.id):
        raise WrongState("Belum semua mitra menerima kunci baru.")
    old = own_key().kid
    use_next_key()
    note(kunci=new.id, menggantikan=old)
    return new.id


def everybody_has(kid: str) -> bool:
    """Whether every active partner has confirmed this key of ours."""
    told = Outgoing.objects.filter(kind=KEY_KIND, key=kid, state=MessageState.RECEIVED)
    active = Partner.objects.filter(status=S.AKTIF)
    return not active.exclude(pk__in=told.values("partner_id")).exists()


def try_now(partner: Partner, ctx: Context) -> None:
    """Let the courier set out for this partner at its next turn, whatever pause it was in."""
    OutgoingLine.objects.filter(partner=partner).update(next_at=ctx.at, attempts=0, error="")


def _address(text: str) -> str:
    address = text.strip().rstrip("/")
    parts = urlsplit(address)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not (secure and parts.hostname) or parts.query or parts.fragment or parts.username or len(address) > 300:
        raise Invalid(
            "Alamat mitra belum benar.", {"address": ["Isi alamat https://, misalnya https://sim.bnsp.example."]}
        )
    return address


def _add_key(ctx: Context, partner: Partner, text: str) -> PartnerKey:
    try:
        public = public_from(text)
    except ValueError:
        raise Invalid(
            "Kunci publik belum benar.",
            {"public": ["Isi kunci Ed25519: 64 angka heksadesimal, nilai x dari JWK, atau PEM."]},
        ) from None
    kid = kid_of(public)
    if PartnerKey.objects.filter(partner=partner, kid=kid).exists():
        raise Invalid("Kunci ini sudah tercatat.", {"public": [f"Kunci {kid} sudah ada pada mitra ini."]})
    # A minute early: their clock may be a little behind ours.
    begins = ctx.at - timedelta(minutes=1)
    key = PartnerKey(partner=partner, kid=kid, public=public, valid_from=begins, origin=Origin.MANUAL)
    key.save()
    return key


def public_from(text: str) -> str:
    """64 hexadecimal digits from any of the ways in which a public key is handed over. Raises ValueError."""
    text = text.strip()
    if text.startswith("-----"):
        loaded = serialization.load_pem_public_key(text.encode())
        if not isinstance(loaded, Ed25519PublicKey):
            raise ValueError("not Ed25519")
        return hex_of(loaded)
    raw = bytes.fromhex(text) if len(text) == 64 else base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return hex_of(Ed25519PublicKey.from_public_bytes(raw))
