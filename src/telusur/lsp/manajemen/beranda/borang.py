"""What the dashboard takes of FR.APL.01 without opening it: a document for each requirement, and work experience (SOP 1.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from telusur.kernel.archive.intake import Uploaded
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.forms import drafts
from telusur.kernel.forms.attach import attach
from telusur.kernel.forms.files import rule_of
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.privacy import unseal
from telusur.kernel.forms.screen import Cell, Drawer

PENGALAMAN = "pengalaman/"
BERKAS = "unggah:"
PIHAK = "asesi"


@dataclass(frozen=True, slots=True)
class Tempat:
    """A place for one missing document: the requirement in the words of the skema, and what it takes."""

    path: str
    kunci: str
    uraian: str
    terima: str
    accept: str
    pilihan: bool

    @property
    def nama(self) -> str:
        """Name of the file input."""
        return f"{BERKAS}{self.path}"


@dataclass(frozen=True, slots=True)
class Borang:
    """The places of one application that is still open to its applicant."""

    rekaman_id: UUID
    dokumen: list[Tempat]
    pengalaman: list[Cell]

    @property
    def ada_pilihan(self) -> bool:
        """Whether some of the documents are alternatives, of which one is enough."""
        return any(one.pilihan for one in self.dokumen)


def tempat_berkas(syarat: Mapping[str, Any]) -> str:
    """Which box of FR.APL.01 holds the document of a requirement: the photo has its own, among the personal data."""
    return "identitas/foto" if syarat.get("macam") == "pas_foto" else f"persyaratan/{syarat['id']}/berkas"


def borang(rekaman: Rekaman, values: Mapping[str, Any], kurang: Iterable[str]) -> Borang:
    """The places for the requirements in ``kurang`` (ids) and for one more line of work experience."""
    content = rekaman.content(slot=PIHAK, values=unseal(dict(values)))
    boxes, wanted = content.boxes(), set(kurang)
    dokumen = []
    for syarat in rekaman.sumber["skema"]["persyaratan"]:
        if syarat["id"] in wanted:
            path, key = tempat_berkas(syarat), f"{rekaman.pk.hex[:8]}-{syarat['id']}"
            rule = rule_of(boxes[path])
            dokumen.append(Tempat(path, key, syarat["uraian"], rule.sentence, rule.accept, bool(syarat.get("grup"))))
    drawer = Drawer(content=content, slot=PIHAK, prefix=f"d{rekaman.pk.hex[:8]}-", reached=frozenset({PIHAK}))
    return Borang(rekaman.pk, dokumen, _baris_kosong(drawer))


def _baris_kosong(drawer: Drawer) -> list[Cell]:
    """The boxes of the first line of work experience that nothing is written in; none when all are used."""
    section = next(part for part in drawer.parts() if part.name == f"{drawer.prefix}{PENGALAMAN[:-1]}")
    lines = (line for group in section.groups for line in group.lines)
    return next((line.cells for line in lines if not line.used), [])


def terima(ctx: Context, rekaman: Rekaman, teks: Mapping[str, str], berkas: Mapping[str, Uploaded]) -> str:
    """Put what the dashboard sent into the draft of the application, and say what was taken.

    Raises Invalid when nothing was sent or something does not fit its place, NotPermitted when it is not the actor's.
    """
    kept = {path: value for path, value in teks.items() if path.startswith(PENGALAMAN)}
    if not berkas and not any(value.strip() for value in kept.values()):
        raise Invalid("Belum ada yang dikirim. Pilih berkas atau isi pengalaman kerja dulu.")
    names = [str(attach(ctx, rekaman, name.removeprefix(BERKAS), file)[0]) for name, file in berkas.items()]
    if kept:
        drafts.save(ctx, rekaman, kept)
        names.append("Pengalaman kerja")
    return f"Tersimpan: {', '.join(names)}. Permohonan belum diajukan."
