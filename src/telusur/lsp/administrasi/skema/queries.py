"""Reading skema. What is in force is public; drafts and withdrawn versions are for the people of the LSP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.skema.models import Biaya, KelompokPekerjaan, Persyaratan, Skema, UnitKompetensi
from telusur.lsp.administrasi.skema.states import HasilPersyaratan, JenisPersyaratan, StatusSkema
from telusur.lsp.administrasi.umum.queries import wewenang
from telusur.lsp.roles import STAFF, Role

READERS = (*STAFF, Role.ASESOR, Role.KOMITE_TEKNIS, Role.VERIFIKATOR_TUK, Role.PENGELOLA_SISTEM, Role.SISTEM)


def berlaku() -> QuerySet[Skema]:
    """The skema the LSP has put into force, by name, each with ``jumlah_unit`` and its fees prefetched (public).

    Whether one may be applied for is decided by licence and scope besides: ``terbuka``.
    """
    return (
        Skema.objects.filter(status=StatusSkema.BERLAKU)
        .annotate(jumlah_unit=Count("unit"))
        .prefetch_related("biaya")
        .order_by("nama_id")
    )


@dataclass(frozen=True, slots=True)
class Tutup:
    """A skema in force that takes no applications now, and the sentence that says why."""

    skema: Skema
    alasan: str


def terbuka(rows: QuerySet[Skema], pada: date) -> tuple[list[Skema], list[Tutup]]:
    """Of these skema those that may be applied for on a day, and the others with the reason: what each one's page says too.

    The same rule as of every gate (``umum.wewenang``), read once for all of them.
    """
    kini = wewenang()
    judged = [(row, kini.alasan(row.kode, pada)) for row in rows]
    return [row for row, why in judged if why is None], [Tutup(row, why) for row, why in judged if why is not None]


def daftar(ctx: Context, *, cari: str = "", status: str = "", jenis: str = "") -> QuerySet[Skema]:
    """All versions, for the people of the LSP; nothing for others."""
    if not ctx.actor.has(*READERS):
        return Skema.objects.none()
    found = Skema.objects.annotate(jumlah_unit=Count("unit")).order_by("nama_id", "kode", "-versi")
    if cari.strip():
        word = cari.strip()
        units = UnitKompetensi.objects.filter(Q(kode__icontains=word) | Q(judul_id__icontains=word)).values("skema")
        found = found.filter(Q(kode__icontains=word) | Q(nama_id__icontains=word) | Q(pk__in=units))
    if status:
        found = found.filter(status=status)
    return found.filter(jenis=jenis) if jenis else found


def lengkap(skema_id: Any) -> Skema:
    """One version with everything below it prefetched, in a fixed number of queries. Raises NotFound."""
    return _one(Skema.objects.filter(pk=skema_id))


def detail(kode: str) -> Skema:
    """The version in force of a skema number, everything prefetched (public). Raises NotFound."""
    return _one(Skema.objects.filter(kode=kode, status=StatusSkema.BERLAKU))


def dengan_slug(slug: str) -> Skema:
    """The version in force by the address of its page, everything prefetched (public). Raises NotFound."""
    return _one(Skema.objects.filter(slug=slug, status=StatusSkema.BERLAKU))


def versi(ctx: Context, slug: str, nomor: int) -> Skema:
    """One version, whatever its state, for the people of the LSP. Raises NotFound."""
    if not ctx.actor.has(*READERS):
        raise NotFound("Skema itu tidak ada.")
    return _one(Skema.objects.filter(slug=slug, versi=nomor))


def semua_versi(ctx: Context, kode: str) -> QuerySet[Skema]:
    """All versions of one skema number, newest first."""
    return daftar(ctx).filter(kode=kode).order_by("-versi")


def nama_menurut_kode() -> dict[str, str]:
    """The name of each skema in its latest version, by its number."""
    return dict(Skema.objects.order_by("versi").values_list("kode", "nama_id"))


def _one(found: QuerySet[Skema]) -> Skema:
    groups = KelompokPekerjaan.objects.prefetch_related("unit__elemen__kuk")
    skema = found.prefetch_related(
        Prefetch("kelompok", queryset=groups), "acuan_lain", "persyaratan", "persyaratan_tuk", "biaya"
    ).first()
    if skema is None:
        raise NotFound("Skema itu tidak ada atau tidak lagi berlaku. Lihat daftar skema.")
    return skema


def units(skema: Skema) -> list[UnitKompetensi]:
    """The units in order, with elemen and KUK prefetched."""
    return list(UnitKompetensi.objects.filter(skema=skema).select_related("kelompok").prefetch_related("elemen__kuk"))


def persyaratan(skema: Skema, jenis: str = "") -> list[Persyaratan]:
    """Requirements in order, of one kind or of both."""
    rows = list(skema.persyaratan.all())
    return [row for row in rows if row.jenis == jenis] if jenis else rows


def kelompok_persyaratan(skema: Skema, jenis: str) -> list[list[Persyaratan]]:
    """Requirements of one kind; alternatives of one group stand together, everything else alone."""
    groups: dict[str, list[Persyaratan]] = {}
    for row in persyaratan(skema, jenis):
        groups.setdefault(row.grup or str(row.pk), []).append(row)
    return list(groups.values())


def perlu_dicek(skema: Skema) -> list[str]:
    """What the file itself marks as doubtful, as an example or as a translation of our own; to settle before official use."""
    facts = [
        (skema.acuan_perlu_dicek, f"Acuan: {skema.acuan}"),
        (skema.sektor_perlu_dicek, f"Sektor: {skema.sektor_kode} {skema.sektor_nama}"),
        (skema.kbli_perlu_dicek, f"KBLI: {skema.kbli_kode} {skema.kbli_nama}"),
        (skema.kbji_perlu_dicek, f"KBJI: {skema.kbji_kode} {skema.kbji_nama}"),
        (skema.terjemahan, f"Nama dalam bahasa Inggris (terjemahan sendiri): {skema.nama_en}"),
        *((row.perlu_dicek, f"Acuan lain: {row}") for row in skema.acuan_lain.all()),
        *((row.perlu_dicek, f"Kelompok pekerjaan: {row.nama}") for row in skema.kelompok.all()),
        *((row.perlu_dicek, f"Persyaratan: {row.uraian}") for row in skema.persyaratan.all()),
        *((row.contoh or row.perlu_dicek, f"Nilai contoh: {row.nama}") for row in skema.biaya.all()),
    ]
    told = [sentence for marked, sentence in facts if marked]
    examples = sum(row.contoh for row in skema.persyaratan_tuk.all())
    translated = sum(unit.terjemahan for group in skema.kelompok.all() for unit in group.unit.all())
    if examples:
        told.append(f"{examples} persyaratan teknis TUK adalah contoh")
    if translated:
        told.append(f"{translated} judul unit dalam bahasa Inggris adalah terjemahan sendiri")
    return told


def snapshot(skema: Skema) -> dict[str, Any]:
    """The skema as plain data: what forms and documents are built from (``sumber["skema"]``)."""
    whole = lengkap(skema.pk)
    others = {code: str(other) for other in whole.acuan_lain.all() for code in other.berlaku_untuk}
    return {
        "id": str(whole.pk),
        "kode": whole.kode,
        "nomor": whole.kode,
        "versi": whole.versi,
        "nama": whole.nama_id,
        "nama_en": whole.nama_en,
        "jenis": whole.get_jenis_display(),
        "jenjang": whole.jenjang,
        "acuan": whole.acuan,
        "acuan_judul": whole.acuan_judul,
        "edisi": whole.edisi,
        "bukti_wajib_untuk_k": whole.bukti_wajib_untuk_k,
        "masa_berlaku_bulan": whole.masa_berlaku_bulan,
        "sektor": {"kode": whole.sektor_kode, "nama": whole.sektor_nama},
        "kbli": {"kode": whole.kbli_kode, "nama": whole.kbli_nama},
        "kbji": {"kode": whole.kbji_kode, "nama": whole.kbji_nama},
        "area_kerja": whole.area_kerja_id,
        "area_kerja_en": whole.area_kerja_en,
        "kelompok": [_group(group, others, whole.acuan) for group in whole.kelompok.all()],
        "persyaratan": [_requirement(row) for row in whole.persyaratan.all()],
        "persyaratan_tuk": [
            {"id": str(row.pk), "perlengkapan": row.perlengkapan, "spesifikasi": row.spesifikasi, "jumlah": row.jumlah}
            for row in whole.persyaratan_tuk.all()
        ],
    }


def _group(group: KelompokPekerjaan, others: Mapping[str, str], main: str) -> dict[str, Any]:
    return {"nama": group.nama, "unit": [_unit(unit, others.get(unit.kode, main)) for unit in group.unit.all()]}


def _unit(unit: UnitKompetensi, standard: str) -> dict[str, Any]:
    return {
        "kode": unit.kode,
        "judul": unit.judul_id,
        "judul_en": unit.judul_en,
        "acuan": standard,
        "elemen": [
            {"no": part.no, "judul": part.judul, "kuk": [{"no": kuk.no, "teks": kuk.teks} for kuk in part.kuk.all()]}
            for part in unit.elemen.all()
        ],
    }


def _requirement(row: Persyaratan) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "jenis": row.jenis,
        "uraian": row.uraian,
        "wajib": row.wajib,
        "grup": row.grup,
        "macam": row.macam,
        "jenis_berkas": row.jenis_berkas,
        "ukuran_maks_mb": row.ukuran_maks_mb,
    }


def biaya_permohonan(skema: Skema) -> tuple[list[Biaya], int]:
    """The fees that an accepted application is charged, and their sum in rupiah (SOP 2.2)."""
    rows = [row for row in skema.biaya.all() if row.dikenakan]
    return rows, sum(row.jumlah for row in rows)


@dataclass(frozen=True, slots=True)
class Kekurangan:
    """A requirement (or group of alternatives) that is not met, and how to say so. ``ids`` are the rows it is about."""

    jenis: JenisPersyaratan
    kalimat: str
    ids: tuple[str, ...]


def kekurangan(skema: Skema, statuses: Mapping[str, str]) -> list[Kekurangan]:
    """What is missing of the required ones, in order. ``statuses``: id -> HasilPersyaratan; an id left out counts as absent.

    Of rows that share a group of alternatives one that is met is enough.
    """
    found: list[Kekurangan] = []
    groups: dict[tuple[str, str], list[Persyaratan]] = {}
    for row in skema.persyaratan.all():
        # A row without a group is a group of its own.
        groups.setdefault((row.jenis, row.grup or str(row.pk)), []).append(row)
    for rows in groups.values():
        if _needed_and_unmet(rows, statuses):
            ids = tuple(str(row.pk) for row in rows)
            found.append(Kekurangan(JenisPersyaratan(rows[0].jenis), _sentence(rows, statuses), ids))
    return found


def unmet(skema: Skema, statuses: Mapping[str, str]) -> list[str]:
    """The sentences of ``kekurangan``; empty when every requirement is met (P508 8.2)."""
    return [lack.kalimat for lack in kekurangan(skema, statuses)]


def _needed_and_unmet(rows: list[Persyaratan], statuses: Mapping[str, str]) -> bool:
    met = any(statuses.get(str(row.pk)) == HasilPersyaratan.MEMENUHI for row in rows)
    return rows[0].wajib and not met


def _sentence(rows: list[Persyaratan], statuses: Mapping[str, str]) -> str:
    if len(rows) > 1:
        choices = "; atau ".join(row.uraian for row in rows)
        return f"Penuhi salah satu: {choices}."
    state = statuses.get(str(rows[0].pk))
    why = "ada, tetapi tidak memenuhi syarat" if state == HasilPersyaratan.TIDAK_MEMENUHI else "tidak ada"
    return f"{rows[0].uraian}: {why}."
