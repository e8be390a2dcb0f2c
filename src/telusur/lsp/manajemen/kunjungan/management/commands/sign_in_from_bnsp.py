"""``telusur lsp sign-in-from-bnsp --as SUREL < FILE``: open the door to officers of BNSP with what BNSP's system printed."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from telusur.kernel.accounts.console import context_as
from telusur.kernel.base.console import QuickCommand
from telusur.kernel.base.errors import DomainError
from telusur.lsp.administrasi.umum.queries import nomor_lisensi
from telusur.lsp.manajemen.kunjungan.commands import atur_sambungan


class Command(QuickCommand):
    """The same act as on the page *Masuk dari BNSP*."""

    help = "Membuka masuk bagi petugas BNSP; membaca dari masukan baku yang dicetak telusur bnsp sign-in-at-lsp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """In whose name."""
        parser.add_argument("--as", dest="surel", required=True, help="surel pengelola sistem yang membuka")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare the client with our licence number, open."""
        try:
            told = json.loads(sys.stdin.read())
            penyedia, klien, rahasia = (str(told[name]) for name in ("penyedia", "klien", "rahasia"))
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError("Masukan bukan yang dicetak telusur bnsp sign-in-at-lsp.") from error
        if klien != nomor_lisensi():
            raise CommandError(f"Rahasia itu untuk {klien}; nomor lisensi LSP ini {nomor_lisensi()}.")
        try:
            atur_sambungan(context_as(options["surel"]), penyedia=penyedia, rahasia=rahasia, aktif=True)
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Petugas BNSP dapat masuk dari {penyedia}.")
