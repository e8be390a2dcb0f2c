"""``telusur lsp import-skema FILE``: load a skema file and open it for application."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from telusur.kernel.base import clock
from telusur.kernel.base.console import QuickCommand
from telusur.kernel.base.errors import DomainError, Invalid
from telusur.kernel.commands.context import system_context
from telusur.lsp.administrasi.skema import commands, rules
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.states import StatusSkema
from telusur.lsp.administrasi.umum.queries import wewenang


class Command(QuickCommand):
    """Exit code 1 with one line per mistake; then nothing was loaded."""

    help = "Muat berkas skema (YAML) dan berlakukan. Berkas yang salah ditolak dengan baris dan alasannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--draf", action="store_true", help="muat sebagai draf saja")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["berkas"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: berkas tidak dapat dibaca ({error.strerror}).") from None
        try:
            skema = self._load(path.name, data, draft=options["draf"])
        except Invalid as bad:
            raise CommandError("\n".join(bad.fields.get("berkas") or [bad.sentence])) from None
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"{skema.nama} ({skema.kode}) versi {skema.versi}: {skema.get_status_display().lower()}.")
        why = wewenang(skema.kode).alasan(skema.kode, clock.day_of(clock.now()))
        if why and skema.status == StatusSkema.BERLAKU:
            self.stderr.write(f"Belum terbuka untuk permohonan. {why}")

    def _load(self, name: str, data: bytes, *, draft: bool) -> Skema:
        ctx = system_context("import-skema", channel="cli")
        skema = commands.impor(ctx, isi=data, nama_berkas=name)
        if not draft and (why := rules.lengkap.why_not(ctx, skema)):
            self.stderr.write(f"Dimuat sebagai draf. {why}")
        elif not draft:
            with transaction.atomic():
                commands.berlakukan(ctx, skema=skema)
        return skema
