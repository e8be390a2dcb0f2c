"""The whole journey in a real browser: from the portal to an employer who verifies the certificate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser

from tests.journeys.asesmen import melaporkan, membuka_sesi, mengikuti_ujian, menilai
from tests.journeys.bnsp import mulai
from tests.journeys.dunia import HARI_INI, Perjalanan, berangkat
from tests.journeys.penerbitan import (
    dua_ruang_kerja,
    melaporkan_ke_bnsp,
    membaca_pedoman_baru,
    memeriksa,
    memeriksa_di_bnsp,
    memutuskan,
    menelusuri,
    menerbitkan,
    menunjuk_komite,
    menyerahkan,
)
from tests.journeys.permohonan import membayar, mendaftar, menerima, mengisi_apl01, mengisi_apl02
from tests.journeys.praasesmen import berkonsultasi, mengkaji, menjadwalkan, menyetujui, merencanakan

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def perjalanan(
    transactional_db: None,
    live_server: Any,
    browser: Browser,
    deliver_events: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[Perjalanan]:
    """The LSP before its first applicant, on a Friday morning; BNSP beside it, in a process of its own."""
    bnsp = mulai(tmp_path / "bnsp", HARI_INI)
    try:
        j = berangkat(browser, live_server.url, deliver_events, monkeypatch, bnsp)
        yield j
        j.peramban.keluar_semua()
        j.di_bnsp.keluar_semua()
    finally:
        bnsp.tutup()


@pytest.mark.req("P508-001")
@pytest.mark.req("P508-055")
@pytest.mark.req("P508-077")
@pytest.mark.req("P508-099")
@pytest.mark.req("LAP-029")
@pytest.mark.req("SOP-001")
@pytest.mark.req("SOP-010")
@pytest.mark.req("SOP-027")
@pytest.mark.req("SOP-028")
@pytest.mark.req("SOP-034")
@pytest.mark.req("SOP-035")
@pytest.mark.req("SOP-037")
@pytest.mark.req("SOP-038")
@pytest.mark.req("SOP-041")
@pytest.mark.req("SOP-046")
@pytest.mark.req("SOP-061")
@pytest.mark.req("SOP-062")
@pytest.mark.req("SOP-063")
def test_from_the_portal_to_a_certificate_that_an_employer_verifies(perjalanan: Perjalanan) -> None:
    j = perjalanan
    for langkah in (mendaftar, mengisi_apl01, mengisi_apl02, menerima, membayar, merencanakan, mengkaji, berkonsultasi):
        langkah(j)
    menyetujui(j)
    menjadwalkan(j)
    j.hari(3, "07.30")
    for langkah in (membuka_sesi, mengikuti_ujian, menilai, melaporkan):
        langkah(j)
    j.hari(4, "09.00")
    for langkah in (menunjuk_komite, memutuskan):
        langkah(j)
    j.hari(5, "09.00")
    for langkah in (menerbitkan, menyerahkan, memeriksa, memeriksa_di_bnsp, menelusuri):
        langkah(j)
    # Both institutions' pages after the case is closed; on PostgreSQL their acts have tests of their own.
    if connection.vendor == "sqlite":
        for langkah in (melaporkan_ke_bnsp, membaca_pedoman_baru, dua_ruang_kerja):
            langkah(j)
    assert j.peramban.keluhan == []
