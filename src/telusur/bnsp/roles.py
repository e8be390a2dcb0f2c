"""The roles of BNSP (KEP.1516; P508 10.3.1). A leaf: every BNSP module may use it."""

from __future__ import annotations

from enum import StrEnum

from telusur.kernel.commands.context import PUBLIC_ROLE, SYSTEM_ROLE
from telusur.kernel.commands.registry import INSTITUTION_ROLES, ROLE_NAMES
from telusur.kernel.exchange.states import PARTNER_ROLE


class Role(StrEnum):
    """Codes as they stand in the database. ``LSP`` is an institution that speaks by a signed message, not a person."""

    KETUA = "ketua"
    WAKIL_KETUA = "wakil_ketua"
    ANGGOTA = "anggota"
    KOMISI_PERENCANAAN = "komisi_perencanaan"
    KOMISI_HARMONISASI = "komisi_harmonisasi"
    KOMISI_SERTIFIKASI = "komisi_sertifikasi"
    KOMISI_PENGENDALIAN = "komisi_pengendalian"
    SEKRETARIAT = "sekretariat"
    PHU = "phu"
    CS = "cs"
    KOORDINATOR_SERTIFIKASI = "koordinator_sertifikasi"
    KOORDINATOR_SDM = "koordinator_sdm"
    OPERATOR = "operator"
    ASESOR_LISENSI = "asesor_lisensi"
    PANTEK = "pantek"
    CALON_LSP = "calon_lsp"
    PENGELOLA_SISTEM = "pengelola_sistem"
    LSP = PARTNER_ROLE
    PUBLIK = PUBLIC_ROLE
    SISTEM = SYSTEM_ROLE


NAMES = {
    Role.KETUA: "Ketua",
    Role.WAKIL_KETUA: "Wakil Ketua",
    Role.ANGGOTA: "Anggota",
    Role.KOMISI_PERENCANAAN: "Komisi Perencanaan dan Pengembangan",
    Role.KOMISI_HARMONISASI: "Komisi Harmonisasi dan Kelembagaan",
    Role.KOMISI_SERTIFIKASI: "Komisi Sertifikasi dan Lisensi",
    Role.KOMISI_PENGENDALIAN: "Komisi Pengendalian",
    Role.SEKRETARIAT: "Sekretariat",
    Role.PHU: "PHU (Bagian Perencanaan, Hukum dan Umum)",
    Role.CS: "CS (Customer Service)",
    Role.KOORDINATOR_SERTIFIKASI: "Koordinator Sertifikasi",
    Role.KOORDINATOR_SDM: "Koordinator SDM",
    Role.OPERATOR: "Operator",
    Role.ASESOR_LISENSI: "Asesor Lisensi",
    Role.PANTEK: "Tim Panitia Teknis",
    Role.CALON_LSP: "CLSP (Calon LSP)",
    Role.PENGELOLA_SISTEM: "Pengelola Sistem",
    Role.LSP: "LSP (lewat sistemnya)",
    Role.PUBLIK: "Publik",
    Role.SISTEM: "Sistem",
}
PIMPINAN = (Role.KETUA, Role.WAKIL_KETUA, Role.ANGGOTA)
KOMISI = (Role.KOMISI_PERENCANAAN, Role.KOMISI_HARMONISASI, Role.KOMISI_SERTIFIKASI, Role.KOMISI_PENGENDALIAN)
# Everybody who works at BNSP reads the registers; the acts are each office's own.
STAFF = (
    *PIMPINAN,
    *KOMISI,
    Role.SEKRETARIAT,
    Role.PHU,
    Role.CS,
    Role.KOORDINATOR_SERTIFIKASI,
    Role.KOORDINATOR_SDM,
    Role.OPERATOR,
)

ROLE_NAMES.update({role.value: name for role, name in NAMES.items()})
INSTITUTION_ROLES.add(Role.LSP.value)
