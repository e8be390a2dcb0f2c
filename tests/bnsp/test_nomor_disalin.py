"""The national register finds a number however it was copied, still by one or two indexed reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from telusur.bnsp.sertifikasi_lisensi.pemegang import queries
from telusur.kernel.base import clock
from tests.bnsp.conftest import NOW, Negeri

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    cache.clear()
    with clock.travel(NOW):
        yield
    cache.clear()


def _copies(nomor: str, registrasi: str, kode: str) -> list[str]:
    return [
        nomor.replace(" ", ""),
        nomor.replace(" ", "-"),
        nomor.replace(" ", "–"),
        f"No. {nomor}",
        registrasi.lower().replace(".", " "),
        kode.lower().replace("-", ""),
        f"https://lsp.example/verifikasi/{kode}/",
    ]


def test_however_it_was_copied_the_public_finds_it_by_two_reads_at_most(negeri: Negeri, client: Client) -> None:
    negeri.beri_blanko(1)
    row = negeri.terbitkan(1)
    for typed in _copies(row.nomor, row.nomor_registrasi, row.kode):
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(f"/verifikasi/?{urlencode({'nomor': typed})}")
        assert answer.status_code == 200 and row.nomor in answer.content.decode(), typed
        reads = [one["sql"] for one in seen.captured_queries if 'FROM "pemegang_sertifikatterdaftar"' in one["sql"]]
        assert 1 <= len(reads) <= 2, typed
        _uses_index(reads)
    cache.clear()
    missing = client.get("/verifikasi/?nomor=62019+2513+0+0000099+2026")
    assert missing.status_code == 404 and "palsu" not in missing.content.decode()


def _uses_index(reads: list[str]) -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for sql in reads:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " ".join(str(line[3]) for line in cursor.fetchall())
            assert "SCAN pemegang_sertifikatterdaftar" not in plan, (sql, plan)


def test_the_staff_register_finds_it_too(negeri: Negeri) -> None:
    negeri.beri_blanko(1)
    row, ctx = negeri.terbitkan(1), negeri.ctx("cs")
    for typed in [*_copies(row.nomor, row.nomor_registrasi, row.kode), f"No. {row.nomor_blanko}"]:
        assert queries.register(ctx, cari=typed).rows == [row], typed
