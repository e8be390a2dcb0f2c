"""A batch of messages is taken in together; what it leaves is what the same messages leave when each comes alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.blanko.models import BlankoRusak
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import RekapSertifikat, SertifikatTerdaftar
from telusur.contract import from_lsp
from telusur.kernel.audit.models import Entry
from telusur.kernel.commands.guard import current
from telusur.kernel.exchange import jose, line
from telusur.kernel.exchange.commands import tambah_mitra
from telusur.kernel.exchange.intake import take_in
from telusur.kernel.exchange.models import Heard, Incoming, IncomingLine
from telusur.kernel.outbox.models import Event
from tests.bnsp.conftest import HARI, NOW, Negeri
from tests.bnsp.test_pertukaran import Isi, _sertifikat
from tests.kernel.exchange.conftest import contoh

pytestmark = pytest.mark.django_db
SENT = NOW.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Pengirim:
    """The LSP's own program: signs what it says, in order."""

    def __init__(self, negeri: Negeri, folder: Path) -> None:
        self.code, self.key = negeri.lsp.nomor_lisensi, contoh.load_key(str(folder / "lsp.pem"))
        tambah_mitra(
            negeri.ctx(Role.PENGELOLA_SISTEM),
            code=self.code,
            name=negeri.lsp.nama,
            address="http://127.0.0.1:9",
            public=contoh.public_hex(self.key),
            witness_of_seals=False,
        )

    def tokens(self, said: list[tuple[Any, str, int, Isi]]) -> list[str]:
        return [
            contoh.sign(
                {
                    "from": self.code, "to": "BNSP", "number": number, "id": str(UUID(int=number)), "kind": agreed.kind,
                    "key": key, "version": version, "created_at": SENT, "sent_at": SENT, "content": content,
                },
                jose.MESSAGE,
                self.key,
            )
            for number, (agreed, key, version, content) in enumerate(said, start=1)
        ]  # fmt: skip


@pytest.fixture
def pengirim(negeri: Negeri, tmp_path: Path, settings: Any) -> Pengirim:
    settings.DATA_FOLDER, settings.SEAL_KEY, settings.EXCHANGE_CODE = tmp_path, "", "BNSP"
    negeri.beri_blanko(k=40, isi=100)
    return Pengirim(negeri, tmp_path)


def _satu(n: int, **lain: Any) -> tuple[Any, str, int, Isi]:
    """The n-th certificate on the n-th blank."""
    kode = f"7K4M-92QF-{chr(65 + n // 20)}{'ABCDEFGHJKMNPQRSTVWX'[n % 20]}22".replace("I", "Y")
    isi = _sertifikat(
        nomor=f"62019 2513 0 {n:07d} 2026", nomor_registrasi=f"TIK.9021.{n:05d}.2026", nomor_blanko=4_128_000 + n,
        kode=kode, nama=f"Ani Lestari Uji {n}",
    )  # fmt: skip
    return from_lsp.SERTIFIKAT, kode, int(lain.pop("version", 1)), {**isi, **lain}


def _rusak(n: int) -> tuple[Any, str, int, Isi]:
    isi = {"nomor": 4_128_000 + n, "nomor_ba": "BA-R", "tanggal_ba": HARI.isoformat(), "alasan": "Tercetak miring"}
    return from_lsp.BLANKO_RUSAK, str(n), 1, isi


RATA = ("code", "outcome", "reason", "actor_id", "subject_type", "subject_label")
BEKU = {"status": "dibekukan", "dasar": "SK-BEKU-1"}
KEJADIAN: dict[str, list[tuple[Any, str, int, Isi]]] = {
    "biasa": [_satu(n) for n in range(1, 9)],
    "ditolak aturan": [
        _satu(1), _satu(2, nomor_blanko=9_999_999), _satu(3, skema_kode="SKM-LAIN"), _satu(4),
        _satu(5, tanggal_terbit="2031-01-01"), _satu(6, kode="bukan kode"), _satu(7),
    ],
    "isi keliru": [_satu(1), _satu(2, nomor_blanko="dua"), _satu(3, tanggal_terbit="2026-02-31"), _satu(4)],
    "nomor kembar": [_satu(1), _satu(2), _satu(3, nomor="62019 2513 0 0000001 2026"), _satu(4)],
    "blanko kembar": [_satu(1), _satu(2, nomor_blanko=4_128_001), _satu(3)],
    "diubah kemudian": [_satu(1), _satu(2), _satu(1, version=2, **BEKU), _satu(3), _satu(1, version=3)],
    "langsung beku": [_satu(1), _satu(2, **BEKU), _satu(3, status="dicabut", dasar=""), _satu(4)],
    "rusak lalu dipakai": [_satu(1), _rusak(2), _satu(2), _satu(3), _rusak(3), _satu(4)],
    "diberitahukan lagi": [_satu(1), _satu(2), _satu(1), _satu(2, version=2, nama="Orang Lain"), _satu(1, version=1)],
}  # fmt: skip


def _tersisa() -> dict[str, list[Any]]:
    """What the messages left everywhere, without the ids and counts of rows that differ each time."""
    hidden = {str(row.pk): row.nomor for row in SertifikatTerdaftar.objects.all()}
    hidden |= {str(row.pk): str(row) for model in (RekapSertifikat, BlankoRusak) for row in model.objects.all()}

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: named(one) for name, one in value.items()}
        return [named(one) for one in value] if isinstance(value, list) else hidden.get(value, value)

    entries = Entry.objects.filter(at=NOW, channel="pertukaran").order_by("id")
    return {
        "sertifikat": [model_to_dict(row) for row in SertifikatTerdaftar.objects.order_by("kode")],
        "rekap": list(RekapSertifikat.objects.values_list("skema_kode", "tahun", "jumlah")),
        "jejak": [
            [*(str(getattr(one, name)) for name in RATA), *map(named, (one.subject_id, one.changes, one.data))]
            for one in entries
        ],
        "peristiwa": sorted(
            (one.name, str(named(one.payload))) for one in Event.objects.filter(request_id__in=_pesan(entries))
        ),
        "didengar": list(Heard.objects.order_by("key").values_list("kind", "key", "version", "digest", "content")),
        "masuk": list(Incoming.objects.order_by("number").values_list("number", "key", "state", "code", "reason")),
        "jalur": list(IncomingLine.objects.values_list("last_number", "repeated", "turned_away")),
    }  # fmt: skip


def _pesan(entries: Any) -> list[UUID]:
    return [one.request_id for one in entries]


@pytest.fixture
def kembali() -> Iterator[Any]:
    """``with kembali():`` what happens inside leaves nothing."""

    class Kembali:
        def __enter__(self) -> None:
            self.block = transaction.atomic()
            self.block.__enter__()

        def __exit__(self, *said: Any) -> None:
            transaction.set_rollback(True)
            self.block.__exit__(*said)

    assert current.get() is None
    yield Kembali


def _jawaban(receipts: list[str]) -> list[dict[str, Any]]:
    said = [jose.opened(one, typ=jose.RECEIPT).payload for one in receipts]
    return [{name: value for name, value in one.items() if name != "token"} for one in said]


def test_what_a_batch_leaves_is_what_its_messages_leave_one_by_one(pengirim: Pengirim, kembali: Any) -> None:
    for name, said in KEJADIAN.items():
        tokens = pengirim.tokens(said)
        with kembali():
            together = _jawaban(take_in(tokens, now=NOW).receipts), _tersisa()
        with kembali():
            alone = [_jawaban(take_in([token], now=NOW).receipts)[0] for token in tokens], _tersisa()
        assert together[0] == alone[0], name
        for part, rows in together[1].items():
            assert rows == alone[1][part], (name, part)
        assert len(together[1]["masuk"]) == len(said), name


def test_entering_more_certificates_asks_no_more_of_the_database(pengirim: Pengirim, kembali: Any) -> None:
    counts = []
    for many in (4, 30):
        tokens = pengirim.tokens([_satu(n) for n in range(1, many + 1)])
        with kembali(), CaptureQueriesContext(connection) as asked:
            assert {one["status"] for one in _jawaban(take_in(tokens, now=NOW).receipts)} == {"received"}
            counts.append(len(asked))
            assert SertifikatTerdaftar.objects.count() == many
            assert RekapSertifikat.objects.get().jumlah == many
    assert counts[0] == counts[1] <= 34


def test_a_refusal_by_rule_does_not_send_the_batch_apart(pengirim: Pengirim, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    answer = line.Line._answer

    def counted(self: Any, envelope: Any) -> Any:
        tries.append(envelope.number)
        return answer(self, envelope)

    monkeypatch.setattr(line.Line, "_answer", counted)
    said = _jawaban(take_in(pengirim.tokens(KEJADIAN["ditolak aturan"]), now=NOW).receipts)
    assert [one["status"] for one in said].count("refused") == 4
    assert tries == list(range(1, 8))
