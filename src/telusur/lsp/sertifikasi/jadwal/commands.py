"""Acts on schedules (SOP 2.8, 3.1, 3.2)."""

from __future__ import annotations

from datetime import date, timedelta

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.commands import minta
from telusur.kernel.documents.models import Document
from telusur.kernel.flows.sync import refresh
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import catat
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.umum.queries import kop, setelan
from telusur.lsp.administrasi.umum.rules import milik_bnsp
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import Bukti, bandingkan, catat_tangan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.commands import pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.jadwal import documents, kalender, rules
from telusur.lsp.sertifikasi.jadwal.kabar import kabari_batal
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.jadwal.queries import peserta_jadwal
from telusur.lsp.sertifikasi.jadwal.states import Kehadiran, StatusJadwal
from telusur.lsp.sertifikasi.praasesmen import commands as praasesmen
from telusur.lsp.sertifikasi.praasesmen.commands import kembali_ke_rencana, tandai_dijadwalkan
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.praasesmen.queries import peserta_aktif
from telusur.lsp.sertifikasi.praasesmen.states import StatusRencana

S = StatusJadwal
PENGATUR = [Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI]


@command(
    code="jadwal.tetapkan",
    title="Menetapkan jadwal asesmen",
    roles=PENGATUR,
    permit=rules.siap_ditetapkan,
    subject="rencana",
    sources={StatusRencana.BERJALAN},
    clause="SOP 2.8",
)
def tetapkan(ctx: Context, *, rencana: Rencana) -> Jadwal:
    """Make a plan final. Refused with every unmet condition while one asesi lacks something (SOP 2.2, 2.8)."""
    row = Jadwal(
        nomor=numbers.take(ctx, "jadwal", at=ctx.today),
        rencana=rencana,
        skema=rencana.skema,
        skema_kode=rencana.skema_kode,
        asesor=rencana.asesor,
        tuk=rencana.tuk,
        tanggal=rencana.tanggal,
        jam_mulai=rencana.jam_mulai,
        jam_selesai=rencana.jam_selesai,
        ditetapkan_pada=ctx.at,
    )
    row.save()
    for peserta in peserta_aktif(rencana):
        Peserta(jadwal=row, permohonan=peserta.permohonan).save()
        pindah_tahap(ctx, permohonan=peserta.permohonan, tahap=Tahap.JADWAL)
    tandai_dijadwalkan(ctx, rencana=rencana)
    note(jadwal=row.pk, nomor=row.nomor)
    return row


@command(
    code="jadwal.kirim_undangan",
    title="Mengirim undangan uji kompetensi",
    roles=PENGATUR,
    permit=by_role_alone,
    subject="jadwal",
    sources={S.DITETAPKAN, S.TERDAFTAR},
    clause="SOP 3.2",
)
def kirim_undangan(ctx: Context, *, jadwal: Jadwal) -> None:
    """Send each asesi and the asesor a numbered invitation. Raises WrongState when they were already sent."""
    if jadwal.undangan_asesor:
        raise WrongState(f"Undangan {jadwal} sudah dikirim.")
    jadwal.undangan_asesor, jadwal.undangan_dokumen = _undang(ctx, jadwal, None)
    jadwal.save()
    for peserta in peserta_jadwal(jadwal):
        peserta.undangan, peserta.undangan_dokumen = _undang(ctx, jadwal, peserta)
        peserta.save()
    note(jumlah=len(peserta_jadwal(jadwal)) + 1)


def _undang(ctx: Context, jadwal: Jadwal, peserta: Peserta | None) -> tuple[str, Document]:
    orang = peserta.permohonan.pemohon if peserta else jadwal.asesor.orang
    nama = peserta.permohonan.nama if peserta else jadwal.asesor.orang.name
    case_id = peserta.permohonan_id if peserta else None
    nomor = numbers.take(ctx, "undangan", at=ctx.today, lsp=kop()["singkatan"])
    dokumen = minta(
        ctx,
        kind="undangan",
        title=f"Undangan uji kompetensi {jadwal.nomor}",
        number=nomor,
        data=documents.isi_undangan(ctx, jadwal, nomor=nomor, kepada=nama, asesor=peserta is None),
        subject=peserta or jadwal,
        case_id=case_id,
    )
    catat(
        ctx,
        kind="undangan",
        number=nomor,
        subject=f"Undangan {jadwal.nomor}",
        date=ctx.today,
        to=nama,
        document=dokumen,
    )
    kirim(
        ctx,
        to_user=orang,
        template="undangan_asesor" if peserta is None else "undangan_asesi",
        data={
            "nama": nama,
            "nomor": nomor,
            "skema": jadwal.skema.nama_id,
            "waktu": documents.waktu(jadwal),
            "tempat": documents.tempat(jadwal),
            "bawaan": documents.BAWAAN_ASESI,
            "tautan": f"/jadwal/{jadwal.pk}/",
        },
        case_id=case_id,
        calendar=kalender.acara(jadwal, pada=ctx.at),
    )
    return nomor, dokumen


@command(
    code="jadwal.catat_bnsp",
    title="Mencatat jadwal di BNSP",
    roles=[Role.ADMIN_LSP, Role.BNSP],
    permit=milik_bnsp & rules.belum_bernomor,
    subject="jadwal",
    sources={S.DITETAPKAN, S.TERDAFTAR, S.BERLANGSUNG, S.SELESAI},
    clause="SOP 2.8",
)
def catat_bnsp(
    ctx: Context, *, jadwal: Jadwal, nomor: str, tanggal: date, alasan: str = "", bukti: Bukti | None = None
) -> None:
    """Record number and date under which BNSP holds the schedule; BNSP's own number takes the place of one typed by hand.

    A person types it only while BNSP is not connected, with a reason and evidence. Raises Invalid without them, and when
    later than the rule allows.
    """
    batas = jadwal.tanggal - timedelta(days=setelan("jadwal.bnsp_hari_sebelum"))
    if not nomor.strip():
        raise Invalid("Isi nomor pencatatan BNSP.", {"nomor": ["Isi nomor yang diberikan sistem BNSP."]})
    if tanggal > ctx.today:
        raise Invalid("Tanggal pencatatan belum tiba.", {"tanggal": ["Isi tanggal jadwal benar-benar dicatat."]})
    if tanggal > batas:
        raise Invalid(
            f"Jadwal harus tercatat di BNSP paling lambat {long_date(batas)} (SOP 2.8). "
            "Batalkan jadwal ini dan susun rencana baru.",
            {"tanggal": [f"Paling lambat {long_date(batas)}."]},
        )
    nomor = nomor.strip()
    if ctx.actor.has(Role.BNSP):
        bandingkan(ctx, JenisTangan.JADWAL, jadwal.pk, nomor)
    else:
        catat_tangan(
            ctx, jenis=JenisTangan.JADWAL, untuk_id=jadwal.pk, perihal=jadwal.nomor, nilai=nomor, tanggal=tanggal,
            alasan=alasan, bukti=bukti,
        )  # fmt: skip
    jadwal.bnsp_nomor, jadwal.bnsp_tanggal = nomor, tanggal
    if jadwal.status == S.DITETAPKAN:
        jadwal.status = S.TERDAFTAR
    jadwal.save()
    note(nomor=nomor, tanggal=tanggal)


@command(
    code="jadwal.cabut_bnsp",
    title="Mencabut pencatatan jadwal di BNSP",
    roles=[Role.BNSP],
    permit=by_role_alone,
    subject="jadwal",
    sources={S.TERDAFTAR},
    clause="SOP 2.8",
)
def cabut_bnsp(ctx: Context, *, jadwal: Jadwal) -> None:
    """BNSP called the schedule off: it waits to be recorded again, and no session opens meanwhile."""
    note(nomor=jadwal.bnsp_nomor)
    jadwal.bnsp_nomor, jadwal.bnsp_tanggal, jadwal.status = "", None, S.DITETAPKAN
    jadwal.save()


@command(
    code="jadwal.isi_kesiapan",
    title="Memeriksa kesiapan asesmen",
    roles=[Role.ASESOR],
    permit=rules.asesor_jadwal,
    subject="jadwal",
    sources={S.DITETAPKAN, S.TERDAFTAR},
    clause="SOP 3.1",
)
def isi_kesiapan(ctx: Context, *, jadwal: Jadwal, butir: list[str]) -> None:
    """Tick readiness items. Raises Invalid for an item that the system knows not to hold."""
    for kode, kalimat, masalah in rules.butir_kesiapan(jadwal):
        if kode in butir and masalah:
            raise Invalid(f"“{kalimat}” belum dapat dicentang: {masalah}")
    dikenal = {kode for kode, _, _ in rules.butir_kesiapan(jadwal)}
    tanda = {"oleh": ctx.actor.name, "pada": ctx.at.isoformat()}
    jadwal.kesiapan = {kode: jadwal.kesiapan.get(kode, tanda) for kode in butir if kode in dikenal}
    jadwal.save()
    note(butir=sorted(jadwal.kesiapan))


@command(
    code="jadwal.mulai",
    title="Memulai sesi",
    roles=[],
    permit=rules.asesor_jadwal & rules.sesi_siap,
    subject="jadwal",
    sources={S.TERDAFTAR},
    nested=True,
    clause="SOP 3.3",
)
def mulai(ctx: Context, *, jadwal: Jadwal) -> None:
    """The session is open; the asesor is present."""
    jadwal.status, jadwal.dibuka_pada = S.BERLANGSUNG, ctx.at
    jadwal.asesor_hadir_pada = ctx.at
    jadwal.save()
    for peserta in peserta_jadwal(jadwal):
        pindah_tahap(ctx, permohonan=peserta.permohonan, tahap=Tahap.ASESMEN)


def _sesi_terbuka(peserta: Peserta) -> None:
    if peserta.jadwal.status != S.BERLANGSUNG:
        raise WrongState(f"Daftar hadir {peserta.jadwal} belum dibuka asesor.")


@command(
    code="jadwal.hadir",
    title="Menandatangani daftar hadir",
    roles=[Role.ASESI],
    permit=rules.orang_peserta,
    subject="peserta",
    signs=True,
    clause="SOP 3.2",
)
def hadir(ctx: Context, *, peserta: Peserta) -> None:
    """The asesi signs the attendance list. Raises WrongState before the session is open or after it was signed."""
    _sesi_terbuka(peserta)
    if peserta.kehadiran == Kehadiran.HADIR:
        raise WrongState("Kehadiran Anda sudah tercatat.")
    peserta.kehadiran, peserta.hadir_pada = Kehadiran.HADIR, ctx.at
    peserta.save()
    refresh(ctx, peserta.jadwal)
    note(case_id=peserta.permohonan_id)


@command(
    code="jadwal.tandai_tidak_hadir",
    title="Menandai tidak hadir",
    roles=[Role.ASESOR],
    permit=rules.asesor_peserta,
    subject="peserta",
    clause="SOP 3.2",
)
def tandai_tidak_hadir(ctx: Context, *, peserta: Peserta) -> None:
    """An asesi did not come; shown as absent, not as BK. Raises WrongState for one who has signed."""
    _sesi_terbuka(peserta)
    if peserta.kehadiran == Kehadiran.HADIR:
        raise WrongState(f"{peserta.permohonan.nama} sudah menandatangani daftar hadir.")
    peserta.kehadiran = Kehadiran.TIDAK_HADIR
    peserta.save()
    refresh(ctx, peserta.jadwal)
    note(case_id=peserta.permohonan_id)


@command(
    code="jadwal.cetak_daftar_hadir",
    title="Mencetak daftar hadir",
    roles=[Role.ASESOR, *PENGATUR],
    permit=by_role_alone,
    subject="jadwal",
    sources={S.BERLANGSUNG, S.SELESAI},
    clause="SOP 3.2",
)
def cetak_daftar_hadir(ctx: Context, *, jadwal: Jadwal) -> None:
    """Have the attendance list printed as it stands now. Raises Invalid for an asesor of another schedule."""
    if not ctx.actor.has(*PENGATUR) and (why := rules.asesor_jadwal.why_not(ctx, jadwal)):
        raise Invalid(why)
    jadwal.daftar_hadir = minta(
        ctx,
        kind="daftar_hadir",
        title=f"Daftar hadir {jadwal.nomor}",
        number=jadwal.nomor,
        data=documents.isi_daftar_hadir(ctx, jadwal),
        subject=jadwal,
        signer_name=kop()["nama"],
    )
    jadwal.save()


@command(
    code="jadwal.tutup",
    title="Menutup jadwal",
    roles=[],
    permit=rules.asesor_jadwal,
    subject="jadwal",
    sources={S.BERLANGSUNG},
    nested=True,
    clause="SOP 3.4",
)
def tutup(ctx: Context, *, jadwal: Jadwal) -> None:
    """The report is in."""
    jadwal.status = S.SELESAI
    jadwal.save()


@command(
    code="jadwal.keluarkan_peserta",
    title="Mengeluarkan asesi dari jadwal",
    roles=[],
    permit=by_role_alone,
    subject="peserta",
    nested=True,
)
def keluarkan_peserta(ctx: Context, *, peserta: Peserta, alasan: str) -> None:
    """An absent asesi is free for another schedule."""
    peserta.aktif = False
    peserta.save()
    note(alasan=alasan, case_id=peserta.permohonan_id)


@command(
    code="jadwal.batalkan",
    title="Membatalkan jadwal",
    roles=PENGATUR,
    permit=by_role_alone,
    subject="jadwal",
    sources={S.DITETAPKAN, S.TERDAFTAR},
    clause="SOP 2.8",
)
def batalkan(ctx: Context, *, jadwal: Jadwal, alasan: str) -> None:
    """Cancel a final schedule before its session: the asesi are on the plan again and everybody is told.

    SPT and FR.AK.01 name the cancelled day, so both lapse. Raises Invalid without a reason.
    """
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis alasan pembatalan; asesor dan asesi membacanya."]})
    peserta = peserta_jadwal(jadwal)
    _kembalikan(ctx, jadwal, peserta, alasan.strip())
    for orang, case_id in [
        (jadwal.asesor.orang, None),
        *((row.permohonan.pemohon, row.permohonan_id) for row in peserta),
    ]:
        kabari_batal(ctx, jadwal, orang, case_id)
    note(alasan=alasan.strip(), jumlah=len(peserta))


def _kembalikan(ctx: Context, jadwal: Jadwal, peserta: list[Peserta], alasan: str) -> None:
    """The schedule is over before it began; its asesi and its day are the plan's again."""
    for row in peserta:
        keluarkan_peserta(ctx, peserta=row, alasan=alasan)
    jadwal.status, jadwal.alasan = S.DIBATALKAN, alasan
    jadwal.save()
    kembali_ke_rencana(ctx, rencana=jadwal.rencana, alasan=alasan)


@command(
    code="jadwal.ganti_asesor",
    title="Mengganti asesor jadwal",
    roles=[Role.MANAJER_SERTIFIKASI],
    permit=by_role_alone,
    subject="jadwal",
    sources={S.DITETAPKAN, S.TERDAFTAR},
    clause="SOP 1.5, 2.8",
)
def ganti_asesor(ctx: Context, *, jadwal: Jadwal, asesor: Asesor, alasan: str) -> None:
    """Put another asesor in place before the session. Raises Invalid as the plan does.

    The final schedule, its invitations and BNSP's record name the old asesor: it goes back to the plan, to be made final
    and recorded again once the new asesor has an SPT and has signed FR.AK.01 with each asesi.
    """
    _kembalikan(ctx, jadwal, peserta_jadwal(jadwal), f"Asesor diganti: {alasan.strip()}")
    praasesmen.ganti_asesor(ctx, rencana=jadwal.rencana, asesor=asesor, alasan=alasan)
    note(lama=jadwal.asesor.orang.name, baru=asesor.orang.name, alasan=alasan.strip())
