"""Where the journey takes place: the LSP on a Friday in November, with a clock that runs and can be put forward."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser

from telusur.kernel.accounts.models import User
from telusur.kernel.base import clock
from telusur.lsp.peraga.dunia import Dunia, bangun
from telusur.lsp.peraga.orang import ASESI, DOMAIN, SANDI, STAF
from telusur.lsp.peraga.skenario import dispatch_all
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from tests.acting import client_of
from tests.journeys.bnsp import Bnsp, antar_semua, berkirim
from tests.journeys.peramban import Peramban

Hasil = TypeVar("Hasil")
HARI_INI = date(2026, 11, 20)
ORANG = ASESI[0]
SANDI_ASESI = "perahu-hujan-sore-2026"


@dataclass
class Jam:
    """One clock for every thread: the real one, moved so that the story happens on its days."""

    patch: pytest.MonkeyPatch
    _now: Callable[[], datetime] = timezone.now
    _time: Callable[[], float] = time.time

    def pindah(self, saat: datetime) -> None:
        """Let it be ``saat`` now; time goes on from there."""
        beda = saat - self._now()
        self.patch.setattr(timezone, "now", lambda: self._now() + beda)
        self.patch.setattr(time, "time", lambda: self._time() + beda.total_seconds())


@dataclass
class Perjalanan:
    """One journey: the LSP, the clock, the devices, and what has come to be on the way."""

    dunia: Dunia
    jam: Jam
    peramban: Peramban
    bnsp: Bnsp
    di_bnsp: Peramban
    bukti: dict[str, str] = field(default_factory=dict)
    pdf: bytes = b""

    @property
    def permohonan(self) -> Permohonan:
        """The application of the asesi, fresh."""
        return Permohonan.objects.get(pemohon__email=self.peramban.surel["asesi"])

    @property
    def kasus(self) -> str:
        """The address of the case."""
        return f"/kasus/{self.permohonan.pk}/"

    def rekaman(self, code: str) -> Any:
        """The form of the case that is in force."""
        from telusur.kernel.forms.queries import record

        return record(self.permohonan.pk, code)

    @property
    def laporan(self) -> Any:
        """FR.AK.05 of the session."""
        from telusur.kernel.forms.queries import for_subject
        from telusur.lsp.sertifikasi.jadwal.models import Jadwal

        return for_subject(Jadwal.objects.get(), "FR.AK.05")[0]

    def hari(self, ke: int, pukul: str) -> None:
        """The next act happens ``ke`` days from the first day, at ``pukul``; everyone has gone home in between."""
        self.peramban.keluar_semua()
        self.di_bnsp.keluar_semua()
        saat = self.dunia.saat(ke, pukul)
        self.jam.pindah(saat)
        self.bnsp.suruh("jam", saat.isoformat())


def di_utas(kerja: Callable[[], Hasil]) -> Hasil:
    """Do it in a thread of its own, as the worker would: Playwright keeps an event loop in this one, and signing needs one."""

    def lakukan() -> Hasil:
        try:
            return kerja()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as satu:
        return satu.submit(lakukan).result()


def _siapkan(dunia: Dunia) -> None:
    with clock.travel(dunia.saat(-75, "08.00")):
        bangun(dunia)
        dispatch_all()


def _sambungkan(alamat: str) -> None:
    """BNSP becomes a partner of the LSP, which tells it at once what it should know."""
    surel = f"pengelola@{DOMAIN}"
    call_command("connect", alamat, surel=surel, nama="BNSP", witness=True, yes=True, stdout=StringIO())


def _sesi(surel: str) -> str:
    """A session of this person, who has just proved to be it."""
    return client_of(User.objects.get(email=surel)).cookies[settings.SESSION_COOKIE_NAME].value


def berangkat(
    browser: Browser, alamat: str, antar: Callable[..., int], patch: pytest.MonkeyPatch, bnsp: Bnsp
) -> Perjalanan:
    """The LSP is set up and connected with BNSP, and it is Friday morning."""
    cache.clear()
    dunia = Dunia(HARI_INI)
    di_utas(lambda: _siapkan(dunia))
    patch.setattr(settings, "BASE_URL", alamat)

    def kerja() -> int:
        return di_utas(lambda: antar(slow=True) + berkirim())

    def antar_keduanya() -> None:
        antar_semua(kerja, bnsp)

    peramban = Peramban(browser, alamat, antar_keduanya, sesi=_sesi)
    di_bnsp = Peramban(browser, bnsp.alamat, antar_keduanya, keluhan=peramban.keluhan)
    # Asked of BNSP's process: this one is the LSP's, and no code of BNSP belongs in it.
    for kunci in ("koordinator", "pengendalian"):
        di_bnsp.surel[kunci], di_bnsp.sandi[kunci] = bnsp.suruh("akun", kunci).split()
    for staf in STAF:
        peramban.surel[staf.kunci], peramban.sandi[staf.kunci] = f"{staf.kunci}@{DOMAIN}", SANDI
    peramban.surel["asesi"], peramban.sandi["asesi"] = f"{ORANG.kunci}@{DOMAIN}", SANDI_ASESI
    perjalanan = Perjalanan(dunia, Jam(patch), peramban, bnsp, di_bnsp)
    perjalanan.hari(0, "09.00")
    bnsp.suruh("mitra", alamat)
    di_utas(lambda: _sambungkan(bnsp.alamat))
    antar_keduanya()
    return perjalanan
