"""The account behind a request, a second factor where the role asks for it, and nothing kept by the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from telusur.kernel.accounts.context import roles_of
from telusur.kernel.accounts.queries import has_second_factor

# What somebody may still open before they have a second factor: the pages where they get one, and the way out.
OPEN = frozenset({"account_logout", "account_reauthenticate", "account_change_password", "account_set_password"})


class SignedInMiddleware(AuthenticationMiddleware):
    """Django's own, and one more question: holders of certain roles set up a second factor before anything else."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if SESSION_KEY not in request.session:
            return None
        user: Any = request.user
        if not user.is_authenticated or not _lacks_second_factor(request, user):
            return None
        request.second_factor_due = True  # type: ignore[attr-defined]
        match = request.resolver_match
        name = (match.url_name if match else "") or ""
        if name in OPEN or name.startswith("mfa_"):
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": reverse("mfa_index")})
        return redirect("mfa_index")


def _lacks_second_factor(request: HttpRequest, user: Any) -> bool:
    return any(required for _, required in roles_of(request)) and not has_second_factor(user)


class PrivateMiddleware:
    """What somebody signed in is shown stays on their screen: neither browser nor proxy keeps it (UU 27/2022 art. 35, 39).

    Signing out also tells the browser to forget what it kept before, its back-forward memory among it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        left = getattr(request, "signed_out", False)
        if left or SESSION_KEY in request.session:
            # In place of whatever a page says: nothing of theirs may be kept, however briefly.
            response.headers["Cache-Control"] = "no-store, private"
        if left:
            response.headers["Clear-Site-Data"] = '"cache"'
        return response
