"""``telusur bnsp sign-in-at-lsp LICENCE --as SUREL``: let BNSP's officers sign in at the system of an LSP.

What it prints goes to ``telusur lsp sign-in-from-bnsp`` of that LSP, by a pipe or a file; the secret is shown this once.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from telusur.bnsp.manajemen.penyedia.commands import daftarkan
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import dengan_nomor
from telusur.kernel.accounts.console import context_as
from telusur.kernel.base.console import QuickCommand
from telusur.kernel.base.errors import DomainError


class Command(QuickCommand):
    """Registering again gives a new secret; the old one ends."""

    help = "Mendaftarkan sistem LSP untuk masuk dengan akun BNSP; mencetak alamat, kode klien dan rahasia sebagai JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which LSP, and in whose name."""
        parser.add_argument("nomor", help="nomor lisensi LSP")
        parser.add_argument("--as", dest="surel", required=True, help="surel pengelola sistem yang mendaftarkan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Register and print."""
        lsp = dengan_nomor(options["nomor"])
        if lsp is None:
            raise CommandError(f"Tidak ada LSP dengan nomor lisensi {options['nomor']}.")
        try:
            sistem, secret = daftarkan(context_as(options["surel"]), lsp=lsp)
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        told = {"penyedia": settings.BASE_URL, "klien": sistem.kode, "rahasia": secret}
        self.stdout.write(json.dumps(told))
