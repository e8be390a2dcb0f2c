"""Every page of plans, schedules and sessions, for every role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import bypass
from tests.lsp.dunia import Panggung

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]
STAF = ("admin", "manajer", "administrasi", "direktur")


def alamat(world: Panggung) -> dict[str, str]:
    found = {"/rencana/": "petugas", "/jadwal/": "semua", "/kalender-saya/": "semua", "/asesmen/": "petugas"}
    found["/asesmen/umpan-balik/"] = "staf"
    if world.angkatan.rencana:
        found[f"/rencana/{world.rencana.pk}/"] = "petugas"
        found[f"/rencana/kasus/{world.kasus[0].ada.pk}/"] = "petugas"
    if world.angkatan.jadwal:
        found[f"/jadwal/{world.jadwal.pk}/"] = "terlibat"
        found[f"/asesmen/{world.jadwal.pk}/"] = "petugas"
    return found


def harapan(siapa: str, kunci: str, tahap: str) -> int:
    if siapa == "semua" or kunci in STAF:
        return 200
    if kunci == "asesor":
        return 200 if siapa in ("petugas", "terlibat") else 403
    if kunci == "asesi":
        return 200 if siapa == "terlibat" else 403
    return 403


@pytest.mark.parametrize("tahap", ["siap", "terjadwal", "dilaporkan"])
def test_each_page_opens_for_whom_it_is_and_refuses_the_rest(panggung: Bangun, tahap: str) -> None:
    world = panggung(tahap)
    for kunci in ("admin", "direktur", "asesor", "asesor2", "asesi", "komite1"):
        client = world.klien(kunci)
        for url, siapa in alamat(world).items():
            expected = harapan(siapa, kunci, tahap)
            if kunci == "asesor2" and url in ("/rencana/", "/asesmen/"):
                expected = 200
            assert client.get(url).status_code == expected, (kunci, url)


@pytest.mark.parametrize("url", ["/rencana/", "/jadwal/", "/asesmen/", "/kalender-saya/"])
def test_a_list_costs_the_same_for_one_row_and_for_three(panggung: Bangun, url: str) -> None:
    world = panggung("terjadwal")
    client = world.klien("asesor")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        assert client.get(url).status_code == 200
    original = world.jadwal
    with bypass("praasesmen"):
        plans = [_copy(world.rencana, jam_mulai=time(17 + n), jam_selesai=time(18 + n)) for n in range(2)]
    with bypass("jadwal"):
        for n, plan in enumerate(plans):
            _copy(original, rencana=plan, nomor=f"JDW-UJI-{n}")
    with CaptureQueriesContext(connection) as three:
        client.get(url)
    assert len(three) == len(one)


def _copy(row: Any, **changed: Any) -> Any:
    fields = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    new = type(row)(
        **{name: value for name, value in fields.items() if name.removesuffix("_id") not in changed}, **changed
    )
    new.save()
    return new
