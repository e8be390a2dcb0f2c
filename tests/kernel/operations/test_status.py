"""What the system says of itself: the page, the command line, and the answers to machines."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.request_id import RequestIdFilter
from telusur.kernel.operations import readiness, status
from telusur.kernel.outbox import schedule
from telusur.kernel.outbox.models import Delivery, DeliveryState, Event, ScheduleRun
from telusur.kernel.outbox.schedule import Scheduled

pytestmark = pytest.mark.django_db
JOB = "uji.pekerjaan"


@pytest.fixture
def dead(now: datetime) -> list[Delivery]:
    """Two deliveries that were given up."""
    rows = []
    for n in range(2):
        event = Event.objects.create(at=now, name=f"uji.{n}", request_id=uuid4())
        given_up = {"state": DeliveryState.DEAD, "attempts": 8, "error": f"Mitra menjawab 50{n}.", "next_at": now}
        rows.append(Delivery.objects.create(event=event, subscriber="uji.dengar", **given_up))
    return rows


def _printed(*words: str) -> tuple[str, int]:
    out, code = StringIO(), 0
    try:
        call_command("status", *words, stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return out.getvalue(), code


def _sentences(at: datetime) -> list[str]:
    return [fault.sentence for fault in status.status(at).faults]


def test_a_system_at_rest_has_nothing_to_say() -> None:
    text, code = _printed()
    assert (code, text.strip().splitlines()[-1]) == (0, "Tidak ada yang perlu ditangani.")


def test_what_was_given_up_is_a_fault_on_the_page_and_for_the_command(
    dead: list[Delivery], client_of: Any, pandu: Any
) -> None:
    text, code = _printed()
    assert (code, "2 kiriman berhenti dicoba" in text) == (1, True)
    told = json.loads(_printed("--json")[0])
    assert (told["queue"]["dead"], told["faults"][0]["tone"]) == (2, "late")
    page = client_of(pandu).get("/operasi/").content.decode()
    assert "2 kiriman berhenti dicoba" in page and "Mitra menjawab 501." in page


def test_each_fault_has_its_sentence(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    event = Event.objects.create(at=now, name="uji", request_id=uuid4())
    Delivery.objects.create(event=event, subscriber="uji.x", next_at=now - timedelta(minutes=11))
    monkeypatch.setattr(status, "JOBS", {JOB: Scheduled(JOB, lambda: None, lambda at: at)})
    ScheduleRun.objects.create(name=JOB, slot=now, started_at=now - timedelta(minutes=7), error="OSError: penuh")
    monkeypatch.setattr(status, "_storage", lambda: status.Storage(100, 8))
    Entry.objects.create(
        at=now - timedelta(minutes=20),
        code="uji",
        outcome="done",
        actor_id="1",
        actor_name="A",
        channel="web",
        request_id=uuid4(),
    )
    assert _sentences(now) == [
        "Antrean tertahan: yang tertua menunggu 11 menit.",
        "Pekerja diam 7 menit: jalankan telusur worker.",
        "1 entri jejak belum disegel selama 20 menit.",
        "Ruang simpan terpakai 92 persen.",
        f"Pekerjaan terjadwal {JOB} gagal: OSError: penuh",
    ]


def test_the_page_costs_as_many_queries_for_many_as_for_one(client_of: Any, pandu: Any, dead: list[Delivery]) -> None:
    from django.test.utils import CaptureQueriesContext

    client = client_of(pandu)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/operasi/").status_code == 200
        return len(seen)

    asked()
    two = asked()
    for row in dead:
        event = Event.objects.create(at=row.event.at, name="uji.lagi", request_id=uuid4())
        Delivery.objects.create(event=event, subscriber="uji.y", state=DeliveryState.DEAD, next_at=row.next_at)
    assert asked() == two


def test_all_that_was_given_up_is_tried_again_each_as_an_act_of_its_own(
    dead: list[Delivery], client_of: Any, pandu: Any
) -> None:
    client = client_of(pandu)
    assert client.post("/operasi/coba-lagi/").status_code == 302
    assert set(Delivery.objects.values_list("state", "attempts")) >= {(DeliveryState.WAITING, 0)}
    assert not Delivery.objects.filter(state=DeliveryState.DEAD).exists()
    assert Entry.objects.filter(code="outbox.ulangi", outcome="done").count() == 2
    assert client.post(f"/operasi/coba-lagi/{dead[0].pk}/").status_code == 404


def test_one_is_tried_again_and_nobody_else_may(dead: list[Delivery], client_of: Any, pandu: Any, ani: Any) -> None:
    stranger = client_of(ani)
    assert [stranger.get("/operasi/").status_code, stranger.post("/operasi/coba-lagi/").status_code] == [403, 403]
    assert stranger.post(f"/operasi/coba-lagi/{dead[0].pk}/").status_code == 404
    assert Delivery.objects.filter(state=DeliveryState.DEAD).count() == 2
    client_of(pandu).post(f"/operasi/coba-lagi/{dead[0].pk}/")
    assert Delivery.objects.get(pk=dead[0].pk).state == DeliveryState.WAITING
    assert Delivery.objects.get(pk=dead[1].pk).state == DeliveryState.DEAD


def test_a_process_answers_without_asking_the_database(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


def test_a_node_is_ready_when_database_tables_and_storage_are(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/readyz").json() == {"ready": True, "database": True, "tables": True, "storage": True}

    def down() -> None:
        raise OSError("penuh")

    monkeypatch.setitem(readiness.CHECKS, "storage", down)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["storage"], answer.json()["database"]) == (503, False, True)


def test_metrics_are_for_the_machine_itself_or_for_whoever_holds_the_token(client: Client, settings: Any) -> None:
    text = client.get("/metrics").content.decode()
    assert "telusur_deliveries_dead 0.0" in text and "telusur_storage_used_ratio" in text
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 403
    settings.METRICS_TOKEN = "rahasia"
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer salah"}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer rahasia"}).status_code == 200


def test_a_request_has_one_id_in_its_answer_its_trail_and_its_log(client_of: Any, ani: Any) -> None:
    answer = client_of(ani).get("/operasi/", headers={"X-Request-ID": "00000000-0000-0000-0000-000000000000"})
    entry = Entry.objects.filter(outcome="refused").latest("id")
    assert answer.headers["X-Request-ID"] == str(entry.request_id)
    record = logging.LogRecord("telusur", logging.INFO, "", 1, "halo", None, None)
    assert RequestIdFilter().filter(record) and record.request_id == ""  # type: ignore[attr-defined]


def test_ages_read_as_people_say_them() -> None:
    at = clock.now()
    assert [status.age(at, at - timedelta(seconds=n)) for n in (0, 59, 60, 3_599, 7_200, 200_000)] == [
        "0 detik", "59 detik", "1 menit", "59 menit", "2 jam", "2 hari",
    ]  # fmt: skip


def test_jobs_that_no_module_declares_any_more_are_not_shown(now: datetime) -> None:
    ScheduleRun.objects.create(name="dulu.ada", slot=now, started_at=now)
    assert "dulu.ada" not in schedule.JOBS and status.status(now).jobs == []
