"""What FR.IA.11 asks, and which instruments there are (forms.md 3 and 4). Data, no behaviour."""

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

INSTRUMEN = {
    "FR.IA.01": "Ceklis Observasi Aktivitas (CL)",
    "FR.IA.02": "Tugas Praktik Demonstrasi (TPD)",
    "FR.IA.03": "Pertanyaan untuk Mendukung Observasi (PMO)",
    "FR.IA.04A": "Daftar Instruksi Terstruktur (DIT)",
    "FR.IA.04B": "Penilaian Proyek Singkat",
    "FR.IA.05": "Pertanyaan Tertulis Pilihan Ganda (DPT)",
    "FR.IA.06": "Pertanyaan Tertulis Esai (DPT)",
    "FR.IA.07": "Pertanyaan Lisan (DPL)",
    "FR.IA.08": "Ceklis Verifikasi Portofolio (CVP)",
    "FR.IA.09": "Pertanyaan Wawancara (PW)",
    "FR.IA.10": "Verifikasi Pihak Ketiga (VPK)",
    "FR.IA.11": "Ceklis Reviu Produk (CRP)",
}
