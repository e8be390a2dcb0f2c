"""The pages that are opened all day find their rows by an index, however many cases there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from tests.lsp.dunia import Panggung

# Tables that stay small, and what was already narrowed by an index of its own.
SMALL = (
    "commands_commandgrant",
    "calendar_holiday",
    "umum_profillsp",
    "umum_lisensi",
    "skema_skema",
    "part",
)


def _scans(client: Client, address: str) -> list[str]:
    """Whole tables that a page reads, with the values bound as they are when it is served."""
    asked: list[tuple[str, Any]] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT"):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        assert client.get(address).status_code == 200
    found: list[str] = []
    for sql, params in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            steps = [row[3] for row in cursor.fetchall()]
        found += [one for one in steps if one.startswith("SCAN ") and " USING " not in one and "CONSTANT" not in one]
    return [
        one for one in found if not one.startswith(tuple(f"SCAN {name}" for name in (*SMALL, "(subquery", "subquery")))
    ]


@pytest.mark.once
def test_no_page_opened_all_day_reads_a_whole_table(tamat: Panggung) -> None:
    if connection.vendor != "sqlite":
        pytest.fail("marked once: this reads the plans of SQLite")
    world = tamat
    case, certificate = world.kasus[0].ada, Sertifikat.objects.filter(permohonan=world.kasus[0].ada.pk).get()
    staff, holder = world.klien("admin"), world.klien(world.kasus[0].orang.kunci)
    pages = {
        staff: [f"/kasus/{case.pk}/", f"/kasus/{case.pk}/jejak/", "/tugas/", f"/sertifikat/{certificate.pk}/"],
        holder: [f"/kasus/{case.pk}/", "/saya/"],
        Client(): [f"/verifikasi/{certificate.kode}/", f"/api/v1/verifikasi/{certificate.kode}"],
    }
    for client, addresses in pages.items():
        for address in addresses:
            assert _scans(client, address) == [], address
