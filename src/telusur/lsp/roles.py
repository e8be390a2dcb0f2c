"""The roles of an LSP (SOP, column pelaksana; SE007 A.IV.4). A leaf: every LSP module may use it."""

from __future__ import annotations

from enum import StrEnum

from telusur.kernel.commands.context import PUBLIC_ROLE, SYSTEM_ROLE
from telusur.kernel.commands.registry import INSTITUTION_ROLES, READ_ONLY_ROLES, ROLE_NAMES


class Role(StrEnum):
    """Codes as they stand in the database. ``BNSP`` is an institution that speaks by a signed message, not a person.

    ``BNSP_...`` are officers of its commissions who look in (P508 ch. 11): they read, and no command is theirs.
    """

    ASESI = "asesi"
    ADMIN_LSP = "admin_lsp"
    ASESOR = "asesor"
    MANAJER_SERTIFIKASI = "manajer_sertifikasi"
    MANAJER_ADMINISTRASI = "manajer_administrasi"
    DIREKTUR = "direktur"
    KOMITE_TEKNIS = "komite_teknis"
    VERIFIKATOR_TUK = "verifikator_tuk"
    PENGELOLA_SISTEM = "pengelola_sistem"
    BNSP = "bnsp"
    BNSP_PERENCANAAN = "bnsp_perencanaan"
    BNSP_HARMONISASI = "bnsp_harmonisasi"
    BNSP_SERTIFIKASI = "bnsp_sertifikasi"
    BNSP_PENGENDALIAN = "bnsp_pengendalian"
    PUBLIK = PUBLIC_ROLE
    SISTEM = SYSTEM_ROLE


NAMES = {
    Role.ASESI: "Asesi",
    Role.ADMIN_LSP: "Admin LSP",
    Role.ASESOR: "Asesor",
    Role.MANAJER_SERTIFIKASI: "Manajer Sertifikasi",
    Role.MANAJER_ADMINISTRASI: "Manajer Administrasi",
    Role.DIREKTUR: "Direktur",
    Role.KOMITE_TEKNIS: "Komite Teknis",
    Role.VERIFIKATOR_TUK: "Verifikator TUK",
    Role.PENGELOLA_SISTEM: "Pengelola Sistem",
    Role.BNSP: "BNSP (lewat sistemnya)",
    Role.BNSP_PERENCANAAN: "BNSP: Komisi Perencanaan dan Pengembangan",
    Role.BNSP_HARMONISASI: "BNSP: Komisi Harmonisasi dan Kelembagaan",
    Role.BNSP_SERTIFIKASI: "BNSP: Komisi Sertifikasi dan Lisensi",
    Role.BNSP_PENGENDALIAN: "BNSP: Komisi Pengendalian",
    Role.PUBLIK: "Publik",
    Role.SISTEM: "Sistem",
}
KOMISI_BNSP = (Role.BNSP_PERENCANAAN, Role.BNSP_HARMONISASI, Role.BNSP_SERTIFIKASI, Role.BNSP_PENGENDALIAN)
STAFF = (Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI, Role.MANAJER_ADMINISTRASI, Role.DIREKTUR)

ROLE_NAMES.update({role.value: name for role, name in NAMES.items()})
READ_ONLY_ROLES.update(role.value for role in KOMISI_BNSP)
INSTITUTION_ROLES.add(Role.BNSP.value)
