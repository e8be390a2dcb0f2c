"""The doors of the OpenID provider. allauth's views; only those that this house uses."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from allauth.idp.oidc import views as oidc
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from telusur.bnsp.manajemen.penyedia import commands, queries
from telusur.bnsp.manajemen.penyedia.models import SistemLsp
from telusur.bnsp.roles import KOMISI, NAMES, STAFF
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted
from telusur.kernel.ui.acts import require


class Persetujuan(oidc.AuthorizationView):  # type: ignore[misc]
    """The page on which an officer goes on to an LSP's system; without a role of staff it goes nowhere."""

    template_name = "penyedia/persetujuan.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET":
            self._check(request)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK and getattr(self, "_request_info", None) is None:
            raise NotPermitted("Permintaan masuk ini bukan dari sistem LSP yang terdaftar.")  # allauth says so with 200
        return response

    def _check(self, request: HttpRequest) -> None:
        """Only the code flow with PKCE, never in silence; refusals of a person are recorded."""
        asked = request.GET
        if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge") or asked.get("prompt"):
            raise Invalid("Permintaan masuk ini tidak lengkap. Mulai lagi dari sistem LSP.")
        if request.user.is_authenticated:
            require(request, commands.masuk_ke_lsp, _sistem(asked.get("client_id", "")))

    def form_valid(self, form: Any) -> HttpResponse:
        """Record it, then let allauth send the code."""
        sistem = _sistem(self._request_info["client_id"])
        commands.masuk_ke_lsp(context_of(self.request), sistem=sistem)
        response: HttpResponse = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sistem, ctx = _sistem(self._request_info["client_id"]), context_of(self.request)
        held = [NAMES[role] for role in STAFF if ctx.actor.has(role)]
        return {
            "form": kwargs.get("form") or self.get_form(),
            "sistem": sistem,
            "lingkup": self._scopes,
            "peran": held,
            "komisi": ctx.actor.has(*KOMISI),
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The form's answer leads to the LSP's system, which the page's own policy must therefore allow."""
        response: HttpResponse = super().render_to_response(context, **kwargs)
        there = urlsplit(context["sistem"].alamat)
        response._csp_update = {"form-action": [f"{there.scheme}://{there.netloc}"]}  # type: ignore[attr-defined]
        return response


def _sistem(kode: str) -> SistemLsp:
    row = queries.dengan_kode(kode)
    if row is None:
        raise NotFound("Sistem LSP itu tidak terdaftar di BNSP.")
    return row


def _tidak_ada(request: HttpRequest) -> HttpResponse:
    raise Http404


# allauth looks these up for its discovery document even where they are not offered.
UNUSED = ("userinfo", "device_code", "device_authorization", "logout", "revoke")
_OIDC = [
    path(".well-known/openid-configuration", oidc.configuration, name="configuration"),
    path(".well-known/jwks.json", oidc.jwks, name="jwks"),
    path("masuk-lsp/", Persetujuan.as_view(), name="authorization"),
    path("masuk-lsp/tukar/", oidc.token, name="token"),
    *(path(f"masuk-lsp/x/{name}/", _tidak_ada, name=name) for name in UNUSED),
]
urlpatterns = [path("", include(([path("", include((_OIDC, "oidc")))], "idp")))]
