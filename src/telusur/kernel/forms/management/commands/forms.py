"""``telusur lsp forms``: every form definition."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.forms.definition import FormDefinition
from telusur.kernel.forms.registry import definitions


class Command(QuickCommand):
    help = "Setiap formulir: edisi, kode, judul, lingkup, siapa mengisi, siapa menandatangani."

    def add_arguments(self, parser: CommandParser) -> None:
        """Options."""
        parser.add_argument("--json", action="store_true", help="keluaran JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the list."""
        rows = [described(form) for form in definitions()]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write(f"{row['edition']}  {row['code']:<11} {row['scope']:<7} {row['title']}")
            self.stdout.write(
                f"      diisi: {', '.join(row['fills'])}; ditandatangani: {', '.join(row['signs']) or '-'}"
            )


def described(form: FormDefinition) -> dict[str, Any]:
    """One form as plain data."""
    return {
        "edition": form.edition,
        "code": form.code,
        "title": form.title,
        "scope": str(form.scope),
        "clause": form.clause,
        "fills": list(form.fillers),
        "signs": list(form.signers),
        "stages": [{"slot": stage.slot, "party": stage.party, "title": stage.title} for stage in form.stages],
        "checks": [rule.name for rule in form.checks],
    }
