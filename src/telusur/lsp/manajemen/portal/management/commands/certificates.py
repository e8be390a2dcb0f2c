"""``telusur lsp certificates [--json]``: the certificates issued, for observers and auditors."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser

from telusur.kernel.base import clock
from telusur.kernel.base.console import QuickCommand
from telusur.lsp.sertifikasi.sertifikat.queries import terbit

KOLOM = ("nomor", "nomor_registrasi", "kode", "skema", "terbit", "berlaku_sampai", "keadaan", "nama")


class Command(QuickCommand):
    help = "Daftar sertifikat yang terbit: nomor, nomor registrasi, kode verifikasi, skema, tanggal, keadaan, nama."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--json`` for programs, ``--skema`` for one skema number."""
        parser.add_argument("--json", action="store_true", help="sebagai JSON")
        parser.add_argument("--skema", default="", help="hanya skema dengan nomor ini")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line, or one object, per certificate; the name is the only personal datum."""
        today = clock.day_of(clock.now())
        rows = [
            {
                "nomor": row.nomor,
                "nomor_registrasi": row.nomor_registrasi,
                "kode": row.kode,
                "skema": {"kode": row.skema_kode, "nama": row.skema_nama},
                "terbit": row.tanggal_terbit.isoformat(),
                "berlaku_sampai": row.berlaku_sampai.isoformat(),
                "keadaan": row.keadaan(today),
                "nama": row.nama,
            }
            for row in terbit(options["skema"]).iterator(chunk_size=2000)
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        self.stdout.write("\t".join(KOLOM))
        for one in rows:
            self.stdout.write("\t".join(_sel(one[name]) for name in KOLOM))
        self.stderr.write(f"{len(rows)} sertifikat")


def _sel(value: Any) -> str:
    return str(value["nama"]) if isinstance(value, dict) else str(value)
