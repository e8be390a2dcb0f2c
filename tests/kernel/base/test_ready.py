from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.base.ready import Ready, Slot, slots
from telusur.kernel.flows.models import WorkItem
from telusur.sites import base

pytestmark = pytest.mark.django_db
SINCE = datetime(2026, 11, 10, 3, tzinfo=UTC)


def item(title: str, *, case: UUID | None = None, days: int = 0) -> WorkItem:
    return WorkItem.objects.create(
        subject_type="loket.berkas", subject_id=uuid4(), module="loket", code="periksa", title=title, act="Periksa",
        url="/x/", role="admin_lsp", holder="peran:admin_lsp", since=SINCE, sort_at=SINCE + timedelta(days=days),
        case_id=case,
    )  # fmt: skip


def test_each_use_asks_the_database_with_its_own_values() -> None:
    one, two = uuid4(), uuid4()
    of_case = Ready(lambda: WorkItem.objects.filter(case_id=Slot("case", UUID)).order_by("title"))
    first = item("Periksa", case=one)
    assert of_case.all(case=one) == [first]
    assert of_case.all(case=two) == []

    second, other = item("Terima", case=one), item("Periksa", case=two)
    with CaptureQueriesContext(connection) as asked:
        assert of_case.all(case=one) == [first, second]
        assert of_case.first(case=two) == other
        assert of_case.count(case=one) == 2
    assert len(asked) == 3


def test_rows_are_those_that_the_queryset_itself_gives() -> None:
    case = uuid4()
    for number in range(4):
        item(f"Tugas {number}", case=case, days=number)
    item("Di luar", days=9)
    titles = ["Tugas 0", "Tugas 2", "Di luar"]
    until = SINCE + timedelta(days=3)

    plain = WorkItem.objects.filter(title__in=titles, sort_at__lt=until).order_by("sort_at").only("title", "sort_at")
    ready = Ready(
        lambda: (
            WorkItem.objects.filter(title__in=slots("title", str, 3), sort_at__lt=Slot("until", datetime))
            .order_by("sort_at")
            .only("title", "sort_at")
        )
    )
    rows = ready.all(title=titles, until=until)
    assert [(row.pk, row.title, row.sort_at) for row in rows] == [(row.pk, row.title, row.sort_at) for row in plain]
    assert rows[0].get_deferred_fields() == plain[0].get_deferred_fields()
    assert rows[0].case_id == case  # a deferred column is fetched when it is asked for

    names = ("title", "since", "case_id", "since__date")
    listed = Ready(lambda: WorkItem.objects.filter(since__date=Slot("day", date)).order_by("title").values_list(*names))
    expected = WorkItem.objects.filter(since__date=date(2026, 11, 10)).order_by("title").values_list(*names)
    assert listed.all(day=date(2026, 11, 10)) == list(expected)


def test_a_value_is_never_part_of_the_statement() -> None:
    item("O'Brien; DROP TABLE flows_workitem")
    named = Ready(lambda: WorkItem.objects.filter(title=Slot("title", str)))
    assert named.count(title="O'Brien; DROP TABLE flows_workitem") == 1
    assert named.count(title="' OR 1=1 --") == 0
    with pytest.raises(KeyError):
        named.all()


def test_a_prepared_read_gives_the_same_rows_and_postgresql_plans_it_once() -> None:
    one, two = uuid4(), uuid4()
    of_case = Ready(
        lambda: WorkItem.objects.filter(case_id=Slot("case", UUID), title=Slot("title", str)).order_by("sort_at"),
        prepared=True,
    )
    late, early = item("O'Brien %s", case=one, days=2), item("O'Brien %s", case=one)
    for _ in range(3):
        assert of_case.all(case=one, title="O'Brien %s") == [early, late]
        assert of_case.all(case=two, title="O'Brien %s") == []
    assert of_case.all(case=one, title="O'Brien %s")[0].since == SINCE
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%flows_workitem%'")
            assert cursor.fetchone() == (1,)
    with pytest.raises(DataError) if connection.vendor == "postgresql" else nullcontext():
        of_case.all(case=one, title="\0")


@pytest.mark.parametrize("behind_a_pooler", [False, True])
def test_behind_a_pooler_nothing_is_prepared(monkeypatch: pytest.MonkeyPatch, behind_a_pooler: bool) -> None:
    monkeypatch.setenv("LSP_DATABASE_URL", "postgres://telusur@db/telusur?sslmode=require")
    monkeypatch.setenv("TELUSUR_POOLER", "1" if behind_a_pooler else "0")
    options = base.database("lsp")["OPTIONS"]
    assert (options["prepare_threshold"] is None) == behind_a_pooler and options["sslmode"] == "require"
