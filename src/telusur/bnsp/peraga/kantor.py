"""What the invented BNSP does besides its registers: letters, a licence case, complaints, surveillance, plans. By commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from telusur.bnsp.harmonisasi.kelembagaan import commands as kelembagaan
from telusur.bnsp.pengendalian.pengaduan import commands as pengaduan
from telusur.bnsp.pengendalian.surveilans import commands as surveilans
from telusur.bnsp.peraga.dokumen import lembar
from telusur.bnsp.peraga.dunia import Dunia
from telusur.bnsp.perencanaan.program import commands as program
from telusur.bnsp.sekretariat.layanan import commands as layanan
from telusur.bnsp.sekretariat.layanan.models import Perkara
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.base import clock
from telusur.kernel.commands.context import public_context

APRESIASI = {
    "nama_lsp": "LSP Energi Terbarukan (Peraga)",
    "singkatan": "LSP-ET",
    "jenis": "p3",
    "alamat": "Jalan Surya Nomor 5",
    "kota": "Semarang",
    "surel": "halo@lsp-et.peraga.example",
}


@dataclass
class Kantor:
    """The office at work; ``lsp`` are the LSP of the registers, by key."""

    dunia: Dunia
    lsp: dict[str, Lsp]

    def isi(self) -> None:
        """Everything, in the order of time."""
        self._pada(-300, "09.00", self._rencana)
        self._pada(-200, "10.00", self._kelembagaan)
        self._pada(-30, "10.00", self._surveilans)
        self._pada(-12, "09.30", self._surat)
        self._pada(-6, "13.00", self._lisensi)
        self._pada(-3, "11.00", self._pengaduan)

    def _pada(self, hari: int, jam: str, langkah: Callable[[datetime], None]) -> None:
        saat = self.dunia.saat(hari, jam)
        with clock.travel(saat):
            langkah(saat)

    def _rencana(self, saat: datetime) -> None:
        komisi, tahun = self.dunia.sebagai("perencanaan", saat), self.dunia.hari_ini.year
        for kegiatan, siapa, bulan in (
            ("Sosialisasi pedoman peraga kepada LSP", "komisi_harmonisasi", 3),
            ("Surveilans LSP berlisensi", "komisi_pengendalian", 12),
        ):
            program.rencanakan(
                komisi,
                tahun=tahun,
                kegiatan=kegiatan,
                sasaran="Semua LSP peraga terjangkau.",
                penanggung_jawab=siapa,
                mulai=date(tahun, 1, 15),
                selesai=date(tahun, bulan, 15),
                peraga=True,
            )
        for indikator, nilai in (("lsp", 5), ("asesor", 6), ("tuk", 4), ("sertifikat", 20)):
            program.tetapkan_target(komisi, tahun=tahun, indikator=indikator, nilai=nilai, dasar="Peraga", peraga=True)

    def _kelembagaan(self, saat: datetime) -> None:
        komisi, hari = self.dunia.sebagai("harmonisasi", saat), saat.date()
        kelembagaan.catat_cabang(
            komisi,
            lsp=self.lsp["bn"],
            nama="Cabang Peraga Ambon",
            alamat="Jalan Pelabuhan Nomor 2",
            kota="Ambon",
            provinsi="Maluku",
            skema=["SKM.BN.01"],
            sejak=hari,
            peraga=True,
        )
        standar = kelembagaan.daftarkan_standar(
            komisi,
            kode="SKKNI 901-2025 (peraga)",
            judul="Pengolahan Ikan",
            jenis="skkni",
            bidang="Perikanan",
            tanggal=hari,
            nomor_keputusan="KEP.901/PERAGA/2025",
            peraga=True,
        )
        kelembagaan.catat_harmonisasi(
            komisi,
            tanggal=hari,
            pihak="Lembaga Sertifikasi Negeri Peraga",
            bentuk="pengakuan",
            pokok="Saling pengakuan sertifikat pengolahan ikan",
            hasil="Disepakati penyetaraan dua skema.",
            standar=standar,
            peraga=True,
        )

    def _surveilans(self, saat: datetime) -> None:
        komisi, hari = self.dunia.sebagai("pengendalian", saat), saat.date()
        row = surveilans.rencanakan(
            komisi,
            lsp=self.lsp["ka"],
            jenis="lapangan",
            rencana=hari,
            nomor_spt="SPT.21/PERAGA",
            petugas=["Theresia Manalu"],
            peraga=True,
        )
        surveilans.laporkan(
            komisi, surveilans=row, dilaksanakan=hari, laporan="Rekaman asesmen diperiksa; satu temuan."
        )
        surveilans.catat(
            komisi,
            lsp=self.lsp["ka"],
            surveilans=row,
            klausul="PBNSP 201 9.2.5",
            uraian="Rekaman FR.AK.02 tidak lengkap.",
            kategori="mayor",
        )
        surveilans.rencanakan(
            komisi,
            lsp=self.lsp["wt"],
            jenis="dokumen",
            rencana=hari + timedelta(days=40),
            nomor_spt="SPT.22/PERAGA",
            petugas=["Theresia Manalu"],
            peraga=True,
        )

    def _surat(self, saat: datetime) -> None:
        cs, phu = self.dunia.sebagai("cs", saat), self.dunia.sebagai("phu", saat)
        masuk = layanan.buka(
            cs,
            alur="surat-masuk",
            perihal="Permohonan narasumber",
            pemohon="LSP Wisata Timur (Peraga)",
            isian={
                "nomor_surat": "0031/LSP-WT",
                "tanggal_surat": saat.date(),
                "cara": "surel",
                "pokok": "phu",
                "sifat": "biasa",
            },
            peraga=True,
        )
        layanan.kerjakan(phu, perkara=masuk, langkah="3", jalan="lengkap")
        layanan.kerjakan(phu, perkara=masuk, langkah="4", isian={"usul": "komisi_sertifikasi"})
        isi = {
            "kepada": "LSP Karya Andalas (Peraga)",
            "isi": "Menunjuk hasil surveilans, mohon perbaikan temuan.",
            "sifat": "biasa",
        }
        layanan.buka(
            self.dunia.sebagai("operator", saat),
            alur="surat-keluar-sekretariat",
            perihal="Tindak lanjut surveilans",
            pemohon="Sekretariat",
            isian=isi,
            peraga=True,
        )
        anggota, wakil, ketua = (self.dunia.sebagai(one, saat) for one in ("anggota", "wakil", "ketua"))
        row: Perkara = layanan.buka(
            anggota,
            alur="surat-keluar-anggota",
            perihal="Undangan kaji banding",
            pemohon="Anggota",
            isian={
                "kepada": "Lembaga Sertifikasi Negeri Peraga",
                "isi": "Dengan hormat kami mengundang.",
                "sifat": "biasa",
            },
            peraga=True,
        )
        layanan.kerjakan(anggota, perkara=row, langkah="2", jalan="setuju")
        layanan.kerjakan(wakil, perkara=row, langkah="3", jalan="setuju")
        layanan.tandatangani(ketua, perkara=row, langkah="4", jalan="setuju")
        layanan.kerjakan(phu, perkara=row, langkah="5")
        layanan.kerjakan(phu, perkara=row, langkah="6", isian={"lewat": "pos", "kelas_arsip": "surat_biasa"})

    def _lisensi(self, saat: datetime) -> None:
        nama = APRESIASI["nama_lsp"]
        row = layanan.buka(
            self.dunia.sebagai("calonlsp", saat),
            alur="lisensi",
            perihal=f"Lisensi {nama}",
            pemohon=nama,
            isian=APRESIASI,
            berkas=lembar("Persyaratan apresiasi LSP-ET"),
            peraga=True,
        )
        layanan.kerjakan(self.dunia.sebagai("cs", saat), perkara=row, langkah="D2", jalan="lengkap")
        undangan = {"tanggal_apresiasi": saat.date() + timedelta(days=14), "tempat_apresiasi": "Kantor BNSP"}
        layanan.kerjakan(self.dunia.sebagai("koordinator", saat), perkara=row, langkah="D3", isian=undangan)

    def _pengaduan(self, saat: datetime) -> None:
        isi: dict[str, Any] = {
            "nama": "Lukman Hidayat",
            "surel": "lukman@peraga.example",
            "perihal": self.lsp["bn"].nama,
            "uraian": "Peraga: hasil uji belum diberitahukan sesudah dua bulan.",
            "peraga": True,
        }
        pengaduan.ajukan(public_context(at=saat, channel="peraga"), **isi)
        isi |= {"perihal": self.lsp["ka"].nama, "uraian": "Peraga: biaya diminta dua kali."}
        row = pengaduan.ajukan(public_context(at=saat, channel="peraga"), **isi)
        komisi = self.dunia.sebagai("pengendalian", saat)
        pengaduan.telaah(komisi, pengaduan=row)
        pengaduan.catat_tindak_lanjut(komisi, pengaduan=row, isi="LSP dimintai penjelasan tertulis.", terbuka=True)
