"""Acts of deciding (SOP 4.1 to 4.3, P508 9.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from telusur.kernel.accounts.models import User
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.commands import minta
from telusur.kernel.letters import numbers
from telusur.kernel.letters.commands import catat
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.umum.commands import batalkan_naskah, buat_naskah, tandatangani_naskah
from telusur.lsp.administrasi.umum.queries import kop, pemegang_peran
from telusur.lsp.administrasi.umum.states import JenisNaskah
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.commands import pindah_tahap
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.asesmen.states import Hasil
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.keputusan import documents, rules
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Keputusan, Komite, Verifikasi
from telusur.lsp.sertifikasi.keputusan.states import Jabatan, JenisKeputusan, ModaPleno, StatusKomite, Suara

S = StatusKomite
PENGUSUL = [Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI]


@command(
    code="keputusan.usulkan_komite",
    title="Mengusulkan Komite Teknis",
    roles=PENGUSUL,
    permit=rules.jadwal_dilaporkan,
    subject="jadwal",
    clause="SOP 4.1, P508 9.4.4, 9.4.5",
)
def usulkan_komite(ctx: Context, *, jadwal: Jadwal, ketua: User, anggota: Sequence[User]) -> Komite:
    """Draft the SK of a committee. Raises Invalid for too few members, NotPermitted for one who trained or assessed."""
    orang = [ketua, *(person for person in anggota if person.pk != ketua.pk)]
    if len(orang) < rules.minimal_anggota():
        raise Invalid(f"Komite teknis memerlukan sedikitnya {rules.minimal_anggota()} orang.")
    if Komite.objects.filter(jadwal=jadwal).exclude(status=S.DIBATALKAN).exists():
        raise WrongState(f"{jadwal} sudah mempunyai komite teknis.")
    kasus = [row.permohonan for row in rules.kasus_jadwal(jadwal)]
    peran = set(pemegang_peran(Role.KOMITE_TEKNIS, ctx).values_list("pk", flat=True))
    for person in orang:
        if person.pk not in peran:
            raise Invalid(f"{person.name} tidak memegang peran Komite Teknis yang berlaku.")
        if why := rules.alasan_tidak_dapat_ditunjuk(ctx, person, jadwal, kasus):
            raise NotPermitted(why)
    row = Komite(jadwal=jadwal, dibuat_pada=ctx.at)
    row.save()
    for person in orang:
        Anggota(komite=row, orang=person, jabatan=Jabatan.KETUA if person.pk == ketua.pk else Jabatan.ANGGOTA).save()
    row.sk = buat_naskah(
        ctx,
        jenis=JenisNaskah.SK_KOMITE,
        perihal=f"Komite Teknis {jadwal.nomor}",
        isi=documents.isi_sk_komite(row),
        untuk_id=row.pk,
        skema_kode=jadwal.skema_kode,
    )
    row.save()
    note(komite=row.pk, anggota=[person.name for person in orang])
    return row


@command(
    code="keputusan.tandatangani_sk_komite",
    title="Menandatangani SK Komite Teknis",
    roles=[Role.DIREKTUR],
    permit=rules.bukan_anggota,
    subject="komite",
    sources={S.DRAF},
    signs=True,
    clause="SOP 4.1",
)
def tandatangani_sk_komite(ctx: Context, *, komite: Komite) -> None:
    """Appoint the committee; from now on its members, and only they, open the files."""
    if komite.sk is None:
        raise WrongState("Draf SK Komite Teknis belum ada.")
    tandatangani_naskah(ctx, naskah=komite.sk)
    komite.status = S.BERTUGAS
    komite.save()
    for anggota in komite.anggota.select_related("orang"):
        kirim(
            ctx,
            to_user=anggota.orang,
            template="sk_komite",
            data={"nama": anggota.orang.name, "nomor": komite.sk.nomor, "tautan": f"/keputusan/{komite.pk}/"},
        )
    note(nomor=komite.sk.nomor)


@command(
    code="keputusan.batalkan_komite",
    title="Membatalkan Komite Teknis",
    roles=[*PENGUSUL, Role.DIREKTUR],
    permit=by_role_alone,
    subject="komite",
    sources={S.DRAF, S.BERTUGAS, S.PLENO},
)
def batalkan_komite(ctx: Context, *, komite: Komite, alasan: str) -> None:
    """Dissolve a committee before its minutes, to appoint another. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Tulis alasannya.", {"alasan": ["Tulis alasan pembatalan komite."]})
    if komite.sk:
        batalkan_naskah(ctx, naskah=komite.sk, alasan=alasan.strip())
    komite.status = S.DIBATALKAN
    komite.save()
    note(alasan=alasan.strip())


def _anggota(ctx: Context, komite: Komite) -> Anggota:
    return Anggota.objects.select_related("orang").get(komite=komite, orang_id=ctx.actor.id)


@command(
    code="keputusan.beri_suara",
    title="Memberi suara",
    roles=[Role.KOMITE_TEKNIS],
    permit=rules.anggota_komite,
    subject="komite",
    sources={S.BERTUGAS, S.PLENO},
    clause="SOP 4.2, P508 9.4.4, 9.4.6",
)
def beri_suara(
    ctx: Context, *, komite: Komite, permohonan: Permohonan, butir: Sequence[str], suara: str, alasan: str = ""
) -> Verifikasi:
    """Record a member's verification and vote on one asesi.

    Raises NotPermitted for who trained or assessed them, Invalid while a point is unticked, for K with an open unit, or
    without a reason when the vote differs from the asesor's recommendation.
    """
    asesmen = next((row for row in rules.kasus_jadwal(komite.jadwal) if row.permohonan_id == permohonan.pk), None)
    if asesmen is None:
        raise Invalid(f"{permohonan} tidak termasuk perkara komite ini.")
    anggota = _anggota(ctx, komite)
    if why := rules.alasan_terlibat(anggota.orang, permohonan):
        raise NotPermitted(why)
    _periksa_suara(asesmen.rekomendasi, suara, butir, alasan)
    if suara == Suara.K and (why := rules.alasan_tidak_boleh_k(asesmen)):
        raise Invalid(why, {"suara": [why]})
    row = Verifikasi.objects.filter(anggota=anggota, permohonan=permohonan).first() or Verifikasi(
        anggota=anggota, permohonan=permohonan
    )
    row.butir, row.suara, row.alasan, row.pada = sorted(butir), suara, alasan.strip(), ctx.at
    row.save()
    note(suara=suara, alasan=alasan.strip(), case_id=permohonan.pk, nomor=permohonan.nomor)
    return row


def _periksa_suara(rekomendasi: str, suara: str, butir: Sequence[str], alasan: str) -> None:
    if suara not in Suara.values:
        raise Invalid("Pilih suara Anda.", {"suara": ["Pilih kompeten, belum kompeten, atau kembalikan berkas."]})
    kurang = [text for kode, text in rules.BUTIR_VERIFIKASI.items() if kode not in butir]
    if suara == Suara.K and kurang:
        raise Invalid(f"Butir verifikasi belum dicentang: {'; '.join(kurang)}.", {"butir": kurang})
    if suara != rekomendasi and not alasan.strip():
        raise Invalid(
            "Tulis alasan, karena suara Anda berbeda dari rekomendasi asesor.",
            {"alasan": ["Wajib diisi karena suara berbeda dari rekomendasi asesor."]},
        )


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
    _catat_hadir(ctx, _anggota(ctx, komite))


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
    anggota = _anggota(ctx, komite)
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
    komite.hasil = [_hasil_kasus(komite, row.permohonan) for row in rules.kasus_jadwal(komite.jadwal)]
    komite.nomor_ba = numbers.take(ctx, "ba_pleno", at=ctx.today, lsp=kop()["singkatan"])
    komite.status = S.BERITA_ACARA
    komite.save()
    note(nomor=komite.nomor_ba, jumlah=len(komite.hasil))


def _hasil_kasus(komite: Komite, permohonan: Permohonan) -> dict[str, str]:
    rows = Verifikasi.objects.filter(anggota__komite=komite, permohonan=permohonan)
    suara = [row.suara for row in rows]
    k, bk = suara.count(Suara.K), suara.count(Suara.BK)
    if k == bk:
        raise Invalid(f"Suara untuk {permohonan.nama} seimbang ({k} K, {bk} BK). Bahas lagi; suara dapat diubah selama pleno.")
    asesmen = rules.asesmen_dari(permohonan.pk)
    hasil = Hasil.K if k > bk else Hasil.BK
    if hasil == Hasil.K and asesmen and (why := rules.alasan_tidak_boleh_k(asesmen)):
        raise Invalid(why)
    return {
        "permohonan": str(permohonan.pk),
        "nomor": permohonan.nomor,
        "nama": permohonan.nama,
        "hasil": hasil.value,
        "alasan": "; ".join(row.alasan for row in rows if row.alasan),
    }


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
    anggota = _anggota(ctx, komite)
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
    """Sign and number the SK; its list is the minutes' list. Each asesi gets a decision and is told."""
    if komite.sk_keputusan is None:
        raise WrongState("Draf SK keputusan belum ada.")
    tandatangani_naskah(ctx, naskah=komite.sk_keputusan, isi=documents.isi_sk_keputusan(komite))
    komite.status, komite.diputuskan_pada = S.SELESAI, ctx.at
    komite.save()
    for row in komite.hasil:
        permohonan = Permohonan.objects.select_related("pemohon").get(pk=row["permohonan"])
        Keputusan(
            permohonan=permohonan,
            jenis=JenisKeputusan.PEMBERIAN,
            hasil=row["hasil"],
            dasar=f"Berita acara pleno {komite.nomor_ba}",
            tanggal=ctx.today,
            nomor_sk=komite.sk_keputusan.nomor,
            sk=komite.sk_keputusan,
            pembuat=ctx.actor.user,
            skema_kode=komite.jadwal.skema_kode,
            pada=ctx.at,
        ).save()
        pindah_tahap(ctx, permohonan=permohonan, tahap=Tahap.PENERBITAN if row["hasil"] == "K" else Tahap.SELESAI)
        kirim(
            ctx,
            to_user=permohonan.pemohon,
            template="keputusan_k" if row["hasil"] == "K" else "keputusan_bk",
            data={
                "nama": permohonan.nama,
                "nomor": permohonan.nomor,
                "skema": permohonan.skema_nama,
                "sk": komite.sk_keputusan.nomor,
                "tautan": f"/kasus/{permohonan.pk}/",
            },
            case_id=permohonan.pk,
        )
    note(nomor=komite.sk_keputusan.nomor, kasus=[row["permohonan"] for row in komite.hasil])


@command(
    code="keputusan.catat",
    title="Mencatat keputusan sertifikasi",
    roles=[Role.DIREKTUR],
    permit=by_role_alone,
    subject="permohonan",
    signs=True,
    clause="P508 9.4.3",
)
def catat_keputusan(
    ctx: Context,
    *,
    permohonan: Permohonan,
    jenis: str,
    dasar: str,
    nomor_sk: str,
    tanggal: date,
    sertifikat_id: UUID | None = None,
) -> Keputusan:
    """Record a decision on an existing certificate (maintaining to cancelling) with basis, date and SK. Raises Invalid."""
    if jenis not in JenisKeputusan.values or jenis == JenisKeputusan.PEMBERIAN:
        raise Invalid("Pilih jenis keputusan. Pemberian diputuskan lewat pleno dan SK.", {"jenis": ["Pilih jenis keputusan."]})
    if not dasar.strip() or not nomor_sk.strip():
        raise Invalid("Isi dasar keputusan dan nomor SK.", {"dasar": ["Isi dasar keputusan dan nomor SK-nya."]})
    if tanggal > ctx.today:
        raise Invalid("Tanggal keputusan belum tiba.", {"tanggal": ["Isi tanggal SK."]})
    if why := rules.alasan_terlibat(ctx.actor.user, permohonan):
        raise NotPermitted(why)
    row = Keputusan(
        permohonan=permohonan,
        sertifikat_id=sertifikat_id,
        jenis=jenis,
        dasar=dasar.strip(),
        tanggal=tanggal,
        nomor_sk=nomor_sk.strip(),
        pembuat=ctx.actor.user,
        skema_kode=permohonan.skema_kode,
        pada=ctx.at,
    )
    row.save()
    note(keputusan=row.pk, jenis=jenis, nomor_sk=nomor_sk.strip(), sertifikat_id=sertifikat_id, case_id=permohonan.pk)
    return row
