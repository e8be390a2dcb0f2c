"""Words that many forms share: answers, parties, header, evidence methods, classes of candidates."""

from __future__ import annotations

from collections.abc import Iterable

from telusur.kernel.forms.definition import Stage
from telusur.kernel.forms.fields import Option, options

EDISI = "2018"

KOMPETEN = Option("K", "Kompeten", "ok", "check", "K")
BELUM_KOMPETEN = Option("BK", "Belum kompeten", "wait", "minus", "BK")
PENILAIAN_LANJUT = Option("PL", "Penilaian lanjut", "info", "progress", "PL")
K_BK = (KOMPETEN, BELUM_KOMPETEN)
YA_TIDAK = (Option("ya", "Ya", "ok", "check"), Option("tidak", "Tidak", "wait", "x"))
ADA_TIDAK = options(("ada", "Ada"), ("tidak", "Tidak ada"))
DAPAT_TIDAK = (
    Option("dapat", "Dapat dilanjutkan", "ok", "check"),
    Option("tidak", "Tidak dapat dilanjutkan", "wait", "x"),
)

# HDR of every form: prefilled, never typed again.
KEPALA = (
    ("skema_jenis", "Skema sertifikasi"),
    ("skema", "Judul skema"),
    ("skema_nomor", "Nomor skema"),
    ("tuk", "TUK"),
    ("tuk_jenis", "Jenis TUK"),
    ("asesor", "Nama asesor"),
    ("asesor_no_reg", "No. Reg. asesor"),
    ("asesi", "Nama asesi"),
    ("tanggal", "Tanggal"),
)
KEPALA_SKEMA = (*KEPALA[:3], ("penyusun", "Penyusun"), ("penyusun_met", "No. Reg. penyusun"))
KEPALA_PERMOHONAN = (*KEPALA[:3], ("asesi", "Nama pemohon"), ("permohonan", "Nomor permohonan"))
KEPALA_JADWAL = tuple(pair for pair in KEPALA if pair[0] != "asesi")

TUJUAN = options(
    ("sertifikasi", "Sertifikasi"),
    ("sertifikasi_ulang", "Sertifikasi Ulang"),
    ("pkt", "Pengakuan Kompetensi Terkini (PKT)"),
    ("rpl", "Rekognisi Pembelajaran Lampau (RPL)"),
    ("lainnya", "Lainnya"),
)

# Five classes of candidates, used by MAPA.01 and MAPA.02 alike.
POTENSI = options(
    (
        "1",
        "Hasil pelatihan atau pendidikan, dengan kurikulum dan fasilitas praktik yang mampu telusur terhadap standar",
    ),
    ("2", "Hasil pelatihan atau pendidikan, dengan kurikulum yang belum berbasis kompetensi"),
    ("3", "Pekerja berpengalaman, dari tempat kerja yang operasinya mampu telusur dengan standar kompetensi"),
    ("4", "Pekerja berpengalaman, dari tempat kerja yang operasinya belum berbasis kompetensi"),
    ("5", "Pelatihan atau belajar mandiri (otodidak)"),
)
POTENSI_SINGKAT = options(*((option.code, option.code) for option in POTENSI))

# Instruments of MAPA.02 in this edition, and the method of FR.AK.01 and FR.AK.02 each of them serves.
INSTRUMEN = (
    ("FR.IA.01", "FR.IA.01 CL Ceklis Observasi Aktivitas"),
    ("FR.IA.02", "FR.IA.02 TPD Tugas Praktik Demonstrasi"),
    ("FR.IA.03", "FR.IA.03 PMO Pertanyaan untuk Mendukung Observasi"),
    ("FR.IA.04", "FR.IA.04 DIT Daftar Instruksi Terstruktur"),
    ("FR.IA.05", "FR.IA.05 DPT Pertanyaan Tertulis Pilihan Ganda"),
    ("FR.IA.06", "FR.IA.06 DPT Pertanyaan Tertulis Esai"),
    ("FR.IA.07", "FR.IA.07 DPL Pertanyaan Lisan"),
    ("FR.IA.08", "FR.IA.08 CVP Ceklis Verifikasi Portofolio"),
    ("FR.IA.09", "FR.IA.09 PW Pertanyaan Wawancara"),
    ("FR.IA.10", "FR.IA.10 Klarifikasi Bukti Pihak Ketiga"),
)
METODE = options(
    ("portofolio", "Hasil verifikasi portofolio"),
    ("produk", "Hasil reviu produk"),
    ("observasi", "Hasil observasi langsung"),
    ("terstruktur", "Hasil kegiatan terstruktur"),
    ("lisan", "Hasil pertanyaan lisan"),
    ("tertulis", "Hasil pertanyaan tertulis"),
    ("wawancara", "Hasil pertanyaan wawancara"),
    ("lainnya", "Lainnya"),
)
METODE_INSTRUMEN = {
    "FR.IA.01": "observasi",
    "FR.IA.02": "observasi",
    "FR.IA.03": "lisan",
    "FR.IA.04": "terstruktur",
    "FR.IA.05": "tertulis",
    "FR.IA.06": "tertulis",
    "FR.IA.07": "lisan",
    "FR.IA.08": "portofolio",
    "FR.IA.09": "wawancara",
    "FR.IA.10": "lainnya",
}


def asesi(**more: object) -> Stage:
    """The asesi's turn; signs unless told otherwise."""
    return Stage(**{"slot": "asesi", "party": "Asesi", "signs": True, **more})  # type: ignore[arg-type]


def asesor(**more: object) -> Stage:
    """The asesor's turn; signs unless told otherwise."""
    return Stage(**{"slot": "asesor", "party": "Asesor", "signs": True, **more})  # type: ignore[arg-type]


def tanda_tangan_asesi() -> Stage:
    """The asesi only signs."""
    return asesi(sign_only=True, title="Tandatangani")


def metode_dari(instrumen: Iterable[str]) -> list[str]:
    """Evidence methods of FR.AK.01 that these instruments (form codes) stand for: its ``sumber["metode"]``."""
    used = {METODE_INSTRUMEN[code] for code in instrumen if code in METODE_INSTRUMEN}
    return [option.code for option in METODE if option.code in used]
