"""The plenary, its attendance and its minutes (SOP 4.2)."""

from __future__ import annotations

from datetime import date

from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.commands import minta
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import catat
from telusur.lsp.administrasi.umum.commands import buat_naskah
from telusur.lsp.administrasi.umum.queries import kop
from telusur.lsp.administrasi.umum.states import JenisNaskah
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.states import Hasil
from telusur.lsp.sertifikasi.keputusan import documents, rules
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Komite, Verifikasi
from telusur.lsp.sertifikasi.keputusan.queries import anggota_saya
from telusur.lsp.sertifikasi.keputusan.states import ModaPleno, StatusKomite, Suara

S = StatusKomite


@command(
    code="keputusan.buka_pleno",
    title="Membuka pleno",
    roles=[Role.KOMITE_TEKNIS],
    permit=rules.anggota_komite,
    subject="komite",
    sources={S.BERTUGAS},
    clause="SOP 4.2",
)
def buka_pleno(ctx: Context, *, komite: Komite, moda: str, tanggal: date, tempat: str) -> None:
    """Record mode, date and place or link of the plenary; the opener is present. Raises Invalid while votes are missing."""
    if moda not in ModaPleno.values or not tempat.strip():
        raise Invalid("Isi moda dan tempat atau tautan pleno.", {"tempat": ["Isi tempat, atau tautan bila daring."]})
    if tanggal > ctx.today:
        raise Invalid("Pleno dibuka pada harinya.", {"tanggal": ["Tanggal pleno belum tiba."]})
    if kurang := rules.suara_lengkap(komite):
        raise Invalid(f"Suara belum lengkap, atau ada berkas yang dikembalikan: {', '.join(kurang)}.")
    komite.moda, komite.pleno_tanggal, komite.pleno_tempat = moda, tanggal, tempat.strip()
    komite.status, komite.pleno_dibuka_pada = S.PLENO, ctx.at
    komite.save()
    _catat_hadir(ctx, anggota_saya(ctx, komite))


def _catat_hadir(ctx: Context, anggota: Anggota) -> None:
    anggota.hadir_pada = ctx.at
    anggota.save()


@command(
    code="keputusan.hadir_pleno",
    title="Menandatangani daftar hadir pleno",
    roles=[Role.KOMITE_TEKNIS],
    permit=rules.anggota_komite,
    subject="komite",
    sources={S.PLENO},
    signs=True,
    clause="SOP 4.2",
)
def hadir_pleno(ctx: Context, *, komite: Komite) -> None:
    """A member is present. Raises WrongState when already recorded."""
    anggota = anggota_saya(ctx, komite)
    if anggota.hadir_pada:
        raise WrongState("Kehadiran Anda sudah tercatat.")
    _catat_hadir(ctx, anggota)


@command(
    code="keputusan.susun_berita_acara",
    title="Menyusun berita acara pleno",
    roles=[Role.KOMITE_TEKNIS],
    permit=rules.anggota_komite,
    subject="komite",
    sources={S.PLENO},
    clause="SOP 4.2",
)
def susun_berita_acara(ctx: Context, *, komite: Komite) -> None:
    """Count the votes and number the minutes. Raises Invalid unless all members attended and a majority exists for each."""
    absen = [row.orang.name for row in komite.anggota.select_related("orang") if row.hadir_pada is None]
    if absen:
        raise Invalid(f"Belum hadir: {', '.join(absen)}. Semua anggota menandatangani daftar hadir lebih dulu.")
    if kurang := rules.suara_lengkap(komite):
        raise Invalid(f"Suara belum lengkap, atau ada berkas yang dikembalikan: {', '.join(kurang)}.")
    komite.hasil = [_hasil_kasus(komite, row) for row in rules.kasus_jadwal(komite.jadwal)]
    komite.nomor_ba = komite.nomor_ba or numbers.take(ctx, "ba_pleno", at=ctx.today, lsp=kop()["singkatan"])
    komite.status = S.BERITA_ACARA
    komite.save()
    note(nomor=komite.nomor_ba, jumlah=len(komite.hasil))


def _hasil_kasus(komite: Komite, asesmen: Asesmen) -> dict[str, str]:
    permohonan = asesmen.permohonan
    rows = Verifikasi.objects.filter(anggota__komite=komite, permohonan=permohonan)
    suara = [row.suara for row in rows]
    k, bk = suara.count(Suara.K), suara.count(Suara.BK)
    if k == bk:
        raise Invalid(
            f"Suara untuk {permohonan.nama} seimbang ({k} K, {bk} BK). Bahas lagi; suara dapat diubah selama pleno."
        )
    hasil = Hasil.K if k > bk else Hasil.BK
    if hasil == Hasil.K and (why := rules.alasan_tidak_boleh_k(asesmen)):
        raise Invalid(f"{permohonan.nama}: {why}")
    return {
        "permohonan": str(permohonan.pk),
        "nomor": permohonan.nomor,
        "nama": permohonan.nama,
        "hasil": hasil.value,
        "alasan": "; ".join(row.alasan for row in rows if row.alasan),
    }


@command(
    code="keputusan.ulangi_pleno",
    title="Membuka kembali pleno",
    roles=[Role.KOMITE_TEKNIS],
    permit=rules.anggota_komite,
    subject="komite",
    sources={S.BERITA_ACARA},
    clause="SOP 4.2",
)
def ulangi_pleno(ctx: Context, *, komite: Komite, alasan: str) -> None:
    """The minutes are wrong: signatures given so far lapse, votes can change, the number is kept. Raises Invalid."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis apa yang salah pada berita acara."]})
    kembali_ke_pleno(komite)
    note(alasan=alasan.strip(), nomor=komite.nomor_ba)


def kembali_ke_pleno(komite: Komite) -> None:
    """Minutes and the signatures under them no longer count; attendance does."""
    for anggota in komite.anggota.filter(tanda_tangan_pada__isnull=False):
        anggota.tanda_tangan_pada = None
        anggota.save()
    komite.hasil, komite.status = [], S.PLENO
    komite.save()


@command(
    code="keputusan.tandatangani_berita_acara",
    title="Menandatangani berita acara pleno",
    roles=[Role.KOMITE_TEKNIS],
    permit=rules.anggota_komite,
    subject="komite",
    sources={S.BERITA_ACARA},
    signs=True,
    clause="SOP 4.2",
)
def tandatangani_berita_acara(ctx: Context, *, komite: Komite) -> None:
    """A member signs the minutes; the last signature prints them and drafts the SK. Raises WrongState when signed twice."""
    anggota = anggota_saya(ctx, komite)
    if anggota.tanda_tangan_pada:
        raise WrongState("Anda sudah menandatangani berita acara ini.")
    anggota.tanda_tangan_pada = ctx.at
    anggota.save()
    if komite.anggota.filter(tanda_tangan_pada__isnull=True).exists():
        komite.save()
        return
    _terbitkan_berita_acara(ctx, komite)


def _terbitkan_berita_acara(ctx: Context, komite: Komite) -> None:
    komite.berita_acara = minta(
        ctx,
        kind="ba_pleno",
        title=f"Berita acara pleno {komite.jadwal.nomor}",
        number=komite.nomor_ba,
        data=documents.isi_berita_acara(ctx, komite),
        subject=komite,
        signer_name="Komite Teknis",
    )
    catat(
        ctx,
        kind="ba_pleno",
        number=komite.nomor_ba,
        subject=f"Pleno {komite.jadwal.nomor}",
        date=ctx.today,
        to="Direktur",
        document=komite.berita_acara,
    )
    komite.sk_keputusan = buat_naskah(
        ctx,
        jenis=JenisNaskah.SK_KEPUTUSAN,
        perihal=f"Hasil asesmen {komite.jadwal.nomor}",
        isi=documents.isi_sk_keputusan(komite),
        untuk_id=komite.pk,
        skema_kode=komite.jadwal.skema_kode,
    )
    komite.status = S.MENUNGGU_SK
    komite.save()
    note(nomor=komite.nomor_ba)
