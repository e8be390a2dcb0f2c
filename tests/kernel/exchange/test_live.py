"""Two institutions as live processes with databases of their own, and between them a network that loses, repeats, delays,
reorders and alters almost every third message. Both end equal; nothing is applied twice."""

from __future__ import annotations

import http.client
import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.empty import empty_database
from tests.environment import REPOSITORY
from tests.kernel.exchange.conftest import contoh

# A database, because its tables are copied.
pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.journey]

# UJI_PESAN asks for another number of messages in all.
EACH_WAY = int(os.environ.get("UJI_PESAN", "10000")) // 2
THINGS = EACH_WAY * 3 // 5
SEED = 20_261_120


@dataclass
class Network:
    """What happens to messages on their way to one institution. ``fair`` is a network that works."""

    port: int
    chance: random.Random
    fair: bool = True
    held: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def travel(self, tokens: list[str]) -> list[str]:
        """The messages as they arrive."""
        arriving: list[str] = []
        if self.held and self.chance.random() < 0.5:
            arriving.append(self.held.pop(self.chance.randrange(len(self.held))))
        for token in tokens:
            fate = self.fate()
            self.counts[fate] = self.counts.get(fate, 0) + 1
            if fate == "lost":
                continue
            if fate == "delayed":
                self.held.append(token)
            elif fate == "altered":
                place = self.chance.randrange(len(token))
                arriving.append(token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :])
            elif fate == "reordered":
                arriving.insert(self.chance.randrange(len(arriving) + 1), token)
            else:
                arriving += [token, token] if fate == "repeated" else [token]
        return arriving[:100]

    def fate(self) -> str:
        fates = ("lost", "repeated", "delayed", "reordered", "altered")
        return self.chance.choice(fates) if self.chance.random() < 0.30 else "arrived"

    def answer_back(self, body: bytes) -> bytes:
        """The receipts as they arrive: now and then one is altered, or the whole answer never comes."""
        if self.chance.random() < 0.01:
            return b""
        receipts = json.loads(body)
        if receipts and self.chance.random() < 0.05:
            receipts[-1] = receipts[-1][:-9] + "AAAAAAAAA"
        return json.dumps(receipts).encode()


class Proxy(BaseHTTPRequestHandler):
    """Stands in front of one institution; its ``server`` knows the network and the port behind."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Front

    def setup(self) -> None:
        super().setup()
        self.way = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=60)

    def finish(self) -> None:
        super().finish()
        self.way.close()

    def do_GET(self) -> None:
        self.reply(self.ask("GET", None))

    def do_POST(self) -> None:
        network, body = self.server.network, self.rfile.read(int(self.headers["Content-Length"]))
        if network.fair:
            return self.reply(self.ask("POST", body))
        arriving = network.travel(json.loads(body))
        status, answer = self.ask("POST", json.dumps(arriving).encode()) if arriving else (200, b"[]")
        if not (back := network.answer_back(answer)):
            self.close_connection = True  # the answer is lost
            return None
        return self.reply((status, back))

    def ask(self, method: str, body: bytes | None) -> tuple[int, bytes]:
        headers = {name: self.headers[name] for name in ("Authorization", "Content-Type") if self.headers[name]}
        self.way.request(method, self.path, body, headers)
        answer = self.way.getresponse()
        return answer.status, answer.read()

    def reply(self, answer: tuple[int, bytes]) -> None:
        self.send_response(answer[0])
        self.send_header("Content-Length", str(len(answer[1])))
        self.end_headers()
        self.wfile.write(answer[1])

    def log_message(self, *args: object) -> None: ...


class Front(ThreadingHTTPServer):
    """A proxy in front of one institution."""

    def __init__(self, network: Network, behind: int) -> None:
        super().__init__(("127.0.0.1", 0), Proxy)
        self.network, self.behind = network, behind
        network.port = self.server_port
        threading.Thread(target=self.serve_forever, daemon=True).start()


@dataclass
class Institution:
    """One live institution: a process with a folder, a code and a web server, and the network in front of it."""

    code: str
    folder: Path
    network: Network
    key: Any
    process: subprocess.Popen[str]
    port: int = 0

    def asked(self, *words: str) -> None:
        """Have it do something, without waiting."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def answer(self, *, fails: bool = False) -> str:
        """What it printed when it did what was asked."""
        assert self.process.stdout is not None
        done, text = json.loads(self.process.stdout.readline())
        assert done != fails, text
        return str(text)

    def run(self, *acts: list[str]) -> str:
        """Have it do one thing after another; what it printed last."""
        shown = ""
        for words in acts:
            self.asked(*words)
            shown = self.answer()
        return shown

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "lsp/telusur.sqlite3") as database:
            return database.execute(sql).fetchall()


def started(code: str, root: Path, chance: float) -> Institution:
    """The process, with an empty database of its own."""
    folder = root / code
    (folder / "lsp/static").mkdir(parents=True)
    (folder / "lsp/kunci").mkdir()
    empty_database(folder / "lsp/telusur.sqlite3")
    key = contoh.load_key(str(folder / "lsp/kunci/jejak.pem"))
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TELUSUR_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.exchange.live"],
        env={**plain, "TELUSUR_DATA": str(folder), "TELUSUR_CODE": code},
        cwd=REPOSITORY,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    return Institution(code, folder, Network(0, random.Random(chance)), key, process)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[tuple[Institution, Institution]]:
    """A and B, registered with each other, each the witness of the other; the network between them works."""
    root = tmp_path_factory.mktemp("dua")
    chance = random.Random(SEED)
    both = [started(code, root, chance.random()) for code in ("A", "B")]
    stranger = contoh.public_hex(contoh.load_key(str(root / "orang.pem")))
    with ExitStack() as stack:
        for one in both:
            stack.callback(end, one.process)
            assert one.process.stdout is not None
            one.port = int(one.process.stdout.readline())
            server = stack.enter_context(Front(one.network, one.port))
            stack.callback(server.shutdown)
        for here, there in (both, reversed(both)):
            address = f"http://127.0.0.1:{there.network.port}"
            here.run(
                ["register", there.code, address, contoh.public_hex(there.key)],
                ["register", "ORANG", "http://127.0.0.1:9", stranger],
            )
        yield both[0], both[1]


def end(process: subprocess.Popen[str]) -> None:
    """Nothing more is asked of it."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.close()
    process.wait(20)
    process.stdout.close()


def test_ten_thousand_messages_over_a_bad_network_leave_both_sides_equal_and_nothing_applied_twice(
    two: tuple[Institution, Institution],
) -> None:
    for one in two:
        one.network.fair = False
    for one in two:
        one.run(["tell", str(EACH_WAY), str(THINGS)])
    for one in two:
        one.asked("carry")
    for one in two:
        one.answer()
    for one, other in (two, reversed(two)):
        one.network.fair = True
        harmed = sum(count for fate, count in one.network.counts.items() if fate != "arrived")
        assert harmed / sum(one.network.counts.values()) == pytest.approx(0.30, abs=0.02)
        assert set(one.network.counts) == {"arrived", "lost", "repeated", "delayed", "reordered", "altered"}
        told = one.rows("SELECT key, version, digest FROM exchange_told WHERE kind = 'kabar' ORDER BY key")
        heard = other.rows("SELECT key, version, digest FROM exchange_heard WHERE kind = 'kabar' ORDER BY key")
        assert len(told) == THINGS
        assert told == heard
        sent = one.rows("SELECT message, number, digest FROM exchange_outgoing WHERE kind = 'kabar' ORDER BY number")
        taken = other.rows("SELECT message, number, digest FROM exchange_incoming WHERE kind = 'kabar' ORDER BY number")
        assert len(sent) == EACH_WAY
        assert sent == taken
        assert [number for _, number, _ in sent] == list(range(sent[0][1], sent[0][1] + EACH_WAY))
        states = one.rows("SELECT state, count(*) FROM exchange_outgoing WHERE kind = 'kabar' GROUP BY 1")
        assert states == [("received", EACH_WAY)]
        entries = "FROM audit_entry WHERE code = 'exchange.terima' AND outcome = "
        applied = other.rows(f"SELECT count(*), count(DISTINCT request_id) {entries} 'done'")
        assert applied == [(EACH_WAY, EACH_WAY)]
        reasons = {why for (why,) in other.rows(f"SELECT DISTINCT json_extract(data, '$.alasan') {entries} 'refused'")}
        assert {"bad_signature"} <= reasons
        assert other.rows("SELECT max(repeated) > 0 FROM exchange_incomingline") == [(1,)]
    assert "sama" in two[0].run(["reconcile", "--partner", "B"])


def test_what_one_side_loses_is_found_and_brought_back(two: tuple[Institution, Institution]) -> None:
    here, there = two
    here.run(["tell", "200", "200"], ["carry"])
    there.run(["lose", "kabar"])
    here.asked("reconcile", "--partner", "B", "--repair")
    assert "Belum ada pada mitra" in here.answer(fails=True)
    compared = json.loads(here.run(["carry"], ["reconcile", "--partner", "B", "--json"]))
    assert compared[0]["equal"] is True


def test_with_the_whole_database_and_the_key_of_one_side_history_still_cannot_be_rewritten_unseen(
    two: tuple[Institution, Institution],
) -> None:
    here, _ = two
    assert "Jejak utuh" in here.run(["seal"], ["carry"], ["seal"], ["carry"], ["check_audit"])
    here.run(["forge"])
    here.asked("check_audit")
    text = here.answer(fails=True)
    assert "bukan segel yang dilihat B: isinya ditulis ulang" in text
    assert "Segel 1 pada B berbeda dari segel 1 di sini" in text


def test_a_stranger_gets_through_with_the_guide_alone(two: tuple[Institution, Institution]) -> None:
    there = two[1]
    script = [sys.executable, str(REPOSITORY / "docs/pertukaran/contoh.py")]
    key = str(there.folder.parent / "orang.pem")
    shown = subprocess.run([*script, key], capture_output=True, text=True, check=True).stdout
    assert contoh.public_hex(contoh.load_key(key)) in shown
    address = f"http://127.0.0.1:{there.port}"
    for nomor in (1, 2, 3):  # as often as one likes
        done = subprocess.run([*script, address, "ORANG", key], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines() == [
            f"pesan {nomor}: received",
            f"pesan {nomor} sekali lagi: received, tanda terima sama: True",
            "rekonsiliasi sama: True",
            f"segel yang disaksikan: {list(range(1, nomor + 1))}",
        ]


def test_a_stranger_receives_with_the_guide_alone_also_after_it_was_restarted(
    two: tuple[Institution, Institution],
) -> None:
    there = two[1]
    key = str(there.folder.parent / "penerima.pem")
    address = f"http://127.0.0.1:{there.port}"
    public = contoh.public_hex(contoh.load_key(key))
    port = "0"
    for babak, count in enumerate(("100", "200"), start=1):
        script = [
            sys.executable,
            str(REPOSITORY / "docs/pertukaran/contoh.py"),
            "terima",
            port,
            address,
            "PENERIMA",
            key,
        ]
        with subprocess.Popen(script, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                here = process.stdout.readline().removeprefix("menerima di ").strip()
                port = here.rsplit(":", 1)[1]
                if babak == 1:
                    there.run(["register", "PENERIMA", here, public])
                there.run(["tell", count, "60", "PENERIMA"], ["carry"])
                assert "PENERIMA: sama (60 kabar)" in there.run(["reconcile", "--partner", "PENERIMA"])
            finally:
                process.terminate()
    notes = contoh.Notes(f"{key}.catatan")
    told = there.rows(
        "SELECT key, version, digest FROM exchange_told JOIN exchange_partner p ON p.id = partner_id "
        "WHERE p.code = 'PENERIMA' ORDER BY key"
    )
    assert notes.facts("kabar") == told
    sent = there.rows(
        "SELECT count(*) FROM exchange_outgoing JOIN exchange_partner p ON p.id = partner_id WHERE p.code = 'PENERIMA'"
    )
    assert [(notes.value("SELECT count(*) FROM taken"),)] == sent == [(120,)]


def test_the_guides_receiver_refuses_what_does_not_fit_and_names_the_place(tmp_path: Path) -> None:
    schema = {
        "type": "object", "required": ["nama", "hasil"], "additionalProperties": False,
        "properties": {"nama": {"type": "string"}, "hasil": {"type": "array", "items": {"enum": ["K", "BK"]}}},
    }  # fmt: skip
    assert contoh.fault(schema, {"nama": "Ani", "hasil": ["K"]}) == ""
    assert contoh.fault(schema, {"nama": "Ani"}) == "/hasil: wajib ada"
    assert contoh.fault(schema, {"nama": 7, "hasil": []}) == "/nama: harus berjenis string"
    assert contoh.fault(schema, {"nama": "Ani", "hasil": ["K", "X"]}).startswith("/hasil/1: harus salah satu dari")
    assert contoh.fault(schema, {"nama": "Ani", "hasil": [], "nik": "x"}) == "/nik: tidak dikenal"
