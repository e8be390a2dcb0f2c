"""allauth's forms for a code of the second factor, at the pace of this house (``attempts``)."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.base import forms

from telusur.kernel.accounts import attempts
from telusur.kernel.accounts.adapter import too_early


class Paced:
    """Slows down whoever guesses codes, without shutting anybody out."""

    user: Any

    def clean_code(self) -> str:
        tried = attempts.begin_code(context.request, self.user)
        if tried.wait:
            raise too_early(context.request, tried.wait)
        code: str = super().clean_code()  # type: ignore[misc]
        tried.succeeded()
        return code


class AuthenticateForm(Paced, forms.AuthenticateForm):  # type: ignore[misc]
    """At the door."""


class ReauthenticateForm(Paced, forms.ReauthenticateForm):  # type: ignore[misc]
    """Inside."""
