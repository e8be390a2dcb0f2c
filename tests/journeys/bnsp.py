"""BNSP in a process of its own, beside the LSP of the journey: its own database, keys and people, and the same story's clock.

Run as a program it is that process: it sets up the invented BNSP, answers on a port of loopback, and does on each line of its
standard input what a worker does, so that nothing in the journey waits by the clock.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, Any

REPOSITORY = Path(__file__).resolve().parents[2]
ROUNDS = 20


@dataclass
class Bnsp:
    """The process as the journey holds it."""

    process: subprocess.Popen[str]
    alamat: str

    def suruh(self, kata: str, nilai: str = "") -> str:
        """Have it do one thing and wait for the answer."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps([kata, nilai]) + "\n")
        self.process.stdin.flush()
        answer: str = self.process.stdout.readline().strip()
        assert answer, "BNSP has ended; its last words are above"
        return answer

    def tutup(self) -> None:
        """The end."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


def mulai(folder: Path, hari: date) -> Bnsp:
    """Start it and wait until it answers."""
    from tests.empty import (
        database_of,
    )  # not in the process itself: it would take the surroundings of a test of the LSP

    folder.mkdir()
    database_of("bnsp", folder)
    surroundings = {**os.environ, "TELUSUR_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "telusur.sites.bnsp.settings"}
    surroundings.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.bnsp", hari.isoformat()],
        cwd=REPOSITORY,
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    alamat = process.stdout.readline().strip()
    assert alamat.startswith("http"), "BNSP did not start"
    return Bnsp(process, alamat)


def antar_semua(kerja: Callable[[], int], bnsp: Bnsp) -> None:
    """Let both sides work until neither has anything left for the other."""
    for _ in range(ROUNDS):
        if not kerja() and bnsp.suruh("antar") == "0":
            return
    raise AssertionError("the two never come to rest")


def bekerja() -> int:
    """What a worker does: hand over events, carry messages. How much there was."""
    from telusur.kernel.outbox.dispatch import dispatch_pending

    done = 0
    for slow in (False, True):
        while made := dispatch_pending(100, slow=slow):
            done += made
    return done + berkirim()


def berkirim() -> int:
    """Carry what waits for the partner now, whatever pause a failed attempt has left. How much got a receipt."""
    from telusur.kernel.exchange.courier import carry, claim
    from telusur.kernel.exchange.models import OutgoingLine

    done = 0
    OutgoingLine.objects.update(next_at=datetime(2000, 1, 1, tzinfo=UTC))
    while (line := claim()) is not None:
        carried = carry(line)
        done += carried
        if not carried:
            break
    return done


# The process itself


class Layanan:
    """What the process does on each line."""

    def __init__(self) -> None:
        from django.utils import timezone

        self._now, self._time, self._beda = timezone.now, time.time, timedelta()
        timezone.now = lambda: self._now() + self._beda
        time.time = lambda: self._time() + self._beda.total_seconds()

    def jam(self, saat: str) -> str:
        """It is this moment now; time goes on from there."""
        self._beda = datetime.fromisoformat(saat) - self._now()
        return "ya"

    def antar(self, _: str) -> str:
        """Do what waits."""
        return str(bekerja())

    def akun(self, kunci: str) -> str:
        """Address and password of somebody of BNSP."""
        from telusur.bnsp.peraga.orang import DOMAIN, SANDI

        return f"{kunci}@{DOMAIN} {SANDI}"

    def pedoman(self, _: str) -> str:
        """The next version of the first guideline is published; its slug and number."""
        from telusur.bnsp.harmonisasi.pedoman import commands, queries
        from telusur.bnsp.peraga.orang import DOMAIN
        from telusur.kernel.accounts.context import context_for
        from telusur.kernel.accounts.models import User
        from telusur.kernel.base import clock

        ctx = context_for(User.objects.get(email=f"sekretariat@{DOMAIN}"), at=clock.now(), proof_at=clock.now())
        lama = queries.berlaku()[0]
        baru = commands.tulis_versi(
            ctx,
            pedoman=lama.pedoman,
            nomor="77/BNSP/PERAGA/2026",
            tanggal=ctx.today,
            isi="Pasal 1. Kejadian luar biasa dicatat.",
            perubahan="Pasal 1 baru.",
        )
        commands.terbitkan(ctx, versi=baru)
        return f"{lama.pedoman.slug} {lama.versi} {baru.versi}"

    def mitra(self, alamat: str) -> str:
        """The LSP at this address is a partner from now on."""
        from django.core.management import call_command

        from telusur.bnsp.peraga.orang import DOMAIN

        options: dict[str, Any] = {"surel": f"pengelola@{DOMAIN}", "nama": "LSP Cakrawala Digital", "yes": True}
        call_command("connect", alamat, witness=True, stdout=sys.stderr, **options)
        return "ya"


def _siapkan(hari: date) -> None:
    from django.conf import settings
    from django.core.management import call_command

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from telusur.bnsp.peraga.dunia import muat
    from telusur.bnsp.peraga.register import Register

    # The LSP of the journey is before its first applicant: its first schedule is none that BNSP has a number for.
    Register(muat(hari), {}, surat_cd=False).isi()
    bekerja()


def _layani() -> str:
    import threading

    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def main(keluaran: IO[str]) -> None:
    """Set up, say where, obey."""
    import django

    django.setup()
    _siapkan(date.fromisoformat(sys.argv[1]))
    layanan = Layanan()
    print(_layani(), file=keluaran, flush=True)
    for baris in sys.stdin:
        kata, nilai = json.loads(baris)
        print(getattr(layanan, kata)(nilai), file=keluaran, flush=True)


if __name__ == "__main__":
    # What the product prints goes to the error stream: the other end reads only answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    main(answers)
