"""FR.AK.02 Rekaman Asesmen Kompetensi (SOP 3.5; P508 9.4.6)."""

from __future__ import annotations

from collections.abc import Iterator

from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Rows, check
from telusur.kernel.forms.fields import choice, date, long, multi, options, text, when
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import EDISI, K_BK, KEPALA, asesor, tanda_tangan_asesi

METODE = options(
    ("observasi", "Observasi demonstrasi"),
    ("portofolio", "Portofolio"),
    ("pihak_ketiga", "Pernyataan pihak ketiga"),
    ("wawancara", "Pertanyaan wawancara"),
    ("lisan", "Pertanyaan lisan"),
    ("tertulis", "Pertanyaan tertulis"),
    ("proyek", "Proyek kerja"),
    ("lainnya", "Lainnya"),
)
# R2: a ticked method rests on a finished record of one of these forms.
REKAMAN = {
    "observasi": ("FR.IA.01",),
    "portofolio": ("FR.IA.08",),
    "pihak_ketiga": ("FR.IA.10",),
    "wawancara": ("FR.IA.09",),
    "lisan": ("FR.IA.03", "FR.IA.07"),
    "tertulis": ("FR.IA.05", "FR.IA.06"),
    "proyek": ("FR.IA.04",),
}
WAKTU = Fields(
    name="waktu",
    title="Waktu asesmen",
    fields=(date("mulai", "Tanggal mulai"), date("selesai", "Tanggal selesai")),
)
UNIT = Rows(
    name="unit",
    title="Bukti dan hasil per unit",
    source="unit",
    row_name="unit",
    fields=(
        multi("metode", "Bukti yang dipakai", METODE, missing="Tandai sedikitnya satu bukti untuk unit ini."),
        text("lainnya", "Bukti lainnya", when=when("metode", "lainnya"), max_length=150),
        choice("hasil", "Hasil unit", K_BK, big=True),
    ),
)
AKHIR = Fields(
    name="rekomendasi",
    title="Rekomendasi hasil asesmen",
    guide="Asesor merekomendasikan; keputusan sertifikasi ada pada komite teknis.",
    fields=(
        choice("hasil", "Rekomendasi", K_BK, big=True),
        long(
            "tindak_lanjut",
            "Tindak lanjut yang dibutuhkan (pekerjaan tambahan dan asesmen yang diperlukan)",
            required=False,
            required_when=when("hasil", "BK"),
            max_length=2000,
        ),
        long("komentar", "Komentar atau observasi asesor", max_length=3000),
    ),
)


@check("asesor")
def k_bila_semua_unit_k(c: Content) -> Iterator[Problem]:
    """R3: Kompeten only if every unit is K (P508 9.4.6)."""
    if c.get("rekomendasi", "hasil") != "K":
        return
    if failed := [row.code for row in c.rows("unit") if c.get("unit", "hasil", row.key) == "BK"]:
        yield (
            path_of("rekomendasi", "hasil"),
            (
                f"Rekomendasi K hanya bila semua unit K; {', '.join(failed)} masih BK. Pilih BK dan tulis tindak "
                "lanjutnya."
            ),
        )


@check("asesor")
def bukti_dari_rekaman_selesai(c: Content) -> Iterator[Problem]:
    """R2: a ticked method needs a finished record of its instrument (``sumber["instrumen"]``: codes)."""
    finished = c.sumber.get("instrumen")
    if finished is None:
        return
    labels = {option.code: option.label for option in METODE}
    for row in c.rows("unit"):
        for method in c.get("unit", "metode", row.key) or ():
            needed = REKAMAN.get(method, ())
            if needed and not set(needed) & set(finished):
                yield (
                    path_of("unit", "metode", row.key),
                    (
                        f"{labels[method]} memerlukan rekaman {' atau '.join(needed)} yang selesai. Hapus tandanya atau "
                        "selesaikan rekaman itu."
                    ),
                )


@check("asesor")
def kuk_terbuka_tertutup(c: Content) -> Iterator[Problem]:
    """A KUK left open by the observation is covered by another method before its unit is K
    (``sumber["kuk_terbuka"]``).
    """
    for unit, open_ in (c.sumber.get("kuk_terbuka") or {}).items():
        others = set(c.get("unit", "metode", unit) or ()) - {"observasi"}
        if c.get("unit", "hasil", unit) == "K" and not others:
            yield (
                path_of("unit", "hasil", unit),
                (
                    f"KUK {', '.join(open_)} belum terbukti dalam observasi. Tandai bukti lain yang menutupnya, atau pilih "
                    "BK."
                ),
            )


@check("asesor")
def selesai_setelah_mulai(c: Content) -> Iterator[Problem]:
    """The assessment does not end before it begins."""
    start, end = c.get("waktu", "mulai"), c.get("waktu", "selesai")
    if start and end and end < start:
        yield path_of("waktu", "selesai"), "Tanggal selesai mendahului tanggal mulai."


FORM = FormDefinition(
    edition=EDISI,
    code="FR.AK.02",
    title="Rekaman Asesmen Kompetensi",
    scope=Scope.KASUS,
    clause="SOP 3.5",
    header=KEPALA,
    stages=(asesor(title="Isi", days=1), tanda_tangan_asesi()),
    sections=(WAKTU, UNIT, AKHIR),
    checks=(k_bila_semua_unit_k, bukti_dari_rekaman_selesai, kuk_terbuka_tertutup, selesai_setelah_mulai),
)
