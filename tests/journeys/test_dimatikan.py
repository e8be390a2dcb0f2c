"""Both products as live processes: killed at any moment nothing is lost or doubled; with one down the other works on."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.empty import database_of, empty_database
from tests.environment import REPOSITORY

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.journey]

SEED = 20_261_121
KILLS = 12
KODE = {"lsp": "BNSP-LSP-9021-ID", "bnsp": "BNSP"}
PROSES = ("server", "pekerja", "orang")
NOW = datetime(2026, 11, 20, 3, 42, tzinfo=UTC)
FACTS = "SELECT kind, key, version, digest FROM exchange_{} WHERE version > 0 AND kind <> 'segel' ORDER BY kind, key"


@dataclass
class Produk:
    """One product: the process that starts the others, and what runs now."""

    nama: str
    folder: Path
    port: int
    process: subprocess.Popen[str]
    hidup: dict[str, int] = field(default_factory=dict)

    def suruh(self, *words: Any) -> str:
        """Have it do one thing; its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return self.jawaban()

    def jawaban(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"{self.nama} has ended; its last words are above"
        return str(json.loads(line))

    def mulai(self, *names: str) -> None:
        for name in names:
            self.hidup[name] = int(self.suruh("mulai", name))

    def bunuh(self, *names: str) -> None:
        """SIGKILL: no chance to finish anything."""
        for name in names:
            os.kill(self.hidup.pop(name), signal.SIGKILL)

    def baris(self, sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / f"{self.nama}/telusur.sqlite3", timeout=20) as database:
            return database.execute(sql).fetchall()

    def satu(self, sql: str) -> Any:
        return self.baris(sql)[0][0]

    def akhiri(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


def _dimulai(nama: str, folder: Path) -> Produk:
    (folder / nama / "static").mkdir(parents=True)
    if nama == "lsp":
        empty_database(folder / "lsp/telusur.sqlite3")
    else:
        database_of(nama, folder)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TELUSUR_")}
    surroundings = {
        **plain,
        "TELUSUR_DATA": str(folder),
        "TELUSUR_CODE": KODE[nama],
        "TELUSUR_EXCHANGE_PAUSE": "1",
        "DJANGO_SETTINGS_MODULE": f"telusur.sites.{nama}.settings",
        "UJI_PORT": str(port),
        "UJI_BEDA": str((NOW - datetime.now(UTC)).total_seconds()),
    }
    command = [sys.executable, "-m", "tests.journeys.hidup"]
    with (folder / "catatan.txt").open("w") as notes:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": notes}
        process = subprocess.Popen(command, cwd=REPOSITORY, env=surroundings, text=True, **pipes)  # type: ignore[call-overload]
    return Produk(nama, folder, port, process)


@pytest.fixture(scope="module")
def dua(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[tuple[Produk, Produk]]:
    """The LSP and BNSP, registered with each other; all their processes run."""
    root = tmp_path_factory.mktemp("hidup")
    with ExitStack() as stack:
        lsp, bnsp = (_dimulai(nama, root / f"data-{nama}") for nama in ("lsp", "bnsp"))
        for produk in (lsp, bnsp):
            stack.callback(produk.akhiri)
        kunci = {produk.nama: produk.jawaban() for produk in (lsp, bnsp)}
        for sini, sana in ((lsp, bnsp), (bnsp, lsp)):
            sini.suruh("kenal", KODE[sana.nama], f"http://127.0.0.1:{sana.port}", kunci[sana.nama])
            sini.mulai(*PROSES)
        yield lsp, bnsp


def tenang(lsp: Produk, bnsp: Produk, jadwal: int) -> bool:
    """Whether all that these schedules and requests bring about has arrived."""
    waiting = "SELECT count(*) FROM exchange_outgoing WHERE state = 'waiting'"
    return (
        lsp.satu("SELECT count(*) FROM jadwal_jadwal WHERE status = 'terdaftar'") == jadwal
        and lsp.satu("SELECT count(*) FROM sertifikat_blanko") == 2 * jadwal
        and bnsp.satu("SELECT count(*) FROM pemegang_sertifikatterdaftar") == 2 * jadwal
        and lsp.satu(waiting) == bnsp.satu(waiting) == 0
    )


def _keadaan(produk: Produk) -> str:
    """What there is to know about a product that does not get anywhere."""
    notes = (produk.folder / "catatan.txt").read_text()
    told = produk.baris("SELECT kind, state, count(*) FROM exchange_outgoing GROUP BY 1, 2")
    faults = [notes[place.start() : place.start() + 3000] for place in re.finditer("Traceback", notes)]
    return "\n".join([f"{produk.nama}: {told}", *faults[-3:], notes[-1500:]])


def sampai(done: Callable[[], bool], produk: tuple[Produk, Produk]) -> None:
    """Wait for it, a minute at most."""
    end = time.monotonic() + 90
    while not done():
        if time.monotonic() > end:
            pytest.fail("\n".join(map(_keadaan, produk)))
        time.sleep(0.2)


def sama(lsp: Produk, bnsp: Produk, jadwal: int) -> None:
    """Both hold the same, everything once."""
    for sini, sana in ((lsp, bnsp), (bnsp, lsp)):
        told = sini.baris(FACTS.format("told"))
        assert told and told == sana.baris(FACTS.format("heard"))
        sent = sini.baris("SELECT number, message, digest, state FROM exchange_outgoing ORDER BY number")
        taken = sana.baris("SELECT number, message, digest, state FROM exchange_incoming ORDER BY number")
        assert sent == taken
        assert [number for number, *_ in sent] == list(range(1, len(sent) + 1))
        assert {state for *_, state in sent} == {"received"}
        acts = "FROM audit_entry WHERE code IN ('exchange.terima', 'exchange.terima_diam') AND outcome = 'done'"
        assert sana.baris(f"SELECT count(*), count(DISTINCT request_id) {acts}") == [(len(sent), len(sent))]
    numbers = lsp.baris("SELECT nomor, bnsp_nomor FROM jadwal_jadwal ORDER BY nomor")
    assert numbers == bnsp.baris("SELECT nomor_lsp, nomor FROM jadwal_uji_jadwaluji ORDER BY nomor_lsp")
    assert len({nomor for _, nomor in numbers}) == jadwal
    given = bnsp.baris("SELECT awal, akhir FROM blanko_alokasiblanko ORDER BY awal")
    sheets = [number for awal, akhir in given for number in range(awal, akhir + 1)]
    assert sheets == [int(nomor) for (nomor,) in lsp.baris("SELECT nomor FROM sertifikat_blanko ORDER BY nomor")]
    used = bnsp.baris("SELECT nomor_blanko FROM pemegang_sertifikatterdaftar ORDER BY nomor_blanko")
    assert sheets == [nomor for (nomor,) in used]


def test_killed_at_any_moment_and_started_again_nothing_is_lost_and_nothing_doubled(
    dua: tuple[Produk, Produk],
) -> None:
    lsp, bnsp = dua
    chance = random.Random(SEED)
    for _ in range(KILLS):
        lsp.suruh("tambah", 2)
        time.sleep(chance.uniform(0.02, 0.5))
        one, name = chance.choice(dua), chance.choice(PROSES)
        one.bunuh(name)
        one.mulai(name)
    sampai(lambda: tenang(lsp, bnsp, 2 * KILLS), dua)
    sama(lsp, bnsp, 2 * KILLS)


def test_with_one_side_down_people_work_on_what_waits_is_shown_and_arrives_afterwards(
    dua: tuple[Produk, Produk],
) -> None:
    lsp, bnsp = dua
    lsp.suruh("tambah", 1)
    jadwal = lsp.satu("SELECT count(*) FROM jadwal_jadwal")
    sampai(lambda: tenang(lsp, bnsp, jadwal), dua)
    waiting = "SELECT count(*) FROM exchange_outgoing WHERE state = 'waiting' AND kind <> 'segel'"
    bnsp.bunuh(*PROSES)
    lsp.suruh("tambah", 3)
    sampai(lambda: lsp.satu(waiting) == 6 and lsp.satu("SELECT error FROM exchange_outgoingline") != "", dua)
    assert "Menunggu" in lsp.suruh("halaman", "/pertukaran/?status=waiting")
    page = lsp.suruh("halaman", f"/pertukaran/mitra/{KODE['bnsp']}/")
    assert "Tidak terhubung" in page and "6 " in page
    bnsp.mulai("server", "pekerja")
    files = "SELECT count(*) FROM exchange_outgoingfile WHERE state = 'waiting'"
    sampai(lambda: lsp.satu(waiting) == lsp.satu(files) == 0, dua)
    lsp.bunuh(*PROSES)
    bnsp.mulai("orang")  # BNSP gives the blanks while the LSP is down
    allocated = "SELECT count(*) FROM blanko_permohonanblanko WHERE status = 'dialokasikan'"
    sampai(lambda: bnsp.satu(allocated) == jadwal + 3 and bnsp.satu(waiting) >= 3, dua)
    assert "Menunggu" in bnsp.suruh("halaman", "/pertukaran/?status=waiting")
    lsp.mulai(*PROSES)
    sampai(lambda: tenang(lsp, bnsp, jadwal + 3), dua)
    sama(lsp, bnsp, jadwal + 3)
