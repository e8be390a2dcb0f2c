"""How complete the data of an LSP are at BNSP at this moment: computed from the registers, never stored (P508 9.5.2).

Each question is asked once for all LSP of a page, so that a list costs the same at any length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Q, Sum

from telusur.bnsp.pengendalian.surveilans.models import Temuan
from telusur.bnsp.pengendalian.surveilans.states import StatusTemuan
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import StatusAsesor
from telusur.bnsp.sertifikasi_lisensi.blanko.models import AlokasiBlanko, BlankoRusak
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lingkup, Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import StatusLingkup
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import RekapSertifikat
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.models import TempatUji
from telusur.kernel.calendar.working_days import calendar
from telusur.kernel.commands.context import Context
from telusur.kernel.exchange.models import PartnerKey
from telusur.kernel.exchange.states import PartnerStatus

PENUH = 100
Hitung = dict[UUID, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Butir:
    """One question: ``ada`` of ``harus``; nothing is asked of an LSP for which ``harus`` is 0."""

    kode: str
    judul: str
    ada: int
    harus: int

    @property
    def penuh(self) -> bool:
        """Whether nothing is missing."""
        return self.ada >= self.harus

    def __str__(self) -> str:
        return f"{self.judul}: {self.ada} dari {self.harus}"


@dataclass(frozen=True, slots=True)
class Kelengkapan:
    """The answers for one LSP."""

    lsp: Lsp
    butir: Sequence[Butir]

    @property
    def skor(self) -> int:
        """0 to 100: the mean of what each question found."""
        asked = [one for one in self.butir if one.harus]
        if not asked:
            return PENUH
        return int(PENUH * sum(min(one.ada, one.harus) / one.harus for one in asked) / len(asked))

    @property
    def cukup(self) -> bool:
        """Whether it reaches what BNSP asks for."""
        return self.skor >= settings.KELENGKAPAN_MINIMAL

    @property
    def kurang(self) -> list[str]:
        """What is missing, in words."""
        return [str(one) for one in self.butir if not one.penuh]


def hitung(ctx: Context, lembaga: Sequence[Lsp]) -> list[Kelengkapan]:
    """The answers for these LSP, in their order."""
    ids = [one.pk for one in lembaga]
    kunci = _kunci(ctx, [one.nomor_lisensi for one in lembaga])
    tempat, terliput = _tuk(ctx, ids)
    orang, blanko, temuan = _asesor(ctx, ids), _blanko(ctx, ids), _temuan(ctx, ids)
    return [
        Kelengkapan(
            one,
            (
                Butir("profil", "Isian profil", *_profil(one, kunci)),
                Butir(
                    "pertukaran", "Sistem LSP tersambung dengan kunci yang berlaku", int(one.nomor_lisensi in kunci), 1
                ),
                Butir("asesor", "Asesor dengan sertifikat yang berlaku", *orang.get(one.pk, (0, 1))),
                Butir("tuk", "TUK dengan verifikasi yang berlaku", *tempat.get(one.pk, (0, 1))),
                Butir("lingkup", "Skema lisensi yang mempunyai TUK", *terliput.get(one.pk, (0, 1))),
                Butir("blanko", "Blanko yang sudah dipertanggungjawabkan", *blanko.get(one.pk, (0, 0))),
                Butir("temuan", "Temuan terbuka yang belum lewat tenggat", *temuan.get(one.pk, (0, 0))),
            ),
        )
        for one in lembaga
    ]


def _profil(lsp: Lsp, kunci: Collection[str]) -> tuple[int, int]:
    reached = lsp.alamat_sistem or lsp.nomor_lisensi in kunci
    values = (lsp.alamat, lsp.kota, lsp.surel, lsp.telepon, reached)
    return sum(1 for one in values if one), len(values)


def _kunci(ctx: Context, nomor: Sequence[str]) -> set[str]:
    """Licence numbers of LSP whose messages can be believed now."""
    rows = PartnerKey.objects.filter(partner__code__in=nomor, partner__status=PartnerStatus.AKTIF)
    rows = rows.filter(Q(valid_until=None) | Q(valid_until__gt=ctx.at), valid_from__lte=ctx.at)
    return set(rows.values_list("partner__code", flat=True))


def _asesor(ctx: Context, ids: Sequence[UUID]) -> Hitung:
    berlaku = Q(status=StatusAsesor.AKTIF, berlaku_dari__lte=ctx.today, berlaku_sampai__gte=ctx.today)
    rows = AsesorKompetensi.objects.filter(lsp_id__in=ids).order_by().values_list("lsp_id")
    return {pk: (ada, semua) for pk, ada, semua in rows.annotate(ada=Count("pk", filter=berlaku), semua=Count("pk"))}


def _tuk(ctx: Context, ids: Sequence[UUID]) -> tuple[Hitung, Hitung]:
    """TUK whose verification is valid, and skema of the licence that have one."""
    tempat: dict[UUID, list[bool]] = defaultdict(list)
    skema: dict[UUID, set[str]] = defaultdict(set)
    rows = TempatUji.objects.filter(lsp_id__in=ids, aktif=True).values_list("lsp_id", "skema", "berlaku_sampai")
    for pk, kode, sampai in rows:
        valid = sampai is None or sampai >= ctx.today
        tempat[pk].append(valid)
        if valid:
            skema[pk].update(kode)
    diminta: dict[UUID, set[str]] = defaultdict(set)
    scope = Lingkup.objects.filter(lsp_id__in=ids, status=StatusLingkup.AKTIF)
    for pk, kode in scope.values_list("lsp_id", "skema_kode"):
        diminta[pk].add(kode)
    return (
        {pk: (sum(valid), len(valid)) for pk, valid in tempat.items()},
        {pk: (len(asked & skema[pk]), len(asked)) for pk, asked in diminta.items()},
    )


def _blanko(ctx: Context, ids: Sequence[UUID]) -> Hitung:
    """Blanks that were given long enough ago, and how many of them became a certificate or were reported broken."""
    lama = ctx.at - timedelta(days=settings.KELENGKAPAN_BLANKO_HARI)
    given = AlokasiBlanko.objects.filter(lsp_id__in=ids, pada__lt=lama).order_by().values_list("lsp_id")
    used = RekapSertifikat.objects.filter(lsp_id__in=ids).order_by().values_list("lsp_id").annotate(n=Sum("jumlah"))
    broken = BlankoRusak.objects.filter(lsp_id__in=ids).order_by().values_list("lsp_id").annotate(n=Count("pk"))
    accounted: dict[UUID, int] = defaultdict(int)
    for pk, n in (*used, *broken):
        accounted[pk] += n
    counted = given.annotate(n=Sum(F("akhir") - F("awal") + 1))
    return {pk: (min(accounted[pk], n), n) for pk, n in counted}


def _temuan(ctx: Context, ids: Sequence[UUID]) -> Hitung:
    """Findings not yet closed, and those whose time is not over."""
    days, found = calendar(), defaultdict[UUID, list[bool]](list)
    rows = Temuan.objects.filter(lsp_id__in=ids).exclude(status=StatusTemuan.DITUTUP)
    for pk, since in rows.values_list("lsp_id", "dibuka_pada"):
        found[pk].append(days.due_at(since, settings.TENGGAT_LKS_HARI) >= ctx.at)
    return {pk: (sum(intime), len(intime)) for pk, intime in found.items()}
