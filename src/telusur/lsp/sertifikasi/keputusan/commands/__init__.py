"""Acts of deciding (SOP 4.1 to 4.3, P508 9.4)."""

from telusur.lsp.sertifikasi.keputusan.commands.catat import catat_keputusan
from telusur.lsp.sertifikasi.keputusan.commands.komite import batalkan_komite, tandatangani_sk_komite, usulkan_komite
from telusur.lsp.sertifikasi.keputusan.commands.pleno import (
    buka_pleno,
    hadir_pleno,
    susun_berita_acara,
    tandatangani_berita_acara,
    ulangi_pleno,
)
from telusur.lsp.sertifikasi.keputusan.commands.sk import kembalikan_ke_pleno, tandatangani_sk
from telusur.lsp.sertifikasi.keputusan.commands.suara import beri_suara

__all__ = [
    "batalkan_komite",
    "beri_suara",
    "buka_pleno",
    "catat_keputusan",
    "hadir_pleno",
    "kembalikan_ke_pleno",
    "susun_berita_acara",
    "tandatangani_berita_acara",
    "tandatangani_sk",
    "tandatangani_sk_komite",
    "ulangi_pleno",
    "usulkan_komite",
]
