"""Acts on assessment plans (SOP 1.4 to 1.6, 2.1 to 2.7), one file per thing acted on."""

from telusur.lsp.sertifikasi.praasesmen.commands.asesor import ganti_asesor
from telusur.lsp.sertifikasi.praasesmen.commands.kasus import (
    buka_bila_siap,
    buka_konsultasi,
    buka_persetujuan,
    lanjutkan,
    perbarui_konsultasi,
)
from telusur.lsp.sertifikasi.praasesmen.commands.rencana import (
    batalkan,
    keluarkan_peserta,
    kembali_ke_rencana,
    lepas_peserta,
    lepas_yang_berhenti,
    susun,
    tambah_peserta,
    tandai_dijadwalkan,
    ubah_waktu,
)
from telusur.lsp.sertifikasi.praasesmen.commands.spt import ajukan_spt, tandatangani_spt, tarik_spt

__all__ = [
    "ajukan_spt",
    "batalkan",
    "buka_bila_siap",
    "buka_konsultasi",
    "buka_persetujuan",
    "ganti_asesor",
    "keluarkan_peserta",
    "kembali_ke_rencana",
    "lanjutkan",
    "lepas_peserta",
    "lepas_yang_berhenti",
    "perbarui_konsultasi",
    "susun",
    "tambah_peserta",
    "tandai_dijadwalkan",
    "tandatangani_spt",
    "tarik_spt",
    "ubah_waktu",
]
