"""One product as live processes that can be killed at any moment: its web server, its worker, and people at work.

``python -m tests.journeys.hidup`` sets the product's small world up and prints its key; then each line of its standard input is
an act. ``mulai`` forks one of the processes and says its number: after a kill the next one begins within milliseconds, with
nothing but what the database holds.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import django
from django.db import models
from django.utils import timezone

SKEMA = "SKM-JWP-01"
HARI = date(2026, 11, 20)
_anak: dict[str, int] = {}


def _siapkan() -> None:
    """Django with another clock, short leases (who is killed leaves them behind), and no waiting for the disk."""
    beda, plain, plain_time = timedelta(seconds=float(os.environ["UJI_BEDA"])), timezone.now, time.time
    timezone.now = lambda: plain() + beda
    time.time = lambda: plain_time() + beda.total_seconds()
    django.setup()
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # The rows of the LSP point to a plan and a committee that this story does not need.
    settings.DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF;"
    )
    from telusur.kernel.exchange import courier, kinds
    from telusur.kernel.outbox.queue import SUBSCRIBERS, listeners_of

    courier.LEASE = timedelta(seconds=2)
    kinds.all_kinds()
    listeners_of("")
    for name, listeners in SUBSCRIBERS.items():
        SUBSCRIBERS[name] = [replace(one, lease=timedelta(seconds=2)) for one in listeners]


# The world of each product


def _dunia() -> None:
    from django.conf import settings

    if settings.PRODUCT == "bnsp":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        _negeri()


def _negeri() -> None:
    """BNSP: the LSP with licence and scope, its asesor and TUK, and blanks in stock."""
    from telusur.bnsp.roles import Role
    from telusur.bnsp.sertifikasi_lisensi.blanko.commands import terima_persediaan
    from tests.bnsp.conftest import bangun_negeri, buat_orang

    negeri = bangun_negeri(buat_orang())
    koordinator = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI)
    terima_persediaan(koordinator, awal=4_128_001, akhir=4_129_000, nomor_ba="BA-STOK")


def tambah(count: int) -> str:
    """The LSP: so many more schedules that are final, and as many requests for two blanks each."""
    from telusur.kernel.base import clock
    from telusur.lsp.sertifikasi.jadwal.models import Jadwal
    from telusur.lsp.sertifikasi.sertifikat.models import PermohonanBlanko

    first, now, tanggal = Jadwal.objects.count(), clock.now(), HARI + timedelta(days=3)
    jadwal = {"skema_kode": SKEMA, "tanggal": tanggal, "jam_mulai": "08:00", "jam_selesai": "16:00", **_tempat()}
    names = [f"{number:04d}" for number in range(first, first + count)]
    plans = [Jadwal(nomor=f"J-{name}", ditetapkan_pada=now, rencana_id=uuid4(), **jadwal) for name in names]
    models.QuerySet(Jadwal).bulk_create(plans)
    asked = [PermohonanBlanko(nomor=f"S-{one}", komite_id=uuid4(), jumlah=2, diajukan_pada=now) for one in names]
    models.QuerySet(PermohonanBlanko).bulk_create(asked)
    return "ya"


def _tempat() -> dict[str, Any]:
    """The skema, the asesor and the TUK of all schedules."""
    from telusur.lsp.administrasi.asesor.models import Asesor
    from telusur.lsp.administrasi.skema.models import Skema
    from telusur.lsp.administrasi.tuk.models import Tuk
    from tests.acting import make_user

    if not Skema.objects.exists():
        person = make_user("asesor-hidup", "Budi Hartono Uji", "asesor")
        for row in (_baris(Skema), _baris(Asesor, orang_id=person.pk, no_reg="MET.000.012345 2024"), _baris(Tuk)):
            models.QuerySet(type(row)).bulk_create([row])
    return {"skema": Skema.objects.get(), "asesor": Asesor.objects.get(), "tuk": Tuk.objects.get()}


def _baris(model: type[models.Model], **values: Any) -> models.Model:
    """A row with something in every column that must hold something."""
    made = {models.DateField: HARI, models.DateTimeField: timezone.now(), models.ForeignKey: uuid4()}
    missing = [field for field in model._meta.concrete_fields if not field.has_default() and not field.null]
    for field in missing:
        if not (isinstance(field, models.CharField | models.TextField) or field.attname in values):
            values[field.attname] = made.get(type(field), 1)
    return model(**values)


def kenal(code: str, address: str, public: str) -> str:
    """Register the other institution as partner and witness."""
    from telusur.kernel.base import clock
    from telusur.kernel.commands.context import Actor, Context
    from telusur.kernel.exchange.commands import tambah_mitra

    keeper = Context(Actor("1", "Pandu", frozenset({"pengelola_sistem"})), clock.now(), "web")
    tambah_mitra(keeper, code=code, name=f"Lembaga {code}", address=address, public=public, witness_of_seals=True)
    return "ya"


def halaman(path: str) -> str:
    """A page as the pengelola sistem sees it."""
    from telusur.kernel.accounts.models import User
    from tests.acting import client_of, make_user

    nick = "pandu-hidup"
    user = User.objects.filter(email=f"{nick}@uji.example").first() or make_user(nick, "Pandu Uji", "pengelola_sistem")
    answer = client_of(user).get(path)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


# The processes


def server() -> None:
    """The web server."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    WSGIRequestHandler.log_message = lambda *_: None  # type: ignore[method-assign]
    here = ThreadedWSGIServer(("127.0.0.1", int(os.environ["UJI_PORT"])), WSGIRequestHandler)
    here.set_app(get_wsgi_application())
    here.serve_forever()


def pekerja() -> None:
    """The worker with its companions."""
    from telusur.kernel.outbox import worker

    worker.SHORTEST_PAUSE = worker.LONGEST_PAUSE = 0.1
    worker.Worker().run()


def orang() -> None:
    """People at work: the LSP tells what it did, BNSP gives blanks. One act after another, for ever."""
    from django.conf import settings

    work = _bnsp_bekerja if settings.PRODUCT == "bnsp" else _lsp_bekerja
    while True:
        work()
        time.sleep(0.1)


def _bnsp_bekerja() -> None:
    from telusur.bnsp.roles import Role
    from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.rules import kurang
    from telusur.bnsp.sertifikasi_lisensi.blanko.commands import setujui
    from telusur.bnsp.sertifikasi_lisensi.blanko.models import PermohonanBlanko
    from telusur.bnsp.sertifikasi_lisensi.blanko.states import StatusPermohonan
    from telusur.contract.from_lsp import BERKAS_PERMOHONAN
    from telusur.kernel.accounts.context import context_for
    from telusur.kernel.accounts.models import User
    from telusur.kernel.base import clock

    user = User.objects.get(email=f"{Role.KOORDINATOR_SERTIFIKASI.value}@uji.example")
    for row in PermohonanBlanko.objects.filter(status=StatusPermohonan.DIAJUKAN).order_by("nomor_surat"):
        if kurang(row, BERKAS_PERMOHONAN):
            continue  # its documents are on the way
        now = clock.now()
        setujui(context_for(user, at=now, proof_at=now), permohonan=row)


def _lsp_bekerja() -> None:
    from telusur.kernel.commands.context import system_context
    from telusur.kernel.exchange.models import Told
    from telusur.lsp.sertifikasi.jadwal.models import Jadwal
    from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko

    facts = [("jadwal", str(row.pk), _jadwal(row)) for row in Jadwal.objects.order_by("nomor")]
    facts += [("permohonan_blanko", str(row.pk), _blanko(row)) for row in PermohonanBlanko.objects.order_by("nomor")]
    facts += [("sertifikat", _kode(nomor), _sertifikat(nomor)) for (nomor,) in Blanko.objects.values_list("nomor")]
    told = set(Told.objects.values_list("kind", "key"))
    for kind, key, content in facts:
        if (kind, key) not in told:
            beritahu()(system_context("uji"), kind=kind, key=key, content=content)


def beritahu() -> Callable[..., None]:
    """The command that tells BNSP one fact, and sends the documents that it names."""
    from telusur.kernel.archive.commands import simpan_bytes
    from telusur.kernel.base.rules import by_role_alone
    from telusur.kernel.commands.context import SYSTEM_ROLE, Context
    from telusur.kernel.commands.registry import REGISTRY, command
    from telusur.kernel.exchange.attachments import attach
    from telusur.kernel.exchange.publish import partner_by_code, publish

    def act(ctx: Context, *, kind: str, key: str, content: dict[str, Any]) -> None:
        publish(ctx, to="BNSP", kind=kind, key=key, content=content)
        for nama in [one["nama"] for one in content.get("lampiran", [])]:
            file = simpan_bytes(ctx, data=_dokumen(nama), name=nama, content_type="application/pdf")
            attach(ctx, to=partner_by_code("BNSP"), files=[file])

    act.__module__ = "telusur.kernel.exchange.traffic"  # a command belongs to an installed app
    REGISTRY.pop("exchange.uji_beritahu", None)
    return command(code="exchange.uji_beritahu", title="Memberitahukan", roles=[SYSTEM_ROLE], permit=by_role_alone)(act)


def _jadwal(row: Any) -> dict[str, Any]:
    day = row.tanggal.isoformat()
    return {
        "nomor": row.nomor, "skema_kode": SKEMA, "tuk": "TUK-01", "asesor": ["MET.000.012345 2024"], "mulai": day,
        "selesai": day, "asesi": [{"nama": "Ani Lestari Uji", "registrasi": ""}], "status": "ditetapkan", "alasan": "",
    }  # fmt: skip


KOMPETEN = ("Ani Lestari Uji", "Dewi Puspita Uji")  # of every request, which gets two blanks in a row


def _blanko(row: Any) -> dict[str, Any]:
    from telusur.contract.from_lsp import BERKAS_PERMOHONAN

    day, names = HARI.isoformat(), KOMPETEN
    return {
        "nomor_surat": row.nomor, "tanggal_surat": day, "nomor_ba": "BA", "tanggal_ba": day, "nomor_sk": "SK",
        "tanggal_sk": day, "hasil": [{"nama": name, "skema_kode": SKEMA, "hasil": "K"} for name in names],
        "jumlah": row.jumlah, "ajuan": 1,
        "lampiran": [_sebutan(jenis, f"{jenis} {row.nomor.replace('/', '-')}.pdf") for jenis in BERKAS_PERMOHONAN],
    }  # fmt: skip


def _sebutan(jenis: str, nama: str) -> dict[str, Any]:
    data = _dokumen(nama)
    return {"jenis": jenis, "nama": nama, "sha256": hashlib.sha256(data).hexdigest(), "ukuran": len(data)}


def _dokumen(nama: str) -> bytes:
    """A PDF that no other name makes."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.pages[0].Contents = made.make_stream(f"% {nama}".encode())
        made.save(out, deterministic_id=True)
    return out.getvalue()


def _kode(nomor: str) -> str:
    # Without the digits that can be misread.
    return f"7K4M-92QF-{int(nomor) - 4_128_000 + 2222:04d}".replace("0", "X").replace("1", "Y")


def _sertifikat(nomor: str) -> dict[str, Any]:
    nama = KOMPETEN[(int(nomor) - 4_128_001) % 2]
    return {
        "nomor": f"62019 2513 0 {nomor} 2026", "nomor_registrasi": f"TIK.9021.{nomor} 2026", "nomor_blanko": nomor,
        "kode": _kode(nomor), "nama": nama, "skema_kode": SKEMA, "tanggal_terbit": HARI.isoformat(),
        "berlaku_sampai": "2029-11-19", "status": "terbit", "dasar": "SK: K",
    }  # fmt: skip


# Starting them


def mulai(name: str) -> str:
    """Fork one of the processes; its number."""
    from django.db import connections

    connections.close_all()
    if name in _anak:
        os.waitpid(_anak.pop(name), 0)
    child = os.fork()
    if child == 0:
        try:
            {"server": server, "pekerja": pekerja, "orang": orang}[name]()
        finally:
            os._exit(1)
    _anak[name] = child
    return str(child)


def main() -> None:
    """Set up, say the key, obey."""
    answers, sys.stdout = sys.stdout, sys.stderr
    _siapkan()
    _dunia()
    from telusur.kernel.exchange.identity import own_key

    acts: dict[str, Callable[..., str]] = {one.__name__: one for one in (mulai, tambah, kenal, halaman)}
    said = own_key().public
    while True:
        answers.write(json.dumps(said) + "\n")
        answers.flush()
        line = sys.stdin.readline()
        if not line:
            break
        name, *arguments = json.loads(line)
        said = acts[name](*arguments)
    for child in _anak.values():
        os.kill(child, 9)


if __name__ == "__main__":
    main()
