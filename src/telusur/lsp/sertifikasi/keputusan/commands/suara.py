"""A member verifies a file and votes (SOP 4.2, P508 9.4.6)."""

from __future__ import annotations

from collections.abc import Sequence

from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.notices.commands import kirim
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.keputusan import rules
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Komite, Verifikasi
from telusur.lsp.sertifikasi.keputusan.queries import anggota_saya
from telusur.lsp.sertifikasi.keputusan.states import StatusKomite, Suara

S = StatusKomite


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
    anggota = anggota_saya(ctx, komite)
    if why := rules.alasan_tidak_kompeten(ctx, anggota.orang, komite.jadwal):
        raise NotPermitted(why)
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
    komite.save()
    if suara == Suara.KEMBALI:
        _kabari_asesor(ctx, anggota, asesmen, alasan.strip())
    note(suara=suara, alasan=alasan.strip(), case_id=permohonan.pk, nomor=permohonan.nomor)
    return row


def _periksa_suara(rekomendasi: str, suara: str, butir: Sequence[str], alasan: str) -> None:
    if suara not in Suara.values:
        raise Invalid("Pilih suara Anda.", {"suara": ["Pilih kompeten, belum kompeten, atau kembalikan berkas."]})
    kurang = [text for kode, text in rules.BUTIR_VERIFIKASI.items() if kode not in butir]
    if suara == Suara.K and kurang:
        sentence = f"Butir verifikasi belum dicentang: {'; '.join(kurang)}."
        raise Invalid(sentence, {"butir": [sentence]})
    if suara != rekomendasi and not alasan.strip():
        raise Invalid(
            "Tulis alasan, karena suara Anda berbeda dari rekomendasi asesor.",
            {"alasan": ["Wajib diisi karena suara berbeda dari rekomendasi asesor."]},
        )


def _kabari_asesor(ctx: Context, anggota: Anggota, asesmen: Asesmen, alasan: str) -> None:
    """The file goes back to who can complete it."""
    kirim(
        ctx,
        to_user=asesmen.asesor.orang,
        template="berkas_dikembalikan",
        data={
            "asesi": asesmen.permohonan.nama,
            "nomor": asesmen.permohonan.nomor,
            "anggota": anggota.orang.name,
            "alasan": alasan,
            "tautan": f"/kasus/{asesmen.permohonan_id}/",
        },
        case_id=asesmen.permohonan_id,
    )
