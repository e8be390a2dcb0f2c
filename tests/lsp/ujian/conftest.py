"""An open session with two exams: the asesi's own (``asesi``) and that of another (``galih``)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from telusur.kernel.audit.models import Entry
from telusur.kernel.commands.context import Context
from telusur.lsp.sertifikasi.ujian import commands
from telusur.lsp.sertifikasi.ujian.models import Ujian
from telusur.lsp.sertifikasi.ujian.queries import dengan_id, ujian_kasus
from tests.lsp.dunia import Panggung

ASESI, LAIN, ASESOR = "asesi", "galih", "asesor"


@dataclass
class Ruang:
    """The room of the exam. ``ujian`` is that of ``asesi``, ``lain`` that of ``galih``; both are always fresh."""

    panggung: Panggung

    @property
    def ujian(self) -> Ujian:
        return self._ujian(0)

    @property
    def lain(self) -> Ujian:
        return self._ujian(1)

    def _ujian(self, nomor: int) -> Ujian:
        found = ujian_kasus(self.panggung.kasus[nomor].permohonan.pk)
        assert found is not None
        return found

    def ctx(self, kunci: str = ASESI, *, sesudah: timedelta = timedelta()) -> Context:
        """The person's context, ``sesudah`` after the test's present moment."""
        return self.panggung.ctx(kunci, self.panggung.kini + sesudah)

    def klien(self, kunci: str = ASESI) -> Client:
        return self.panggung.klien(kunci)

    def mulai(self) -> Ujian:
        """The asesi has started."""
        commands.mulai(self.ctx(), ujian=self.ujian)
        return self.ujian

    def pindah(self, **selang: int) -> datetime:
        """Time passes."""
        self.panggung.pindah(self.panggung.kini + timedelta(**selang))
        return self.panggung.kini

    def soal(self, nomor: int = 0) -> dict[str, Any]:
        """A question of the asesi's paper: ``id`` and ``opsi``."""
        row: dict[str, Any] = self.ujian.urutan[nomor]
        return row


@pytest.fixture
def ruang(panggung: Callable[[str], Panggung]) -> Ruang:
    """The session is open, both asesi are present, nobody has started."""
    with _no_loop():
        return Ruang(panggung("sesi"))


@contextmanager
def _no_loop() -> Iterator[None]:
    """Playwright leaves its event loop running in this thread, and signing a PDF wants to start one of its own."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


@pytest.fixture
def ditolak() -> Callable[[str], list[str]]:
    """``ditolak("ujian.jawab")``: the reasons of the refusals the trail holds for an act, oldest first."""

    def reasons(code: str) -> list[str]:
        return list(Entry.objects.filter(code=code, outcome="refused").order_by("id").values_list("reason", flat=True))

    return reasons


def segar(ujian: Ujian) -> Ujian:
    """The exam as the database holds it now."""
    found = dengan_id(ujian.pk)
    assert found is not None
    return found
