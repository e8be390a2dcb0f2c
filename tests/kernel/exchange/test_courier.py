"""Messages that go out: in order, again until they are receipted, visible all the while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotFound, WrongState
from telusur.kernel.commands.guard import OutsideCommand
from telusur.kernel.exchange import courier
from telusur.kernel.exchange.commands import (
    aktifkan_mitra,
    everybody_has,
    kirim_ulang,
    pakai_kunci,
    tambah_kunci,
    tangguhkan_mitra,
    umumkan_kunci,
)
from telusur.kernel.exchange.courier import claim
from telusur.kernel.exchange.identity import own_key
from telusur.kernel.exchange.jobs import use_the_announced_key
from telusur.kernel.exchange.models import Outgoing, OutgoingLine, Partner, PartnerKey, Told
from telusur.kernel.exchange.publish import publish
from telusur.kernel.exchange.queries import standing
from telusur.kernel.outbox.models import Event
from tests.kernel.exchange.conftest import Stranger, contoh, keeper
from tests.kernel.exchange.mereka import Mereka


def line() -> OutgoingLine:
    return OutgoingLine.objects.get()


def test_what_a_command_tells_arrives_in_order_and_its_receipt_is_kept(
    mereka: Mereka, tell: Any, carry_all: Callable[[], int]
) -> None:
    for n in range(3):
        tell(f"k{n}", judul=f"kabar {n}")
    before = standing(to="MEREKA", kind="kabar", key="k1")
    assert before is not None
    assert (before.state, before.number, before.received) == ("waiting", None, False)
    assert carry_all() == 3
    after = standing(to="MEREKA", kind="kabar", key="k1")
    assert after is not None
    assert (after.state, after.number, after.received) == ("received", 2, True)
    assert (mereka.numbers, mereka.posts) == ([1, 2, 3], 1)
    message = Outgoing.objects.get(key="k1")
    assert mereka.receipts[str(message.message)] == message.receipt
    event = Event.objects.get(name="exchange.diterima")
    assert event.payload["facts"][1] == {"kind": "kabar", "key": "k1", "version": 1}
    assert carry_all() == 0


def test_the_same_content_is_told_once_and_other_content_as_the_next_version(tell: Any) -> None:
    assert tell(judul="a").version == 1
    assert tell(judul="a") is None
    assert tell(judul="b").version == 2
    assert (Told.objects.get().version, Outgoing.objects.count()) == (2, 2)


def test_only_a_command_tells_only_a_known_partner_only_what_may_travel(partner: Partner, tell: Any) -> None:
    with pytest.raises(OutsideCommand):
        publish(keeper(), to=partner, kind="kabar", key="k", content={"judul": "a"})
    with pytest.raises(NotFound, match="Mitra pertukaran ENTAH belum terdaftar"):
        tell(to="ENTAH", judul="a")
    for key, content in (("k", {"judul": 1}), ("tepi ", {"judul": "a"}), ("k", {"judul": "a", "isi": "\x00"})):
        with pytest.raises(Invalid, match="tidak dapat dikirim"):
            tell(key, **content)
    assert Outgoing.objects.count() == 0


def test_a_partner_that_is_down_loses_nothing_and_is_tried_again_after_growing_pauses(
    mereka: Mereka, tell: Any, carry_all: Callable[[], int]
) -> None:
    tell(judul="a")
    mereka.down = True
    pauses = []
    for _ in range(3):
        assert carry_all() == 0
        pauses.append((line().next_at - clock.now()).total_seconds())
        OutgoingLine.objects.update(next_at=clock.now())
    assert 0 < pauses[0] < 1.3 < pauses[1] < 2.5 < pauses[2] < 5
    assert (line().error, line().attempts) == ("Tidak terhubung: mesin mati", 3)
    assert Outgoing.objects.get().attempts == 3
    OutgoingLine.objects.update(next_at=clock.now() + timedelta(hours=1))
    assert claim() is None
    mereka.down = False
    kirim_ulang(keeper(), message=Outgoing.objects.get())  # somebody presses "Kirim lagi"
    assert carry_all() == 1
    assert (line().error, Outgoing.objects.get().number) == ("", 1)


def test_a_partner_just_entered_that_does_not_know_us_yet_is_no_warning_in_the_log(
    mereka: Mereka, tell: Any, carry_all: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    warned: list[str] = []
    monkeypatch.setattr(courier.logger, "warning", lambda text, *args: warned.append(text % args))
    partner = OutgoingLine.objects.get().partner
    monkeypatch.setattr(courier.clock, "now", lambda: partner.added_at + timedelta(minutes=5))
    mereka.down = True
    tell(judul="a")
    carry_all()
    assert (warned, line().error) == ([], "Tidak terhubung: mesin mati")
    monkeypatch.setattr(courier.clock, "now", lambda: partner.added_at + timedelta(hours=2))
    carry_all()
    assert len(warned) == 1 and "mesin mati" in warned[0]


def test_a_refusal_is_shown_recorded_announced_and_can_be_told_again(
    mereka: Mereka, tell: Any, carry_all: Callable[[], int]
) -> None:
    tell(judul="a")
    mereka.refuses = "Skema ini belum diregistrasi."
    assert carry_all() == 1
    message = Outgoing.objects.get()
    assert (message.state, message.reason) == ("refused", "Skema ini belum diregistrasi.")
    assert Entry.objects.get(code="exchange.catat_penolakan").data["alasan"] == "Skema ini belum diregistrasi."
    assert Event.objects.filter(name="exchange.catat_penolakan").exists()
    mereka.refuses = ""
    kirim_ulang(keeper(), message=message)
    assert carry_all() == 1
    assert mereka.told[("kabar", "k")][0] == 2
    with pytest.raises(WrongState, match="belum digantikan"):
        kirim_ulang(keeper(), message=message)


def test_a_suspended_partner_gets_nothing_until_it_is_active_again(
    mereka: Mereka, partner: Partner, tell: Any, carry_all: Callable[[], int]
) -> None:
    with pytest.raises(Invalid, match="belum beralasan"):
        tangguhkan_mitra(keeper(), partner=partner, reason=" ")
    tangguhkan_mitra(keeper(), partner=partner, reason="lisensi dibekukan")
    tell(judul="a")
    assert (carry_all(), mereka.posts) == (0, 0)
    aktifkan_mitra(keeper(), partner=partner)
    assert carry_all() == 1


@pytest.mark.parametrize(
    ("code", "reason"),
    [("suspended", "Pertukaran dengan pengirim sedang ditangguhkan."), ("too_old", "Pesan terlalu lama di jalan.")],
)
def test_what_the_partner_turned_away_waits_and_says_why(
    mereka: Mereka, tell: Any, carry_all: Callable[[], int], code: str, reason: str
) -> None:
    tell(judul="a")
    mereka.says = {"status": "refused", "code": code, "reason": reason, "final": False}
    carry_all()
    assert (Outgoing.objects.get().state, line().error) == ("waiting", reason)
    assert mereka.posts == 5  # four times at once, then a pause
    assert line().next_at > clock.now()


@pytest.mark.parametrize(
    "lie",
    [{"digest": "0" * 64}, {"number": 7}, {"from": "SANA"}, {"to": "SANA"}, {"final": "ya"}, {"message": None}],
)
def test_a_receipt_for_something_else_settles_nothing(
    mereka: Mereka, tell: Any, carry_all: Callable[[], int], lie: dict[str, Any]
) -> None:
    tell(judul="a")
    mereka.says = lie
    assert carry_all() == 0
    assert Outgoing.objects.get().state == "waiting"


def test_a_receipt_by_an_unknown_key_settles_nothing(
    mereka: Mereka, tell: Any, carry_all: Callable[[], int], tmp_path: Path
) -> None:
    tell(judul="a")
    mereka.signs_with = contoh.load_key(str(tmp_path / "palsu.pem"))
    assert carry_all() == 0
    assert line().error == "Mitra menjawab, tetapi tanpa tanda terima yang sah."


def test_after_a_loss_everything_from_there_on_is_sent_again(
    mereka: Mereka, tell: Any, carry_all: Callable[[], int]
) -> None:
    for n in range(1, 7):
        tell(f"k{n}", judul="a")
    mereka.lost = {3}
    assert carry_all() == 6
    assert mereka.numbers == [1, 2, 4, 5, 6, 3, 4, 5, 6]
    assert Outgoing.objects.filter(state="received").count() == 6
    assert sorted(key for _, key in mereka.told) == [f"k{n}" for n in range(1, 7)]
    assert mereka.posts == 2


def test_a_partner_restored_from_a_copy_gets_what_it_lost_under_the_same_numbers(
    mereka: Mereka, tell: Any, carry_all: Callable[[], int]
) -> None:
    for n in range(5):
        tell(f"k{n}", judul="a")
    carry_all()
    kept = dict(list(mereka.receipts.items())[:2])
    mereka.receipts, mereka.expected, mereka.told = kept, 3, {}
    tell("baru", judul="a")
    assert carry_all() == 4
    assert (mereka.expected, mereka.numbers[-4:]) == (7, [3, 4, 5, 6])
    assert sorted(key for _, key in mereka.told) == ["baru", "k2", "k3", "k4"]


def test_our_database_restored_from_a_copy_goes_on_with_the_number_the_partner_awaits(
    mereka: Mereka, tell: Any, carry_all: Callable[[], int]
) -> None:
    mereka.expected = 41
    tell(judul="a")
    carry_all()
    assert (Outgoing.objects.get().number, Outgoing.objects.get().state) == (41, "received")
    assert Entry.objects.get(code="exchange.nomori_ulang").data == {"ditunggu": 41, "berikut": 2}


def test_a_new_key_is_announced_with_the_old_one_and_signs_once_everybody_has_it(
    mereka: Mereka, partner: Partner, carry_all: Callable[[], int]
) -> None:
    old = own_key().kid
    new = umumkan_kunci(keeper())
    use_the_announced_key()
    assert own_key().kid == old
    assert not everybody_has(new)
    carry_all()
    assert mereka.told[("kunci", new)][0] == 1
    use_the_announced_key()
    assert own_key().kid == new
    with pytest.raises(WrongState, match="Tidak ada kunci baru"):
        pakai_kunci(keeper())


def test_a_partners_new_key_counts_once_it_is_announced_with_the_old_one(
    stranger: Stranger, partner: Partner, tmp_path: Path
) -> None:
    new = contoh.load_key(str(tmp_path / "baru.pem"))
    content = {"kid": contoh.kid(new), "public": contoh.public_hex(new), "replaces": contoh.kid(stranger.key)}
    lie = {**content, "kid": "0" * 16}
    assert stranger.tell(kind="kunci", key=lie["kid"], version=1, content=lie)["code"] == "by_rule"
    assert stranger.tell(kind="kunci", key=content["kid"], version=1, content=content)["status"] == "received"
    assert stranger.tell()["status"] == "received"  # what was still on the way under the old key
    stranger.key = new
    assert stranger.tell()["status"] == "received"
    old = PartnerKey.objects.get(kid=content["replaces"])
    assert old.valid_until is not None
    assert timedelta(days=29) < old.valid_until - clock.now() < timedelta(days=31)


def test_keys_are_entered_in_any_usual_form_and_only_once(partner: Partner, tmp_path: Path) -> None:
    keys = [contoh.load_key(str(tmp_path / f"{n}.pem")) for n in range(2)]
    serial = contoh.serialization
    pem = keys[0].public_key().public_bytes(serial.Encoding.PEM, serial.PublicFormat.SubjectPublicKeyInfo).decode()
    jwk = contoh.b64(bytes.fromhex(contoh.public_hex(keys[1])))
    assert [tambah_kunci(keeper(), partner=partner, public=text).kid for text in (pem, jwk)] == list(
        map(contoh.kid, keys)
    )
    for text in (pem, "x", "", "00" * 31, "-----BEGIN NOTHING-----"):
        with pytest.raises(Invalid):
            tambah_kunci(keeper(), partner=partner, public=text)


def test_what_waits_goes_at_once_when_the_partner_is_heard_from_again(
    mereka: Mereka, stranger: Stranger, tell: Any, carry_all: Callable[[], int]
) -> None:
    def pause() -> int:
        """Nobody answered there for hours: the next attempt is an hour away."""
        mereka.down = True
        carry_all()
        line = OutgoingLine.objects
        line.update(attempts=12, next_at=clock.now() + timedelta(hours=1))
        mereka.down = False
        return carry_all()

    tell("a", judul="a")
    assert pause() == 0
    stranger.tell()
    assert carry_all() == 1
    assert Outgoing.objects.get(key="a").state == "received"
    tell("b", judul="b")
    assert pause() == 0
    ask(stranger, "/pertukaran/v1/ringkasan")
    assert carry_all() == 1
    tell("c", judul="c")
    pause()
    stranger.post([stranger.token(stranger.message(), contoh.Ed25519PrivateKey.generate())])  # says it is MEREKA
    assert carry_all() == 0


def ask(stranger: Stranger, path: str) -> None:
    """MEREKA asks, signed."""
    said = {"from": "MEREKA", "to": "KITA", "id": str(uuid4()), "sent_at": contoh.now(), "path": path}
    token = contoh.sign(said, "telusur-permintaan+jws", stranger.key)
    assert stranger.client.get(path, headers={"authorization": f"Bearer {token}"}).status_code == 200
