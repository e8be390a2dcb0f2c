"""What the print and the spreadsheet of a report hold."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.clock import date_and_time, day_of, long_date
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.umum.queries import kop, profil
from telusur.lsp.administrasi.umum.queries import lisensi as lisensi_lsp
from telusur.lsp.manajemen.pelaporan import queries
from telusur.lsp.manajemen.pelaporan.jenis import masa
from telusur.lsp.manajemen.pelaporan.models import Laporan


def fakta(laporan: Laporan) -> list[tuple[str, str]]:
    """The head of the report: whose it is, licence, period, team, who answers for it."""
    lsp, lisensi = profil(), lisensi_lsp()
    found = [
        ("LSP", f"{lsp.nama} ({lsp.singkatan})"),
        ("Lisensi", f"{lisensi.nomor}, SK {lisensi.nomor_sk}" if lisensi else "belum dicatat"),
        ("Periode", masa(laporan.dari, laporan.sampai)),
        ("Nomor laporan", laporan.nomor or "diberikan saat final"),
        ("Versi", str(laporan.versi)),
        ("Tim penyusun", ", ".join(one["nama"] for one in laporan.tim) or "belum ditetapkan"),
        ("Penanggung jawab", laporan.difinalkan_oleh or "Manajer Administrasi"),
    ]
    if laporan.difinalkan_pada:
        found.append(("Angka dihitung", date_and_time(laporan.difinalkan_pada)))
    if laporan.catatan:
        found.append(("Catatan penyusun", laporan.catatan))
    return found


def isi_laporan(ctx: Context, laporan: Laporan) -> dict[str, Any]:
    """The print, signed by the Manajer Administrasi who answers for it (LAP, koordinator)."""
    kota = kop()["kota"]
    return {
        "judul": laporan.judul,
        "rincian": [[label, value] for label, value in fakta(laporan)],
        "bagian": [
            {name: part[name] for name in ("title", "columns", "groups", "empty", "rows")}
            for part in queries.tercetak(laporan.isi)
        ],
        "kota": kota,
        "tanggal": long_date(day_of(ctx.at)),
        "penandatangan": {"nama": ctx.actor.name, "jabatan": "Manajer Administrasi"},
    }
