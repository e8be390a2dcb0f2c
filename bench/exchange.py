"""The exchange on PostgreSQL and through real HTTP: an LSP tells BNSP certificates, then both compare a hundred thousand.

``python scripts/bench.py exchange [MESSAGES] [FACTS]``
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import measure

MESSAGES, FACTS = 4_000, 100_000
BATCH = 100
PER_REQUEST = 20  # blanks given for one list of K
LSP = "BNSP-LSP-9021-ID"
SKEMA = "SKM-JWP-01"
FIRST_BLANK = 10_000_000
KEEPER_ROLE = "pengelola_sistem"


def run(url: str, arguments: Sequence[str]) -> str:
    """The section of the page."""
    sizes = [int(one) for one in arguments if one.isdigit()]
    messages, facts = (*sizes, *(MESSAGES, FACTS)[len(sizes) :])[:2]
    with tempfile.TemporaryDirectory(prefix="telusur-bench-") as folder:
        for name in ("lsp", "bnsp"):
            _create_database(url, name)
            os.environ[f"{name.upper()}_DATABASE_URL"] = url.rsplit("/", 1)[0] + f"/{name}"
        os.environ.update(TELUSUR_DATA=folder, DJANGO_SETTINGS_MODULE="telusur.sites.lsp.settings", TELUSUR_CODE=LSP)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from telusur.kernel.exchange.identity import own_key

        bnsp = {**os.environ, "DJANGO_SETTINGS_MODULE": "telusur.sites.bnsp.settings", "TELUSUR_CODE": "BNSP"}
        _say("BNSP")
        command = [sys.executable, "-m", "bench.exchange", own_key().public, str(2 * messages), str(facts)]
        done = subprocess.run(command, env=bnsp, cwd=measure.ROOT, capture_output=True, text=True, check=True)
        os.environ["TELUSUR_CODE"] = "BNSP"  # for the server; this process has read its own
        with measure.server(Path(folder), "telusur.sites.bnsp.settings") as served:
            _register("BNSP", served.base, done.stdout.split()[-1])
            rows = [*_reconciliation(facts), *_intake(served, messages)]
    return _section(messages, facts, rows)


def _say(text: str) -> None:
    print(f"-- {text}", flush=True)


def _create_database(url: str, name: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")


def _register(code: str, address: str, public: str) -> None:
    from telusur.kernel.base import clock
    from telusur.kernel.commands.context import Actor, Context
    from telusur.kernel.exchange.commands import tambah_mitra

    keeper = Context(Actor("1", "Pengelola Ukur", frozenset({KEEPER_ROLE})), clock.now(), "web")
    tambah_mitra(keeper, code=code, name=f"Lembaga {code}", address=address, public=public, witness_of_seals=False)


# Messages


def _certificate(number: int) -> dict[str, Any]:
    code = f"{number:08d}".translate(str.maketrans("0123456789", "23456789AB"))
    return {
        "nomor": f"62019 2513 0 {number:08d} 2026", "nomor_registrasi": f"JWP.9021.{number:08d} 2026",
        "nomor_blanko": str(FIRST_BLANK + number), "kode": f"7K4M-{code[:4]}-{code[4:]}", "nama": f"Orang Ukur {number}",
        "skema_kode": SKEMA, "tanggal_terbit": "2026-01-05", "berlaku_sampai": "2029-01-04", "status": "terbit", "dasar": "",
    }  # fmt: skip


def _intake(served: measure.Served, count: int) -> Iterator[tuple[str, str, str, str]]:
    """Certificates that BNSP enters into its register; the same again as facts it knows; and by the LSP's own courier."""
    target = "at least 300/s"
    for name, kind_of in (("certificates entered", 0), ("the same told again", count)):
        _say(f"{count:,} {name}")
        per_second, spent = _posted(served, count, kind_of)
        yield f"{name}: intake", f"{per_second:.0f}/s", f"{spent:.1f} ms CPU of the server per message", target
    _say("by the courier")
    per_second, spent = _carried(served, count)
    figure = f"{spent:.1f} ms CPU of the server per message"
    yield "certificates told, carried and entered, sender on the same machine", f"{per_second:.0f}/s", figure, ""


def _posted(served: measure.Served, count: int, after: int) -> tuple[float, float]:
    """Messages signed beforehand, a hundred in each request, over one connection."""
    from telusur.kernel.base import clock
    from telusur.kernel.base.ids import uuid7
    from telusur.kernel.exchange import jose
    from telusur.kernel.exchange.envelope import moment_text
    from telusur.kernel.exchange.identity import own_key

    now, key = moment_text(clock.now()), own_key()
    tokens = []
    for number in range(1, count + 1):
        content = _certificate(number)
        said = {
            "from": LSP, "to": "BNSP", "number": after + number, "id": str(uuid7()), "kind": "sertifikat",
            "key": content["kode"], "version": 1, "created_at": now, "sent_at": now, "content": content,
        }  # fmt: skip
        tokens.append(key.sign(said, jose.MESSAGE))
    way = http.client.HTTPConnection(urlsplit(served.base).netloc, timeout=60)
    cpu, began = served.processor_time(), time.perf_counter()
    for start in range(0, count, BATCH):
        body = json.dumps(tokens[start : start + BATCH])
        way.request("POST", "/pertukaran/v1/pesan", body, {"Content-Type": "application/json"})
        answer = way.getresponse()
        receipts = [jose.opened(one, typ=jose.RECEIPT).payload for one in json.loads(answer.read())]
        if answer.status != 200 or {one["status"] for one in receipts} != {"received"}:
            raise SystemExit(f"not received: {receipts[0]}")
    took = time.perf_counter() - began
    way.close()
    return count / took, (served.processor_time() - cpu) / count * 1000


def _carried(served: measure.Served, count: int) -> tuple[float, float]:
    """The real way: published, numbered, signed, sent and settled by the LSP's courier."""
    from telusur.kernel.base.rules import by_role_alone
    from telusur.kernel.commands.context import SYSTEM_ROLE, Context, system_context
    from telusur.kernel.commands.registry import command
    from telusur.kernel.exchange.courier import carry, claim
    from telusur.kernel.exchange.models import Outgoing, OutgoingLine
    from telusur.kernel.exchange.publish import publish_many

    def tell(ctx: Context, *, first: int) -> None:
        facts = [_certificate(number) for number in range(first, first + BATCH)]
        publish_many(ctx, to="BNSP", kind="sertifikat", facts={one["kode"]: one for one in facts})

    tell.__module__ = "telusur.kernel.exchange.traffic"  # a command belongs to an installed app
    act = command(code="exchange.ukur", title="Memberitahukan", roles=[SYSTEM_ROLE], permit=by_role_alone)(tell)
    OutgoingLine.objects.update(next_number=2 * count + 1)
    cpu, began = served.processor_time(), time.perf_counter()
    for first in range(count + 1, 2 * count + 1, BATCH):
        act(system_context("ukur"), first=first)
    while (line := claim()) is not None:
        carry(line)
    took = time.perf_counter() - began
    if Outgoing.objects.exclude(state="received").exists():
        raise SystemExit("not everything was received")
    return count / took, (served.processor_time() - cpu) / count * 1000


# Comparing


def _facts(table: str, count: int) -> None:
    """The same facts on either side, written by the database itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (partner_id, kind, key, version, digest, content, at, bucket)"
            " SELECT id, 'asesor', 'fakta-' || n, 1, encode(sha256(convert_to('isi ' || n, 'UTF8')), 'hex'), '{}', now(),"
            " left(encode(sha256(convert_to('fakta-' || n, 'UTF8')), 'hex'), 2)"
            f" FROM exchange_partner, generate_series(1, {count}) n"
        )
        cursor.execute(f"ANALYZE {table}")


def _reconciliation(count: int) -> Iterator[tuple[str, str, str, str]]:
    """All equal; then ten that differ."""
    from telusur.kernel.exchange.models import Partner, Told
    from telusur.kernel.exchange.reconcile import compare

    _say(f"{count:,} facts compared")
    _facts("exchange_told", count)
    partner = Partner.objects.get()
    for name, differing in (("nothing differs", 0), ("ten differ", 10)):
        keys = [f"fakta-{number * 97 + 1}" for number in range(differing)]
        Told.objects.filter(key__in=keys).update(digest="0" * 64)
        began = time.perf_counter()
        found = compare(partner, repair=False)
        took = time.perf_counter() - began
        if found.error or len(found.differences) != differing:
            raise SystemExit(f"{len(found.differences)} differences: {found.error} {found.differences[:3]}")
        yield (
            f"full reconciliation of {count:,} facts, {name}",
            f"{took:.1f} s",
            "",
            "under 10 s" if not differing else "",
        )


def _section(messages: int, facts: int, rows: list[tuple[str, str, str, str]]) -> str:
    told = (
        f"`scripts/bench.py exchange {messages} {facts}`: {messages:,} messages of the kind `sertifikat`, a hundred in each "
        "request, over real HTTP into BNSP with PostgreSQL; each enters a certificate by BNSP's own command, leaves trail and "
        "event, and is answered by a signed receipt. Server: granian, one worker, one thread; PostgreSQL, sender and server "
        "share the two processors."
    )
    head = ["## Exchange", "", told, "", "| measured | figure | against | target |", "|---|---|---|---|"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows), ""])


# BNSP's side, in a process of its own


def prepare(public: str, blanks: int, facts: int) -> str:
    """The LSP with licence, scope and blanks, its key, and the facts it has told; BNSP's own key."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import models

    from telusur.bnsp.sertifikasi_lisensi.blanko.models import AlokasiBlanko, PermohonanBlanko
    from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lingkup, Lsp
    from telusur.kernel.base import clock
    from telusur.kernel.exchange.identity import own_key

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    first, last = date(2024, 4, 1), date(2029, 3, 31)
    lsp = Lsp(
        nama="LSP Ukur", singkatan="Ukur", jenis="p1", nomor_lisensi=LSP, nomor_sk="KEP.1", tanggal_sk=first, berlaku_dari=first,
        berlaku_sampai=last, alamat="Jalan Ukur", kota="Bandung", surel="lsp@ukur.example",
    )  # fmt: skip
    scope = Lingkup(lsp=lsp, skema_kode=SKEMA, skema_nama="Junior Web Programmer", sejak=first)
    asked, given = [], []
    for start in range(1, blanks + 1, PER_REQUEST):
        orang = range(start, min(start + PER_REQUEST, blanks + 1))
        hasil = [{"nama": _certificate(number)["nama"], "skema_kode": SKEMA, "hasil": "K"} for number in orang]
        letter = PermohonanBlanko(
            lsp=lsp, nomor_surat=f"S-{start}", tanggal_surat=first, nomor_ba="BA", tanggal_ba=first, nomor_sk="SK",
            tanggal_sk=first, hasil=hasil, jumlah_k=len(hasil), jumlah_bk=0, jumlah=len(hasil), status="dialokasikan",
            diajukan_pada=clock.now(),
        )  # fmt: skip
        asked.append(letter)
        awal, akhir = FIRST_BLANK + orang[0], FIRST_BLANK + orang[-1]
        given.append(AlokasiBlanko(lsp=lsp, permohonan=letter, awal=awal, akhir=akhir, pada=clock.now()))
    for rows in ([lsp], [scope], asked, given):
        models.QuerySet(type(rows[0])).bulk_create(rows)
    _register(LSP, "http://127.0.0.1:9", public)
    _facts("exchange_heard", facts)
    return own_key().public


if __name__ == "__main__":
    sys.stdout.write(prepare(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])) + "\n")
