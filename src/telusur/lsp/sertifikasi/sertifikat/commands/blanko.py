"""Blanks: asked for, received, spoiled, replaced (SOP 4.4)."""

from __future__ import annotations

from collections.abc import Sequence

from telusur.kernel.base.copied import copied, key_of
from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import lock, note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.commands import minta
from telusur.kernel.flows.sync import refresh
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import catat
from telusur.lsp.administrasi.umum.queries import kop
from telusur.lsp.administrasi.umum.rules import milik_bnsp
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import Bukti, bandingkan, catat_tangan, periksa_bukti, tangan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.sertifikat import documents, rules
from telusur.lsp.sertifikasi.sertifikat.commands.pdf import minta_dummy
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import (
    Keabsahan,
    StatusBlanko,
    StatusPermohonanBlanko,
    StatusSertifikat,
)

PENERBIT = [Role.ADMIN_LSP, Role.MANAJER_ADMINISTRASI]

S = StatusSertifikat


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
    refresh(ctx, komite)
    catat(
        ctx, kind="permohonan_blanko", number=nomor, subject=f"Permohonan {len(k)} blanko", date=ctx.today, to="BNSP",
        document=row.dokumen,
    )  # fmt: skip
    note(permohonan_blanko=row.pk, nomor=nomor, jumlah=len(k))
    return row


@command(
    code="sertifikat.catat_blanko",
    title="Mencatat nomor blanko",
    roles=[*PENERBIT, Role.BNSP],
    permit=milik_bnsp,
    subject="permohonan_blanko",
    clause="SOP 4.4",
)
def catat_blanko(
    ctx: Context,
    *,
    permohonan_blanko: PermohonanBlanko,
    nomor: Sequence[str],
    alasan: str = "",
    bukti: Bukti | None = None,
) -> None:
    """Record blank numbers from BNSP: told by its system, or by hand with a reason and evidence while it is not connected.

    A number that was written down by hand is confirmed when BNSP tells it. Raises Invalid for repeated, malformed or already
    known numbers, and without evidence.
    """
    bersih = [item.strip() for item in nomor if item.strip()]
    _periksa_nomor(bersih)
    if ctx.actor.has(Role.BNSP):
        bersih = [item for item in bersih if not _sudah_dengan_tangan(ctx, permohonan_blanko, item)]
    else:
        bukti = periksa_bukti(alasan, bukti)
    if kembar := sorted(Blanko.objects.filter(nomor__in=bersih).values_list("nomor", flat=True)):
        raise Invalid(
            f"Nomor blanko sudah tercatat: {', '.join(kembar)}.", {"nomor": ["Ada nomor yang dipakai dua kali."]}
        )
    for item in bersih:
        row = Blanko(nomor=item, permohonan=permohonan_blanko)
        row.save()
        if not ctx.actor.has(Role.BNSP):
            bukti = catat_tangan(
                ctx, jenis=JenisTangan.BLANKO, untuk_id=row.pk, perihal=permohonan_blanko.nomor, nilai=item,
                tanggal=ctx.today, alasan=alasan, bukti=bukti,
            ).bukti  # fmt: skip
    _hitung_lagi(ctx, permohonan_blanko)
    permohonan_blanko.save()
    note(jumlah=len(bersih))


def _periksa_nomor(bersih: Sequence[str]) -> None:
    if not bersih:
        raise Invalid("Isi nomor blanko.", {"nomor": ["Isi satu nomor tiap baris."]})
    salah = [item for item in bersih if not item.isdigit() or not 5 <= len(item) <= 12]
    if salah:
        raise Invalid(f"Nomor blanko harus 5 sampai 12 angka: {', '.join(salah)}.", {"nomor": ["Periksa nomornya."]})
    if kembar := sorted({item for item in bersih if bersih.count(item) > 1}):
        raise Invalid(
            f"Nomor blanko sudah tercatat: {', '.join(kembar)}.", {"nomor": ["Ada nomor yang dipakai dua kali."]}
        )


def _sudah_dengan_tangan(ctx: Context, permohonan_blanko: PermohonanBlanko, nomor: str) -> bool:
    """BNSP tells a number that a person has written down: confirmed, and under the request that BNSP gave it for."""
    row = Blanko.objects.filter(nomor=nomor).first()
    if row is None or tangan(JenisTangan.BLANKO, row.pk, nomor) is None:
        return False
    lock(row)
    if row.status == StatusBlanko.DITOLAK:  # BNSP knows it after all
        row.status = StatusBlanko.TERSEDIA if not row.dipakai_untuk else StatusBlanko.DIPAKAI
    if row.permohonan_id != permohonan_blanko.pk and row.status == StatusBlanko.TERSEDIA:
        row.permohonan = permohonan_blanko
    row.save()
    bandingkan(ctx, JenisTangan.BLANKO, row.pk, nomor)
    return True


def _hitung_lagi(ctx: Context, permohonan_blanko: PermohonanBlanko) -> None:
    """A request is answered once as many blanks are there as were asked for, and waits again when BNSP takes one away."""
    s, tersedia = (
        StatusPermohonanBlanko,
        Blanko.objects.filter(permohonan=permohonan_blanko, status=StatusBlanko.TERSEDIA),
    )
    cukup = tersedia.count() >= permohonan_blanko.jumlah
    if permohonan_blanko.status == s.DIAJUKAN and cukup:
        permohonan_blanko.status, permohonan_blanko.diterima_pada = s.DITERIMA, ctx.at
    elif permohonan_blanko.status == s.DITERIMA and not cukup:
        permohonan_blanko.status, permohonan_blanko.diterima_pada = s.DIAJUKAN, None


@command(
    code="sertifikat.tolak_blanko",
    title="Menolak blanko yang tidak dikenal BNSP",
    roles=[Role.BNSP],
    permit=by_role_alone,
    subject="lembar",
    clause="SOP 4.4",
)
def tolak_blanko(ctx: Context, *, lembar: Blanko) -> None:
    """A number that was written down by hand is not one BNSP gave out: it cannot be used, whoever holds it is not in force.

    A certificate already signed on it is frozen until it stands on a blank of BNSP and is signed anew.
    """
    if lembar.status == StatusBlanko.DITOLAK:
        return
    lembar.status = StatusBlanko.DITOLAK
    lembar.save()
    permohonan = lock(lembar.permohonan)
    _hitung_lagi(ctx, permohonan)
    permohonan.save()
    refresh(ctx, permohonan)
    sertifikat = Sertifikat.objects.filter(blanko=lembar).first()
    if sertifikat is None:
        return
    if sertifikat.keabsahan == Keabsahan.BERLAKU:
        bekukan_karena_blanko(ctx, sertifikat=sertifikat)
    refresh(ctx, sertifikat)
    note(nomor=sertifikat.nomor, case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.bekukan_karena_blanko",
    title="Membekukan sertifikat di atas blanko yang tidak dikenal BNSP",
    roles=[Role.BNSP],
    permit=by_role_alone,
    subject="sertifikat",
    nested=True,
    clause="SOP 4.4",
)
def bekukan_karena_blanko(ctx: Context, *, sertifikat: Sertifikat) -> None:
    """Frozen until it stands on a blank of BNSP; an entry of the certificate's own, by which the public check is judged."""
    if sertifikat.keabsahan == Keabsahan.BERLAKU:
        sertifikat.keabsahan, sertifikat.beku_karena_blanko = Keabsahan.DIBEKUKAN, True
        sertifikat.save()
    note(case_id=sertifikat.permohonan_id)


@command(
    code="sertifikat.catat_jawaban_blanko",
    title="Mencatat permohonan blanko yang tidak dikabulkan",
    roles=[Role.BNSP],
    permit=by_role_alone,
    subject="permohonan_blanko",
    sources={StatusPermohonanBlanko.DIAJUKAN},
    clause="SOP 4.4",
)
def catat_jawaban_blanko(ctx: Context, *, permohonan_blanko: PermohonanBlanko, ditolak: bool, catatan: str) -> None:
    """BNSP sent the request back or refused it, and says why."""
    baru = StatusPermohonanBlanko.DITOLAK if ditolak else StatusPermohonanBlanko.DIKEMBALIKAN
    permohonan_blanko.status, permohonan_blanko.catatan = baru, catatan
    permohonan_blanko.save()
    note(catatan=catatan)


@command(
    code="sertifikat.ajukan_blanko_lagi",
    title="Mengajukan lagi permohonan blanko",
    roles=PENERBIT,
    permit=by_role_alone,
    subject="permohonan_blanko",
    sources={StatusPermohonanBlanko.DIKEMBALIKAN},
    clause="SOP 4.4",
)
def ajukan_blanko_lagi(ctx: Context, *, permohonan_blanko: PermohonanBlanko) -> None:
    """Send a request again that BNSP sent back, under its number."""
    permohonan_blanko.ajuan += 1
    permohonan_blanko.status, permohonan_blanko.diajukan_pada = StatusPermohonanBlanko.DIAJUKAN, ctx.at
    permohonan_blanko.save()
    note(ajuan=permohonan_blanko.ajuan)


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
    if lembar.status == StatusBlanko.DITOLAK:
        raise WrongState(f"BNSP tidak mengenal {lembar}. Ganti dengan blanko dari BNSP.")
    lembar.nomor_ba = numbers.take(ctx, "ba_blanko", at=ctx.today, lsp=kop()["singkatan"])
    lembar.status, lembar.alasan = StatusBlanko.RUSAK, alasan.strip()
    lembar.dicatat_pada, lembar.dicatat_oleh = ctx.at, ctx.actor.name
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
    sources=set(S),
    clause="SOP 4.4",
)
def ganti_blanko(ctx: Context, *, sertifikat: Sertifikat, nomor: str) -> None:
    """Use a replacement for a blank that is spoiled or that BNSP does not know; draft, check and signature are done anew.

    Raises WrongState, Invalid.
    """
    lama = sertifikat.blanko
    if lama.status != StatusBlanko.DITOLAK and (lama.status != StatusBlanko.RUSAK or not lama.nomor_ba):
        raise WrongState(f"{lama} belum dilaporkan rusak. Buat berita acara kerusakan lebih dulu (SOP 4.4).")
    baru = copied(Blanko.objects.all(), "nomor", key_of(nomor))
    if baru is None or lock(baru).status != StatusBlanko.TERSEDIA:
        sentence = f"Blanko {nomor.strip()} tidak tersedia. Catat nomor blanko pengganti dari BNSP lebih dulu."
        raise Invalid(sentence, {"nomor": [sentence]})
    if why := rules.alasan_blanko_belum_sah([baru]):
        raise Invalid(why, {"nomor": [why]})
    baru.status, baru.dipakai_untuk = StatusBlanko.DIPAKAI, sertifikat.nomor
    baru.save()
    sertifikat.blanko = baru
    sertifikat.isi = {**sertifikat.isi, "nomor_blanko": baru.nomor}
    sertifikat.dummy = minta_dummy(ctx, sertifikat)
    sertifikat.status, sertifikat.ceklis = S.BERNOMOR, {}
    sertifikat.save()
    note(lama=lama.nomor, baru=baru.nomor, case_id=sertifikat.permohonan_id)
