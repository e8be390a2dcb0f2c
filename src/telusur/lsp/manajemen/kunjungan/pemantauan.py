"""The monitoring file of the LSP for a period: its registers, what it did, and the documents that prove it (P508 11.1.1).

Files of single cases are exported from the page of each case: they hold what people said of themselves.
"""

from __future__ import annotations

import calendar
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Sum

from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.base.clock import MONTHS, date_and_time, day_of
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import role_list
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.states import S as Ready
from telusur.kernel.exchange.bundle import Bundle, make
from telusur.kernel.flows.models import WorkItem
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.skema.states import StatusSkema
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.umum.models import LingkupLisensi, Lisensi
from telusur.lsp.administrasi.umum.queries import nomor_lisensi, profil
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import bertanda
from telusur.lsp.manajemen.kunjungan.ekspor import aman, isi_json, rekaman_sebagai_berkas
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.keputusan.models import Keputusan
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat

BENTUK = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2]))?")
MEGA = 1024 * 1024
Masa = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Periode:
    """A year, or a month of it; ``kode`` is how the address says it: ``2026`` or ``2026-11``."""

    kode: str
    dari: date
    sampai: date

    def __str__(self) -> str:
        if len(self.kode) == 4:
            return f"tahun {self.kode}"
        return f"{MONTHS[self.dari.month - 1]} {self.dari.year}"


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table of the file. ``halaman``: the page on which the same is read live."""

    nama: str
    judul: str
    kepala: str
    baris: Sequence[Sequence[Any]]
    halaman: str = ""


@dataclass(frozen=True, slots=True)
class Pemantauan:
    """What the file holds."""

    periode: Periode
    tabel: Sequence[Tabel]
    dokumen: Sequence[Document]
    rekaman: Sequence[Rekaman]
    bita: int


def periode(kode: str, hari_ini: date) -> Periode:
    """The period that an address names; this year when it names none that can be read."""
    found = BENTUK.fullmatch(kode)
    tahun, bulan = (int(found[1]), int(found[2] or 0)) if found else (hari_ini.year, 0)
    last = calendar.monthrange(tahun, bulan or 12)[1]
    return Periode(
        f"{tahun}-{bulan:02d}" if bulan else str(tahun),
        date(tahun, bulan or 1, 1),
        date(tahun, bulan or 12, last),
    )


def pilihan(hari_ini: date) -> list[tuple[str, str]]:
    """Periods to choose from: three years, and the months of the last one."""
    years = [str(hari_ini.year - n) for n in range(3)]
    months = [f"{hari_ini.year}-{n:02d}" for n in range(hari_ini.month, 0, -1)]
    return [(kode, str(periode(kode, hari_ini)).capitalize()) for kode in (*years, *months)]


def kumpulkan(ctx: Context, untuk: Periode) -> Pemantauan:
    """Everything but the bytes of the documents."""
    papers = Document.objects.filter(
        case_id=None, status=Ready.SIAP, draft=False, ready_at__date__range=(untuk.dari, untuk.sampai)
    ).select_related("file")
    records = Rekaman.objects.filter(case_id=None, created_at__date__range=(untuk.dari, untuk.sampai))
    return Pemantauan(
        untuk,
        [*_lembaga(), *_kegiatan(untuk), _tenggat(ctx)],
        list(papers.defer("data").order_by("ready_at", "id")),
        [row for row in records.order_by("created_at", "id") if row.riwayat],
        papers.aggregate(jumlah=Sum("file__size"))["jumlah"] or 0,
    )


def _lembaga() -> Iterator[Tabel]:
    """The institution as it stands now."""
    yield Tabel(
        "lisensi",
        "Lisensi",
        "nomor|SK|tanggal SK|berlaku dari|berlaku sampai|keadaan",
        [
            (one.nomor, one.nomor_sk, one.tanggal_sk, one.berlaku_dari, one.berlaku_sampai, one.get_status_display())
            for one in Lisensi.objects.order_by("-berlaku_dari")
        ],
        "kunjungan:lisensi",
    )
    yield Tabel(
        "lingkup",
        "Lingkup",
        "kode skema|skema|sejak|keadaan",
        [
            (one.skema_kode, one.skema_nama, one.sejak, one.get_status_display())
            for one in LingkupLisensi.objects.order_by("skema_kode")
        ],
        "kunjungan:lisensi",
    )
    yield Tabel(
        "skema",
        "Skema dan standar acuan",
        "kode|skema|versi|standar acuan|tahun|keadaan",
        [
            (one.kode, one.nama_id, one.versi, one.acuan_nomor, one.acuan_tahun, one.get_status_display())
            for one in Skema.objects.exclude(status=StatusSkema.DRAF).order_by("kode", "versi")
        ],
        "kunjungan:skema",
    )
    yield Tabel(
        "asesor",
        "Asesor",
        "nomor registrasi|nama|SK|berlaku dari|berlaku sampai|keadaan",
        [
            (one.no_reg, one.orang.name, one.sk_nomor, one.berlaku_dari, one.berlaku_sampai, one.get_status_display())
            for one in Asesor.objects.select_related("orang").order_by("no_reg")
        ],
        "kunjungan:asesor",
    )
    yield Tabel(
        "tuk",
        "TUK",
        "kode|TUK|jenis|kota|kapasitas|aktif",
        [
            (one.kode, one.nama, one.get_jenis_display(), one.kota, one.kapasitas, "ya" if one.aktif else "tidak")
            for one in Tuk.objects.order_by("kode")
        ],
        "kunjungan:tuk",
    )


def _kegiatan(untuk: Periode) -> Iterator[Tabel]:
    """What was done in the period."""
    masa = (untuk.dari, untuk.sampai)
    yield from (make(masa) for make in (_verifikasi_tuk, _kasus, _jadwal, _keputusan, _sertifikat))


def _verifikasi_tuk(masa: Masa) -> Tabel:
    checks = VerifikasiTuk.objects.filter(tanggal__range=masa).select_related("tuk", "verifikator").order_by("tanggal")
    return Tabel(
        "verifikasi-tuk",
        "Verifikasi TUK",
        "tanggal|TUK|skema|verifikator|berita acara|keadaan",
        [
            (one.tanggal, one.tuk.nama, one.skema_kode, one.verifikator.name, one.nomor_ba, one.get_status_display())
            for one in checks
        ],
        "kunjungan:tuk",
    )


def _kasus(masa: Masa) -> Tabel:
    cases = Permohonan.objects.exclude(status=StatusPermohonan.DRAF).defer("nik", "kebutuhan_khusus")
    return Tabel(
        "kasus",
        "Kasus yang diajukan",
        "nomor|nama|skema|diajukan|tahap|keadaan",
        [
            (
                one.nomor,
                one.nama,
                one.skema_kode,
                one.diajukan_pada and day_of(one.diajukan_pada),
                one.get_tahap_display(),
                one.get_status_display(),
            )
            for one in cases.filter(diajukan_pada__date__range=masa).order_by("nomor")
        ],
        "kunjungan:kasus",
    )


def _jadwal(masa: Masa) -> Tabel:
    rows = Jadwal.objects.filter(tanggal__range=masa).select_related("tuk", "asesor__orang").order_by("tanggal")
    sessions = list(rows)
    bnsp = bertanda(JenisTangan.JADWAL, {one.pk: one.bnsp_nomor for one in sessions})
    return Tabel(
        "jadwal",
        "Jadwal asesmen",
        "nomor|tanggal|skema|TUK|asesor|nomor BNSP|keadaan",
        [
            (
                one.nomor,
                one.tanggal,
                one.skema_kode,
                one.tuk.nama,
                one.asesor.orang.name,
                bnsp[one.pk],
                one.get_status_display(),
            )
            for one in sessions
        ],
        "kunjungan:jadwal",
    )


def _keputusan(masa: Masa) -> Tabel:
    decided = Keputusan.objects.filter(tanggal__range=masa).select_related("permohonan").order_by("tanggal", "id")
    return Tabel(
        "keputusan",
        "Keputusan sertifikasi",
        "tanggal|jenis|permohonan|skema|hasil|SK",
        [
            (one.tanggal, one.get_jenis_display(), one.permohonan.nomor, one.skema_kode, one.hasil, one.nomor_sk)
            for one in decided
        ],
    )


def _sertifikat(masa: Masa) -> Tabel:
    issued = Sertifikat.objects.filter(ditandatangani_pada__isnull=False, tanggal_terbit__range=masa).defer("isi")
    return Tabel(
        "sertifikat",
        "Sertifikat yang terbit",
        "nomor|nomor registrasi|nama|skema|terbit|berlaku sampai|keabsahan",
        [
            (
                one.nomor,
                one.nomor_registrasi,
                one.nama,
                one.skema_nama,
                one.tanggal_terbit,
                one.berlaku_sampai,
                one.keabsahan,
            )
            for one in issued.order_by("nomor")
        ],
        "kunjungan:sertifikat",
    )


def _tenggat(ctx: Context) -> Tabel:
    late = WorkItem.objects.filter(due_at__lt=ctx.at).order_by("due_at", "id")
    return Tabel(
        "lewat-tenggat",
        "Lewat tenggat saat ini",
        "tugas|perihal|tenggat",
        [(one.title, one.detail, one.due_at and date_and_time(one.due_at)) for one in late],
        "kunjungan:tenggat",
    )


def susun(ctx: Context, berkas: Pemantauan) -> Bundle:
    """The signed ZIP. Raises Invalid for more than one answer can carry, Unavailable when a document cannot be read."""
    if berkas.bita > settings.BNSP_EKSPOR_MAKS_MB * MEGA:
        raise Invalid("Dokumen periode ini terlalu banyak untuk satu berkas. Pilih bulan, bukan tahun.")
    lembaga = profil()
    content = [
        ("profil.json", isi_json({"nama": lembaga.nama, "alamat": lembaga.alamat, "kota": lembaga.kota})),
        *((f"tabel/{one.nama}.csv", _csv(one)) for one in berkas.tabel),
        *rekaman_sebagai_berkas(berkas.rekaman),
        *_dokumen(berkas.dokumen),
    ]
    about = {
        "LSP": f"{lembaga.nama} ({nomor_lisensi()})",
        "Periode": str(berkas.periode),
        "Diekspor oleh": f"{ctx.actor.name}, {role_list(ctx.actor.roles)}",
        "Diekspor pada": date_and_time(ctx.at),
    }
    return make(content, about, ctx.at)


def nama_berkas(untuk: Periode) -> str:
    """What the ZIP is called."""
    return f"pemantauan-{aman(nomor_lisensi())}-{untuk.kode}.zip"


def _csv(tabel: Tabel) -> bytes:
    made = io.StringIO()
    write = csv.writer(made)
    write.writerow(tabel.kepala.split("|"))
    write.writerows([_sel(cell) for cell in row] for row in tabel.baris)
    return made.getvalue().encode("utf-8-sig")


def _sel(cell: Any) -> str:
    """As text that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _dokumen(papers: Iterable[Document]) -> Iterator[tuple[str, bytes]]:
    for number, paper in enumerate(papers, 1):
        if paper.file is not None:
            yield f"dokumen/{number:04d}-{aman(str(paper))}.pdf", read_bytes(paper.file)
