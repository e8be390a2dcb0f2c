"""``telusur lsp exchange-docs``: writes the OpenAPI document and the JSON schemas into the repository's ``docs``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.exchange.openapi import write_files


class Command(QuickCommand):
    help = "Menulis dokumen OpenAPI dan skema JSON pertukaran ke docs/pertukaran."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--root", default=".", help="akar repositori")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in write_files(Path(options["root"])):
            self.stdout.write(path)
