"""BNSP's system as a process of its own: its settings differ from the LSP's, so it cannot live in the test's process.

Run with TELUSUR_DATA and BNSP_PORT set and the LSP's address as argument. Says on one line of JSON what a test needs to know,
then answers until it is stopped; each line read from stdin closes the account of that key, or is ``antar``: the worker's turn.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import timedelta
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

os.environ["DJANGO_SETTINGS_MODULE"] = "telusur.sites.bnsp.settings"

import django
from django.conf import settings

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from telusur.bnsp.manajemen.penyedia.commands import daftarkan as daftarkan_sistem  # noqa: E402
from telusur.bnsp.peraga.dunia import muat  # noqa: E402
from telusur.bnsp.peraga.orang import SANDI  # noqa: E402
from telusur.bnsp.sertifikasi_lisensi.lisensi.commands import PENCATAT, daftarkan  # noqa: E402
from telusur.kernel.accounts.commands import nonaktifkan  # noqa: E402
from telusur.kernel.base import clock  # noqa: E402
from telusur.kernel.outbox.dispatch import dispatch_pending  # noqa: E402


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None: ...


def main(nomor: str, alamat: str) -> None:
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0, run_syncdb=True)
    now = clock.now()
    today = clock.day_of(now)
    world = muat(today)
    pencatat = next(key for key, user in world.orang.items() if user.roles.filter(role__in=PENCATAT).exists())
    lsp = daftarkan(
        world.sebagai(pencatat, now),
        nama="LSP Uji Bersama",
        singkatan="LSP-UB",
        jenis="p3",
        nomor_lisensi=nomor,
        nomor_sk="KEP.1/BNSP/2026",
        tanggal_sk=today,
        berlaku_dari=today,
        berlaku_sampai=today + timedelta(days=365),
        alamat="Jalan Uji 1",
        kota="Jakarta",
        surel="lsp@uji.example",
        alamat_sistem=alamat,
    )
    _, secret = daftarkan_sistem(world.sebagai("pengelola", now), lsp=lsp)
    server = make_server("127.0.0.1", int(os.environ["BNSP_PORT"]), get_wsgi_application(), Server, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(
        json.dumps({"rahasia": secret, "sandi": SANDI, "lsp": str(lsp.pk), "penyedia": settings.BASE_URL}) + "\n"
    )
    sys.stdout.flush()
    for line in sys.stdin:
        key = line.strip()
        if key == "antar":
            while dispatch_pending(100, slow=True, now=clock.now() + timedelta(seconds=1)):
                pass
            sys.stdout.write("selesai\n")
            sys.stdout.flush()
            continue
        nonaktifkan(world.sebagai("pengelola", clock.now()), user=world.orang[key], alasan="Uji.")
        sys.stdout.write("selesai\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
