from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted
from telusur.kernel.calendar import commands, working_days
from telusur.kernel.calendar.models import Holiday
from telusur.kernel.calendar.seed import known_days
from telusur.kernel.calendar.states import HolidayKind
from telusur.kernel.calendar.working_days import Calendar

# The joint decree of 19 September 2025 for 2026.
HOLIDAYS_2026 = [
    "01-01",
    "01-16",
    "02-17",
    "03-19",
    "03-21",
    "03-22",
    "04-03",
    "04-05",
    "05-01",
    "05-14",
    "05-27",
    "05-31",
    "06-01",
    "06-16",
    "08-17",
    "08-25",
    "12-25",
]
JOINT_LEAVE_2026 = ["02-16", "03-18", "03-20", "03-23", "03-24", "05-15", "05-28", "12-24"]


def table(*days: str) -> Calendar:
    dates = frozenset(date.fromisoformat(day) for day in days)
    return Calendar(holidays=dates, joint_leave=frozenset(), years=frozenset(day.year for day in dates))


def test_the_seed_is_the_joint_decree_of_2026() -> None:
    days = known_days(2026)
    assert [f"{day.date:%m-%d}" for day in days if day.kind == HolidayKind.LIBUR] == HOLIDAYS_2026
    assert [f"{day.date:%m-%d}" for day in days if day.kind == HolidayKind.CUTI_BERSAMA] == JOINT_LEAVE_2026


def test_days_that_are_only_computed_are_marked_as_estimates() -> None:
    fitri = [day for day in known_days(2028) if "Idul Fitri" in day.name]
    assert fitri and all(day.estimated for day in fitri)
    assert not any("perkiraan" in day.name for day in fitri)


def test_what_the_decree_of_a_year_settles_is_settled_as_a_whole() -> None:
    """2027: its cuti bersama are those of the decree, so Idul Fitri and Idul Adha are no estimates."""
    days = {day.date: day for day in known_days(2027)}
    assert days[date(2027, 3, 9)].kind == HolidayKind.CUTI_BERSAMA
    assert "Idul Fitri" in days[date(2027, 3, 10)].name and "Idul Adha" in days[date(2027, 5, 17)].name
    assert not any(day.estimated for day in days.values())


@pytest.mark.django_db
def test_estimates_in_the_table_give_way_to_the_decree(ctx: Callable[..., Any], pandu: Any) -> None:
    context = ctx(pandu)
    commands.tetapkan(context, day=date(2027, 3, 10), name="Idul Fitri", kind=HolidayKind.LIBUR, estimated=True)
    commands.tetapkan(context, day=date(2027, 3, 17), name="Idul Fitri", kind=HolidayKind.LIBUR, estimated=True)
    commands.tetapkan(context, day=date(2027, 7, 1), name="Ulang tahun LSP", kind=HolidayKind.LIBUR)
    commands.isi(context, years=[2027])
    assert not Holiday.objects.filter(estimated=True).exists()
    assert (
        Holiday.objects.filter(date=date(2027, 3, 10)).exists()
        and Holiday.objects.filter(date=date(2027, 7, 1)).exists()
    )
    assert not Holiday.objects.filter(date=date(2027, 3, 17)).exists()


def test_a_weekend_and_a_holiday_are_jumped_over() -> None:
    christmas = table("2026-12-25")
    assert christmas.add(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert christmas.add(date(2026, 12, 28), -1) == date(2026, 12, 24)
    assert christmas.add(date(2026, 12, 25), 0) == date(2026, 12, 28)
    assert christmas.add(date(2026, 12, 24), 0) == date(2026, 12, 24)


@given(
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    st.frozensets(st.dates(date(2024, 1, 1), date(2028, 12, 31)), max_size=40),
)
def test_counting_between_two_days_agrees_with_going_day_by_day(a: date, b: date, off: frozenset[date]) -> None:
    calendar = Calendar(holidays=off, joint_leave=frozenset(), years=frozenset())
    days = (date.fromordinal(n) for n in range(min(a, b).toordinal() + 1, max(a, b).toordinal() + 1))
    walked = sum(calendar.is_working_day(day) for day in days)
    assert calendar.between(a, b) == (walked if a <= b else -walked)


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(1, 60))
def test_adding_days_and_counting_them_are_inverse(start: date, n: int) -> None:
    calendar = table("2026-01-01", "2026-03-20", "2026-12-25")
    assert calendar.between(start, calendar.add(start, n)) == n


@pytest.mark.django_db
def test_cuti_bersama_counts_as_a_day_off_unless_told_otherwise(act_as_system: Callable[..., Any]) -> None:
    commands.isi(act_as_system(), years=[2026])
    assert working_days.add(date(2026, 12, 23), 1) == date(2026, 12, 28)
    assert working_days.add(date(2026, 12, 23), 1, joint_leave_off=False) == date(2026, 12, 24)
    assert working_days.working_days_between(date(2026, 3, 17), date(2026, 3, 25)) == 1


@pytest.mark.django_db
def test_a_year_without_table_is_named_in_a_warning(act_as_system: Callable[..., Any]) -> None:
    commands.isi(act_as_system(), years=[2026])
    assert not working_days.uncovered(2026)
    assert working_days.coverage_warning(date(2026, 12, 28)) == ""
    assert "2027" in working_days.coverage_warning(date(2027, 1, 4))


@pytest.mark.django_db
def test_a_deadline_ends_at_17_00_on_the_clock_of_the_institution() -> None:
    received = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)  # Friday 01.00 WIB
    assert working_days.calendar().due_at(received, 1) == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_filling_a_year_twice_adds_nothing_and_keeps_corrections(ctx: Callable[..., Any], pandu: Any) -> None:
    assert commands.isi(ctx(pandu), years=[2026]) == 25
    commands.tetapkan(ctx(pandu), day=date(2026, 12, 24), name="Natal, libur daerah", kind="libur")
    assert commands.isi(ctx(pandu), years=[2026]) == 0
    assert Holiday.objects.get(date=date(2026, 12, 24)).name == "Natal, libur daerah"


@pytest.mark.django_db
def test_a_change_holds_for_the_next_question(ctx: Callable[..., Any], pandu: Any) -> None:
    monday = date(2026, 11, 23)
    assert working_days.is_working_day(monday)
    commands.tetapkan(ctx(pandu), day=monday, name="Libur daerah", kind="libur")
    assert not working_days.is_working_day(monday)
    commands.tetapkan(ctx(pandu), day=monday, name="Cuti daerah", kind="cuti_bersama")
    assert working_days.is_working_day(monday, joint_leave_off=False)
    commands.hapus(ctx(pandu), day=monday)
    assert working_days.is_working_day(monday)
    assert Entry.objects.get(code="calendar.hapus").data["name"] == "Cuti daerah"


@pytest.mark.django_db
def test_asking_many_times_reads_the_table_once(django_assert_num_queries: Any, act_as_system: Any) -> None:
    commands.isi(act_as_system(), years=[2026])
    working_days.calendar()
    with django_assert_num_queries(1):
        working_days.add(date(2026, 11, 20), 30)


@pytest.mark.django_db
def test_what_is_wrong_is_refused_with_a_sentence(ctx: Callable[..., Any], pandu: Any, mira: Any) -> None:
    with pytest.raises(NotPermitted):
        commands.tetapkan(ctx(mira), day=date(2026, 11, 23), name="Libur", kind="libur")
    with pytest.raises(Invalid):
        commands.tetapkan(ctx(pandu), day=date(2026, 11, 23), name=" ", kind="libur")
    with pytest.raises(Invalid):
        commands.tetapkan(ctx(pandu), day=date(2026, 11, 23), name="Libur", kind="pesta")
    with pytest.raises(Invalid):
        commands.isi(ctx(pandu), years=[1899])
    with pytest.raises(NotFound):
        commands.hapus(ctx(pandu), day=date(2026, 11, 23))


@pytest.mark.django_db
def test_the_page_shows_a_year_and_lets_its_keeper_fill_it(
    client_of: Callable[..., Client], pandu: Any, mira: Any
) -> None:
    keeper = client_of(pandu)
    assert "belum diisi" in keeper.get("/kalender/?tahun=2026").content.decode()
    assert keeper.post("/kalender/isi/", {"tahun": "2026"}).status_code == 302
    page = keeper.get("/kalender/?tahun=2026").content.decode()
    assert "Jumat, 25 Desember 2026" in page and "Tetapkan hari libur" in page
    assert "Tetapkan hari libur" not in client_of(mira).get("/kalender/?tahun=2026").content.decode()
    keeper.post("/kalender/tetapkan/", {"day": "2026-11-23", "name": "Libur daerah", "kind": "libur"})
    assert Holiday.objects.filter(date=date(2026, 11, 23)).exists()
    keeper.post("/kalender/hapus/", {"day": "2026-11-23"})
    assert not Holiday.objects.filter(date=date(2026, 11, 23)).exists()
    assert keeper.post("/kalender/tetapkan/", {"day": "besok", "name": "x", "kind": "libur"}).status_code == 422
