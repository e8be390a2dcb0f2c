"""The menus of the BNSP product (P508 10.3.1): one place that says what stands where and who sees it."""

from __future__ import annotations

from collections.abc import Callable

from telusur.bnsp.roles import KOMISI, PIMPINAN, STAFF, Role
from telusur.kernel.commands.context import Context
from telusur.kernel.flows.queries import count_mine
from telusur.kernel.notices.queries import unread_count
from telusur.kernel.ui.nav import register_bell, register_home, register_nav, register_user_link

KEEPERS = (Role.PENGELOLA_SISTEM, Role.SEKRETARIAT)
AUDITORS = (Role.PENGELOLA_SISTEM, Role.KETUA, Role.WAKIL_KETUA, Role.KOMISI_PENGENDALIAN)
LISENSI = (*STAFF, Role.CALON_LSP, Role.ASESOR_LISENSI, Role.PANTEK)
PENGADUAN = (Role.KETUA, Role.WAKIL_KETUA, Role.KOMISI_PENGENDALIAN, Role.CS)


def _bagi(*roles: Role) -> Callable[[Context], bool]:
    return lambda ctx: ctx.actor.has(*roles)


# Section, label, icon, address, order, who sees it. An entry whose address nothing serves yet is not shown.
MENU: tuple[tuple[str, str, str, str, int, tuple[Role, ...]], ...] = (
    ("Kelembagaan", "LSP", "building-bank", "lisensi:daftar", 110, STAFF),
    ("Kelembagaan", "Cabang LSP", "hierarchy", "kelembagaan:cabang", 112, STAFF),
    ("Kelembagaan", "Standar kompetensi", "books", "kelembagaan:standar", 114, STAFF),
    ("Kelembagaan", "Harmonisasi", "world", "kelembagaan:harmonisasi", 116, STAFF),
    ("Kelembagaan", "Pedoman", "book", "pedoman:daftar", 120, STAFF),
    ("Sertifikasi dan lisensi", "Permohonan lisensi", "license", "layanan:permohonan_lisensi", 201, LISENSI),
    ("Sertifikasi dan lisensi", "Lingkup lisensi", "target", "lisensi:semua_lingkup", 205, STAFF),
    ("Sertifikasi dan lisensi", "Asesor kompetensi", "user-check", "asesor_kompetensi:daftar", 210, STAFF),
    ("Sertifikasi dan lisensi", "TUK", "building", "tempat_uji:daftar", 220, STAFF),
    ("Sertifikasi dan lisensi", "Jadwal uji", "calendar-event", "jadwal_uji:daftar", 230, STAFF),
    ("Sertifikasi dan lisensi", "Blanko", "file-certificate", "blanko:daftar", 240, STAFF),
    ("Sertifikasi dan lisensi", "Pemegang sertifikat", "certificate", "pemegang:daftar", 250, STAFF),
    ("Pengendalian", "Surveilans LSP", "eye", "surveilans:daftar", 410, STAFF),
    ("Pengendalian", "Temuan", "flag", "surveilans:daftar_temuan", 420, STAFF),
    ("Pengendalian", "Laporan LSP", "report", "laporan_lsp:daftar", 425, STAFF),
    ("Pengendalian", "Pengaduan", "message-2", "pengaduan:daftar", 430, PENGADUAN),
    ("Pengendalian", "Riwayat sanksi", "gavel", "lisensi:sanksi", 440, STAFF),
    ("Pengendalian", "Kelengkapan data", "checklist", "sanksi:kelengkapan", 450, (*PIMPINAN, *KOMISI)),
    ("Pengendalian", "Kasus sanksi", "clipboard-text", "sanksi:daftar", 460, (*PIMPINAN, *KOMISI)),
    ("Perencanaan", "Rencana kerja", "clipboard-list", "program:rencana", 481, STAFF),
    ("Perencanaan", "Target", "target", "program:target", 482, STAFF),
    ("Perencanaan", "Statistik tren", "chart-line", "program:tren", 483, STAFF),
    ("Sekretariat", "Surat masuk", "inbox", "layanan:surat_masuk", 501, STAFF),
    ("Sekretariat", "Surat keluar", "send", "layanan:surat_keluar", 502, STAFF),
    ("Sekretariat", "Register surat", "mail", "letters:register", 510, STAFF),
    ("Sekretariat", "Seri nomor", "list-numbers", "letters:series", 520, KEEPERS),
    ("Sekretariat", "Arsip", "archive", "layanan:arsip", 530, STAFF),
    ("Sekretariat", "Alur dan pelaksana", "hierarchy", "flows:flows", 540, STAFF),
    ("Manajemen", "Semua tugas", "list-check", "flows:all", 720, (*STAFF, Role.PENGELOLA_SISTEM)),
    ("Sistem", "Operasi", "database", "operations:page", 905, (Role.PENGELOLA_SISTEM,)),
    ("Sistem", "Akun dan peran", "users", "accounts_orang", 920, (Role.PENGELOLA_SISTEM,)),
    (
        "Sistem",
        "Permintaan peran",
        "user-check",
        "accounts_permintaan_peran",
        925,
        (Role.PENGELOLA_SISTEM, Role.KETUA, Role.WAKIL_KETUA),
    ),
    ("Sistem", "Kewenangan", "shield-lock", "accounts_kewenangan", 930, (Role.PENGELOLA_SISTEM,)),
    ("Sistem", "Jejak", "timeline-event", "audit_jejak", 940, AUDITORS),
    ("Sistem", "Catatan surel", "mail-opened", "notices:mail_log", 950, KEEPERS),
    ("Sistem", "Pertukaran", "refresh", "exchange:outgoing", 955, AUDITORS),
    ("Sistem", "Kalender", "calendar", "calendar:year", 970, KEEPERS),
)


def daftarkan() -> None:
    """Tell the shell, once, when the app is ready."""
    register_nav("", "Tugas saya", "checklist", "flows:mine", 0, count=count_mine)
    register_nav("", "Ringkasan nasional", "chart-bar", "pimpinan:ringkasan", 5, _bagi(*STAFF, Role.PENGELOLA_SISTEM))
    for section, label, icon, url_name, order, roles in MENU:
        register_nav(section, label, icon, url_name, order, _bagi(*roles))
    register_user_link("Profil saya", "user-circle", "accounts_profil", 10)
    register_user_link("Keamanan", "fingerprint", "mfa_index", 20)
    register_bell("notices:inbox", unread_count)
    register_home("flows:mine")
