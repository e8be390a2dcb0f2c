"""What the hand-over of the SK does to the register of LSP (KEP1516 Lamp. VI, D23b, D24)."""

from __future__ import annotations

from datetime import date
from typing import Any

from telusur.bnsp.sekretariat.layanan.models import Perkara
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
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
    for kode, nama in _lingkup(data["lingkup"]):
        lisensi.tambah_lingkup(
            ctx, lsp=lsp, skema_kode=kode, skema_nama=nama, sejak=hari, nomor_sk=nomor_sk, tanggal_sk=hari
        )


def _lingkup(text: str) -> list[tuple[str, str]]:
    rows = [line.split(";", 1) for line in text.splitlines() if line.strip()]
    if not rows or any(len(row) < 2 or not row[0].strip() or not row[1].strip() for row in rows):
        raise Invalid("Lingkup belum lengkap.", {"lingkup": ["Satu skema tiap baris: nomor skema; nama skema."]})
    return [(kode.strip(), nama.strip()) for kode, nama in rows]
