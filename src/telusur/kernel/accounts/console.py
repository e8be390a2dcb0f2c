"""In whose name a command of the command line acts: ``--as SUREL``, or the owner of the machine."""

from __future__ import annotations

import getpass

from django.core.management.base import CommandError

from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import User
from telusur.kernel.base import clock
from telusur.kernel.base.errors import DomainError
from telusur.kernel.commands.context import Context, system_context


def context_as(email: str) -> Context:
    """The context of this account now; whoever runs commands on the server counts as having just proved who they are.

    Raises CommandError if there is no such account.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"Tidak ada akun {email}.")
    now = clock.now()
    return context_for(user, at=now, channel="perintah", proof_at=now)


def machine_context(act: str) -> Context:
    """The context of whoever owns the machine: nobody signed in; the trail names the user of the operating system."""
    return system_context(f"{act} oleh {getpass.getuser()} di mesin ini", channel="perintah")


def said(refusal: DomainError) -> CommandError:
    """A refusal as the command line tells it."""
    details = [text for texts in getattr(refusal, "fields", {}).values() for text in texts]
    return CommandError(" ".join([refusal.sentence, *details]))
