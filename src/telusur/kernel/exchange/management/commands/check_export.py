"""``telusur lsp check-export FILE.zip``: whether an exported monitoring file is still what the institution signed."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.exchange.bundle import Checked, check, known_keys
from telusur.kernel.exchange.identity import kid_of


class Command(QuickCommand):
    """Exit 0 when everything is as signed, 1 when something was changed or the signer is unknown."""

    help = "Memeriksa berkas pemantauan yang diekspor: checksum setiap berkas dan tanda tangan lembaga."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="berkas ZIP")
        parser.add_argument("--json", action="store_true", help="tulis hasil sebagai JSON")
        parser.add_argument("--key", default="", metavar="HEX", help="kunci publik lembaga, 64 angka heksadesimal")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"{path} tidak ada.")
        with path.open("rb") as file:
            found = check(file, _only(options["key"]) if options["key"] else known_keys)
        self.stdout.write(json.dumps(asdict(found), ensure_ascii=False) if options["json"] else _lines(found))
        if found.findings:
            sys.exit(1)


def _lines(found: Checked) -> str:
    about = [f"{label}: {value}" for label, value in found.about.items()]
    whole = [f"Utuh: {found.count} berkas, ditandatangani {found.signer} pada {found.signed_at}."]
    return "\n".join([*about, *([f"TEMUAN: {one}" for one in found.findings] or whole)])


def _only(public: str) -> Any:
    try:
        kid = kid_of(public)
    except ValueError as error:
        raise CommandError("Kunci publik terdiri atas 64 angka heksadesimal.") from error
    return lambda asked: public if asked == kid else None
