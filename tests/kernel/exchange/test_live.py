"""Two institutions as live processes with databases of their own, and between them a network that loses, repeats, delays,
reorders and alters almost every third message. Both end equal; nothing is applied twice."""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.environment import REPOSITORY
from tests.kernel.exchange.conftest import contoh

pytestmark = pytest.mark.once

EACH_WAY = 5_000
THINGS = 3_000
SEED = 20_261_120


@dataclass
class Network:
    """What happens to messages on their way to one institution. ``fair`` is a network that works."""

    port: int
    chance: random.Random
    fair: bool = True
    held: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

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
        if self.chance.random() < 0.05:
            receipts[-1] = receipts[-1][:-9] + "AAAAAAAAA"
        return json.dumps(receipts).encode()


def between(network: Network, to: int) -> ThreadingHTTPServer:
    """A proxy in front of one institution."""
    local = threading.local()

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if network.fair:
                return self.reply(self.ask("POST", body))
            with network.lock:
                arriving = network.travel(json.loads(body))
            answer = self.ask("POST", json.dumps(arriving).encode()) if arriving else (200, b"[]")
            with network.lock:
                back = network.answer_back(answer[1]) if arriving else b"[]"
            if not back:
                self.close_connection = True  # the answer is lost
                return None
            return self.reply((answer[0], back))

        def do_GET(self) -> None:
            self.reply(self.ask("GET", None))

        def ask(self, method: str, body: bytes | None) -> tuple[int, bytes]:
            if not hasattr(local, "way"):
                local.way = http.client.HTTPConnection("127.0.0.1", to, timeout=60)
            headers = {name: self.headers[name] for name in ("Authorization", "Content-Type") if self.headers[name]}
            local.way.request(method, self.path, body, headers)
            answer = local.way.getresponse()
            return answer.status, answer.read()

        def reply(self, answer: tuple[int, bytes]) -> None:
            self.send_response(answer[0])
            self.send_header("Content-Length", str(len(answer[1])))
            self.end_headers()
            self.wfile.write(answer[1])

        def finish(self) -> None:
            super().finish()
            if hasattr(local, "way"):
                local.way.close()

        def log_message(self, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", network.port), Proxy)
    network.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@dataclass
class Institution:
    """One live institution: a folder, a code, a web server, and the network in front of it."""

    code: str
    folder: Path
    port: int
    network: Network
    key: Any = None

    @property
    def environment(self) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("TELUSUR_")}
        # Static files are of no concern here; whitenoise wants the folder to be there.
        return {**plain, "TELUSUR_DATA": str(self.folder), "TELUSUR_CODE": self.code, "PYTHONPATH": str(REPOSITORY)}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.kernel.exchange.live", *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, env=self.environment, cwd=REPOSITORY, text=True, **pipes)  # type: ignore[call-overload]

    def run(self, *arguments: str, fails: bool = False) -> str:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=600)
        assert (process.returncode != 0) == fails, f"{arguments}: {out}\n{err}"
        return out

    def serve(self) -> subprocess.Popen[bytes]:
        options = ["--host", "127.0.0.1", "--port", str(self.port), "--workers", "1", "--blocking-threads", "2"]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", *options, "--log-level", "error"]
        return subprocess.Popen(
            [*command, "tests.kernel.exchange.live:application"], env=self.environment, cwd=REPOSITORY
        )

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "lsp/telusur.sqlite3") as database:
            return database.execute(sql).fetchall()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> None:
    """Return once somebody listens there."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Institution, Institution]]:
    """A and B, registered with each other, each the witness of the other; the network between them works."""
    root = tmp_path_factory.mktemp("dua")
    chance = random.Random(SEED)
    both = [
        Institution(code, root / code, free_port(), Network(0, random.Random(chance.random()))) for code in ("A", "B")
    ]
    with ExitStack() as stack:
        for one in both:
            (one.folder / "static").mkdir(parents=True)
            server = stack.enter_context(between(one.network, one.port))
            stack.callback(server.shutdown)
        both[0].run("migrate", "--verbosity", "0")
        shutil.copytree(both[0].folder / "lsp", both[1].folder / "lsp", dirs_exist_ok=True)
        for one in both:
            shutil.rmtree(one.folder / "lsp/kunci", ignore_errors=True)
            (one.folder / "lsp/kunci").mkdir()
            one.key = contoh.load_key(str(one.folder / "lsp/kunci/jejak.pem"))
        for here, there in (both, reversed(both)):
            partner = ("register", there.code, f"http://127.0.0.1:{there.network.port}", contoh.public_hex(there.key))
            stranger = (
                "register",
                "ORANG",
                "http://127.0.0.1:9",
                contoh.public_hex(contoh.load_key(str(root / "orang.pem"))),
            )
            here.run(*partner, ",", *stranger)
        for one in both:
            process = one.serve()
            stack.callback(process.wait)
            stack.callback(process.terminate)
        for one in both:
            answers(one.port)
        yield both[0], both[1]


def test_ten_thousand_messages_over_a_bad_network_leave_both_sides_equal_and_nothing_applied_twice(
    two: tuple[Institution, Institution],
) -> None:
    for one in two:
        one.network.fair = False
    couriers = [one.start("tell", str(EACH_WAY), str(THINGS), ",", "carry", "800") for one in two]
    for courier in couriers:
        _, err = courier.communicate(timeout=900)
        assert courier.returncode == 0, err
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
        assert {"out_of_order", "bad_signature"} <= reasons
        assert other.rows("SELECT max(repeated) > 0 FROM exchange_incomingline") == [(1,)]
    assert "sama" in two[0].run("reconcile", "--partner", "B")


def test_what_one_side_loses_is_found_and_brought_back(two: tuple[Institution, Institution]) -> None:
    here, there = two
    here.run("tell", "200", "200", ",", "carry")
    there.run("lose", "kabar")
    text = here.run("reconcile", "--partner", "B", "--repair", fails=True)
    assert "Belum ada pada mitra" in text
    compared = json.loads(here.run("carry", ",", "reconcile", "--partner", "B", "--json"))
    assert compared[0]["equal"] is True


def test_with_the_whole_database_and_the_key_of_one_side_history_still_cannot_be_rewritten_unseen(
    two: tuple[Institution, Institution],
) -> None:
    here, _ = two
    assert "Jejak utuh" in here.run("seal", ",", "carry", ",", "seal", ",", "carry", ",", "check_audit")
    text = here.run("forge", ",", "check_audit", fails=True)
    assert "bukan segel yang dilihat B: isinya ditulis ulang" in text
    assert "Segel 1 pada B berbeda dari segel 1 di sini" in text


def test_a_stranger_gets_through_with_the_guide_alone(two: tuple[Institution, Institution]) -> None:
    there = two[1]
    script = [sys.executable, str(REPOSITORY / "docs/pertukaran/contoh.py")]
    key = str(there.folder.parent / "orang.pem")
    shown = subprocess.run([*script, key], capture_output=True, text=True, check=True).stdout
    assert contoh.public_hex(contoh.load_key(key)) in shown
    address = f"http://127.0.0.1:{there.port}"
    done = subprocess.run([*script, address, "ORANG", key], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "pesan 1: received ",
        "pesan 1 sekali lagi: received, tanda terima sama: True",
        "rekonsiliasi sama: True",
        "segel yang disaksikan: [1]",
    ]
