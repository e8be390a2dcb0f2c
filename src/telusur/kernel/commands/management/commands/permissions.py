"""``telusur lsp permissions``: the matrix act x role x state. Non-zero if the registry holds something nobody could explain."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.commands.discover import load_all_acts
from telusur.kernel.commands.matrix import Row, faults, markdown, rows
from telusur.kernel.commands.registry import ROLE_NAMES


class Command(QuickCommand):
    help = "Matriks kewenangan: tindakan, peran yang boleh melakukannya, dan keadaan asalnya."

    def add_arguments(self, parser: CommandParser) -> None:
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="keluaran JSON")
        form.add_argument("--markdown", action="store_true", help="dokumen docs/matriks-kewenangan.md")
        parser.add_argument(
            "--in-force", action="store_true", help="yang berlaku sekarang di basis data ini, bukan bawaan kode"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        acts = load_all_acts()
        matrix = rows(acts, in_force=options["in_force"])
        wrong = faults(acts)
        if options["json"]:
            data = {"roles": ROLE_NAMES, "acts": [asdict(row) for row in matrix], "faults": wrong}
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
        elif options["markdown"]:
            self.stdout.write(markdown(matrix), ending="")
        else:
            self._print(matrix)
        if wrong:
            raise CommandError("Matriks tidak utuh:\n" + "\n".join(f"  {fault}" for fault in wrong))

    def _print(self, matrix: list[Row]) -> None:
        for row in matrix:
            who = (
                "semua peran"
                if row.any_role
                else ", ".join(ROLE_NAMES[role] for role in row.roles if role in ROLE_NAMES)
            )
            who = "bagian tindakan lain" if row.nested else who
            states = f"  [{', '.join(row.states.values())}]" if row.states else ""
            self.stdout.write(f"{row.code:40} {row.title}: {who}{states}")
        self.stdout.write(f"\n{len(matrix)} tindakan.")
