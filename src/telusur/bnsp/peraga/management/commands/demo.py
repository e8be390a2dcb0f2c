"""``telusur bnsp demo``: load the invented BNSP into an empty database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from telusur.bnsp.peraga.dunia import muat
from telusur.bnsp.peraga.kantor import Kantor
from telusur.bnsp.peraga.orang import DOMAIN, SANDI, STAF
from telusur.bnsp.peraga.register import Register
from telusur.bnsp.roles import NAMES
from telusur.kernel.accounts.models import User
from telusur.kernel.base import clock
from telusur.kernel.base.console import QuickCommand
from telusur.kernel.commands.checks import refuse_in_production
from telusur.kernel.outbox.dispatch import dispatch_pending


class Command(QuickCommand):
    """Refuses a database that already has accounts, so that real data can never be mixed with invented people."""

    help = "Memuat data peraga: BNSP rekaan dengan beberapa LSP, asesor, TUK, sertifikat, pedoman, surat, dan perkara."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and write the accounts into the data folder."""
        refuse_in_production()
        if User.objects.exists():
            raise CommandError("Basis data ini sudah berisi akun. Data peraga hanya dimuat ke basis data kosong.")
        dunia = muat(clock.day_of(clock.now()))
        register = Register(dunia, {})
        register.isi()
        Kantor(dunia, register.lsp).isi()
        while dispatch_pending(limit=100):
            pass
        akun = daftar_akun()
        (Path(settings.DATA_FOLDER) / "akun-demo.txt").write_text(akun, encoding="utf-8")
        self.stdout.write(akun)


def daftar_akun() -> str:
    """One demo account per role, with the password they share."""
    rows = [(NAMES[orang.peran], f"{orang.kunci}@{DOMAIN}", orang.nama) for orang in STAF]
    lines = [f"  {peran:40} {surel:34} {nama}" for peran, surel, nama in rows]
    return "\n".join(["Akun peraga (semua orang rekaan):", *lines, f"Kata sandi semua akun: {SANDI}", ""])
