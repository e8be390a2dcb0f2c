"""telusur lsp check-document FILE: is this PDF ours and unaltered? Exit status 1 when it is not."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError, CommandParser

from telusur.kernel.base.console import QuickCommand

if TYPE_CHECKING:
    from telusur.kernel.documents.check import Examination


class Command(QuickCommand):
    help = "Periksa apakah sebuah PDF diterbitkan lembaga ini dan belum diubah."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="tulis hasil sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        from telusur.kernel.documents.check import examine  # signatures are much to read, and --help needs none

        try:
            found = examine(options["file"].read_bytes())
        except OSError as problem:
            raise CommandError(f"{options['file']}: {problem.strerror}") from problem
        self.stdout.write(json.dumps(_facts(found), ensure_ascii=False) if options["json"] else _lines(found))
        if not found.unaltered:
            sys.exit(1)


def _facts(found: Examination) -> dict[str, Any]:
    verdict = asdict(found.verdict)
    verdict["signed_at"] = verdict["signed_at"] and verdict["signed_at"].isoformat()
    document = found.document
    return {
        "unaltered": found.unaltered,
        "known": found.known,
        "code": document.code if document else "",
        "kind": document.kind if document else "",
        "number": document.number if document else "",
        "issued_sha256": document.sha256 if document else "",
        "sha256": found.sha256,
        "signature": verdict,
        "sentence": found.sentence,
    }


def _lines(found: Examination) -> str:
    lines = [found.sentence, f"SHA-256: {found.sha256}", f"Tanda tangan: {found.verdict.sentence}"]
    if found.document is not None:
        lines.insert(1, f"Kode dokumen: {found.document.code}")
    return "\n".join(lines)
