"""Acts of one group share a savepoint and their questions; what cannot be undone for one alone sends them apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import DomainError, Invalid
from telusur.kernel.base.gather import gathered
from telusur.kernel.base.ready import Ready, Slot
from telusur.kernel.base.together import Apart, held, together
from telusur.kernel.commands.context import Context

pytestmark = pytest.mark.django_db


@pytest.fixture
def simpan(gudang: Any, petugas: Context, peti: Any) -> Callable[..., Any]:
    """``simpan("P-2", berat=3)``: an act that enters a row with the others of its group; ``lalu`` is done after that."""

    def run(kode: str, *, lalu: Callable[[], Any] = lambda: None, **fields: Any) -> Any:
        def act(_: Any) -> Any:
            row = type(peti)(kode=kode, **fields)
            row.save_together()
            lalu()
            return row

        return gudang.ubah(petugas, peti=peti, act=act)

    return run


def statements(asked: CaptureQueriesContext) -> list[str]:
    return [one["sql"].split(maxsplit=1)[0] for one in asked.captured_queries]


def test_rows_of_many_acts_are_written_in_one_statement_and_each_act_leaves_its_entry(
    gudang: Any, petugas: Context, peti: Any
) -> None:
    def enter(kode: str) -> Callable[[Any], None]:
        return lambda _: type(peti)(kode=kode, isi={"berat": "ringan"}).save_together()

    with transaction.atomic(), gathered(), together():
        for kode in ("P-2", "P-3", "P-4"):
            gudang.ubah(petugas, peti=peti, act=enter(kode))
    rows = type(peti).objects.filter(isi={"berat": "ringan"}).order_by("kode")
    assert [row.kode for row in rows] == ["P-2", "P-3", "P-4"]
    entries = Entry.objects.filter(code="gudang.ubah").order_by("id")
    assert [entry.changes[0]["after"]["kode"] for entry in entries] == ["P-2", "P-3", "P-4"]
    assert {entry.changes[0]["id"] for entry in entries} == {str(row.pk) for row in rows}


def test_a_question_to_the_database_finds_what_the_acts_before_left(simpan: Callable[..., Any], peti: Any) -> None:
    with together():
        simpan("P-2")
        assert type(peti).objects.filter(kode="P-2").exists()
        row = simpan("P-3", berat=1)
        row.berat = 7
        simpan("P-4", lalu=row.save_together)
        with transaction.atomic():
            assert type(peti).objects.filter(berat=7).get() == row
    assert type(peti).objects.count() == 4


def test_a_question_is_asked_once_until_somebody_writes_what_bears_on_its_answer(
    gudang: Any, petugas: Context, simpan: Callable[..., Any], peti: Any
) -> None:
    model = type(peti)
    of_kode = Ready(lambda: model.objects.filter(kode=Slot("kode", str)), by="kode")
    heavy = Ready(lambda: model.objects.filter(berat__gte=Slot("berat", int)).order_by("kode"))
    with together():
        simpan("P-2")  # an act locks its subject: what follows is about the questions alone
        with CaptureQueriesContext(connection) as asked:
            for _ in range(3):
                assert [row.kode for row in heavy.all(berat=5)] == []
                assert of_kode.first(kode="P-1").kode == "P-1"
        assert len([one for one in statements(asked) if one == "SELECT"]) == 2
        of_kode.first(kode="P-1").isi["diubah"] = True
        assert of_kode.first(kode="P-1").isi == {}  # everybody gets a row of their own
        simpan("P-3", berat=9)
        assert [row.kode for row in heavy.all(berat=5)] == ["P-3"]
        assert of_kode.first(kode="P-3").berat == 9
        gudang.terima(petugas, peti=peti, berat=8)
        assert [row.kode for row in heavy.all(berat=5)] == ["P-1", "P-3"]
        assert of_kode.first(kode="P-1").berat == 8


def test_answers_read_ahead_are_those_that_would_be_given_one_by_one(simpan: Callable[..., Any], peti: Any) -> None:
    model = type(peti)
    of_kode = Ready(lambda: model.objects.filter(kode=Slot("kode", str)), by="kode")

    def read(kodes: list[str]) -> list[tuple[str, Any]]:
        return [(row.kode, row) for row in model.objects.filter(kode__in=kodes)]

    of_kode.ahead("kode", ["P-1"], read)  # where there is no group there is nothing to keep
    with together():
        simpan("P-2")
        of_kode.ahead("kode", ["P-1", "P-2", "P-3"], read)
        with CaptureQueriesContext(connection) as asked:
            found = [of_kode.first(kode=kode) for kode in ("P-1", "P-2", "P-3")]
        assert [row and row.kode for row in found] == ["P-1", "P-2", None]
        assert not asked.captured_queries
        simpan("P-3")
        assert of_kode.first(kode="P-3") is not None


def test_an_act_that_is_refused_before_it_writes_harms_no_other(
    gudang: Any, petugas: Context, tamu: Context, peti: Any, simpan: Callable[..., Any]
) -> None:
    with gathered(), together():
        simpan("P-2")
        with pytest.raises(DomainError):
            gudang.ubah(tamu, peti=peti, act=lambda _: None)
        simpan("P-3")
    assert type(peti).objects.count() == 3
    assert list(Entry.objects.filter(code="gudang.ubah").order_by("id").values_list("outcome", flat=True)) == [
        "done",
        "refused",
        "done",
    ]


def refuse() -> None:
    raise Invalid("Tidak jadi.")


def clash() -> None:
    with transaction.atomic():
        raise IntegrityError


@pytest.mark.parametrize("lalu", [refuse, clash, lambda: transaction.on_commit(refuse) or refuse()])
def test_an_act_that_fails_after_it_wrote_sends_the_group_apart(
    simpan: Callable[..., Any], peti: Any, lalu: Callable[[], None]
) -> None:
    before = Entry.objects.count()

    def both() -> None:
        with gathered(), together():
            simpan("P-2")
            simpan("P-3", lalu=lalu)

    with pytest.raises(Apart):
        both()
    assert (type(peti).objects.count(), Entry.objects.count()) == (1, before)


def test_neither_a_clash_at_the_end_nor_a_swallowed_failure_goes_unnoticed(
    simpan: Callable[..., Any], peti: Any
) -> None:
    def twice() -> None:
        with together():
            simpan("P-2")
            simpan("P-2")

    with pytest.raises(Apart):
        twice()

    def swallowed() -> None:
        try:
            with transaction.atomic():
                type(peti).objects.filter(kode="tidak ada").first()
                raise Invalid("Tidak jadi.")
        except Invalid:
            pass

    with pytest.raises(Apart), together():
        simpan("P-3", lalu=swallowed)
    assert type(peti).objects.count() == 1


def test_a_row_that_all_acts_change_is_read_once_and_each_change_stands_in_its_entry(
    gudang: Any, petugas: Context, peti: Any
) -> None:
    model = type(peti)

    def weigh(_: Any) -> None:
        row = held("peti", lambda: model.objects.select_for_update().get(kode="P-1"))
        row.berat += 1
        row.save_together()

    other = gudang.catat(petugas, kode="P-2")
    with gathered(), together():
        for _ in range(3):
            gudang.ubah(petugas, peti=other, act=weigh)
    assert model.objects.get(kode="P-1").berat == 3
    weighed = [entry.changes[0] for entry in Entry.objects.filter(code="gudang.ubah").order_by("id")]
    assert [(one["before"], one["after"]) for one in weighed] == [({"berat": n}, {"berat": n + 1}) for n in range(3)]
    weigh_alone = gudang.ubah(petugas, peti=other, act=weigh)
    assert (weigh_alone, model.objects.get(kode="P-1").berat) == (None, 4)
