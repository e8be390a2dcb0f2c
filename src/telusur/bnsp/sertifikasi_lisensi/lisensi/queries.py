"""Reads of the register of LSP."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet

from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import KeputusanLisensi, Lingkup, Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import (
    SANKSI,
    JenisKeputusan,
    KeadaanLingkup,
    StatusLingkup,
    StatusLisensi,
)
from telusur.kernel.base.copied import key_of, sought
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Actor, Context
from telusur.kernel.commands.registry import query
from telusur.kernel.exchange.models import Partner, PartnerKey
from telusur.kernel.exchange.states import PartnerStatus

PEMBACA = (*STAFF, Role.PENGELOLA_SISTEM)


def _menurut_keadaan(rows: QuerySet[Lsp], status: str, pada: date) -> QuerySet[Lsp]:
    if status == StatusLisensi.AKTIF:
        return rows.filter(_lisensi_aktif(pada))
    if status == StatusLisensi.BERAKHIR:
        return rows.filter(Q(status=status) | (Q(status=StatusLisensi.AKTIF) & ~_lisensi_aktif(pada)))
    return rows.filter(status=status)


def _lisensi_aktif(pada: date, lewat: str = "") -> Q:
    """The licences in force on a day, as ``Lsp.keadaan`` says; ``lewat`` leads to them."""
    return Q(
        **{
            f"{lewat}status": StatusLisensi.AKTIF,
            f"{lewat}berlaku_dari__lte": pada,
            f"{lewat}berlaku_sampai__gte": pada,
        }
    )


def menurut_keadaan_lingkup(rows: QuerySet[Lingkup], keadaan: str, pada: date) -> QuerySet[Lingkup]:
    """The skema that ``Lingkup.keadaan`` says this of on a day, as one database condition."""
    if keadaan not in (KeadaanLingkup.AKTIF, KeadaanLingkup.BELUM, KeadaanLingkup.TANPA_LISENSI):
        return rows.filter(status=keadaan)
    rows, berlisensi = rows.filter(status=StatusLingkup.AKTIF), _lisensi_aktif(pada, "lsp__")
    if keadaan == KeadaanLingkup.TANPA_LISENSI:
        return rows.exclude(berlisensi)
    mulai = Q(sejak__lte=pada)
    return rows.filter(berlisensi, mulai if keadaan == KeadaanLingkup.AKTIF else ~mulai)


def direktori(pada: date, *, cari: str = "", status: str = "", jenis: str = "") -> QuerySet[Lsp]:
    """The public directory: by name, city, licence number or skema; with the number of skema in force."""
    aktif = menurut_keadaan_lingkup(Lingkup.objects.all(), KeadaanLingkup.AKTIF, pada).values("pk")
    rows = Lsp.objects.annotate(jumlah_skema=Count("lingkup", filter=Q(lingkup__in=aktif))).order_by("nama", "id")
    if cari:
        skema = Lingkup.objects.filter(Q(skema_nama__icontains=cari) | Q(skema_kode__icontains=cari)).values("lsp_id")
        words = Q(nama__icontains=cari) | Q(kota__icontains=cari) | sought("nomor_lisensi", cari)
        rows = rows.filter(words | Q(singkatan__iexact=cari) | Q(pk__in=skema))
    if jenis:
        rows = rows.filter(jenis=jenis)
    return _menurut_keadaan(rows, status, pada) if status else rows


@query(
    code="lisensi.lihat_register",
    title="Melihat register LSP",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1",
)
def register(ctx: Context, *, cari: str, status: str = "", jenis: str = "") -> QuerySet[Lsp]:
    """The register for the people of BNSP. Raises NotPermitted."""
    return direktori(ctx.today, cari=cari, status=status, jenis=jenis)


@query(
    code="lisensi.buka",
    title="Membuka data LSP",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="lsp",
    logged=False,
)
def buka(ctx: Context, *, lsp: Lsp) -> Lsp:
    """One LSP. Raises NotPermitted."""
    return lsp


@query(
    code="lisensi.lihat_lingkup",
    title="Melihat lingkup lisensi semua LSP",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 10.3.1 iii",
)
def lingkup(ctx: Context, *, cari: str, status: str = "") -> QuerySet[Lingkup]:
    """Every skema of every LSP, by name. Raises NotPermitted."""
    rows = Lingkup.objects.select_related("lsp").order_by("skema_nama", "lsp__nama", "id")
    if cari:
        words = Q(skema_nama__icontains=cari) | Q(skema_kode__icontains=cari) | Q(lsp__nama__icontains=cari)
        rows = rows.filter(words)
    return menurut_keadaan_lingkup(rows, status, ctx.today) if status in KeadaanLingkup.values else rows


@query(
    code="lisensi.lihat_sanksi",
    title="Melihat sanksi atas LSP",
    roles=PEMBACA,
    permit=by_role_alone,
    subject="cari",
    logged=False,
    clause="P508 9.5, 10.3.1 iv",
)
def sanksi(ctx: Context, *, cari: str, jenis: str = "") -> QuerySet[KeputusanLisensi]:
    """Decisions that were sanctions, the latest first. Raises NotPermitted."""
    kinds = [one for one in SANKSI if one == jenis] or SANKSI
    rows = KeputusanLisensi.objects.filter(jenis__in=kinds).select_related("lsp", "lingkup")
    if cari:
        rows = rows.filter(Q(lsp__nama__icontains=cari) | sought("nomor_sk", cari))
    return rows.order_by("-tanggal_sk", "-pada", "-id")


def jumlah_skema(pada: date) -> int:
    """How many different skema some LSP may certify on that day."""
    aktif = menurut_keadaan_lingkup(Lingkup.objects.all(), KeadaanLingkup.AKTIF, pada)
    return aktif.values("skema_kode").distinct().count()


def per_tahun() -> list[tuple[int, int]]:
    """Year of the first licence and how many LSP, the oldest first."""
    rows = KeputusanLisensi.objects.filter(jenis=JenisKeputusan.LISENSI).values("tanggal_sk__year")
    return list(
        rows.annotate(jumlah=Count("pk")).order_by("tanggal_sk__year").values_list("tanggal_sk__year", "jumlah")
    )


def semua() -> list[tuple[str, str]]:
    """Every LSP as (id, name) for the choices of a form."""
    return [
        (str(pk), f"{nama} ({nomor})")
        for pk, nama, nomor in Lsp.objects.order_by("nama").values_list("pk", "nama", "nomor_lisensi")
    ]


def dengan_id(pk: UUID | str) -> Lsp | None:
    """The LSP of this row."""
    return Lsp.objects.filter(pk=pk).first()


def dengan_nomor(nomor_lisensi: str) -> Lsp | None:
    """The LSP with this licence number."""
    return Lsp.objects.filter(nomor_lisensi=nomor_lisensi.replace("\0", "").strip()).first()


def yang_disebut(kata: str) -> Lsp | None:
    """The LSP that somebody means by its licence number, its full name or its short name; None when none or several do."""
    bersih = " ".join(kata.split())
    wanted = Q(nomor_lisensi_kunci=key_of(bersih) or "-") | Q(nama__iexact=bersih) | Q(singkatan__iexact=bersih)
    rows = list(Lsp.objects.filter(wanted)[:2])
    return rows[0] if len(rows) == 1 else None


def lingkup_dari(lsp: Lsp) -> list[Lingkup]:
    """Its scope, by name."""
    return list(Lingkup.objects.filter(lsp=lsp).select_related("lsp").order_by("skema_nama"))


def lingkup_berikut_keadaan(lsp: Lsp) -> list[tuple[Lingkup, date]]:
    """Its scope by number, each with the day since which it stands as it does: that of the last decision about it."""
    rows = Lingkup.objects.filter(lsp=lsp).order_by("skema_kode").prefetch_related(
        Prefetch("keputusan", queryset=KeputusanLisensi.objects.order_by("pada", "id"))
    )  # fmt: skip
    return [(row, _keadaan_sejak(row)) for row in rows]


def _keadaan_sejak(row: Lingkup) -> date:
    last = [one for one in row.keputusan.all() if one.jenis != JenisKeputusan.LINGKUP_TAMBAH][-1:]
    return max(row.sejak, last[0].tanggal_sk) if last else row.sejak


def keputusan_dari(lsp: Lsp) -> list[KeputusanLisensi]:
    """Every decision, newest first."""
    return list(
        KeputusanLisensi.objects.filter(lsp=lsp).select_related("lingkup").order_by("-tanggal_sk", "-pada", "-id")
    )


def kunci_dari(lsp: Lsp) -> list[PartnerKey]:
    """The public keys by which the exchange knows its messages, newest first."""
    return list(PartnerKey.objects.filter(partner__code=lsp.nomor_lisensi).order_by("-valid_from", "-id"))


def mitra_dari(lsp: Lsp) -> Partner | None:
    """The partner that speaks for an LSP, None when its system was never connected."""
    found: Partner | None = Partner.objects.filter(code=lsp.nomor_lisensi).first()
    return found


def tersambung(lsp: Lsp) -> bool:
    """Whether the LSP speaks for itself now: its system is a partner and not suspended."""
    mitra = mitra_dari(lsp)
    return mitra is not None and mitra.status == PartnerStatus.AKTIF


def tanpa_sambungan() -> list[tuple[str, str]]:
    """LSP whose words are entered by hand, as (id, name) for the choices of a form."""
    mitra = Partner.objects.filter(status=PartnerStatus.AKTIF).values("code")
    rows = Lsp.objects.exclude(nomor_lisensi__in=mitra).order_by("nama")
    return [(str(pk), f"{nama} ({nomor})") for pk, nama, nomor in rows.values_list("pk", "nama", "nomor_lisensi")]


def alamat_sistem(lsp: Lsp) -> str:
    """Where the LSP's own system answers: as its profile says, else where the exchange reaches it; empty if neither knows."""
    if lsp.alamat_sistem:
        return str(lsp.alamat_sistem).rstrip("/")
    partner = Partner.objects.filter(code=lsp.nomor_lisensi, status=PartnerStatus.AKTIF).first()
    return str(partner.address).rstrip("/") if partner else ""


def pintu_sistem(lsp: Lsp) -> str:
    """Where an officer of BNSP begins to sign in at the LSP's own system; that one comes back here for it (P508 12.1.2)."""
    there = alamat_sistem(lsp)
    return f"{there}/bnsp/masuk/?{urlencode({'iss': settings.BASE_URL})}" if there else ""


def yang_beralamat_sistem() -> QuerySet[Lsp]:
    """LSP of which ``alamat_sistem`` says something, by name."""
    partners = Partner.objects.filter(status=PartnerStatus.AKTIF).values("code")
    return Lsp.objects.filter(~Q(alamat_sistem="") | Q(nomor_lisensi__in=partners)).order_by("nama")


def berakhir_sebelum(pada: date) -> QuerySet[Lsp]:
    """Licences that stand as active although their last day is over."""
    return Lsp.objects.filter(status=StatusLisensi.AKTIF, berlaku_sampai__lt=pada)


def sebagai_lsp(lsp: Lsp, at: datetime, *, channel: str = "pertukaran") -> Context:
    """The context in which an LSP itself acts, as the exchange makes it: its code as a partner is its licence number."""
    actor = Actor(id=f"mitra:{lsp.nomor_lisensi}", name=lsp.nama, roles=frozenset({str(Role.LSP)}))
    return Context(actor=actor, at=at, channel=channel)
