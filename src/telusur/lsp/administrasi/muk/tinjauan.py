"""What FR.IA.11 asks, and which instruments there are (forms.md 3 and 4). Data."""

from __future__ import annotations

BUTIR = {
    "1": "Instruksi perangkat asesmen dan kondisi asesmen diidentifikasi dengan jelas",
    "2": "Informasi tertulis dituliskan secara tepat",
    "3": "Kegiatan asesmen membahas persyaratan bukti untuk kompetensi yang diases",
    "4": "Tingkat kesulitan bahasa, literasi dan numerasi sesuai dengan tingkat unit kompetensi yang dinilai",
    "5": "Tingkat kesulitan kegiatan sesuai dengan kompetensi yang diases",
    "6": "Contoh, benchmark dan/atau ceklis asesmen tersedia untuk digunakan dalam pengambilan keputusan asesmen",
    "7": "Diperlukan modifikasi (seperti yang diidentifikasi dalam komentar)",
    "8": "Tugas asesmen siap digunakan",
}
MODIFIKASI = "7"
SIAP = "8"

_COMMON = {
    "FR.IA.01": "Ceklis Observasi Aktivitas (CL)",
    "FR.IA.02": "Tugas Praktik Demonstrasi (TPD)",
    "FR.IA.03": "Pertanyaan untuk Mendukung Observasi (PMO)",
    "FR.IA.05": "Pertanyaan Tertulis Pilihan Ganda (DPT)",
    "FR.IA.06": "Pertanyaan Tertulis Esai (DPT)",
    "FR.IA.07": "Pertanyaan Lisan (DPL)",
    "FR.IA.08": "Ceklis Verifikasi Portofolio (CVP)",
    "FR.IA.09": "Pertanyaan Wawancara (PW)",
}
# The same code can mean another instrument in another edition (forms.md 1), so the list depends on it.
INSTRUMEN = {
    "2018": {
        **_COMMON,
        "FR.IA.04": "Daftar Instruksi Terstruktur (DIT)",
        "FR.IA.10": "Klarifikasi Bukti Pihak Ketiga",
    },
    "2023": {
        **_COMMON,
        "FR.IA.04A": "Daftar Instruksi Terstruktur (DIT)",
        "FR.IA.04B": "Penilaian Proyek Singkat atau Kegiatan Terstruktur Lainnya",
        "FR.IA.10": "Verifikasi Pihak Ketiga (VPK)",
        "FR.IA.11": "Ceklis Reviu Produk (CRP)",
    },
}


def instrumen(edisi: str) -> dict[str, str]:
    """Code and title of the instruments of an edition, in the order of their codes."""
    return dict(sorted(INSTRUMEN.get(edisi, INSTRUMEN["2018"]).items()))
