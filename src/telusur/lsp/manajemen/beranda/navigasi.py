"""The menus of the LSP product: one place that says what stands where and who sees it."""

from __future__ import annotations

from collections.abc import Callable

from telusur.kernel.commands.context import Context
from telusur.kernel.flows.queries import count_mine
from telusur.kernel.notices.queries import unread_count
from telusur.kernel.ui.nav import register_bell, register_home, register_nav, register_user_link
from telusur.lsp.roles import STAFF, Role

KEEPERS = (Role.PENGELOLA_SISTEM, Role.ADMIN_LSP)
MANAJEMEN = (Role.MANAJER_SERTIFIKASI, Role.MANAJER_ADMINISTRASI, Role.DIREKTUR)


def _bagi(*roles: Role) -> Callable[[Context], bool]:
    return lambda ctx: ctx.actor.has(*roles)


# Section, label, icon, address, order, who sees it. An entry whose address nothing serves yet is not shown.
MENU: tuple[tuple[str, str, str, str, int, tuple[Role, ...]], ...] = (
    ("", "Sertifikasi saya", "certificate", "beranda:saya", 5, (Role.ASESI,)),
    ("Sertifikasi", "Permohonan", "file-text", "aplikasi:daftar", 110, STAFF),
    ("Sertifikasi", "Rencana asesmen", "route", "praasesmen:daftar", 120, (*STAFF, Role.ASESOR)),
    ("Sertifikasi", "Jadwal asesmen", "calendar-event", "jadwal:daftar", 130, (*STAFF, Role.ASESOR, Role.ASESI)),
    ("Sertifikasi", "Asesmen", "clipboard-check", "asesmen:daftar", 140, (*STAFF, Role.ASESOR)),
    ("Sertifikasi", "Keputusan", "gavel", "keputusan:daftar", 150, (*STAFF, Role.KOMITE_TEKNIS)),
    ("Sertifikasi", "Sertifikat", "file-certificate", "sertifikat:register", 160, (*STAFF, Role.ASESI)),
    ("Administrasi", "Asesor", "user-check", "asesor:daftar", 520, (*STAFF, Role.ASESOR)),
    ("Administrasi", "TUK", "building", "tuk:daftar", 530, (*STAFF, Role.VERIFIKATOR_TUK, Role.ASESOR)),
    ("Administrasi", "Tagihan", "file-invoice", "keuangan:daftar", 540, (*STAFF, Role.ASESI)),
    ("Administrasi", "Surat", "mail", "letters:register", 550, STAFF),
    ("Administrasi", "Naskah dan SK", "rubber-stamp", "umum:naskah", 555, (*STAFF, Role.ASESOR, Role.VERIFIKATOR_TUK)),
    ("Administrasi", "Personel", "users-group", "sdm:daftar", 560, STAFF),
    ("Manajemen", "Kasus berjalan", "list-search", "beranda:kasus_berjalan", 710, STAFF),
    ("Manajemen", "Semua tugas", "list-check", "flows:all", 720, (*STAFF, Role.PENGELOLA_SISTEM)),
    ("Manajemen", "Hasil K dan BK", "report-analytics", "keputusan:hasil", 730, STAFF),
    ("Manajemen", "Laporan ke BNSP", "report", "pelaporan:daftar", 735, STAFF),
    ("Manajemen", "Umpan balik", "messages", "asesmen:umpan_balik", 740, STAFF),
    ("Manajemen", "Alur dan pelaksana", "hierarchy", "flows:flows", 750, (*STAFF, Role.PENGELOLA_SISTEM)),
    ("Sistem", "Operasi", "database", "operations:page", 905, (Role.PENGELOLA_SISTEM,)),
    ("Sistem", "Profil LSP", "building-bank", "umum:profil", 910, (Role.PENGELOLA_SISTEM, Role.MANAJER_ADMINISTRASI)),
    ("Sistem", "Akun dan peran", "users", "accounts_orang", 920, (Role.PENGELOLA_SISTEM,)),
    (
        "Sistem",
        "Permintaan peran",
        "user-check",
        "accounts_permintaan_peran",
        925,
        (Role.PENGELOLA_SISTEM, Role.DIREKTUR),
    ),
    ("Sistem", "Kewenangan", "shield-lock", "accounts_kewenangan", 930, (Role.PENGELOLA_SISTEM,)),
    ("Sistem", "Jejak", "timeline-event", "audit_jejak", 940, (Role.PENGELOLA_SISTEM, *MANAJEMEN)),
    ("Sistem", "Catatan surel", "mail-opened", "notices:mail_log", 950, KEEPERS),
    ("Sistem", "Pertukaran", "refresh", "exchange:outgoing", 955, (Role.PENGELOLA_SISTEM, *MANAJEMEN)),
    ("Sistem", "Setelan", "settings", "umum:setelan", 960, (Role.PENGELOLA_SISTEM,)),
    ("Sistem", "Kalender", "calendar", "calendar:year", 970, KEEPERS),
)


def daftarkan() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("", "Tugas saya", "checklist", "flows:mine", 0, count=count_mine)
    for section, label, icon, url_name, order, roles in MENU:
        register_nav(section, label, icon, url_name, order, _bagi(*roles))
    register_user_link("Profil saya", "user-circle", "accounts_profil", 10)
    register_user_link("Keamanan", "fingerprint", "mfa_index", 20)
    register_bell("notices:inbox", unread_count)
    register_home("beranda:mulai")
