"""``telusur lsp worker``: delivers events, renders documents, sends mail and runs what is scheduled."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.outbox.worker import Worker


class Command(QuickCommand):
    """Run the worker until SIGTERM or Ctrl-C; what it is doing is finished first."""

    help = "Menjalankan pekerja: mengantar peristiwa, membuat dokumen, mengirim surel, dan menjalankan jadwal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="selesaikan yang menunggu, lalu berhenti")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        worker.stop_on_signals()
        if not options["once"]:
            self.stdout.write("Pekerja berjalan. Hentikan dengan Ctrl-C.")
        worker.run(once=options["once"])
