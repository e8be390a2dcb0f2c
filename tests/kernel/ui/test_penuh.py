"""A full disk or database is told as such: nothing was lost, and what to do. Never a bare 500."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from telusur.kernel.accounts.models import User
from telusur.kernel.calendar.models import Holiday
from tests.acting import client_of, make_user

pytestmark = pytest.mark.django_db
FULL = {
    "sqlite": "CREATE TEMP TABLE penuh AS SELECT zeroblob(10000000) AS isi",
    "postgresql": "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$",
}


@contextmanager
def full_database() -> Iterator[None]:
    """From now on whatever is written finds no room, and the database itself says so."""

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            return execute(FULL[connection.vendor], None, False, context)
        return execute(sql, params, many, context)

    limit = "PRAGMA temp.max_page_count"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"{limit} = 10")
        try:
            with connection.execute_wrapper(refuse):
                yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute(f"{limit} = 1000000")


@pytest.fixture
def pandu() -> User:
    return make_user("pandu", "Pandu Uji", "pengelola_sistem")


def isi(user: User, **more: Any) -> Any:
    """Fill a year of the calendar: an act like any other."""
    client = client_of(user)
    client.raise_request_exception = False
    with full_database():
        return client.post("/kalender/isi/", {"tahun": "2027"}, **more)


def test_a_full_database_is_told_with_what_to_do_and_nothing_was_lost(pandu: User) -> None:
    answer = isi(pandu)
    page = answer.content.decode()
    assert answer.status_code == 507
    assert "Tempat penyimpanan sistem ini penuh, jadi kiriman Anda belum tersimpan." in page
    assert "Semua yang tersimpan sebelumnya tetap utuh." in page
    assert "Beri tahu pengelola sistem" in page and "kirim lagi" in page
    assert not Holiday.objects.exists()
    client_of(pandu).post("/kalender/isi/", {"tahun": "2027"})
    assert Holiday.objects.exists(), "as soon as there is room again"


def test_scripts_are_told_as_json_and_fragments_in_their_place(pandu: User) -> None:
    told = isi(pandu, headers={"accept": "application/json"})
    fragment = isi(pandu, headers={"HX-Request": "true"})
    assert (told.status_code, told.json()["pesan"][:18]) == (507, "Tempat penyimpanan")
    assert fragment.status_code == 507 and fragment["HX-Retarget"] == "#pesan"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_the_same_way(pandu: User, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def no_room(*_: Any, **__: Any) -> None:
        raise OSError(number, "No space left on device")

    monkeypatch.setattr("telusur.kernel.audit.views.queries.search", no_room)
    client = client_of(pandu)
    client.raise_request_exception = False
    answer = client.get("/jejak/")
    assert answer.status_code == 507
    assert "penyimpanan sistem ini penuh" in answer.content.decode()


def test_any_other_fault_stays_what_it_is(pandu: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: Any, **__: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("telusur.kernel.audit.views.queries.search", fault)
    client = client_of(pandu)
    client.raise_request_exception = False
    answer = client.get("/jejak/")
    assert answer.status_code == 500
    assert "Ada yang salah di sistem kami" in answer.content.decode()
