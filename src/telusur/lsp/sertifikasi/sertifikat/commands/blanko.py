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
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.sertifikat import documents, rules
from telusur.lsp.sertifikasi.sertifikat.commands.pdf import minta_dummy
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import (
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
        raise Invalid(
            f"Nomor blanko sudah tercatat: {', '.join(kembar)}.", {"nomor": ["Ada nomor yang dipakai dua kali."]}
        )
    for item in bersih:
        Blanko(nomor=item, permohonan=permohonan_blanko).save()
    if permohonan_blanko.status == StatusPermohonanBlanko.DIAJUKAN:
        tersedia = Blanko.objects.filter(permohonan=permohonan_blanko, status=StatusBlanko.TERSEDIA).count()
        if tersedia >= permohonan_blanko.jumlah:
            permohonan_blanko.status, permohonan_blanko.diterima_pada = StatusPermohonanBlanko.DITERIMA, ctx.at
    permohonan_blanko.save()
    note(jumlah=len(bersih))


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
    sources={S.DITANDATANGANI, S.DICETAK},
    clause="SOP 4.4",
)
def ganti_blanko(ctx: Context, *, sertifikat: Sertifikat, nomor: str) -> None:
    """Use a replacement blank for a spoiled one; draft, check and signature are done anew. Raises WrongState, Invalid."""
    lama = sertifikat.blanko
    if lama.status != StatusBlanko.RUSAK or not lama.nomor_ba:
        raise WrongState(f"{lama} belum dilaporkan rusak. Buat berita acara kerusakan lebih dulu (SOP 4.4).")
    baru = copied(Blanko.objects.all(), "nomor", key_of(nomor))
    if baru is None or lock(baru).status != StatusBlanko.TERSEDIA:
        sentence = f"Blanko {nomor.strip()} tidak tersedia. Catat nomor blanko pengganti dari BNSP lebih dulu."
        raise Invalid(sentence, {"nomor": [sentence]})
    baru.status, baru.dipakai_untuk = StatusBlanko.DIPAKAI, sertifikat.nomor
    baru.save()
    sertifikat.blanko = baru
    sertifikat.isi = {**sertifikat.isi, "nomor_blanko": baru.nomor}
    sertifikat.dummy = minta_dummy(ctx, sertifikat)
    sertifikat.status, sertifikat.ceklis = S.BERNOMOR, {}
    sertifikat.save()
    note(lama=lama.nomor, baru=baru.nomor, case_id=sertifikat.permohonan_id)
