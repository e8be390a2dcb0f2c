"""What people are told of a schedule."""

from __future__ import annotations

from uuid import UUID

from telusur.kernel.accounts.models import User
from telusur.kernel.commands.context import Context
from telusur.kernel.notices.commands import kirim
from telusur.lsp.sertifikasi.jadwal import documents, kalender
from telusur.lsp.sertifikasi.jadwal.models import Jadwal


def kabari_batal(ctx: Context, jadwal: Jadwal, orang: User, case_id: UUID | None) -> None:
    """Tell a person that the schedule is off, and why."""
    kirim(
        ctx,
        to_user=orang,
        template="jadwal_batal",
        data={
            "nama": orang.name,
            "nomor": jadwal.nomor,
            "waktu": documents.waktu(jadwal),
            "tempat": documents.tempat(jadwal),
            "alasan": jadwal.alasan,
            "tautan": f"/kasus/{case_id}/" if case_id else "/kalender-saya/",
        },
        case_id=case_id,
        calendar=kalender.acara(jadwal, pada=ctx.at, batal=True) if jadwal.undangan_asesor else "",
    )
