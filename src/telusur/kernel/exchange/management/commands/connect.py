"""``connect URL --as SUREL``: begin to exchange with the institution whose system answers at an address.

Its code and key are asked of that system and shown; whoever runs this compares the key's mark with what the institution said by
another way, and confirms. It is then one act of the named pengelola sistem, as on the page.
"""

from __future__ import annotations

import base64
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from telusur.kernel.accounts.console import context_as
from telusur.kernel.base.console import QuickCommand
from telusur.kernel.base.errors import DomainError
from telusur.kernel.exchange import commands
from telusur.kernel.exchange.asking import BASE
from telusur.kernel.exchange.identity import kid_of
from telusur.kernel.exchange.models import Partner
from telusur.kernel.exchange.transport import Unreachable, open_transport


class Command(QuickCommand):
    """Nothing to do for a partner that is known already."""

    help = "Mendaftarkan mitra pertukaran dari alamat sistemnya, sesudah tanda pengenal kuncinya dicocokkan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address, in whose name, and how the institution is called here."""
        parser.add_argument("alamat")
        parser.add_argument("--as", dest="surel", required=True, help="surel pengelola sistem yang mendaftarkan")
        parser.add_argument("--name", dest="nama", required=True, help="nama lembaga mitra")
        parser.add_argument(
            "--code", dest="kode", help="kode lembaga itu; bila sistemnya menyebut kode lain, tidak didaftarkan"
        )
        parser.add_argument("--witness", action="store_true", help="mitra ini juga saksi segel jejak")
        parser.add_argument("--yes", action="store_true", help="kunci sudah dicocokkan; jangan bertanya")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, show, confirm, register."""
        alamat = str(options["alamat"]).rstrip("/")
        code, public = _identity(alamat)
        if options.get("kode") and options["kode"] != code:
            raise CommandError(f"Sistem di {alamat} menyebut diri {code}, bukan {options['kode']}.")
        if Partner.objects.filter(code=code).exists():
            self.stdout.write(f"{code} sudah menjadi mitra.")
            return
        self.stdout.write(f"{code} di {alamat}, kunci {kid_of(public)}")
        if not options["yes"] and input("Tanda pengenal kunci itu cocok? [y/t] ").strip().lower() != "y":
            raise CommandError("Tidak jadi: mitra tidak didaftarkan.")
        ctx = context_as(options["surel"])
        try:
            commands.tambah_mitra(
                ctx, code=code, name=options["nama"], address=alamat, public=public, witness_of_seals=options["witness"]
            )
        except DomainError as refusal:
            details = [text for texts in getattr(refusal, "fields", {}).values() for text in texts]
            raise CommandError(" ".join([refusal.sentence, *details])) from refusal
        self.stdout.write(f"{code} menjadi mitra.")


def _identity(alamat: str) -> tuple[str, str]:
    """Code and current public key as the other system states them. Raises CommandError."""
    way = open_transport()
    try:
        said = json.loads(way.get(f"{alamat}{BASE}/kunci", ""))
        listed = {one["kid"]: str(one["x"]) for one in said["keys"]}[said["current"]]
        public, code = base64.urlsafe_b64decode(listed + "=" * (-len(listed) % 4)).hex(), str(said["code"])
        kid_of(public)
    except Unreachable as error:
        raise CommandError(error.sentence) from error
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"Jawaban {alamat} bukan jawaban sistem pertukaran.") from error
    finally:
        way.close()
    if not code:
        raise CommandError(f"Lembaga di {alamat} belum mempunyai kode.")
    return code, public
