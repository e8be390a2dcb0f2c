"""Signing out of BNSP's system, by its page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from telusur.bnsp.manajemen.penyedia.commands import akhiri_kehadiran
from telusur.bnsp.manajemen.penyedia.models import Kehadiran
from telusur.kernel.accounts.models import User
from telusur.kernel.commands.context import system_context


@receiver(user_logged_out)
def signed_out(request: Any, user: Any, **_: Any) -> None:
    """The systems of LSP to which this officer went on hear of it."""
    if user is not None and Kehadiran.objects.filter(petugas_id=user.pk).exists():
        person = User.objects.get(pk=user.pk)  # what a request calls its user is a stand-in
        akhiri_kehadiran(system_context("keluar dari sistem LSP", channel="web"), petugas=person, sebab="keluar")
