"""FR.AK.05 Laporan Asesmen: one per schedule and asesor, within five working days (SOP 3.7; SPT)."""

from __future__ import annotations

from collections.abc import Iterator

from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Rows, check
from telusur.kernel.forms.fields import Option, choice, long
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import BELUM_KOMPETEN, EDISI, KEPALA_JADWAL, KOMPETEN, asesor

DAYS = 5
HASIL = (KOMPETEN, BELUM_KOMPETEN, Option("tidak_hadir", "Tidak hadir", "mute", "minus", "TH"))
UNIT = Rows(name="unit", title="Unit kompetensi", source="unit", layout="tabel", fields=(), row_name="unit")
ASESI = Rows(
    name="asesi",
    title="Hasil per asesi",
    source="asesi",
    row_name="asesi",
    layout="tabel",
    guide="Rekomendasi disalin dari FR.AK.02.",
    fields=(
        choice("hasil", "Rekomendasi", HASIL, fixed=True),
        long(
            "keterangan",
            "Keterangan (kode dan judul unit yang BK)",
            required=False,
            max_length=1500,
        ),
    ),
)
LAPORAN = Fields(
    name="laporan",
    title="Laporan",
    fields=(
        long("aspek", "Aspek negatif dan positif dalam asesmen", max_length=3000),
        long(
            "penolakan", "Pencatatan penolakan hasil asesmen", max_length=3000, hint="Tulis “Tidak ada” bila tidak ada."
        ),
        long("saran", "Saran perbaikan (asesor atau personil terkait)", max_length=3000),
        long("catatan", "Catatan", required=False, max_length=2000),
    ),
)


@check("asesor")
def bk_dengan_unit(c: Content) -> Iterator[Problem]:
    """R2: a BK names the units that were not reached."""
    for row in c.rows("asesi"):
        if c.get("asesi", "hasil", row.key) == "BK" and not c.get("asesi", "keterangan", row.key):
            yield path_of("asesi", "keterangan", row.key), f"{row.title}: tulis kode dan judul unit yang BK."


@check("asesor")
def semua_asesi_berhasil(c: Content) -> Iterator[Problem]:
    """R1: each asesi has a recommendation from FR.AK.02 or is shown as absent (R4)."""
    for row in c.rows("asesi"):
        if not c.get("asesi", "hasil", row.key):
            yield path_of("asesi", "hasil", row.key), f"{row.title}: FR.AK.02 belum selesai."


FORM = FormDefinition(
    edition=EDISI,
    code="FR.AK.05",
    title="Laporan Asesmen",
    scope=Scope.JADWAL,
    clause="SOP 3.7",
    header=KEPALA_JADWAL,
    stages=(asesor(title="Isi", days=DAYS),),
    sections=(UNIT, ASESI, LAPORAN),
    checks=(bk_dengan_unit, semua_asesi_berhasil),
)
