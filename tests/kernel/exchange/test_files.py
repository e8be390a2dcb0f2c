"""Files that facts name: in parts, each signed for; cut off they go on; what is not whole or not wanted never gets in."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.db import transaction

from telusur.kernel.archive.commands import simpan_bytes
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.exchange import jose
from telusur.kernel.exchange.attachments import attach, await_files, described
from telusur.kernel.exchange.identity import own_public_keys
from telusur.kernel.exchange.models import FilePart, IncomingFile, OutgoingFile, OutgoingLine, Partner
from telusur.kernel.exchange.schemas import PART_BYTES
from telusur.kernel.exchange.states import FileState
from tests.cast import bypass
from tests.kernel.exchange.conftest import Stranger, contoh, keeper
from tests.kernel.exchange.mereka import Mereka

pytestmark = pytest.mark.django_db


def pdf(filling: int = 0) -> bytes:
    """A PDF of one page; ``filling`` bytes that cannot be packed make it long."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        if filling:
            made.pages[0].Contents = made.make_stream(hashlib.shake_256(b"isi").digest(filling))
        made.save(out, deterministic_id=True)
    return out.getvalue()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def named(data: bytes, name: str = "SK.pdf") -> dict[str, Any]:
    """As a fact names it."""
    return {"jenis": "sk", "nama": name, "sha256": sha256(data), "ukuran": len(data)}


def awaited(partner: Partner, *files: dict[str, Any]) -> list[IncomingFile]:
    with bypass("uji"), transaction.atomic():
        return await_files(keeper(), partner=partner, named=files)


class Sender(Stranger):
    """MEREKA's own program sends files by the guide alone."""

    def part(self, data: bytes, start: int, size: int, **changes: Any) -> dict[str, Any]:
        """Send ``data[start:start + size]``; ``body`` and ``key`` may be otherwise. What the signed answer says."""
        body = changes.pop("body", data[start : start + size])
        target = f"/pertukaran/v1/berkas/{sha256(data)}?mulai={start}"
        piece = data[start : start + size]
        said = {"from": self.code, "to": "KITA", "id": str(uuid4()), "sent_at": contoh.now(), "path": target}
        said |= {"digest": sha256(piece), "size": len(piece)} | changes
        return self._answer(
            self.client.put(
                target,
                body,
                content_type="application/octet-stream",
                headers={"Authorization": f"Bearer {contoh.sign(said, 'telusur-potongan+jws', self.key)}"},
            ),
            str(said["id"]),
        )

    def standing(self, data: bytes) -> dict[str, Any]:
        target = f"/pertukaran/v1/berkas/{sha256(data)}"
        said = {"from": self.code, "to": "KITA", "id": str(uuid4()), "sent_at": contoh.now(), "path": target}
        token = contoh.sign(said, "telusur-permintaan+jws", self.key)
        return self._answer(self.client.get(target, headers={"Authorization": f"Bearer {token}"}), said["id"])

    def _answer(self, response: Any, request: str) -> dict[str, Any]:
        assert response.status_code == 200, response.content
        opened = jose.opened(response.content.decode(), typ=jose.ANSWER)
        assert opened.signed_by(jose.public_jwk(own_public_keys()[opened.kid]))
        assert opened.payload["request"] == request
        return opened.payload


@pytest.fixture
def sender(partner: Partner, their_key: Any) -> Sender:
    return Sender(their_key)


def test_a_file_comes_in_parts_and_is_kept_with_the_partner_as_its_source(partner: Partner, sender: Sender) -> None:
    data = pdf(900_000)
    awaited(partner, named(data))
    before = sender.standing(data)
    assert (before["state"], before["received"], before["size"]) == ("waiting", 0, len(data))
    half = sender.part(data, 0, PART_BYTES)
    assert (half["state"], half["received"], half["code"]) == ("waiting", PART_BYTES, "")
    done = sender.part(data, PART_BYTES, PART_BYTES)
    assert (done["state"], done["received"]) == ("received", len(data))
    file = StoredFile.objects.get()
    assert read_bytes(file) == data
    assert (file.sha256, file.source, file.captured_by, file.kind) == (
        sha256(data),
        "pertukaran",
        "Lembaga Mereka",
        "pdf",
    )
    assert IncomingFile.objects.get().file == file and not FilePart.objects.exists()
    entry = Entry.objects.get(code="exchange.terima_berkas", outcome="done")
    assert (entry.actor_id, entry.channel) == ("mitra:MEREKA", "pertukaran")
    assert entry.data["sha256"] == sha256(data)
    assert sender.part(data, 0, PART_BYTES)["state"] == "received"  # once more: it is here, nothing is doubled
    assert StoredFile.objects.count() == 1


def test_a_transfer_cut_off_goes_on_where_it_stopped(partner: Partner, sender: Sender) -> None:
    data = pdf(400_000)
    awaited(partner, named(data))
    sender.part(data, 0, 100_000)
    again = sender.part(data, 0, 100_000)
    assert (again["code"], again["received"]) == ("wrong_start", 100_000)
    assert sender.part(data, 200_000, 100_000)["code"] == "wrong_start"
    start = sender.standing(data)["received"]
    assert sender.part(data, start, PART_BYTES)["state"] == "received"
    assert read_bytes(StoredFile.objects.get()) == data


def test_a_part_with_a_wrong_digest_is_refused_and_leaves_nothing(partner: Partner, sender: Sender) -> None:
    data = pdf(200_000)
    awaited(partner, named(data))
    bad = sender.part(data, 0, 1000, body=b"x" * 1000)
    assert (bad["code"], bad["received"], bad["state"]) == ("wrong_digest", 0, "waiting")
    assert sender.part(data, 0, 1000, body=data[:999])["code"] == "wrong_digest"
    assert not FilePart.objects.exists() and not StoredFile.objects.exists()
    refused = Entry.objects.filter(code="exchange.terima_berkas", outcome="refused")
    assert [one.data["alasan"] for one in refused] == ["wrong_digest", "wrong_digest"]
    assert sender.part(data, 0, PART_BYTES)["state"] == "received"


def test_what_no_fact_named_or_somebody_else_signed_is_not_taken(
    partner: Partner, sender: Sender, tmp_path: Any
) -> None:
    data = pdf()
    assert sender.part(data, 0, 1000)["code"] == sender.standing(data)["code"] == "not_awaited"
    awaited(partner, named(data))
    stranger = Sender(contoh.load_key(str(tmp_path / "asing.pem")))
    target = f"/pertukaran/v1/berkas/{sha256(data)}?mulai=0"
    said = {"from": "MEREKA", "to": "KITA", "id": str(uuid4()), "sent_at": contoh.now(), "path": target}
    said |= {"digest": sha256(data), "size": len(data)}
    for claim, key in ((said, stranger.key), ({**said, "path": target[:-1] + "7"}, sender.key)):
        bearer = {"Authorization": f"Bearer {contoh.sign(claim, 'telusur-potongan+jws', key)}"}
        assert (
            sender.client.put(target, data, content_type="application/octet-stream", headers=bearer).status_code == 401
        )
    assert not StoredFile.objects.exists()


def test_parts_that_make_another_file_begin_anew(partner: Partner, sender: Sender) -> None:
    data = pdf(1000)
    other = bytes(reversed(data))
    awaited(partner, named(data))
    wrong = sender.part(data, 0, len(data), body=other, digest=sha256(other))
    assert (wrong["code"], wrong["received"], wrong["state"]) == ("wrong_whole", 0, "waiting")
    assert sender.part(data, 0, len(data))["state"] == "received"


def test_what_may_not_come_in_is_refused_for_good_and_said_why(partner: Partner, sender: Sender) -> None:
    data = b"MZ program yang menyamar"
    awaited(partner, named(data, "SK.pdf"))
    said = sender.part(data, 0, len(data))
    assert (said["state"], said["code"]) == ("refused", "unfit") and "bukan JPEG, PDF atau PNG" in said["reason"]
    with pytest.raises(Invalid, match="sudah ditolak"):
        awaited(partner, named(data))
    for size, sentence in ((0, "0 KB|1 KB"), (60 * 1024 * 1024, "60 MB")):
        with pytest.raises(Invalid, match=sentence):
            awaited(partner, {**named(pdf()), "ukuran": size})


@pytest.fixture
def sent(partner: Partner) -> Callable[[bytes], StoredFile]:
    """A command of some module attaches a file for MEREKA."""

    def make(data: bytes) -> StoredFile:
        ctx: Context = keeper()
        with bypass("uji"), transaction.atomic():
            file = simpan_bytes(ctx, data=data, name="SK.pdf", content_type="application/pdf")
            attach(ctx, to=partner, files=[file])
        return file

    return make


def test_the_courier_sends_the_fact_first_then_the_file_and_once(
    partner: Partner, mereka: Mereka, sent: Any, tell: Any, carry_all: Any
) -> None:
    data = pdf(1_200_000)
    tell(judul="SK terlampir")
    file = sent(data)
    assert described(file, "sk") == named(data)
    mereka.awaits[sha256(data)] = len(data)
    carry_all()
    row = OutgoingFile.objects.get()
    assert (row.state, row.sent, mereka.files[sha256(data)]) == (FileState.RECEIVED, len(data), data)
    with bypass("uji"), transaction.atomic():
        attach(keeper(), to=partner, files=[file])
    assert OutgoingFile.objects.get().state == FileState.RECEIVED


def test_the_courier_goes_on_after_a_cut_and_waits_while_the_fact_is_not_known(
    partner: Partner, mereka: Mereka, sent: Any, carry_all: Any
) -> None:
    data = pdf(1_200_000)
    sent(data)
    carry_all()
    row = OutgoingFile.objects.get()
    assert (row.state, row.sent, row.reason, row.attempts) == (FileState.WAITING, 0, "Belum disebut.", 1)
    assert OutgoingLine.objects.get(partner=partner).error == ""  # facts are not held up by it
    mereka.awaits[sha256(data)] = len(data)
    mereka.parts_until_cut = 2
    OutgoingFile.objects.update(next_at=row.named_at)
    carry_all()
    row.refresh_from_db()
    assert (row.state, row.sent) == (FileState.WAITING, 2 * PART_BYTES) and "kabel" in row.reason
    mereka.parts_until_cut = None
    mereka.files[sha256(data)] = data[:PART_BYTES]  # it was restored from a copy and knows less than we think
    OutgoingFile.objects.update(next_at=row.named_at)
    carry_all()
    row.refresh_from_db()
    assert (row.state, mereka.files[sha256(data)]) == (FileState.RECEIVED, data)


def test_what_a_partner_restored_from_a_copy_has_lost_goes_out_again(
    partner: Partner, mereka: Mereka, sent: Any, tell: Any, carry_all: Any
) -> None:
    data = pdf(600_000)
    tell(judul="SK terlampir")
    sent(data)
    mereka.awaits[sha256(data)] = len(data)
    carry_all()
    assert OutgoingFile.objects.get().state == FileState.RECEIVED
    mereka.files.clear()
    mereka.expected, mereka.receipts = 1, {}  # its database is older than ours
    tell(judul="SK diperbaiki")
    carry_all()
    assert mereka.files[sha256(data)] == data
    assert OutgoingFile.objects.get().state == FileState.RECEIVED
