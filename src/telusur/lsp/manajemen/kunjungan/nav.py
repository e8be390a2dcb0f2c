"""Two menus: the one of BNSP's officers who look in, and the LSP's own page about them."""

from __future__ import annotations

from collections.abc import Callable

from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not_by_role
from telusur.kernel.ui.nav import register_door, register_nav
from telusur.lsp.roles import KOMISI_BNSP, Role

# Label, icon, address, the query behind it. What the queries read (papers, pictures) is large: loaded with the first menu.
TAMU: tuple[tuple[str, str, str, str], ...] = (
    ("Ringkasan", "report-analytics", "kunjungan:ringkasan", "ringkasan"),
    ("Profil dan lisensi", "building-bank", "kunjungan:lisensi", "lisensi"),
    ("Skema", "book", "kunjungan:skema", "skema"),
    ("Asesor", "user-check", "kunjungan:asesor", "asesor"),
    ("TUK", "building", "kunjungan:tuk", "tuk"),
    ("Jadwal", "calendar-event", "kunjungan:jadwal", "jadwal"),
    ("Kasus", "file-text", "kunjungan:kasus", "kasus"),
    ("Sertifikat", "file-certificate", "kunjungan:sertifikat", "sertifikat"),
    ("Rekaman", "file-search", "kunjungan:daftar_rekaman", "rekaman"),
    ("Dokumen", "files", "kunjungan:dokumen", "dokumen"),
    ("Lewat tenggat", "clock", "kunjungan:tenggat", "tenggat"),
    ("Berkas pemantauan", "shield-check", "kunjungan:pemantauan", "pemantauan"),
    ("Kunjungan saya", "timeline-event", "kunjungan:saya", "kunjungan_saya"),
)


def _tamu(read: str) -> Callable[[Context], bool]:
    def shown(ctx: Context) -> bool:
        if not ctx.actor.has(*KOMISI_BNSP):
            return False
        from telusur.lsp.manajemen.kunjungan import queries

        return not why_not_by_role(getattr(queries, read), ctx)

    return shown


def _pengurus(ctx: Context) -> bool:
    from telusur.lsp.manajemen.kunjungan.queries import PENGURUS

    return ctx.actor.has(*PENGURUS)


def _dibuka(ctx: Context) -> bool:
    from telusur.lsp.manajemen.kunjungan import masuk

    return masuk.dibuka()


def _bagi(*roles: str) -> Callable[[Context], bool]:
    return lambda ctx: ctx.actor.has(*roles)


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    for order, (label, icon, url_name, read) in enumerate(TAMU):
        register_nav("Data LSP", label, icon, url_name, 800 + order, _tamu(read), guests=True)
    register_door("Masuk sebagai petugas BNSP", "building-bank", "kunjungan:masuk", _dibuka)
    register_nav("Sistem", "Kunjungan BNSP", "eye", "kunjungan:daftar", 945, _pengurus)
    register_nav("Sistem", "Masuk dari BNSP", "key", "kunjungan:sambungan", 946, _bagi(Role.PENGELOLA_SISTEM))
