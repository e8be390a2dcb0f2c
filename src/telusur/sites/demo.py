"""``telusur demo``: both products with demo data, side by side, until Ctrl-C. ``--reset`` throws their data away first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from telusur.kernel.commands.serving import Child, answers, stop_all
from telusur.sites.base import flag

# How many web processes each gets: one with its threads is enough for a person who tries it on a laptop, and small.
WEB_PROCESSES = {"lsp": 1, "bnsp": 1}
PORTS = {"lsp": ("LSP_PORT", "8000"), "bnsp": ("BNSP_PORT", "8001")}
# Each side enters the other as its pengelola sistem would: BNSP first, so that it knows who speaks.
CONNECTIONS = (
    ("bnsp", "lsp", "pengelola@bnsp.peraga.example", "LSP Cakrawala Digital (Peraga)"),
    ("lsp", "bnsp", "pengelola@peraga.example", "Badan Nasional Sertifikasi Profesi"),
)
# Officers of BNSP look into the LSP with their account at BNSP: what the first prints, the second takes.
SIGN_IN = (
    ("bnsp", "sign-in-at-lsp", "BNSP-LSP-9021-ID", "--as", "pengelola@bnsp.peraga.example"),
    ("lsp", "sign-in-from-bnsp", "--as", "pengelola@peraga.example"),
)
PATIENCE = 45.0  # seconds; each product gives its own processes 20


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 after an orderly stop, 1 when a product could not be kept running."""
    if {"--help", "-h"} & set(arguments):
        sys.stdout.write(
            "Pemakaian: telusur demo [--reset]\n\n"
            "Menjalankan LSP dan BNSP berdampingan dengan data peraga; berhenti dengan Ctrl-C. --reset membuang data peraga dan\n"
            "memulai dari awal. LSP_PORT, BNSP_PORT dan TELUSUR_DATA memindahkan port dan folder datanya.\n"
        )
        return 0
    if flag("TELUSUR_PRODUCTION"):
        sys.stderr.write("Peraga tidak dijalankan pada sistem produksi (TELUSUR_PRODUCTION=1).\n")
        return 1
    if os.environ.get("DATABASE_URL"):
        sys.stderr.write(
            "DATABASE_URL hanya untuk satu produk. Untuk keduanya: LSP_DATABASE_URL dan BNSP_DATABASE_URL.\n"
        )
        return 1
    if "--reset" in arguments and not _reset():
        return 1
    return _serve()


def _command(product: str, *words: str) -> list[str]:
    return [sys.executable, "-m", "telusur.cli", product, *words]


def _reset() -> bool:
    _mark().unlink(missing_ok=True)
    return all(
        subprocess.run(_command(product, "reset-demo"), check=False).returncode == 0  # noqa: S603  (our own command)
        for product in WEB_PROCESSES
    )


def _serve() -> int:
    """Both beside each other, so that the one with little data is there while the other still loads.

    One that ends before it ever answered (a port in use) ends the demo: its reason is the last thing on the screen. Later each
    is started again by itself, and the other does not notice.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    # A session of their own: Ctrl-C reaches only us, and each is then told once.
    running = {
        product: Child(product, _command(product, "serve", "--demo", "--workers", str(count)))
        for product, count in WEB_PROCESSES.items()
    }
    answered: set[str] = set()
    strange = _answering()  # somebody else's port, until it falls silent
    try:
        for child in running.values():
            child.start()
        connected = _mark().exists()
        while not stop.wait(0.3):
            now = _answering()
            strange &= now
            answered |= now - strange
            for product, child in running.items():
                if not child.running and product not in answered:
                    return 1
                child.keep()
            if not connected and len(answered) == len(running):
                connected = _connect()
    finally:
        stop_all(list(running.values()), PATIENCE)
    return 0


def _answering() -> set[str]:
    return {product for product in WEB_PROCESSES if answers(_address(product))}


def _mark() -> Path:
    """Exists once the two are partners, so that a later start need not ask again."""
    return Path(os.environ.get("TELUSUR_DATA", "var")) / "tersambung.txt"


def _address(product: str) -> tuple[str, int]:
    name, usual = PORTS[product]
    return "127.0.0.1", int(os.environ.get(name, usual))


def _connect() -> bool:
    """Make the two partners of each other and witnesses of each other's trail. Whether there is nothing left to do."""
    for product, other, keeper, name in CONNECTIONS:
        host, port = _address(other)
        words = ("connect", f"http://{host}:{port}", "--as", keeper, "--name", name, "--witness", "--yes")
        done = subprocess.run(_command(product, *words), check=False, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            sys.stderr.write(f"Belum tersambung ({product}): {done.stderr.strip()}\n")
            return True  # said once; the two go on without each other
    told = ""
    for product, *sign_in in SIGN_IN:
        command = _command(product, *sign_in)
        done = subprocess.run(command, check=False, capture_output=True, text=True, input=told)  # noqa: S603
        if done.returncode:
            sys.stderr.write(f"Petugas BNSP belum dapat masuk ({product}): {done.stderr.strip()}\n")
            return True
        told = done.stdout
    _mark().write_text("LSP dan BNSP sudah saling terdaftar.\n", encoding="utf-8")
    return True
