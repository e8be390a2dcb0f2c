"""An LSP that lets officers of BNSP in, and officers who came in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from telusur.kernel.base import clock
from telusur.kernel.commands.context import system_context
from telusur.lsp.manajemen.kunjungan import masuk
from telusur.lsp.manajemen.kunjungan.commands import atur_sambungan, terima_petugas
from telusur.lsp.manajemen.kunjungan.models import Petugas
from telusur.lsp.manajemen.kunjungan.oidc import Klaim
from tests.lsp.dunia import Panggung

PENYEDIA = "https://sistem.bnsp.example"
KOMISI = ("perencanaan", "harmonisasi", "sertifikasi", "pengendalian")


def klaim(*peran: str, sub: str = "0199-theresia", nama: str = "Theresia Manalu") -> Klaim:
    """What BNSP said, already checked."""
    return Klaim(PENYEDIA, sub, nama, "theresia@bnsp.example", frozenset(peran))


def terima(isi: Klaim) -> Petugas:
    """Let them in now."""
    return terima_petugas(system_context("uji", at=clock.now()), klaim=isi)


def klien(petugas: Petugas) -> Client:
    """Their browser, as the way in by BNSP leaves it."""
    client = Client()
    client.force_login(petugas.akun)
    session = client.session
    session[masuk.TAMU] = True
    session.save()
    return client


@pytest.fixture
def terbuka(panggung: Callable[[str], Panggung], settings: Any, tmp_path: Path) -> Callable[[str], Panggung]:
    """``terbuka("lsp")``: the world at that stage with the door to BNSP open and keys of its own."""

    def make(tahap: str) -> Panggung:
        settings.DATA_FOLDER = tmp_path
        settings.SEAL_KEY = ""
        settings.EXCHANGE_CODE = "BNSP-LSP-0000-ID"
        world = panggung(tahap)
        atur_sambungan(world.ctx("pengelola"), penyedia=PENYEDIA, rahasia="rahasia-uji", aktif=True)
        return world

    return make
