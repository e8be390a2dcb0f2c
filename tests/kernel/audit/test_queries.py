from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.audit.queries import Filter, changes_of, for_subjects, search
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.commands.context import Context, public_context, system_context
from tests.kernel.audit.conftest import AT


@pytest.fixture
def keeper() -> Context:
    ctx = system_context("uji", at=AT)
    return replace(ctx, actor=replace(ctx.actor, roles=frozenset({"pengelola_sistem"})))


def test_the_whole_trail_is_for_its_readers_only_and_the_attempt_stays(write: Any) -> None:
    write(1)
    with pytest.raises(NotPermitted):
        search(public_context(at=AT), saringan=Filter())
    assert Entry.objects.get(code="audit.telusuri").outcome == "refused"


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(), 4),
        (Filter(text="sistem (UJI)"), 4),
        (Filter(text="orang lain"), 0),
        (Filter(code="lain."), 1),
        (Filter(outcome="refused"), 0),
        (Filter(actor_id="sistem:uji"), 4),
        (Filter(since=date(2026, 11, 21)), 1),
        (Filter(until=date(2026, 11, 20)), 3),
    ],
)
def test_filters_narrow_the_trail(write: Any, keeper: Context, wanted: Filter, count: int) -> None:
    write(3)
    write(1, code="lain.catat", start=AT + timedelta(days=1))
    assert search(keeper, saringan=wanted).paginator.count == count


def test_the_latest_come_first_and_a_page_costs_three_statements(
    write: Any, keeper: Context, django_assert_num_queries: Any
) -> None:
    made = write(60)
    with django_assert_num_queries(3):  # grants, count, rows
        page = list(search(keeper, saringan=Filter()))
    assert [entry.pk for entry in page] == [entry.pk for entry in reversed(made)][:50]
    assert [entry.pk for entry in search(keeper, saringan=Filter(), page=2)] == [made[n].pk for n in range(9, -1, -1)]


def test_one_question_for_the_trail_of_many_subjects(db: None, django_assert_num_queries: Any) -> None:
    for kind, number in (("a.satu", "1"), ("a.dua", "1"), ("a.satu", "2"), ("a.tiga", "1")):
        Entry.objects.create(
            at=AT, code="uji", outcome="done", actor_id="x", actor_name="x", channel="web",
            request_id="00000000-0000-0000-0000-000000000001", subject_type=kind, subject_id=number,
        )  # fmt: skip
    with django_assert_num_queries(1):
        found = list(for_subjects([("a.satu", 1), ("a.dua", 1), ("a.satu", 2)]))
    assert [(one.subject_type, one.subject_id) for one in found] == [("a.satu", "1"), ("a.dua", "1"), ("a.satu", "2")]
    assert list(for_subjects([])) == []


def test_changes_read_as_before_and_after() -> None:
    change = {
        "type": "commands.commandgrant", "id": "1", "act": "change",
        "before": {"allowed": True, "role": ""}, "after": {"allowed": False, "role": "asesi"},
    }  # fmt: skip
    assert changes_of(Entry(changes=[change])) == [
        "Command grant, allowed: True → False",
        "Command grant, role: kosong → asesi",
    ]
    assert changes_of(Entry(changes=[{"type": "tak.ada", "act": "create", "count": 3}])) == ["tak.ada: 3 baris baru"]
