"""What the courier may expect of any transport, shown on the one over HTTP against a real socket."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from telusur.kernel.exchange.transport import HttpTransport, Transport, Unreachable

pytestmark = pytest.mark.once


class Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: list[tuple[str, str, bytes]] = []
    hang_up_after = 10_000

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.command, self.path, body))
        self.reply()

    def do_GET(self) -> None:
        self.seen.append((self.command, self.path, self.headers["Authorization"].encode()))
        self.reply()

    def reply(self) -> None:
        if self.path == "/bisu":
            return
        status = {"/salah": 500, "/pindah": 302}.get(self.path, 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/lain")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")
        if len(self.seen) >= self.hang_up_after:
            self.close_connection = True

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def server() -> Iterator[str]:
    Server.seen, Server.hang_up_after = [], 10_000
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


@pytest.fixture
def way() -> Iterator[Transport]:
    made = HttpTransport(timeout=0.5)
    yield made
    made.close()


def test_bytes_go_there_and_come_back(way: Transport, server: str) -> None:
    assert way.post(f"{server}/pesan", b'["x"]') == b"[]"
    assert way.get(f"{server}/ringkasan?a=b", "t.o.k") == b"[]"
    assert Server.seen == [("POST", "/pesan", b'["x"]'), ("GET", "/ringkasan?a=b", b"Bearer t.o.k")]


def test_a_connection_the_other_side_has_closed_is_opened_again(way: Transport, server: str) -> None:
    Server.hang_up_after = 1
    assert [way.post(f"{server}/pesan", b"[]") for _ in range(3)] == [b"[]"] * 3


@pytest.mark.parametrize("path", ["/salah", "/pindah", "/bisu"])
def test_anything_but_an_answer_is_unreachable(way: Transport, server: str, path: str) -> None:
    with pytest.raises(Unreachable, match=r"HTTP (500|302)|Tidak terhubung"):
        way.post(server + path, b"[]")
    assert way.post(f"{server}/pesan", b"[]") == b"[]"


def test_nobody_there_is_unreachable(way: Transport) -> None:
    with pytest.raises(Unreachable, match="Tidak terhubung"):
        way.get("http://127.0.0.1:9/", "t")
