"""``telusur lsp status``: how everything stands; ends with 1 when something needs somebody now."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from telusur.kernel.base.clock import date_and_time
from telusur.kernel.base.console import QuickCommand
from telusur.kernel.operations.status import LATE, Status, age, now
from telusur.kernel.outbox.discover import declared


class Command(QuickCommand):
    """Exit 0 when nothing is urgent, 1 when something is."""

    help = "Menampilkan keadaan sistem: antrean, jadwal, segel, mitra, dan ruang simpan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="keluaran JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        declared("jobs")
        found = now()
        if options["json"]:
            content = {**asdict(found), "faults": [asdict(fault) for fault in found.faults]}
            self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, default=str))
        else:
            for line in lines(found):
                self.stdout.write(line)
        if any(fault.tone == LATE for fault in found.faults):
            sys.exit(1)


def lines(found: Status) -> list[str]:
    """What a person reads."""
    queue, seals = found.queue, found.seals
    oldest = f", tertua {age(found.at, queue.oldest)}" if queue.oldest else ""
    sealed = f", {age(found.at, seals.at)} lalu" if seals.at else ""
    told = [
        f"{found.product.upper()}, {date_and_time(found.at)}",
        f"Antrean       {queue.due} menunggu{oldest}; {queue.later} dicoba lagi nanti; {queue.dead} berhenti dicoba",
        f"Segel         nomor {seals.number}{sealed}; {seals.countersigned} dari {seals.witnesses} saksi",
        f"Jejak         {seals.open} entri belum disegel",
        f"Ruang simpan  {found.storage.percent} persen terpakai",
    ]
    told += [
        f"Mitra {one.code}: {one.waiting} menunggu{f', {age(found.at, one.since)}' if one.since else ''}"
        for one in found.partners
    ]
    faults = [f"! {fault.sentence}" for fault in found.faults]
    return told + (faults or ["Tidak ada yang perlu ditangani."])
