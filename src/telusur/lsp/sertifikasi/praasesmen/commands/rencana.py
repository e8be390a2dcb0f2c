"""Acts on the plan itself: who, where, when, and which asesi (SOP 1.4, 1.5)."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from telusur.kernel.base.clock import day_and_date
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import lock, note
from telusur.kernel.commands.registry import command
from telusur.kernel.flows.sync import refresh
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.queries import alasan_tidak_layak as alasan_asesor
from telusur.lsp.administrasi.keuangan.queries import lunas
from telusur.lsp.administrasi.muk.queries import alasan_belum_siap
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.tuk.models import Tuk
from telusur.lsp.administrasi.tuk.queries import alasan_tidak_layak as alasan_tuk
from telusur.lsp.administrasi.umum.commands import batalkan_naskah
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.commands import pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import TERBUKA, StatusPermohonan, Tahap
from telusur.lsp.sertifikasi.praasesmen import formulir, rules
from telusur.lsp.sertifikasi.praasesmen.commands.berkas import batalkan_formulir, gugurkan_kesepakatan, lepas_asesor
from telusur.lsp.sertifikasi.praasesmen.models import PesertaRencana, Rencana
from telusur.lsp.sertifikasi.praasesmen.queries import peserta_aktif
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana

S = StatusRencana
PENYUSUN = [Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI]


@command(
    code="praasesmen.susun",
    title="Menyusun rencana asesmen",
    roles=PENYUSUN,
    permit=by_role_alone,
    clause="SOP 1.4, 1.5",
)
def susun(
    ctx: Context, *, skema: Skema, asesor: Asesor, tuk: Tuk, tanggal: date, jam_mulai: time, jam_selesai: time
) -> Rencana:
    """Plan an assessment. Raises Invalid, each reason beside its field, when asesor or TUK cannot be used on that day."""
    lock(asesor)
    fields = _alasan_waktu(ctx, skema.kode, asesor, tuk, tanggal, jam_mulai, jam_selesai)
    if why := alasan_belum_siap(skema):
        fields["skema"] = [why]
    _tolak_bila_ada(fields)
    row = Rencana(
        skema=skema,
        skema_kode=skema.kode,
        asesor=asesor,
        tuk=tuk,
        tanggal=tanggal,
        jam_mulai=jam_mulai,
        jam_selesai=jam_selesai,
        dibuat_pada=ctx.at,
    )
    row.save()
    return row


def _alasan_waktu(
    ctx: Context,
    skema_kode: str,
    asesor: Asesor,
    tuk: Tuk,
    tanggal: date,
    mulai: time,
    selesai: time,
    kecuali: UUID | None = None,
) -> dict[str, list[str]]:
    """Why day, hours, asesor and TUK do not go together, beside the field it is about."""
    fields: dict[str, list[str]] = {}
    if tanggal <= ctx.today:
        fields["tanggal"] = ["Pilih tanggal sesudah hari ini."]
    if selesai <= mulai:
        fields["jam_selesai"] = ["Jam selesai harus sesudah jam mulai."]
    if why := alasan_asesor(asesor, skema_kode, tanggal) or rules.bentrok_asesor(
        asesor, tanggal, mulai, selesai, kecuali, tuk.zona_waktu
    ):
        fields["asesor"] = [why]
    if why := alasan_tuk(tuk, skema_kode, tanggal):
        fields["tuk"] = [why]
    return fields


def _tolak_bila_ada(fields: dict[str, list[str]]) -> None:
    if fields:
        raise Invalid(" ".join(sentence for sentences in fields.values() for sentence in sentences), fields)


@command(
    code="praasesmen.ubah_waktu",
    title="Mengubah waktu dan tempat rencana",
    roles=PENYUSUN,
    permit=by_role_alone,
    subject="rencana",
    sources={S.DISUSUN, S.BERJALAN},
    clause="SOP 1.5, 2.5",
)
def ubah_waktu(
    ctx: Context, *, rencana: Rencana, tuk: Tuk, tanggal: date, jam_mulai: time, jam_selesai: time, alasan: str
) -> None:
    """Move a plan. What was agreed for the old time is void: SPT, consultation and FR.AK.01 are made and signed anew.

    Raises Invalid beside the field when the new time is not possible, or without a reason.
    """
    lock(rencana.asesor)
    asesor, kode = rencana.asesor, rencana.skema_kode
    fields = _alasan_waktu(ctx, kode, asesor, tuk, tanggal, jam_mulai, jam_selesai, rencana.pk)
    peserta = peserta_aktif(rencana)
    penuh = rules.bentrok_tuk(tuk.pk, tuk.kapasitas, tanggal, jam_mulai, jam_selesai, len(peserta), rencana.pk)
    if penuh and "tuk" not in fields:
        fields["tuk"] = [penuh]
    bentrok = [
        why
        for row in peserta
        if (why := rules.bentrok_asesi(row.permohonan, tanggal, jam_mulai, jam_selesai, rencana.pk, tuk.zona_waktu))
    ]
    if bentrok:
        fields.setdefault("tanggal", []).extend(bentrok)
    if not alasan.strip():
        fields["alasan"] = ["Tulis alasan perubahan; asesor dan asesi membacanya."]
    _tolak_bila_ada(fields)
    lama = f"{rencana.tanggal.isoformat()} {rencana.rentang} {rencana.tuk}"
    gugurkan_kesepakatan(ctx, rencana, peserta, f"Waktu atau tempat berubah: {alasan.strip()}")
    rencana.tuk, rencana.tanggal = tuk, tanggal
    rencana.jam_mulai, rencana.jam_selesai, rencana.alasan = jam_mulai, jam_selesai, alasan.strip()
    rencana.save()
    note(lama=lama, alasan=alasan.strip())
    _kabari_perubahan(ctx, rencana, peserta, alasan.strip())


def _kabari_perubahan(ctx: Context, rencana: Rencana, peserta: list[PesertaRencana], alasan: str) -> None:
    for row in peserta:
        kirim(
            ctx,
            to_user=row.permohonan.pemohon,
            template="rencana_berubah",
            data={
                "nama": row.permohonan.nama,
                "nomor": row.permohonan.nomor,
                "waktu": f"{day_and_date(rencana.tanggal)}, pukul {rencana.pukul}",
                "tuk": rencana.tuk.nama,
                "alasan": alasan,
                "tautan": f"/kasus/{row.permohonan_id}/",
            },
            case_id=row.permohonan_id,
        )


@command(
    code="praasesmen.tambah_peserta",
    title="Menambah asesi ke rencana",
    roles=PENYUSUN,
    permit=by_role_alone,
    subject="rencana",
    sources={S.DISUSUN},
    clause="SOP 1.5",
)
def tambah_peserta(ctx: Context, *, rencana: Rencana, permohonan: Permohonan) -> PesertaRencana:
    """Put an accepted applicant on the plan. Raises Invalid for another skema, a conflict of interest, a full TUK."""
    if permohonan.status != StatusPermohonan.DITERIMA:
        raise WrongState(f"{permohonan} belum diterima ({permohonan.get_status_display()}).")
    if permohonan.skema_kode != rencana.skema_kode:
        raise Invalid(f"{permohonan} untuk skema {permohonan.skema_kode}, rencana ini untuk {rencana.skema_kode}.")
    if known := PesertaRencana.objects.filter(permohonan=permohonan, aktif=True).first():
        raise WrongState(f"{permohonan} sudah ada pada {known.rencana}.")
    if why := rules.alasan_konflik(rencana.asesor, permohonan):
        raise Invalid(why)
    if why := rules.bentrok_asesi(
        permohonan, rencana.tanggal, rencana.jam_mulai, rencana.jam_selesai, rencana.pk, rencana.tuk.zona_waktu
    ):
        raise Invalid(why)
    lock(rencana.tuk)
    jumlah = PesertaRencana.objects.filter(rencana=rencana, aktif=True).count() + 1
    why = rules.bentrok_tuk(
        rencana.tuk_id,
        rencana.tuk.kapasitas,
        rencana.tanggal,
        rencana.jam_mulai,
        rencana.jam_selesai,
        jumlah,
        rencana.pk,
    )
    if why:
        raise Invalid(why)
    row = PesertaRencana(rencana=rencana, permohonan=permohonan)
    row.save()
    refresh(ctx, permohonan)
    note(permohonan=permohonan.nomor, case_id=permohonan.pk)
    return row


@command(
    code="praasesmen.keluarkan_peserta",
    title="Mengeluarkan asesi dari rencana",
    roles=PENYUSUN,
    permit=by_role_alone,
    subject="rencana",
    sources={S.DISUSUN, S.MENUNGGU_SPT, S.BERJALAN},
)
def keluarkan_peserta(ctx: Context, *, rencana: Rencana, permohonan: Permohonan, alasan: str) -> None:
    """Take an asesi off the plan; the forms opened for it are void. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis alasan mengeluarkan asesi ini."]})
    lepas_peserta(ctx, rencana=rencana, permohonan=permohonan, alasan=alasan.strip())
    note(permohonan=permohonan.nomor, alasan=alasan.strip(), case_id=permohonan.pk)


@command(
    code="praasesmen.lepas_yang_berhenti",
    title="Melepas asesi yang permohonannya berakhir",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="rencana",
    sources={S.DISUSUN, S.MENUNGGU_SPT, S.BERJALAN},
)
def lepas_yang_berhenti(ctx: Context, *, rencana: Rencana, permohonan: Permohonan) -> None:
    """The application was withdrawn or refused: its place on the plan becomes free."""
    lepas_peserta(ctx, rencana=rencana, permohonan=permohonan, alasan=permohonan.catatan or "Permohonan berakhir")


@command(
    code="praasesmen.lepas_peserta",
    title="Melepas asesi dari rencana",
    roles=[],
    permit=by_role_alone,
    subject="rencana",
    nested=True,
)
def lepas_peserta(ctx: Context, *, rencana: Rencana, permohonan: Permohonan, alasan: str) -> None:
    """Free an asesi for another plan; what was agreed for this one is void. Raises Invalid when not on the plan."""
    row = PesertaRencana.objects.filter(rencana=rencana, permohonan=permohonan, aktif=True).first()
    if row is None:
        raise Invalid(f"{permohonan} tidak ada pada rencana ini.")
    row.aktif, row.alasan_keluar = False, alasan[:250]
    row.save()
    refresh(ctx, rencana, permohonan)
    lepas_asesor(ctx, permohonan)
    batalkan_formulir(ctx, permohonan, {formulir.MAPA01, formulir.MAPA02, formulir.KONSULTASI, formulir.AK01}, alasan)
    if permohonan.status in TERBUKA:
        pindah_tahap(ctx, permohonan=permohonan, tahap=Tahap.PRAASESMEN if lunas(permohonan.pk) else Tahap.PEMBAYARAN)
    note(permohonan=permohonan.nomor, alasan=alasan, case_id=permohonan.pk)


@command(
    code="praasesmen.batalkan",
    title="Membatalkan rencana asesmen",
    roles=PENYUSUN,
    permit=by_role_alone,
    subject="rencana",
    sources={S.DISUSUN, S.MENUNGGU_SPT, S.BERJALAN},
)
def batalkan(ctx: Context, *, rencana: Rencana, alasan: str) -> None:
    """Cancel a plan: its asesi become free for another one. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis alasan pembatalan rencana."]})
    for row in peserta_aktif(rencana):
        keluarkan_peserta(ctx, rencana=rencana, permohonan=row.permohonan, alasan=alasan)
    if rencana.spt:
        batalkan_naskah(ctx, naskah=rencana.spt, alasan=alasan.strip())
    rencana.status, rencana.alasan = S.DIBATALKAN, alasan.strip()
    rencana.save()
    note(alasan=alasan.strip())


@command(
    code="praasesmen.tandai_dijadwalkan",
    title="Menetapkan rencana sebagai jadwal",
    roles=[],
    permit=by_role_alone,
    subject="rencana",
    sources={S.BERJALAN},
    nested=True,
)
def tandai_dijadwalkan(ctx: Context, *, rencana: Rencana) -> None:
    """The plan became a final schedule."""
    rencana.status = S.DIJADWALKAN
    rencana.save()


@command(
    code="praasesmen.kembali_ke_rencana",
    title="Membuka kembali rencana",
    roles=[],
    permit=by_role_alone,
    subject="rencana",
    sources={S.DIJADWALKAN},
    nested=True,
)
def kembali_ke_rencana(ctx: Context, *, rencana: Rencana, alasan: str) -> None:
    """The final schedule was cancelled: its asesi are on the plan again, and what was agreed for that day is void."""
    gugurkan_kesepakatan(ctx, rencana, peserta_aktif(rencana), f"Jadwal dibatalkan: {alasan}")
    rencana.alasan = alasan
    rencana.save()
