"""Reading the MUK. Questions and keys are secret: every reading of theirs is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from telusur.kernel.base.clock import date_and_time
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.administrasi.muk import isi_mapa, rules
from telusur.lsp.administrasi.muk.models import BankSoal, ButirSoal, Mapa, PerangkatAsesmen, TugasPraktik
from telusur.lsp.administrasi.muk.states import JenisSoal, StatusBank, StatusMapa, StatusPerangkat
from telusur.lsp.roles import STAFF, Role

READERS = (*STAFF, Role.ASESOR, Role.PENGELOLA_SISTEM)


@dataclass(frozen=True, slots=True)
class Soal:
    """A multiple-choice question as the asesi may see it: there is no field for the key, so it cannot leak."""

    id: str
    no: int
    unit: str
    elemen: tuple[int, ...]
    kuk: tuple[str, ...]
    pertanyaan: str
    kode_program: str
    opsi: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paket:
    """The questions of one exam, and the bank they come from."""

    bank_id: UUID
    versi: int
    waktu_menit: int
    soal: tuple[Soal, ...]


def bank_berlaku(skema: Any) -> BankSoal | None:
    """The question bank in use for a skema version."""
    return BankSoal.objects.select_related("skema").filter(skema=skema, status=StatusBank.BERLAKU).first()


def paket(skema: Any) -> Paket:
    """The multiple-choice questions in use, without keys. For the exam module; raises NotFound if there is no bank."""
    bank = bank_berlaku(skema)
    if bank is None:
        raise NotFound(
            "Belum ada bank soal yang berlaku untuk skema ini. Impor dan berlakukan bank soalnya lebih dulu."
        )
    return paket_bank(bank)


def paket_bank(bank: BankSoal) -> Paket:
    """The questions of one bank, also one withdrawn meanwhile: an exam ends with the questions it began with."""
    rows = (
        ButirSoal.objects.filter(bank=bank, jenis=JenisSoal.PILIHAN_GANDA)
        .defer("kunci", "pokok_penilaian")
        .select_related("unit")
        .order_by("no")
    )
    return Paket(bank.pk, bank.versi, bank.skema.waktu_pilihan_ganda_menit, tuple(_soal(row) for row in rows))


def _soal(row: ButirSoal) -> Soal:
    return Soal(
        id=str(row.pk),
        no=row.no,
        unit=row.unit.kode,
        elemen=tuple(row.elemen),
        kuk=tuple(row.kuk),
        pertanyaan=row.pertanyaan,
        kode_program=row.kode_program,
        opsi=tuple(sorted(row.opsi.items())),
    )


def periksa_jawaban(bank: BankSoal | UUID, jawaban: Mapping[str, str]) -> dict[str, bool]:
    """Whether each multiple-choice question of the bank was answered right. ``jawaban``: question id -> letter.

    Questions without an answer count as wrong; answers to questions of another bank are ignored. Server side only.
    """
    bank_id = bank.pk if isinstance(bank, BankSoal) else bank
    rows = ButirSoal.objects.filter(bank_id=bank_id, jenis=JenisSoal.PILIHAN_GANDA).only("kunci", "no").order_by("no")
    return {str(row.pk): jawaban.get(str(row.pk), "") == row.kunci for row in rows}


@query(
    code="muk.baca_soal",
    title="Membaca soal dan kunci",
    roles=[Role.ASESOR, Role.MANAJER_SERTIFIKASI],
    permit=rules.pemegang_soal,
    subject="bank",
    clause="P508 10.2.6",
)
def baca_soal(ctx: Context, *, bank: BankSoal) -> list[ButirSoal]:
    """All questions with their keys, for those appointed; every reading is recorded."""
    order = list(JenisSoal.values)
    rows = ButirSoal.objects.filter(bank=bank).select_related("unit")
    return sorted(rows, key=lambda row: (order.index(row.jenis), row.no))


@query(
    code="muk.baca_tugas",
    title="Membaca tugas praktik",
    roles=[Role.ASESOR, Role.MANAJER_SERTIFIKASI],
    permit=rules.pemegang_soal,
    subject="bank",
    clause="P508 10.2.6",
)
def baca_tugas(ctx: Context, *, bank: BankSoal) -> list[TugasPraktik]:
    """The practical tasks, for those appointed; every reading is recorded."""
    return list(TugasPraktik.objects.filter(bank=bank).order_by("no"))


def daftar_bank(ctx: Context) -> QuerySet[BankSoal]:
    """All banks with the number of their questions (not their content)."""
    if not ctx.actor.has(*READERS):
        return BankSoal.objects.none()
    kinds = {f"jumlah_{kind.value}": Count("butir", filter=Q(butir__jenis=kind.value)) for kind in JenisSoal}
    return BankSoal.objects.select_related("skema").annotate(**kinds).order_by("skema__nama_id", "-versi")


def daftar_perangkat(ctx: Context, skema: Any = None) -> QuerySet[PerangkatAsesmen]:
    """Instrument sets with their reviews."""
    if not ctx.actor.has(*READERS):
        return PerangkatAsesmen.objects.none()
    rows = PerangkatAsesmen.objects.select_related("skema", "penyusun").prefetch_related("tinjauan")
    return rows.filter(skema=skema) if skema is not None else rows.order_by("skema__nama_id", "-versi")


def perangkat_berlaku(skema: Any) -> PerangkatAsesmen | None:
    """The instrument set in use for a skema version, with its reviews prefetched (SOP 2.4)."""
    rows = PerangkatAsesmen.objects.select_related("skema", "penyusun").prefetch_related(Prefetch("tinjauan"))
    return rows.filter(skema=skema, status=StatusPerangkat.BERLAKU).first()


def daftar_mapa(ctx: Context, skema: Any = None) -> QuerySet[Mapa]:
    """Assessment plans, all versions."""
    if not ctx.actor.has(*READERS):
        return Mapa.objects.none()
    rows = Mapa.objects.select_related("skema", "penyusun", "validator")
    return rows.filter(skema=skema) if skema is not None else rows.order_by("skema__nama_id", "-versi")


def mapa_berlaku(skema: Any) -> Mapa | None:
    """The validated plan of a skema version; its forms are ``mapa01`` and ``mapa02`` (ids of filled forms) (SOP 2.1, 2.3)."""
    rows = Mapa.objects.select_related("skema", "penyusun", "validator")
    return rows.filter(skema=skema, status=StatusMapa.DIVALIDASI).first()


def _plan(skema: Any) -> Mapa:
    mapa = mapa_berlaku(skema)
    if mapa is None:
        raise NotFound("MAPA skema ini belum divalidasi. Asesor menyusunnya, asesor lain memvalidasinya.")
    return mapa


def instrumen_terpilih(skema: Any, potensi: str) -> list[str]:
    """Codes of the instruments that FR.MAPA.02 ticks for this class of candidate (``1``..``5``), in order.

    Raises NotFound while the skema has no validated plan.
    """
    chosen = {code for group in _plan(skema).peta for code, ticks in group["instrumen"].items() if potensi in ticks}
    return sorted(chosen)


def instrumen_dari_mapa(mapa01: Rekaman, mapa02: Rekaman) -> list[str]:
    """Codes of the instruments that this FR.MAPA.02 ticks for the class of this asesi, in order.

    The class is the one the asesor found in FR.MAPA.02; while it is open, those FR.MAPA.01 plans for.
    """
    own = mapa02.isi.get("tinjauan/potensi")
    classes = {str(own)} if own else set(isi_mapa.potensi(mapa01.content()))
    groups = isi_mapa.peta(mapa02.content())
    return sorted({code for group in groups for code, ticks in group["instrumen"].items() if classes & set(ticks)})


def instrumen_per_kelompok(skema: Any, potensi: str) -> dict[str, list[str]]:
    """The same per kelompok pekerjaan, by its name."""
    return {
        group["nama"]: sorted(code for code, ticks in group["instrumen"].items() if potensi in ticks)
        for group in _plan(skema).peta
    }


@dataclass(frozen=True, slots=True)
class RencanaUnit:
    """What is planned for one unit. ``metode``: pairs of method and the tools for it. ``divalidasi_pada``: when it was signed."""

    unit: str
    judul: str
    kelompok: str
    bukti: str
    jenis: tuple[str, ...]
    metode: tuple[tuple[str, tuple[str, ...]], ...]
    divalidasi_pada: datetime | None


def rencana_per_unit(skema: Any) -> list[RencanaUnit]:
    """The instruments planned per unit and method, with the date of validation (SOP 2.3). Raises NotFound without a plan."""
    mapa = _plan(skema)
    return [rencana_unit(row, mapa.divalidasi_pada) for row in mapa.rencana]


def rencana_unit(row: Mapping[str, Any], at: datetime | None) -> RencanaUnit:
    """One row of a plan as it was stored."""
    methods = tuple((method["metode"], tuple(tool["nama"] for tool in method["alat"])) for method in row["metode"])
    return RencanaUnit(row["unit"], row["judul"], row["kelompok"], row["bukti"], tuple(row["jenis"]), methods, at)


def sumber_mapa(skema: Any) -> dict[str, dict[str, dict[str, Any]]]:
    """What the MAPA of a case begins with: form code -> ``sumber`` (which master it comes from, which instrument set with
    which review) and ``isi`` (values by path).

    The case gets its own copy, so that adjusting it does not change the master (SOP 2.6). Raises NotFound without a plan.
    """
    mapa = _plan(skema)
    at = mapa.divalidasi_pada.isoformat() if mapa.divalidasi_pada else ""
    origin = {
        "mapa": {"id": str(mapa.pk), "versi": mapa.versi, "divalidasi_pada": at, "validator": str(mapa.validator)},
        "perangkat": _reviewed_set(skema),
    }
    masters = Rekaman.objects.filter(pk__in=[mapa.mapa01, mapa.mapa02])
    return {row.code: {"sumber": origin, "isi": row.bagian.get(row.definition.stages[0].slot, {})} for row in masters}


def _reviewed_set(skema: Any) -> dict[str, Any]:
    """The instrument set in use and what FR.IA.11 found, as the case keeps it (SOP 2.4); empty while none is in use."""
    perangkat = perangkat_berlaku(skema)
    review = perangkat.tinjauan.first() if perangkat is not None else None
    if perangkat is None or review is None:
        return {}
    return {
        "id": str(perangkat.pk),
        "versi": perangkat.versi,
        "instrumen": perangkat.instrumen,
        "ia11": str(review.rekaman),
        "hasil": review.get_hasil_display(),
        "peninjau": review.peninjau_nama,
        "peninjau_met": review.peninjau_met,
        "ditinjau_pada": date_and_time(review.pada),
    }


def alasan_belum_siap(skema: Any) -> str | None:
    """Why no assessment of this skema can be planned yet; None if MAPA, instrument set and question bank are in use."""
    mapa = mapa_berlaku(skema)
    if mapa is None:
        return f"MAPA skema {skema.nama} belum divalidasi. Asesor menyusunnya, asesor lain memvalidasinya."
    if perangkat_berlaku(skema) is None:
        return f"Perangkat asesmen skema {skema.nama} belum ditinjau dengan FR.IA.11 dan diberlakukan."
    used = {code for group in mapa.peta for code in group["instrumen"]}
    if "FR.IA.05" in used and bank_berlaku(skema) is None:
        return f"MAPA memakai FR.IA.05, tetapi bank soal skema {skema.nama} belum diberlakukan. Impor bank soalnya."
    return None
