"""How allauth's OpenID provider behaves here: our key, our address, and the roles of BNSP in what it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client, PrivateKey
from django.conf import settings

from telusur.bnsp.manajemen.penyedia.keys import signing_pem
from telusur.bnsp.roles import STAFF
from telusur.kernel.accounts.context import context_for

# What the discovery document promises is only what this house offers.
NOT_OFFERED = ("device_authorization_endpoint", "end_session_endpoint", "revocation_endpoint", "userinfo_endpoint")


class OidcAdapter(DefaultOIDCAdapter):  # type: ignore[misc]
    """Says who somebody of BNSP is: name, e-mail, roles held today; nothing of anybody else."""

    def get_issuer(self) -> str:
        """By configuration: the Host header is chosen by whoever asks."""
        return str(settings.BASE_URL)

    def list_private_keys(self, **_: Any) -> list[PrivateKey]:
        return [PrivateKey(pem=signing_pem())]

    def get_claims(
        self, purpose: str, user: Any, client: Client, scopes: Iterable[str], email: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """The person as an LSP's system meets them. ``peran_bnsp`` are the roles of staff that are valid today."""
        roles = sorted(context_for(user).actor.roles & {str(role) for role in STAFF})
        said: dict[str, Any] = {"sub": self.get_user_sub(client, user), "peran_bnsp": roles}
        if "profile" in scopes:
            said["name"] = user.name
        if "email" in scopes:
            said["email"] = user.email
        return said

    def get_user_by_sub(self, client: Client, sub: str) -> Any:
        """The account, unless it was closed or no longer holds a role of staff: a code of theirs is then worth nothing."""
        user = super().get_user_by_sub(client, sub)
        if user is None or not context_for(user).actor.has(*STAFF):
            return None
        return user

    def populate_server_metadata(self, data: dict[str, Any]) -> None:
        for name in NOT_OFFERED:
            data.pop(name, None)
        data["grant_types_supported"] = ["authorization_code"]
        data["response_types_supported"] = ["code"]
        data["backchannel_logout_supported"] = True  # by person: every session of theirs at the LSP's system ends
        data["backchannel_logout_session_supported"] = False
