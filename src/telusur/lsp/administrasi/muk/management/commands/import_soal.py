"""``telusur lsp import-soal FILE``: load a question bank and put it to use."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.base.errors import DomainError, Invalid
from telusur.kernel.commands.context import system_context
from telusur.lsp.administrasi.muk import commands


class Command(QuickCommand):
    """Exit code 1 with one line per mistake; then nothing was loaded."""

    help = "Muat bank soal (YAML) untuk skema yang berlaku. Berkas yang salah ditolak dengan baris dan alasannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--draf", action="store_true", help="muat sebagai draf saja")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["berkas"]
        ctx = system_context("import-soal", channel="cli")
        try:
            data = path.read_bytes()
            bank = commands.impor_soal(ctx, isi=data, nama_berkas=path.name)
            if not options["draf"]:
                commands.berlakukan_bank(ctx, bank=bank)
        except OSError as error:
            raise CommandError(f"{path}: berkas tidak dapat dibaca ({error.strerror}).") from None
        except Invalid as bad:
            raise CommandError("\n".join(bad.fields.get("berkas") or [bad.sentence])) from None
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"{bank}: {bank.butir.count()} soal, {bank.get_status_display().lower()}.")
