"""What the invented BNSP registers, told in the order in which it happened. Every step is a command of a role or of an LSP."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from telusur.bnsp.harmonisasi.pedoman import commands as pedoman
from telusur.bnsp.peraga.dokumen import berkas_permohonan, lembar
from telusur.bnsp.peraga.dunia import Dunia
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import commands as asesor
from telusur.bnsp.sertifikasi_lisensi.blanko import commands as blanko
from telusur.bnsp.sertifikasi_lisensi.blanko.models import PermohonanBlanko
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji import commands as jadwal
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lingkup, Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import sebagai_lsp
from telusur.bnsp.sertifikasi_lisensi.pemegang import commands as pemegang
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.bnsp.sertifikasi_lisensi.tempat_uji import commands as tuk
from telusur.kernel.base import clock
from telusur.kernel.base.ids import readable_code

Langkah = Callable[[datetime], None]

SEJAK = date(2025, 1, 15)
SAMPAI = date(2030, 1, 14)
BLANKO_PERTAMA = 4_128_760  # as in the demo of the LSP


@dataclass(frozen=True, slots=True)
class CalonLsp:
    """An invented LSP with the skema of its scope."""

    kunci: str
    nama: str
    singkatan: str
    jenis: str
    nomor: str
    kota: str
    skema: tuple[tuple[str, str], ...]


# Day it was announced, day of the assessment, how many asesi: as in the demo of the LSP.
JADWAL_CD = ((-47, -45, 6), (-9, -7, 3), (-1, 3, 2))
JWP = ("SS.JWP/LSPP/005/2022", "Junior Web Programmer")
LSP = (
    CalonLsp("cd", "LSP Cakrawala Digital (Peraga)", "LSP-CD", "p3", "BNSP-LSP-9021-ID", "Bandung", (JWP,)),
    CalonLsp(
        "bn",
        "LSP Bahari Nusantara (Peraga)",
        "LSP-BN",
        "p3",
        "BNSP-LSP-9034-ID",
        "Makassar",
        (("SKM.BN.01", "Ahli Pengolahan Ikan"), ("SKM.BN.02", "Operator Galangan")),
    ),
    CalonLsp(
        "ka", "LSP Karya Andalas (Peraga)", "LSP-KA", "p1", "BNSP-LSP-9047-ID", "Padang", (("SKM.KA.01", "Juru Las"),)
    ),
    CalonLsp(
        "wt",
        "LSP Wisata Timur (Peraga)",
        "LSP-WT",
        "p2",
        "BNSP-LSP-9052-ID",
        "Kupang",
        (("SKM.WT.01", "Pemandu Wisata"),),
    ),
)
# Number, name, LSP, technical field.
ASESOR = (
    ("MET.000.009901 2024", "Bambang Sutejo", "cd", "Teknologi informasi"),
    ("MET.000.009902 2024", "Endang Sulastri", "cd", "Teknologi informasi"),
    ("MET.000.009911 2024", "Marthen Palinggi", "bn", "Perikanan"),
    ("MET.000.009912 2023", "Syarifah Alatas", "bn", "Galangan kapal"),
    ("MET.000.009921 2024", "Roni Chaniago", "ka", "Pengelasan"),
)
# Whom the demo of the first LSP certifies; its blanks were given for them.
KOMPETEN_CD = (
    "Tiara Kusumaningtyas",
    "Galih Pramudita",
    "Ni Putu Sekar Ardhani",
    "Fransiskus Bria",
    "Dimas Aryo Wicaksono",
)
PEMEGANG = (
    "Andi Tenri Abeng",
    "Wahyu Setiawan",
    "Christina Rumengan",
    "La Ode Kaimuddin",
    "Sri Mulyaningsih",
    "Petrus Kelen",
    "Nurul Fadilah",
    "Bagus Wirawan",
)
PEDOMAN = (
    ("PBNSP 901 (peraga)", "Pedoman Persyaratan Umum LSP"),
    ("PBNSP 902 (peraga)", "Pedoman Lisensi LSP"),
    ("PBNSP 906 (peraga)", "Pedoman Verifikasi TUK"),
)


@dataclass
class Register:
    """The registers under construction.

    ``surat_cd``: the first LSP has announced its schedules by letter, as its own demo tells. Not where that LSP begins anew.
    """

    dunia: Dunia
    lsp: dict[str, Lsp]
    surat_cd: bool = True

    def isi(self) -> None:
        """Everything, in the order of time."""
        self._pada(-380, self._pedoman)
        self._pada(-370, self._lembaga)
        self._pada(-365, self._asesor_dan_tuk)
        self._pada(-60, self._blanko)
        self._pada(JADWAL_CD[0][0], partial(self._jadwal_cd, 0))
        self._pada(-40, self._sertifikat)
        self._pada(-20, self._keputusan)
        self._pada(JADWAL_CD[1][0], partial(self._jadwal_cd, 1))
        self._pada(JADWAL_CD[2][0], partial(self._jadwal_cd, 2))
        self._pada(-1, self._yang_menunggu)

    def _pada(self, hari: int, langkah: Langkah) -> None:
        saat = self.dunia.saat(hari)
        with clock.travel(saat):
            langkah(saat)

    def _pedoman(self, saat: datetime) -> None:
        harmonisasi, ketua = self.dunia.sebagai("harmonisasi", saat), self.dunia.sebagai("ketua", saat)
        for nomor, (kode, judul) in enumerate(PEDOMAN, start=1):
            row = pedoman.daftarkan(harmonisasi, kode=kode, judul=judul, peraga=True)
            isi = f"Naskah peraga: {judul}.\n\nPasal 1. Naskah ini rekaan.\n\nPasal 2. Berlaku sejak terbit."
            hari = saat.date() - timedelta(days=7)
            versi = pedoman.tulis_versi(
                harmonisasi, pedoman=row, nomor=f"{nomor}/BNSP/PERAGA/{hari.year}", tanggal=hari, isi=isi
            )
            pedoman.terbitkan(ketua, versi=versi)
            if nomor == 1:
                baru: dict[str, Any] = {
                    "nomor": f"9/BNSP/PERAGA/{hari.year}",
                    "tanggal": hari,
                    "perubahan": "Pasal 2 diperjelas.",
                }
                kedua = pedoman.tulis_versi(harmonisasi, pedoman=row, isi=isi.replace("terbit", "diterbitkan"), **baru)
                pedoman.terbitkan(ketua, versi=kedua)

    def _lembaga(self, saat: datetime) -> None:
        koordinator = self.dunia.sebagai("koordinator", saat)
        for nomor, calon in enumerate(LSP):
            sk: dict[str, Any] = {"nomor_sk": f"KEP.{nomor:04d}/BNSP/I/2025 (peraga)", "tanggal_sk": SEJAK}
            row = lisensi.daftarkan(
                koordinator,
                nama=calon.nama,
                singkatan=calon.singkatan,
                jenis=calon.jenis,
                nomor_lisensi=calon.nomor,
                berlaku_dari=SEJAK,
                berlaku_sampai=SAMPAI,
                alamat="Jalan Peraga Nomor 12",
                kota=calon.kota,
                surel=f"halo@{calon.singkatan.lower()}.peraga.example",
                peraga=True,
                **sk,
            )
            for kode, nama in calon.skema:
                lisensi.tambah_lingkup(koordinator, lsp=row, skema_kode=kode, skema_nama=nama, sejak=SEJAK, **sk)
            self.lsp[calon.kunci] = row

    def _asesor_dan_tuk(self, saat: datetime) -> None:
        sdm = self.dunia.sebagai("sdm", saat)
        tahun = self.dunia.hari_ini.year
        for nomor, nama, kunci, bidang in ASESOR:
            asesor.daftarkan(
                sdm,
                nomor_registrasi=nomor,
                nama=nama,
                nomor_sertifikat=f"74909 2424 0 0{nomor[8:14]} {nomor[-4:]}",
                berlaku_dari=date(tahun - 1, 3, 1),
                berlaku_sampai=date(tahun + 2, 2, 28),
                bidang=[bidang],
                lsp=self.lsp[kunci],
                peraga=True,
            )
        for calon in LSP:
            tuk.daftarkan(
                sebagai_lsp(self.lsp[calon.kunci], saat),
                lsp=self.lsp[calon.kunci],
                kode="TUK-01",
                nama="TUK SMK Peraga Nusantara" if calon.kunci == "cd" else f"TUK Peraga {calon.kota}",
                jenis="mandiri",
                alamat="Jalan Laboratorium Nomor 3",
                kota=calon.kota,
                kapasitas=20,
                skema=[kode for kode, _ in calon.skema],
                berlaku_sampai=date(tahun + 2, 12, 31),
                peraga=True,
            )

    def _blanko(self, saat: datetime) -> None:
        koordinator = self.dunia.sebagai("koordinator", saat)
        blanko.terima_persediaan(koordinator, awal=BLANKO_PERTAMA, akhir=BLANKO_PERTAMA + 4999, nomor_ba="BA/PERAGA/01")
        hari = saat.date()
        for kunci, nama, nomor, sk in (
            ("cd", KOMPETEN_CD, "0001/PERAGA", hari - timedelta(days=41)),
            ("bn", PEMEGANG[:1], "0001/PERAGA", SEJAK),
            ("bn", PEMEGANG[1:], "0002/PERAGA", hari),
        ):
            blanko.setujui(koordinator, permohonan=self._minta(kunci, nama, saat, nomor, sk))

    def _minta(self, kunci: str, nama: Sequence[str], saat: datetime, nomor: str, hari: date) -> PermohonanBlanko:
        """Blanks for these people of the first skema of an LSP, by an SK of that day."""
        lsp = self.lsp[kunci]
        kode = next(calon.skema[0][0] for calon in LSP if calon.kunci == kunci)
        hasil = [{"nama": one, "skema_kode": kode, "hasil": "K"} for one in nama]
        return blanko.ajukan(
            sebagai_lsp(lsp, saat),
            lsp=lsp,
            nomor_surat=f"{nomor}/{lsp.singkatan}",
            tanggal_surat=hari,
            nomor_ba=f"{nomor}/BA/{lsp.singkatan}",
            tanggal_ba=hari,
            nomor_sk=f"{nomor}/SK/{lsp.singkatan}",
            tanggal_sk=hari,
            hasil=[*hasil, {"nama": "Asesi Peraga Belum", "skema_kode": kode, "hasil": "BK"}],
            jumlah=len(nama),
            berkas=berkas_permohonan(f"{nomor}/{lsp.singkatan}"),
            peraga=True,
        )

    def _jadwal_cd(self, ke: int, saat: datetime) -> None:
        """A schedule of the demo's LSP, as it announced it by letter before its system was connected."""
        if not self.surat_cd:
            return
        tahun = [self.dunia.saat(hari).year for hari, _, _ in JADWAL_CD[: ke + 1]]
        _, uji, jumlah = JADWAL_CD[ke]
        hari = self.dunia.saat(uji).date()
        jadwal.catat(
            self.dunia.sebagai("koordinator", saat),
            lsp=self.lsp["cd"],
            nomor_lsp=f"JDW-{saat.year}-{tahun.count(saat.year):04d}",
            skema_kode=JWP[0],
            tuk="TUK-01",
            asesor=[ASESOR[0][0]],
            mulai=hari,
            selesai=hari,
            asesi=[{"nama": f"Asesi Peraga {n}"} for n in range(1, jumlah + 1)],
            peraga=True,
        )

    def _sertifikat(self, saat: datetime) -> None:
        lsp, hari = self.lsp["bn"], saat.date()
        rows: list[SertifikatTerdaftar] = []
        for nomor, nama in enumerate(PEMEGANG):
            terbit = SEJAK if nomor == 0 else hari
            # The first has expired since; the others run for three years.
            akhir = (
                hari + timedelta(days=10) if nomor == 0 else date(terbit.year + 3, terbit.month, min(terbit.day, 28))
            )
            rows.append(
                pemegang.catat(
                    sebagai_lsp(lsp, saat),
                    lsp=lsp,
                    nomor=f"03119 6221 0 {nomor + 1:07d} {terbit.year}",
                    nomor_registrasi=f"KPT.9034.{nomor + 1:05d}.{terbit.year}",
                    nomor_blanko=BLANKO_PERTAMA + 5 + nomor,
                    kode=readable_code(),
                    nama=nama,
                    skema_kode="SKM.BN.01",
                    tanggal_terbit=terbit,
                    berlaku_sampai=akhir,
                    peraga=True,
                )
            )
        pengendalian = self.dunia.sebagai("pengendalian", saat)
        pemegang.bekukan(pengendalian, sertifikat=rows[1], dasar="Peraga: surveilan belum dipenuhi.")
        pemegang.cabut(sebagai_lsp(lsp, saat), sertifikat=rows[2], dasar="Peraga: bukti kompetensi tidak asli.")
        blanko.laporkan_rusak(
            sebagai_lsp(lsp, saat),
            lsp=lsp,
            nomor=rows[-1].nomor_blanko,
            nomor_ba="0002/BA/LSP-BN",
            tanggal_ba=hari,
            alasan="Tinta luntur saat dicetak.",
            berkas={"berita_acara": lembar("Berita acara kerusakan 0002/BA/LSP-BN")},
        )

    def _keputusan(self, saat: datetime) -> None:
        ketua, hari = self.dunia.sebagai("ketua", saat), saat.date()
        sk: dict[str, Any] = {
            "nomor_sk": "KEP.0901/BNSP/PERAGA",
            "tanggal_sk": hari,
            "alasan": "Peraga: temuan surveilan belum ditutup.",
        }
        lisensi.bekukan(ketua, lsp=self.lsp["ka"], **sk)
        lingkup = Lingkup.objects.get(lsp=self.lsp["bn"], skema_kode="SKM.BN.02")
        lisensi.bekukan_lingkup(ketua, lingkup=lingkup, **sk)

    def _yang_menunggu(self, saat: datetime) -> None:
        orang = [f"Asesi Peraga {n}" for n in range(1, 4)]
        self._minta("wt", orang, saat, "0007/PERAGA", saat.date())
        lsp, hari = self.lsp["bn"], saat.date()
        jadwal.catat(
            sebagai_lsp(lsp, saat),
            lsp=lsp,
            nomor_lsp="0011/JDW/LSP-BN",
            skema_kode="SKM.BN.01",
            tuk="TUK-01",
            asesor=["MET.000.009911 2024"],
            mulai=hari + timedelta(days=4),
            selesai=hari + timedelta(days=5),
            asesi=[{"nama": f"Asesi Peraga {n}"} for n in range(1, 5)],
            peraga=True,
        )
