"""What an LSP wrote down by hand before its system was connected is compared with BNSP's registers, and answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telusur.bnsp.manajemen.pertukaran import commands
from telusur.bnsp.manajemen.pertukaran.lembaga import lsp_dari
from telusur.bnsp.pengendalian.laporan_lsp.models import LaporanLsp
from telusur.bnsp.pengendalian.laporan_lsp.states import StatusLaporan
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.queries import dengan_nomor as asesor_bernomor
from telusur.bnsp.sertifikasi_lisensi.blanko.models import AlokasiBlanko, PermohonanBlanko
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.models import JadwalUji
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.states import StatusJadwal
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.contract import from_lsp
from telusur.kernel.commands.context import Context, system_context
from telusur.kernel.exchange.kinds import Fact, receives

OLEH = "pertukaran"
Hasil = tuple[str, str]
Isi = dict[str, Any]
SAMA: Hasil = ("sama", "")
TIDAK_ADA: Hasil = ("tidak_ada", "")


@receives(kind=from_lsp.CATATAN_TANGAN.kind, schema=from_lsp.CATATAN_TANGAN.schema, title=from_lsp.CATATAN_TANGAN.title)
def catatan_tangan(ctx: Context, fact: Fact) -> None:
    """Answer with what the register holds; where it holds something, that is told in full besides (SOP 2.8, 4.4)."""
    lsp = lsp_dari(fact)
    hasil, nilai = BANDING[fact.content["jenis"]](lsp, fact.content)
    commands.jawab_catatan_tangan(system_context(OLEH), lsp=lsp, catatan=fact.key, hasil=hasil, nilai=nilai)


def _jadwal(lsp: Lsp, isi: Isi) -> Hasil:
    row = JadwalUji.objects.filter(lsp=lsp, nomor_lsp=isi["nomor"], status=StatusJadwal.TERCATAT).first()
    if row is None:
        return TIDAK_ADA
    commands.beritahu_jadwal(system_context(OLEH), jadwal=row)
    return SAMA if row.nomor == isi["nilai"] else ("lain", row.nomor)


def _blanko(lsp: Lsp, isi: Isi) -> Hasil:
    permohonan = PermohonanBlanko.objects.filter(lsp=lsp, nomor_surat=isi["nomor"]).first()
    if permohonan is not None and permohonan.diputus_pada is not None:
        commands.jawab_blanko(system_context(OLEH), permohonan=permohonan)
    nomor = int(isi["nilai"]) if isi["nilai"].isdecimal() else 0
    alokasi = AlokasiBlanko.objects.filter(lsp=lsp, awal__lte=nomor, akhir__gte=nomor).first()
    if alokasi is not None:
        return SAMA
    if permohonan is None:
        return TIDAK_ADA
    diberi = ", ".join(str(row) for row in permohonan.alokasi.order_by("awal"))
    return ("lain", diberi[:200]) if diberi else ("belum", "")


def _lisensi(lsp: Lsp, isi: Isi) -> Hasil:
    kini = f"{lsp.status}, {lsp.berlaku_dari.isoformat()} sampai {lsp.berlaku_sampai.isoformat()}"
    if isi["nomor"] != lsp.nomor_lisensi:
        return "lain", f"{lsp.nomor_lisensi}, {kini}"
    return SAMA if isi["nilai"] == kini else ("lain", kini)


def _laporan(lsp: Lsp, isi: Isi) -> Hasil:
    row = LaporanLsp.objects.filter(lsp=lsp, nomor=isi["nomor"], versi=isi["versi"]).first()
    if row is None or row.status == StatusLaporan.MENUNGGU:  # it may be on its way, or before the commission
        return "belum", ""
    commands.jawab_laporan(system_context(OLEH), laporan=row)
    return SAMA if row.status == isi["nilai"] else ("lain", str(row.status))


def _asesor(lsp: Lsp, isi: Isi) -> Hasil:
    row = asesor_bernomor(isi["nomor"])
    if row is None or row.lsp_id not in (None, lsp.pk):
        return TIDAK_ADA
    masa = f"{row.berlaku_dari.isoformat()} sampai {row.berlaku_sampai.isoformat()}"
    kini = ", ".join(one for one in (isi["nomor"], row.nomor_sertifikat, masa) if one)[:200]
    return SAMA if isi["nilai"] == kini else ("lain", kini)


BANDING: dict[str, Callable[[Lsp, Isi], Hasil]] = {
    "jadwal": _jadwal,
    "blanko": _blanko,
    "lisensi": _lisensi,
    "laporan": _laporan,
    "asesor": _asesor,
}
