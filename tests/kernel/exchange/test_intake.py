"""Messages that come in: taken once, refused for good, or turned away; every one answered by a signed receipt."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from telusur.kernel.audit.models import Entry
from telusur.kernel.exchange.commands import cabut_kunci, tangguhkan_mitra
from telusur.kernel.exchange.kinds import Fact
from telusur.kernel.exchange.models import Heard, Incoming, IncomingLine, Partner
from tests.kernel.exchange.conftest import Stranger, contoh, keeper


def refusals() -> list[tuple[str, str, int]]:
    entries = Entry.objects.filter(outcome="refused", code="exchange.terima").order_by("id")
    return [(e.actor_name, e.data.get("alasan", e.reason), e.data.get("jumlah", 1)) for e in entries]


def test_a_fact_is_applied_once_recorded_and_receipted(stranger: Stranger, heard: list[Fact]) -> None:
    message = stranger.message()
    token = stranger.token(message)
    first, second = stranger.post([token, token])
    third = stranger.post([stranger.token({**message, "sent_at": contoh.now()})])[0]  # the next attempt, signed anew
    assert first == second == third  # the very receipt that was given first
    assert (first["status"], first["final"], first["expected"], first["result"]) == (
        "received",
        True,
        2,
        {"didengar": 1},
    )
    assert (first["message"], first["to"]) == (message["id"], "MEREKA")
    assert [(fact.key, fact.content, fact.before) for fact in heard] == [("k", {"judul": "ke-1"}, None)]
    stranger.tell()
    assert [fact.before for fact in heard] == [None, {"judul": "ke-1"}]
    assert Heard.objects.get().version == 2
    line = IncomingLine.objects.get()
    assert (line.last_number, line.repeated) == (2, 2)
    entry = Entry.objects.filter(code="exchange.terima").first()
    assert entry is not None
    assert (entry.outcome, entry.actor_id, entry.channel) == ("done", "mitra:MEREKA", "pertukaran")
    assert str(entry.request_id) == message["id"]


def test_a_batch_is_taken_in_the_order_of_its_numbers(stranger: Stranger, heard: list[Fact]) -> None:
    tokens = [stranger.token(stranger.message()) for _ in range(4)]
    said = stranger.post([tokens[2], tokens[0], tokens[3], tokens[1]])
    assert [receipt["number"] for receipt in said] == [3, 1, 4, 2]
    assert [fact.version for fact in heard] == [1, 2, 3, 4]


def test_what_the_rules_refuse_is_refused_for_good_and_uses_its_number(stranger: Stranger, heard: list[Fact]) -> None:
    said = stranger.tell(content={"judul": "buruk"})
    assert (said["status"], said["code"], said["final"]) == ("refused", "by_rule", True)
    assert said["reason"] == "Kabar buruk tidak diterima pada hari Jumat."
    assert refusals() == [("Lembaga Mereka", "Kabar buruk tidak diterima pada hari Jumat.", 1)]
    assert Incoming.objects.get().reason == said["reason"]
    assert (Heard.objects.count(), heard) == (0, [])
    assert stranger.tell()["status"] == "received"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "ramalan"}, "unknown_kind"),
        ({"content": {"judul": 7}}, "invalid_content"),
        ({"content": {"judul": "a", "lain": "b"}}, "invalid_content"),
        ({"version": 1, "content": {"judul": "lain"}}, "stale_version"),
    ],
)
def test_what_cannot_be_a_fact_is_refused_for_good(stranger: Stranger, changes: dict[str, Any], code: str) -> None:
    stranger.tell()
    said = stranger.tell(**changes)
    assert (said["status"], said["code"], said["final"], said["expected"]) == ("refused", code, True, 3)
    assert Heard.objects.get().content == {"judul": "ke-1"}


def test_the_same_version_told_again_under_a_new_number_changes_nothing(stranger: Stranger, heard: list[Fact]) -> None:
    stranger.tell()
    assert stranger.tell(version=1, content={"judul": "ke-1"})["status"] == "received"
    assert len(heard) == 1


def test_what_runs_ahead_is_told_which_number_is_awaited_and_taken_when_it_comes_again(
    stranger: Stranger, heard: list[Fact]
) -> None:
    tokens = [stranger.token(stranger.message()) for _ in range(6)]
    said = stranger.post([tokens[4], tokens[0], tokens[2], tokens[3]])
    assert [one["status"] for one in said] == ["out_of_order", "received", "out_of_order", "out_of_order"]
    assert {(one["final"], one["expected"]) for one in said if one["status"] == "out_of_order"} == {(False, 2)}
    assert ([fact.version for fact in heard], refusals()) == ([1], [])
    assert {one["status"] for one in stranger.post(tokens[1:])} == {"received"}
    assert [fact.version for fact in heard] == [1, 2, 3, 4, 5, 6]
    assert (Incoming.objects.count(), IncomingLine.objects.get().last_number) == (6, 6)


@pytest.mark.parametrize("change", [{"content": {"judul": "diganti"}}, {"id": "0198f000-0000-7000-8000-000000000000"}])
def test_a_number_once_used_cannot_carry_something_else(stranger: Stranger, change: dict[str, Any]) -> None:
    message = stranger.message()
    stranger.post([stranger.token(message)])
    said = stranger.post([stranger.token({**message, **change})])[0]
    assert (said["status"], said["code"], said["final"], said["expected"]) == ("refused", "number_taken", False, 2)
    assert Heard.objects.get().content == {"judul": "ke-1"}


class TestTurnedAway:
    """Each is refused by a signed answer, recorded once, and leaves nothing behind; the number stays free."""

    @pytest.fixture(autouse=True)
    def nothing_stays(self, stranger: Stranger, heard: list[Fact]) -> Any:
        yield
        assert (Incoming.objects.count(), Heard.objects.count(), heard) == (0, 0, [])
        assert len(refusals()) == 1

    def away(self, said: dict[str, Any], code: str) -> None:
        assert (said["status"], said["code"], said["final"]) == ("refused", code, False)
        assert refusals()[0][1] == code

    def test_an_unknown_partner(self, stranger: Stranger) -> None:
        self.away(stranger.tell(**{"from": "ENTAH"}), "unknown_partner")
        assert refusals()[0][0] == "Pengirim tak dikenal ENTAH"

    def test_a_suspended_partner(self, stranger: Stranger, partner: Partner) -> None:
        tangguhkan_mitra(keeper(), partner=partner, reason="lisensi dibekukan")
        self.away(stranger.tell(), "suspended")

    def test_a_message_for_somebody_else(self, stranger: Stranger) -> None:
        self.away(stranger.tell(to="SANA"), "wrong_recipient")

    def test_an_unknown_key(self, stranger: Stranger, tmp_path: Path) -> None:
        other = contoh.load_key(str(tmp_path / "lain.pem"))
        self.away(stranger.post([stranger.token(stranger.message(), other)])[0], "unknown_key")

    def test_a_retired_key(self, stranger: Stranger, partner: Partner) -> None:
        cabut_kunci(keeper(), key=partner.keys.get())
        self.away(stranger.tell(), "unknown_key")

    def test_an_altered_message(self, stranger: Stranger) -> None:
        head, _, signature = stranger.token(stranger.message()).split(".")
        body = contoh.b64(contoh.canonical(stranger.message(content={"judul": "diubah"}, number=1)))
        self.away(stranger.post([f"{head}.{body}.{signature}"])[0], "bad_signature")

    def test_a_message_signed_too_long_ago(self, stranger: Stranger, ago: Callable[..., str]) -> None:
        self.away(stranger.tell(sent_at=ago(minutes=11)), "too_old")

    def test_a_message_from_the_future(self, stranger: Stranger, ago: Callable[..., str]) -> None:
        self.away(stranger.tell(sent_at=ago(minutes=-11)), "too_early")

    @pytest.mark.parametrize("token", ["", "a.b.c", "é.é.é", 7, None, ["x"], "x" * 400_000])
    def test_what_is_no_message_at_all(self, stranger: Stranger, token: Any) -> None:
        self.away(stranger.post([token])[0], "malformed")

    def test_a_receipt_of_ours_sent_back_as_a_message(self, stranger: Stranger) -> None:
        told = contoh.sign(stranger.message(), "telusur-tanda-terima+jws", stranger.key)
        self.away(stranger.post([told])[0], "malformed")

    @pytest.mark.parametrize("content", [{"judul": "x\x00y"}, {"judul": "x", "isi": 1.5}, {"isi": 2**60}])
    def test_content_that_two_systems_could_read_differently(self, stranger: Stranger, content: Any) -> None:
        self.away(stranger.tell(content=content), "malformed")

    @pytest.mark.parametrize(
        "change", [{"number": 0}, {"key": " x"}, {"key": "é"}, {"version": "1"}, {"lain": 1}, {"id": "7"}]
    )
    def test_an_envelope_beyond_its_schema(self, stranger: Stranger, change: dict[str, Any]) -> None:
        self.away(stranger.tell(**change), "malformed")


def test_strangers_who_go_on_are_told_to_wait_and_leave_one_entry_each_time(
    stranger: Stranger, client: Client, settings: Any
) -> None:
    settings.EXCHANGE_STRANGERS_PER_MINUTE = 2
    strange = json.dumps([stranger.token(stranger.message(**{"from": name})) for name in ("ENTAH", "SIAPA", "APA")])
    good = stranger.token(stranger.message(number=1))
    bodies = (strange, json.dumps([good, "x"]), json.dumps([good]), strange, strange)
    answers = [client.post("/pertukaran/v1/pesan", body, content_type="application/json") for body in bodies]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert answers[4].json()["pesan"].startswith("Terlalu banyak kiriman yang tidak ditandatangani mitra")
    assert f"Coba lagi {answers[4].headers['Retry-After']} detik lagi" in answers[4].json()["pesan"]
    named = [entry for entry in refusals() if entry[1] == "unknown_partner"]
    assert named == [("Pengirim tak dikenal APA dan 2 lainnya", "unknown_partner", 3)] * 2
    assert Incoming.objects.count() == 1


def test_a_fault_of_ours_keeps_the_message_for_later_and_harms_no_other(stranger: Stranger, heard: list[Fact]) -> None:
    tokens = [stranger.token(stranger.message(content={"judul": title})) for title in ("a", "mustahil", "b")]
    said = stranger.post(tokens)
    assert [(one["status"], one["code"]) for one in said] == [
        ("received", ""),
        ("refused", "trouble"),
        ("out_of_order", "out_of_order"),
    ]
    assert (len(heard), IncomingLine.objects.get().last_number) == (1, 1)


@pytest.mark.parametrize(
    ("body", "status"),
    [("{}", 400), ("[]", 400), ("salah", 400), (json.dumps(["x"] * 101), 400), ("[" * 50_000, 400), ('["x"', 400)],
)
def test_what_is_no_batch_is_a_plain_error(client: Client, db: None, body: str, status: int) -> None:
    answer = client.post("/pertukaran/v1/pesan", body, content_type="application/json")
    assert (answer.status_code, list(answer.json())) == (status, ["pesan"])
    assert client.get("/pertukaran/v1/pesan").status_code == 405


def test_a_message_costs_few_statements_however_large_the_batch(
    stranger: Stranger, django_assert_max_num_queries: Any
) -> None:
    stranger.tell()
    tokens = [stranger.token(stranger.message(key=f"k{n}", version=1)) for n in range(20)]
    with django_assert_max_num_queries(20 * 6 + 16):  # savepoint, grants, fact, entry and event each; the rest once
        stranger.post(tokens)


def test_a_refusal_names_each_place_by_json_pointer_and_repeats_no_value(stranger: Stranger) -> None:
    said = stranger.tell(content={"isi": ["3273014505990007"], "nik": "3273014505990007"})
    assert (said["code"], said["final"]) == ("invalid_content", True)
    for place in ("/isi: harus berjenis string", "/judul: wajib ada", "/nik: tidak dikenal"):
        assert place in said["reason"]
    assert "3273014505990007" not in said["reason"]
    said = stranger.tell(content={"judul": "salah isian"})
    assert said["reason"] == "Perbaiki isian yang ditandai. (/judul: Judul itu sudah dipakai.)"
