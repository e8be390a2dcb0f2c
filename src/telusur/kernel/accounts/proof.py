"""Proving once more who one is, beside the signature, without leaving the page."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from telusur.kernel.accounts import trail
from telusur.kernel.accounts.context import forget_context
from telusur.kernel.base.errors import Invalid, TooEarly


def prove_by_password(request: HttpRequest, password: str) -> bool:
    """Whether this is the password of the account signed in; if so, the proof counts for the next 15 minutes.

    After five wrong ones TooEarly says how many seconds to wait; what others try on the sign-in page counts for nothing here.
    Failures are in the trail. Only for POST requests.
    """
    user: Any = request.user
    if not user.is_authenticated or request.method != "POST":
        return False
    try:
        found = get_adapter(request).authenticate(request, email=user.email, password=password)
    except ValidationError as limit:
        raise TooEarly(limit.messages[0]) from limit
    known = found is not None and found.pk == user.pk
    if known:
        reauthenticate_by_password(request)
        forget_context(request)
        trail.done(request, trail.BUKTI, user=user, cara="sandi")
    return known


def proven(request: HttpRequest) -> None:
    """Take a password typed beside an act (field ``sandi``) as the fresh proof, if there is one.

    Raises Invalid for a wrong one, TooEarly when too many of them were.
    """
    if (password := request.POST.get("sandi")) and not prove_by_password(request, password):
        raise Invalid("Kata sandi belum cocok. Ketik sekali lagi; tidak ada isian yang hilang.")
