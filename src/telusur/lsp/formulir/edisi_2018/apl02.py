"""FR.APL.02 Asesmen Mandiri (SOP 1.2, 2.1, 2.7)."""

from __future__ import annotations

from collections.abc import Iterator

from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Rows, check
from telusur.kernel.forms.fields import choice, files, long, when
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import DAPAT_TIDAK, EDISI, K_BK, KEPALA_PERMOHONAN, asesi, asesor

ELEMEN = Rows(
    name="elemen",
    title="Penilaian diri",
    source="elemen",
    row_name="elemen",
    prompt="Dapatkah saya {judul}?",
    guide=(
        "Menjawab BK tidak menggugurkan permohonan. Asesor membaca semua jawaban lalu menentukan apakah asesmen dapat "
        "dilanjutkan."
    ),
    fields=(
        choice("jawaban", "Jawaban", K_BK, big=True, missing="Pilih K atau BK untuk elemen ini."),
        files("bukti", "Bukti", required=False, max_items=10),
    ),
)
UNIT = Rows(
    name="unit",
    title="Tinjauan asesor per unit",
    source="unit",
    row_name="unit",
    layout="tabel",
    fields=(choice("lanjut", "Asesmen unit ini", DAPAT_TIDAK, by="asesor", big=True),),
)
REKOMENDASI = Fields(
    name="rekomendasi",
    title="Rekomendasi untuk asesi",
    fields=(
        choice("lanjut", "Asesmen", DAPAT_TIDAK, by="asesor", big=True),
        long("catatan", "Catatan", by="asesor", required=False, required_when=when("lanjut", "tidak"), max_length=1000),
    ),
)


@check("asesi")
def k_disertai_bukti(c: Content) -> Iterator[Problem]:
    """R2: K needs at least one evidence item, unless the skema switches this off (``bukti_wajib_untuk_k``)."""
    if not c.sumber["skema"].get("bukti_wajib_untuk_k", True):
        return
    for row in c.rows("elemen"):
        if c.get("elemen", "jawaban", row.key) == "K" and not c.get("elemen", "bukti", row.key):
            yield (
                path_of("elemen", "bukti", row.key),
                (
                    "Jawaban K memerlukan sedikitnya satu bukti. Tautkan berkas yang sudah ada atau foto hasil kerja Anda. "
                    "Belum punya? Pilih BK; asesor yang akan mempertimbangkan."
                ),
            )


@check("asesor")
def dapat_bila_semua_unit(c: Content) -> Iterator[Problem]:
    """The whole can go ahead only if each unit can."""
    if c.get("rekomendasi", "lanjut") != "dapat":
        return
    if stuck := [row.code for row in c.rows("unit") if c.get("unit", "lanjut", row.key) == "tidak"]:
        yield (
            path_of("rekomendasi", "lanjut"),
            (
                f"Unit {', '.join(stuck)} Anda nilai tidak dapat dilanjutkan; asesmen skema ini juga tidak dapat "
                "dilanjutkan."
            ),
        )


FORM = FormDefinition(
    edition=EDISI,
    code="FR.APL.02",
    title="Asesmen Mandiri",
    scope=Scope.KASUS,
    clause="SOP 1.2, 2.1",
    header=KEPALA_PERMOHONAN,
    guide=(
        "Baca setiap pertanyaan. Pilih K bila Anda yakin dapat melakukannya dan punya bukti, BK bila belum. "
        "Satu berkas bukti boleh dipakai untuk banyak elemen."
    ),
    stages=(asesi(title="Isi", days=14), asesor(title="Tinjau", may_return=True)),
    sections=(ELEMEN, UNIT, REKOMENDASI),
    checks=(k_disertai_bukti, dapat_bila_semua_unit),
)
