"""FR.AK.01 Persetujuan Asesmen dan Kerahasiaan (SOP 2.5, 3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Text, check
from telusur.kernel.forms.fields import date, multi, text, tick, time, when
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import EDISI, KEPALA, METODE, asesi, asesor

BUKTI = Fields(
    name="bukti",
    title="Bukti yang akan dikumpulkan",
    fields=(
        multi("metode", "Bukti", METODE),
        text("lainnya", "Bukti lainnya", when=when("metode", "lainnya"), max_length=150),
    ),
)
PELAKSANAAN = Fields(
    name="jadwal",
    title="Pelaksanaan asesmen disepakati pada",
    guide="Diambil dari jadwal. Bila jadwal berubah, persetujuan ini dibuat lagi.",
    fields=(
        date("tanggal", "Hari, tanggal", fixed=True),
        time("jam_mulai", "Jam mulai", fixed=True),
        time("jam_selesai", "Jam selesai", fixed=True, required=False),
        text("tuk", "TUK", fixed=True),
    ),
)
PERNYATAAN = Text(
    name="pernyataan",
    title="Pernyataan",
    text=(
        "Asesi: Saya telah mendapatkan penjelasan terkait hak dan prosedur banding asesmen dari asesor.\n"
        "Asesor: Saya tidak akan membuka hasil pekerjaan yang saya peroleh karena penugasan saya sebagai asesor dalam "
        "pekerjaan asesmen kepada siapa pun atau organisasi apa pun selain kepada pihak yang berwenang sehubungan "
        "dengan "
        "kewajiban saya sebagai asesor yang ditugaskan oleh LSP.\n"
        "Asesi: Saya setuju mengikuti asesmen dengan pemahaman bahwa informasi yang dikumpulkan hanya digunakan untuk "
        "pengembangan profesional dan hanya dapat diakses oleh orang tertentu saja."
    ),
)
PERSETUJUAN = Fields(
    name="persetujuan",
    title="Persetujuan",
    fields=(
        tick("rahasia", "Saya menjaga kerahasiaan hasil asesmen ini."),
        tick("banding", "Saya telah mendapat penjelasan tentang hak dan prosedur banding.", by="asesi"),
        tick("setuju", "Saya setuju mengikuti asesmen dengan bukti, waktu dan tempat di atas.", by="asesi"),
    ),
)


@check("asesor")
def metode_sesuai_mapa(c: Content) -> Iterator[Problem]:
    """R1: no method that MAPA.02 selected is left out (``sumber["metode"]``)."""
    ticked = set(c.get("bukti", "metode") or ())
    labels = {option.code: option.label for option in METODE}
    if absent := [labels[code] for code in c.sumber.get("metode", ()) if code not in ticked]:
        yield (
            path_of("bukti", "metode"),
            f"{', '.join(absent)} dipilih dalam FR.MAPA.02, jadi harus ikut dicantumkan di sini.",
        )


@check("asesor")
def jadwal_lengkap(c: Content) -> Iterator[Problem]:
    """R2: date, time and TUK are those of the schedule; without them nothing can be agreed."""
    for name in ("tanggal", "jam_mulai", "tuk"):
        if not c.get("jadwal", name):
            yield path_of("jadwal", name), "Belum ditetapkan dalam jadwal. Lengkapi jadwal lebih dahulu."


FORM = FormDefinition(
    edition=EDISI,
    code="FR.AK.01",
    title="Persetujuan Asesmen dan Kerahasiaan",
    scope=Scope.KASUS,
    clause="SOP 2.5, 3.3",
    header=KEPALA,
    stages=(asesor(title="Isi dan tandatangani"), asesi(title="Setujui")),
    sections=(BUKTI, PELAKSANAAN, PERNYATAAN, PERSETUJUAN),
    checks=(metode_sesuai_mapa, jadwal_lengkap),
)
