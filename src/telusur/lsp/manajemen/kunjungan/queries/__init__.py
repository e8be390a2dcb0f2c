"""What officers of BNSP may read at this LSP, one query per kind of thing (P508 11.2 to 11.5).

Every reading is in the trail. Which commission may issue which query is data: the defaults stand here, the LSP's pengelola
sistem changes them on the page Kewenangan.
"""

from telusur.lsp.manajemen.kunjungan.queries.arsip import (
    buka_dokumen,
    dokumen,
    dokumen_dengan_id,
    ekspor_pemantauan,
    pemantauan,
    rekaman,
    rekaman_dengan_id,
    tenggat,
)
from telusur.lsp.manajemen.kunjungan.queries.catatan import kunjungan_saya, lihat_kunjungan, sambungan
from telusur.lsp.manajemen.kunjungan.queries.dasar import PENGURUS, Daftar
from telusur.lsp.manajemen.kunjungan.queries.kasus import (
    berkas_dari,
    buka_berkas,
    buka_jejak,
    buka_kasus,
    buka_rekaman,
    ekspor_kasus,
    kasus,
    kasus_dengan_id,
    rekaman_dari,
)
from telusur.lsp.manajemen.kunjungan.queries.register import (
    Lembaga,
    Ringkasan,
    asesor,
    buka_jadwal,
    buka_tuk,
    jadwal,
    jadwal_dengan_id,
    lisensi,
    ringkasan,
    sertifikat,
    skema,
    tuk,
    tuk_dengan_id,
)

__all__ = [
    "PENGURUS",
    "Daftar",
    "Lembaga",
    "Ringkasan",
    "asesor",
    "berkas_dari",
    "buka_berkas",
    "buka_dokumen",
    "buka_jadwal",
    "buka_jejak",
    "buka_kasus",
    "buka_rekaman",
    "buka_tuk",
    "dokumen",
    "dokumen_dengan_id",
    "ekspor_kasus",
    "ekspor_pemantauan",
    "jadwal",
    "jadwal_dengan_id",
    "kasus",
    "kasus_dengan_id",
    "kunjungan_saya",
    "lihat_kunjungan",
    "lisensi",
    "pemantauan",
    "rekaman",
    "rekaman_dari",
    "rekaman_dengan_id",
    "ringkasan",
    "sambungan",
    "sertifikat",
    "skema",
    "tenggat",
    "tuk",
    "tuk_dengan_id",
]
