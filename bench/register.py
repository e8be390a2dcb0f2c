"""BNSP's register at the size of the country, on PostgreSQL: the public check beside a bare view, few rows and many.

``python scripts/bench.py register [CERTIFICATES] [LSP]``
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from bench import measure

CERTIFICATES, LSP = 10_000_000, 2_500
FEW = 10_000
BARE, BARE_READ = "bare view", "bare view that reads the row"
CHUNK = 1_000_000
ASKED = 1_500
TABLE = "pemegang_sertifikatterdaftar"
SKEMA = "SKM-JWP-01"
READABLE_DIGITS = str.maketrans("0123456789", "23456789AB")  # verification codes hold no 0 and no 1


def run(url: str, arguments: Sequence[str]) -> str:
    """The section of the page."""
    sizes = [int(one) for one in arguments if one.isdigit()]
    count, bodies = (*sizes, *(CERTIFICATES, LSP)[len(sizes) :])[:2]
    with tempfile.TemporaryDirectory(prefix="telusur-bench-") as folder:
        os.environ.update(TELUSUR_DATA=folder, DATABASE_URL=url, DJANGO_SETTINGS_MODULE="bench.settings_bnsp")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from telusur.kernel.commands.static_copies import collect_static_files

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        collect_static_files()
        _institutions(bodies)
        _say(f"{FEW:,} certificates")
        _load(0, FEW, bodies)
        few = _checked(Path(folder), FEW)
        _say(f"{count:,} certificates of {bodies:,} LSP")
        began = time.monotonic()
        _load(FEW, count, bodies)
        loaded = time.monotonic() - began
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_size_pretty(pg_total_relation_size(%s))", [TABLE])
            (size,) = cursor.fetchone()
        connection.close()
        many = _checked(Path(folder), count)
    return _section(count, bodies, few, many, f"{size}, loaded in {loaded:.0f} s")


def _say(text: str) -> None:
    print(f"-- {text}", flush=True)


# Rows, written past the commands: set-up of a measurement, no demo and no test


def _institutions(count: int) -> None:
    _execute(
        "INSERT INTO lisensi_lsp (id, nama, singkatan, jenis, nomor_lisensi, nomor_sk, tanggal_sk, berlaku_dari,"
        " berlaku_sampai, status, alamat, kota, telepon, surel, situs, alamat_sistem, peraga)"
        " SELECT lpad(to_hex(n), 32, '0')::uuid, 'LSP Ukur ' || n, 'U' || n, 'p1', 'BNSP-LSP-' || n || '-ID', 'KEP.1',"
        " '2024-04-01', '2024-04-01', '2029-03-31', 'aktif', 'Jalan Ukur', 'Bandung', '', 'lsp@ukur.example', '', '', false"
        f" FROM generate_series(1, {count}) n"
    )


def _load(start: int, stop: int, bodies: int) -> None:
    """Rows ``start + 1`` to ``stop``; the indexes are made anew afterwards, which is much faster than keeping them."""
    dropped = _drop_indexes()
    for first in range(start, stop, CHUNK):
        _execute(
            f"INSERT INTO {TABLE} (id, nomor, nomor_registrasi, nomor_blanko, kode, nama, nama_cari, skema_kode,"
            " skema_nama, lsp_id, tanggal_terbit, berlaku_sampai, status, dasar_status, dicatat_pada, peraga)"
            " SELECT ('0197' || lpad(to_hex(n), 28, '0'))::uuid, '62019 2513 0 ' || lpad(n::text, 8, '0') || ' 2026',"
            " 'JWP.9021.' || lpad(n::text, 8, '0') || ' 2026', 10000000 + n,"
            " translate('0000-' || lpad((n / 10000)::text, 4, '0') || '-' || lpad((n % 10000)::text, 4, '0'),"
            " '0123456789', '23456789AB'),"
            " 'Orang Ukur ' || n, 'orang ukur ' || n,"
            f" '{SKEMA}', 'Junior Web Programmer', lpad(to_hex(1 + n % {bodies}), 32, '0')::uuid, '2026-01-05',"
            " '2029-01-04', 'terbit', '', now(), false"
            f" FROM generate_series({first + 1}, {min(first + CHUNK, stop)}) n"
        )
    for sql in dropped:
        _execute(sql)
    _execute(f"VACUUM ANALYZE {TABLE}")


def _drop_indexes() -> list[str]:
    """All but the primary key; the statements that make them again."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype IN ('u', 'f')",
            [TABLE],
        )
        constraints = cursor.fetchall()
        for name, _ in constraints:
            cursor.execute(f'ALTER TABLE {TABLE} DROP CONSTRAINT "{name}"')
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT LIKE %s",
            [TABLE, "%pkey"],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    made = [f'ALTER TABLE {TABLE} ADD CONSTRAINT "{name}" {definition}' for name, definition in constraints]
    return ["SET maintenance_work_mem = '1GB'", *(definition for _, definition in indexes), *made]


def _execute(sql: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


# Asking


def _checked(folder: Path, count: int) -> dict[str, list[float]]:
    """Milliseconds of each answer, the three asked in turn for a certificate chosen at random."""
    found: dict[str, list[float]] = {name: [] for name in (BARE, BARE_READ, "page", "JSON")}
    chance = random.Random(count)  # noqa: S311  (which certificates are asked for)
    with measure.server(folder, "bench.settings_bnsp") as served:
        way = http.client.HTTPConnection(urlsplit(served.base).netloc, timeout=20)
        for number in range(ASKED + 200):
            n = chance.randrange(1, count + 1)
            kode = f"0000-{n // 10_000:04d}-{n % 10_000:04d}".translate(READABLE_DIGITS)
            paths = {
                BARE: "/bare-public/",
                BARE_READ: f"/bare-read/{kode}/",
                "page": f"/verifikasi/{kode}/",
                "JSON": f"/api/v1/verifikasi/{kode}",
            }
            for name, path in paths.items():
                took = _ask(way, path, f"Orang Ukur {n}" if name != BARE else "publik")
                if number >= 200:  # the first ones warm up
                    found[name].append(took * 1000)
        way.close()
    return found


def _ask(way: http.client.HTTPConnection, path: str, shown: str) -> float:
    began = time.perf_counter()
    way.request("GET", path)
    answer = way.getresponse()
    body = answer.read()
    took = time.perf_counter() - began
    if answer.status != 200 or shown.encode() not in body:
        raise SystemExit(f"{path} answered {answer.status}: {body[:500]!r}")
    return took


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[18]


def _figures(values: list[float]) -> str:
    return f"p50 {statistics.median(values):.1f} ms, p95 {_p95(values):.1f} ms"


def _section(count: int, bodies: int, few: dict[str, list[float]], many: dict[str, list[float]], size: str) -> str:
    rows = []
    for there, found in ((FEW, few), (count, many)):
        rows += [f"| {name}, {there:,} | {_figures(found[name])} |  |  |" for name in (BARE, BARE_READ)]
        for name in ("page", "JSON"):
            ratios = " and ".join(f"{_p95(found[name]) / _p95(found[base]):.1f}" for base in (BARE, BARE_READ))
            rows.append(f"| {name}, {there:,} | {_figures(found[name])} | {ratios} of their p95 | under 3 |")
    told = (
        f"`scripts/bench.py register {count} {bodies}`: {count:,} certificates of {bodies:,} LSP on PostgreSQL ({size}). "
        f"{ASKED:,} random certificates asked for by code, one after another over one connection, beside two bare "
        "public views behind the same middleware, the second with one read by the ORM. Server: granian, one worker, one thread."
    )
    head = ["## BNSP's register", "", told, "", "| measured | figure | against | target |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])
