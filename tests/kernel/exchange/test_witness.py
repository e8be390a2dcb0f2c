"""Each side countersigns the other's seals; the check of the trail believes the countersignatures, not the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from telusur.kernel.audit.commands import segel
from telusur.kernel.audit.jobs import seal_the_trail
from telusur.kernel.audit.models import Entry, Seal
from telusur.kernel.audit.record import record
from telusur.kernel.audit.seal import settled_end
from telusur.kernel.audit.triggers import removal, statements
from telusur.kernel.audit.verify import findings
from telusur.kernel.base import clock
from telusur.kernel.commands.context import system_context
from telusur.kernel.exchange.commands import ubah_mitra
from telusur.kernel.exchange.models import Countersignature, Outgoing, Partner, WitnessedSeal
from telusur.kernel.exchange.witness import send_new_seals
from tests.kernel.exchange.conftest import Stranger, contoh, keeper
from tests.kernel.exchange.mereka import Mereka


@pytest.fixture
def witnessed(mereka: Mereka, partner: Partner, carry_all: Callable[[], int]) -> Mereka:
    """Three seals of ours, seen and countersigned by MEREKA."""
    ubah_mitra(keeper(), partner=partner, name="", address=partner.address, witness_of_seals=True)
    for _ in range(3):
        record(system_context("uji"), "uji.catat", "done", reason="asli")
        segel(system_context("segel"), sampai=settled_end())
    assert send_new_seals() == 3
    assert carry_all() == 3
    return mereka


def rewrite_history() -> None:
    """With the whole database and the key in hand: alter an old entry, then seal everything anew."""
    (settings_folder() / "kunci" / "segel.txt").unlink(missing_ok=True)
    with connection.cursor() as cursor:
        for statement in removal(connection.vendor):
            cursor.execute(statement)
        cursor.execute("UPDATE audit_entry SET reason = 'palsu' WHERE code = 'uji.catat'")
        cursor.execute("DELETE FROM audit_sealedentry")
        seals = list(Seal.objects.order_by("number"))
        cursor.execute("DELETE FROM audit_seal")
        for seal in seals:
            segel(system_context("segel", at=seal.at), sampai=seal.reach)
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def settings_folder() -> Any:
    from django.conf import settings

    return settings.DATA_FOLDER


def test_an_untouched_trail_is_found_whole(witnessed: Mereka) -> None:
    assert Countersignature.objects.count() == 3
    assert list(findings()) == []
    witnessed.down = True
    assert list(findings()) == []


def test_who_rewrites_an_entry_and_seals_everything_anew_is_found_even_while_the_witness_is_away(
    witnessed: Mereka,
) -> None:
    rewrite_history()
    assert Seal.objects.count() == 3  # a perfect forgery by itself
    witnessed.down = True
    sentences = [one.sentence for one in findings() if one.kind == "saksi"]
    assert len(sentences) == 3
    assert all("bukan segel yang dilihat MEREKA: isinya ditulis ulang" in one for one in sentences)


def test_who_also_removes_the_countersignatures_is_found_by_asking_the_witness(witnessed: Mereka) -> None:
    rewrite_history()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM exchange_countersignature")
    found = [one for one in findings() if one.kind != "tak_bertanda"]  # the forger had no key to mark the entries with
    assert [one.kind for one in found] == ["saksi"] * 3
    assert "Segel 1 pada MEREKA berbeda dari segel 1 di sini" in found[0].sentence


def test_who_puts_a_key_of_their_own_in_the_witnesss_place_is_found_by_its_answer(
    witnessed: Mereka, tmp_path: Any
) -> None:
    forged = contoh.load_key(str(tmp_path / "palsu.pem"))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE exchange_partnerkey SET kid = %s, public = %s", [contoh.kid(forged), contoh.public_hex(forged)]
        )
    assert any("Jawaban MEREKA tidak dapat dipercaya" in one.sentence for one in findings())


def test_who_strikes_the_witness_off_the_list_is_found_by_the_note_outside_the_database(witnessed: Mereka) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_partner SET witness = %s", [False])
    assert [one.sentence for one in findings() if one.kind == "saksi"] == [
        "MEREKA pernah menjadi saksi segel, tetapi tidak ada lagi dalam daftar saksi."
    ]


def test_a_seal_that_stays_without_countersignature_is_a_finding_after_a_day(
    witnessed: Mereka, partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    witnessed.down = True
    record(system_context("uji"), "uji.catat", "done")
    segel(system_context("segel"), sampai=settled_end())
    assert list(findings()) == []
    with clock.travel(clock.now() + timedelta(hours=25)):
        assert [one.sentence.split(")")[1] for one in findings()] == [" tidak mempunyai tanda saksi MEREKA."]


def test_sealing_and_witnessing_alone_call_for_no_further_seal(
    witnessed: Mereka, carry_all: Callable[[], int], stranger: Stranger
) -> None:
    seal_the_trail()
    send_new_seals()
    carry_all()
    before = Seal.objects.count()
    stranger.tell(kind="segel", key="1", version=1, content=contoh.seal(stranger.key, 1, "", b"x"))
    assert Entry.objects.filter(code="exchange.terima_diam", outcome="done").exists()
    seal_the_trail()
    assert (Seal.objects.count(), send_new_seals()) == (before, 0)


class TestWitnessing:
    """What we see of a partner's trail we keep; what does not continue it we refuse."""

    def seal(self, stranger: Stranger, number: int, previous: str, **lies: Any) -> dict[str, Any]:
        plain = contoh.seal(stranger.key, 1, "", b"x")
        whole = {name: plain[name] for name in plain if name not in {"digest", "signature"}}
        whole |= {"number": number, "previous": previous}
        utc = contoh.datetime.fromisoformat(whole["at"]).isoformat(timespec="microseconds")
        digest = contoh.hashlib.sha256(contoh.canonical({**whole, "at": utc})).hexdigest()
        return {**whole, "digest": digest, "signature": stranger.key.sign(bytes.fromhex(digest)).hex(), **lies}

    def tell(self, stranger: Stranger, seal: dict[str, Any]) -> dict[str, Any]:
        return stranger.tell(kind="segel", key=str(seal["number"]), content=seal)

    def test_seals_are_countersigned_in_their_chain_and_cannot_be_replaced(self, stranger: Stranger) -> None:
        first = self.seal(stranger, 1, "")
        said = self.tell(stranger, first)
        assert said["status"] == "received"
        assert WitnessedSeal.objects.get().countersignature == said["result"]["countersignature"]
        second = self.seal(stranger, 2, first["digest"])
        assert self.tell(stranger, second)["status"] == "received"
        other = self.seal(stranger, 1, "", count=1)
        assert "sudah disaksikan dan tidak dapat diganti" in self.tell(stranger, other)["reason"]
        for number, previous in ((4, second["digest"]), (3, first["digest"])):
            refused = self.tell(stranger, self.seal(stranger, number, previous))
            assert "tidak menyambung pada segel 2" in refused["reason"]
        assert WitnessedSeal.objects.count() == 2

    @pytest.mark.parametrize(
        ("lie", "reason"),
        [
            ({"count": 9}, "tidak cocok dengan sidik jarinya"),
            ({"signature": "0" * 128}, "tidak ditandatangani oleh kuncinya"),
            ({"at": "2026-13-01T00:00:00Z"}, "Waktu segel tidak terbaca"),
        ],
    )
    def test_a_seal_that_is_not_genuine_is_refused(self, stranger: Stranger, lie: dict[str, Any], reason: str) -> None:
        assert reason in self.tell(stranger, self.seal(stranger, 1, "", **lie))["reason"]
        assert not WitnessedSeal.objects.exists()


def test_a_witness_that_refuses_leaves_a_finding(
    mereka: Mereka, partner: Partner, carry_all: Callable[[], int]
) -> None:
    ubah_mitra(keeper(), partner=partner, name="", address=partner.address, witness_of_seals=True)
    mereka.refuses = "Segel 1 tidak menyambung."
    with transaction.atomic():
        segel(system_context("segel"), sampai=settled_end())
    send_new_seals()
    carry_all()
    assert Outgoing.objects.get().state == "refused"
    assert Entry.objects.filter(code="exchange.catat_penolakan_diam").exists()
    with clock.travel(clock.now() + timedelta(hours=25)):
        assert any(one.kind == "saksi" for one in findings())
