from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.kernel.calendar import commands as calendar
from telusur.kernel.commands.context import Context, later
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.flows.work import Work
from telusur.kernel.outbox.dispatch import dispatch_pending


def written(seen: CaptureQueriesContext) -> list[str]:
    return [q["sql"] for q in seen if "flows_workitem" in q["sql"] and not q["sql"].startswith("SELECT")]


def test_a_row_that_needs_work_has_its_item_at_the_end_of_the_command(loket: Any, petugas: Context) -> None:
    berkas = loket.terima(petugas, nama="Ani")
    item = WorkItem.objects.get()
    assert (item.title, item.detail, item.role, item.module) == ("Periksa berkas", "Ani", "admin_lsp", "loket")
    assert item.subject_id == berkas.pk and item.since == petugas.at
    # Friday 20 November, three working days: Wednesday 25 November 17.00 WIB.
    assert item.due_at == item.sort_at == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def test_the_next_act_replaces_the_item_and_the_last_one_removes_it(loket: Any, petugas: Context) -> None:
    berkas = loket.terima(petugas, nama="Ani")
    person = uuid4()
    loket.periksa(petugas, berkas=berkas, pemegang=person)
    item = WorkItem.objects.get()
    assert (item.code, item.holder, item.due_at) == ("tutup", f"orang:{person}", None)
    loket.ubah(petugas, berkas=berkas, status="selesai")
    assert not WorkItem.objects.exists()


def test_the_item_of_a_deleted_row_goes_with_it(loket: Any, petugas: Context) -> None:
    berkas = loket.terima(petugas, nama="Ani")
    loket.hapus(petugas, berkas=berkas)
    assert not WorkItem.objects.exists()


def test_since_and_deadline_stay_while_the_same_person_holds_the_same_work(loket: Any, petugas: Context) -> None:
    berkas = loket.terima(petugas, nama="Ani")
    before = WorkItem.objects.get()
    loket.ubah(later(petugas, at=petugas.at + timedelta(days=9)), berkas=berkas, nama="Ani Lestari")
    after = WorkItem.objects.get()
    assert after.detail == "Ani Lestari"
    assert (after.pk, after.since, after.due_at) == (before.pk, before.since, before.due_at)


def test_work_that_changes_hands_counts_from_then(loket: Any, petugas: Context) -> None:
    berkas = loket.terima(petugas, nama="Ani")
    loket.periksa(petugas, berkas=berkas, pemegang=uuid4())
    monday = petugas.at + timedelta(days=3)
    loket.ubah(later(petugas, at=monday), berkas=berkas, pemegang=uuid4())
    assert WorkItem.objects.get().since == monday


def test_an_act_that_changes_no_work_writes_none(loket: Any, petugas: Context) -> None:
    berkas = loket.terima(petugas, nama="Ani")
    with CaptureQueriesContext(connection) as seen:
        loket.ubah(petugas, berkas=berkas, nomor="7")
    assert written(seen) == []
    with CaptureQueriesContext(connection) as seen:
        loket.periksa(petugas, berkas=berkas)
    assert len(written(seen)) == 2  # one upsert, one delete


def test_a_command_that_fails_leaves_the_items_as_they_were(loket: Any, petugas: Context) -> None:
    from telusur.kernel.base.errors import WrongState

    berkas = loket.terima(petugas, nama="Ani")
    loket.periksa(petugas, berkas=berkas)
    with pytest.raises(WrongState):
        loket.periksa(petugas, berkas=berkas)
    assert WorkItem.objects.get().code == "tutup"


def test_work_without_a_holder_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="holder"):
        Work("x", "X", "", "X", "/")


def test_a_new_holiday_moves_open_deadlines_and_the_trail_says_how_many(
    loket: Any, petugas: Context, ctx: Any, pandu: Any
) -> None:
    loket.terima(petugas, nama="Ani")
    calendar.tetapkan(ctx(pandu), day=date(2026, 11, 24), name="Libur daerah", kind="libur")
    assert dispatch_pending() >= 1
    assert WorkItem.objects.get().due_at == datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
    assert Entry.objects.get(code="flows.hitung_ulang").data == {"moved": 1}
