"""``telusur lsp timeline NUMBER``: the whole course of one case, for observers."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from telusur.kernel.base.clock import date_and_time
from telusur.kernel.base.console import QuickCommand
from telusur.lsp.manajemen.beranda.jejak import TahapJejak, cari, entri, langkah, tahapan


class Command(QuickCommand):
    """Exit 1 when no case bears the number."""

    help = "Lini masa satu kasus, menurut nomor permohonan, nomor sertifikat, atau nomor registrasi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", metavar="NUMBER", help="nomor permohonan, sertifikat, atau registrasi")
        parser.add_argument("--json", action="store_true", help="keluaran JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        permohonan = cari(options["number"])
        if permohonan is None:
            self.stderr.write(f"Tidak ada permohonan atau sertifikat bernomor {options['number']}.")
            sys.exit(1)
        stages = tahapan(permohonan, langkah(entri(permohonan)))
        head = {"application": permohonan.nomor, "name": permohonan.nama, "scheme": permohonan.skema_nama}
        if options["json"]:
            content = {**head, "steps": [row for stage in stages for row in _rows(stage)]}
            self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{permohonan.nomor} · {permohonan.nama} · {permohonan.skema_nama}")
        for stage in stages:
            self.stdout.write(f"\n{stage.nama}")
            for row in _rows(stage):
                refused = f" DITOLAK: {row['reason']}" if row["outcome"] == "refused" else ""
                self.stdout.write(f"  {row['time_local']}  {row['actor']}: {row['title']} ({row['subject']}){refused}")


def _rows(stage: TahapJejak) -> list[dict[str, Any]]:
    return [
        {
            "entry": line.entry.pk,
            "stage": stage.kode,
            "time": line.entry.at.isoformat(),
            "time_local": date_and_time(line.entry.at),
            "actor": line.entry.actor_name,
            "roles": line.entry.actor_roles.split(),
            "code": line.entry.code,
            "title": line.judul,
            "subject": line.perihal,
            "record": line.tautan,
            "outcome": line.entry.outcome,
            "reason": line.entry.reason,
            "parts": list(line.bagian),
        }
        for line in stage.langkah
    ]
