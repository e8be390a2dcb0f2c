"""The certificate issuance report, six-monthly and per batch: its parts, counted from the registers (LAP 3.1, 3.2).

No NIK stands in it: BNSP knows the certificate by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from telusur.kernel.base.clock import day_of, long_date
from telusur.kernel.reports.parts import Figure, Part
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.states import StatusAsesor
from telusur.lsp.administrasi.skema.queries import nama_menurut_kode
from telusur.lsp.administrasi.skema.states import JenisSkema
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import bertanda
from telusur.lsp.manajemen.pelaporan.jenis import ANGKATAN, SEMESTER, JenisLaporan, daftarkan
from telusur.lsp.sertifikasi.jadwal.models import Peserta
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal
from telusur.lsp.sertifikasi.keputusan.models import Keputusan
from telusur.lsp.sertifikasi.keputusan.states import NAMA_HASIL, JenisKeputusan
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.queries import terbit
from telusur.lsp.sertifikasi.sertifikat.states import StatusBlanko

if TYPE_CHECKING:
    from telusur.lsp.manajemen.pelaporan.models import Laporan

# How LAP 3.2 calls the types; certification anew and by recognition come before the package of the skema.
JENIS_TUJUAN = {"sertifikasi_ulang": "RCC (sertifikasi ulang)", "pkt": "RCC (PKT)", "rpl": "RPL"}
JENIS_SKEMA = {
    JenisSkema.UNIT.value: "Unit kompetensi",
    JenisSkema.KLASTER.value: "Paket kompetensi (klaster)",
    JenisSkema.OKUPASI.value: "Kualifikasi (okupasi)",
    JenisSkema.KKNI.value: "Kualifikasi (KKNI)",
    JenisSkema.PROFISIENSI.value: "Profisiensi",
}
TERSAMBUNG = (
    "blanko", "permohonan__skema", "permohonan_blanko__komite__jadwal__tuk",
    "permohonan_blanko__komite__jadwal__asesor__orang", "permohonan_blanko__komite__sk_keputusan",
)  # fmt: skip


ALASAN = 2000  # characters of a reason; the decision itself holds the rest


def _hari(hari: date | None) -> str:
    return long_date(hari) if hari else ""


class Rinci:
    """The certificates of the report, each with where and by whom it came about; all recaps are counted from them."""

    def __init__(self, rows: Iterable[Sertifikat]) -> None:
        self.part = Part(
            "rinci",
            "Sertifikat yang diterbitkan",
            (
                "Nomor sertifikat", "Nomor registrasi", "Blanko", "Nama", "Jenis", "Skema", "Standar", "Asesmen", "TUK",
                "Asesor", "SK keputusan", "Terbit", "Berlaku sampai", "Serah terima",
            ),
            empty="Tidak ada sertifikat yang diterbitkan.",
            groups=((0, 1, 2, 4), (3, 5, 6), (7, 8, 9, 10), (11, 12, 13)),
        )  # fmt: skip
        self.rows = list(rows)
        self._blanko = bertanda(JenisTangan.BLANKO, {row.blanko_id: row.blanko.nomor for row in self.rows})
        for row in self.rows:
            self._tambah(row)

    def _tambah(self, row: Sertifikat) -> None:
        jadwal, komite = self.jadwal(row), row.permohonan_blanko.komite
        self.part.add(
            row.nomor,
            row.nomor_registrasi,
            self._blanko[row.blanko_id],
            row.nama,
            self.jenis(row),
            f"{row.skema_nama} ({row.skema_kode})",
            str(row.isi["acuan"]),
            _hari(jadwal.tanggal),
            jadwal.tuk.nama,
            f"{jadwal.asesor.orang.name}, {jadwal.asesor.no_reg}",
            komite.sk_keputusan.nomor if komite.sk_keputusan else "",
            _hari(row.tanggal_terbit),
            _hari(row.berlaku_sampai),
            _hari(day_of(row.diserahkan_pada)) if row.diserahkan_pada else "belum",
            link=f"/sertifikat/{row.pk}/",
        )

    @staticmethod
    def jadwal(row: Sertifikat) -> Any:
        """The schedule it was assessed on."""
        return row.permohonan_blanko.komite.jadwal

    @staticmethod
    def jenis(row: Sertifikat) -> str:
        """Unit, package, qualification, RCC or RPL (LAP 3.2)."""
        return JENIS_TUJUAN.get(row.permohonan.tujuan) or JENIS_SKEMA[row.permohonan.skema.jenis]

    def rekap(self, kode: str, judul: str, menurut: str, kunci: Callable[[Sertifikat], str]) -> Part:
        """Issued, handed over and not yet, by what ``kunci`` says of a certificate (LAP 3.2)."""
        part = Part(kode, judul, (menurut, "Terbit", "Diserahkan", "Belum diserahkan"))
        for nilai in sorted({kunci(row) for row in self.rows}):
            sama = [n for n, row in enumerate(self.rows) if kunci(row) == nilai]
            part.add(nilai, *(self.part.count(some) for some in self._serah(sama)))
        return part

    def _serah(self, nomor: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
        sudah = [n for n in nomor if self.rows[n].diserahkan_pada]
        return list(nomor), sudah, [n for n in nomor if n not in set(sudah)]

    def jumlah(self, *lain: tuple[str, Figure]) -> Part:
        """The totals, and what else the summary says."""
        part = Part("jumlah", "Ringkasan", ("Butir", "Jumlah"))
        words = ("Sertifikat diterbitkan", "Sudah diserahkan kepada pemegang", "Belum diserahkan")
        for kata, nomor in zip(words, self._serah(range(len(self.rows))), strict=True):
            part.add(kata, self.part.count(nomor))
        for kata, angka in lain:
            part.add(kata, angka)
        return part


def _rekap(rinci: Rinci) -> list[Part]:
    return [
        rinci.rekap("per_jenis", "Menurut jenis sertifikat", "Jenis", rinci.jenis),
        rinci.rekap("per_skema", "Menurut skema", "Skema", lambda row: f"{row.skema_nama} ({row.skema_kode})"),
        rinci.rekap("per_tuk", "Menurut TUK", "TUK", lambda row: str(rinci.jadwal(row).tuk.nama)),
    ]


def _peserta(rows: Iterable[Peserta]) -> tuple[Part, list[Peserta]]:
    """The asesi assessed, by number and without name: only what the figures of the asesor count."""
    part = Part("peserta", "Asesi yang diuji", ("Nomor permohonan", "Jadwal", "Tanggal uji", "TUK"), printed=False)
    found = list(rows)
    for row in found:
        jadwal = row.jadwal
        part.add(
            row.permohonan.nomor,
            jadwal.nomor,
            _hari(jadwal.tanggal),
            jadwal.tuk.nama,
            link=f"/kasus/{row.permohonan_id}/",
        )
    return part, found


def _asesor(rows: Sequence[Peserta], peserta: Part, sampai: date, *, semua: bool) -> tuple[Part, Part]:
    """Assignments in the period, and the asesor with field, assignments and validity (LAP 3.2)."""
    penugasan = Part(
        "penugasan", "Penugasan asesor", ("Jadwal", "Tanggal uji", "Skema", "TUK", "Asesor"), printed=False
    )
    tugas: dict[UUID, dict[UUID, int]] = {}
    asesi: dict[UUID, list[int]] = {}
    for n, row in enumerate(rows):
        jadwal = row.jadwal
        asesi.setdefault(jadwal.asesor_id, []).append(n)
        milik = tugas.setdefault(jadwal.asesor_id, {})
        if jadwal.pk not in milik:
            nama = jadwal.asesor.orang.name
            link = f"/jadwal/{jadwal.pk}/"
            milik[jadwal.pk] = penugasan.add(
                jadwal.nomor, _hari(jadwal.tanggal), jadwal.skema_kode, jadwal.tuk.nama, nama, link=link
            )
    part = Part(
        "asesor",
        "Asesor dan bidangnya",
        ("Nama", "Nomor registrasi", "Bidang", "Penugasan", "Asesi", "Sertifikat berlaku sampai"),
        groups=((0, 1, 5), (2,), (3,), (4,)),
        empty="Tidak ada asesor.",
    )
    bidang = nama_menurut_kode()
    for satu in _daftar_asesor(tugas, semua=semua):
        kode = sorted({one.skema_kode for one in satu.lingkup.all() if one.berlaku_sampai >= sampai})
        part.add(
            satu.orang.name,
            satu.no_reg,
            "; ".join(bidang.get(one, one) for one in kode) or "belum ada lingkup yang berlaku",
            penugasan.count(tugas.get(satu.pk, {}).values()),
            peserta.count(asesi.get(satu.pk, ())),
            _hari(satu.berlaku_sampai),
            link=f"/asesor/{satu.pk}/",
        )
    return penugasan, part


def _daftar_asesor(bertugas: Iterable[UUID], *, semua: bool) -> list[Asesor]:
    rows = Asesor.objects.select_related("orang").prefetch_related("lingkup").order_by("orang__name")
    tetap = {row.pk for row in rows if row.status == StatusAsesor.AKTIF} if semua else set()
    return [row for row in rows if row.pk in tetap | set(bertugas)]


def _peserta_jadwal(**saring: Any) -> Iterable[Peserta]:
    rows = Peserta.objects.filter(aktif=True, **saring).exclude(jadwal__status=StatusJadwal.DIBATALKAN)
    return rows.select_related("permohonan", "jadwal__tuk", "jadwal__asesor__orang").order_by(
        "jadwal__tanggal", "jadwal__nomor", "permohonan__nomor"
    )


def _sertifikasi_ulang(laporan: Laporan) -> tuple[Part, list[tuple[str, Figure]]]:
    """Certificates that expired in the period, and who was certified anew (LAP 3.2)."""
    part = Part(
        "ulang",
        "Sertifikat habis masa berlaku dan sertifikasi ulang",
        ("Nomor lama", "Nama", "Skema", "Habis", "Sertifikasi ulang", "Nomor baru", "Jenis"),
        groups=((0, 1, 2), (3,), (4,), (5, 6)),
        empty="Tidak ada sertifikat yang habis masa berlakunya.",
    )
    # A certificate counts on its last day; it has expired on the day after.
    kemarin = (laporan.dari - timedelta(days=1), laporan.sampai - timedelta(days=1))
    habis = list(terbit().filter(berlaku_sampai__range=kemarin))
    baru = _yang_baru(habis)
    for row in habis:
        lagi = baru.get((row.pemegang_id, row.skema_kode))
        part.add(
            row.nomor,
            row.nama,
            row.skema_kode,
            _hari(row.berlaku_sampai),
            "sudah" if lagi else "belum",
            lagi.nomor if lagi else "belum ada",
            Rinci.jenis(lagi) if lagi else "",
            link=f"/sertifikat/{row.pk}/",
        )
    sudah = [n for n, row in enumerate(habis) if (row.pemegang_id, row.skema_kode) in baru]
    belum = sorted(set(range(len(habis))) - set(sudah))
    return part, [
        ("Sertifikat habis masa berlaku", part.count(range(len(habis)))),
        ("Pemegangnya sudah disertifikasi ulang", part.count(sudah)),
        ("Belum disertifikasi ulang", part.count(belum)),
    ]


def _yang_baru(habis: Sequence[Sertifikat]) -> dict[tuple[UUID, str], Sertifikat]:
    """The newer certificate of the same holder in the same skema."""
    lama = {(row.pemegang_id, row.skema_kode): row.tanggal_terbit for row in habis}
    rows = terbit().filter(pemegang_id__in={pemegang for pemegang, _ in lama}).select_related("permohonan__skema")
    return {
        kunci: row
        for row in rows
        if (kunci := (row.pemegang_id, row.skema_kode)) in lama and row.tanggal_terbit > lama[kunci]
    }


def _pencabutan(laporan: Laporan) -> tuple[Part, tuple[str, Figure]]:
    """Certificates revoked by a decision of the period, with date, reason and SK (LAP 3.2)."""
    part = Part(
        "pencabutan",
        "Pencabutan sertifikat",
        ("Nomor sertifikat", "Nama", "Skema", "Tanggal", "SK", "Alasan"),
        groups=((0, 1, 2), (3, 4), (5,)),
        empty="Tidak ada sertifikat yang dicabut.",
    )
    putusan = Keputusan.objects.filter(
        jenis=JenisKeputusan.PEMBATALAN, tanggal__range=(laporan.dari, laporan.sampai)
    ).order_by("tanggal", "nomor_sk")
    milik = {row.permohonan_id: row for row in terbit().filter(permohonan_id__in=putusan.values("permohonan_id"))}
    for satu in putusan:
        if row := milik.get(satu.permohonan_id):
            hari = _hari(satu.tanggal)
            part.add(
                row.nomor,
                row.nama,
                row.skema_kode,
                hari,
                satu.nomor_sk,
                satu.dasar[:ALASAN],
                link=f"/sertifikat/{row.pk}/",
            )
    return part, ("Sertifikat dicabut", part.count(range(len(part.rows))))


def semester(laporan: Laporan, pada: date) -> list[Part]:
    """Everything issued in the half-year (LAP 1.2, 3.2)."""
    rinci = Rinci(terbit().filter(tanggal_terbit__range=(laporan.dari, laporan.sampai)).select_related(*TERSAMBUNG))
    peserta, rows = _peserta(_peserta_jadwal(jadwal__tanggal__range=(laporan.dari, laporan.sampai)))
    penugasan, asesor = _asesor(rows, peserta, laporan.sampai, semua=True)
    ulang, jumlah_ulang = _sertifikasi_ulang(laporan)
    cabut, jumlah_cabut = _pencabutan(laporan)
    jumlah = rinci.jumlah(*jumlah_ulang, jumlah_cabut)
    return [jumlah, *_rekap(rinci), rinci.part, asesor, ulang, cabut, penugasan, peserta]


def angkatan(laporan: Laporan, pada: date) -> list[Part]:
    """What one SK led to (LAP 3.1): the batch with its numbers, its blanks and its certificates."""
    batch: PermohonanBlanko = laporan.angkatan  # type: ignore[assignment]  # the kind is only made with one
    rinci = Rinci(terbit().filter(permohonan_blanko=batch).select_related(*TERSAMBUNG))
    peserta, rows = _peserta(_peserta_jadwal(jadwal=batch.komite.jadwal_id))
    penugasan, asesor = _asesor(rows, peserta, laporan.sampai, semua=False)
    hasil, blanko = _hasil(batch), _blanko(batch)
    return [
        _identitas(batch, hasil, blanko), rinci.jumlah(), *_rekap(rinci), rinci.part, asesor, blanko, hasil, penugasan, peserta,
    ]  # fmt: skip


def _hasil(batch: PermohonanBlanko) -> Part:
    part = Part("hasil", "Hasil pleno", ("Nomor permohonan", "Hasil"), printed=False)
    for one in batch.komite.hasil:
        part.add(one["nomor"], NAMA_HASIL[one["hasil"]], link=f"/kasus/{one['permohonan']}/")
    return part


def _blanko(batch: PermohonanBlanko) -> Part:
    part = Part("blanko", "Blanko", ("Nomor blanko", "Keadaan", "Dipakai untuk", "Berita acara kerusakan"))
    rows = list(Blanko.objects.filter(permohonan=batch).order_by("nomor"))
    nomor = bertanda(JenisTangan.BLANKO, {one.pk: one.nomor for one in rows})
    for one in rows:
        part.add(nomor[one.pk], one.get_status_display(), one.dipakai_untuk, one.nomor_ba, link=f"/blanko/{batch.pk}/")
    return part


def _identitas(batch: PermohonanBlanko, hasil: Part, blanko: Part) -> Part:
    komite, jadwal = batch.komite, batch.komite.jadwal
    part = Part("angkatan", "Identitas penerbitan", ("Butir", "Isi"))
    part.add("Jadwal", f"{jadwal.nomor}, {_hari(jadwal.tanggal)}", link=f"/jadwal/{jadwal.pk}/")
    part.add(
        "Nomor pencatatan jadwal di BNSP",
        bertanda(JenisTangan.JADWAL, {jadwal.pk: jadwal.bnsp_nomor})[jadwal.pk] or "belum ada",
    )
    part.add("Permohonan blanko", batch.nomor, link=f"/blanko/{batch.pk}/")
    part.add("Berita acara pleno", komite.nomor_ba, link=f"/keputusan/{komite.pk}/")
    part.add("SK keputusan", komite.sk_keputusan.nomor if komite.sk_keputusan else "belum ada")
    for nama in NAMA_HASIL.values():
        part.add(nama, hasil.count(n for n, row in enumerate(hasil.rows) if row[1] == nama))
    keadaan = [row[1] for row in blanko.rows]
    rusak, sisa = StatusBlanko.RUSAK.label, StatusBlanko.TERSEDIA.label
    pilah: dict[str, Callable[[Any], bool]] = {
        "Blanko diterima": lambda _: True,
        "Blanko terpakai": lambda one: one not in {rusak, sisa},
        "Blanko rusak": lambda one: one == rusak,
        "Sisa blanko": lambda one: one == sisa,
    }
    for kata, cocok in pilah.items():
        part.add(kata, blanko.count(n for n, one in enumerate(keadaan) if cocok(one)))
    return part


MEMUAT = (
    "Jenis dan nomor sertifikat (unit, paket, kualifikasi, RCC, RPL)",
    "Tanggal penerbitan dan masa berlaku",
    "Distribusi sertifikat pada tiap TUK",
    "Perkembangan asesor dan bidangnya",
)
daftarkan(
    JenisLaporan(
        "penerbitan",
        "Laporan penerbitan sertifikat",
        "LAP 1.2, 3.2",
        SEMESTER,
        (*MEMUAT, "Sertifikasi ulang bagi yang habis masa berlakunya", "Pencabutan sertifikat"),
        semester,
    )
)
daftarkan(JenisLaporan("penerbitan_angkatan", "Laporan tiap penerbitan", "LAP 3.1, 3.2", ANGKATAN, MEMUAT, angkatan))
