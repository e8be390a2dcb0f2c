"""FR.MAPA.02 Peta Instrumen Asesmen: which instrument serves which class of candidates (SOP 2.3)."""

from __future__ import annotations

from collections.abc import Iterator

from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Text, check, matrix
from telusur.kernel.forms.fields import choice, long, tick, when
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.edisi_2018.mapa01 import PENYUSUN, VALIDATOR
from telusur.lsp.formulir.istilah import (
    EDISI,
    INSTRUMEN,
    KEPALA,
    KEPALA_SKEMA,
    POTENSI,
    POTENSI_SINGKAT,
    YA_TIDAK,
    asesor,
)

KETERANGAN = Text(
    name="keterangan",
    title="Potensi asesi",
    text="\n".join(f"{option.code}. {option.label}" for option in POTENSI),
)
PETA = matrix(
    name="peta",
    title="Instrumen asesmen",
    source="kelompok",
    items=INSTRUMEN,
    options=POTENSI_SINGKAT,
    label="Potensi asesi",
    row_name="instrumen",
    guide="Beri tanda pada potensi asesi yang dinilai dengan instrumen itu.",
)
VALIDASI = Fields(
    name="validasi",
    title="Validasi",
    fields=(
        tick("sesuai", "Peta ini telah saya periksa dan dapat dipakai.", by="validator"),
        long("catatan", "Catatan validator", by="validator", required=False, max_length=1000),
    ),
)
TINJAUAN = Fields(
    name="tinjauan",
    title="Tinjauan untuk asesi ini",
    guide="Peta di atas disalin dari induk skema. Perubahan di sini hanya berlaku untuk asesi ini.",
    fields=(
        choice("potensi", "Potensi asesi ini", POTENSI),
        choice("sesuai", "Instrumen sesuai dengan asesi dan bukti yang ada", YA_TIDAK, big=True),
        long(
            "catatan",
            "Penyesuaian yang dilakukan dan alasannya",
            required=False,
            required_when=when("sesuai", "tidak"),
            max_length=1000,
        ),
    ),
)


def selected(c: Content, potensi: str) -> tuple[str, ...]:
    """Codes of the instruments ticked for this class of candidates in any kelompok pekerjaan, in the order of the
    form.
    """
    codes = [
        code
        for code, _ in INSTRUMEN
        if any(potensi in (c.get("peta", "pilih", f"{group}:{code}") or ()) for group in _groups(c))
    ]
    return tuple(codes)


def instrumen_kasus(c: Content) -> tuple[str, ...]:
    """The instruments of this asesi: those ticked for the potensi the asesor found (R1)."""
    return selected(c, c.get("tinjauan", "potensi") or "")


def _groups(c: Content) -> list[str]:
    return [f"k{number}" for number in range(1, len(c.sumber["skema"]["kelompok"]) + 1)]


def _uncovered(c: Content, potensi: list[str]) -> Iterator[Problem]:
    for number, group in enumerate(_groups(c)):
        ticked = {code for item, _ in INSTRUMEN for code in c.get("peta", "pilih", f"{group}:{item}") or ()}
        name = c.sumber["skema"]["kelompok"][number]["nama"]
        place = path_of("peta", "pilih", f"{group}:{INSTRUMEN[0][0]}")
        if not ticked:
            yield place, f"Kelompok pekerjaan “{name}” belum memiliki instrumen."
        for code in sorted(set(potensi) - ticked if ticked else ()):
            yield place, f"Kelompok pekerjaan “{name}” belum memiliki instrumen untuk potensi {code}."


@check("penyusun")
def tiap_kelompok_terpetakan(c: Content) -> Iterator[Problem]:
    """R2: each kelompok has an instrument, and one for each potensi of MAPA.01 if ``sumber["potensi"]`` names them."""
    yield from _uncovered(c, list(c.sumber.get("potensi") or ()))


@check("asesor")
def potensi_asesi_terpetakan(c: Content) -> Iterator[Problem]:
    """R2 for one asesi: each kelompok has an instrument for this asesi's potensi."""
    if potensi := c.get("tinjauan", "potensi"):
        yield from _uncovered(c, [potensi])


@check("validator")
def validator_bukan_penyusun(c: Content) -> Iterator[Problem]:
    """R3: the validator is somebody else than the one who drew the map up."""
    if c.actor_id and c.actor_id == c.done_by.get("penyusun"):
        yield (
            path_of("validasi", "sesuai"),
            "Anda menyusun dokumen ini, sehingga tidak dapat memvalidasinya. Minta asesor lain menjadi validator.",
        )


MASTER = FormDefinition(
    edition=EDISI,
    code="FR.MAPA.02",
    title="Peta Instrumen Asesmen",
    scope=Scope.SKEMA,
    clause="SOP 2.3",
    header=KEPALA_SKEMA,
    stages=(PENYUSUN, VALIDATOR),
    sections=(KETERANGAN, PETA, VALIDASI),
    checks=(tiap_kelompok_terpetakan, validator_bukan_penyusun),
    sensitive=False,
)
KASUS = FormDefinition(
    edition=EDISI,
    code="FR.MAPA.02",
    title="Peta Instrumen Asesmen",
    scope=Scope.KASUS,
    clause="SOP 2.3, 2.6",
    header=KEPALA,
    stages=(asesor(title="Tinjau"),),
    sections=(KETERANGAN, PETA, TINJAUAN),
    checks=(potensi_asesi_terpetakan,),
    sensitive=False,
)
