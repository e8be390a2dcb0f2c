"""Who may decide, and when a decision is possible (P508 9.4.2 to 9.4.6)."""

from __future__ import annotations

from uuid import UUID

from telusur.kernel.accounts.models import User
from telusur.kernel.base.clock import short_date
from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.sdm.queries import kompeten_memutuskan, pernah_melatih
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.queries import asesmen_kasus, pernah_mengases
from telusur.lsp.sertifikasi.asesmen.rules import rekaman_kurang
from telusur.lsp.sertifikasi.asesmen.states import Hasil, StatusAsesmen
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


def alasan_terlibat(orang: User, permohonan: Permohonan) -> str | None:
    """Why this person may not decide on that one: it is themselves, they assessed or trained them (P508 9.4.4)."""
    if orang.pk == permohonan.pemohon_id:
        return f"{orang.name} tidak boleh memutuskan perkaranya sendiri."
    if asesmen := pernah_mengases(orang.pk, permohonan.pemohon_id):
        return (
            f"{orang.name} mengases {permohonan.nama} pada {asesmen.jadwal.nomor} ({short_date(asesmen.jadwal.tanggal)}). "
            "Pelatih dan asesor tidak boleh ikut memutuskan (P508 9.4.4). Tunjuk orang lain."
        )
    if latihan := pernah_melatih(orang.pk, permohonan.pemohon_id):
        return (
            f"{orang.name} melatih {permohonan.nama} pada “{latihan.judul}”, {short_date(latihan.mulai)} sampai "
            f"{short_date(latihan.selesai)}. Pelatih dan asesor tidak boleh ikut memutuskan (P508 9.4.4). Tunjuk orang lain."
        )
    return None


def alasan_tidak_dapat_ditunjuk(ctx: Context, orang: User, jadwal: Jadwal, kasus: list[Permohonan]) -> str | None:
    """Why a person cannot sit in the committee for these cases; None if they can."""
    if not kompeten_memutuskan(orang.pk, jadwal.skema_kode, ctx.today):
        return (
            f"{orang.name} tidak mempunyai kompetensi komite yang tercatat untuk skema {jadwal.skema_kode} (P508 9.4.5). "
            "Catat kompetensinya atau tunjuk orang lain."
        )
    return next((why for permohonan in kasus if (why := alasan_terlibat(orang, permohonan))), None)


def kasus_jadwal(jadwal: Jadwal) -> list[Asesmen]:
    """The reported assessments of a schedule: what a committee decides on."""
    rows = Asesmen.objects.filter(jadwal=jadwal, status=StatusAsesmen.DILAPORKAN).select_related("permohonan__pemohon")
    return list(rows.order_by("permohonan__nama"))


@rule("Laporan asesmen untuk jadwal ini belum diserahkan asesor.")
def jadwal_dilaporkan(ctx: Context, jadwal: Jadwal) -> bool:
    """The report was handed over."""
    return jadwal.status == StatusJadwal.SELESAI


@rule("Layar keputusan hanya untuk anggota komite teknis yang ditunjuk dalam SK.")
def anggota_komite(ctx: Context, komite: Komite) -> bool:
    """A member appointed by the signed SK (P508 9.4.2)."""
    return Anggota.objects.filter(komite=komite, orang_id=ctx.actor.id if ctx.actor.user else None).exists()


@rule("Anggota komite teknis tidak boleh menandatangani SK keputusan untuk perkara yang sama.")
def bukan_anggota(ctx: Context, komite: Komite) -> bool:
    """Who voted does not sign."""
    return not Anggota.objects.filter(komite=komite, orang_id=ctx.actor.id).exists()


@rule("Penandatangan SK tidak boleh terlibat melatih atau mengases asesi dalam daftar.")
def penandatangan_bebas(ctx: Context, komite: Komite) -> bool | str:
    """The signer neither trained nor assessed anybody on the list (P508 9.4.4)."""
    for asesmen in kasus_jadwal(komite.jadwal):
        if why := alasan_terlibat(ctx.actor.user, asesmen.permohonan):
            return why
    return True


def alasan_tidak_boleh_k(asesmen: Asesmen) -> str | None:
    """Why "Kompeten" is not possible for this case now (P508 9.4.6): an open unit or a missing record."""
    terbuka = [kode for kode, hasil in asesmen.unit_hasil.items() if hasil != Hasil.K]
    if terbuka or not asesmen.unit_hasil:
        return f"Kompeten tidak dapat diputuskan: unit {', '.join(terbuka) or 'belum dinilai'} belum K (P508 9.4.6)."
    if kurang := rekaman_kurang(asesmen):
        return f"Kompeten tidak dapat diputuskan: rekaman {', '.join(kurang)} belum ada (P508 9.4.6)."
    return None


def suara_lengkap(komite: Komite) -> list[str]:
    """Names of members whose vote on some case is still missing or asks for the file to go back."""
    kasus = {row.permohonan_id for row in kasus_jadwal(komite.jadwal)}
    kurang = []
    for anggota in Anggota.objects.filter(komite=komite).select_related("orang"):
        suara = dict(Verifikasi.objects.filter(anggota=anggota).values_list("permohonan_id", "suara"))
        if kasus - set(suara) or Suara.KEMBALI in suara.values():
            kurang.append(anggota.orang.name)
    return kurang


def minimal_anggota() -> int:
    """How many members a committee needs (setting; no official minimum is known)."""
    return int(setelan("komite.anggota_minimal"))


def asesmen_dari(permohonan_id: UUID) -> Asesmen | None:
    """The assessment a decision rests on."""
    return asesmen_kasus(permohonan_id)
