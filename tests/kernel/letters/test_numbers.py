from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections

from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import OutsideCommand
from telusur.kernel.letters import commands, numbers
from telusur.kernel.letters.models import SeriesCounter
from telusur.kernel.letters.queries import series_list

THREADS, EACH = 8, 5
AT = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def series() -> Iterator[None]:
    before = dict(numbers.SERIES)
    numbers.register_series("uji", "Surat uji", "{n:04d}/UJI/{lsp}/{romawi}/{tahun}", "tahun")
    numbers.register_series("uji_terus", "Kartu uji", "K{n:03d}", "tidak")
    yield
    numbers.SERIES.clear()
    numbers.SERIES.update(before)


def test_a_number_follows_its_pattern_and_begins_again_each_year(loket: Any, petugas: Context) -> None:
    taken = [
        loket.nomori(petugas, seri="uji", at=at, lsp="LSP-9021").nomor
        for at in (AT, date(2026, 12, 1), date(2027, 1, 4), date(2026, 12, 31))
    ]
    assert taken == [
        "0001/UJI/LSP-9021/XI/2026",
        "0002/UJI/LSP-9021/XII/2026",
        "0001/UJI/LSP-9021/I/2027",
        "0003/UJI/LSP-9021/XII/2026",
    ]


def test_a_series_that_never_resets_goes_on(loket: Any, petugas: Context) -> None:
    taken = [loket.nomori(petugas, seri="uji_terus", at=at).nomor for at in (AT, date(2027, 1, 4))]
    assert taken == ["K001", "K002"]


def test_an_act_that_fails_leaves_no_gap(loket: Any, petugas: Context) -> None:
    loket.nomori(petugas, seri="uji_terus", at=AT)
    with pytest.raises(Invalid):
        loket.nomori(petugas, seri="uji_terus", at=AT, gagal=True)
    assert loket.nomori(petugas, seri="uji_terus", at=AT).nomor == "K002"


def test_a_number_is_taken_only_within_an_act(db: None, petugas: Context) -> None:
    with pytest.raises(OutsideCommand):
        numbers.take(petugas, "uji_terus", at=AT)


def test_a_missing_part_is_a_programming_error_and_costs_no_number(loket: Any, petugas: Context) -> None:
    with pytest.raises(KeyError, match="lsp"):
        loket.nomori(petugas, seri="uji", at=AT)
    assert not SeriesCounter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_threads_take_numbers_without_gap_or_double(loket_installed: None, petugas: Context) -> None:
    from tests.kernel.flows.loket import commands as loket
    from tests.kernel.flows.loket.models import Berkas

    together = threading.Barrier(THREADS)
    taken: list[str] = []
    failed: list[str] = []

    def race(number: int) -> None:
        try:
            together.wait()
            for turn in range(EACH):
                gagal = (number + turn) % 4 == 0
                with contextlib.suppress(Invalid):
                    taken.append(loket.nomori(petugas, seri="uji_terus", at=AT, gagal=gagal).nomor)
        except Exception as error:
            failed.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=race, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(taken) == [f"K{n:03d}" for n in range(1, THREADS * EACH * 3 // 4 + 1)]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {Berkas._meta.db_table}")


def test_a_changed_pattern_counts_for_later_numbers_only(loket: Any, petugas: Context, ctx: Any, pandu: Any) -> None:
    first = loket.nomori(petugas, seri="uji", at=AT, lsp="L")
    commands.ubah_pola(ctx(pandu), series="uji", pattern="S-{lsp}/{tahun}/{bulan:02d}/{n}")
    second = loket.nomori(petugas, seri="uji", at=AT, lsp="L")
    first.refresh_from_db()
    assert (first.nomor, second.nomor) == ("0001/UJI/L/XI/2026", "S-L/2026/11/2")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{n}/{tahun}/{kota}", "{kota} tidak dikenal"),
        ("UJI/{tahun}", "{n}"),
        ("{n}/UJI", "{tahun}"),
        ("{n", "kurung"),
        ("{n}/{tahun}}", "kurung"),
        ("{n.__class__}/{tahun}", "tidak dikenal"),
        ("{n!r}/{tahun}", "seru"),
        ("{n:>99999999}/{tahun}", "tidak dikenal"),
        ("{n:{n}}/{tahun}", "tidak dikenal"),
        ("{}/{tahun}{n}", "tidak dikenal"),
        ("", "1 sampai 120"),
        ("{n}{tahun}" + "x" * 120, "1 sampai 120"),
    ],
)
def test_a_pattern_that_cannot_give_unique_numbers_is_refused(ctx: Any, pandu: Any, pattern: str, words: str) -> None:
    with pytest.raises(Invalid, match="(?i)" + words.replace("{", r"\{").replace("}", r"\}")) as refusal:
        commands.ubah_pola(ctx(pandu), series="uji", pattern=pattern)
    assert refusal.value.fields["pattern"]


def test_only_its_keepers_change_a_pattern(ctx: Any, mira: Any, pandu: Any) -> None:
    with pytest.raises(NotPermitted):
        commands.ubah_pola(ctx(mira), series="uji", pattern="{n}/{tahun}")
    with pytest.raises(NotFound):
        commands.ubah_pola(ctx(pandu), series="tidak_ada", pattern="{n}/{tahun}")


def test_the_list_of_series_shows_the_next_number(loket: Any, petugas: Context, ctx: Any, pandu: Any) -> None:
    loket.nomori(petugas, seri="uji", at=AT, lsp="L")
    row = next(row for row in series_list(ctx(pandu, at=petugas.at)) if row.code == "uji")
    assert (row.taken, row.example, row.changed) == (1, "0002/UJI/LSP/XI/2026", False)
