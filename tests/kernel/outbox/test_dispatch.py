from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.models import Q
from django.test import TestCase

from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.commands.context import Actor, Context, public_context, system_context
from telusur.kernel.outbox import dispatch, queue
from telusur.kernel.outbox.commands import pangkas, ulangi
from telusur.kernel.outbox.dispatch import dispatch_event, dispatch_pending, pause_after
from telusur.kernel.outbox.models import Delivery, DeliveryState, Event
from telusur.kernel.outbox.once import acted, context_for
from telusur.kernel.outbox.queries import backlog, dead_deliveries

LATER = timedelta(hours=2)


@pytest.fixture
def keeper() -> Context:
    return Context(Actor("1", "Pengelola", frozenset({"pengelola_sistem"})), clock.now(), "web")


def fail(event: Event) -> None:
    raise RuntimeError("mesin mati")


def test_an_event_reaches_every_listener_once(announce: Any, listen: Any) -> None:
    heard: list[str] = []
    listen("uji.terjadi", lambda event: heard.append(f"a{event.payload['n']}"), name="uji.a")
    listen("uji.terjadi", lambda event: heard.append(f"b{event.payload['n']}"), name="uji.b")
    announce(n=1)
    assert (dispatch_pending(), dispatch_pending()) == (2, 0)
    assert heard == ["a1", "b1"]
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.DONE}


def test_a_fact_nobody_listens_to_is_kept_and_costs_no_delivery(announce: Any) -> None:
    announce("uji.sepi")
    assert (Event.objects.count(), Delivery.objects.count()) == (1, 0)


def test_quick_listeners_run_right_after_the_commit_and_slow_ones_wait(announce: Any, listen: Any) -> None:
    heard: list[str] = []
    listen("uji.terjadi", lambda event: heard.append("cepat"), name="uji.cepat")
    listen("uji.terjadi", lambda event: heard.append("lambat"), name="uji.lambat", at_once=False)
    with TestCase.captureOnCommitCallbacks(execute=True):
        announce()
        assert heard == []
    assert heard == ["cepat"]
    assert dispatch_pending(slow=False) == 0
    assert dispatch_pending() == 1
    assert heard == ["cepat", "lambat"]


def test_a_failing_listener_does_not_disturb_the_publisher(announce: Any, listen: Any, delivery: Any) -> None:
    listen("uji.terjadi", fail)
    with TestCase.captureOnCommitCallbacks(execute=True):
        announce()
    assert (delivery().state, delivery().attempts) == (DeliveryState.WAITING, 1)
    assert delivery().error.startswith("RuntimeError: mesin mati (test_dispatch.py:")


def test_a_failure_is_tried_again_later_with_growing_pauses(announce: Any, listen: Any, delivery: Any) -> None:
    listen("uji.terjadi", fail)
    announce()
    dispatch_pending()
    assert dispatch_pending() == 0
    assert delivery().next_at > clock.now() + timedelta(seconds=7)
    assert dispatch_pending(1, now=clock.now() + LATER) == 1
    assert (delivery().attempts, delivery().state) == (2, DeliveryState.WAITING)


def test_pauses_double_up_to_an_hour_and_differ() -> None:
    assert timedelta(seconds=8) <= pause_after(1) <= timedelta(seconds=12)
    assert timedelta(seconds=64) <= pause_after(4) <= timedelta(seconds=96)
    assert timedelta(minutes=48) <= pause_after(60) <= timedelta(minutes=72)
    assert len({pause_after(3) for _ in range(20)}) > 1


def test_success_after_a_failure_clears_the_error(announce: Any, listen: Any, delivery: Any) -> None:
    answers = iter([RuntimeError("sekali"), None])

    def once(event: Event) -> None:
        if error := next(answers):
            raise error

    listen("uji.terjadi", once)
    announce()
    dispatch_pending()
    dispatch_pending(1, now=clock.now() + LATER)
    assert (delivery().state, delivery().error) == (DeliveryState.DONE, "")
    assert delivery().done_at is not None


def test_after_the_last_attempt_it_is_set_aside_with_the_sentence(announce: Any, listen: Any, delivery: Any) -> None:
    def refuse(event: Event) -> None:
        raise WrongState("Permohonan sudah ditolak.")

    listen("uji.terjadi", refuse, attempts=2)
    announce()
    dispatch_pending()
    dispatch_pending(1, now=clock.now() + LATER)
    assert (delivery().state, delivery().error) == (DeliveryState.DEAD, "Permohonan sudah ditolak.")
    assert dispatch_pending(1, now=clock.now() + LATER) == 0
    assert (backlog().waiting, backlog().dead) == (0, 1)


def test_an_unknown_listener_is_kept_for_a_process_that_knows_it(announce: Any, listen: Any, delivery: Any) -> None:
    listen("uji.terjadi", lambda event: None)
    announce()
    queue.SUBSCRIBERS.clear()
    dispatch_pending()
    assert (delivery().state, "uji.dengar tidak dikenal" in delivery().error) == (DeliveryState.WAITING, True)


def test_a_claimed_delivery_is_left_alone_until_its_lease_ends(announce: Any, listen: Any, delivery: Any) -> None:
    listen("uji.terjadi", lambda event: None, lease=timedelta(minutes=5))
    announce()
    assert dispatch._claim(1, Q(), clock.now())  # the process that took it dies here
    assert dispatch_pending() == 0
    assert dispatch_pending(now=clock.now() + timedelta(minutes=6)) == 1
    assert (delivery().state, delivery().attempts) == (DeliveryState.DONE, 2)


def test_the_handler_runs_outside_a_transaction_of_ours(
    announce: Any, listen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    depth: list[int] = []
    listen("uji.terjadi", lambda event: depth.append(len(transaction.get_connection().savepoint_ids)))
    announce()
    before = len(transaction.get_connection().savepoint_ids)
    dispatch_pending()
    assert depth == [before]


def test_stopping_leaves_the_rest_waiting(announce: Any, listen: Any) -> None:
    heard: list[int] = []
    listen("uji.terjadi", lambda event: heard.append(event.pk))
    for _ in range(3):
        announce()
    assert dispatch_pending(stop=lambda: len(heard) == 2) == 2
    assert Delivery.objects.filter(state=DeliveryState.WAITING).count() == 1


def test_dispatching_an_event_twice_delivers_once(announce: Any, listen: Any) -> None:
    heard: list[int] = []
    listen("uji.terjadi", lambda event: heard.append(1))
    event = announce()
    assert (dispatch_event(event.pk), dispatch_event(event.pk)) == (1, 0)
    assert heard == [1]


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_delivers(announce: Any, listen: Any) -> None:
    heard: list[int] = []
    listen("uji.terjadi", lambda event: heard.append(event.pk), at_once=False)
    events = [announce() for _ in range(24)]
    together = threading.Barrier(4)

    def work() -> None:
        together.wait()
        try:
            while dispatch_pending():
                pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(heard) == {event.pk: 1 for event in events}
    assert set(Delivery.objects.values_list("state", "attempts")) == {(DeliveryState.DONE, 1)}


def test_whoever_lost_the_lease_marks_nothing(announce: Any, listen: Any, delivery: Any) -> None:
    listen("uji.terjadi", lambda event: None, lease=timedelta(minutes=5))
    announce()
    (slow,) = dispatch._claim(1, Q(), clock.now())
    (other,) = dispatch._claim(1, Q(), clock.now() + timedelta(minutes=6))
    dispatch._failed(slow, None, RuntimeError("terlambat"))
    assert (delivery().attempts, delivery().error) == (2, "")
    dispatch._run(slow)
    assert delivery().state == DeliveryState.WAITING
    dispatch._run(other)
    assert delivery().state == DeliveryState.DONE


def test_what_is_left_of_a_batch_whose_leases_ended_is_not_run(announce: Any, listen: Any) -> None:
    heard: list[int] = []
    listen("uji.terjadi", lambda event: heard.append(event.pk), lease=timedelta(minutes=5))
    for _ in range(3):
        announce()
    long_ago = dispatch._claim(3, Q(), clock.now() - timedelta(seconds=-1))
    for one in long_ago[1:]:
        one.next_at = clock.now() - timedelta(seconds=1)
    dispatch._run_each(long_ago, lambda: False)
    assert heard == [long_ago[0].event_id]


@pytest.mark.parametrize("slow", [True, False])
def test_a_claim_reads_by_the_index_however_much_waits_for_later(announce: Any, listen: Any, slow: bool) -> None:
    """Of two thousand deliveries that are due next week a claim looks at none: the plan is held, not a time."""
    listen("uji.terjadi", lambda event: None)
    event = announce()
    later = clock.now() + timedelta(days=7)
    rows = (Delivery(event=event, subscriber=f"uji.{n}", next_at=later) for n in range(2_000))
    Delivery.objects.bulk_create(rows)
    wanted = Q() if slow else Q(subscriber__in=dispatch._quick_names())
    plan = dispatch._ready(clock.now()).filter(wanted).order_by("next_at", "id").explain()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE outbox_delivery")
            plan = dispatch._ready(clock.now()).filter(wanted).order_by("next_at", "id").explain()
    assert "outbox_waiting" in plan and "TEMP B-TREE" not in plan, plan


def test_what_was_done_long_ago_leaves_the_queue(announce: Any, listen: Any, settings: Any) -> None:
    settings.OUTBOX_KEPT_DAYS = 30
    listen("uji.terjadi", lambda event: None)
    listen("uji.gagal", fail, attempts=1)
    old, recent, failed, silent = announce(), announce(), announce("uji.gagal"), announce("uji.sepi")
    dispatch_pending()
    long_ago = clock.now() - timedelta(days=31)
    Event.objects.filter(pk__in=[old.pk, failed.pk, silent.pk]).update(at=long_ago)
    Delivery.objects.filter(event=old).update(done_at=long_ago)
    assert pangkas(system_context("antrean")) == 3  # the old delivery, its event, and the one nobody heard
    assert set(Event.objects.exclude(name="outbox.pangkas").values_list("pk", flat=True)) == {recent.pk, failed.pk}
    entry = Entry.objects.get(code="outbox.pangkas")
    assert (entry.outcome, entry.data["baris"]) == ("done", 3)
    with pytest.raises(NotPermitted):
        pangkas(public_context())


class TestRepeating:
    @pytest.fixture
    def dead(self, announce: Any, listen: Any) -> Delivery:
        listen("uji.terjadi", fail, attempts=1)
        announce()
        dispatch_pending()
        return Delivery.objects.get()

    def test_the_keeper_sees_and_repeats_it(self, dead: Delivery, keeper: Context, listen: Any) -> None:
        assert list(dead_deliveries(keeper)) == [dead]
        assert list(dead_deliveries(public_context())) == []
        queue.SUBSCRIBERS.clear()
        listen("uji.terjadi", lambda event: None)
        ulangi(keeper, delivery=dead)
        assert dispatch_pending() == 1
        assert list(dead_deliveries(keeper)) == []

    def test_only_what_failed_can_be_repeated(self, dead: Delivery, keeper: Context) -> None:
        ulangi(keeper, delivery=dead)
        with pytest.raises(WrongState, match="tidak lagi gagal"):
            ulangi(keeper, delivery=dead)


class TestActingOnce:
    def test_the_trail_tells_whether_the_act_was_done_for_this_event(self, announce: Any, listen: Any) -> None:
        listen("uji.terjadi", fail, attempts=1)
        announce()
        dispatch_pending()
        event, delivery = Event.objects.get(), Delivery.objects.get()
        ctx = Context(Actor("1", "P", frozenset({"pengelola_sistem"})), clock.now(), "web", event.request_id)
        assert not acted(event, "outbox.ulangi", delivery)
        ulangi(ctx, delivery=delivery)
        assert acted(event, "outbox.ulangi", delivery) and acted(event, "outbox.ulangi")
        assert not acted(event, "outbox.lain")

    def test_the_act_of_a_listener_stands_with_the_act_that_caused_it(self, announce: Any) -> None:
        event = announce()
        ctx = context_for(event, "uji")
        assert (ctx.request_id, ctx.actor.is_system, ctx.actor.name) == (event.request_id, True, "Sistem (uji)")


class TestFixture:
    def test_chains_are_followed_to_the_end(self, announce: Any, listen: Any, deliver_events: Any) -> None:
        listen("uji.satu", lambda event: announce("uji.dua"))
        listen("uji.dua", lambda event: None, name="uji.lambat", at_once=False)
        announce("uji.satu")
        assert deliver_events() == 1
        assert deliver_events(slow=True) == 1

    def test_a_failing_listener_fails_the_test(self, announce: Any, listen: Any, deliver_events: Any) -> None:
        def refuse(event: Event) -> None:
            raise Invalid("Tidak sah.")

        listen("uji.terjadi", refuse)
        announce()
        with pytest.raises(pytest.fail.Exception, match=r"uji\.terjadi -> uji\.dengar: Tidak sah"):
            deliver_events()
