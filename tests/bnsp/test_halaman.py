"""Every page of BNSP by every role: shown, or refused with the refusal in the trail; lists cost the same at any length."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from telusur.bnsp.roles import Role
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from tests.acting import client_of
from tests.bnsp.conftest import HARI, NOW, Negeri, daftarkan_lsp
from tests.bnsp.halaman import berisi, halaman_baca, halaman_terbatas, halaman_tindakan, siapa_membuka

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    with clock.travel(NOW):
        yield


@pytest.fixture
def isi(negeri: Negeri) -> dict[str, Any]:
    return berisi(negeri)


def test_every_page_opens_on_either_database(negeri: Negeri, isi: dict[str, Any]) -> None:
    clients = {role: client_of(user) for role, user in negeri.orang.items()}
    for url, openers in siapa_membuka(isi):
        role = next(role for role in clients if role in openers)
        assert clients[role].get(url).status_code == 200, url


@pytest.mark.once  # who may is decided before the database is asked for anything that differs
def test_every_page_opens_for_those_who_may_and_for_nobody_else(negeri: Negeri, isi: dict[str, Any]) -> None:
    pages, wrong, ditolak = siapa_membuka(isi), [], 0
    for role, user in negeri.orang.items():
        client = client_of(user)
        for url, openers in pages:
            expected = 200 if role in openers else 403
            ditolak += expected == 403
            if (status := client.get(url).status_code) != expected:
                wrong.append((role.value, url, status, expected))
        assert client.get("/tugas/").status_code == 200
    assert not wrong
    assert Entry.objects.filter(outcome="refused").count() == ditolak
    assert Entry.objects.filter(code="lisensi.daftarkan", outcome="refused").count() > 5


def test_a_stranger_is_sent_to_the_sign_in_page(negeri: Negeri, isi: dict[str, Any], client: Client) -> None:
    for url in [*halaman_baca(isi), *(url for url, _ in [*halaman_terbatas(isi), *halaman_tindakan(isi)])]:
        assert client.get(url).headers.get("Location", "").startswith("/akun/masuk/"), url


def test_nobody_registers_an_account_here(client: Client) -> None:
    assert client.get("/akun/daftar/").status_code == 403
    assert "Akun dibuat oleh pengelola sistem" in client.get("/akun/masuk/").content.decode()


def test_the_koordinator_finds_the_request_among_the_tasks_and_gives_the_numbers(
    negeri: Negeri, isi: dict[str, Any]
) -> None:
    client = client_of(negeri.orang[Role.KOORDINATOR_SERTIFIKASI])
    assert "Periksa permohonan blanko" in client.get("/tugas/").content.decode()
    url = reverse("blanko:setujui", args=[isi["blanko"]])
    page = client.post(url, follow=True).content.decode()
    assert "4128003 sampai 4128004" in page
    again = client.post(url)
    assert again.status_code in {403, 409, 422}


def test_the_ketua_suspends_a_licence_by_the_form(negeri: Negeri, isi: dict[str, Any]) -> None:
    client = client_of(negeri.orang[Role.KETUA])
    url = reverse("lisensi:bekukan", args=[isi["lisensi"]])
    empty = client.post(url, {"nomor_sk": "", "tanggal_sk": "2026-11-20", "alasan": "x"})
    assert empty.status_code == 422
    page = client.post(url, {"nomor_sk": "KEP.9", "tanggal_sk": "2026-11-20", "alasan": "Temuan."}, follow=True)
    assert "Lisensi dibekukan" in page.content.decode()


def _biaya(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_lists_cost_the_same_with_one_row_and_with_many(negeri: Negeri, isi: dict[str, Any]) -> None:
    client = client_of(negeri.orang[Role.OPERATOR])
    urls = [
        reverse(f"{one}:daftar")
        for one in ("lisensi", "asesor_kompetensi", "tempat_uji", "jadwal_uji", "blanko", "pemegang")
    ]
    kendali, lengkap = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN]), reverse("sanksi:kelengkapan")
    kendali.get(lengkap)
    satu = _biaya(kendali, lengkap)
    for url in urls:
        client.get(url)
    few = [_biaya(client, url) for url in urls]
    operator = negeri.ctx(Role.OPERATOR)
    for n in range(5):
        daftarkan_lsp(operator, f"BNSP-LSP-91{n:02d}-ID", f"LSP Banyak {n}")
        negeri.jadwalkan(f"B{n}")
        negeri.minta_blanko(f"B{n}", k=1)
    assert [_biaya(client, url) for url in urls] == few
    assert _biaya(kendali, lengkap) == satu
    assert max(few) < 15


def test_a_name_in_a_schedule_is_read_only_with_an_entry_in_the_trail(negeri: Negeri, isi: dict[str, Any]) -> None:
    client_of(negeri.orang[Role.CS]).get(reverse("jadwal_uji:rinci", args=[isi["jadwal_uji"]]))
    assert Entry.objects.filter(code="jadwal_uji.buka", outcome="read").count() == 1


def test_roles_end_with_their_last_day(negeri: Negeri) -> None:
    besok: datetime = NOW + timedelta(days=1)
    user = negeri.orang[Role.KETUA]
    role = user.roles.get()
    from telusur.kernel.accounts.commands import akhiri_peran

    akhiri_peran(negeri.ctx(Role.PENGELOLA_SISTEM), assignment=role, basis="SK pengganti", valid_to=HARI)
    assert negeri.ctx(Role.KETUA).actor.roles == {"ketua"}
    assert negeri.ctx(Role.KETUA, at=besok).actor.roles == frozenset()
