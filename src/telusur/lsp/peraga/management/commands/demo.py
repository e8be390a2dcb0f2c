"""``telusur lsp demo``: load the invented LSP into an empty database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from telusur.kernel.accounts.models import User
from telusur.kernel.base import clock
from telusur.kernel.base.console import QuickCommand
from telusur.kernel.commands.checks import refuse_in_production
from telusur.lsp.peraga.orang import ASESI, DOMAIN, SANDI, STAF
from telusur.lsp.peraga.skenario import muat
from telusur.lsp.roles import NAMES


class Command(QuickCommand):
    """Refuses a database that already has accounts, so that real data can never be mixed with invented people."""

    help = "Memuat data peraga: satu LSP rekaan dan enam belas asesi pada semua tahap."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--quiet`` for the start of the server."""
        parser.add_argument("--quiet", action="store_true", help="tanpa laporan kemajuan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and write the accounts into the data folder."""
        refuse_in_production()
        if User.objects.exists():
            raise CommandError("Basis data ini sudah berisi akun. Data peraga hanya dimuat ke basis data kosong.")
        report = (lambda text: None) if options["quiet"] else (lambda text: self.stdout.write(f"  {text}"))
        muat(clock.day_of(clock.now()), report)
        akun = daftar_akun()
        (Path(settings.DATA_FOLDER) / "akun-demo.txt").write_text(akun, encoding="utf-8")
        self.stdout.write(akun)


def daftar_akun() -> str:
    """One demo account per role, with the password they share."""
    rows = [(", ".join(NAMES[role] for role in staf.peran), f"{staf.kunci}@{DOMAIN}", staf.nama) for staf in STAF]
    rows.append(("Asesi (bersertifikat)", f"{ASESI[0].kunci}@{DOMAIN}", ASESI[0].nama))
    rows.append(("Asesi (terjadwal)", f"{ASESI[9].kunci}@{DOMAIN}", ASESI[9].nama))
    rows.append(("Asesi (mengisi permohonan)", f"{ASESI[11].kunci}@{DOMAIN}", ASESI[11].nama))
    lines = [f"  {peran:28} {surel:34} {nama}" for peran, surel, nama in rows]
    return "\n".join(["Akun peraga (semua orang rekaan):", *lines, f"Kata sandi semua akun: {SANDI}", ""])
