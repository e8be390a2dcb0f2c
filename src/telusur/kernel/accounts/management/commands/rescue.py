"""``telusur <product> rescue SUREL --reason ...``: a way back in for a pengelola sistem who is locked out. Recorded."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from telusur.kernel.accounts import mail
from telusur.kernel.accounts.console import machine_context, said
from telusur.kernel.accounts.owner import pulihkan
from telusur.kernel.accounts.people import account_of
from telusur.kernel.base.errors import DomainError


class Command(BaseCommand):
    """For whoever owns the machine; every other account is opened again by a pengelola sistem."""

    help = "Membuka kembali akun pengelola sistem: faktor kedua dihapus, tautan kata sandi baru dikirim; tercatat di jejak."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, and why."""
        parser.add_argument("surel")
        parser.add_argument("--reason", dest="alasan", required=True, help="alasan; tercatat di jejak")
        parser.add_argument("--print-link", action="store_true", help="cetak tautan kata sandi di sini juga")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was done."""
        user = account_of(options["surel"])
        if user is None:
            raise CommandError(f"Tidak ada akun {options['surel']}.")
        try:
            pulihkan(machine_context("rescue"), user=user, alasan=options["alasan"])
        except DomainError as refusal:
            raise said(refusal) from refusal
        self.stdout.write(f"{user.name}: faktor kedua dihapus, tautan kata sandi baru dikirim ke {user.email}.")
        if options["print_link"]:
            self.stdout.write(f"Tautan kata sandi (sekali pakai): {mail.password_url(user)}")
