"""When a plan is possible, and who may act on it (SOP 1.5, P508 9.4.4, forms.md section 9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from telusur.kernel.base.clock import short_date
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.queries import alasan_tidak_layak
from telusur.lsp.administrasi.sdm.queries import pernah_melatih
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.praasesmen.models import PesertaRencana, Rencana
from telusur.lsp.sertifikasi.praasesmen.states import HIDUP


@rule("Hanya asesor yang namanya tercantum dalam SPT yang dapat melakukan ini.")
def asesor_rencana(ctx: Context, rencana: Rencana) -> bool:
    """The asesor of the plan."""
    return str(rencana.asesor.orang_id) == ctx.actor.id


def alasan_konflik(asesor: Asesor, permohonan: Permohonan) -> str | None:
    """Why this asesor may not assess this person: it is themselves, or they trained them."""
    if asesor.orang_id == permohonan.pemohon_id:
        return f"{asesor.orang.name} tidak dapat mengases dirinya sendiri."
    latihan = pernah_melatih(asesor.orang_id, permohonan.pemohon_id)
    if latihan:
        return (
            f"{asesor.orang.name} melatih {permohonan.nama} pada “{latihan.judul}” sampai {short_date(latihan.selesai)}. "
            "Pelatih tidak boleh mengases orang yang dilatihnya. Pilih asesor lain."
        )
    return None


def _bersamaan(
    rows: QuerySet[Rencana], tanggal: date, mulai: time, selesai: time, kecuali: UUID | None, zona: str
) -> Rencana | None:
    """A living plan that runs at the same moments; each TUK keeps its own clock, so days and hours alone do not tell."""
    tempat = ZoneInfo(zona or settings.TIME_ZONE)
    awal, akhir = (datetime.combine(tanggal, jam, tzinfo=tempat) for jam in (mulai, selesai))
    sekitar = (tanggal - timedelta(days=1), tanggal + timedelta(days=1))
    found = rows.filter(tanggal__range=sekitar, status__in=HIDUP).select_related("tuk")
    return next((row for row in found if row.pk != kecuali and row.mulai < akhir and row.selesai > awal), None)


def bentrok_asesor(
    asesor: Asesor, tanggal: date, mulai: time, selesai: time, kecuali: UUID | None = None, zona: str = ""
) -> str | None:
    """Another plan of the same asesor at the same time; ``zona`` is that of the TUK, empty before one is chosen."""
    other = _bersamaan(Rencana.objects.filter(asesor=asesor), tanggal, mulai, selesai, kecuali, zona)
    return f"{asesor.orang.name} sudah ditugaskan pada {other}, {other.rentang}." if other else None


def alasan_pengganti(asesor: Asesor, rencana: Rencana, peserta: Iterable[PesertaRencana]) -> str | None:
    """Why this asesor cannot take over the plan: the rules of planning, and those for each asesi on it."""
    if asesor.pk == rencana.asesor_id:
        return f"{asesor.orang.name} sudah asesor rencana ini."
    waktu = (rencana.tanggal, rencana.jam_mulai, rencana.jam_selesai, rencana.pk, rencana.tuk.zona_waktu)
    umum = alasan_tidak_layak(asesor, rencana.skema_kode, rencana.tanggal) or bentrok_asesor(asesor, *waktu)
    return umum or next((why for row in peserta if (why := alasan_konflik(asesor, row.permohonan))), None)


def bentrok_asesi(
    permohonan: Permohonan, tanggal: date, mulai: time, selesai: time, kecuali: UUID, zona: str = ""
) -> str | None:
    """Another plan of the same person, for any skema, at the same time."""
    milik = PesertaRencana.objects.filter(aktif=True, permohonan__pemohon_id=permohonan.pemohon_id)
    rows = Rencana.objects.filter(pk__in=milik.values("rencana_id"))
    plan = _bersamaan(rows, tanggal, mulai, selesai, kecuali, zona)
    return f"{permohonan.nama} sudah ada pada {plan}, {plan.rentang}. Pilih waktu lain." if plan else None


def bentrok_tuk(
    tuk_id: UUID, kapasitas: int, tanggal: date, mulai: time, selesai: time, tambahan: int, kecuali: UUID | None
) -> str | None:
    """Whether the seats of the TUK at that time are taken; ``tambahan`` are the asesi of this plan."""
    terisi = PesertaRencana.objects.filter(
        aktif=True,
        rencana__tuk_id=tuk_id,
        rencana__tanggal=tanggal,
        rencana__jam_mulai__lt=selesai,
        rencana__jam_selesai__gt=mulai,
        rencana__status__in=HIDUP,
    )
    jumlah = (terisi.exclude(rencana_id=kecuali) if kecuali else terisi).count() + tambahan
    return (
        f"TUK berkapasitas {kapasitas} asesi; rencana pada jam itu menjadi {jumlah} asesi."
        if jumlah > kapasitas
        else None
    )
