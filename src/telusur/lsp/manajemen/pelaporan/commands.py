"""Acts on reports to BNSP: prepared, drafted, finalised, sent, answered, done anew (LAP 1 to 3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.calendar.working_days import calendar
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.commands import minta
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import catat
from telusur.kernel.reports.parts import freeze
from telusur.lsp.administrasi.umum.queries import kop, setelan
from telusur.lsp.administrasi.umum.rules import milik_bnsp
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import Bukti, bandingkan, catat_tangan
from telusur.lsp.manajemen.pelaporan import documents, queries, rules
from telusur.lsp.manajemen.pelaporan.jenis import ANGKATAN, JENIS, SEMESTER, jenis_dengan_kode
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.manajemen.pelaporan.periode import semester_dari
from telusur.lsp.manajemen.pelaporan.states import JAWABAN, TIDAK_BERLAKU, StatusLaporan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.sertifikat.models import PermohonanBlanko

S = StatusLaporan
PENYUSUN = [Role.MANAJER_ADMINISTRASI]  # LAP, koordinator: nobody else


@command(
    code="pelaporan.siapkan_semester",
    title="Menyiapkan laporan enam bulanan",
    roles=[*PENYUSUN, Role.SISTEM],
    permit=by_role_alone,
    clause="LAP 1.2",
)
def siapkan_semester(ctx: Context, *, jenis: str, hari: date) -> Laporan:
    """Begin the draft for the half-year that ``hari`` is in. Raises NotFound, Invalid, WrongState when there is one."""
    if jenis_dengan_kode(jenis).untuk != SEMESTER:
        raise Invalid("Jenis laporan itu bukan laporan enam bulanan.", {"jenis": ["Pilih salah satu."]})
    semester = semester_dari(hari)
    _belum_ada(jenis=jenis, dari=semester.dari, sampai=semester.sampai, angkatan=None)
    row = Laporan(
        jenis=jenis,
        dari=semester.dari,
        sampai=semester.sampai,
        tenggat=semester.tenggat(setelan("laporan.tanggal")),
        dibuat_pada=ctx.at,
    )
    row.save()
    return row


@command(
    code="pelaporan.siapkan_angkatan",
    title="Menyiapkan laporan tiap penerbitan",
    roles=[*PENYUSUN, Role.SISTEM],
    permit=by_role_alone,
    clause="LAP 3.1",
)
def siapkan_angkatan(ctx: Context, *, jenis: str, angkatan: PermohonanBlanko) -> Laporan:
    """Begin the draft for one batch of certificates. Raises NotFound, Invalid, WrongState when there is one."""
    if jenis_dengan_kode(jenis).untuk != ANGKATAN:
        raise Invalid("Jenis laporan itu bukan laporan tiap penerbitan.", {"jenis": ["Pilih salah satu."]})
    _belum_ada(jenis=jenis, angkatan=angkatan)
    dari, sampai = queries.masa_angkatan(angkatan)
    sejak = angkatan.komite.diputuskan_pada or ctx.at
    row = Laporan(
        jenis=jenis,
        dari=dari,
        sampai=sampai,
        angkatan=angkatan,
        tenggat=calendar().due_at(sejak, setelan("laporan.angkatan")),
        dibuat_pada=ctx.at,
    )
    row.save()
    return row


def _belum_ada(**apa: object) -> None:
    known = Laporan.objects.filter(**apa).exclude(status__in=TIDAK_BERLAKU).first()
    if known is not None:
        raise WrongState(f"{known} sudah ada dengan keadaan “{known.get_status_display()}”.")


@command(
    code="pelaporan.susun",
    title="Menyusun laporan",
    roles=PENYUSUN,
    permit=by_role_alone,
    subject="laporan",
    sources={S.DRAF},
    clause="LAP 1.3",
)
def susun(ctx: Context, *, laporan: Laporan, tim: Sequence[UUID | str], catatan: str = "") -> None:
    """Name the drafting team and add a note. Raises Invalid without anybody, or with somebody who does not work here."""
    orang = {str(one.pk): one.name for one in queries.calon_tim(ctx)}
    dipilih = list(dict.fromkeys(str(one) for one in tim))
    if not dipilih or any(one not in orang for one in dipilih):
        sentence = "Pilih tim penyusun dari orang yang bertugas di LSP hari ini."
        raise Invalid(sentence, {"tim": [sentence]})
    laporan.tim = [{"id": one, "nama": orang[one]} for one in dipilih]
    laporan.catatan = catatan.strip()
    laporan.save()
    note(tim=[one["nama"] for one in laporan.tim])


@command(
    code="pelaporan.finalkan",
    title="Memfinalkan laporan",
    roles=PENYUSUN,
    permit=rules.ada_tim & rules.periode_selesai,
    subject="laporan",
    sources={S.DRAF},
    signs=True,
    clause="LAP 1.3, 3 hasil",
)
def finalkan(ctx: Context, *, laporan: Laporan) -> None:
    """Count for the last time, number, sign and lock. A further version keeps the number of the first."""
    if laporan.angkatan is not None:
        laporan.dari, laporan.sampai = queries.masa_angkatan(laporan.angkatan)
    laporan.isi = freeze(JENIS[laporan.jenis].hitung(laporan, ctx.today))
    pertama = not laporan.nomor
    if pertama:
        laporan.nomor = numbers.take(ctx, "laporan", at=ctx.today, lsp=kop()["singkatan"])
    laporan.difinalkan_oleh, laporan.difinalkan_pada, laporan.status = ctx.actor.name, ctx.at, S.FINAL
    laporan.dokumen = minta(
        ctx,
        kind="laporan",
        title=str(laporan),
        number=laporan.nomor,
        data=documents.isi_laporan(ctx, laporan),
        subject=laporan,
        signer_title="Manajer Administrasi",
    )
    laporan.save()
    if pertama:
        catat(
            ctx, kind="laporan", number=laporan.nomor, subject=laporan.judul, date=ctx.today, to="BNSP",
            document=laporan.dokumen, about=laporan,
        )  # fmt: skip
    note(nomor=laporan.nomor, versi=laporan.versi)


@command(
    code="pelaporan.kirim",
    title="Mengirim laporan ke BNSP",
    roles=PENYUSUN,
    permit=rules.dokumen_siap & rules.belum_sampai,
    subject="laporan",
    sources={S.FINAL, S.TERKIRIM},
    clause="LAP 3.1, 3.2",
)
def kirim(ctx: Context, *, laporan: Laporan) -> None:
    """Send it, or send it again once BNSP's system has refused what was sent."""
    laporan.status, laporan.dikirim_pada = S.TERKIRIM, ctx.at
    laporan.kiriman += 1
    laporan.save()
    note(nomor=laporan.nomor, versi=laporan.versi, kiriman=laporan.kiriman)


@command(
    code="pelaporan.catat_jawaban",
    title="Mencatat jawaban BNSP atas laporan",
    roles=[*PENYUSUN, Role.BNSP],
    permit=milik_bnsp & rules.menunggu_jawaban,
    subject="laporan",
    sources={S.TERKIRIM, S.DITERIMA, S.PERLU_PERBAIKAN},
    clause="LAP 3.2",
)
def catat_jawaban(
    ctx: Context, *, laporan: Laporan, diterima: bool, catatan: str = "", alasan: str = "", bukti: Bukti | None = None
) -> None:
    """BNSP accepted it, or sent it back and says why; by hand with a reason and evidence, while BNSP is not connected.

    Raises Invalid for a report sent back without a reason, and without evidence.
    """
    if not diterima and not catatan.strip():
        raise Invalid("Alasan BNSP belum ditulis.", {"catatan": ["Tulis apa yang harus diperbaiki."]})
    laporan.status = S.DITERIMA if diterima else S.PERLU_PERBAIKAN
    if ctx.actor.has(Role.BNSP):
        bandingkan(ctx, JenisTangan.LAPORAN, laporan.pk, JAWABAN[laporan.status])
    else:
        catat_tangan(
            ctx, jenis=JenisTangan.LAPORAN, untuk_id=laporan.pk, perihal=laporan.nomor, versi=laporan.versi,
            nilai=JAWABAN[laporan.status], tanggal=ctx.today, alasan=alasan, bukti=bukti,
        )  # fmt: skip
    laporan.jawaban, laporan.dijawab_pada = catatan.strip(), ctx.at
    laporan.save()
    note(nomor=laporan.nomor, diterima=diterima, catatan=laporan.jawaban)


@command(
    code="pelaporan.perbaiki",
    title="Membuat versi baru laporan",
    roles=PENYUSUN,
    permit=by_role_alone,
    subject="laporan",
    sources={S.PERLU_PERBAIKAN},
    clause="LAP 3.2",
)
def perbaiki(ctx: Context, *, laporan: Laporan) -> Laporan:
    """Begin the next version under the same number; what was sent stays as it was."""
    laporan.status = S.DIGANTIKAN
    laporan.save()
    row = Laporan(
        jenis=laporan.jenis,
        dari=laporan.dari,
        sampai=laporan.sampai,
        angkatan=laporan.angkatan,
        versi=laporan.versi + 1,
        sebelumnya=laporan,
        nomor=laporan.nomor,
        tenggat=calendar().due_at(ctx.at, setelan("laporan.perbaikan")),
        tim=laporan.tim,
        catatan=laporan.catatan,
        dibuat_pada=ctx.at,
    )
    row.save()
    return row


@command(
    code="pelaporan.batalkan",
    title="Membatalkan draf laporan",
    roles=PENYUSUN,
    permit=rules.versi_pertama & rules.bukan_angkatan,
    subject="laporan",
    sources={S.DRAF},
)
def batalkan(ctx: Context, *, laporan: Laporan, alasan: str) -> None:
    """Drop a draft that was begun by mistake. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Mengapa draf ini dibatalkan?"]})
    laporan.status = S.DIBATALKAN
    laporan.save()
    note(alasan=alasan.strip())
