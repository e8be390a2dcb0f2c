"""What a flow of KEP.1516 says beyond the flows of the kernel: what a step asks for, numbers, signs and files.

A flow is data. A correction of a flow is a new edition; a case ends in the edition it began with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from telusur.kernel.flows.flow import Exit, Flow, Step, register_flow

if TYPE_CHECKING:
    from telusur.bnsp.sekretariat.layanan.models import Perkara
    from telusur.kernel.commands.context import Context


# What a letter flow asks and every door obeys: a secret letter is read only by its own readers.
SIFAT, RAHASIA = "sifat", "rahasia"


@dataclass(frozen=True, slots=True)
class Isian:
    """Something a step asks for. ``jenis``: teks, paragraf, hari, bilangan, berkas, pilihan (of ``pilihan``)."""

    kode: str
    label: str
    jenis: str = "teks"
    wajib: bool = True
    petunjuk: str = ""
    pilihan: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Langkah(Step):
    """A step of a service of BNSP.

    ``nomor``: the series from which it takes a number; ``tanda_tangan``: it is a signature; ``arsip``: it files the case;
    ``bukan_penyusun``: not for whoever opened the case; ``pelaksana_dari`` and ``hari_dari`` name what an earlier step
    answered with the role that does this one and the working days it has; ``akibat``: an effect on another register;
    ``disposisi``: its executors give the disposition; ``jalan_dari`` names what an earlier step answered with the way out of
    this one, which is then nobody's to choose and taken by itself.
    """

    isian: tuple[Isian, ...] = ()
    nomor: str = ""
    tanda_tangan: bool = False
    arsip: bool = False
    bukan_penyusun: bool = False
    pelaksana_dari: str = ""
    hari_dari: str = ""
    akibat: str = ""
    disposisi: bool = False
    jalan_dari: str = ""


@dataclass(frozen=True, slots=True)
class Alur(Flow):
    """A flow of KEP.1516.

    ``seri``: numbers of its cases; ``arah``: masuk for letters that come in, keluar for those that go out;
    ``jendela``: what begins after the disposition window counts from the next working day (Lamp. I);
    ``total_hari``: working days for the whole case (Lamp. II, III); ``pemohon``: the role that opens cases of its own.
    """

    seri: str = ""
    arah: str = ""
    jendela: bool = False
    total_hari: int | None = None
    pemohon: str = ""

    def langkah(self, kode: str) -> Langkah:
        """The step with this code. Raises KeyError."""
        return cast(Langkah, self.step(kode))

    def maju(self, langkah: Langkah, way: Exit) -> bool:
        """Whether a way out of a step leads on, and not back to an earlier one."""
        codes = [step.code for step in self.steps]
        return not way.to or codes.index(way.to) > codes.index(langkah.code)

    @property
    def pertama(self) -> Langkah:
        """The step that opens a case."""
        return self.langkah(self.steps[0].code)

    @property
    def pelaku(self) -> frozenset[str]:
        """Every role that has a step in it."""
        return frozenset(role for step in self.steps for role in step.executors)


ALUR: dict[tuple[str, str], Alur] = {}
TERKINI: dict[str, Alur] = {}
AKIBAT: dict[str, Callable[[Context, Perkara, dict[str, Any]], None]] = {}


def daftarkan_alur(alur: Alur) -> Alur:
    """Make a flow known; the last edition registered is the one in which new cases begin."""
    register_flow(alur)
    ALUR[alur.code, alur.edition] = TERKINI[alur.code] = alur
    return alur


def daftarkan_akibat(kode: str, akibat: Callable[[Context, Perkara, dict[str, Any]], None]) -> None:
    """Say what a step does to another register. Called once, by the module that owns the register's flow."""
    AKIBAT[kode] = akibat


@dataclass(frozen=True, slots=True)
class Daftar:
    """A page that lists the cases of some flows. ``nama`` is its address; ``monitor``: with holder, age and due date."""

    nama: str
    judul: str
    penjelasan: str
    alur: tuple[str, ...]
    ikon: str
    kosong: str


DAFTAR: dict[str, Daftar] = {}


def daftarkan_daftar(daftar: Daftar) -> None:
    """Have the pages of the cases show this list. Called once, before the addresses are read."""
    DAFTAR[daftar.nama] = daftar
