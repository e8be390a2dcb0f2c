"""What the hand-over of the SK does to the register of LSP (KEP1516 Lamp. VI, D23b, D24)."""

from __future__ import annotations

from datetime import date
from typing import Any

from telusur.bnsp.sekretariat.layanan.models import Perkara
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import MASA_BERLAKU_BULAN
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context


def daftarkan_lsp(ctx: Context, perkara: Perkara, data: dict[str, Any]) -> None:
    """Enter the LSP with the licence, term and scope that the SK gives it. Raises Invalid as the register does."""
    hari = date.fromisoformat(data["tanggal_sk"])
    nomor_sk = str(data["nomor_D23"])
    lsp = lisensi.daftarkan(
        ctx,
        nama=data["nama_lsp"],
        singkatan=data["singkatan"],
        jenis=data["jenis"],
        nomor_lisensi=data["nomor_lisensi"],
        nomor_sk=nomor_sk,
        tanggal_sk=hari,
        berlaku_dari=date.fromisoformat(data["berlaku_dari"]),
        berlaku_sampai=date.fromisoformat(data["berlaku_sampai"]),
        alamat=data["alamat"],
        kota=data["kota"],
        surel=data["surel"],
        peraga=perkara.peraga,
    )
    for kode, nama, bulan in _lingkup(data["lingkup"]):
        lisensi.tambah_lingkup(
            ctx,
            lsp=lsp,
            skema_kode=kode,
            skema_nama=nama,
            masa_berlaku_bulan=bulan,
            sejak=hari,
            nomor_sk=nomor_sk,
            tanggal_sk=hari,
        )


BARIS_LINGKUP = (
    "Satu skema tiap baris: nomor skema; nama skema; masa berlaku sertifikat dalam bulan (36 bila tidak ditulis)."
)


def _lingkup(text: str) -> list[tuple[str, str, int]]:
    """Number, name and validity of each skema. Raises Invalid for a line that says less."""
    found = [_baris(line) for line in text.splitlines() if line.strip()]
    if not found:
        raise Invalid("Lingkup belum lengkap.", {"lingkup": [BARIS_LINGKUP]})
    return found


def _baris(line: str) -> tuple[str, str, int]:
    kode, nama, bulan, *lebih = [*(part.strip() for part in line.split(";")), "", "", ""][: line.count(";") + 3]
    angka = bulan or str(MASA_BERLAKU_BULAN)
    if not kode or not nama or any(lebih) or not (angka.isascii() and angka.isdigit()):
        raise Invalid("Lingkup belum lengkap.", {"lingkup": [f"{BARIS_LINGKUP} Periksa “{line.strip()}”."]})
    return kode, nama, int(angka)
