"""FR.IA.11 Ceklis Meninjau Instrumen Asesmen, the 2018 form: it reviews the instrument, not a product (SOP 2.4,
SE007).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Rows, Stage, check
from telusur.kernel.forms.fields import choice, long, text
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import EDISI, KEPALA, KEPALA_SKEMA, YA_TIDAK

MODIFIKASI, SIAP = "7", "8"
KEGIATAN = (
    ("1", "Instruksi perangkat asesmen dan kondisi asesmen diidentifikasi dengan jelas"),
    ("2", "Informasi tertulis dituliskan secara tepat"),
    ("3", "Kegiatan asesmen membahas persyaratan bukti untuk kompetensi yang diases"),
    ("4", "Tingkat bahasa, literasi dan numerasi sesuai dengan tingkat unit kompetensi yang diases"),
    ("5", "Tingkat kesulitan kegiatan sesuai dengan kompetensi yang diases"),
    ("6", "Contoh, benchmark atau ceklis asesmen tersedia untuk pengambilan keputusan asesmen"),
    (MODIFIKASI, "Diperlukan modifikasi (seperti yang diidentifikasi dalam komentar)"),
    (SIAP, "Tugas asesmen siap digunakan"),
)
UNIT = Rows(name="unit", title="Unit kompetensi", source="unit", layout="tabel", fields=(), row_name="unit")
TINJAUAN = Rows(
    name="tinjauan",
    title="Kegiatan asesmen",
    items=KEGIATAN,
    row_name="butir",
    fields=(
        choice("jawaban", "Ya atau tidak", YA_TIDAK, big=True),
        text("komentar", "Komentar", required=False, max_length=600),
    ),
)
AKHIR = Fields(
    name="akhir",
    title="Kesimpulan peninjau",
    fields=(long("komentar", "Komentar", required=False, max_length=2000),),
)


@check("peninjau")
def komentar_bila_perlu(c: Content) -> Iterator[Problem]:
    """A needed modification or an instrument that is not ready is described (R2)."""
    for key, answer in ((MODIFIKASI, "ya"), (SIAP, "tidak")):
        if c.get("tinjauan", "jawaban", key) == answer and not c.get("tinjauan", "komentar", key):
            yield path_of("tinjauan", "komentar", key), "Jelaskan apa yang perlu diubah."


@check("peninjau")
def siap_tanpa_modifikasi(c: Content) -> Iterator[Problem]:
    """An instrument that still needs modification is not ready for use (R2)."""
    if c.get("tinjauan", "jawaban", MODIFIKASI) == "ya" and c.get("tinjauan", "jawaban", SIAP) == "ya":
        yield (
            path_of("tinjauan", "jawaban", SIAP),
            "Butir 7 menyatakan masih perlu modifikasi, sehingga instrumen belum siap digunakan. Ubah salah satunya.",
        )


@check("peninjau")
def peninjau_bukan_penyusun(c: Content) -> Iterator[Problem]:
    """R1: the reviewer is none of those who wrote the instrument (``sumber["penyusun_id"]``, a list)."""
    if c.actor_id and c.actor_id in (c.sumber.get("penyusun_id") or ()):
        yield (
            path_of("akhir", "komentar"),
            "Anda menyusun instrumen ini, sehingga tidak dapat meninjaunya. Minta asesor lain menjadi peninjau.",
        )


def siap_digunakan(c: Content) -> bool:
    """Whether the reviewed instrument may be used."""
    return bool(c.get("tinjauan", "jawaban", SIAP) == "ya")


MASTER = FormDefinition(
    edition=EDISI,
    code="FR.IA.11",
    title="Ceklis Meninjau Instrumen Asesmen",
    scope=Scope.SKEMA,
    clause="SOP 2.4",
    header=KEPALA_SKEMA,
    stages=(Stage(slot="peninjau", party="Peninjau", title="Tinjau", signs=True, days=3),),
    sections=(UNIT, TINJAUAN, AKHIR),
    checks=(komentar_bila_perlu, siap_tanpa_modifikasi, peninjau_bukan_penyusun),
    sensitive=False,
)
KASUS = replace(MASTER, scope=Scope.KASUS, header=KEPALA)
