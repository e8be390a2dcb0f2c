"""Acts of the assessment (SOP 3.3, 3.4; P508 9.2)."""

from __future__ import annotations

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.queries import finished_codes, record
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.commands import pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.asesmen import formulir, rules
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.queries import asesmen_jadwal
from telusur.lsp.sertifikasi.asesmen.states import Hasil, StatusAsesmen
from telusur.lsp.sertifikasi.jadwal import commands as jadwal_acts
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.jadwal.queries import peserta_jadwal
from telusur.lsp.sertifikasi.jadwal.rules import asesor_jadwal, asesor_peserta, sesi_siap
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.praasesmen.commands import lepas_peserta
from telusur.lsp.sertifikasi.praasesmen.formulir import instrumen_kasus

S = StatusAsesmen


@command(
    code="asesmen.buka_sesi",
    title="Membuka sesi asesmen",
    roles=[Role.ASESOR],
    permit=asesor_jadwal & sesi_siap,
    subject="jadwal",
    sources={StatusJadwal.TERDAFTAR},
    signs=True,
    clause="SOP 3.3",
)
def buka_sesi(ctx: Context, *, jadwal: Jadwal) -> None:
    """Open the session: each asesi gets the instruments of their own validated plan, and no others."""
    jadwal_acts.mulai(ctx, jadwal=jadwal)
    for peserta in peserta_jadwal(jadwal):
        _mulai_asesmen(ctx, jadwal, peserta)
    note(asesi=[str(peserta.permohonan_id) for peserta in peserta_jadwal(jadwal)])


def _mulai_asesmen(ctx: Context, jadwal: Jadwal, peserta: Peserta) -> None:
    instrumen = instrumen_kasus(peserta.permohonan)
    if not instrumen:
        raise Invalid(f"FR.MAPA.02 {peserta.permohonan.nama} tidak memilih instrumen apa pun.")
    row = Asesmen(
        peserta=peserta,
        permohonan=peserta.permohonan,
        jadwal=jadwal,
        asesor=jadwal.asesor,
        instrumen=instrumen,
        dibuka_pada=ctx.at,
    )
    row.save()
    if formulir.IA01 in instrumen:
        forms.mulai(ctx, code=formulir.IA01, pihak=formulir.kedua_pihak(row), **formulir.bahan(row))


@command(
    code="asesmen.buka_rekaman",
    title="Membuka FR.AK.02",
    roles=[],
    permit=by_role_alone,
    subject="asesmen",
    sources={S.BERLANGSUNG},
    nested=True,
    clause="SOP 3.3",
)
def buka_rekaman(ctx: Context, *, asesmen: Asesmen) -> None:
    """All instruments of the plan are finished: open the record of the assessment."""
    if (
        set(asesmen.instrumen) <= finished_codes(asesmen.permohonan_id)
        and record(asesmen.permohonan_id, rules.AK02) is None
    ):
        bahan = formulir.bahan(asesmen, **formulir.sumber_rekaman(asesmen))
        forms.mulai(ctx, code=rules.AK02, pihak=formulir.kedua_pihak(asesmen), **bahan)


@command(
    code="asesmen.catat_rekomendasi",
    title="Mencatat rekomendasi asesmen",
    roles=[],
    permit=by_role_alone,
    subject="asesmen",
    sources={S.BERLANGSUNG},
    nested=True,
    clause="SOP 3.3, P508 9.4.6",
)
def catat_rekomendasi(
    ctx: Context, *, asesmen: Asesmen, rekomendasi: str, unit_hasil: dict[str, str], tindak_lanjut: str
) -> None:
    """Both parties signed FR.AK.02. K only when every unit is K (Invalid); the asesi is asked for FR.AK.03."""
    if rekomendasi == Hasil.K and any(hasil != Hasil.K for hasil in unit_hasil.values()):
        raise Invalid("Rekomendasi Kompeten hanya mungkin bila semua unit K.")
    asesmen.rekomendasi, asesmen.unit_hasil = rekomendasi, unit_hasil
    asesmen.tindak_lanjut, asesmen.direkomendasikan_pada = tindak_lanjut, ctx.at
    asesmen.status = S.DIREKOMENDASIKAN
    asesmen.save()
    asesi = {"asesi": formulir.kedua_pihak(asesmen)["asesi"]}
    forms.mulai(ctx, code=rules.AK03, pihak=asesi, **formulir.bahan(asesmen))
    note(rekomendasi=rekomendasi, case_id=asesmen.permohonan_id)


@command(
    code="asesmen.tandai_tidak_hadir",
    title="Menandai asesi tidak hadir",
    roles=[Role.ASESOR],
    permit=asesor_peserta,
    subject="peserta",
    clause="SOP 3.2",
)
def tandai_tidak_hadir(ctx: Context, *, peserta: Peserta) -> None:
    """The asesi did not come: their instruments are void and the case can be planned anew after the report."""
    jadwal_acts.tandai_tidak_hadir(ctx, peserta=peserta)
    asesmen = Asesmen.objects.filter(peserta=peserta).first()
    if asesmen is None:
        return
    asesmen.status = S.TIDAK_HADIR
    asesmen.save()
    for code in asesmen.instrumen:
        if rekaman := record(peserta.permohonan_id, code):
            forms.batalkan(ctx, rekaman=rekaman, alasan="Asesi tidak hadir")


@command(
    code="asesmen.susun_laporan",
    title="Menyusun laporan asesmen",
    roles=[Role.ASESOR],
    permit=asesor_jadwal & rules.siap_dilaporkan,
    subject="jadwal",
    sources={StatusJadwal.BERLANGSUNG},
    clause="SOP 3.3",
)
def susun_laporan(ctx: Context, *, jadwal: Jadwal) -> None:
    """Open FR.AK.05 with every asesi of the schedule; results are copied from FR.AK.02, not typed."""
    rows = asesmen_jadwal(jadwal)
    forms.mulai(
        ctx,
        edition=rows[0].permohonan.edisi,
        code=rules.AK05,
        subject=jadwal,
        pihak={"asesor": formulir.kedua_pihak(rows[0])["asesor"]},
        sumber=formulir.sumber_laporan(jadwal, jadwal.rencana, rows),
        label=f"{jadwal.nomor} · {jadwal.skema.nama_id}",
        isi=formulir.isi_laporan(rows),
    )


@command(
    code="asesmen.serahkan_laporan",
    title="Menyerahkan laporan asesmen",
    roles=[],
    permit=asesor_jadwal,
    subject="jadwal",
    sources={StatusJadwal.BERLANGSUNG},
    nested=True,
    clause="SOP 3.4",
)
def serahkan_laporan(ctx: Context, *, jadwal: Jadwal) -> None:
    """FR.AK.05 is signed: lock the package and hand it to the komite teknis. Raises Invalid naming each missing record."""
    rows = asesmen_jadwal(jadwal)
    datang = [row for row in rows if row.status == S.DIREKOMENDASIKAN]
    kurang = rules.kekurangan_laporan(rows)
    if kurang:
        rinci = "; ".join(f"{nama}: {', '.join(codes)}" for nama, codes in kurang.items())
        raise Invalid(f"Laporan belum dapat diserahkan karena rekaman ini belum ada: {rinci}.")
    for row in datang:
        row.status, row.dilaporkan_pada = S.DILAPORKAN, ctx.at
        row.save()
        pindah_tahap(ctx, permohonan=row.permohonan, tahap=Tahap.KEPUTUSAN)
    jadwal_acts.tutup(ctx, jadwal=jadwal)
    for row in rows:
        if row.status == S.TIDAK_HADIR:
            jadwal_acts.keluarkan_peserta(ctx, peserta=row.peserta, alasan="Tidak hadir")
            lepas_peserta(ctx, rencana=jadwal.rencana, permohonan=row.permohonan, alasan="Tidak hadir pada asesmen")
    note(kasus=[str(row.permohonan_id) for row in datang], waktu=ctx.at)
