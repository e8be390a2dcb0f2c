"""What ``telusur lsp init`` asks of the LSP and records."""

from __future__ import annotations

from typing import ClassVar

from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.umum.commands import isi_profil


class LembagaPerdana:
    """The profile without which no page, letter or number has a name; the rest is filled in at *Profil LSP*."""

    QUESTIONS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("nama", "Nama LSP"),
        ("singkatan", "Singkatan pada nomor surat, misalnya LSP-CD"),
        ("jenis", "Jenis LSP (p1, p2, atau p3)"),
        ("alamat", "Alamat"),
        ("kota", "Kota atau kabupaten"),
        ("surel_lembaga", "Surel LSP"),
    )

    NEXT = (
        "Sebelum ada lisensi, tidak satu skema pun terbuka untuk permohonan: catat lisensi beserta buktinya di Profil LSP. "
        "Nomornya menjadi kode lembaga ini; sesudah itu sambungkan BNSP (Pertukaran, Mitra), "
        "yang jawabannya menggantikan catatan itu."
    )

    @staticmethod
    def label(told: dict[str, str]) -> str:
        """Whose system was begun."""
        return told["nama"]

    @staticmethod
    def record(ctx: Context, told: dict[str, str]) -> None:
        """Raises Invalid with what cannot be accepted."""
        isian = {name: told[name].strip() for name in ("nama", "singkatan", "jenis", "alamat", "kota")}
        isi_profil(ctx, **isian, email=told["surel_lembaga"].strip())
