"""A row that was changed underneath, by SQL, is named: its last recorded state is otherwise than its table."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from telusur.kernel.audit.models import Entry
from telusur.kernel.audit.rows import differing
from telusur.kernel.audit.verify import findings
from telusur.kernel.calendar import commands as calendar
from telusur.kernel.calendar.models import Holiday
from telusur.kernel.calendar.states import HolidayKind
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import Actor, Context
from tests.kernel.audit.conftest import AT

pytestmark = pytest.mark.django_db
KEEPER = Context(Actor("7", "Pandu", frozenset({SYSTEM_KEEPER})), AT, "web", proof_at=AT)


def holiday(name: str = "Hari Uji") -> Holiday:
    return calendar.tetapkan(KEEPER, day=date(2031, 5, 6), name=name, kind=HolidayKind.values[0])


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0


def sentences() -> list[str]:
    return [one.sentence for one in findings() if one.kind == "baris"]


def stored(row: Holiday) -> Any:
    return row._meta.pk.get_db_prep_value(row.pk, connection)


def test_rows_as_acts_left_them_are_no_finding() -> None:
    row = holiday()
    holiday("Hari Uji Dua")
    calendar.isi(KEEPER, years=[2027])
    assert sentences() == []
    assert differing(Holiday.objects.get(pk=row.pk)) == []
    calendar.hapus(KEEPER, day=row.date)
    assert sentences() == []


def test_a_row_changed_by_sql_is_named_with_its_field() -> None:
    row = holiday()
    sql("UPDATE calendar_holiday SET name = 'Nama Lain' WHERE id = %s", stored(row))
    field = str(Holiday._meta.get_field("name").verbose_name)
    assert sentences() == [
        f"Baris {Holiday._meta.verbose_name} {row.pk} berbeda dari keadaan terakhirnya dalam jejak: {field}."
    ]
    assert differing(Holiday.objects.get(pk=row.pk)) == ["name"]
    with pytest.raises(SystemExit):
        call_command("check_audit", stdout=(out := StringIO()))
    assert str(row.pk) in out.getvalue()


def test_a_row_changed_back_to_an_earlier_state_is_named_too() -> None:
    row = holiday("Nama Lama")
    holiday("Nama Baru")
    sql("UPDATE calendar_holiday SET name = 'Nama Lama' WHERE id = %s", stored(row))
    assert differing(Holiday.objects.get(pk=row.pk)) == ["name"]


def test_a_row_removed_or_put_there_by_sql_is_named() -> None:
    row = holiday()
    sql("UPDATE calendar_holiday SET id = %s WHERE id = %s", stored(Holiday()), stored(row))
    there = Holiday.objects.get(date=row.date)
    name = Holiday._meta.verbose_name
    assert sentences() == [
        f"Baris {name} {row.pk} tidak ada lagi, tanpa tindakan yang menghapusnya.",
        f"Baris {name} {there.pk} ada tanpa tindakan yang membuatnya.",
    ]
    assert differing(there) == ["id"]


def test_of_rows_added_many_at_once_the_number_counts() -> None:
    calendar.isi(KEEPER, years=[2027])
    sql("DELETE FROM calendar_holiday WHERE id = %s", stored(Holiday.objects.earliest("date")))
    assert sentences() == [f"1 baris {Holiday._meta.verbose_name} tidak ada lagi, tanpa tindakan yang menghapusnya."]


def test_an_entry_forged_to_fit_the_row_does_not_vouch_for_it(tamper: Any) -> None:
    """Also one at the end of the trail with an old date."""
    row = holiday()
    sql("UPDATE calendar_holiday SET name = 'Nama Lain' WHERE id = %s", stored(row))
    genuine = Entry.objects.get(subject_id=str(row.pk))
    columns = [one.column for one in Entry._meta.concrete_fields if one.column not in ("id", "changes", "mark")]
    value = "CAST(%s AS jsonb)" if connection.vendor == "postgresql" else "%s"
    forged = (
        f"INSERT INTO audit_entry (id, changes, {', '.join(columns)}) SELECT id + 1, {value}, "
        f"{', '.join(columns)} FROM audit_entry WHERE id = %s"
    )
    change = f'[{{"type": "calendar.holiday", "id": "{row.pk}", "act": "change", "after": {{"name": "Nama Lain"}}}}]'
    tamper(forged, change, genuine.pk)
    assert [one.kind for one in findings()] == ["tak_bertanda", "baris"]
