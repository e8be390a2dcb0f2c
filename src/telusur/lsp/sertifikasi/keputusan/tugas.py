"""Who must act next on what came before the committee."""

from __future__ import annotations

from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.keputusan.rules import kasus_jadwal
from telusur.lsp.sertifikasi.keputusan.states import HIDUP


def usul_komite(jadwal: Jadwal) -> list[Work]:
    """A reported schedule with somebody to decide upon waits for a committee (SOP 4.1)."""
    if jadwal.status != StatusJadwal.SELESAI or not kasus_jadwal(jadwal):
        return []
    if Komite.objects.filter(jadwal=jadwal, status__in=HIDUP).exists():
        return []
    detail, url = f"{jadwal.skema.nama_id} · {jadwal.nomor}", f"/keputusan/usul/{jadwal.pk}/"
    days = setelan("tenggat.pleno")
    role = Role.MANAJER_SERTIFIKASI
    return [Work("keputusan.usul", "Usulkan komite teknis", detail, "Usulkan", url, role=role, days=days)]
