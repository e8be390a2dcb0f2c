"""Who answers BNSP, and when."""

from __future__ import annotations

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.manajemen.pengendalian.models import PerkaraBnsp
from telusur.lsp.manajemen.pengendalian.states import JenisPerkara, StatusPerkara
from telusur.lsp.roles import Role


@rule("Kasus sanksi ditanggapi Direktur.")
def kasus_oleh_direktur(ctx: Context, perkara: PerkaraBnsp) -> bool:
    """What may cost the licence is answered by whoever leads the LSP."""
    return perkara.jenis != JenisPerkara.KASUS or ctx.actor.has(Role.DIREKTUR)


@rule("Perkara ini tidak menunggu jawaban.")
def menunggu_jawaban(ctx: Context, perkara: PerkaraBnsp) -> bool | str:
    """A finding is answered once until BNSP sends it back; a case may be answered as long as the commission looks into it."""
    if perkara.status == StatusPerkara.SELESAI:
        return f"BNSP sudah menyelesaikan perkara ini: {perkara.get_keadaan_display().lower()}."
    if perkara.jenis == JenisPerkara.KASUS and perkara.keadaan != "dibuka":
        return "Kasus ini sudah di pimpinan BNSP, jadi tidak dapat ditanggapi lagi."
    if perkara.jenis == JenisPerkara.TEMUAN and perkara.status == StatusPerkara.DIJAWAB:
        return "Jawaban sudah dikirim; tunggu hasil verifikasi BNSP."
    return True
