"""The SK of the decision (SOP 4.3)."""

from __future__ import annotations

from telusur.kernel.base.errors import Invalid, WrongState
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.umum.commands import batalkan_naskah, tandatangani_naskah
from telusur.lsp.administrasi.umum.models import Naskah
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.commands import pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.queries import dengan_banyak_id
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.asesmen.states import Hasil
from telusur.lsp.sertifikasi.keputusan import documents, rules
from telusur.lsp.sertifikasi.keputusan.commands.pleno import kembali_ke_pleno
from telusur.lsp.sertifikasi.keputusan.models import Keputusan, Komite
from telusur.lsp.sertifikasi.keputusan.states import JenisKeputusan, StatusKomite

S = StatusKomite


@command(
    code="keputusan.tandatangani_sk",
    title="Menandatangani SK keputusan",
    roles=[Role.DIREKTUR],
    permit=rules.bukan_anggota & rules.penandatangan_bebas,
    subject="komite",
    sources={S.MENUNGGU_SK},
    signs=True,
    clause="SOP 4.3, P508 9.4.3",
)
def tandatangani_sk(ctx: Context, *, komite: Komite) -> None:
    """Sign and number the SK; its list is the minutes' list. Each asesi gets a decision and is told.

    Raises Invalid when somebody on the list as K no longer fulfils what K demands (P508 9.4.6).
    """
    naskah = komite.sk_keputusan
    if naskah is None:
        raise WrongState("Draf SK keputusan belum ada.")
    _periksa_k(komite)
    tandatangani_naskah(ctx, naskah=naskah, isi=documents.isi_sk_keputusan(komite))
    komite.status, komite.diputuskan_pada = S.SELESAI, ctx.at
    komite.save()
    kasus = dengan_banyak_id(row["permohonan"] for row in komite.hasil)
    for row in komite.hasil:
        _putuskan(ctx, komite, naskah, kasus[row["permohonan"]], row["hasil"])
    note(nomor=naskah.nomor, kasus=[row["permohonan"] for row in komite.hasil])


def _periksa_k(komite: Komite) -> None:
    kompeten = {row["permohonan"] for row in komite.hasil if row["hasil"] == Hasil.K}
    for asesmen in rules.kasus_jadwal(komite.jadwal):
        if str(asesmen.permohonan_id) in kompeten and (why := rules.alasan_tidak_boleh_k(asesmen)):
            raise Invalid(f"{asesmen.permohonan.nama}: {why} Kembalikan ke pleno.")


def _putuskan(ctx: Context, komite: Komite, naskah: Naskah, permohonan: Permohonan, hasil: str) -> None:
    Keputusan(
        permohonan=permohonan,
        jenis=JenisKeputusan.PEMBERIAN,
        hasil=hasil,
        dasar=f"Berita acara pleno {komite.nomor_ba}",
        tanggal=ctx.today,
        nomor_sk=naskah.nomor,
        sk=naskah,
        pembuat=ctx.actor.user,
        skema_kode=komite.jadwal.skema_kode,
        pada=ctx.at,
    ).save()
    pindah_tahap(ctx, permohonan=permohonan, tahap=Tahap.PENERBITAN if hasil == Hasil.K else Tahap.SELESAI)
    kirim(
        ctx,
        to_user=permohonan.pemohon,
        template="keputusan_k" if hasil == Hasil.K else "keputusan_bk",
        data={
            "nama": permohonan.nama,
            "nomor": permohonan.nomor,
            "skema": permohonan.skema_nama,
            "sk": naskah.nomor,
            "tautan": f"/kasus/{permohonan.pk}/",
        },
        case_id=permohonan.pk,
    )


@command(
    code="keputusan.kembalikan_ke_pleno",
    title="Mengembalikan berita acara ke pleno",
    roles=[Role.DIREKTUR],
    permit=rules.bukan_anggota & rules.penandatangan_bebas,
    subject="komite",
    sources={S.MENUNGGU_SK},
    clause="SOP 4.3",
)
def kembalikan_ke_pleno(ctx: Context, *, komite: Komite, alasan: str) -> None:
    """The Direktur does not sign: the draft SK is withdrawn and the committee meets again, under new minutes. Raises Invalid."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis apa yang harus dibahas lagi oleh komite."]})
    if komite.sk_keputusan:
        batalkan_naskah(ctx, naskah=komite.sk_keputusan, alasan=alasan.strip())
    note(alasan=alasan.strip(), nomor=komite.nomor_ba)
    komite.sk_keputusan, komite.berita_acara, komite.nomor_ba = None, None, ""
    kembali_ke_pleno(komite)
