"""Partners and their public keys, looked up once per batch."""

from __future__ import annotations

from datetime import datetime

from joserfc.jwk import OKPKey

from telusur.kernel.exchange import jose
from telusur.kernel.exchange.envelope import Refused
from telusur.kernel.exchange.models import Partner, PartnerKey
from telusur.kernel.exchange.states import Code, PartnerStatus


class Ring:
    """The keys whose signatures count at one moment. Calling it gives a sender's key, or raises Refused."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._partners: dict[str, Partner | None] = {}
        self._keys: dict[str, dict[str, PartnerKey]] = {}

    def __call__(self, sender: str, kid: str) -> OKPKey:
        partner = self.partner(sender)
        key = self._keys_of(partner).get(kid)
        if key is None or not key.valid_at(self._now):
            raise Refused(Code.UNKNOWN_KEY, f"Kunci {kid[:40]}.")
        return jose.public_jwk(key.public)

    def partner(self, code: str) -> Partner:
        """The partner of this code. Raises Refused."""
        if code not in self._partners:
            self._partners[code] = Partner.objects.filter(code=code).first()
        partner = self._partners[code]
        if partner is None:
            raise Refused(Code.UNKNOWN_PARTNER)
        return partner

    def active(self, code: str) -> Partner:
        """The partner, unless suspended. Asked after the signature, so that a stranger learns nothing. Raises Refused."""
        partner = self.partner(code)
        if partner.status != PartnerStatus.AKTIF:
            raise Refused(Code.SUSPENDED)
        return partner

    def _keys_of(self, partner: Partner) -> dict[str, PartnerKey]:
        if partner.code not in self._keys:
            self._keys[partner.code] = {key.kid: key for key in PartnerKey.objects.filter(partner=partner)}
        return self._keys[partner.code]
