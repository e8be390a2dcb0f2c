"""What an applicant should know before applying: the way from registration to certificate, and how evidence is judged.

SOP 1.1; the kinds of evidence are those of FR.MAPA.01, the rules of evidence those of PBNSP 210.
"""

from __future__ import annotations

from dataclasses import dataclass

from telusur.lsp.administrasi.umum.queries import setelan


@dataclass(frozen=True, slots=True)
class Butir:
    """A thing and what it means; ``tanda`` is its abbreviation on the forms."""

    judul: str
    isi: str
    tanda: str = ""


JENIS_BUKTI = (
    Butir(
        "Bukti langsung",
        "Anda mengerjakan tugas praktik dan asesor mengamatinya, dicatat pada ceklis observasi.",
        "L",
    ),
    Butir(
        "Bukti tidak langsung",
        "Hasil kerja Anda sebelumnya: produk, laporan, portofolio, atau rekaman pekerjaan.",
        "TL",
    ),
    Butir(
        "Bukti tambahan",
        "Jawaban tes tertulis atau lisan, wawancara, dan keterangan atasan atau pembimbing.",
        "T",
    ),
)
ATURAN_BUKTI = (
    Butir("Valid", "sesuai unit yang diuji"),
    Butir("Asli", "benar karya Anda sendiri"),
    Butir("Terkini", "menunjukkan kemampuan saat ini"),
    Butir("Memadai", "cukup untuk seluruh unit"),
)


def langkah() -> list[Butir]:
    """The steps in order, with the working days this LSP has set for its own part."""
    periksa = setelan("tenggat.periksa_permohonan")
    bayar = setelan("tenggat.tagihan")
    return [
        Butir(
            "Daftar dan isi permohonan",
            "Buat akun, lalu isi FR.APL.01 dengan persyaratannya dan FR.APL.02, penilaian diri Anda per elemen. "
            "Boleh dicicil; semua isian tersimpan sendiri.",
        ),
        Butir(
            "Permohonan diperiksa",
            f"Admin LSP memeriksa tiap persyaratan dalam {periksa} hari kerja dan memberi tahu bila ada yang kurang.",
        ),
        Butir(
            "Bayar biaya sertifikasi",
            f"Tagihan terbit setelah permohonan diterima, tidak sebelumnya. Jatuh temponya {bayar} hari kerja.",
        ),
        Butir(
            "Pra-asesmen",
            "Asesor menelaah penilaian diri Anda, lalu bersama-sama menyepakati rencana, cara, dan waktu uji (FR.AK.01).",
        ),
        Butir(
            "Uji kompetensi di TUK",
            "Anda menunjukkan kemampuan di hadapan asesor. Asesor memberi rekomendasi, bukan keputusan.",
        ),
        Butir(
            "Keputusan komite teknis",
            "Anggotanya tidak pernah melatih atau menguji Anda. Bila belum sependapat, Anda berhak mengajukan banding.",
        ),
        Butir(
            "Sertifikat diserahkan",
            "Setelah Direktur menandatanganinya. Keasliannya dapat diperiksa siapa pun lewat kode QR.",
        ),
    ]
