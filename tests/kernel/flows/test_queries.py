from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.commands.context import Context, later, public_context
from telusur.kernel.flows import queries
from telusur.kernel.flows.models import NO_DEADLINE, WorkItem
from telusur.kernel.flows.queries import WorkFilter
from telusur.kernel.flows.work import person_holder, role_holder


def item(title: str, due: datetime | None, *, role: str = "admin_lsp", person: Any = None, **more: Any) -> WorkItem:
    return WorkItem.objects.create(
        subject_type="loket.berkas", subject_id=uuid4(), module="loket", code="periksa", title=title, act="Periksa",
        url="/x/", role=role, person_id=person, holder=person_holder(person) if person else role_holder(role),
        since=datetime.fromisoformat("2026-11-10T03:00:00+00:00"), due_at=due, sort_at=due or NO_DEADLINE, **more,
    )  # fmt: skip


def titles(page: queries.WorkPage) -> dict[str, list[str]]:
    return {group.code: [row.title for row in group.items] for group in page.groups}


def test_work_is_grouped_by_term_most_urgent_first(ctx: Any, citra: Any, now: datetime) -> None:
    item("tanpa", None)
    item("bulan depan", now + timedelta(days=30))
    item("minggu ini", now + timedelta(days=1))  # Saturday
    item("hari ini", now + timedelta(hours=6))
    item("lewat", now - timedelta(minutes=1))
    item("lewat lama", now - timedelta(days=8))
    page = queries.mine(ctx(citra, at=now))
    assert titles(page) == {
        "lewat": ["lewat lama", "lewat"],
        "hari-ini": ["hari ini"],
        "pekan-ini": ["minggu ini"],
        "kemudian": ["bulan depan", "tanpa"],
    }
    assert page.counts == {"lewat": 2, "hari-ini": 1, "pekan-ini": 1, "kemudian": 2}


def test_everybody_sees_only_what_waits_for_their_role_or_person(
    ctx: Any, citra: Any, budi: Any, now: datetime
) -> None:
    item("untuk admin", None)
    item("untuk direktur", None, role="direktur")
    item("untuk Budi", None, role="asesor", person=budi.pk)
    item("untuk asesor lain", None, role="asesor", person=uuid4())
    assert [row.title for row in queries.mine(ctx(citra, at=now)).items] == ["untuk admin"]
    assert [row.title for row in queries.mine(ctx(budi, at=now)).items] == ["untuk Budi"]
    assert queries.count_mine(ctx(budi, at=now)) == 1


def test_search_kind_and_term_narrow_the_list(ctx: Any, citra: Any, now: datetime) -> None:
    item("Periksa", now - timedelta(days=1), detail="Ani Lestari · PMH-2026-0139")
    item("Verifikasi", None, detail="Dewi Puspita · TGH-2026-0001")
    me = ctx(citra, at=now)
    assert [row.title for row in queries.mine(me, search="lestari 0139").items] == ["Periksa"]
    assert queries.mine(me, kind="lain").total == 0
    late = queries.mine(me, due="lewat")
    assert [row.title for row in late.items] == ["Periksa"] and late.counts["kemudian"] == 1


def test_a_long_list_has_pages(ctx: Any, citra: Any, now: datetime) -> None:
    for number in range(queries.PER_PAGE + 2):
        item(f"{number:02d}", now + timedelta(days=30, hours=number))
    second = queries.mine(ctx(citra, at=now), page=2)
    assert [row.title for row in second.items] == ["25", "26"]
    assert second.page.paginator.num_pages == 2 and second.groups[0].more == queries.PER_PAGE
    assert queries.mine(ctx(citra, at=now), page=99).page.number == 2


def test_managers_see_who_holds_what(ctx: Any, mira: Any, budi: Any, ani: Any, now: datetime) -> None:
    item("a", now - timedelta(days=1), role="asesor", person=budi.pk)
    item("b", None, role="direktur")
    me = ctx(mira, at=now)

    def found(**wanted: Any) -> list[str]:
        return [row.title for row in queries.all_items(me, wanted=WorkFilter(**wanted)).items]

    assert found() == ["a", "b"] and found(sort="-tenggat") == ["b", "a"]
    assert found(role="asesor") == ["a"] and found(person=str(budi.pk)) == ["a"] and found(due="lewat") == ["a"]
    everything = queries.all_items(me, wanted=WorkFilter()).items
    assert queries.names_of(me, everything) == {budi.pk: budi.name}
    assert queries.names_of(public_context(at=now), everything) == {}
    with pytest.raises(NotPermitted):
        queries.all_items(ctx(ani, at=now), wanted=WorkFilter())


def test_my_work_takes_five_queries_however_much_there_is(ctx: Any, citra: Any, now: datetime) -> None:
    me = ctx(citra, at=now)
    for amount in (1, 2):
        for _ in range(amount):
            item("x", now - timedelta(days=3))
        with CaptureQueriesContext(connection) as seen:
            list(queries.mine(me).items)
        assert len(seen) == 5  # a count for each term, and the rows


def page_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("address", ["/tugas/", "/tugas/semua/"])
def test_a_page_of_three_costs_as_many_queries_as_a_page_of_one(
    client_of: Any, mira: Any, budi: Any, now: datetime, address: str
) -> None:
    client = client_of(mira)
    person = {"role": "manajer_sertifikasi"} if address == "/tugas/" else {"role": "asesor", "person": budi.pk}
    item("x", now - timedelta(days=400), **person)
    page_queries(client, address)
    one = page_queries(client, address)
    item("x", now - timedelta(days=3), **person)
    item("x", None, **person)
    assert page_queries(client, address) == one


def test_the_home_page_shows_each_task_with_its_one_act(
    loket: Any, petugas: Context, client_of: Any, citra: Any, now: datetime
) -> None:
    loket.terima(later(petugas, at=now - timedelta(days=700)), nama="Ani Lestari · PMH-2024-0139")
    page = client_of(citra).get("/tugas/").content.decode()
    assert "Lewat tenggat" in page and "Periksa berkas" in page and "PMH-2024-0139" in page
    assert "btn btn-primary" in page and "Satu tugas lewat tenggat" in page
    assert "Tugas semua orang" in page


def test_an_empty_home_says_so_and_a_fruitless_search_says_what_to_do(client_of: Any, ani: Any) -> None:
    client = client_of(ani)
    assert "Tidak ada yang menunggu Anda" in client.get("/tugas/").content.decode()
    assert "Hapus saringan" in client.get("/tugas/?q=zzz").content.decode()
    assert "Tugas semua orang" not in client.get("/tugas/").content.decode()


def test_strange_addresses_are_no_errors(client_of: Any, mira: Any) -> None:
    client = client_of(mira)
    for query in (
        "q=%00a",
        "hal=-1",
        "hal=²",
        "hal=99999999999",
        "tenggat=x",
        "jenis=%00",
        "orang=x",
        "urut=--",
        "peran=%27",
    ):
        assert client.get(f"/tugas/?{query}").status_code == 200
        assert client.get(f"/tugas/semua/?{query}").status_code == 200


def test_somebody_not_signed_in_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/tugas/").status_code == 302
