"""FR.AK.03 Umpan Balik dan Catatan Asesmen, by the asesi after the decision is told (SOP 3.6)."""

from __future__ import annotations

from telusur.kernel.forms.definition import Fields, FormDefinition, Rows
from telusur.kernel.forms.fields import choice, long, text
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import EDISI, KEPALA, YA_TIDAK, asesi

KOMPONEN = (
    ("1", "Saya mendapatkan penjelasan yang cukup memadai mengenai proses asesmen atau uji kompetensi"),
    ("2", "Saya diberi kesempatan untuk mempelajari standar kompetensi yang akan diujikan dan menilai diri sendiri"),
    (
        "3",
        (
            "Asesor memberi kesempatan untuk mendiskusikan atau menegosiasikan metode, instrumen, sumber dan jadwal "
            "asesmen"
        ),
    ),
    ("4", "Asesor berusaha menggali seluruh bukti pendukung yang sesuai dengan latar belakang dan pengalaman saya"),
    ("5", "Saya sepenuhnya diberi kesempatan untuk mendemonstrasikan kompetensi yang saya miliki selama asesmen"),
    ("6", "Saya mendapatkan penjelasan yang memadai mengenai keputusan asesmen"),
    ("7", "Asesor memberikan umpan balik yang mendukung setelah asesmen serta tindak lanjutnya"),
    ("8", "Asesor bersama saya mempelajari semua dokumen asesmen serta menandatanganinya"),
    ("9", "Saya mendapatkan jaminan kerahasiaan hasil asesmen serta penjelasan penanganan dokumen asesmen"),
    ("10", "Asesor menggunakan keterampilan komunikasi yang efektif selama asesmen"),
)
UMPAN_BALIK = Rows(
    name="umpan_balik",
    title="Umpan balik dari asesi",
    items=KOMPONEN,
    row_name="pernyataan",
    guide="Jawaban Anda dipakai untuk memperbaiki layanan dan tidak memengaruhi hasil asesmen Anda.",
    fields=(
        choice("hasil", "Ya atau tidak", YA_TIDAK, big=True, missing="Pilih Ya atau Tidak."),
        text("catatan", "Catatan", required=False, max_length=600),
    ),
)
CATATAN = Fields(
    name="catatan",
    title="Catatan lain",
    fields=(long("komentar", "Komentar lain (apabila ada)", required=False, max_length=3000),),
)
FORM = FormDefinition(
    edition=EDISI,
    code="FR.AK.03",
    title="Umpan Balik dan Catatan Asesmen",
    scope=Scope.KASUS,
    clause="SOP 3.6",
    header=KEPALA,
    stages=(asesi(title="Isi", days=3),),
    sections=(UMPAN_BALIK, CATATAN),
)
