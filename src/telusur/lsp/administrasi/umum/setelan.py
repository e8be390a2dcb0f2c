"""Settings with a meaning, a unit and a default. What the domain notes mark G, L or R lives here, not in code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# Ten thousand days, months or people: whatever is larger is a slip of the hand, and dates would run out of the calendar.
MAKSIMAL = 10_000


@dataclass(frozen=True, slots=True)
class Butir:
    """One setting: ``satuan`` is shown after the value (hari kerja, rupiah, orang); both limits are allowed values."""

    kode: str
    label: str
    bawaan: int | bool | str
    satuan: str = ""
    minimal: int | None = None
    maksimal: int = MAKSIMAL


DAFTAR: dict[str, Butir] = {}


def daftarkan(
    kode: str,
    label: str,
    bawaan: int | bool | str,
    *,
    satuan: str = "",
    minimal: int | None = None,
    maksimal: int = MAKSIMAL,
) -> None:
    """Declare a setting. Called at import by the module that uses it."""
    DAFTAR[kode] = Butir(kode, label, bawaan, satuan, minimal, maksimal)


def nilai(kode: str) -> Any:
    """The value in force: the row if there is one, else the default."""
    from telusur.lsp.administrasi.umum.models import Setelan

    row = Setelan.objects.filter(kode=kode).only("nilai").first()
    return row.nilai if row else DAFTAR[kode].bawaan


daftarkan("tenggat.periksa_permohonan", "Memeriksa permohonan", 3, satuan="hari kerja", minimal=1)
daftarkan("tenggat.verifikasi_bayar", "Memverifikasi bukti bayar", 2, satuan="hari kerja", minimal=1)
daftarkan("tenggat.tagihan", "Jatuh tempo tagihan", 7, satuan="hari kerja", minimal=1)
daftarkan("tenggat.jadwal", "Menyusun rencana dan menetapkan jadwal", 3, satuan="hari kerja", minimal=1)
daftarkan("tenggat.asesor", "Tindakan asesor pada pra-asesmen", 3, satuan="hari kerja", minimal=1)
daftarkan("tenggat.laporan_asesmen", "Laporan asesmen FR.AK.05 sesudah uji", 5, satuan="hari kerja", minimal=1)
daftarkan("tenggat.pleno", "Berita acara pleno sesudah SK Komite", 3, satuan="hari kerja", minimal=1)
daftarkan("tenggat.tanda_tangan", "Tanda tangan Direktur", 2, satuan="hari kerja", minimal=1)
daftarkan("komite.anggota_minimal", "Jumlah anggota komite teknis paling sedikit", 3, satuan="orang", minimal=1)
daftarkan("aplikasi.administratif_wajib", "Persyaratan administratif wajib terpenuhi sebelum diterima", True)
daftarkan("tuk.verifikasi_berlaku", "Masa berlaku verifikasi TUK mandiri", 36, satuan="bulan", minimal=1)
daftarkan("jadwal.bnsp_hari_sebelum", "Jadwal tercatat di BNSP paling lambat", 1, satuan="hari sebelum uji", minimal=0)
daftarkan("jadwal.toleransi_buka", "Sesi dapat dibuka sebelum jam mulai", 60, satuan="menit", minimal=0)
daftarkan("lisensi.pengingat_hari", "Pengingat sebelum lisensi LSP berakhir", 365, satuan="hari", minimal=1)
daftarkan("sertifikat.pengingat_hari", "Pengingat sebelum sertifikat berakhir", 90, satuan="hari", minimal=1)
daftarkan(
    "laporan.tanggal",
    "Laporan enam bulanan ke BNSP paling lambat, pada Januari dan Juli",
    31,
    satuan="tanggal",
    minimal=1,
    maksimal=31,
)
daftarkan("laporan.angkatan", "Laporan tiap penerbitan sesudah SK keputusan", 5, satuan="hari kerja", minimal=1)
daftarkan("laporan.perbaikan", "Perbaikan laporan yang dikembalikan BNSP", 5, satuan="hari kerja", minimal=1)
