"""FR.IA.01 Ceklis Observasi Aktivitas di Tempat Kerja atau Tempat Kerja Simulasi (SOP 3.4)."""

from __future__ import annotations

from collections.abc import Iterator

from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Rows, check
from telusur.kernel.forms.fields import Value, choice, files, long, text, when
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import (
    BELUM_KOMPETEN,
    EDISI,
    K_BK,
    KEPALA,
    KOMPETEN,
    PENILAIAN_LANJUT,
    asesor,
    tanda_tangan_asesi,
)

TIGA = (KOMPETEN, BELUM_KOMPETEN, PENILAIAN_LANJUT)


def hasil_unit(c: Content, unit: str) -> str | None:
    """What the KUK of a unit add up to: BK if any is BK, PL if any is left open, else K; None while one is
    unanswered.
    """
    answers = [c.get("kuk", "hasil", row.key) for row in c.rows("kuk") if (row.data or {})["unit"] == unit]
    if None in answers or not answers:
        return None
    return "BK" if "BK" in answers else "PL" if "PL" in answers else "K"


def kuk_terbuka(c: Content) -> dict[str, list[str]]:
    """KUK that were not K in this observation, by unit: what another instrument must still prove."""
    open_: dict[str, list[str]] = {}
    for row in c.rows("kuk"):
        if c.get("kuk", "hasil", row.key) in ("BK", "PL"):
            open_.setdefault((row.data or {})["unit"], []).append((row.data or {})["kuk"])
    return open_


def _usulan(c: Content, unit: str) -> Value:
    return hasil_unit(c, unit)


def _belum(c: Content, unit: str) -> Value:
    return ", ".join(kuk_terbuka(c).get(unit, [])) or None


def _hasil(c: Content, row: str) -> Value:
    """K only if every unit is recommended K."""
    answers = {c.get("unit", "rekomendasi", unit.key) for unit in c.rows("unit")}
    return "K" if answers == {"K"} else "BK"


KUK = Rows(
    name="kuk",
    title="Observasi per kriteria unjuk kerja",
    source="kuk",
    row_name="KUK",
    guide=(
        "Satu jawaban BK membuat unit ini BK, kecuali KUK itu dibuktikan instrumen lain sebelum FR.AK.02. Pilih PL "
        "bila "
        "belum dapat disimpulkan, lalu tulis cara menutupnya."
    ),
    fields=(
        choice("hasil", "Pencapaian", TIGA, big=True, missing="KUK ini belum dinilai."),
        long(
            "lanjut",
            "Penilaian lanjut",
            when=when("hasil", "BK", "PL"),
            required=False,
            required_when=when("hasil", "PL"),
            max_length=1000,
        ),
        files(
            "foto", "Foto bukti", when=when("hasil", "BK", "PL"), required=False, accept=("jpeg", "png"), max_items=5
        ),
    ),
)
UNIT = Rows(
    name="unit",
    title="Rekomendasi per unit",
    source="unit",
    row_name="unit",
    layout="tabel",
    fields=(
        choice("usulan", "Dari KUK", TIGA, computed=_usulan),
        text("belum", "KUK yang belum dicapai", computed=_belum, max_length=1000),
        choice("rekomendasi", "Rekomendasi", TIGA, big=True),
    ),
)
AKHIR = Fields(
    name="akhir",
    title="Umpan balik dan rekomendasi",
    fields=(
        choice("hasil", "Rekomendasi observasi", K_BK, computed=_hasil),
        long("umpan_balik", "Umpan balik untuk asesi", max_length=3000),
    ),
)


@check("asesor")
def rekomendasi_sesuai_kuk(c: Content) -> Iterator[Problem]:
    """R2: a unit with a KUK that is BK or open is not K here; another instrument may still cover it before FR.AK.02."""
    for row in c.rows("unit"):
        usulan, chosen = hasil_unit(c, row.key), c.get("unit", "rekomendasi", row.key)
        if chosen == "K" and usulan in ("BK", "PL"):
            yield (
                path_of("unit", "rekomendasi", row.key),
                f"KUK {_belum(c, row.key)} belum K, sehingga unit ini belum K dalam observasi. Pilih BK atau PL.",
            )
        if chosen in ("BK", "PL") and usulan == "K":
            yield (
                path_of("unit", "rekomendasi", row.key),
                "Semua KUK unit ini K. Pilih K, atau ubah penilaian KUK yang belum Anda yakini.",
            )


FORM = FormDefinition(
    edition=EDISI,
    code="FR.IA.01",
    title="Ceklis Observasi Aktivitas di Tempat Kerja atau Tempat Kerja Simulasi",
    scope=Scope.KASUS,
    clause="SOP 3.4",
    header=KEPALA,
    guide=(
        "Amati asesi bekerja sesuai tugas praktik. Nilai setiap KUK dari apa yang Anda lihat, dengan standar industri "
        "atau "
        "tempat kerja sebagai pembanding."
    ),
    stages=(asesor(title="Nilai", days=1), tanda_tangan_asesi()),
    sections=(KUK, UNIT, AKHIR),
    checks=(rekomendasi_sesuai_kuk,),
)
