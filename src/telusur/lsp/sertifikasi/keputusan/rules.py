"""Who may decide, and when a decision is possible (P508 9.4.2 to 9.4.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from telusur.kernel.accounts.models import User
from telusur.kernel.base.clock import short_date
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.queries import record
from telusur.lsp.administrasi.sdm.models import Pelatihan
from telusur.lsp.administrasi.sdm.queries import kompeten_memutuskan, pelatihan_antara
from telusur.lsp.administrasi.skema.queries import unmet
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.sertifikasi.aplikasi.formulir import APL01, hasil_persyaratan
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.queries import asesmen_dilaporkan, asesor_dari, berkas_kurang
from telusur.lsp.sertifikasi.asesmen.states import Hasil
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.keputusan.models import Anggota, Komite, Verifikasi
from telusur.lsp.sertifikasi.keputusan.states import Suara

BUTIR_VERIFIKASI = {
    "apl": "FR.APL.01 dan FR.APL.02 lengkap dan divalidasi",
    "mapa": "FR.MAPA.01 dan FR.MAPA.02 sesuai skema",
    "ak01": "FR.AK.01 ditandatangani asesor dan asesi",
    "instrumen": "Rekaman instrumen lengkap menurut FR.MAPA.02",
    "ak02": "FR.AK.02 didukung bukti untuk setiap unit",
    "laporan": "FR.AK.05 sesuai dengan FR.AK.02",
    "prinsip": "Bukti valid, asli, terkini, dan memadai",
}


@dataclass(frozen=True, slots=True)
class Keterlibatan:
    """Who trained or assessed whom among these people; two reads, however many people and cases."""

    pelatihan: dict[tuple[UUID, UUID], Pelatihan]
    asesmen: dict[tuple[UUID, UUID], Asesmen]

    def alasan(self, orang: User, permohonan: Permohonan) -> str | None:
        """Why this person may not decide on that one: it is themselves, they assessed or trained them (P508 9.4.4)."""
        if orang.pk == permohonan.pemohon_id:
            return f"{orang.name} tidak boleh memutuskan perkaranya sendiri."
        pasangan = (orang.pk, permohonan.pemohon_id)
        if asesmen := self.asesmen.get(pasangan):
            return (
                f"{orang.name} mengases {permohonan.nama} pada {asesmen.jadwal.nomor} "
                f"({short_date(asesmen.jadwal.tanggal)}). "
                "Pelatih dan asesor tidak boleh ikut memutuskan (P508 9.4.4). Tunjuk orang lain."
            )
        if latihan := self.pelatihan.get(pasangan):
            return (
                f"{orang.name} melatih {permohonan.nama} pada “{latihan.judul}”, {short_date(latihan.mulai)} sampai "
                f"{short_date(latihan.selesai)}. "
                "Pelatih dan asesor tidak boleh ikut memutuskan (P508 9.4.4). Tunjuk orang lain."
            )
        return None


def keterlibatan(orang: Iterable[User], kasus: Iterable[Permohonan]) -> Keterlibatan:
    """Trainings and assessments between these people and these applicants."""
    siapa, siapa_saja = [row.pk for row in orang], {row.pemohon_id for row in kasus}
    return Keterlibatan(pelatihan_antara(siapa, siapa_saja), asesor_dari(siapa, siapa_saja))


def alasan_terlibat(orang: User, permohonan: Permohonan) -> str | None:
    """Why this person may not decide on that one; None if they may."""
    return keterlibatan([orang], [permohonan]).alasan(orang, permohonan)


def alasan_tidak_kompeten(ctx: Context, orang: User, jadwal: Jadwal) -> str | None:
    """Why this person may not decide on this skema at all (P508 9.4.5)."""
    if kompeten_memutuskan(orang.pk, jadwal.skema_kode, ctx.today):
        return None
    return (
        f"{orang.name} tidak mempunyai kompetensi komite yang tercatat untuk skema {jadwal.skema_kode} (P508 9.4.5). "
        "Catat kompetensinya atau tunjuk orang lain."
    )


def alasan_tidak_dapat_ditunjuk(
    ctx: Context, orang: User, jadwal: Jadwal, kasus: list[Permohonan], terlibat: Keterlibatan | None = None
) -> str | None:
    """Why a person cannot sit in the committee for these cases; None if they can."""
    if why := alasan_tidak_kompeten(ctx, orang, jadwal):
        return why
    known = terlibat or keterlibatan([orang], kasus)
    return next((why for permohonan in kasus if (why := known.alasan(orang, permohonan))), None)


def kasus_jadwal(jadwal: Jadwal) -> list[Asesmen]:
    """The reported assessments of a schedule: what a committee decides on."""
    return asesmen_dilaporkan(jadwal)


@rule("Laporan asesmen untuk jadwal ini belum diserahkan asesor.")
def jadwal_dilaporkan(ctx: Context, jadwal: Jadwal) -> bool:
    """The report was handed over."""
    return jadwal.status == StatusJadwal.SELESAI


def duduk_dalam(ctx: Context, komite: Komite) -> bool:
    """Whether the actor has a seat in the committee."""
    return ctx.actor.user is not None and Anggota.objects.filter(komite=komite, orang=ctx.actor.user).exists()


@rule("Layar keputusan hanya untuk anggota komite teknis yang ditunjuk dalam SK.")
def anggota_komite(ctx: Context, komite: Komite) -> bool | str:
    """A member appointed by the signed SK (P508 9.4.2)."""
    if not duduk_dalam(ctx, komite):
        return False
    if komite.ditunjuk:
        return True
    return (
        f"{str(komite).capitalize()} belum ditetapkan atau sudah dibatalkan. Berkas terbuka sesudah SK ditandatangani."
    )


@rule("Anggota komite teknis tidak boleh menandatangani SK keputusan untuk perkara yang sama.")
def bukan_anggota(ctx: Context, komite: Komite) -> bool:
    """Who votes does not sign."""
    return not duduk_dalam(ctx, komite)


@rule("Penandatangan SK tidak boleh terlibat melatih atau mengases asesi dalam daftar.")
def penandatangan_bebas(ctx: Context, komite: Komite) -> bool | str:
    """The signer neither trained nor assessed anybody on the list (P508 9.4.4)."""
    kasus = [row.permohonan for row in kasus_jadwal(komite.jadwal)]
    known = keterlibatan([ctx.actor.user], kasus)
    return next((why for row in kasus if (why := known.alasan(ctx.actor.user, row))), True)


@rule("Keputusan atas perkara Anda sendiri diambil orang lain (P508 9.4.4).")
def bukan_perkara_sendiri(ctx: Context, permohonan: Permohonan) -> bool | str:
    """The Direktur decides neither on themselves nor on whom they trained or assessed."""
    if ctx.actor.user is None:
        return True
    return alasan_terlibat(ctx.actor.user, permohonan) or True


def alasan_tidak_boleh_k(asesmen: Asesmen) -> str | None:
    """Why "Kompeten" is not possible for this case now (P508 9.4.6): a requirement, a unit or a record is open."""
    terbuka = [kode for kode, hasil in asesmen.unit_hasil.items() if hasil != Hasil.K]
    if terbuka or not asesmen.unit_hasil:
        return f"Kompeten tidak dapat diputuskan: unit {', '.join(terbuka) or 'belum dinilai'} belum K (P508 9.4.6)."
    if kurang := berkas_kurang(asesmen):
        return f"Kompeten tidak dapat diputuskan: rekaman {', '.join(kurang)} belum ada (P508 9.4.6)."
    if belum := persyaratan_terbuka(asesmen.permohonan):
        return f"Kompeten tidak dapat diputuskan: persyaratan skema belum terpenuhi (P508 9.4.6). {' '.join(belum)}"
    return None


def persyaratan_terbuka(permohonan: Permohonan) -> list[str]:
    """Requirements of the skema that FR.APL.01 does not show as met, as sentences."""
    apl01 = record(permohonan.pk, APL01)
    return unmet(permohonan.skema, hasil_persyaratan(apl01)) if apl01 else ["FR.APL.01 belum ada."]


def suara_lengkap(komite: Komite) -> list[str]:
    """Names of members whose vote on some case is still missing or asks for the file to go back."""
    kasus = {row.permohonan_id for row in kasus_jadwal(komite.jadwal)}
    suara: dict[UUID, dict[UUID, str]] = {}
    for row in Verifikasi.objects.filter(anggota__komite=komite):
        suara.setdefault(row.anggota_id, {})[row.permohonan_id] = row.suara
    return [
        anggota.orang.name
        for anggota in Anggota.objects.filter(komite=komite).select_related("orang").order_by("orang__name")
        if kasus - set(suara.get(anggota.pk, {})) or Suara.KEMBALI in suara[anggota.pk].values()
    ]


def minimal_anggota() -> int:
    """How many members a committee needs (setting; no official minimum is known)."""
    return int(setelan("komite.anggota_minimal"))
