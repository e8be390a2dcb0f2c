"""``telusur <product> init``: the institution and its first pengelola sistem, on an empty system.

What belongs to the institution is the product's: the setting ``FIRST_INSTITUTION`` names the class that asks and records it.
"""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.module_loading import import_string

from telusur.kernel.accounts import mail
from telusur.kernel.accounts.console import machine_context, said
from telusur.kernel.accounts.models import User
from telusur.kernel.accounts.owner import mulai
from telusur.kernel.base.errors import DomainError
from telusur.kernel.commands.static_copies import collect_static_files

KEEPER = (
    ("nama_pengelola", "Nama pengelola sistem pertama"),
    ("surel_pengelola", "Surel pengelola sistem pertama"),
    ("dasar", "SK atau keputusan yang mengangkatnya"),
)


class Command(BaseCommand):
    """Asks what no flag told; refuses to run twice."""

    help = "Memulai sistem yang kosong: lembaga dan pengelola sistem pertama; tautan kata sandi dikirim lewat surel."

    def add_arguments(self, parser: CommandParser) -> None:
        """One flag for each question."""
        for name, label in (*self._institution().QUESTIONS, *KEEPER):
            parser.add_argument(f"--{name.replace('_', '-')}", dest=name, help=label)
        parser.add_argument(
            "--print-link", action="store_true", help="cetak tautan kata sandi di sini juga, bila surel belum berjalan"
        )

    def _institution(self) -> Any:
        return import_string(settings.FIRST_INSTITUTION)

    def handle(self, *args: Any, **options: Any) -> None:
        """Database and files first, then everything in one transaction."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        collect_static_files()
        if User.objects.exists():
            raise CommandError("Sistem ini sudah dimulai: sudah ada akun. Untuk masuk kembali, pakai perintah rescue.")
        institution = self._institution()
        told = {name: options[name] or self._ask(name, label) for name, label in (*institution.QUESTIONS, *KEEPER)}
        user = self._begin(institution, told)
        self.stdout.write(f"{institution.label(told)} dimulai. Pengelola sistem: {user.name} <{user.email}>.")
        self.stdout.write(self._where_the_link_is(user, shown=options["print_link"]))
        if institution.NEXT:
            self.stdout.write(institution.NEXT)

    def _ask(self, name: str, label: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"{label} belum disebut: --{name.replace('_', '-')}")
        return input(f"{label}: ").strip()

    def _begin(self, institution: Any, told: dict[str, str]) -> User:
        ctx = machine_context("init")
        try:
            with transaction.atomic():
                institution.record(ctx, told)
                return mulai(ctx, name=told["nama_pengelola"], email=told["surel_pengelola"], basis=told["dasar"])
        except DomainError as refusal:
            raise said(refusal) from refusal

    def _where_the_link_is(self, user: User, *, shown: bool) -> str:
        if shown:
            return f"Tautan kata sandi (sekali pakai): {mail.password_url(user)}"
        program = f"telusur {settings.PRODUCT} worker"
        if settings.EMAIL_HOST:
            return f"Tautan kata sandi dikirim begitu pekerja berjalan ({program}, atau serve)."
        return f"Tanpa server surel: suratnya terbaca di {settings.BASE_URL}/surat-keluar-lokal/ begitu serve berjalan."
