"""What an applicant should know before applying: the way from registration to certificate, and how evidence is judged.

SOP 1.1; the kinds of evidence are those of FR.MAPA.01, the rules of evidence those of PBNSP 210.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from telusur.lsp.administrasi.umum.queries import setelan


@dataclass(frozen=True, slots=True)
class Butir:
    """A thing and what it means; ``tanda`` is its abbreviation on the forms."""

    judul: str | Promise
    isi: str | Promise
    tanda: str = ""


JENIS_BUKTI = (
    Butir(
        _("Bukti langsung"),
        _("Anda mengerjakan tugas praktik dan asesor mengamatinya, dicatat pada ceklis observasi."),
        "L",
    ),
    Butir(
        _("Bukti tidak langsung"),
        _("Hasil kerja Anda sebelumnya: produk, laporan, portofolio, atau rekaman pekerjaan."),
        "TL",
    ),
    Butir(
        _("Bukti tambahan"),
        _("Jawaban tes tertulis atau lisan, wawancara, dan keterangan atasan atau pembimbing."),
        "T",
    ),
)
ATURAN_BUKTI = (
    Butir(_("Valid"), _("sesuai unit yang diuji")),
    Butir(_("Asli"), _("benar karya Anda sendiri")),
    Butir(_("Terkini"), _("menunjukkan kemampuan saat ini")),
    Butir(_("Memadai"), _("cukup untuk seluruh unit")),
)


def langkah() -> list[Butir]:
    """The steps in order, with the working days this LSP has set for its own part."""
    periksa = setelan("tenggat.periksa_permohonan")
    bayar = setelan("tenggat.tagihan")
    return [
        Butir(
            _("Daftar dan isi permohonan"),
            _(
                "Buat akun, lalu isi FR.APL.01 dengan persyaratannya dan FR.APL.02, penilaian diri Anda per elemen. "
                "Boleh dicicil; semua isian tersimpan sendiri."
            ),
        ),
        Butir(
            _("Permohonan diperiksa"),
            _("Admin LSP memeriksa tiap persyaratan dalam %(hari)s hari kerja dan memberi tahu bila ada yang kurang.")
            % {"hari": periksa},
        ),
        Butir(
            _("Bayar biaya sertifikasi"),
            _("Tagihan terbit setelah permohonan diterima, tidak sebelumnya. Jatuh temponya %(hari)s hari kerja.")
            % {"hari": bayar},
        ),
        Butir(
            _("Pra-asesmen"),
            _(
                "Asesor menelaah penilaian diri Anda, lalu bersama-sama menyepakati rencana, cara, dan waktu uji (FR.AK.01)."
            ),
        ),
        Butir(
            _("Uji kompetensi di TUK"),
            _("Anda menunjukkan kemampuan di hadapan asesor. Asesor memberi rekomendasi, bukan keputusan."),
        ),
        Butir(
            _("Keputusan komite teknis"),
            _(
                "Anggotanya tidak pernah melatih atau menguji Anda. Bila belum sependapat, Anda berhak mengajukan banding."
            ),
        ),
        Butir(
            _("Sertifikat diserahkan"),
            _("Setelah Direktur menandatanganinya. Keasliannya dapat diperiksa siapa pun lewat kode QR."),
        ),
    ]
