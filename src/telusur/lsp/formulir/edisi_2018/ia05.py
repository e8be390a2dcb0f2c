"""FR.IA.05 Pertanyaan Tertulis Pilihan Ganda: the result sheet. Questions and key stay in the exam module (SOP 3.4)."""

from __future__ import annotations

from collections.abc import Iterator

from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Rows, check
from telusur.kernel.forms.fields import Option, choice, long, number, text, when
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import EDISI, KEPALA, asesor, tanda_tangan_asesi

HASIL = (
    Option("benar", "Benar", "ok", "check"),
    Option("salah", "Salah", "wait", "x"),
    Option("kosong", "Tidak dijawab", "mute", "minus"),
)
TERCAPAI = (Option("tercapai", "Tercapai", "ok", "check"), Option("belum", "Belum tercapai", "wait", "x"))
SOAL = Rows(
    name="soal",
    title="Hasil per butir",
    source="soal",
    row_name="butir",
    layout="tabel",
    empty="Ujian belum menghasilkan jawaban.",
    fields=(
        text("jawaban", "Jawaban", fixed=True, required=False),
        choice("hasil", "Hasil", HASIL, fixed=True),
        text("tindak", "Tindak lanjut lisan", required=False, max_length=400),
    ),
)
UJIAN = Fields(
    name="ujian",
    title="Hasil ujian",
    guide="Dihitung sistem dari jawaban asesi dan kunci. Asesor memeriksa lalu menyimpulkan.",
    fields=(
        number("benar", "Jumlah benar", fixed=True),
        number("jumlah", "Jumlah butir", fixed=True),
        number("ambang", "Ambang skema (persen)", fixed=True, required=False),
        text("waktu", "Waktu pengerjaan", fixed=True, required=False),
        text("digest", "Sidik jawaban", fixed=True, required=False),
    ),
)
AKHIR = Fields(
    name="akhir",
    title="Kesimpulan asesor",
    fields=(
        choice("tercapai", "Aspek pengetahuan seluruh unit kompetensi yang diujikan", TERCAPAI, big=True),
        long("belum", "Unit, elemen dan KUK yang belum tercapai", when=when("tercapai", "belum"), max_length=2000),
        long("umpan_balik", "Umpan balik untuk asesi", max_length=3000),
    ),
)


@check("asesor")
def tercapai_sesuai_ambang(c: Content) -> Iterator[Problem]:
    """Below the threshold of the skema the aspect is not reached, unless every wrong item was followed up orally."""
    right, total, share = (c.get("ujian", name) for name in ("benar", "jumlah", "ambang"))
    if c.get("akhir", "tercapai") != "tercapai" or not total or not share or right * 100 >= share * total:
        return
    if any(
        c.get("soal", "hasil", row.key) != "benar" and not c.get("soal", "tindak", row.key) for row in c.rows("soal")
    ):
        yield (
            path_of("akhir", "tercapai"),
            (
                f"{right} dari {total} benar, di bawah ambang {share} persen. Pilih “Belum tercapai”, atau catat tindak "
                "lanjut "
                "lisan pada setiap butir yang belum benar."
            ),
        )


FORM = FormDefinition(
    edition=EDISI,
    code="FR.IA.05",
    title="Pertanyaan Tertulis Pilihan Ganda",
    scope=Scope.KASUS,
    clause="SOP 3.4",
    header=KEPALA,
    stages=(asesor(title="Periksa hasil", days=1), tanda_tangan_asesi()),
    sections=(UJIAN, SOAL, AKHIR),
    checks=(tercapai_sesuai_ambang,),
)
