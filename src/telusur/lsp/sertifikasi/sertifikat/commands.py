"""Acts of issuing (SOP 4.4, 4.5; P508 9.4.7 to 9.4.9)."""

from __future__ import annotations

from collections.abc import Sequence

from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.ids import readable_code
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.commands import minta
from telusur.kernel.documents.models import Document
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import catat
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.mutu.queries import berlaku as dokumen_mutu
from telusur.lsp.administrasi.umum.queries import kop, lisensi
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.commands import pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.keputusan.states import JenisKeputusan
from telusur.lsp.sertifikasi.sertifikat import documents, rules
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import (
    Keabsahan,
    StatusBlanko,
    StatusPermohonanBlanko,
    StatusSertifikat,
)

S = StatusSertifikat
PENERBIT = [Role.ADMIN_LSP, Role.MANAJER_ADMINISTRASI]


@command(
    code="sertifikat.ajukan_blanko",
    title="Mengajukan permohonan blanko",
    roles=PENERBIT,
    permit=rules.sudah_diputuskan,
    subject="komite",
    clause="SOP 4.4",
)
def ajukan_blanko(ctx: Context, *, komite: Komite) -> PermohonanBlanko:
    """Number the request for as many blanks as the SK names K. Raises WrongState when asked before, Invalid without a K."""
    k = [row for row in komite.hasil if row["hasil"] == "K"]
    if not k:
        raise Invalid("Tidak ada asesi kompeten dalam SK ini, jadi tidak ada blanko yang diperlukan.")
    if known := PermohonanBlanko.objects.filter(komite=komite).first():
        raise WrongState(f"Blanko untuk SK ini sudah diajukan dengan nomor {known.nomor}.")
    nomor = numbers.take(ctx, "permohonan_blanko", at=ctx.today, lsp=kop()["singkatan"])
    row = PermohonanBlanko(komite=komite, nomor=nomor, jumlah=len(k), diajukan_pada=ctx.at)
    row.dokumen = minta(
        ctx,
        kind="permohonan_blanko",
        title=f"Permohonan blanko {komite.jadwal.nomor}",
        number=nomor,
        data=documents.isi_permohonan_blanko(ctx, komite, nomor),
        subject=row,
    )
    row.save()
    catat(
        ctx, kind="permohonan_blanko", number=nomor, subject=f"Permohonan {len(k)} blanko", date=ctx.today, to="BNSP",
        document=row.dokumen,
    )  # fmt: skip
    note(permohonan_blanko=row.pk, nomor=nomor, jumlah=len(k))
    return row


@command(
    code="sertifikat.catat_blanko",
    title="Mencatat nomor blanko",
    roles=PENERBIT,
    permit=by_role_alone,
    subject="permohonan_blanko",
    clause="SOP 4.4",
)
def catat_blanko(ctx: Context, *, permohonan_blanko: PermohonanBlanko, nomor: Sequence[str]) -> None:
    """Record blank numbers received from BNSP. Raises Invalid for repeated, malformed or already known numbers."""
    bersih = [item.strip() for item in nomor if item.strip()]
    if not bersih:
        raise Invalid("Isi nomor blanko.", {"nomor": ["Isi satu nomor tiap baris."]})
    salah = [item for item in bersih if not item.isdigit() or not 5 <= len(item) <= 12]
    if salah:
        raise Invalid(f"Nomor blanko harus 5 sampai 12 angka: {', '.join(salah)}.", {"nomor": ["Periksa nomornya."]})
    kembar = sorted({item for item in bersih if bersih.count(item) > 1})
    kembar += list(Blanko.objects.filter(nomor__in=bersih).values_list("nomor", flat=True))
    if kembar:
        raise Invalid(f"Nomor blanko sudah tercatat: {', '.join(kembar)}.", {"nomor": ["Ada nomor yang dipakai dua kali."]})
    for item in bersih:
        Blanko(nomor=item, permohonan=permohonan_blanko).save()
    if permohonan_blanko.status == StatusPermohonanBlanko.DIAJUKAN:
        tersedia = Blanko.objects.filter(permohonan=permohonan_blanko, status=StatusBlanko.TERSEDIA).count()
        if tersedia >= permohonan_blanko.jumlah:
            permohonan_blanko.status, permohonan_blanko.diterima_pada = StatusPermohonanBlanko.DITERIMA, ctx.at
    permohonan_blanko.save()
    note(jumlah=len(bersih))


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

    Impossible before the blanks arrived; numbers and rows commit together, so none is lost or given twice.
    """
    blanko = list(Blanko.objects.filter(permohonan=permohonan_blanko, status=StatusBlanko.TERSEDIA).order_by("nomor"))
    kompeten = [row for row in permohonan_blanko.komite.hasil if row["hasil"] == "K"]
    kasus = {str(row.pk): row for row in Permohonan.objects.select_related("skema", "pemohon", "foto").filter(
        pk__in=[row["permohonan"] for row in kompeten]
    )}  # fmt: skip
    for row, lembar in zip(kompeten, blanko, strict=False):
        _beri_nomor_satu(ctx, permohonan_blanko, kasus[row["permohonan"]], lembar)
    permohonan_blanko.status = StatusPermohonanBlanko.BERNOMOR
    permohonan_blanko.save()
    note(jumlah=len(kompeten))


def _beri_nomor_satu(ctx: Context, permohonan_blanko: PermohonanBlanko, kasus: Permohonan, lembar: Blanko) -> None:
    skema, licence = kasus.skema, lisensi()
    nomor = numbers.take(
        ctx, "sertifikat", at=ctx.today, kbli=skema.kbli_kode, kbji=skema.kbji_kode, jenjang=str(skema.jenjang or 0)
    )
    registrasi = numbers.take(
        ctx, "registrasi", at=ctx.today, sektor=skema.sektor_kode, lisensi=licence.bagian_nomor if licence else ""
    )
    sampai = documents.tambah_bulan(ctx.today, skema.masa_berlaku_bulan)
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
        berlaku_sampai=sampai,
    )
    row.isi = documents.isi_sertifikat(
        ctx,
        kasus,
        nomor=nomor,
        nomor_registrasi=registrasi,
        kode=row.kode,
        blanko=lembar.nomor,
        tanggal_terbit=ctx.today,
        berlaku_sampai=sampai,
    )
    row.dummy = _dokumen(ctx, row, draft=True)
    row.save()
    lembar.status = StatusBlanko.DIPAKAI
    lembar.save()


def _dokumen(ctx: Context, row: Sertifikat, *, draft: bool) -> Document:
    foto = row.permohonan.foto
    return minta(
        ctx,
        kind="sertifikat_dummy" if draft else "sertifikat",
        title=f"{'Dummy sertifikat' if draft else 'Sertifikat'} {row.nama}",
        number=row.nomor,
        data=row.isi,
        subject=row,
        case_id=row.permohonan_id,
        owner_id=row.pemegang_id,
        sign=not draft,
        draft=draft,
        signer_name="" if draft else row.isi["direktur"],
        signer_title="" if draft else "Direktur",
        files={"foto": foto} if foto else {},
    )


@command(
    code="sertifikat.periksa_dummy",
    title="Memeriksa dummy sertifikat",
    roles=[*PENERBIT, Role.MANAJER_SERTIFIKASI],
    permit=rules.bukan_pemegang,
    subject="sertifikat",
    sources={S.BERNOMOR},
    clause="SOP 4.4",
)
def periksa_dummy(ctx: Context, *, sertifikat: Sertifikat, butir: Sequence[str]) -> None:
    """Tick the ten points on the draft. Raises Invalid naming each point that is not ticked."""
    kurang = [text for kode, text in rules.SEPULUH_BUTIR.items() if kode not in butir]
    if kurang:
        raise Invalid(f"Butir ini belum dicentang: {', '.join(kurang)}. Bila ada yang salah, kembalikan dummy.", {"butir": kurang})
    if sertifikat.dummy is None or sertifikat.dummy.status != "siap":
        raise WrongState("Dummy sertifikat masih dibuat. Coba lagi sebentar lagi.")
    sertifikat.ceklis = {kode: True for kode in rules.SEPULUH_BUTIR}
    sertifikat.diperiksa_oleh, sertifikat.diperiksa_pada = ctx.actor.name, ctx.at
    sertifikat.status, sertifikat.catatan_dummy = S.DIPERIKSA, ""
    sertifikat.save()
    note(butir=len(rules.SEPULUH_BUTIR), case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.perbaiki_dummy",
    title="Memperbaiki dummy sertifikat",
    roles=[*PENERBIT, Role.MANAJER_SERTIFIKASI],
    permit=rules.bukan_pemegang,
    subject="sertifikat",
    sources={S.BERNOMOR, S.DIPERIKSA},
    clause="SOP 4.4",
)
def perbaiki_dummy(ctx: Context, *, sertifikat: Sertifikat, alasan: str) -> None:
    """Something on the draft is wrong: take the data afresh from its sources and make a new draft. Raises Invalid."""
    if not alasan.strip():
        raise Invalid("Tulis apa yang salah.", {"alasan": ["Tulis butir mana yang salah."]})
    sertifikat.nama = sertifikat.permohonan.nama
    sertifikat.isi = documents.isi_sertifikat(
        ctx,
        sertifikat.permohonan,
        nomor=sertifikat.nomor,
        nomor_registrasi=sertifikat.nomor_registrasi,
        kode=sertifikat.kode,
        blanko=sertifikat.blanko.nomor,
        tanggal_terbit=sertifikat.tanggal_terbit,
        berlaku_sampai=sertifikat.berlaku_sampai,
    )
    sertifikat.dummy = _dokumen(ctx, sertifikat, draft=True)
    sertifikat.status, sertifikat.ceklis, sertifikat.catatan_dummy = S.BERNOMOR, {}, alasan.strip()
    sertifikat.save()
    note(alasan=alasan.strip(), case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.tandatangani",
    title="Menandatangani sertifikat",
    roles=[Role.DIREKTUR],
    permit=rules.bukan_pemegang,
    subject="sertifikat",
    sources={S.DIPERIKSA},
    signs=True,
    clause="SOP 4.4, P508 9.4.7",
)
def tandatangani(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """Sign the checked certificate: the final PDF/A is made and signed, and the public can verify it from now on."""
    sertifikat.isi = {**sertifikat.isi, "direktur": ctx.actor.name}
    sertifikat.dokumen = _dokumen(ctx, sertifikat, draft=False)
    sertifikat.status, sertifikat.keabsahan = S.DITANDATANGANI, Keabsahan.BERLAKU
    sertifikat.ditandatangani_pada = ctx.at
    sertifikat.save()
    note(nomor=sertifikat.nomor, kode=sertifikat.kode, case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.cetak",
    title="Mencetak sertifikat pada blanko",
    roles=PENERBIT,
    permit=rules.bukan_pemegang & rules.dokumen_siap,
    subject="sertifikat",
    sources={S.DITANDATANGANI},
    clause="SOP 4.4",
)
def cetak(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """Record that the certificate was printed well on its blank: number, date, operator."""
    lembar = sertifikat.blanko
    lembar.status = StatusBlanko.DICETAK
    lembar.save()
    sertifikat.status, sertifikat.dicetak_pada, sertifikat.dicetak_oleh = S.DICETAK, ctx.at, ctx.actor.name
    sertifikat.save()
    pindah_tahap(ctx, permohonan=sertifikat.permohonan, tahap=Tahap.SERAH_TERIMA)
    note(blanko=lembar.nomor, hasil="baik", case_id=sertifikat.permohonan_id)
    kirim(
        ctx,
        to_user=sertifikat.pemegang,
        template="sertifikat_siap",
        data={"nama": sertifikat.nama, "nomor": sertifikat.nomor, "tautan": f"/sertifikat/{sertifikat.pk}/"},
        case_id=sertifikat.permohonan_id,
    )


@command(
    code="sertifikat.laporkan_rusak",
    title="Melaporkan blanko rusak",
    roles=PENERBIT,
    permit=rules.bukan_pemegang,
    subject="sertifikat",
    sources={S.DITANDATANGANI, S.DICETAK},
    clause="SOP 4.4",
)
def laporkan_rusak(ctx: Context, *, sertifikat: Sertifikat, alasan: str) -> None:
    """A blank is spoiled: its numbered minutes are drawn up; only then can a replacement be used. Raises Invalid."""
    lembar = sertifikat.blanko
    if not alasan.strip():
        raise Invalid("Tulis sebab kerusakan.", {"alasan": ["Tulis sebab kerusakan untuk berita acara."]})
    if lembar.status == StatusBlanko.RUSAK:
        raise WrongState(f"{lembar} sudah dilaporkan rusak dengan berita acara {lembar.nomor_ba}.")
    lembar.nomor_ba = numbers.take(ctx, "ba_blanko", at=ctx.today, lsp=kop()["singkatan"])
    lembar.status, lembar.alasan = StatusBlanko.RUSAK, alasan.strip()
    lembar.berita_acara = minta(
        ctx,
        kind="ba_blanko",
        title=f"Berita acara kerusakan blanko {lembar.nomor}",
        number=lembar.nomor_ba,
        data=documents.isi_ba_rusak(ctx, lembar, sertifikat, lembar.nomor_ba, alasan.strip()),
        subject=lembar,
        case_id=sertifikat.permohonan_id,
    )
    lembar.save()
    catat(
        ctx, kind="ba_blanko", number=lembar.nomor_ba, subject=f"Kerusakan {lembar}", date=ctx.today, to="BNSP",
        document=lembar.berita_acara,
    )  # fmt: skip
    sertifikat.save()
    note(blanko=lembar.nomor, hasil="rusak", nomor_ba=lembar.nomor_ba, case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.ganti_blanko",
    title="Mengganti blanko rusak",
    roles=PENERBIT,
    permit=rules.bukan_pemegang,
    subject="sertifikat",
    sources={S.DITANDATANGANI, S.DICETAK},
    clause="SOP 4.4",
)
def ganti_blanko(ctx: Context, *, sertifikat: Sertifikat, nomor: str) -> None:
    """Use a replacement blank for a spoiled one; draft, check and signature are done anew. Raises WrongState, Invalid."""
    lama = sertifikat.blanko
    if lama.status != StatusBlanko.RUSAK or not lama.nomor_ba:
        raise WrongState(f"{lama} belum dilaporkan rusak. Buat berita acara kerusakan lebih dulu (SOP 4.4).")
    baru = Blanko.objects.filter(nomor=nomor.strip(), status=StatusBlanko.TERSEDIA).first()
    if baru is None:
        raise Invalid(f"Blanko {nomor} tidak tersedia. Catat nomor blanko pengganti dari BNSP lebih dulu.", {"nomor": ["Tidak tersedia."]})
    baru.status = StatusBlanko.DIPAKAI
    baru.save()
    sertifikat.blanko = baru
    sertifikat.isi = {**sertifikat.isi, "nomor_blanko": baru.nomor}
    sertifikat.dummy = _dokumen(ctx, sertifikat, draft=True)
    sertifikat.status, sertifikat.keabsahan, sertifikat.ceklis = S.BERNOMOR, Keabsahan.BELUM, {}
    sertifikat.save()
    note(lama=lama.nomor, baru=baru.nomor, case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.tandatangani_pernyataan",
    title="Menandatangani pernyataan pemegang sertifikat",
    roles=[Role.ASESI],
    permit=rules.pemegang,
    subject="sertifikat",
    sources={S.DITANDATANGANI, S.DICETAK},
    signs=True,
    clause="SOP 4.5",
)
def tandatangani_pernyataan(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """The holder signs the statement in its current version. Raises WrongState when signed before."""
    if sertifikat.pernyataan_pada:
        raise WrongState("Anda sudah menandatangani pernyataan ini.")
    teks = dokumen_mutu("PERNYATAAN-PEMEGANG")
    sertifikat.pernyataan_versi, sertifikat.pernyataan_pada = str(teks.revisi), ctx.at
    sertifikat.pernyataan = minta(
        ctx,
        kind="pernyataan_pemegang",
        title=f"Pernyataan pemegang sertifikat {sertifikat.nomor}",
        number=sertifikat.nomor,
        data=documents.isi_pernyataan(ctx, sertifikat, teks),
        subject=sertifikat,
        case_id=sertifikat.permohonan_id,
        owner_id=sertifikat.pemegang_id,
        signer_name=sertifikat.nama,
    )
    sertifikat.save()
    note(versi=str(teks.revisi), case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.serahkan",
    title="Menyerahkan sertifikat",
    roles=PENERBIT,
    permit=rules.bukan_pemegang & rules.sudah_menyatakan,
    subject="sertifikat",
    sources={S.DICETAK},
    clause="SOP 4.5",
)
def serahkan(ctx: Context, *, sertifikat: Sertifikat, cara: str) -> None:
    """Number the receipt and wait for the holder's signature. Impossible before the statement is signed."""
    if sertifikat.blanko.status == StatusBlanko.RUSAK:
        raise WrongState(f"{sertifikat.blanko} rusak dan belum diganti.")
    if not cara.strip():
        raise Invalid("Isi cara penyerahan.", {"cara": ["Misalnya: diambil sendiri, atau dikirim dengan nomor resi."]})
    sertifikat.nomor_serah_terima = numbers.take(ctx, "serah_terima", at=ctx.today, lsp=kop()["singkatan"])
    sertifikat.cara_serah, sertifikat.diserahkan_oleh, sertifikat.diserahkan_pada = cara.strip(), ctx.actor.name, ctx.at
    sertifikat.status = S.DISERAHKAN
    sertifikat.save()
    note(nomor=sertifikat.nomor_serah_terima, case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.terima",
    title="Menandatangani bukti serah terima sertifikat",
    roles=[Role.ASESI],
    permit=rules.pemegang,
    subject="sertifikat",
    sources={S.DISERAHKAN},
    signs=True,
    clause="SOP 4.5, 4.6",
)
def terima(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """The holder signs the receipt; the case is complete, and the holder is told of surveilan and sertifikasi ulang."""
    sertifikat.diterima_pada, sertifikat.status = ctx.at, S.DITERIMA
    sertifikat.bukti_serah_terima = minta(
        ctx,
        kind="serah_terima",
        title=f"Bukti serah terima sertifikat {sertifikat.nomor}",
        number=sertifikat.nomor_serah_terima,
        data=documents.isi_serah_terima(ctx, sertifikat),
        subject=sertifikat,
        case_id=sertifikat.permohonan_id,
        owner_id=sertifikat.pemegang_id,
        signer_name=sertifikat.nama,
    )
    sertifikat.save()
    catat(
        ctx, kind="serah_terima", number=sertifikat.nomor_serah_terima, subject=f"Serah terima {sertifikat}", date=ctx.today,
        to=sertifikat.nama, document=sertifikat.bukti_serah_terima,
    )  # fmt: skip
    pindah_tahap(ctx, permohonan=sertifikat.permohonan, tahap=Tahap.SELESAI)
    note(nomor=sertifikat.nomor_serah_terima, case_id=sertifikat.permohonan_id)
    kirim(
        ctx,
        to_user=sertifikat.pemegang,
        template="sertifikat_diterima",
        data={
            "nama": sertifikat.nama,
            "nomor": sertifikat.nomor,
            "berlaku_sampai": sertifikat.isi["berlaku_sampai"],
            "tautan": f"/verifikasi/{sertifikat.kode}/",
        },
        case_id=sertifikat.permohonan_id,
    )


KEADAAN_SESUDAH = {
    JenisKeputusan.PEMBEKUAN.value: Keabsahan.DIBEKUKAN,
    JenisKeputusan.PENANGGUHAN.value: Keabsahan.DIBEKUKAN,
    JenisKeputusan.PEMBATALAN.value: Keabsahan.DICABUT,
    JenisKeputusan.PEMELIHARAAN.value: Keabsahan.BERLAKU,
}


@command(
    code="sertifikat.terapkan_keputusan",
    title="Menerapkan keputusan pada sertifikat",
    roles=[Role.SISTEM],
    permit=by_role_alone,
    subject="sertifikat",
    clause="P508 9.4.3, 9.5",
)
def terapkan_keputusan(ctx: Context, *, sertifikat: Sertifikat, jenis: str, nomor_sk: str) -> None:
    """A recorded decision changes whether the certificate counts; cancelling is final."""
    baru = KEADAAN_SESUDAH.get(jenis)
    if baru is None or not sertifikat.sudah_terbit or sertifikat.keabsahan in (baru, Keabsahan.DICABUT):
        return
    note(jenis=jenis, nomor_sk=nomor_sk, dari=sertifikat.keabsahan, ke=baru.value, case_id=sertifikat.permohonan_id)
    sertifikat.keabsahan = baru
    sertifikat.save()
