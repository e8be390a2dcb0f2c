"""FR.AK.04 Banding Asesmen (SOP 2.5; P508 9.8). Shown before the assessment, so that the asesi knows it."""

from __future__ import annotations

from telusur.kernel.forms.definition import Fields, FormDefinition, Rows, Text
from telusur.kernel.forms.fields import choice, date, files, long
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import EDISI, KEPALA, YA_TIDAK, asesi

PERTANYAAN = (
    ("1", "Apakah proses banding telah dijelaskan kepada Anda?"),
    ("2", "Apakah Anda telah mendiskusikan banding dengan asesor?"),
    ("3", "Apakah Anda mau melibatkan orang lain membantu Anda dalam proses banding?"),
)
WAKTU = Fields(name="waktu", title="Asesmen", fields=(date("tanggal", "Tanggal asesmen"),))
TANYA = Rows(
    name="tanya",
    title="Jawablah dengan Ya atau Tidak",
    items=PERTANYAAN,
    row_name="pertanyaan",
    fields=(choice("jawaban", "Ya atau tidak", YA_TIDAK, big=True),),
)
ALASAN = Fields(
    name="alasan",
    title="Alasan banding",
    fields=(
        long("uraian", "Banding ini diajukan atas alasan", max_length=4000),
        files("lampiran", "Bukti pendukung", required=False),
    ),
)
HAK = Text(
    name="hak",
    title="Hak banding",
    text=(
        "Anda mempunyai hak mengajukan banding jika Anda menilai proses asesmen tidak sesuai SOP dan tidak memenuhi "
        "prinsip asesmen."
    ),
)
FORM = FormDefinition(
    edition=EDISI,
    code="FR.AK.04",
    title="Banding Asesmen",
    scope=Scope.KASUS,
    clause="SOP 2.5; P508 9.8",
    header=KEPALA,
    stages=(asesi(title="Isi"),),
    sections=(WAKTU, TANYA, ALASAN, HAK),
)
