"""Acts on assessment plans (SOP 1.4 to 1.6, 2.1 to 2.7)."""

from __future__ import annotations

from datetime import date, time

from telusur.kernel.base.clock import day_and_date
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.queries import record, records
from telusur.kernel.forms.states import TERBUKA
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.queries import alasan_tidak_layak as alasan_asesor
from telusur.lsp.administrasi.keuangan.queries import lunas
from telusur.lsp.administrasi.muk.queries import alasan_belum_siap, sumber_mapa
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.tuk.models import Tuk
from telusur.lsp.administrasi.tuk.queries import alasan_tidak_layak as alasan_tuk
from telusur.lsp.administrasi.umum.commands import batalkan_naskah, buat_naskah, tandatangani_naskah
from telusur.lsp.administrasi.umum.states import JenisNaskah
from telusur.lsp.formulir.istilah import metode_dari
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.commands import pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01, APL02
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan, Tahap
from telusur.lsp.sertifikasi.praasesmen import documents, formulir, rules
from telusur.lsp.sertifikasi.praasesmen.models import PesertaRencana, Rencana
from telusur.lsp.sertifikasi.praasesmen.queries import peserta_aktif
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana

S = StatusRencana
PENYUSUN = [Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI]


@command(
    code="praasesmen.susun", title="Menyusun rencana asesmen", roles=PENYUSUN, permit=by_role_alone, clause="SOP 1.4, 1.5"
)
def susun(
    ctx: Context, *, skema: Skema, asesor: Asesor, tuk: Tuk, tanggal: date, jam_mulai: time, jam_selesai: time
) -> Rencana:
    """Plan an assessment. Raises Invalid, each reason beside its field, when asesor or TUK cannot be used on that day."""
    fields: dict[str, list[str]] = {}
    if tanggal <= ctx.today:
        fields["tanggal"] = ["Pilih tanggal sesudah hari ini."]
    if jam_selesai <= jam_mulai:
        fields["jam_selesai"] = ["Jam selesai harus sesudah jam mulai."]
    if why := alasan_asesor(asesor, skema.kode, tanggal) or rules.bentrok_asesor(asesor, tanggal, jam_mulai, jam_selesai):
        fields["asesor"] = [why]
    if why := alasan_tuk(tuk, skema.kode, tanggal):
        fields["tuk"] = [why]
    if why := alasan_belum_siap(skema):
        fields["skema"] = [why]
    if fields:
        raise Invalid(" ".join(sentence for sentences in fields.values() for sentence in sentences), fields)
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
    jumlah = PesertaRencana.objects.filter(rencana=rencana, aktif=True).count() + 1
    why = rules.bentrok_tuk(
        rencana.tuk_id, rencana.tuk.kapasitas, rencana.tanggal, rencana.jam_mulai, rencana.jam_selesai, jumlah, rencana.pk
    )
    if why:
        raise Invalid(why)
    row = PesertaRencana(rencana=rencana, permohonan=permohonan)
    row.save()
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
    for rekaman in records(permohonan.pk):
        if rekaman.code in {formulir.MAPA01, formulir.MAPA02, formulir.KONSULTASI, formulir.AK01}:
            forms.batalkan(ctx, rekaman=rekaman, alasan=alasan)
    pindah_tahap(ctx, permohonan=permohonan, tahap=Tahap.PRAASESMEN if lunas(permohonan.pk) else Tahap.PEMBAYARAN)
    note(permohonan=permohonan.nomor, alasan=alasan, case_id=permohonan.pk)


@command(
    code="praasesmen.ajukan_spt",
    title="Mengajukan draf SPT asesor",
    roles=PENYUSUN,
    permit=by_role_alone,
    subject="rencana",
    sources={S.DISUSUN},
    clause="SOP 1.5",
)
def ajukan_spt(ctx: Context, *, rencana: Rencana) -> None:
    """Draft the SPT with its list of asesi for the Direktur. Raises Invalid for a plan without asesi."""
    peserta = peserta_aktif(rencana)
    if not peserta:
        raise Invalid("Rencana ini belum mempunyai asesi. Tambahkan sedikitnya satu.")
    rencana.spt = buat_naskah(
        ctx,
        jenis=JenisNaskah.SPT_ASESOR,
        perihal=f"Asesmen {rencana.skema.nama_id}, {day_and_date(rencana.tanggal)}",
        isi=documents.isi_spt(rencana),
        untuk_id=rencana.pk,
        penerima=rencana.asesor.orang,
        skema_kode=rencana.skema_kode,
        berlaku_dari=rencana.tanggal,
        berlaku_sampai=rencana.tanggal,
    )
    rencana.status = S.MENUNGGU_SPT
    rencana.save()
    note(jumlah_asesi=len(peserta))


@command(
    code="praasesmen.tarik_spt",
    title="Menarik draf SPT asesor",
    roles=[*PENYUSUN, Role.DIREKTUR],
    permit=by_role_alone,
    subject="rencana",
    sources={S.MENUNGGU_SPT},
)
def tarik_spt(ctx: Context, *, rencana: Rencana, alasan: str) -> None:
    """Take the draft back to change the plan, or return it unsigned with a reason. Raises Invalid without one."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis alasan menarik draf SPT."]})
    if rencana.spt:
        batalkan_naskah(ctx, naskah=rencana.spt, alasan=alasan.strip())
    rencana.spt, rencana.status = None, S.DISUSUN
    rencana.save()
    note(alasan=alasan.strip())


@command(
    code="praasesmen.tandatangani_spt",
    title="Menandatangani SPT asesor",
    roles=[Role.DIREKTUR],
    permit=by_role_alone,
    subject="rencana",
    sources={S.MENUNGGU_SPT},
    signs=True,
    clause="SOP 1.5",
)
def tandatangani_spt(ctx: Context, *, rencana: Rencana) -> None:
    """Sign and number the SPT; from now on the asesor sees the cases and their forms wait for the asesor."""
    if rencana.spt is None:
        raise WrongState("Draf SPT asesor belum ada.")
    if why := alasan_asesor(rencana.asesor, rencana.skema_kode, rencana.tanggal):
        raise Invalid(why)
    tandatangani_naskah(ctx, naskah=rencana.spt, isi=documents.isi_spt(rencana))
    rencana.status = S.BERJALAN
    rencana.save()
    for row in peserta_aktif(rencana):
        _serahkan_ke_asesor(ctx, rencana, row.permohonan)
    kirim(
        ctx,
        to_user=rencana.asesor.orang,
        template="spt_asesor",
        data={
            "nama": rencana.asesor.orang.name,
            "nomor": rencana.spt.nomor,
            "skema": rencana.skema.nama_id,
            "tanggal": day_and_date(rencana.tanggal),
            "tuk": rencana.tuk.nama,
            "tautan": f"/rencana/{rencana.pk}/",
        },
    )
    note(nomor=rencana.spt.nomor)


def _serahkan_ke_asesor(ctx: Context, rencana: Rencana, permohonan: Permohonan) -> None:
    pihak = formulir.pihak(permohonan, rencana)
    for code in (APL01, APL02):
        rekaman = record(permohonan.pk, code)
        if rekaman is not None and rekaman.status in TERBUKA:
            forms.ganti_pihak(ctx, rekaman=rekaman, slot="asesor", person=pihak["asesor"])
    mapa = sumber_mapa(rencana.skema)
    for code in (formulir.MAPA01, formulir.MAPA02):
        forms.mulai(
            ctx,
            edition=permohonan.edisi,
            code=code,
            case_id=permohonan.pk,
            pihak={"asesor": pihak["asesor"]},
            sumber=formulir.sumber(permohonan, rencana, **mapa[code]["sumber"]),
            label=permohonan.judul,
            isi=mapa[code]["isi"],
        )


@command(
    code="praasesmen.buka_konsultasi",
    title="Membuka konsultasi pra-asesmen",
    roles=[],
    permit=by_role_alone,
    subject="permohonan",
    nested=True,
    clause="SOP 2.5",
)
def buka_konsultasi(ctx: Context, *, permohonan: Permohonan, rencana: Rencana) -> None:
    """Open the consultation checklist for asesor and asesi."""
    forms.mulai(
        ctx,
        edition=permohonan.edisi,
        code=formulir.KONSULTASI,
        case_id=permohonan.pk,
        pihak=formulir.pihak(permohonan, rencana),
        sumber=formulir.sumber_konsultasi(permohonan, rencana),
        label=permohonan.judul,
        isi=formulir.isian_jadwal(rencana),
    )


@command(
    code="praasesmen.buka_persetujuan",
    title="Membuka FR.AK.01",
    roles=[],
    permit=by_role_alone,
    subject="permohonan",
    nested=True,
    clause="SOP 2.5, 3.3",
)
def buka_persetujuan(ctx: Context, *, permohonan: Permohonan, rencana: Rencana) -> None:
    """Open the agreement, with the evidence methods of the plan and the agreed time and place."""
    metode = metode_dari(formulir.instrumen_kasus(permohonan))
    forms.mulai(
        ctx,
        edition=permohonan.edisi,
        code=formulir.AK01,
        case_id=permohonan.pk,
        pihak=formulir.pihak(permohonan, rencana),
        sumber=formulir.sumber(permohonan, rencana, metode=metode),
        label=permohonan.judul,
        isi={**formulir.isian_jadwal(rencana), "bukti/metode": metode},
    )


@command(
    code="praasesmen.lanjutkan",
    title="Melanjutkan pra-asesmen",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="permohonan",
)
def lanjutkan(ctx: Context, *, permohonan: Permohonan, rencana: Rencana) -> None:
    """Payment came in: open the consultation if everything before it is done."""
    buka_bila_siap(ctx, permohonan, rencana)


def buka_bila_siap(ctx: Context, permohonan: Permohonan, rencana: Rencana) -> None:
    """Open the consultation once forms and plan are validated and the case is paid; inside a running command."""
    ready = formulir.siap_konsultasi(permohonan) and lunas(permohonan.pk)
    if ready and record(permohonan.pk, formulir.KONSULTASI) is None:
        buka_konsultasi(ctx, permohonan=permohonan, rencana=rencana)


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
