"""In whose name a command of the command line acts: ``--as SUREL``."""

from __future__ import annotations

from django.core.management.base import CommandError

from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import User
from telusur.kernel.base import clock
from telusur.kernel.commands.context import Context


def context_as(email: str) -> Context:
    """The context of this account now; whoever runs commands on the server counts as having just proved who they are.

    Raises CommandError if there is no such account.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"Tidak ada akun {email}.")
    now = clock.now()
    return context_for(user, at=now, channel="perintah", proof_at=now)
