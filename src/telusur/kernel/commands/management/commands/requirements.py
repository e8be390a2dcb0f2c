"""``telusur requirements``: which test shows which requirement. Non-zero if a test names one that does not exist."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.commands.catalogue import Coverage, coverage


class Command(QuickCommand):
    help = "Daftar persyaratan dari docs/requirements.yaml dengan uji yang memperlihatkannya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="keluaran JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        repository: Path = settings.REPOSITORY
        if not (repository / "docs/requirements.yaml").is_file():
            raise CommandError(
                "Perintah ini membaca docs/ dan tests/, jadi hanya berjalan di dalam salinan repositori."
            )
        found = coverage(repository)
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(found), ensure_ascii=False, indent=1))
        else:
            self._print(found)
        if found.unknown:
            named = "\n".join(f"  {mark.test}: {mark.requirement}" for mark in found.unknown)
            raise CommandError(f"Uji berikut menyebut persyaratan yang tidak ada di katalog:\n{named}")

    def _print(self, found: Coverage) -> None:
        for requirement, tests in found.rows:
            self.stdout.write(f"{requirement.id:12} {len(tests):3}  {requirement.text_id}")
            for test in tests:
                self.stdout.write(f"{'':17} {test}")
        shown = sum(bool(tests) for _, tests in found.rows)
        self.stdout.write(f"\n{shown} dari {len(found.rows)} persyaratan diperlihatkan oleh uji.")


def _as_data(found: Coverage) -> dict[str, Any]:
    return {
        "requirements": [{**asdict(requirement), "tests": tests} for requirement, tests in found.rows],
        "unknown": [asdict(mark) for mark in found.unknown],
    }
