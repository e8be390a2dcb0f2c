"""Two menus: the one of BNSP's officers who look in, and the LSP's own page about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not_by_role
from telusur.kernel.ui.nav import register_door, register_nav
from telusur.lsp.manajemen.kunjungan import masuk, queries
from telusur.lsp.roles import KOMISI_BNSP, Role

# Label, icon, address, the query behind it.
TAMU: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
    ("Ringkasan", "report-analytics", "kunjungan:ringkasan", queries.ringkasan),
    ("Profil dan lisensi", "building-bank", "kunjungan:lisensi", queries.lisensi),
    ("Skema", "book", "kunjungan:skema", queries.skema),
    ("Asesor", "user-check", "kunjungan:asesor", queries.asesor),
    ("TUK", "building", "kunjungan:tuk", queries.tuk),
    ("Jadwal", "calendar-event", "kunjungan:jadwal", queries.jadwal),
    ("Kasus", "file-text", "kunjungan:kasus", queries.kasus),
    ("Sertifikat", "file-certificate", "kunjungan:sertifikat", queries.sertifikat),
    ("Rekaman", "file-search", "kunjungan:daftar_rekaman", queries.rekaman),
    ("Dokumen", "files", "kunjungan:dokumen", queries.dokumen),
    ("Lewat tenggat", "clock", "kunjungan:tenggat", queries.tenggat),
    ("Berkas pemantauan", "shield-check", "kunjungan:pemantauan", queries.pemantauan),
    ("Kunjungan saya", "timeline-event", "kunjungan:saya", queries.kunjungan_saya),
)


def _tamu(read: Callable[..., Any]) -> Callable[[Context], bool]:
    return lambda ctx: ctx.actor.has(*KOMISI_BNSP) and not why_not_by_role(read, ctx)


def _bagi(*roles: str) -> Callable[[Context], bool]:
    return lambda ctx: ctx.actor.has(*roles)


def register() -> None:
    """Tell the shell, once, when the app is ready."""
    for order, (label, icon, url_name, read) in enumerate(TAMU):
        register_nav("Data LSP", label, icon, url_name, 800 + order, _tamu(read), guests=True)
    register_door("Masuk sebagai petugas BNSP", "building-bank", "kunjungan:masuk", lambda ctx: masuk.dibuka())
    register_nav("Sistem", "Kunjungan BNSP", "eye", "kunjungan:daftar", 945, _bagi(*queries.PENGURUS))
    register_nav("Sistem", "Masuk dari BNSP", "key", "kunjungan:sambungan", 946, _bagi(Role.PENGELOLA_SISTEM))
