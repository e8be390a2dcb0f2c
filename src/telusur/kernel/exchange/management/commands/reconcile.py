"""``telusur lsp reconcile``: compares with every partner and names each fact that stands differently on the two sides.

Its exit code tells programs what was found; of several partners the gravest counts: a difference, then no answer, then what is
only on its way.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.exchange.models import Partner
from telusur.kernel.exchange.reconcile import Comparison, compare
from telusur.kernel.exchange.states import PartnerStatus

EXIT_EQUAL = 0  # each partner holds exactly what we told it
EXIT_DIFFERS = 1  # something stands differently, or was refused
EXIT_ON_THE_WAY = 3  # nothing differs, but something has not arrived yet
EXIT_UNANSWERED = 4  # a partner did not answer, so nothing is known of it


def exit_code(outcomes: Iterable[Comparison]) -> int:
    """What the comparisons come to."""
    found = list(outcomes)
    if any(one.differences for one in found):
        return EXIT_DIFFERS
    if any(one.error for one in found):
        return EXIT_UNANSWERED
    return EXIT_ON_THE_WAY if any(one.on_the_way for one in found) else EXIT_EQUAL


class Command(QuickCommand):
    """Exit codes: ``EXIT_*`` above, 2 for a wrong call."""

    help = "Membandingkan yang dikirim dengan yang diterima tiap mitra."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="keluaran JSON")
        parser.add_argument("--partner", default="", metavar="KODE", help="hanya mitra ini")
        parser.add_argument("--repair", action="store_true", help="kirim lagi yang belum ada atau berbeda pada mitra")

    def handle(self, *args: Any, **options: Any) -> None:
        partners = Partner.objects.filter(status=PartnerStatus.AKTIF)
        if options["partner"]:
            partners = partners.filter(code=options["partner"])
            if not partners:
                raise CommandError(f"Tidak ada mitra aktif berkode {options['partner']}.", returncode=2)
        outcomes = [compare(partner, repair=options["repair"]) for partner in partners]
        if options["json"]:
            self._print_json(outcomes)
        else:
            self._print(outcomes)
        if code := exit_code(outcomes):
            sys.exit(code)

    def _print_json(self, outcomes: list[Comparison]) -> None:
        content = [{**asdict(outcome), "equal": outcome.equal} for outcome in outcomes]
        self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, default=str))

    def _print(self, outcomes: list[Comparison]) -> None:
        for outcome in outcomes:
            self.stdout.write(f"{outcome.partner}: {_sentence(outcome)}")
            for one in outcome.differences:
                versions = f"di sini versi {one.ours or '-'}, di sana {one.theirs or '-'}"
                reason = f": {one.reason}" if one.reason else ""
                self.stdout.write(f"  {one.kind} {one.key}: {one.label} ({versions}){reason}")
        if not outcomes:
            self.stdout.write("Belum ada mitra pertukaran yang aktif.")


def _sentence(outcome: Comparison) -> str:
    if outcome.error:
        return f"belum dapat dibandingkan. {outcome.error}"
    told = ", ".join(f"{count} {kind}" for kind, count in outcome.told.items()) or "belum ada fakta"
    if outcome.equal:
        return f"sama ({told})"
    repaired = f", {outcome.repaired} dikirim lagi" if outcome.repaired else ""
    return f"{len(outcome.differences)} berbeda, {outcome.on_the_way} dalam perjalanan ({told}){repaired}"
