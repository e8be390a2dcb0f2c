"""Acts of issuing (SOP 4.4, 4.5; P508 9.4.7 to 9.4.9)."""

from telusur.lsp.sertifikasi.sertifikat.commands.blanko import (
    ajukan_blanko,
    ajukan_blanko_lagi,
    catat_blanko,
    catat_jawaban_blanko,
    ganti_blanko,
    laporkan_rusak,
    tolak_blanko,
)
from telusur.lsp.sertifikasi.sertifikat.commands.dummy import perbaiki_dummy, periksa_dummy
from telusur.lsp.sertifikasi.sertifikat.commands.lisensi import beritahu_pemegang, catat_keputusan_bnsp
from telusur.lsp.sertifikasi.sertifikat.commands.nomor import beri_nomor
from telusur.lsp.sertifikasi.sertifikat.commands.serah_terima import serahkan, tandatangani_pernyataan, terima
from telusur.lsp.sertifikasi.sertifikat.commands.terbit import cetak, ingatkan, tandatangani, terapkan_keputusan

__all__ = [
    "ajukan_blanko",
    "ajukan_blanko_lagi",
    "beri_nomor",
    "beritahu_pemegang",
    "catat_blanko",
    "catat_jawaban_blanko",
    "catat_keputusan_bnsp",
    "cetak",
    "ganti_blanko",
    "ingatkan",
    "laporkan_rusak",
    "perbaiki_dummy",
    "periksa_dummy",
    "serahkan",
    "tandatangani",
    "tandatangani_pernyataan",
    "terapkan_keputusan",
    "terima",
    "tolak_blanko",
]
