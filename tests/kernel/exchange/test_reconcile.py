"""Both sides compare what they believe of each other; what differs is found, shown and told again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from telusur.kernel.exchange import jose
from telusur.kernel.exchange.asking import facts_of
from telusur.kernel.exchange.canonical import bucket_of
from telusur.kernel.exchange.management.commands.reconcile import exit_code
from telusur.kernel.exchange.models import Heard, Outgoing, OutgoingLine, Partner, Told
from telusur.kernel.exchange.reconcile import Comparison, compare
from tests.kernel.exchange.conftest import Stranger, contoh
from tests.kernel.exchange.mereka import Mereka


def found(outcome: Comparison) -> list[tuple[str, str, int | None, int | None]]:
    return [(one.key, one.what, one.ours, one.theirs) for one in outcome.differences]


def test_equal_sides_cost_one_question(
    mereka: Mereka, partner: Partner, tell: Any, carry_all: Callable[[], int]
) -> None:
    for n in range(30):
        tell(f"k{n}", judul="a")
    carry_all()
    outcome = compare(partner)
    assert (outcome.equal, outcome.told, outcome.differences) == (True, {"kabar": 30}, [])


@pytest.mark.parametrize("many", [0, 60])
def test_every_difference_is_found_and_what_the_partner_lacks_is_told_again(
    mereka: Mereka, partner: Partner, tell: Any, carry_all: Callable[[], int], many: int
) -> None:
    for key in ("a", "b", "c", "d", "e", "f", *(f"k{n}" for n in range(many))):
        tell(key, judul="a")
        tell(key, judul="b")
    carry_all()
    mereka.refuses = "Tidak boleh."
    tell("tolak", judul="a")
    carry_all()
    mereka.refuses = ""
    del mereka.told[("kabar", "a")]
    mereka.told[("kabar", "b")] = (1, "0" * 64)
    mereka.told[("kabar", "c")] = (2, "0" * 64)
    mereka.told[("kabar", "d")] = (9, "0" * 64)
    mereka.told[("kabar", "asing")] = (1, "0" * 64)
    for n in range(many):
        del mereka.told[("kabar", f"k{n}")]
    tell("e", judul="c")  # on the way, so no difference yet
    outcome = compare(partner)
    assert [row for row in found(outcome) if not row[0].startswith("k")] == [
        ("a", "missing", 2, None),
        ("asing", "unknown", None, 1),
        ("b", "older", 2, 1),
        ("c", "other", 2, 2),
        ("d", "newer", 2, 9),
        ("tolak", "refused", 1, None),
    ]
    assert (outcome.on_the_way, outcome.repaired, outcome.equal) == (1, 3 + many, False)
    carry_all()
    after = compare(partner)
    assert [(one.key, one.what) for one in after.differences] == [
        ("asing", "unknown"),
        ("d", "newer"),
        ("tolak", "refused"),
    ]
    assert (after.repaired, mereka.told[("kabar", "c")][0]) == (0, 3)


def test_the_database_finds_the_facts_of_a_bucket_as_the_guide_counts_them(partner: Partner) -> None:
    keys = ["k", "%_%", "'", "~" * 120, *(f"fakta-{n}" for n in range(400))]
    nothing = {"version": 1, "digest": "0" * 64, "content": {}, "at": datetime.now(UTC)}
    Heard.objects.bulk_create([Heard(partner=partner, kind="kabar", key=key, **nothing) for key in keys])
    by_bucket: dict[str, set[str]] = {}
    for key in keys:
        by_bucket.setdefault(bucket_of(key), set()).add(key)
    for bucket in ("00", "7f", bucket_of("%_%"), "a", "%", "zz"):
        expected = {key for one, some in by_bucket.items() if one.startswith(bucket) for key in some}
        assert {key for key, _, _ in facts_of(Heard, partner, "kabar", begin=bucket)} == expected
    some = sorted(by_bucket)[:3]
    found_there = {key for key, _, _ in facts_of(Heard, partner, "kabar", among=some)}
    assert found_there == set().union(*(by_bucket[one] for one in some))
    assert len(list(facts_of(Heard, partner, "kabar"))) == len(keys)


def test_facts_from_before_there_was_a_column_get_their_bucket(partner: Partner) -> None:
    nothing = {"version": 1, "digest": "0" * 64, "content": {}, "at": datetime.now(UTC)}
    for key in ("k", "fakta\\-1", "'"):
        Told(partner=partner, kind="kabar", key=key, **nothing).save()
    expected = set(Told.objects.values_list("key", "bucket"))
    assert expected == {(key, bucket_of(key)) for key in ("k", "fakta\\-1", "'")}
    Told.objects.update(bucket="")
    with connection.cursor() as cursor:
        migration = import_module("telusur.kernel.exchange.migrations.0003_bucket")
        migration.fill(None, SimpleNamespace(connection=connection, execute=cursor.execute))
    assert set(Told.objects.values_list("key", "bucket")) == expected


def test_a_partner_that_does_not_answer_or_lies_is_not_called_equal(
    mereka: Mereka, partner: Partner, tmp_path: Any
) -> None:
    mereka.down = True
    assert compare(partner).error == "Tidak terhubung: mesin mati"
    mereka.down, mereka.signs_with = False, contoh.load_key(str(tmp_path / "palsu.pem"))
    assert compare(partner).error == "Jawaban tidak bertanda tangan MEREKA."
    assert OutgoingLine.objects.get().comparison["error"] == "Jawaban tidak bertanda tangan MEREKA."


def test_the_command_line_names_the_differences_and_fails(
    mereka: Mereka, partner: Partner, tell: Any, carry_all: Callable[[], int]
) -> None:
    def run(*options: str) -> tuple[str, int]:
        out = StringIO()
        try:
            call_command("reconcile", *options, stdout=out)
        except SystemExit as stop:
            return out.getvalue(), int(stop.code or 0)
        return out.getvalue(), 0

    tell(judul="a")
    carry_all()
    assert run() == ("MEREKA: sama (1 kabar)\n", 0)
    mereka.told.clear()
    text, code = run()
    assert (code, Outgoing.objects.count()) == (1, 1)  # looking repairs nothing
    assert "  kabar k: Belum ada pada mitra (di sini versi 1, di sana -)" in text
    text, code = run("--json", "--repair")
    assert (code, json.loads(text)[0]["repaired"], Outgoing.objects.count()) == (1, 1, 2)
    carry_all()
    assert run("--partner", "MEREKA")[1] == 0


class TestAnswers:
    """Our side answers the same questions: only to a known, active partner, only about itself, signed."""

    @pytest.fixture
    def ask(self, stranger: Stranger, client: Client) -> Callable[..., Any]:
        def make(path: str, /, **changes: Any) -> Any:
            question = {
                "from": "MEREKA", "to": "KITA", "id": "0198f000-0000-7000-8000-000000000000", "sent_at": contoh.now(),
                "path": path, **changes,
            }  # fmt: skip
            token = contoh.sign(question, "telusur-permintaan+jws", changes.get("key", stranger.key))
            return client.get(path, headers={"authorization": f"Bearer {token}"})

        return make

    def test_with_digests_and_listings_that_the_guide_can_check(self, stranger: Stranger, ask: Any) -> None:
        for key in ("a", "b"):
            stranger.tell(key=key, version=1, content={"judul": key})
        facts = [(row.key, row.version, row.digest) for row in Heard.objects.order_by("key")]
        assert facts[0][2] == contoh.hashlib.sha256(contoh.canonical({"judul": "a"})).hexdigest()
        summary = stranger_reads(ask("/pertukaran/v1/ringkasan"))
        assert summary["kinds"] == {"kabar": {"count": 2, "buckets": contoh.bucket_digests(facts)}}
        assert (summary["last_number"], summary["to"]) == (2, "MEREKA")
        bucket = next(iter(contoh.bucket_digests([facts[0]])))
        listed = stranger_reads(ask(f"/pertukaran/v1/daftar?jenis=kabar&ember={bucket}"))
        assert listed["facts"] == [list(facts[0])]

    @pytest.mark.parametrize(
        "lie",
        [{"from": "ENTAH"}, {"to": "SANA"}, {"path": "/pertukaran/v1/segel"}, {"sent_at": "2020-01-01T00:00:00Z"}],
    )
    def test_but_to_nobody_else(self, ask: Any, lie: dict[str, Any]) -> None:
        assert ask("/pertukaran/v1/ringkasan", **lie).status_code == 401

    def test_and_not_without_a_question(self, client: Client, partner: Partner) -> None:
        assert client.get("/pertukaran/v1/ringkasan").status_code == 401
        assert client.get("/pertukaran/v1/daftar", headers={"authorization": "Bearer x"}).status_code == 401


def stranger_reads(answer: Any) -> dict[str, Any]:
    """An answer as the guide reads it, with the public keys we publish."""
    assert answer.status_code == 200
    published = Client().get("/pertukaran/v1/kunci").json()["keys"]
    keys = {one["kid"]: contoh.Ed25519PublicKey.from_public_bytes(contoh.unb64(one["x"])) for one in published}
    said: dict[str, Any] = contoh.read(answer.content.decode(), "telusur-jawaban+jws", keys)
    return said


def test_a_listing_of_many_thousand_facts_is_believed_and_a_message_so_long_is_not(their_key: Any) -> None:
    facts = [[f"fakta-{number}", 1, "0" * 64] for number in range(20_000)]
    listed = jose.opened(contoh.sign({"facts": facts}, jose.ANSWER, their_key), typ=jose.ANSWER)
    assert len(listed.token) > 2_000_000
    assert listed.signed_by(jose.public_jwk(contoh.public_hex(their_key)))
    with pytest.raises(jose.Unreadable, match="terlalu panjang"):
        jose.opened(contoh.sign({"facts": facts}, jose.MESSAGE, their_key), typ=jose.MESSAGE)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([{}], 0),
        ([{"on_the_way": 1}], 3),
        ([{"error": "Tidak terhubung"}, {"on_the_way": 1}], 4),
        ([{"error": "Tidak terhubung"}, {"on_the_way": 1}, {"differences": [None]}], 1),
        ([], 0),
    ],
)
def test_the_exit_code_tells_what_differs_from_what_is_on_its_way(found: list[dict[str, Any]], code: int) -> None:
    assert exit_code(Comparison("X", datetime.now(UTC), **one) for one in found) == code


def test_what_only_waits_is_no_difference_on_the_command_line(mereka: Mereka, partner: Partner, tell: Any) -> None:
    tell(judul="a")
    with pytest.raises(SystemExit) as stop:
        call_command("reconcile", stdout=StringIO())
    assert stop.value.code == 3
    mereka.down = True
    with pytest.raises(SystemExit) as stop:
        call_command("reconcile", stdout=StringIO())
    assert stop.value.code == 4
    with pytest.raises(CommandError) as wrong:
        call_command("reconcile", "--partner", "SIAPA", stdout=StringIO())
    assert wrong.value.returncode == 2
