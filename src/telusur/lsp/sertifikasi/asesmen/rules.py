"""When an instrument may be used, and when a report is complete (SOP 3.3, 3.4; P508 9.2)."""

from __future__ import annotations

from collections.abc import Collection

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.queries import finished_codes, for_subject, in_force
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.administrasi.umum.setelan import daftarkan
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01, APL02
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.states import StatusAsesmen
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import Kehadiran, StatusJadwal
from telusur.lsp.sertifikasi.praasesmen.formulir import AK01, KONSULTASI, MAPA01, MAPA02

AK02, AK03, AK05 = "FR.AK.02", "FR.AK.03", "FR.AK.05"

daftarkan("asesmen.ak03_wajib", "FR.AK.03 wajib ada sebelum laporan diserahkan", True)


def alasan_instrumen_tertutup(asesmen: Asesmen, code: str) -> str | None:
    """Why an instrument may not be filled now (SOP 3.3): only those of the validated plan, in the open session, agreed to."""
    if asesmen.jadwal.status != StatusJadwal.BERLANGSUNG:
        return f"Sesi {asesmen.jadwal} sedang tidak berlangsung ({asesmen.jadwal.get_status_display()})."
    if code not in asesmen.instrumen:
        return f"{code} tidak termasuk instrumen yang dipilih FR.MAPA.02 untuk asesi ini."
    if asesmen.peserta.kehadiran != Kehadiran.HADIR:
        return f"{asesmen.permohonan.nama} belum menandatangani daftar hadir."
    kurang = {APL01, APL02, MAPA01, MAPA02, AK01} - finished_codes(asesmen.permohonan_id)
    if kurang:
        return (
            f"Belum selesai: {', '.join(sorted(kurang))}. Instrumen tidak dapat dibuka sebelum semuanya ditandatangani."
        )
    return None


def rekaman_wajib(asesmen: Asesmen) -> list[str]:
    """Codes of every record the report must contain for one asesi (SOP 3.4)."""
    wajib = [APL01, APL02, MAPA01, MAPA02, KONSULTASI, AK01, *asesmen.instrumen, AK02]
    return [*wajib, AK03] if setelan("asesmen.ak03_wajib") else wajib


def rekaman_kurang(asesmen: Asesmen, selesai: Collection[str] | None = None) -> list[str]:
    """Which of them are missing; ``selesai`` are the finished codes of the case if already read."""
    ada = finished_codes(asesmen.permohonan_id) if selesai is None else selesai
    return [code for code in rekaman_wajib(asesmen) if code not in ada]


def kekurangan_laporan(rows: Collection[Asesmen]) -> dict[str, list[str]]:
    """Asesi -> codes of the records still missing; asesi who are absent need none."""
    formulir = in_force(row.permohonan_id for row in rows)
    kurang = {}
    for row in rows:
        if row.status == StatusAsesmen.TIDAK_HADIR:
            continue
        selesai = {code for code, rekaman in formulir.get(row.permohonan_id, {}).items() if rekaman.selesai}
        if codes := rekaman_kurang(row, selesai):
            kurang[row.permohonan.nama] = codes
    return kurang


@rule("Laporan belum dapat disusun.")
def siap_dilaporkan(ctx: Context, jadwal: Jadwal) -> bool | str:
    """Each asesi who came has every record, the others are marked absent (SOP 3.4)."""
    rows = Asesmen.objects.filter(jadwal=jadwal).select_related("permohonan", "peserta")
    kurang = kekurangan_laporan(list(rows))
    if kurang:
        rinci = "; ".join(f"{nama}: {', '.join(codes)}" for nama, codes in kurang.items())
        return f"Laporan belum dapat disusun karena rekaman ini belum selesai: {rinci}."
    return "FR.AK.05 sudah disusun. Lanjutkan mengisinya." if for_subject(jadwal, AK05) else True
