"""A whole LSP with running cases, for tests: the demo's LSP brought to a named stage by commands only.

``panggung("spt")`` gives the world at that stage; the stages are the keys of ``TAHAP``, in order. Each stage is built once
in a run, on top of the one before, and afterwards put back from a copy. Today is Friday 20 November 2026; the day of the
test is Monday 23 November, and from ``sesi`` on the clock stands on that day. Time stands still at ``panggung.kini`` for
everything that asks ``clock.now()``; ``panggung.pindah(saat)`` moves it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client, override_settings

from telusur.kernel.base import clock
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.peraga.dunia import Dunia, bangun
from telusur.lsp.peraga.orang import ASESI
from tests.environment import DATA
from tests.lsp import salinan

HARI_INI = date(2026, 11, 20)
HARI_UJI = 3
BNSP = "BNSP-JDW-2026-00502"


@dataclass
class Panggung:
    """The world of a test: ``kasus`` 0 and 1 are on the plan, 2 is admitted but not on it and not yet paid."""

    dunia: Dunia
    kasus: list[Any] = field(default_factory=list)
    angkatan: Any = None
    kini: datetime = datetime(2026, 11, 20, tzinfo=UTC)
    _jam: ExitStack = field(default_factory=ExitStack, repr=False)

    def pindah(self, saat: datetime) -> None:
        """Let it be another moment from now on."""
        self.kini = saat
        self._jam.enter_context(clock.travel(saat))

    def ctx(self, kunci: str, saat: datetime | None = None, *, terbukti: bool = True) -> Context:
        """The context of ``admin``, ``asesor``, ``direktur``, ``asesi`` (see peraga.orang), identity just proved."""
        from telusur.kernel.accounts.context import context_for

        moment = saat or self.kini
        return context_for(self.dunia.orang[kunci], at=moment, channel="web", proof_at=moment if terbukti else None)

    def klien(self, kunci: str, *, terbukti: bool = True) -> Client:
        """A signed-in browser without JavaScript."""
        client, user = Client(), self.dunia.orang[kunci]
        client.force_login(user)
        session, at = client.session, self.kini.timestamp() - (0 if terbukti else 7200)
        session["account_authentication_methods"] = [{"method": "password", "at": at, "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    def rekaman(self, nomor: int, code: str) -> Rekaman:
        """The form of a case that is in force."""
        found: Rekaman = self.kasus[nomor].rekaman(code)
        return found

    @property
    def rencana(self) -> Any:
        """The plan of the first two cases, fresh."""
        return type(self.angkatan.rencana).objects.get(pk=self.angkatan.rencana.pk)

    @property
    def jadwal(self) -> Any:
        """Their schedule, fresh."""
        return type(self.angkatan.jadwal).objects.get(pk=self.angkatan.jadwal.pk)


def _pada(panggung: Panggung, hari: int, jam: str, langkah: Callable[[datetime], object]) -> None:
    from telusur.lsp.peraga.skenario import dispatch_all

    saat = panggung.dunia.saat(hari, jam)
    with clock.travel(saat):
        langkah(saat)
        dispatch_all()


def _lsp(panggung: Panggung) -> None:
    """The LSP with everything it needs before its first applicant."""
    with clock.travel(panggung.dunia.saat(-75, "08.00")):
        bangun(panggung.dunia)


def _diajukan(panggung: Panggung) -> None:
    """Three have applied; nobody has looked at it yet."""
    from telusur.lsp.peraga.alur import Angkatan, Kasus

    panggung.kasus = [Kasus(panggung.dunia, orang, nomor) for nomor, orang in enumerate(ASESI[:3])]
    panggung.angkatan = Angkatan(panggung.dunia, panggung.kasus[:2])
    for kasus in panggung.kasus:
        _pada(panggung, -12, f"18.{kasus.nomor:02d}", kasus.daftar)
        _pada(panggung, -12, f"19.{kasus.nomor:02d}", kasus.ajukan)


def _diterima(panggung: Panggung) -> None:
    """All three admitted; the first two have paid, the third has not."""
    for kasus in panggung.kasus:
        _pada(panggung, -11, f"09.{kasus.nomor:02d}", kasus.kaji)
        _pada(panggung, -11, f"10.{kasus.nomor:02d}", kasus.terima)
    for kasus in panggung.kasus[:2]:
        _pada(panggung, -10, f"12.{kasus.nomor:02d}", kasus.bayar)
        _pada(panggung, -9, f"08.{kasus.nomor:02d}", kasus.lunaskan)


def _rencana(panggung: Panggung) -> None:
    """The first two are on a plan whose SPT waits for the Direktur."""
    uji = panggung.dunia.saat(HARI_UJI)
    _pada(panggung, -7, "09.00", lambda saat: panggung.angkatan.susun(saat, uji))


def _spt(panggung: Panggung) -> None:
    """The SPT is signed; the asesor's forms wait."""
    _pada(panggung, -7, "15.00", panggung.angkatan.spt)


def _konsultasi(panggung: Panggung) -> None:
    """Applications and plans of both cases are validated; the consultation is open."""
    for kasus in panggung.kasus[:2]:
        _pada(panggung, -6, f"{9 + kasus.nomor:02d}.10", kasus.kaji_asesor)


def _siap(panggung: Panggung) -> None:
    """Consultation and FR.AK.01 signed: the plan can become final."""
    for kasus in panggung.kasus[:2]:
        _pada(panggung, -5, f"{9 + kasus.nomor:02d}.20", kasus.konsultasi)


def _terjadwal(panggung: Panggung) -> None:
    """Final schedule, invitations sent, recorded at BNSP."""
    _pada(panggung, -1, "10.00", lambda saat: panggung.angkatan.tetapkan(saat, BNSP))


def _sesi(panggung: Panggung) -> None:
    """The session is open and both asesi have signed the attendance list."""
    _pada(panggung, HARI_UJI, "07.30", panggung.angkatan.buka_sesi)
    for kasus in panggung.kasus[:2]:
        _pada(panggung, HARI_UJI, f"07.{40 + kasus.nomor}", kasus.hadir)


def _dinilai(panggung: Panggung) -> None:
    """Exam, instruments, FR.AK.02 and FR.AK.03 of both; both recommended K."""
    for kasus in panggung.kasus[:2]:
        _pada(panggung, HARI_UJI, f"09.{10 + kasus.nomor}", kasus.ujian)
        _pada(panggung, HARI_UJI, f"10.{10 + kasus.nomor}", kasus.nilai)


def _dilaporkan(panggung: Panggung) -> None:
    """The report is in; the cases wait for a committee."""
    _pada(panggung, HARI_UJI, "10.40", panggung.angkatan.lapor)


TAHAP: dict[str, Callable[[Panggung], None]] = {
    "lsp": _lsp,
    "diajukan": _diajukan,
    "diterima": _diterima,
    "rencana": _rencana,
    "spt": _spt,
    "konsultasi": _konsultasi,
    "siap": _siap,
    "terjadwal": _terjadwal,
    "sesi": _sesi,
    "dinilai": _dinilai,
    "dilaporkan": _dilaporkan,
}
PADA_HARI_UJI = frozenset({"sesi", "dinilai", "dilaporkan"})
# Where the stages have their files and keys.
TEMPAT: dict[str, Any] = {"DATA_FOLDER": DATA / "panggung", "MEDIA_ROOT": str(DATA / "panggung/arsip")}
_JADI: dict[str, tuple[salinan.Salinan, bytes]] = {}


def _sampai(tahap: str) -> Panggung:
    """The world at a stage, in the database of the running test."""
    if tahap in _JADI:
        return _dipasang(tahap)
    # Whatever folder the test keeps its own keys in, those of a stage lie with the stage.
    with override_settings(**TEMPAT):
        return _dibangun(list(TAHAP)[: list(TAHAP).index(tahap) + 1])


def _dipasang(tahap: str) -> Panggung:
    rows, kept = _JADI[tahap]
    salinan.pasang(rows)
    found: Panggung = pickle.loads(kept)
    return found


def _dibangun(urutan: list[str]) -> Panggung:
    """From the latest of these stages that exists to the last; each is kept on the way."""
    sudah = next((nomor for nomor, name in enumerate(urutan[::-1]) if name in _JADI), len(urutan))
    kurang = urutan[len(urutan) - sudah :]
    panggung = Panggung(Dunia(HARI_INI)) if kurang == urutan else _dipasang(urutan[-sudah - 1])
    for name in kurang:
        TAHAP[name](panggung)
        _JADI[name] = (salinan.ambil(), pickle.dumps(panggung))
    return panggung


@pytest.fixture
def panggung(db: None, settings: Any) -> Iterator[Callable[[str], Panggung]]:
    """``panggung("terjadwal")``: the world at that stage of ``TAHAP``, the clock at 10.42 WIB of its day."""
    # The stages are shared by all tests of this process, so their files and keys lie where no single test keeps its own.
    for name, place in TEMPAT.items():
        setattr(settings, name, place)
    with ExitStack() as jam:

        def bangun_sampai(tahap: str) -> Panggung:
            found = _sampai(tahap)
            found._jam = jam
            found.pindah(found.dunia.saat(HARI_UJI if tahap in PADA_HARI_UJI else 0, "10.42"))
            return found

        yield bangun_sampai


@pytest.fixture
def dunia(panggung: Callable[[str], Panggung]) -> Dunia:
    """The LSP before its first applicant: people, asesor, skema, MUK, TUK, committee; Friday 20 November 2026, 10.42 WIB."""
    return panggung("lsp").dunia
