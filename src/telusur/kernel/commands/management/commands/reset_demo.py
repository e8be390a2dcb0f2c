"""``telusur lsp reset-demo``: throw the demo's data folder away. Refuses to touch data that is not the demo's."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.commands import serving
from telusur.kernel.commands.checks import refuse_in_production
from telusur.kernel.commands.management.commands.serve import ACCOUNTS, UNFINISHED


class Command(QuickCommand):
    help = "Menghapus data demo (basis data, arsip, kunci) agar demo dimulai dari awal."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_in_production()
        folder: Path = settings.DATA_FOLDER
        if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
            raise CommandError("Data demo hanya dihapus bila tersimpan di folder data (SQLite). Basis data ini bukan.")
        if (folder / "telusur.sqlite3").exists() and not any(
            (folder / name).exists() for name in (ACCOUNTS, UNFINISHED)
        ):
            raise CommandError(
                f"{folder} bukan hasil `make demo`, jadi tidak dihapus. Hapus sendiri bila memang tidak diperlukan."
            )
        try:
            with serving.sole_user_of(folder):
                shutil.rmtree(folder)
        except serving.AlreadyRunning:
            raise CommandError("Demo sedang berjalan. Hentikan dahulu dengan Ctrl-C, lalu ulangi.") from None
        self.stdout.write("Data demo dihapus.")
