"""Everything the page of one case shows, read with as few queries as its stage allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from typing import Any
from uuid import UUID

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.states import Source
from telusur.kernel.commands.context import Context
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.states import S as StatusDokumen
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.registry import definition
from telusur.kernel.forms.states import BERLAKU
from telusur.kernel.forms.states import S as StatusRekaman
from telusur.kernel.ui.components.times import brief_moment
from telusur.lsp.administrasi.keuangan.models import Tagihan
from telusur.lsp.administrasi.keuangan.states import StatusTagihan
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import bertanda
from telusur.lsp.manajemen.beranda import posisi as antrean
from telusur.lsp.manajemen.beranda.jejak import Langkah, Subject, terbaru
from telusur.lsp.manajemen.beranda.posisi import Posisi, Terkait
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import URUTAN_TAHAP, Tahap
from telusur.lsp.sertifikasi.asesmen.models import Asesmen
from telusur.lsp.sertifikasi.asesmen.queries import asesmen_ringkas
from telusur.lsp.sertifikasi.jadwal.models import Peserta
from telusur.lsp.sertifikasi.keputusan.models import Keputusan, Komite
from telusur.lsp.sertifikasi.keputusan.queries import keputusan_kasus, komite_kasus
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.praasesmen.queries import rencana_kasus
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.queries import sertifikat_ringkas
from telusur.lsp.sertifikasi.ujian.models import Ujian
from telusur.lsp.sertifikasi.ujian.queries import ujian_ringkas

JEJAK_TERBARU = 30
RECORD_TONES = {
    StatusRekaman.DIISI: ("wait", "pencil", ""),
    StatusRekaman.DIKEMBALIKAN: ("wait", "corner-up-left", "Dikembalikan"),
    StatusRekaman.SELESAI: ("ok", "lock", "Terkunci"),
}


@dataclass(frozen=True, slots=True)
class BarisRekaman:
    """One form of the case: state in words, and who signed or filled when."""

    pk: UUID
    code: str
    judul: str
    tone: str
    ikon: str
    label: str
    meta: str
    selesai: bool
    tahap: int

    @property
    def url(self) -> str:
        return f"/formulir/{self.pk}/"


@dataclass(frozen=True, slots=True)
class BarisBerkas:
    """A file or a document of the case."""

    judul: str
    url: str
    meta: str
    tone: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Riwayat:
    """An earlier case of the same identity number, with what came of it (P508 9.1.6)."""

    permohonan: Permohonan
    hasil: str
    sertifikat: str


class IsiKasus:
    """A case as its page shows it. Each part is read when it is first asked for; what a stage cannot have yet, never."""

    def __init__(self, ctx: Context, permohonan: Permohonan) -> None:
        self.ctx = ctx
        self.permohonan = permohonan

    @cached_property
    def rekaman(self) -> list[BarisRekaman]:
        return rekaman_kasus(self.permohonan)

    @cached_property
    def tagihan(self) -> Tagihan | None:
        return _tagihan(self.permohonan.pk)

    @cached_property
    def peserta(self) -> Peserta | None:
        return _peserta(self.permohonan.pk) if self._sejauh(Tahap.JADWAL) else None

    @cached_property
    def rencana(self) -> Rencana | None:
        if self.peserta is not None:
            return self.peserta.jadwal.rencana
        return rencana_kasus(self.permohonan.pk) if self._sejauh(Tahap.PEMBAYARAN) else None

    @cached_property
    def asesmen(self) -> Asesmen | None:
        return asesmen_ringkas(self.permohonan.pk) if self._sejauh(Tahap.ASESMEN) else None

    @cached_property
    def ujian(self) -> Ujian | None:
        return ujian_ringkas(self.permohonan.pk) if self._sejauh(Tahap.ASESMEN) else None

    @cached_property
    def komite(self) -> Komite | None:
        return komite_kasus(self.permohonan.pk) if self._sejauh(Tahap.KEPUTUSAN) else None

    @cached_property
    def keputusan(self) -> list[Keputusan]:
        return keputusan_kasus(self.permohonan.pk) if self._sejauh(Tahap.KEPUTUSAN) else []

    @cached_property
    def sertifikat(self) -> Sertifikat | None:
        return sertifikat_ringkas(self.permohonan.pk) if self._sejauh(Tahap.PENERBITAN) else None

    @cached_property
    def nomor_bnsp(self) -> str:
        """The schedule's number at BNSP, with its mark where somebody wrote it down by hand."""
        row = self.peserta.jadwal if self.peserta else None
        return bertanda(JenisTangan.JADWAL, {row.pk: row.bnsp_nomor})[row.pk] if row and row.bnsp_nomor else ""

    @cached_property
    def nomor_blanko(self) -> str:
        """The number of the blank, with its mark where somebody wrote it down by hand."""
        row = self.sertifikat
        return bertanda(JenisTangan.BLANKO, {row.blanko_id: row.blanko.nomor})[row.blanko_id] if row else ""

    @cached_property
    def berkas(self) -> list[BarisBerkas]:
        return berkas_kasus(self.permohonan)

    @cached_property
    def jejak(self) -> list[Langkah]:
        """The latest acts on the case; for whoever works on it."""
        return terbaru(self.permohonan, self._subjects(), JEJAK_TERBARU)

    @cached_property
    def riwayat(self) -> list[Riwayat]:
        """Earlier cases of the same identity number, for staff of the LSP."""
        return riwayat(self.permohonan) if self.ctx.actor.has(*STAFF) else []

    @cached_property
    def terkait(self) -> Terkait:
        """Ids of the rows the case shares with others."""
        return Terkait(
            self.rencana.pk if self.rencana else None,
            self.peserta.jadwal_id if self.peserta else None,
            self.komite.pk if self.komite else None,
            self.sertifikat.permohonan_blanko_id if self.sertifikat else None,
        )

    @cached_property
    def dikenal(self) -> dict[UUID, str]:
        """Names of the people the case is likely to wait for."""
        known = {self.permohonan.pemohon_id: self.permohonan.nama}
        asesor = self.peserta.jadwal.asesor if self.peserta else self.rencana.asesor if self.rencana else None
        if asesor is not None:
            known[asesor.orang_id] = asesor.orang.name
        return known

    @cached_property
    def posisi(self) -> list[Posisi]:
        """What the case waits for, most urgent first; at least one."""
        row = self.permohonan
        return antrean.posisi(self.ctx, [row], {row.pk: self.terkait}, self.dikenal)[row.pk]

    @property
    def selesai(self) -> frozenset[str]:
        """Codes of the finished forms."""
        return frozenset(row.code for row in self.rekaman if row.selesai)

    @property
    def pertama(self) -> Posisi:
        """What the case waits for first."""
        return self.posisi[0]

    def satu(self, code: str) -> BarisRekaman | None:
        """The form of a code, if open or finished."""
        return next((row for row in self.rekaman if row.code == code), None)

    def _sejauh(self, tahap: Tahap) -> bool:
        return URUTAN_TAHAP.index(self.permohonan.tahap) >= URUTAN_TAHAP.index(tahap.value)

    def _subjects(self) -> Iterator[Subject]:
        """The rows whose latest acts the page shows; the whole timeline collects every one."""
        link = self.terkait
        yield "aplikasi.permohonan", self.permohonan.pk
        yield from (("forms.rekaman", row.pk) for row in self.rekaman)
        named: tuple[tuple[str, Any], ...] = (
            ("keuangan.tagihan", self.tagihan and self.tagihan.pk),
            ("praasesmen.rencana", link.rencana),
            ("jadwal.jadwal", link.jadwal),
            ("jadwal.peserta", self.peserta and self.peserta.pk),
            ("asesmen.asesmen", self.asesmen and self.asesmen.pk),
            ("ujian.ujian", self.ujian and self.ujian.pk),
            ("keputusan.komite", link.komite),
            ("sertifikat.permohonanblanko", link.blanko),
            ("sertifikat.sertifikat", self.sertifikat and self.sertifikat.pk),
        )
        yield from ((kind, pk) for kind, pk in named if pk)


def _tagihan(kasus: UUID) -> Tagihan | None:
    rows = Tagihan.objects.filter(perkara_id=kasus).exclude(status=StatusTagihan.DIBATALKAN).order_by("pk")
    return rows.only("nomor", "perkara_id", "jumlah", "status", "terbit_pada", "lunas_pada", "jatuh_tempo").first()


_KOLOM_PESERTA = (
    "permohonan_id", "kehadiran", "jadwal__nomor", "jadwal__status", "jadwal__bnsp_nomor", "jadwal__undangan_asesor",
    "jadwal__kesiapan", "jadwal__tanggal", "jadwal__jam_mulai", "jadwal__jam_selesai", "jadwal__skema_kode",
    "jadwal__asesor__no_reg", "jadwal__asesor__orang__name", "jadwal__tuk__nama", "jadwal__tuk__alamat", "jadwal__tuk__kota",
    "jadwal__tuk__zona", "jadwal__rencana__tuk__zona",
    "jadwal__rencana__tanggal", "jadwal__rencana__jam_mulai", "jadwal__rencana__jam_selesai", "jadwal__rencana__status",
    "jadwal__rencana__asesor__no_reg", "jadwal__rencana__asesor__orang__name", "jadwal__rencana__tuk__nama",
    "jadwal__rencana__tuk__kota", "jadwal__rencana__tuk__alamat", "jadwal__rencana__spt__nomor",
)  # fmt: skip
_TERHUBUNG = ("asesor__orang", "tuk", "rencana__spt", "rencana__asesor__orang", "rencana__tuk")


def _peserta(kasus: UUID) -> Peserta | None:
    rows = Peserta.objects.filter(permohonan_id=kasus, aktif=True).order_by("pk")
    return rows.select_related(*(f"jadwal__{name}" for name in _TERHUBUNG)).only(*_KOLOM_PESERTA).first()


def rekaman_kasus(permohonan: Permohonan) -> list[BarisRekaman]:
    """The forms in force, in the order they were opened; one query, without their content."""
    rows = Rekaman.objects.filter(case_id=permohonan.pk, status__in=BERLAKU).order_by("created_at", "id")
    columns = "pk", "edition", "code", "scope", "status", "tahap", "pihak", "riwayat", "version"
    return [_rekaman(*row) for row in rows.values_list(*columns)]


def _rekaman(
    pk: UUID,
    edition: str,
    code: str,
    scope: str,
    status: str,
    tahap: int,
    pihak: dict[str, Any],
    turns: list[Any],
    version: int,
) -> BarisRekaman:
    form = definition(edition, code, scope)
    tone, symbol, label = RECORD_TONES[StatusRekaman(status)]
    done = [
        f"{turn['name']} {brief_moment(datetime.fromisoformat(turn['at']))}"
        for turn in turns
        if turn["act"] == "ajukan"
    ]
    stage = form.stage(tahap) if status in (StatusRekaman.DIISI, StatusRekaman.DIKEMBALIKAN) else None
    if stage is not None:
        done.append(f"menunggu {pihak.get(stage.slot, {}).get('name') or stage.party}")
        if not label:
            label = "Menunggu tanda tangan" if stage.sign_only else "Diajukan, terkunci" if tahap else "Diisi"
        symbol = "lock" if tahap and status == StatusRekaman.DIISI else symbol
    done.append(f"versi {version}")
    return BarisRekaman(
        pk, code, form.title, tone, symbol, label, " · ".join(done), status == StatusRekaman.SELESAI, tahap
    )  # fmt: skip


def berkas_kasus(permohonan: Permohonan) -> list[BarisBerkas]:
    """What was uploaded and what the system made, oldest first; two queries."""
    files = StoredFile.objects.filter(case_id=permohonan.pk).exclude(source=Source.KELUARAN)
    papers = Document.objects.filter(case_id=permohonan.pk)
    rows = [(one.created_at, _unggahan(one)) for one in files.only("label", "name", "created_at")]
    shown = papers.only("code", "title", "number", "status", "requested_at")
    rows += [(one.requested_at, _dokumen(one)) for one in shown]
    return [row for _, row in sorted(rows, key=itemgetter(0))]


def _unggahan(file: StoredFile) -> BarisBerkas:
    at = brief_moment(file.created_at)
    return BarisBerkas(
        file.label or file.name, f"/berkas/{file.pk}/", f"{file.name if file.label else 'Unggahan'}, {at}"
    )


def _dokumen(paper: Document) -> BarisBerkas:
    tone, label = ("ok", "Siap") if paper.status == StatusDokumen.SIAP else ("wait", paper.get_status_display())
    meta = f"{paper.number}, {brief_moment(paper.requested_at)}".lstrip(", ")
    return BarisBerkas(paper.title, f"/dokumen/{paper.code}/", meta, tone, label)


def riwayat(permohonan: Permohonan) -> list[Riwayat]:
    """Earlier applications of the same identity number with results and certificates; one query when there are none."""
    if not permohonan.nik_indeks:
        return []
    rows = Permohonan.objects.filter(nik_indeks=permohonan.nik_indeks).exclude(pk=permohonan.pk)
    earlier = list(rows.only("nomor", "nama", "skema_nama", "status", "dibuat_pada").order_by("-dibuat_pada"))
    if not earlier:
        return []
    ids = [row.pk for row in earlier]
    results = dict(
        Keputusan.objects.filter(permohonan_id__in=ids).exclude(hasil="").values_list("permohonan_id", "hasil")
    )
    held = dict(Sertifikat.objects.filter(permohonan_id__in=ids).values_list("permohonan_id", "nomor"))
    return [Riwayat(row, results.get(row.pk, ""), held.get(row.pk, "")) for row in earlier]
