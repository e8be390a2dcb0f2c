"""Who must act next on what came before the certificate."""

from __future__ import annotations

from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.keputusan.states import StatusKomite
from telusur.lsp.sertifikasi.sertifikat.models import PermohonanBlanko


def ajukan_blanko(komite: Komite) -> list[Work]:
    """A signed decision that names somebody K waits for its blanks (SOP 4.4)."""
    if komite.status != StatusKomite.SELESAI or not any(row["hasil"] == "K" for row in komite.hasil):
        return []
    if PermohonanBlanko.objects.filter(komite=komite).exists():
        return []
    days = setelan("tenggat.tanda_tangan")
    title, role = "Ajukan permohonan blanko", Role.ADMIN_LSP
    return [Work("sertifikat.ajukan_blanko", title, komite.judul, "Ajukan", "/blanko/", role=role, days=days)]
