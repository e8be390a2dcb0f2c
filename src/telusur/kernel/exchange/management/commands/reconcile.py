"""``telusur lsp reconcile``: compares with every partner and names each fact that stands differently on the two sides."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError

from telusur.kernel.base.console import QuickCommand
from telusur.kernel.exchange.models import Partner
from telusur.kernel.exchange.reconcile import Comparison, compare
from telusur.kernel.exchange.states import PartnerStatus


class Command(QuickCommand):
    """Exit 0 when each partner holds exactly what we told it, 1 when not or when one did not answer."""

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
                raise CommandError(f"Tidak ada mitra aktif berkode {options['partner']}.")
        outcomes = [compare(partner, repair=options["repair"]) for partner in partners]
        if options["json"]:
            self._print_json(outcomes)
        else:
            self._print(outcomes)
        if not all(outcome.equal for outcome in outcomes):
            sys.exit(1)

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
