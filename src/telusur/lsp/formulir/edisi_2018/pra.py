"""LSP.PRA Konsultasi Pra-Asesmen: the LSP's own record of the session before the assessment (SOP 2.5, 3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Rows, Text, check
from telusur.kernel.forms.fields import Option, choice, date, long, text, tick, time, when
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import EDISI, KEPALA, YA_TIDAK, asesi, asesor

POIN = (
    ("tujuan", "Tujuan, skema dan unit kompetensi yang diases dijelaskan"),
    ("apl", "Permohonan (FR.APL.01) dan asesmen mandiri (FR.APL.02) dibahas bersama"),
    ("bukti", "Bukti pendukung yang relevan dikonfirmasi satu per satu"),
    ("mapa", "Rencana asesmen (FR.MAPA.01 dan FR.MAPA.02), metode dan instrumen disampaikan"),
    ("penyesuaian", "Keterbatasan asesi dan penyesuaian yang wajar dibahas"),
    ("banding", "Hak banding, FR.AK.04 dan SOP banding disampaikan"),
    ("tata_tertib", "Tata tertib dan protokol kesehatan disampaikan"),
    ("kerahasiaan", "Jaminan kerahasiaan disampaikan"),
    ("jadwal", "Hari, tanggal, waktu dan TUK asesmen disepakati"),
)
STATUS_BUKTI = (
    Option("dikonfirmasi", "Dikonfirmasi", "ok", "check"),
    Option("diganti", "Diganti", "info", "refresh"),
    Option("tidak_ada", "Tidak ada", "wait", "x"),
)
PEMBAHASAN = Rows(
    name="poin",
    title="Pokok pembahasan",
    items=POIN,
    row_name="pokok",
    layout="tabel",
    guide="Beri tanda setelah pokok itu dibahas dengan asesi.",
    fields=(tick("dibahas", "Sudah dibahas", missing="Pokok ini belum ditandai; konsultasi belum dapat ditutup."),),
)
BUKTI = Rows(
    name="bukti",
    title="Bukti pendukung",
    source="bukti",
    row_name="bukti",
    empty="Asesi belum menautkan bukti pada FR.APL.02.",
    fields=(
        choice("status", "Hasil konfirmasi", STATUS_BUKTI, big=True),
        text(
            "catatan",
            "Catatan atau bukti pengganti",
            required=False,
            required_when=when("status", "diganti", "tidak_ada"),
        ),
    ),
)
KETERBATASAN = Fields(
    name="keterbatasan",
    title="Keterbatasan dan penyesuaian",
    fields=(
        choice("ada", "Asesi menyampaikan keterbatasan", YA_TIDAK),
        long("uraian", "Keterbatasan yang disampaikan", when=when("ada", "ya"), max_length=1000),
        long("penyesuaian", "Penyesuaian yang disepakati", when=when("ada", "ya"), max_length=1000),
    ),
)
JADWAL = Fields(
    name="jadwal",
    title="Rencana asesmen yang disepakati",
    fields=(
        date("tanggal", "Tanggal asesmen"),
        time("jam_mulai", "Jam mulai"),
        time("jam_selesai", "Jam selesai"),
        text("tuk", "Tempat Uji Kompetensi (TUK)"),
    ),
)
BANDING = Text(
    name="hak_banding",
    title="Hak banding",
    source="banding",
    text=(
        "Anda berhak mengajukan banding bila menilai proses asesmen tidak sesuai dengan SOP atau tidak memenuhi "
        "prinsip "
        "asesmen. Banding diajukan dengan FR.AK.04 dan ditangani oleh pihak yang tidak terlibat dalam asesmen Anda."
    ),
)
TATA_TERTIB = Text(
    name="tata_tertib",
    title="Tata tertib dan protokol kesehatan",
    text=(
        "1. Hadir paling lambat 30 menit sebelum asesmen dengan membawa kartu identitas.\n"
        "2. Mengikuti instruksi asesor dan petugas TUK, serta ketentuan keselamatan kerja.\n"
        "3. Tidak membawa, menyalin atau menyebarkan soal dan perangkat asesmen.\n"
        "4. Tidak bekerja sama atau memakai bantuan yang tidak diizinkan.\n"
        "5. Menjaga kebersihan dan mematuhi protokol kesehatan di TUK; memberi tahu asesor bila sakit."
    ),
)
PERNYATAAN = Fields(
    name="asesi",
    title="Pernyataan asesi",
    fields=(
        tick("mapa", "Rencana asesmen telah dijelaskan kepada saya.", by="asesi"),
        tick("banding", "Saya telah mendapat penjelasan tentang hak banding dan cara mengajukannya.", by="asesi"),
        tick("tata_tertib", "Saya menerima tata tertib dan protokol kesehatan.", by="asesi"),
        tick("jadwal", "Saya menyetujui hari, tanggal, waktu dan TUK di atas.", by="asesi"),
        long("tanggapan", "Tanggapan", by="asesi", required=False, max_length=1000),
    ),
)


@check("asesor")
def waktu_masuk_akal(c: Content) -> Iterator[Problem]:
    """The agreed date lies ahead and the session ends after it begins."""
    tanggal = c.get("jadwal", "tanggal")
    if tanggal and tanggal < c.today.isoformat():
        yield path_of("jadwal", "tanggal"), "Tanggal asesmen sudah lewat. Sepakati tanggal yang akan datang."
    start, end = c.get("jadwal", "jam_mulai"), c.get("jadwal", "jam_selesai")
    if start and end and end <= start:
        yield path_of("jadwal", "jam_selesai"), "Jam selesai harus sesudah jam mulai."


FORM = FormDefinition(
    edition=EDISI,
    code="LSP.PRA",
    title="Konsultasi Pra-Asesmen",
    scope=Scope.KASUS,
    clause="SOP 2.5",
    header=KEPALA,
    guide="Diisi asesor bersama asesi. Asesi menyetujui dan menandatangani dari akunnya sendiri.",
    stages=(asesor(title="Isi"), asesi(title="Setujui")),
    sections=(PEMBAHASAN, BUKTI, KETERBATASAN, JADWAL, BANDING, TATA_TERTIB, PERNYATAAN),
    checks=(waktu_masuk_akal,),
)
