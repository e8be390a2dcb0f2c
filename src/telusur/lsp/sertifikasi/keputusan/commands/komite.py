"""Appointing a komite teknis (SOP 4.1, P508 9.4.4, 9.4.5)."""

from __future__ import annotations

from collections.abc import Sequence

from telusur.kernel.accounts.models import User
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.flows.sync import refresh
from telusur.kernel.notices.commands import kirim
from telusur.lsp.administrasi.umum.commands import batalkan_naskah, buat_naskah, tandatangani_naskah
from telusur.lsp.administrasi.umum.queries import pemegang_peran
from telusur.lsp.administrasi.umum.states import JenisNaskah
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.keputusan import documents, rules
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Komite
from telusur.lsp.sertifikasi.keputusan.states import Jabatan, StatusKomite

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
    if not kasus:
        raise Invalid(f"Tidak ada asesi yang dilaporkan pada {jadwal}, jadi tidak ada yang diputuskan.")
    terlibat = rules.keterlibatan(orang, kasus)
    peran = set(pemegang_peran(Role.KOMITE_TEKNIS, ctx).values_list("pk", flat=True))
    for person in orang:
        if person.pk not in peran:
            raise Invalid(f"{person.name} tidak memegang peran Komite Teknis yang berlaku.")
        if why := rules.alasan_tidak_dapat_ditunjuk(ctx, person, jadwal, kasus, terlibat):
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
    refresh(ctx, jadwal)
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
    refresh(ctx, komite.jadwal)
    note(alasan=alasan.strip())
