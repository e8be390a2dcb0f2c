"""Certificate and registration numbers (SOP 4.4)."""

from __future__ import annotations

from telusur.kernel.base import clock
from telusur.kernel.base.errors import NotPermitted, WrongState
from telusur.kernel.base.ids import readable_code
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.letters import numbers
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.queries import dengan_banyak_id
from telusur.lsp.sertifikasi.sertifikat import documents
from telusur.lsp.sertifikasi.sertifikat.commands.blanko import PENERBIT
from telusur.lsp.sertifikasi.sertifikat.commands.pdf import minta_dummy
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.rules import alasan_blanko_belum_sah, alasan_masa_berlaku
from telusur.lsp.sertifikasi.sertifikat.states import StatusBlanko, StatusPermohonanBlanko


@command(
    code="sertifikat.beri_nomor",
    title="Menerbitkan nomor sertifikat",
    roles=PENERBIT,
    permit=by_role_alone,
    subject="permohonan_blanko",
    sources={StatusPermohonanBlanko.DITERIMA},
    clause="SOP 4.4",
)
def beri_nomor(ctx: Context, *, permohonan_blanko: PermohonanBlanko) -> None:
    """Give every K of the SK a blank, a certificate number and a registration number, and have their dummies made.

    Impossible before the blanks arrived; numbers and rows commit together, so none is lost or given twice. Raises WrongState
    when blanks were used up elsewhere meanwhile, NotPermitted for somebody who is on the list themselves.
    """
    blanko = list(Blanko.objects.filter(permohonan=permohonan_blanko, status=StatusBlanko.TERSEDIA).order_by("nomor"))
    kompeten = [row["permohonan"] for row in permohonan_blanko.komite.hasil if row["hasil"] == "K"]
    if len(blanko) < len(kompeten):
        raise WrongState(
            f"Baru {len(blanko)} blanko tersedia untuk {len(kompeten)} asesi kompeten. Catat nomor blanko lainnya lebih dulu."
        )
    if why := alasan_blanko_belum_sah(blanko[: len(kompeten)]):
        raise WrongState(why)
    kasus = dengan_banyak_id(kompeten)
    if why := alasan_masa_berlaku(kasus.values()):
        raise WrongState(why)
    if any(str(row.pemohon_id) == ctx.actor.id for row in kasus.values()):
        raise NotPermitted(
            "Nama Anda ada dalam daftar ini. Anda tidak dapat memproses sertifikat Anda sendiri; minta staf lain."
        )
    lsp = documents.penerbit(ctx)
    for pk, lembar in zip(kompeten, blanko, strict=False):
        _beri_nomor_satu(ctx, lsp, permohonan_blanko, kasus[pk], lembar)
    permohonan_blanko.status = StatusPermohonanBlanko.BERNOMOR
    permohonan_blanko.save()
    note(jumlah=len(kompeten))


def _beri_nomor_satu(
    ctx: Context, lsp: documents.Penerbit, permohonan_blanko: PermohonanBlanko, kasus: Permohonan, lembar: Blanko
) -> None:
    skema = kasus.skema
    jenjang = str(skema.jenjang or 0)
    nomor = numbers.take(ctx, "sertifikat", at=ctx.today, kbli=skema.kbli_kode, kbji=skema.kbji_kode, jenjang=jenjang)
    registrasi = numbers.take(ctx, "registrasi", at=ctx.today, sektor=skema.sektor_kode, lisensi=lsp.bagian_nomor)
    row = Sertifikat(
        permohonan=kasus,
        pemegang=kasus.pemohon,
        nama=kasus.nama,
        skema_kode=kasus.skema_kode,
        skema_nama=kasus.skema_nama,
        nomor=nomor,
        nomor_registrasi=registrasi,
        kode=readable_code(),
        blanko=lembar,
        permohonan_blanko=permohonan_blanko,
        tanggal_terbit=ctx.today,
        berlaku_sampai=clock.months_later(ctx.today, skema.masa_berlaku_bulan),
    )
    row.isi = isi_dari(lsp, row)
    row.dummy = minta_dummy(ctx, row)
    row.save()
    lembar.status, lembar.dipakai_untuk = StatusBlanko.DIPAKAI, nomor
    lembar.save()


def isi_dari(lsp: documents.Penerbit, row: Sertifikat) -> dict[str, object]:
    """What the certificate prints, taken afresh from its sources."""
    return documents.isi_sertifikat(
        lsp,
        row.permohonan,
        nomor=row.nomor,
        nomor_registrasi=row.nomor_registrasi,
        kode=row.kode,
        blanko=row.blanko.nomor,
        tanggal_terbit=row.tanggal_terbit,
        berlaku_sampai=row.berlaku_sampai,
    )
