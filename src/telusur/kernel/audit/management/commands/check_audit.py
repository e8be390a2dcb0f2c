"""``telusur lsp check-audit``: verifies the whole trail and names every entry that is not as it was sealed."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from telusur.kernel.audit.verify import Finding, Summary, examine, summary
from telusur.kernel.base.clock import date_and_time
from telusur.kernel.base.console import QuickCommand


class Command(QuickCommand):
    """Exit 0 when everything holds, 1 when there is a finding; a note accuses nobody."""

    PARTS = (("findings", False), ("notes", True))
    help = "Memeriksa jejak: entri yang diubah, dihapus, atau disisipkan sesudah disegel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="keluaran JSON")
        parser.add_argument("--since", type=int, default=1, metavar="N", help="mulai dari segel bernomor N")

    def handle(self, *args: Any, **options: Any) -> None:
        found = []
        for finding in examine(since=options["since"]):
            found.append(finding)
            if not options["json"]:
                self.stdout.write(finding.sentence)
        self._finish(found, summary(), as_json=options["json"])
        if any(not one.note for one in found):
            sys.exit(1)

    def _finish(self, found: list[Finding], total: Summary, *, as_json: bool) -> None:
        if as_json:
            told = {name: [asdict(one) for one in found if one.note == note] for name, note in self.PARTS}
            content = {**told, **asdict(total)}
            self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, default=str))
            return
        sealed = f"{total.entries} entri, {total.seals} segel, {total.unsealed} entri belum disegel."
        if total.last_at is not None:
            sealed += f" Segel terakhir {date_and_time(total.last_at)}, sidik jari {total.last_digest}."
        wrong = sum(not one.note for one in found)
        self.stdout.write(f"{f'{wrong} temuan' if wrong else 'Jejak utuh'}: {sealed}")
