"""The story of the demo: sixteen asesi over all stages, told in the order in which it happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from telusur.kernel.base import clock
from telusur.kernel.outbox.dispatch import dispatch_pending
from telusur.lsp.manajemen.pelaporan import commands as pelaporan
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.peraga.alur import Angkatan, Kasus
from telusur.lsp.peraga.dunia import Dunia, bangun
from telusur.lsp.peraga.orang import ASESI
from telusur.lsp.sertifikasi.aplikasi import commands as aplikasi
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.keputusan import commands as keputusan

Langkah = Callable[[datetime], object]


@dataclass
class Agenda:
    """Steps with their moments; carried out in the order of time."""

    dunia: Dunia
    langkah: list[tuple[datetime, int, Langkah]] = field(default_factory=list)

    def pada(self, hari: int, jam: str, langkah: Langkah) -> None:
        """Let a step happen ``hari`` days from today at ``jam``."""
        self.langkah.append((self.dunia.saat(hari, jam), len(self.langkah), langkah))

    def jalankan(self, kabar: Callable[[str], None]) -> None:
        """Carry out everything; after each step the events it caused, at that moment."""
        for nomor, (saat, _, langkah) in enumerate(sorted(self.langkah, key=lambda item: item[:2]), start=1):
            with clock.travel(saat):
                langkah(saat)
                dispatch_all()
            if nomor % 20 == 0:
                kabar(f"{nomor} dari {len(self.langkah)} langkah")


def dispatch_all() -> None:
    """Deliver every event that waits, documents included."""
    while dispatch_pending(limit=100):
        pass


def muat(hari_ini: date, kabar: Callable[[str], None] = lambda _: None) -> Dunia:
    """Load the whole demo as of ``hari_ini``. ``kabar`` is told of the progress, in Indonesian."""
    dunia = Dunia(hari_ini)
    kabar("menyiapkan LSP, skema, MUK, dan TUK")
    with clock.travel(dunia.saat(-75, "08.00")):
        bangun(dunia)
        dispatch_all()
    agenda = Agenda(dunia)
    kasus = [Kasus(dunia, orang, nomor) for nomor, orang in enumerate(ASESI)]
    _angkatan_lama(agenda, Angkatan(dunia, kasus[:6]))
    _angkatan_komite(agenda, Angkatan(dunia, kasus[6:9]))
    _angkatan_terjadwal(agenda, Angkatan(dunia, kasus[9:11]))
    _permohonan_baru(agenda, kasus[11:])
    agenda.jalankan(kabar)
    return dunia


def _masuk(agenda: Agenda, kasus: Kasus, hari: int, *, bk: int = 0) -> None:
    """From registration to a paid application, over four days."""
    menit = f"{kasus.nomor * 3 % 60:02d}"
    agenda.pada(hari, f"19.{menit}", kasus.daftar)
    agenda.pada(hari, f"20.{menit}", partial(kasus.ajukan, bk=bk))
    agenda.pada(hari + 1, f"09.{menit}", kasus.kaji)
    agenda.pada(hari + 1, f"10.{menit}", kasus.terima)
    agenda.pada(hari + 2, f"12.{menit}", kasus.bayar)
    agenda.pada(hari + 3, f"08.{menit}", kasus.lunaskan)


def _praasesmen(agenda: Agenda, angkatan: Angkatan, hari: int, uji: int) -> None:
    """Plan, SPT, reviews, consultation; the test is on day ``uji``."""
    agenda.pada(hari, "09.00", partial(angkatan.susun, uji=agenda.dunia.saat(uji)))
    agenda.pada(hari, "15.00", angkatan.spt)
    for nomor, kasus in enumerate(angkatan.kasus):
        agenda.pada(hari + 1, f"{9 + nomor:02d}.10", kasus.kaji_asesor)
        agenda.pada(hari + 2, f"{9 + nomor:02d}.20", kasus.konsultasi)


def _tetapkan(angkatan: Angkatan, saat: datetime) -> None:
    """The schedule becomes final. BNSP's demo gives its numbers in the same order, so it confirms this one once connected."""
    ke = Jadwal.objects.filter(ditetapkan_pada__year=saat.year).count() + 1
    angkatan.tetapkan(saat, f"BNSP-JDW-{saat.year}-{ke:05d}")


def _uji(agenda: Agenda, angkatan: Angkatan, hari: int, bk: dict[str, str]) -> None:
    """Final schedule, session, instruments, report. ``bk``: asesi key -> unit that is BK."""
    agenda.pada(hari - 2, "10.00", partial(_tetapkan, angkatan))
    agenda.pada(hari, "07.30", angkatan.buka_sesi)
    for nomor, kasus in enumerate(angkatan.kasus):
        agenda.pada(hari, f"07.{40 + nomor}", kasus.hadir)
        agenda.pada(hari, f"09.{10 + nomor}", partial(kasus.ujian, salah=nomor % 3))
        agenda.pada(hari, f"11.{10 + nomor}", partial(kasus.nilai, bk_unit=bk.get(kasus.orang.kunci, "")))
    agenda.pada(hari, "16.30", angkatan.lapor)


def _angkatan_lama(agenda: Agenda, angkatan: Angkatan) -> None:
    """Six assessed a month ago: five certified in several stages of handover, one BK."""
    for nomor, kasus in enumerate(angkatan.kasus):
        _masuk(agenda, kasus, -60 + nomor % 3)
    _praasesmen(agenda, angkatan, -54, uji=-45)
    terakhir = angkatan.kasus[-1]
    _uji(agenda, angkatan, -45, {terakhir.orang.kunci: "J.620100.025.02"})
    agenda.pada(-43, "09.00", angkatan.tunjuk_komite)
    bk = frozenset({terakhir.orang.kunci})
    for jam, kunci in (("10.00", "komite1"), ("11.00", "komite2"), ("13.00", "komite3")):
        agenda.pada(-42, jam, partial(angkatan.suara, kunci, bk=bk))
    agenda.pada(-42, "15.00", angkatan.pleno)
    agenda.pada(-41, "09.00", angkatan.putuskan)
    agenda.pada(-40, "09.00", partial(angkatan.nomori, blanko_pertama=4128760))
    kompeten = angkatan.kasus[:-1]
    for nomor, kasus in enumerate(kompeten):
        agenda.pada(-38, f"10.{nomor:02d}", partial(angkatan.terbitkan, kasus))
        if nomor < 4:
            agenda.pada(-37, f"09.{nomor:02d}", partial(angkatan.cetak, kasus))
        if nomor < 3:
            agenda.pada(-36, f"19.{nomor:02d}", kasus.pernyataan)
            agenda.pada(-35, f"10.{nomor:02d}", kasus.serah_terima)
    for jam, langkah in (("14.00", _susun_laporan), ("14.30", _finalkan_laporan), ("15.00", _kirim_laporan)):
        agenda.pada(-35, jam, partial(langkah, agenda.dunia))
    agenda.pada(-5, "10.00", partial(_bekukan, kompeten[2]))


def _laporan() -> Laporan:
    """The report that the last certificate of the batch has begun."""
    found: Laporan = Laporan.objects.get(jenis="penerbitan_angkatan")
    return found


def _susun_laporan(dunia: Dunia, saat: datetime) -> None:
    tim = [dunia.orang[kunci].pk for kunci in ("administrasi", "admin")]
    pelaporan.susun(dunia.sebagai("administrasi", saat), laporan=_laporan(), tim=tim)


def _finalkan_laporan(dunia: Dunia, saat: datetime) -> None:
    pelaporan.finalkan(dunia.sebagai("administrasi", saat), laporan=_laporan())


def _kirim_laporan(dunia: Dunia, saat: datetime) -> None:
    pelaporan.kirim(dunia.sebagai("administrasi", saat), laporan=_laporan())


def _bekukan(kasus: Kasus, saat: datetime) -> None:
    """A certificate is frozen by a decision of the Direktur."""
    keputusan.catat_keputusan(
        kasus.dunia.sebagai("direktur", saat),
        permohonan=kasus.ada,
        jenis="pembekuan",
        dasar="Pemegang belum memenuhi panggilan surveilan (peraga).",
        nomor_sk="0001/SK-BEKU/LSP-CD/XI/2026",
        tanggal=saat.date(),
        sertifikat_id=kasus.sertifikat.pk,
    )


def _angkatan_komite(agenda: Agenda, angkatan: Angkatan) -> None:
    """Three assessed last week; the committee is voting."""
    for kasus in angkatan.kasus:
        _masuk(agenda, kasus, -21)
    _praasesmen(agenda, angkatan, -16, uji=-7)
    _uji(agenda, angkatan, -7, {})
    agenda.pada(-5, "09.00", angkatan.tunjuk_komite)
    agenda.pada(-2, "14.00", partial(angkatan.suara, "komite1"))


def _angkatan_terjadwal(agenda: Agenda, angkatan: Angkatan) -> None:
    """Two whose assessment is in three days; the schedule is final and known to BNSP."""
    for kasus in angkatan.kasus:
        _masuk(agenda, kasus, -12)
    _praasesmen(agenda, angkatan, -7, uji=3)
    agenda.pada(-1, "10.00", partial(_tetapkan, angkatan))


def _permohonan_baru(agenda: Agenda, kasus: list[Kasus]) -> None:
    """Five new ones: a draft, one to be checked, one sent back, one unpaid, one whose proof waits."""
    draf, diperiksa, dikembalikan, belum_bayar, menunggu = kasus
    agenda.pada(-1, "20.40", draf.daftar)
    agenda.pada(-3, "18.00", diperiksa.daftar)
    agenda.pada(-3, "19.00", diperiksa.ajukan)
    agenda.pada(-5, "18.00", dikembalikan.daftar)
    agenda.pada(-5, "19.30", dikembalikan.ajukan)
    agenda.pada(-2, "09.30", partial(_kembalikan, dikembalikan))
    for satu, hari in ((belum_bayar, -6), (menunggu, -7)):
        agenda.pada(hari, "18.10", satu.daftar)
        agenda.pada(hari, "19.10", satu.ajukan)
        agenda.pada(hari + 2, "09.10", satu.kaji)
        agenda.pada(hari + 2, "09.40", satu.terima)
    agenda.pada(-1, "12.15", menunggu.bayar)


def _kembalikan(kasus: Kasus, saat: datetime) -> None:
    aplikasi.kembalikan(
        kasus.dunia.sebagai("admin", saat),
        permohonan=kasus.ada,
        catatan="Foto surat keterangan tidak terbaca. Unggah ulang dengan cahaya yang cukup.",
    )
