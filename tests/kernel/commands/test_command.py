from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models
from django.test import TestCase

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted, ProofNeeded, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands import guard
from telusur.kernel.commands.commands import ubah_kewenangan
from telusur.kernel.commands.context import Context, public_context, system_context
from telusur.kernel.commands.grants import grants_read_once
from telusur.kernel.commands.guard import OutsideCommand
from telusur.kernel.commands.registry import command, spec_of, why_not, why_not_by_role
from telusur.kernel.outbox.models import Event

Trail = Callable[[], list[tuple[str, str]]]


def status_of(peti: Any) -> str:
    return str(type(peti).objects.values_list("status", flat=True).get(pk=peti.pk))


def test_success_writes_state_entry_and_event_together(gudang: Any, petugas: Context, peti: Any) -> None:
    gudang.terima(petugas, peti=peti, berat=7)
    assert status_of(peti) == "diterima"
    entry = Entry.objects.get(code="gudang.terima")
    assert (entry.outcome, entry.actor_name, entry.actor_roles, entry.channel) == ("done", "Ani", "petugas", "web")
    assert (entry.subject_type, entry.subject_id, entry.subject_label) == ("gudang.peti", str(peti.pk), "P-1")
    assert entry.changes == [
        {
            "type": "gudang.peti",
            "id": str(peti.pk),
            "act": "change",
            "before": {"status": "diajukan", "berat": 0},
            "after": {"status": "diterima", "berat": 7},
        }
    ]
    event = Event.objects.get(name="gudang.terima")
    assert event.payload == {"subject": str(peti.pk), "catatan": "baik"}
    assert event.request_id == entry.request_id == petugas.request_id


def test_creation_names_the_row_that_was_made(peti: Any) -> None:
    entry = Entry.objects.get(code="gudang.catat")
    assert entry.subject_id == str(peti.pk)
    assert entry.changes[0]["act"] == "create"
    assert entry.changes[0]["after"] == {
        "id": str(peti.pk),
        "kode": "P-1",
        "status": "diajukan",
        "berat": 0,
        "rahasia": "•••",
    }


def test_a_violated_constraint_leaves_nothing(gudang: Any, petugas: Context, peti: Any, trail: Trail) -> None:
    with pytest.raises(IntegrityError):
        gudang.terima(petugas, peti=peti, berat=101)
    assert status_of(peti) == "diajukan"
    assert trail() == []
    assert not Event.objects.filter(name="gudang.terima").exists()


def test_a_bug_in_the_body_leaves_nothing(gudang: Any, petugas: Context, peti: Any, trail: Trail) -> None:
    def act(row: Any) -> None:
        row.berat = 5
        row.save()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        gudang.ubah(petugas, peti=peti, act=act)
    assert (trail(), peti.berat, guard.current.get()) == ([], 0, None)


def test_a_refusal_is_recorded_with_its_reason(gudang: Any, petugas: Context, peti: Any) -> None:
    gudang.ubah(petugas, peti=peti, act=lambda row: (setattr(row, "isi", {"kunci": 1}), row.save()))
    with pytest.raises(NotPermitted, match="Peti ini terkunci"):
        gudang.terima(petugas, peti=peti)
    entry = Entry.objects.get(code="gudang.terima")
    assert (entry.outcome, entry.reason, entry.changes) == ("refused", "Peti ini terkunci.", [])
    assert not Event.objects.filter(name="gudang.terima").exists()


def test_a_role_too_few_is_refused_and_named(gudang: Any, tamu: Context, peti: Any, trail: Trail) -> None:
    with pytest.raises(NotPermitted, match="Terima: hanya untuk Petugas"):
        gudang.terima(tamu, peti=peti)
    assert trail() == [("gudang.terima", "refused")]


def test_wrong_state_names_who_acted_last_and_when(gudang: Any, petugas: Context, peti: Any) -> None:
    gudang.terima(petugas, peti=peti)
    with pytest.raises(WrongState) as refusal:
        gudang.terima(petugas, peti=peti)
    assert refusal.value.sentence == (
        "Terima tidak dapat dilakukan: P-1 sekarang berstatus “Diterima”. Terakhir: Ani, 10.42 WIB."
    )
    with pytest.raises(WrongState, match=r"Terakhir: Ani, Jum 20 Nov 2026 10\.42 WIB\."):
        gudang.terima(replace(petugas, at=petugas.at + timedelta(days=2)), peti=peti)


def test_the_subject_is_what_the_database_holds_not_what_the_page_held(
    gudang: Any, petugas: Context, peti: Any
) -> None:
    stale = type(peti).objects.get(pk=peti.pk)
    gudang.terima(petugas, peti=peti)
    assert stale.status == "diajukan"
    with pytest.raises(WrongState):
        gudang.terima(petugas, peti=stale)


def test_what_was_typed_over_the_subject_before_the_act_does_not_count(
    gudang: Any, petugas: Context, peti: Any
) -> None:
    peti.berat = 99
    gudang.ubah(petugas, peti=peti, act=lambda row: row.save())
    peti.refresh_from_db()
    assert peti.berat == 0


def test_after_a_refusal_the_subject_in_memory_is_as_before(gudang: Any, petugas: Context, peti: Any) -> None:
    with pytest.raises(Invalid):
        gudang.terima_dan_timbang(petugas, peti=peti, berat=3, gagal=True)
    assert (peti.status, peti.berat) == ("diajukan", 0)


def test_a_subject_that_is_gone_is_not_found(gudang: Any, petugas: Context, peti: Any) -> None:
    ghost = type(peti).objects.get(pk=peti.pk)
    gudang.ubah(petugas, peti=peti, act=lambda row: row.delete())
    with pytest.raises(NotFound, match="P-1 tidak ada lagi"):
        gudang.terima(petugas, peti=ghost)


def test_deletion_keeps_what_was_there(gudang: Any, petugas: Context, peti: Any) -> None:
    gudang.ubah(petugas, peti=peti, act=lambda row: row.delete() and None)
    change = Entry.objects.get(code="gudang.ubah").changes[0]
    assert (change["act"], change["before"]["kode"], change["before"]["rahasia"]) == ("delete", "P-1", "•••")


class TestNesting:
    def test_nested_acts_share_the_request_and_stand_in_order(
        self, gudang: Any, petugas: Context, peti: Any, trail: Trail
    ) -> None:
        gudang.terima_dan_timbang(petugas, peti=peti, berat=3)
        assert trail() == [("gudang.terima", "done"), ("gudang.timbang", "done"), ("gudang.terima_dan_timbang", "done")]
        assert set(Entry.objects.values_list("request_id", flat=True)) == {petugas.request_id}
        assert Event.objects.filter(request_id=petugas.request_id).exclude(name="gudang.catat").count() == 3

    def test_nested_acts_roll_back_together_and_only_the_outer_refusal_stays(
        self, gudang: Any, petugas: Context, peti: Any, trail: Trail
    ) -> None:
        with pytest.raises(Invalid):
            gudang.terima_dan_timbang(petugas, peti=peti, berat=3, gagal=True)
        assert status_of(peti) == "diajukan"
        assert trail() == [("gudang.terima_dan_timbang", "refused")]
        assert Event.objects.exclude(name="gudang.catat").count() == 0

    def test_a_nested_act_cannot_be_done_alone(self, gudang: Any, petugas: Context, peti: Any) -> None:
        with pytest.raises(NotPermitted, match="bagian dari tindakan lain"):
            gudang.timbang(petugas, peti=peti, berat=3)

    def test_an_ordinary_act_inside_another_asks_for_its_role_again(
        self, gudang: Any, tamu: Context, petugas: Context, peti: Any
    ) -> None:
        with pytest.raises(NotPermitted):
            gudang.ubah(petugas, peti=peti, act=lambda row: gudang.terima(tamu, peti=row))


WAYS_AROUND: list[Callable[[Any], Any]] = [
    lambda peti: peti.save(),
    lambda peti: peti.delete(),
    lambda peti: type(peti)(kode="P-2").save(),
    lambda peti: type(peti).objects.create(kode="P-2"),
    lambda peti: type(peti).objects.get_or_create(kode="P-2"),
    lambda peti: type(peti).objects.update_or_create(kode="P-1", defaults={"berat": 2}),
    lambda peti: type(peti).objects.filter(pk=peti.pk).update(berat=2),
    lambda peti: type(peti).objects.filter(pk=peti.pk).delete(),
    lambda peti: type(peti).objects.bulk_create([type(peti)(kode="P-2")]),
    lambda peti: type(peti).objects.bulk_update([peti], ["berat"]),
    lambda peti: peti.anak.create(kode="P-2"),
    lambda peti: peti.anak.update(berat=2),
    lambda peti: peti.anak.add(type(peti)(kode="P-2"), bulk=False),
    lambda peti: guard.add_many([type(peti)(kode="P-2")]),
    lambda peti: guard.lock(peti),
    lambda peti: guard.note(apa="saja"),
    lambda peti: public_context().emit("gudang.palsu"),
]


@pytest.mark.parametrize("way", WAYS_AROUND)
def test_no_way_around_a_command(peti: Any, way: Callable[[Any], Any]) -> None:
    with pytest.raises(OutsideCommand):
        way(peti)


@pytest.mark.parametrize("way", [WAYS_AROUND[n] for n in (5, 6, 7, 8, 9)])
def test_writing_many_rows_without_trace_is_refused_even_inside(
    gudang: Any, petugas: Context, peti: Any, way: Callable[[Any], Any]
) -> None:
    with pytest.raises(OutsideCommand):
        gudang.ubah(petugas, peti=peti, act=way)


def test_another_modules_row_is_out_of_reach(gudang: Any, petugas: Context) -> None:
    with pytest.raises(OutsideCommand, match="call a command of commands instead"):
        gudang.langgar(petugas)


def test_many_rows_are_added_with_their_number_in_the_trail(gudang: Any, petugas: Context) -> None:
    gudang.catat_banyak(petugas, jumlah=3)
    assert Entry.objects.get().changes == [{"type": "gudang.peti", "act": "create", "count": 3}]


class TestWhatTheTrailSees:
    def test_a_change_inside_a_json_column(self, gudang: Any, petugas: Context, peti: Any) -> None:
        def act(row: Any) -> None:
            row.isi["warna"] = "merah"
            row.save()

        gudang.ubah(petugas, peti=peti, act=act)
        change = Entry.objects.get(code="gudang.ubah").changes[0]
        assert (change["before"], change["after"]) == ({"isi": {}}, {"isi": {"warna": "merah"}})

    def test_only_the_columns_that_were_written(self, gudang: Any, petugas: Context, peti: Any) -> None:
        def act(row: Any) -> None:
            row.berat, row.kode = 4, "P-9"
            row.save(update_fields=["berat"])

        gudang.ubah(petugas, peti=peti, act=act)
        assert Entry.objects.get(code="gudang.ubah").changes[0]["after"] == {"berat": 4}

    def test_a_column_loaded_later_is_compared_with_what_was_loaded(
        self, gudang: Any, petugas: Context, peti: Any
    ) -> None:
        def act(row: Any) -> None:
            part = type(row).objects.defer("berat").get(pk=row.pk)
            assert part.berat == 0
            part.kode = "P-9"
            part.save()

        gudang.ubah(petugas, peti=peti, act=act)
        assert Entry.objects.get(code="gudang.ubah").changes[0]["after"] == {"kode": "P-9"}

    def test_that_a_hidden_column_changed_but_not_to_what(self, gudang: Any, petugas: Context, peti: Any) -> None:
        gudang.ubah(petugas, peti=peti, act=lambda row: (setattr(row, "rahasia", "perak"), row.save()))
        change = Entry.objects.get(code="gudang.ubah").changes[0]
        assert (change["before"], change["after"]) == ({"rahasia": "•••"}, {"rahasia": "•••"})

    def test_no_value_computed_by_the_database(self, gudang: Any, petugas: Context, peti: Any) -> None:
        with pytest.raises(TypeError, match="compute the value in Python"):
            gudang.ubah(petugas, peti=peti, act=lambda row: (setattr(row, "berat", models.F("berat") + 1), row.save()))

    def test_a_nul_character_does_not_stop_it(self, gudang: Any, petugas: Context, peti: Any) -> None:
        def act(row: Any) -> None:
            raise Invalid("Isian \x00 aneh.")

        with pytest.raises(Invalid):
            gudang.ubah(petugas, peti=peti, act=act)
        assert Entry.objects.get(code="gudang.ubah").reason == "Isian � aneh."


class TestSigning:
    def test_a_proof_of_fifteen_minutes_is_enough(self, gudang: Any, petugas: Context, peti: Any) -> None:
        gudang.tanda_tangani(replace(petugas, proof_at=petugas.at - timedelta(minutes=15)), peti=peti)
        assert peti.isi == {"ttd": "Ani"}

    @pytest.mark.parametrize("age", [timedelta(minutes=15, seconds=1), None])
    def test_an_older_one_or_none_is_not(self, gudang: Any, petugas: Context, peti: Any, age: timedelta | None) -> None:
        ctx = replace(petugas, proof_at=petugas.at - age if age else None)
        with pytest.raises(ProofNeeded):
            gudang.tanda_tangani(ctx, peti=peti)
        assert why_not(gudang.tanda_tangani, ctx, peti) is None


class TestGrants:
    @pytest.fixture
    def pengelola(self) -> Context:
        return replace(
            system_context("uji"), actor=replace(system_context("uji").actor, roles=frozenset({"pengelola_sistem"}))
        )

    @pytest.fixture(autouse=True)
    def roles(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from telusur.kernel.commands.registry import ROLE_NAMES

        monkeypatch.setitem(ROLE_NAMES, "tamu", "Tamu")
        monkeypatch.setitem(ROLE_NAMES, "pengelola_sistem", "Pengelola Sistem")

    def test_a_grant_holds_for_the_next_act(self, gudang: Any, pengelola: Context, tamu: Context, peti: Any) -> None:
        with pytest.raises(NotPermitted):
            gudang.terima(tamu, peti=peti)
        ubah_kewenangan(pengelola, code="gudang.terima", role="tamu", allowed=True)
        gudang.terima(tamu, peti=peti)
        assert status_of(peti) == "diterima"

    def test_a_withdrawal_holds_for_the_next_act_even_on_a_page_that_read_before(
        self, gudang: Any, pengelola: Context, petugas: Context, peti: Any
    ) -> None:
        with grants_read_once():
            ubah_kewenangan(pengelola, code="gudang.terima", role="petugas", allowed=False)
            with pytest.raises(NotPermitted, match="dicabut"):
                gudang.terima(petugas, peti=peti)

    def test_rules_cannot_be_granted_away(
        self, gudang: Any, pengelola: Context, tamu: Context, petugas: Context
    ) -> None:
        terkunci = gudang.catat(petugas, kode="P-3", isi={"kunci": 1})
        ubah_kewenangan(pengelola, code="gudang.terima", role="tamu", allowed=True)
        with pytest.raises(NotPermitted, match="terkunci"):
            gudang.terima(tamu, peti=terkunci)

    def test_the_change_is_in_the_trail(self, gudang: Any, pengelola: Context) -> None:
        ubah_kewenangan(pengelola, code="gudang.terima", role="tamu", allowed=True)
        entry = Entry.objects.get(code="commands.ubah_kewenangan")
        assert entry.data == {"act": "Terima", "role": "Tamu", "before": "Petugas", "allowed": True}

    def test_the_keeper_cannot_lock_everybody_out(self, pengelola: Context, db: None) -> None:
        with pytest.raises(NotPermitted, match="tidak dapat mencabut"):
            ubah_kewenangan(pengelola, code="commands.ubah_kewenangan", role="pengelola_sistem", allowed=False)

    @pytest.mark.parametrize(("code", "role"), [("gudang.tidak_ada", "tamu"), ("gudang.terima", "raja")])
    def test_unknown_acts_and_roles_are_refused(self, gudang: Any, pengelola: Context, code: str, role: str) -> None:
        with pytest.raises(Invalid):
            ubah_kewenangan(pengelola, code=code, role=role, allowed=True)


class TestQueries:
    def test_a_reading_is_recorded(self, gudang: Any, petugas: Context, peti: Any, trail: Trail) -> None:
        assert gudang.lihat(petugas, peti=peti) == "emas"
        assert trail() == [("gudang.lihat", "read")]

    def test_a_refused_reading_is_recorded_with_its_reason(self, gudang: Any, tamu: Context, peti: Any) -> None:
        with pytest.raises(NotPermitted):
            gudang.lihat(tamu, peti=peti)
        entry = Entry.objects.get(code="gudang.lihat")
        assert (entry.outcome, entry.actor_name, entry.reason) == (
            "refused",
            "Dedi",
            "Melihat peti: hanya untuk Petugas.",
        )


class TestButtons:
    def test_the_button_gives_the_reason_that_the_act_would_give(
        self, gudang: Any, petugas: Context, tamu: Context, peti: Any
    ) -> None:
        assert why_not(gudang.terima, petugas, peti) is None
        assert why_not_by_role(gudang.terima, tamu) and not why_not_by_role(gudang.terima, petugas)
        gudang.terima(petugas, peti=peti)
        assert why_not(gudang.terima, petugas, peti) == (
            "Terima tidak dapat dilakukan: P-1 sekarang berstatus “Diterima”."
        )

    def test_many_buttons_cost_one_statement_for_grants(
        self, gudang: Any, petugas: Context, peti: Any, django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(1), grants_read_once():
            for act in (gudang.terima, gudang.ubah, gudang.tanda_tangani, gudang.lihat):
                why_not(act, petugas, peti)


def test_two_acts_cannot_claim_one_code(gudang: Any) -> None:
    with pytest.raises(ValueError, match=r"two acts claim gudang\.terima"):
        command(code="gudang.terima", title="", roles=[], permit=by_role_alone)(lambda ctx: None)


def test_leaving_the_rule_away_is_an_error_at_import() -> None:
    with pytest.raises(TypeError, match="permit"):
        command(code="gudang.lupa", title="", roles=[])  # type: ignore[call-arg]


def test_the_act_knows_its_module(gudang: Any) -> None:
    assert spec_of(gudang.terima).module == "gudang"


def test_a_command_costs_six_statements(
    gudang: Any, petugas: Context, peti: Any, django_assert_num_queries: Any
) -> None:
    # Lock, grants, save, entry, the way to it from the row, event; two for the savepoint in a test's own transaction.
    with django_assert_num_queries(8):
        gudang.terima(petugas, peti=peti)


def test_events_wait_for_the_commit(gudang: Any, petugas: Context, peti: Any) -> None:
    from telusur.kernel.outbox import queue

    heard: list[str] = []
    queue.SUBSCRIBERS["gudang.terima"] = [
        queue.Subscriber("uji.dengar", lambda event: heard.append(event.name), True, 3, timedelta(minutes=1))
    ]
    try:
        with TestCase.captureOnCommitCallbacks(execute=False) as callbacks:
            gudang.terima(petugas, peti=peti)
        assert heard == []
        for callback in callbacks:
            callback()
        assert heard == ["gudang.terima"]
    finally:
        del queue.SUBSCRIBERS["gudang.terima"]
