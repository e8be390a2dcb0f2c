"""FR.MAPA.01 Merencanakan Aktivitas dan Proses Asesmen: the master of a skema and its copy in each case (SOP 2.3,
2.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Rows, Stage, check
from telusur.kernel.forms.fields import Field, choice, long, multi, options, text, tick, when
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import ADA_TIDAK, EDISI, KEPALA, KEPALA_SKEMA, POTENSI, TUJUAN, YA_TIDAK, asesor

LINGKUNGAN = options(("nyata", "Tempat kerja nyata"), ("simulasi", "Tempat kerja simulasi"))
PELUANG = options(("tersedia", "Tersedia"), ("terbatas", "Terbatas"))
HUBUNGAN = options(
    ("bukti", "Bukti untuk mendukung asesmen atau RPL"),
    ("kerja", "Aktivitas kerja di tempat kerja asesi"),
    ("belajar", "Kegiatan pembelajaran"),
)
PELAKSANA = options(
    ("lsp", "Lembaga Sertifikasi"), ("pelatihan", "Organisasi Pelatihan"), ("perusahaan", "Asesor Perusahaan")
)
RELEVAN = options(
    ("manajer", "Manajer Sertifikasi LSP"),
    ("lead", "Master Asesor, Lead Asesor atau Asesor Utama Kompetensi"),
    ("pelatihan", "Manajer Pelatihan lembaga pelatihan terakreditasi atau terdaftar"),
    ("penyelia", "Manajer atau Supervisor di tempat kerja"),
    ("lainnya", "Lainnya"),
)
TOLOK_UKUR = options(
    ("standar", "Standar kompetensi"),
    ("kurikulum", "Kriteria asesmen dari kurikulum pelatihan"),
    ("kinerja", "Spesifikasi kinerja perusahaan atau industri"),
    ("produk", "Spesifikasi produk"),
    ("pedoman", "Pedoman khusus"),
)
JENIS_BUKTI = options(("L", "Langsung (L)"), ("TL", "Tidak langsung (TL)"), ("T", "Tambahan (T)"))
CL = options(("CL", "CL Ceklis observasi"))
DIT = options(("DIT", "DIT Daftar instruksi terstruktur"))
TANYA = options(("DPL", "DPL Daftar pertanyaan lisan"), ("DPT", "DPT Daftar pertanyaan tertulis"))
PORTOFOLIO = options(("VP", "VP Verifikasi portofolio"), ("PW", "PW Pertanyaan wawancara"))
PRODUK = options(("CUP", "CUP Ceklis ulasan produk"))
# R2: a tool code fits only its own column.
METODE_KOLOM = ("observasi", "terstruktur", "tanya_jawab", "portofolio", "produk", "metode_lain")
MODIFIKASI = (
    ("karakteristik", "Karakteristik khusus asesi"),
    ("konteks", "Kebutuhan kontekstualisasi terkait tempat kerja"),
    ("saran", "Saran dari paket pelatihan atau pengembang pelatihan"),
    ("perangkat", "Penyesuaian perangkat asesmen terkait kebutuhan kontekstualisasi"),
    ("terintegrasi", "Peluang kegiatan asesmen terintegrasi dan perubahan pada alat asesmen"),
)


def _pendekatan() -> Fields:
    return Fields(
        name="pendekatan",
        title="1.1 Pendekatan asesmen",
        fields=(
            multi("potensi", "Asesi", POTENSI),
            multi("tujuan", "Tujuan asesmen", TUJUAN),
            choice("lingkungan", "Lingkungan", LINGKUNGAN),
            choice("peluang", "Peluang mengumpulkan bukti dalam sejumlah situasi", PELUANG),
            multi("hubungan", "Hubungan antara standar kompetensi dengan", HUBUNGAN),
            multi("pelaksana", "Siapa yang melakukan asesmen", PELAKSANA),
            multi("relevan", "Konfirmasi dengan orang yang relevan", RELEVAN),
        ),
    )


def _tolok_ukur() -> Fields:
    return Fields(
        name="tolok_ukur",
        title="1.2 Tolok ukur asesmen",
        fields=(
            multi("jenis", "Tolok ukur", TOLOK_UKUR),
            long("uraian", "Uraian tolok ukur (nomor standar, nama pedoman)", max_length=1000),
        ),
    )


def _rencana() -> Rows:
    return Rows(
        name="rencana",
        title="2. Rencana asesmen",
        source="unit",
        row_name="unit",
        fields=(
            long("bukti", "Bukti-bukti (kinerja, produk, portofolio, pengetahuan)", max_length=2000),
            multi("jenis", "Jenis bukti", JENIS_BUKTI),
            multi("observasi", "Observasi langsung", CL, required=False),
            multi("terstruktur", "Kegiatan terstruktur", DIT, required=False),
            multi("tanya_jawab", "Tanya jawab", TANYA, required=False),
            multi("portofolio", "Verifikasi portofolio", PORTOFOLIO, required=False),
            multi("produk", "Ulasan produk", PRODUK, required=False),
            text("metode_lain", "Metode lain", required=False, max_length=100),
        ),
    )


def _modifikasi() -> Rows:
    uraian: Field = text("uraian", "Uraian", required=False, required_when=when("ada", "ada"), max_length=600)
    return Rows(
        name="modifikasi",
        title="3. Modifikasi dan kontekstualisasi",
        items=MODIFIKASI,
        layout="tabel",
        row_name="pertimbangan",
        fields=(choice("ada", "Ada atau tidak", ADA_TIDAK), uraian),
    )


ISI = (_pendekatan(), _tolok_ukur(), _rencana(), _modifikasi())
VALIDASI = Fields(
    name="validasi",
    title="Validasi",
    fields=(
        tick("sesuai", "Rencana ini telah saya periksa dan dapat dipakai.", by="validator"),
        long("catatan", "Catatan validator", by="validator", required=False, max_length=1000),
    ),
)
TINJAUAN = Fields(
    name="tinjauan",
    title="Tinjauan untuk asesi ini",
    guide="Rencana di atas disalin dari induk skema. Perubahan di sini hanya berlaku untuk asesi ini.",
    fields=(
        choice("sesuai", "Rencana sesuai dengan permohonan dan asesmen mandiri asesi", YA_TIDAK, big=True),
        long(
            "catatan",
            "Penyesuaian yang dilakukan dan alasannya",
            required=False,
            required_when=when("sesuai", "tidak"),
            max_length=1000,
        ),
    ),
)


def _each_unit_has_a_method(c: Content) -> Iterator[Problem]:
    """R1: each unit has at least one method."""
    for row in c.rows("rencana"):
        if not any(c.get("rencana", column, row.key) for column in METODE_KOLOM):
            yield path_of("rencana", "observasi", row.key), f"Unit {row.code}: pilih sedikitnya satu metode."


@check("penyusun")
def metode_tiap_unit(c: Content) -> Iterator[Problem]:
    """R1, for the master."""
    yield from _each_unit_has_a_method(c)


@check("asesor")
def metode_tiap_unit_kasus(c: Content) -> Iterator[Problem]:
    """R1, for the copy in a case."""
    yield from _each_unit_has_a_method(c)


@check("validator")
def validator_bukan_penyusun(c: Content) -> Iterator[Problem]:
    """R3: the validator is somebody else than the one who drew the plan up."""
    if c.actor_id and c.actor_id == c.done_by.get("penyusun"):
        yield (
            path_of("validasi", "sesuai"),
            "Anda menyusun dokumen ini, sehingga tidak dapat memvalidasinya. Minta asesor lain menjadi validator.",
        )


PENYUSUN = Stage(slot="penyusun", party="Penyusun", title="Susun", signs=True, days=5)
VALIDATOR = Stage(slot="validator", party="Validator", title="Validasi", signs=True, may_return=True, days=3)
MASTER = FormDefinition(
    edition=EDISI,
    code="FR.MAPA.01",
    title="Merencanakan Aktivitas dan Proses Asesmen",
    scope=Scope.SKEMA,
    clause="SOP 2.3",
    header=KEPALA_SKEMA,
    stages=(PENYUSUN, VALIDATOR),
    sections=(*ISI, VALIDASI),
    checks=(metode_tiap_unit, validator_bukan_penyusun),
    sensitive=False,
)
KASUS = FormDefinition(
    edition=EDISI,
    code="FR.MAPA.01",
    title="Merencanakan Aktivitas dan Proses Asesmen",
    scope=Scope.KASUS,
    clause="SOP 2.3, 2.6",
    header=KEPALA,
    stages=(asesor(title="Tinjau"),),
    sections=(*ISI, TINJAUAN),
    checks=(metode_tiap_unit_kasus,),
    sensitive=False,
)
