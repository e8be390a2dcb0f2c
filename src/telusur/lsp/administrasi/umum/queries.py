"""Reads of the LSP's own data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from telusur.kernel.accounts.models import RoleAssignment, User
from telusur.kernel.base.clock import long_date, short_date
from telusur.kernel.base.copied import sought
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.rules import by_role_alone, rule
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.lsp.administrasi.umum.models import LingkupLisensi, Lisensi, Naskah, ProfilLsp, Setelan
from telusur.lsp.administrasi.umum.setelan import DAFTAR, Butir
from telusur.lsp.administrasi.umum.setelan import nilai as setelan
from telusur.lsp.administrasi.umum.states import StatusLingkup, StatusLisensi
from telusur.lsp.roles import NAMES, STAFF, Role

__all__ = [
    "SEMUA_SETELAN",
    "alasan_di_luar_lingkup",
    "atas_nama",
    "bagian_naskah",
    "buka_naskah",
    "direktur",
    "isi_lisensi",
    "isi_profil",
    "keadaan_lisensi",
    "kop",
    "lihat_setelan",
    "lingkup",
    "lisensi",
    "naskah_dari",
    "naskah_terlihat",
    "nomor_lisensi",
    "pemegang_peran",
    "profil",
    "setelan",
    "tampil",
    "wewenang",
]
SEMUA_SETELAN = "daftar setelan"
TANPA_LISENSI = "Lisensi LSP ini belum tercatat."
KELOMPOK = {
    "tenggat": "Tenggat kerja",
    "komite": "Komite Teknis",
    "aplikasi": "Permohonan",
    "lisensi": "Lisensi",
    "asesor": "Asesor",
    "tuk": "TUK",
    "jadwal": "Jadwal",
    "asesmen": "Asesmen",
    "sertifikat": "Sertifikat",
    "laporan": "Laporan ke BNSP",
}
BAGIAN = (
    ("dasar", "Dasar"),
    ("menimbang", "Menimbang"),
    ("mengingat", "Mengingat"),
    ("memperhatikan", "Memperhatikan"),
    ("menetapkan", "Menetapkan"),
    ("kepada", "Kepada"),
    ("untuk", "Untuk"),
    ("tembusan", "Tembusan"),
)


def profil() -> ProfilLsp:
    """The LSP. Raises NotFound before the profile was recorded."""
    found = ProfilLsp.objects.first()
    if found is None:
        raise NotFound("Profil LSP belum diisi. Pengelola sistem mengisinya di halaman Profil LSP.")
    return found


def lisensi() -> Lisensi | None:
    """The licence, whatever its state: what BNSP told before what was written down by hand, then the latest."""
    return Lisensi.objects.order_by("-menurut_bnsp", "-berlaku_dari").first()


def nomor_lisensi() -> str:
    """The number of the licence, by which BNSP knows this LSP; empty before it was recorded."""
    row = lisensi()
    return row.nomor if row else ""


@dataclass(frozen=True, slots=True)
class Wewenang:
    """What the licence and its scope allow, read once for however many skema; ``lingkup`` by skema number.

    ``dinyatakan``: the scope is known. Before BNSP told it, every skema goes with the licence; without a licence none is open.
    """

    lisensi: Lisensi | None
    lingkup: Mapping[str, LingkupLisensi]
    dinyatakan: bool

    def alasan(self, skema_kode: str, pada: date) -> str | None:
        """Why no new assessment of this skema may take place on that day; None while licence and scope are in force."""
        return self._alasan_lisensi(pada) or self._alasan_lingkup(skema_kode, pada)

    def _alasan_lisensi(self, pada: date) -> str | None:
        row = self.lisensi
        if row is None:
            return TANPA_LISENSI
        if row.status in (StatusLisensi.DIBEKUKAN, StatusLisensi.DICABUT):
            return f"Lisensi LSP {row.get_status_display().lower()} oleh BNSP dengan {row.nomor_sk}."
        if pada > row.berlaku_sampai:
            return f"Lisensi LSP berakhir {long_date(row.berlaku_sampai)}."
        return f"Lisensi LSP baru berlaku {long_date(row.berlaku_dari)}." if pada < row.berlaku_dari else None

    def _alasan_lingkup(self, skema_kode: str, pada: date) -> str | None:
        row = self.lingkup.get(skema_kode)
        if row is None:
            tidak_ada = f"Skema {skema_kode} tidak ada dalam ruang lingkup lisensi menurut BNSP."
            return tidak_ada if self.dinyatakan else None
        if row.status != StatusLingkup.AKTIF:
            sejak = short_date(row.keadaan_sejak)
            return f"Skema {skema_kode} {row.get_status_display().lower()} menurut BNSP sejak {sejak}."
        return f"Skema {skema_kode} baru berlaku {long_date(row.sejak)} menurut BNSP." if pada < row.sejak else None


def wewenang(skema_kode: str = "") -> Wewenang:
    """Licence and scope, of one skema or of all: the one rule that gates, pages and lists ask (P508 9.5)."""
    row = lisensi()
    ini = ExpressionWrapper(Q(skema_kode=skema_kode), output_field=BooleanField())
    rows = LingkupLisensi.objects.annotate(ini=ini).order_by("-ini")
    # Of one: itself, else any other, which says that the scope is known and it is not in it.
    found = {one.skema_kode: one for one in (rows[:1] if skema_kode else rows)}
    return Wewenang(row, found, bool(found) or (row is not None and row.menurut_bnsp))


def alasan_di_luar_lingkup(skema_kode: str, pada: date) -> str | None:
    """Why no new assessment of this skema may take place on that day: licence or scope are not in force (P508 9.5)."""
    return wewenang(skema_kode).alasan(skema_kode, pada)


def masa_berlaku_menurut_bnsp(skema_kode: str) -> int | None:
    """The longest validity in months that BNSP allows certificates of this skema; None while it has told nothing."""
    rows = LingkupLisensi.objects.filter(skema_kode=skema_kode)
    found: int | None = rows.values_list("masa_berlaku_bulan", flat=True).first()
    return found


def lingkup() -> list[LingkupLisensi]:
    """The scope of the licence as BNSP told it, by name; empty while BNSP has told nothing (P508 9.5)."""
    return list(LingkupLisensi.objects.order_by("skema_nama", "skema_kode"))


def keadaan_lisensi(pada: date) -> tuple[str, str]:
    """Words and tone of the licence on a day: what BNSP decided, and whether its period has begun or is over."""
    row = lisensi()
    if row is None:
        return "Belum dicatat", "mute"
    if row.status in (StatusLisensi.DIBEKUKAN, StatusLisensi.DICABUT):
        return str(row.get_status_display()), "late"
    if pada > row.berlaku_sampai:
        return "Berakhir", "late"
    if pada < row.berlaku_dari:
        return "Belum berlaku", "wait"
    return str(row.get_status_display()), "ok" if row.status == StatusLisensi.AKTIF else "wait"


def isi_profil() -> dict[str, Any]:
    """What the profile holds, by field; empty before it was recorded."""
    return dict(ProfilLsp.objects.values().first() or {})


def isi_lisensi() -> dict[str, Any]:
    """What the licence holds, by field."""
    row = lisensi()
    return dict(Lisensi.objects.filter(pk=row.pk).values().get()) if row else {}


@dataclass(frozen=True, slots=True)
class BarisSetelan:
    """A setting as its page shows it; values are already words."""

    butir: Butir
    nilai: str
    bawaan: str
    diubah: bool


def tampil(butir: Butir, nilai: Any) -> str:
    """A value with its unit: ``3 hari kerja``, ``Ya``."""
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    return f"{nilai} {butir.satuan}".strip()


@query(
    code="umum.lihat_setelan",
    title="Melihat setelan",
    roles=[*STAFF, Role.PENGELOLA_SISTEM],
    permit=by_role_alone,
    subject="daftar",
    logged=False,
)
def lihat_setelan(ctx: Context, *, daftar: str) -> list[tuple[str, list[BarisSetelan]]]:
    """Every setting by subject, in one database query. Raises NotPermitted."""
    diubah = dict(Setelan.objects.values_list("kode", "nilai"))
    urutan = list(KELOMPOK)

    def kelompok(butir: Butir) -> str:
        return butir.kode.partition(".")[0]

    def tempat(butir: Butir) -> tuple[int, str, str]:
        awal = kelompok(butir)
        return (urutan.index(awal) if awal in KELOMPOK else len(urutan), awal, butir.label)

    def baris(butir: Butir) -> BarisSetelan:
        kini = diubah.get(butir.kode, butir.bawaan)
        return BarisSetelan(butir, tampil(butir, kini), tampil(butir, butir.bawaan), kini != butir.bawaan)

    sorted_rows = sorted(DAFTAR.values(), key=tempat)
    return [
        (KELOMPOK.get(awal, awal.capitalize()), [baris(butir) for butir in rows])
        for awal, rows in groupby(sorted_rows, key=kelompok)
    ]


def pemegang_peran(role: str, ctx: Context) -> QuerySet[User]:
    """Active people who hold a role today, by name."""
    held = RoleAssignment.objects.filter(RoleAssignment.valid_on(ctx.today), role=role).values("user_id")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name")  # type: ignore[no-any-return]


def direktur(ctx: Context) -> User:
    """Who signs for the LSP today. Raises NotFound when nobody does."""
    found = pemegang_peran(Role.DIREKTUR, ctx).first()
    if found is None:
        raise NotFound("Tidak ada Direktur yang perannya berlaku hari ini.")
    return found


def atas_nama(ctx: Context, role: Role) -> str:
    """The office under a signature: the role's own, or ``a.n. Direktur, Admin LSP`` when somebody else signs for it."""
    if ctx.actor.has(role):
        return NAMES[role]
    own = next((NAMES[mine] for mine in STAFF if ctx.actor.has(mine)), "")
    return f"a.n. {NAMES[role]}, {own}" if own else f"a.n. {NAMES[role]}"


def kop() -> dict[str, Any]:
    """Letterhead data for documents."""
    lsp, licence = profil(), lisensi()
    return {
        "nama": lsp.nama,
        "nama_en": lsp.nama_en,
        "singkatan": lsp.singkatan,
        "alamat": lsp.alamat,
        "kota": lsp.kota,
        "telepon": lsp.telepon,
        "email": lsp.email,
        "npwp": lsp.npwp,
        "lisensi": licence.nomor if licence else "",
        "peraga": lsp.peraga,
    }


def naskah_terlihat(
    ctx: Context, *, jenis: str = "", cari: str = "", status: str = "", penerima: User | None = None
) -> QuerySet[Naskah]:
    """Letters and decrees this actor may see: staff all, others those addressed to them (SE007 A.IV.5)."""
    rows = Naskah.objects.select_related("penerima", "penandatangan", "dokumen").order_by("-dibuat_pada", "-id")
    if not ctx.actor.has(*STAFF):
        rows = rows.filter(penerima=ctx.actor.user) if ctx.actor.user else rows.none()
    if penerima is not None:
        rows = rows.filter(penerima=penerima)
    if jenis:
        rows = rows.filter(jenis=jenis)
    if status:
        rows = rows.filter(status=status)
    if cari:
        rows = rows.filter(sought("nomor", cari) | Q(perihal__icontains=cari) | Q(penerima__name__icontains=cari))
    return rows


@rule("Naskah ini hanya dapat dibuka staf LSP dan penerimanya.")
def boleh_buka_naskah(ctx: Context, naskah: Naskah) -> bool:
    """Staff and the addressee."""
    return ctx.actor.has(*STAFF) or str(naskah.penerima_id) == ctx.actor.id


@query(
    code="umum.buka_naskah",
    title="Membuka naskah",
    roles=[*STAFF, Role.ASESOR, Role.VERIFIKATOR_TUK, Role.KOMITE_TEKNIS],
    permit=boleh_buka_naskah,
    subject="naskah",
    logged=False,
    clause="SE007 A.IV.5",
)
def buka_naskah(ctx: Context, *, naskah: Naskah) -> Naskah:
    """One letter or decree with its document. Raises NotPermitted."""
    return Naskah.objects.select_related("penerima", "penandatangan", "dokumen").get(pk=naskah.pk)


def bagian_naskah(naskah: Naskah) -> list[tuple[str, list[str]]]:
    """What the letter says, part by part, in the order of the printed page."""
    return [
        (judul, [_kalimat(butir) for butir in naskah.isi[kunci]]) for kunci, judul in BAGIAN if naskah.isi.get(kunci)
    ]


def _kalimat(butir: Any) -> str:
    if not isinstance(butir, dict):
        return str(butir)
    nomor = f"{butir.get('label_nomor', '')} {butir['nomor']}".strip() if butir.get("nomor") else ""
    return ", ".join(bagian for bagian in (butir.get("nama", ""), butir.get("jabatan", ""), nomor) if bagian)


def naskah_dari(untuk_id: UUID) -> list[Naskah]:
    """All letters about one row, oldest first."""
    return list(Naskah.objects.filter(untuk_id=untuk_id).order_by("dibuat_pada"))
