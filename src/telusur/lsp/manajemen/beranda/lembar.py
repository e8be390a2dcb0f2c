"""The parts of a case's page that only acts change: drawn once, kept, and drawn anew after each act that concerns the case."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

import telusur
from telusur.kernel.base.ready import Ready, Slot
from telusur.kernel.commands.context import Context
from telusur.kernel.ui.components.state import Jejak, Tahap, tahapan
from telusur.kernel.ui.components.times import brief
from telusur.lsp.manajemen.beranda import jejak as lini_masa
from telusur.lsp.manajemen.beranda.kasus import IsiKasus
from telusur.lsp.manajemen.beranda.models import Lembar
from telusur.lsp.manajemen.beranda.posisi import Terkait
from telusur.lsp.sertifikasi.aplikasi import queries

RINGKAS = 1  # of zlib: a fifth of the size for a tenth of a millisecond
DRAWN_BY = ("*.py", "*.html", "*.txt")
_KEPT = Ready(
    lambda: Lembar.objects.filter(pk=Slot("kasus", UUID)).values_list("versi", "digambar", "rilis", "isi")[:1]
)


@dataclass(frozen=True, slots=True)
class Gambar:
    """What was drawn, as markup, with the rows the case shares with others and the names its tasks need."""

    tahapan: str
    tab: str
    bagian: str
    jejak: str
    terkait: list[str | None]
    nama: dict[str, str]

    def isi(self) -> dict[str, SafeString]:
        """The markup, for the template."""
        drawn = {"tahapan": self.tahapan, "tab": self.tab, "bagian": self.bagian, "jejak": self.jejak}
        return {name: SafeString(markup) for name, markup in drawn.items()}

    def kenali(self, found: IsiKasus) -> None:
        """Spare the case from reading what is known from here."""
        shared = [UUID(one) if one else None for one in self.terkait]
        found.sudah_tahu(Terkait(*shared), {UUID(key): name for key, name in self.nama.items()})


def ambil(ctx: Context, found: IsiKasus) -> Gambar:
    """The drawn parts of this case: kept ones if no act has concerned it since. One query."""
    pk, now = found.permohonan.pk, rilis(ctx)
    kept = _KEPT.first(kasus=pk) or _mulai(pk)
    version, drawn, by, content = kept
    if drawn == version and by == now:
        made = Gambar(**json.loads(zlib.decompress(content)))
    else:
        made = _gambar(found)
        content = zlib.compress(json.dumps(asdict(made)).encode(), RINGKAS)
        # Only if no act came in between: it would have given the case another version.
        Lembar.objects.filter(pk=pk, versi=version).update(digambar=version, rilis=now, isi=content)
    made.kenali(found)
    return made


def _mulai(pk: UUID) -> tuple[Any, ...]:
    Lembar.objects.bulk_create([Lembar(kasus=pk)], ignore_conflicts=True)
    return _KEPT.all(kasus=pk)[0]


def rilis(ctx: Context) -> str:
    """Everything else the drawn parts depend on: the program itself, the zone, and the year that dates leave out."""
    return f"{_program()} {settings.TIME_ZONE} {ctx.today.year}"


@cache
def _program() -> str:
    root = Path(telusur.__file__).parent
    files = sorted(path for pattern in DRAWN_BY for path in root.rglob(pattern))
    return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()[:32]


def _gambar(found: IsiKasus) -> Gambar:
    row = found.permohonan
    shown = {
        "kasus": found,
        "permohonan": row,
        "selesai": sum(one.selesai for one in found.rekaman),
        "baris_jejak": [_baris(line) for line in found.jejak],
    }
    link = found.terkait
    shared = (link.rencana, link.jadwal, link.komite, link.blanko)
    return Gambar(
        tahapan(langkah=[Tahap(one.nama, one.keadaan, _sejak(one)) for one in queries.tahapan(row)]),
        render_to_string("beranda/_tab.html", shown),
        render_to_string("beranda/_bagian.html", shown),
        render_to_string("beranda/_jejak.html", shown),
        [str(one) if one else None for one in shared],
        {str(key): name for key, name in found.dikenal.items()},
    )


def _sejak(stage: queries.TahapKasus) -> str:
    if stage.sejak is None:
        return ""
    return f"sejak {brief(stage.sejak)}" if stage.keadaan == "kini" else brief(stage.sejak)


def _baris(line: lini_masa.Langkah) -> Jejak:
    entry = line.entry
    return Jejak(
        line.judul,
        f"{entry.actor_name}{f', {line.peran}' if line.peran else ''}",
        entry.at,
        "tolak" if line.ditolak else "lewat",
        alasan=entry.reason,
        tautan=line.tautan,
        kata_tautan="Buka rekaman",
    )
