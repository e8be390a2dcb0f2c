"""What later modules tell the session page about each asesi, such as how far an exam is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from telusur.kernel.commands.context import Context
from telusur.lsp.sertifikasi.asesmen.models import Asesmen


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """One line below an asesi: ``kode`` of the instrument, a sentence, and a page. ``tone``: ok, wait, info, mute, late."""

    kode: str
    kalimat: str
    tone: str = "info"
    url: str = ""


Pelapor = Callable[[Context, Sequence[Asesmen]], Mapping[UUID, Kemajuan]]
_PELAPOR: list[Pelapor] = []


def daftarkan_kemajuan(pelapor: Pelapor) -> None:
    """Have ``pelapor(ctx, rows)`` asked, once per page, for a line per case id."""
    if pelapor not in _PELAPOR:
        _PELAPOR.append(pelapor)


def kemajuan(ctx: Context, rows: Sequence[Asesmen]) -> dict[UUID, list[Kemajuan]]:
    """Everything that was told, by case."""
    found: dict[UUID, list[Kemajuan]] = {}
    for pelapor in _PELAPOR:
        for case_id, line in pelapor(ctx, rows).items():
            found.setdefault(case_id, []).append(line)
    return found
