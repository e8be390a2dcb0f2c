"""Acts on applications (SOP 1.2, 1.3, 2.1, 2.2; P508 9.1)."""

from __future__ import annotations

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.queries import finished, record, records
from telusur.kernel.forms.states import TERBUKA as FORMULIR_TERBUKA
from telusur.kernel.letters import numbers
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.keuangan.commands import batalkan_tagihan, terbitkan_tagihan
from telusur.lsp.administrasi.keuangan.queries import lunas, tagihan_perkara
from telusur.lsp.administrasi.keuangan.states import TERBAYAR
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.queries import biaya_permohonan, unmet
from telusur.lsp.administrasi.skema.states import StatusSkema
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi import formulir, rules
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.queries import indeks_nik
from telusur.lsp.sertifikasi.aplikasi.states import TERBUKA, Kelayakan, StatusPermohonan, Tahap

S = StatusPermohonan


@command(
    code="aplikasi.mulai",
    title="Memulai permohonan",
    roles=[Role.ASESI],
    permit=by_role_alone,
    clause="SOP 1.2, P508 9.1.2",
)
def mulai(ctx: Context, *, skema: Skema) -> Permohonan:
    """Open an application for a skema in force, with FR.APL.01 and FR.APL.02 in the skema's edition.

    Raises WrongState when the skema is not open, licence or scope are not in force for it, or the person already has an
    open application for it.
    """
    if tutup := rules.alasan_tutup(skema.kode, ctx):
        raise WrongState(tutup)
    if skema.status != StatusSkema.BERLAKU:
        raise WrongState(f"Skema {skema.nama_id} tidak sedang dibuka. Pilih skema lain dari daftar skema.")
    pemohon = ctx.actor.user
    known = Permohonan.objects.filter(pemohon=pemohon, skema_kode=skema.kode, status__in=TERBUKA)
    if found := known.exclude(tahap=Tahap.SELESAI).first():
        raise WrongState(
            f"Anda sudah mempunyai {found} untuk skema ini ({found.get_status_display()}). Lanjutkan yang itu."
        )
    row = Permohonan(
        pemohon=pemohon,
        skema=skema,
        skema_kode=skema.kode,
        skema_nama=skema.nama_id,
        edisi=skema.edisi,
        nama=pemohon.name,
        dibuat_pada=ctx.at,
        tahap_riwayat={Tahap.PERMOHONAN.value: ctx.at.isoformat()},
    )
    row.save()
    _buka_formulir(ctx, row)
    return row


def _buka_formulir(ctx: Context, row: Permohonan) -> None:
    sumber, pihak = formulir.sumber(row.skema, row.pemohon), formulir.pihak(row.pemohon)
    label = f"{row.nama} · {row.skema_nama}"
    forms.mulai(
        ctx,
        edition=row.edisi,
        code=formulir.APL01,
        case_id=row.pk,
        pihak=pihak,
        sumber=sumber,
        label=label,
        isi={
            "identitas/nama": row.pemohon.name,
            "identitas/email": row.pemohon.email,
            "identitas/hp": row.pemohon.phone,
        },
    )
    forms.mulai(
        ctx,
        edition=row.edisi,
        code=formulir.APL02,
        case_id=row.pk,
        pihak={slot: pihak[slot] for slot in ("asesi", "asesor")},
        sumber=sumber,
        label=label,
    )


@command(
    code="aplikasi.ajukan",
    title="Mengajukan permohonan",
    roles=[],
    permit=rules.pemohon & rules.dalam_lingkup,
    subject="permohonan",
    sources={S.DRAF, S.DIKEMBALIKAN},
    nested=True,
    clause="SOP 1.2, P508 9.1.3, 9.5",
)
def ajukan(ctx: Context, *, permohonan: Permohonan, apl01: Rekaman) -> None:
    """Both forms are in: number the application, take over the identity, hand it to Admin LSP."""
    orang = formulir.identitas(apl01)
    nomor = str(orang["nik"] or orang["paspor"] or "")
    permohonan.nama = str(orang["nama"] or permohonan.nama)
    permohonan.nik, permohonan.nik_indeks = nomor, indeks_nik(nomor)
    foto = orang["foto"] or []
    permohonan.foto = (
        StoredFile.objects.filter(pk=foto[0] if isinstance(foto, list) else foto).first() if foto else None
    )
    permohonan.tujuan = str(apl01.isi.get("sertifikasi/tujuan") or "")
    permohonan.kebutuhan_khusus = str(apl01.isi.get("kebutuhan/uraian") or "")
    permohonan.pernyataan_versi = str(apl01.sumber["teks"]["pernyataan"]["versi"])
    permohonan.nomor = permohonan.nomor or numbers.take(ctx, "permohonan", at=ctx.today)
    permohonan.status, permohonan.diajukan_pada, permohonan.catatan = S.DIAJUKAN, ctx.at, ""
    permohonan.kelayakan = Kelayakan.BELUM
    permohonan.save()
    note(nomor=permohonan.nomor, skema=permohonan.skema_kode, pernyataan_versi=permohonan.pernyataan_versi)
    kirim(
        ctx,
        to_user=permohonan.pemohon,
        template="permohonan_diajukan",
        data={"nama": permohonan.nama, "nomor": permohonan.nomor, "skema": permohonan.skema_nama},
        case_id=permohonan.pk,
    )


@command(
    code="aplikasi.kaji_kelayakan",
    title="Mengkaji kelayakan asesmen",
    roles=[Role.ADMIN_LSP],
    permit=rules.bukan_pemohon,
    subject="permohonan",
    sources={S.DIAJUKAN},
    clause="SOP 1.3",
)
def kaji_kelayakan(ctx: Context, *, permohonan: Permohonan, layak: bool, alasan: str) -> None:
    """Save the verdict of the feasibility review over its six inputs, with a reason. Raises Invalid without one."""
    if not alasan.strip():
        raise Invalid("Tulis alasan hasil kajian.", {"alasan": ["Tulis alasan hasil kajian."]})
    permohonan.kelayakan = Kelayakan.LAYAK if layak else Kelayakan.TIDAK_LAYAK
    permohonan.kelayakan_alasan = alasan.strip()
    permohonan.kelayakan_oleh, permohonan.kelayakan_pada = ctx.actor.name, ctx.at
    permohonan.save()
    note(hasil=permohonan.kelayakan, alasan=alasan.strip())


@command(
    code="aplikasi.terima",
    title="Menerima permohonan",
    roles=[],
    permit=rules.bukan_pemohon & rules.layak,
    subject="permohonan",
    sources={S.DIAJUKAN},
    nested=True,
    clause="SOP 2.1, 2.2; P508 8.2, 9.1.7",
)
def terima(ctx: Context, *, permohonan: Permohonan, apl01: Rekaman) -> None:
    """Admit the applicant: every required item is met, the invoice goes out. Raises Invalid with the list of unmet items."""
    kurang = unmet(permohonan.skema, formulir.hasil_persyaratan(apl01))
    if kurang:
        raise Invalid(
            "Permohonan belum dapat diterima karena persyaratan skema belum terpenuhi: " + " ".join(kurang),
            {"keputusan/rekomendasi": kurang},
        )
    permohonan.status, permohonan.diputuskan_pada = S.DITERIMA, ctx.at
    permohonan.save()
    tagihan = tagihan_perkara(permohonan.pk)
    if tagihan is None:
        items, _ = biaya_permohonan(permohonan.skema)
        terbitkan_tagihan(
            ctx,
            perkara_id=permohonan.pk,
            perkara=permohonan.nomor,
            pembayar=permohonan.pemohon,
            untuk=f"Sertifikasi {permohonan.skema_nama} atas nama {permohonan.nama}",
            butir=[{"nama": item.nama, "jumlah": item.jumlah} for item in items],
        )
    pindah_tahap(ctx, permohonan=permohonan, tahap=Tahap.PRAASESMEN if lunas(permohonan.pk) else Tahap.PEMBAYARAN)
    note(nomor=permohonan.nomor)


@command(
    code="aplikasi.tolak",
    title="Tidak menerima permohonan",
    roles=[Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI],
    permit=rules.bukan_pemohon,
    subject="permohonan",
    sources={S.DIAJUKAN, S.DIKAJI_ULANG},
    clause="SOP 2.1",
)
def tolak(ctx: Context, *, permohonan: Permohonan, alasan: str) -> None:
    """Refuse the application for good, with a reason the applicant reads. Raises Invalid without one."""
    if not alasan.strip():
        raise Invalid("Tulis alasan penolakan.", {"alasan": ["Tulis alasan yang akan dibaca pemohon."]})
    permohonan.status, permohonan.catatan, permohonan.diputuskan_pada = S.DITOLAK, alasan.strip(), ctx.at
    permohonan.save()
    _tutup_formulir(ctx, permohonan, alasan)
    note(alasan=alasan.strip())
    _kabari(ctx, permohonan, "permohonan_ditolak")


@command(
    code="aplikasi.kembalikan",
    title="Mengembalikan permohonan",
    roles=[Role.ADMIN_LSP],
    permit=rules.bukan_pemohon,
    subject="permohonan",
    sources={S.DIAJUKAN, S.DIKAJI_ULANG},
    clause="SOP 2.1",
)
def kembalikan(ctx: Context, *, permohonan: Permohonan, catatan: str, apl01: bool = True, apl02: bool = False) -> None:
    """Give one or both forms back to the applicant with a note saying what is missing. Raises Invalid without a note."""
    if not catatan.strip():
        raise Invalid("Tulis apa yang harus dilengkapi.", {"catatan": ["Tulis apa yang harus dilengkapi pemohon."]})
    codes = [code for code, wanted in ((formulir.APL01, apl01), (formulir.APL02, apl02)) if wanted]
    if not codes:
        raise Invalid("Pilih formulir yang dikembalikan.")
    for code in codes:
        _kembalikan_formulir(ctx, permohonan, code, catatan)
    permohonan.status, permohonan.catatan = S.DIKEMBALIKAN, catatan.strip()
    permohonan.save()
    note(catatan=catatan.strip(), formulir=codes)
    _kabari(ctx, permohonan, "permohonan_dikembalikan")


def _kembalikan_formulir(ctx: Context, permohonan: Permohonan, code: str, catatan: str) -> None:
    rekaman = record(permohonan.pk, code)
    if rekaman is None:
        return
    if rekaman.selesai:
        rekaman = forms.versi_baru(ctx, rekaman=rekaman, alasan=catatan)
    elif rekaman.tahap > 0:
        forms.kembalikan(ctx, rekaman=rekaman, catatan=catatan, ke="asesi")


@command(
    code="aplikasi.catat_kajian",
    title="Memvalidasi permohonan",
    roles=[],
    permit=rules.bukan_pemohon,
    subject="permohonan",
    sources={S.DITERIMA},
    nested=True,
    clause="SOP 2.1, 2.7",
)
def catat_kajian(ctx: Context, *, permohonan: Permohonan, formulir_kode: str, dapat: bool, catatan: str) -> None:
    """The asesor's review of a form: it is validated, or the case goes back to Admin LSP with the asesor's note."""
    if not dapat:
        permohonan.status, permohonan.catatan = S.DIKAJI_ULANG, catatan
        permohonan.save()
    note(formulir=formulir_kode, hasil="dapat dilanjutkan" if dapat else "tidak dapat dilanjutkan", catatan=catatan)


@command(
    code="aplikasi.batalkan",
    title="Membatalkan permohonan",
    roles=[Role.ASESI, Role.ADMIN_LSP],
    permit=rules.pemohon_atau_admin,
    subject="permohonan",
    sources=set(TERBUKA),
)
def batalkan(ctx: Context, *, permohonan: Permohonan, alasan: str) -> None:
    """Withdraw an application before it is on a final schedule. Raises WrongState later, Invalid without a reason."""
    if permohonan.tahap not in {Tahap.PERMOHONAN, Tahap.PEMBAYARAN, Tahap.PRAASESMEN}:
        raise WrongState("Permohonan yang sudah terjadwal tidak dapat dibatalkan. Hubungi Admin LSP.")
    if not alasan.strip():
        raise Invalid("Tulis alasan pembatalan.", {"alasan": ["Tulis alasan pembatalan."]})
    permohonan.status, permohonan.catatan = S.DIBATALKAN, alasan.strip()
    permohonan.save()
    _tutup_formulir(ctx, permohonan, alasan)
    tagihan = tagihan_perkara(permohonan.pk)
    if tagihan and tagihan.status not in TERBAYAR:
        batalkan_tagihan(ctx, tagihan=tagihan, alasan=alasan.strip())
    note(alasan=alasan.strip())


def _tutup_formulir(ctx: Context, permohonan: Permohonan, alasan: str) -> None:
    for rekaman in records(permohonan.pk):
        if rekaman.status in FORMULIR_TERBUKA:
            forms.batalkan(ctx, rekaman=rekaman, alasan=alasan)


def _kabari(ctx: Context, permohonan: Permohonan, template: str) -> None:
    kirim(
        ctx,
        to_user=permohonan.pemohon,
        template=template,
        data={
            "nama": permohonan.nama,
            "nomor": permohonan.nomor,
            "skema": permohonan.skema_nama,
            "catatan": permohonan.catatan,
            "tautan": f"/kasus/{permohonan.pk}/",
        },
        case_id=permohonan.pk,
    )


@command(
    code="aplikasi.pindah_tahap",
    title="Melanjutkan tahap",
    roles=[],
    permit=by_role_alone,
    subject="permohonan",
    nested=True,
)
def pindah_tahap(ctx: Context, *, permohonan: Permohonan, tahap: str) -> None:
    """Move the case to another of the eight stages; part of the act that brought it there."""
    if permohonan.tahap == tahap:
        return
    note(dari=permohonan.tahap, ke=tahap)
    permohonan.tahap = tahap
    permohonan.tahap_riwayat = {**permohonan.tahap_riwayat, tahap: ctx.at.isoformat()}
    permohonan.save()


@command(
    code="aplikasi.catat_lunas",
    title="Mencatat pelunasan",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="permohonan",
)
def catat_lunas(ctx: Context, *, permohonan: Permohonan) -> None:
    """The invoice is paid or exempted: the case enters pra-asesmen. Does nothing when it is already further."""
    if permohonan.tahap == Tahap.PEMBAYARAN and lunas(permohonan.pk):
        pindah_tahap(ctx, permohonan=permohonan, tahap=Tahap.PRAASESMEN)


def kedua_formulir_masuk(permohonan: Permohonan) -> bool:
    """Whether the applicant has finished their part of both forms."""
    both = [record(permohonan.pk, code) for code in (formulir.APL01, formulir.APL02)]
    return all(rekaman is not None and (rekaman.tahap > 0 or rekaman.selesai) for rekaman in both)


def formulir_tervalidasi(permohonan: Permohonan) -> bool:
    """Whether the asesor has validated both forms (SOP 2.1, 2.7)."""
    return all(finished(permohonan.pk, code) for code in (formulir.APL01, formulir.APL02))
