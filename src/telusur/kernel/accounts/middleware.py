"""One session read per request: the account behind it, or the anonymous public."""

from __future__ import annotations

from django.contrib.auth.middleware import AuthenticationMiddleware


class SignedInMiddleware(AuthenticationMiddleware):
    """Django's own; a name of ours, so that what staff must have (a second factor) is asked for in one place."""
