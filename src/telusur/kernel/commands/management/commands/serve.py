"""``telusur lsp serve``: the web server and its worker, with the database and the static files brought up to date first."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.db import connections

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.commands import serving
from telusur.kernel.commands.checks import refuse_in_production
from telusur.kernel.commands.static_copies import collect_static_files

UNFINISHED = "demo-belum-selesai"
ACCOUNTS = "akun-demo.txt"


class Command(QuickCommand):
    help = "Menjalankan server web dan pekerjanya; berhenti dengan Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="isi data demo bila basis data belum berisi akun")
        parser.add_argument("--workers", type=int, default=2, help="jumlah proses web (bawaan: 2)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"]:
            refuse_in_production()
        variable = f"{settings.PRODUCT.upper()}_PORT"
        host = os.environ.get("TELUSUR_BIND", "127.0.0.1")
        port = os.environ.get(variable, settings.PORT)
        if not port.isdigit() or not 0 < int(port) < 65536:
            raise CommandError(f"{variable} harus berupa nomor port 1 sampai 65535, bukan “{port}”.")
        try:
            lock = serving.hold(settings.DATA_FOLDER)
        except serving.AlreadyRunning:
            raise CommandError(
                f"Folder data {settings.DATA_FOLDER} sedang dipakai server lain. Hentikan server itu, atau pakai folder lain: "
                "TELUSUR_DATA=folder-lain make demo."
            ) from None
        with lock:
            self._serve(lock, host, int(port), variable, options)

    def _serve(self, lock: IO[str], host: str, port: int, variable: str, options: dict[str, Any]) -> None:
        """Prepare, then go on as the process that only watches."""
        if not serving.port_is_free(host, port, patience=serving.PATIENCE if serving.was_cut_off(lock) else 0.0):
            raise CommandError(
                f"Port {port} di {host} sudah dipakai program lain. Hentikan program itu, atau pilih port lain: "
                f"{variable}={port + 10} make demo."
            )
        self._prepare(demo=options["demo"])
        shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104  (a comparison)
        connections.close_all()
        serving.become_watcher(
            lock,
            product=settings.PRODUCT,
            host=host,
            port=port,
            workers=options["workers"],
            announcement=self._announcement((shown, port)),
        )

    def _prepare(self, *, demo: bool) -> None:
        self._say("Menyiapkan basis data dan berkas tampilan ...")
        unfinished: Path = settings.DATA_FOLDER / UNFINISHED
        if demo and not Path(settings.DATABASES["default"]["NAME"]).exists():
            unfinished.touch()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        collect_static_files()
        if demo:
            self._load_demo(unfinished)

    def _load_demo(self, unfinished: Path) -> None:
        if get_user_model()._default_manager.exists():
            if unfinished.exists():
                raise CommandError("Pengisian data demo sebelumnya terputus. Mulai dari awal dengan: make demo-reset.")
            return
        self._say("Mengisi data demo; ini hanya terjadi sekali ...")
        unfinished.touch()
        call_command("demo")
        unfinished.unlink()

    def _announcement(self, address: tuple[str, int]) -> str:
        base = urlsplit(settings.BASE_URL)
        shown = f"{base.scheme}://{base.netloc}/" if base.port == address[1] else f"http://{address[0]}:{address[1]}/"
        accounts = settings.DATA_FOLDER / ACCOUNTS
        listing = f"\n{accounts.read_text(encoding='utf-8').rstrip()}\n" if accounts.is_file() else ""
        return f"\n{settings.PRODUCT.upper()} berjalan di {shown}\n{listing}\nHentikan dengan Ctrl-C."

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
