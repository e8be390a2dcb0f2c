"""What is offered when a plan is made: every asesor and every TUK, each with the reason why it cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.queries import calon
from telusur.lsp.administrasi.tuk.models import Tuk
from telusur.lsp.administrasi.tuk.queries import alasan_tidak_layak, tuk_layak, tuk_terlihat
from telusur.lsp.administrasi.umum.models import CatatanTangan
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import tangan_dari
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.praasesmen.queries import peserta_aktif
from telusur.lsp.sertifikasi.praasesmen.rules import alasan_pengganti, bentrok_asesor, bentrok_tuk


@dataclass(frozen=True, slots=True)
class PilihanAsesor:
    """An asesor, and why not (None: usable)."""

    asesor: Asesor
    alasan: str | None
    tangan: CatatanTangan | None = None


@dataclass(frozen=True, slots=True)
class PilihanTuk:
    """A TUK, and why not (None: usable)."""

    tuk: Tuk
    alasan: str | None


def pilihan_asesor(skema_kode: str, tanggal: date, mulai: time, selesai: time) -> list[PilihanAsesor]:
    """Everybody, the usable ones first; a clash with another plan counts as a reason (SOP 1.5)."""
    semua = calon(skema_kode, tanggal)
    ditulis = tangan_dari(JenisTangan.ASESOR, {row.asesor.pk: row.asesor.sebagai_nilai for row in semua})
    rows = [
        PilihanAsesor(
            row.asesor,
            row.alasan or bentrok_asesor(row.asesor, tanggal, mulai, selesai),
            ditulis.get(row.asesor.pk),
        )
        for row in semua
    ]
    return sorted(rows, key=lambda row: row.alasan is not None)


def pengganti(rencana: Rencana) -> list[PilihanAsesor]:
    """Everybody but the asesor of the plan, the usable ones first, each other with the reason (SOP 1.5)."""
    peserta = peserta_aktif(rencana)
    rows = [
        PilihanAsesor(row.asesor, alasan_pengganti(row.asesor, rencana, peserta))
        for row in calon(rencana.skema_kode, rencana.tanggal)
        if row.asesor.pk != rencana.asesor_id
    ]
    return sorted(rows, key=lambda row: row.alasan is not None)


def pilihan_tuk(
    ctx: Context, skema_kode: str, tanggal: date, mulai: time, selesai: time, kecuali: UUID | None = None
) -> list[PilihanTuk]:
    """Those with a verification in force can be chosen, the others say why not (SOP 1.4)."""
    layak = set(tuk_layak(skema_kode, tanggal).values_list("pk", flat=True))
    rows = []
    for tuk in tuk_terlihat(ctx):
        why = None if tuk.pk in layak else alasan_tidak_layak(tuk, skema_kode, tanggal)
        why = why or bentrok_tuk(tuk.pk, tuk.kapasitas, tanggal, mulai, selesai, 1, kecuali)
        rows.append(PilihanTuk(tuk, why))
    return sorted(rows, key=lambda row: row.alasan is not None)
