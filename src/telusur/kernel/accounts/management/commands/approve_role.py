"""``telusur <product> approve-role SUREL --reason ...``: the machine's owner stands in for a second person who is not there."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from telusur.kernel.accounts.console import machine_context, said
from telusur.kernel.accounts.models import RoleRequest
from telusur.kernel.accounts.role_requests import setujui_peran
from telusur.kernel.accounts.states import RequestStatus
from telusur.kernel.base.errors import DomainError
from telusur.kernel.commands.registry import ROLE_NAMES


class Command(BaseCommand):
    """For an institution without a head who could approve: they left, and nobody had been approved after them."""

    help = "Menyetujui permintaan peran yang menunggu bagi sebuah akun bila tidak ada orang kedua; tercatat di jejak."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose requests, and why."""
        parser.add_argument("surel")
        parser.add_argument("--reason", dest="alasan", required=True, help="alasan; tercatat di jejak")

    def handle(self, *args: Any, **options: Any) -> None:
        """Approve what waits."""
        waiting = RoleRequest.objects.filter(
            user__email=options["surel"].strip().lower(), status=RequestStatus.MENUNGGU
        ).select_related("user", "asked_by")
        if not waiting:
            raise CommandError(f"Tidak ada permintaan peran yang menunggu bagi {options['surel']}.")
        if not options["alasan"].strip():
            raise CommandError("Sebutkan alasannya; alasan ini tercatat.")
        for asked in waiting:
            try:
                setujui_peran(machine_context("approve-role"), permintaan=asked, alasan=options["alasan"])
            except DomainError as refusal:
                raise said(refusal) from refusal
            self.stdout.write(f"{asked.user.name} sekarang {ROLE_NAMES[asked.role]}.")
