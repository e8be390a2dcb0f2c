"""What each kind of fact means, which way it goes, what its key is, and one of it as it travels: for builders of other systems.

``docs/pertukaran/jenis.md`` is made from this and from the schemas; the tests hold every example against its schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FROM_LSP = "LSP kepada BNSP"
FROM_BNSP = "BNSP kepada LSP"
OWN = "tanda tetap pilihan pengirim, misalnya UUID barisnya; satu untuk selamanya dan tidak dipakai untuk hal lain"
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@dataclass(frozen=True, slots=True)
class Explained:
    """``key``: the rule for the key of a fact; ``identity``: the member of the content that the key repeats, if it does."""

    direction: str
    about: str
    key: str
    example: dict[str, Any]
    identity: str = ""


def _same_as(member: str) -> str:
    return f"sama dengan `{member}`, dibandingkan menurut huruf dan angkanya saja"


def _from_lsp(about: str, example: dict[str, Any], *, identity: str = "", key: str = "") -> Explained:
    return Explained(FROM_LSP, about, key or (_same_as(identity) if identity else OWN), example, identity)


def _from_bnsp(about: str, example: dict[str, Any], *, identity: str = "", key: str = "") -> Explained:
    return Explained(FROM_BNSP, about, key or (_same_as(identity) if identity else OWN), example, identity)


_HARI = "2026-11-20"


def _berkas(jenis: str, nama: str) -> dict[str, Any]:
    return {"jenis": jenis, "nama": nama, "sha256": SHA, "ukuran": 184_320}


EXPLAINED: dict[str, Explained] = {
    "jadwal": _from_lsp(
        "Jadwal uji yang sudah ditetapkan (SOP 2.8, P508 9.3.2). BNSP memeriksa lisensi, lingkup, TUK, dan asesor: asesor harus "
        "ada di register, berlaku pada hari uji, dan tidak tercatat pada LSP lain. Jawabannya `pencatatan_jadwal`. Jadwal yang "
        "tercatat hanya dapat dibatalkan (`status` `dibatalkan` dengan `alasan`); perubahan lain dikirim dengan nomor baru.",
        {
            "nomor": "0031/JDW/LSP-CD/XI/2026", "skema_kode": "SS.JWP/LSPP/005/2022", "tuk": "TUK-01",
            "asesor": ["MET.000.012345 2024"], "mulai": "2026-11-24", "selesai": "2026-11-24",
            "asesi": [{"nama": "Tiara Kusumaningtyas", "registrasi": "0112/APL/2026"}, {"nama": "Galih", "registrasi": ""}],
            "status": "ditetapkan", "alasan": "",
        },
    ),
    "permohonan_blanko": _from_lsp(
        "Permohonan blanko dengan SK, berita acara, dan daftar K dan BK (SOP 4.4, P508 9.4.6). `jumlah` sama dengan banyaknya K. "
        "Blanko yang diberikan hanya berlaku untuk orang yang K dalam daftar ini. `ajuan` naik satu bila surat yang dikembalikan "
        "diajukan lagi. `lampiran` menyebut surat, berita acara, dan SK; ketiganya wajib, berkasnya menyusul (panduan bagian 8), "
        "dan sebelum semuanya sampai tidak ada yang disetujui. Diperiksa orang di BNSP; jawabannya `jawaban_blanko`.",
        {
            "nomor_surat": "0007/BLK/LSP-CD/XI/2026", "tanggal_surat": _HARI, "nomor_ba": "0007/BA/LSP-CD/XI/2026",
            "tanggal_ba": _HARI, "nomor_sk": "0007/SK/LSP-CD/XI/2026", "tanggal_sk": _HARI,
            "hasil": [
                {"nama": "Tiara Kusumaningtyas", "skema_kode": "SS.JWP/LSPP/005/2022", "hasil": "K"},
                {"nama": "Galih Pramudita", "skema_kode": "SS.JWP/LSPP/005/2022", "hasil": "BK"},
            ],
            "jumlah": 1, "ajuan": 1,
            "lampiran": [
                _berkas("surat", "Permohonan-0007.pdf"), _berkas("berita_acara", "BA-0007.pdf"), _berkas("sk", "SK-0007.pdf"),
            ],
        },
    ),
    "blanko_rusak": _from_lsp(
        "Blanko yang rusak atau salah cetak, dengan berita acaranya (SOP 4.4). Penggantinya datang sebagai `pengganti_blanko` "
        "dan berlaku untuk orang dari daftar yang sama. Berkas berita acaranya menyusul; sebelum sampai, tidak ada penggantinya.",
        {
            "nomor": "4128761", "nomor_ba": "0002/BA/LSP-CD", "tanggal_ba": _HARI, "alasan": "Tinta luntur saat dicetak.",
            "lampiran": [_berkas("berita_acara", "BA-0002.pdf")],
        },
        identity="nomor",
    ),
    "sertifikat": _from_lsp(
        "Sertifikat yang terbit dan keadaannya kini (P508 9.4.7, 9.5). BNSP memeriksa: skema aktif dalam lingkup pada hari "
        "terbit; blanko diberikan kepada LSP ini dan tidak rusak; pemegang ada sebagai K dalam daftar yang menjadi dasar blanko "
        "itu, dan belum dilayani; masa berlaku tidak lebih panjang daripada yang ditetapkan bagi skemanya; terbit tidak sebelum "
        "SK. Selain `nomor_blanko`, `status`, dan `dasar`, isinya tidak berubah lagi. `dasar` wajib bila dibekukan, dicabut, "
        "atau dipulihkan.",
        {
            "nomor": "62019 2513 0 0000001 2026", "nomor_registrasi": "TIK.9021.00001 2026", "nomor_blanko": "4128760",
            "kode": "7K4M-92QF-XW3A", "nama": "Tiara Kusumaningtyas", "skema_kode": "SS.JWP/LSPP/005/2022",
            "tanggal_terbit": _HARI, "berlaku_sampai": "2029-11-20", "status": "terbit", "dasar": "",
        },
        identity="kode",
    ),
    "asesor": _from_lsp(
        "Asesor yang bekerja untuk LSP ini (P508 10.4.4.4). BNSP memeriksa nomor, nama, dan lembaganya menurut register "
        "asesor, dan bahwa skemanya ada dalam lingkup LSP; jawabannya `registrasi_asesor`. Nomor MET "
        "boleh ditulis dengan titik, spasi, atau strip.",
        {
            "nomor_registrasi": "MET.000.012345 2024", "nama": "Budi Hartono", "skema": ["SS.JWP/LSPP/005/2022"],
            "aktif": True,
        },
        identity="nomor_registrasi",
    ),
    "tuk": _from_lsp(
        "TUK yang sudah diverifikasi, dengan skemanya (PBNSP 206). Skema yang baru disebut harus aktif dalam lingkup LSP. "
        "`berlaku_sampai` null: verifikasinya tidak berbatas waktu. `aktif` false: tidak dipakai lagi.",
        {
            "kode": "TUK-01", "nama": "TUK SMK Nusantara", "jenis": "mandiri", "alamat": "Jalan Laboratorium 3",
            "kota": "Bandung", "kapasitas": 20, "skema": ["SS.JWP/LSPP/005/2022"], "berlaku_sampai": "2028-12-31", "aktif": True,
        },
        identity="kode",
    ),
    "lembar_laporan": _from_lsp(
        "Baris-baris sebuah laporan, sebanyak yang muat dalam satu pesan; dikirim sebelum `laporan` yang menyebut banyaknya "
        "lembar (LAP 3.2). `baris`: sel menurut `kolom` bagiannya.",
        {
            "nomor": "0003/LAP/LSP-CD/XI/2026", "versi": 1, "lembar": 1,
            "isi": [{"bagian": "jumlah", "baris": [["Sertifikat diterbitkan", 5]]}],
        },
        key="tanda tetap laporan itu, titik, lalu nomor lembarnya, misalnya `0190c1f2.1`",
    ),
    "laporan": _from_lsp(
        "Kepala laporan dengan bagian-bagiannya (LAP 3, P508 10.3.1 iv). Semua lembarnya harus sudah sampai. Jawabannya "
        "`jawaban_laporan`; yang dikembalikan dikirim lagi dengan `versi` berikut. Cetakannya (`lampiran` `laporan`) menyusul; "
        "sebelum sampai, laporan tidak dinyatakan diterima.",
        {
            "nomor": "0003/LAP/LSP-CD/XI/2026", "versi": 1, "kiriman": 1, "jenis": "penerbitan_angkatan",
            "judul": "Laporan penerbitan sertifikat", "dari": "2026-11-01", "sampai": _HARI,
            "angkatan": "0007/BLK/LSP-CD/XI/2026", "tanggal": _HARI, "penanggung_jawab": "Rahmat Hidayat",
            "tim": ["Siti Aminah"], "catatan": "", "lampiran": [_berkas("laporan", "LAP-0003.pdf")], "lembar": 1,
            "bagian": [
                {
                    "kode": "jumlah", "judul": "Jumlah", "kolom": ["Uraian", "Jumlah"], "kelompok": [],
                    "kosong": "Tidak ada.", "jumlah": 1,
                }
            ],
        },
    ),
    "jawaban_temuan": _from_lsp(
        "Jawaban atas `temuan` BNSP: apa yang diperbaiki, dengan paling sedikit satu berkas bukti menyusul (P508 10.3.1 iv). "
        "`ajuan` dimulai dari 1 dan naik satu pada tiap jawaban. Diterima selama temuannya `terbuka`; temuan ditutup sesudah "
        "semua buktinya sampai dan diverifikasi.",
        {
            "nomor": "0012/LKS/BNSP/XI/2026", "ajuan": 1, "perbaikan": "Rekaman FR.AK.02 ditemukan dan dipindai.",
            "tanggal": _HARI, "oleh": "Siti Aminah", "lampiran": [_berkas("bukti", "FR-AK-02.pdf")],
        },
        identity="nomor",
    ),
    "tanggapan_sanksi": _from_lsp(
        "Tanggapan LSP atas `kasus_sanksi` BNSP, dengan berkas bila ada (P508 9.5.2). `ajuan` naik satu pada tiap tanggapan. "
        "Diterima selama kasusnya `dibuka`.",
        {
            "nomor": "0002/SKS/BNSP/XI/2026", "ajuan": 1, "tanggapan": "Laporan semester dikirim 18 November.",
            "tanggal": _HARI, "oleh": "Rahmat Hidayat", "lampiran": [_berkas("bukti", "Surat-tanggapan.pdf")],
        },
        identity="nomor",
    ),
    "catatan_tangan": _from_lsp(
        "Yang diputuskan BNSP tetapi ditulis orang LSP selama sistem BNSP belum tersambung, dengan alasan dan sidik jari "
        "buktinya (SOP 2.8, 4.4; LAP 3.2). `nomor` menyebut jadwal, surat permohonan, lisensi, laporan, atau asesor; `versi` "
        "hanya "
        "untuk laporan, selain itu 1; `nilai` yang "
        "ditulis: nomor BNSP, nomor blanko, `aktif, 2025-01-15 sampai 2030-01-14`, `diterima`, atau "
        "nomor registrasi, nomor sertifikat, dan masa asesor. "
        "Jawabannya `jawaban_catatan_tangan`.",
        {
            "jenis": "jadwal", "nomor": "0031/JDW/LSP-CD/XI/2026", "versi": 1, "nilai": "BNSP-JDW-2026-00417",
            "tanggal": _HARI, "alasan": "Sistem BNSP belum tersambung; jawabannya lewat surat.",
            "dicatat_oleh": "Wulan Kartikasari", "dicatat_pada": _HARI, "bukti": {"nama": "Surat-BNSP.pdf", "sha256": SHA},
        },
    ),
    "pencatatan_jadwal": _from_bnsp(
        "Nomor BNSP sebuah jadwal, atau bahwa pencatatannya dicabut (SOP 2.8). Tanpa nomor ini sesi uji tidak dibuka.",
        {"nomor": "0031/JDW/LSP-CD/XI/2026", "nomor_bnsp": "BNSP-JDW-2026-00417", "tanggal": _HARI, "status": "tercatat"},
    ),
    "jawaban_blanko": _from_bnsp(
        "Jawaban permohonan blanko (SOP 4.4). Bila `dialokasikan`, `nomor` memuat sebanyak yang diminta; selain itu `catatan` "
        "menyebut sebabnya.",
        {"nomor_surat": "0007/BLK/LSP-CD/XI/2026", "keputusan": "dialokasikan", "catatan": "", "nomor": ["4128760"]},
    ),
    "pengganti_blanko": _from_bnsp(
        "Blanko yang diberikan untuk blanko yang dilaporkan rusak (SOP 4.4).",
        {"nomor_rusak": "4128761", "nomor": "4128765"},
        identity="nomor_rusak",
    ),
    "registrasi_asesor": _from_bnsp(
        "Sertifikat dan keadaan seorang asesor menurut register BNSP (P508 10.4.4.4), dikirim kepada LSP yang menyebutnya dengan "
        "`asesor` dan setiap kali berubah. `lsp_lain`: menurut register ia bekerja untuk LSP lain. Tanpa ini ia tidak "
        "ditugaskan.",
        {
            "nomor_registrasi": "MET.000.012345 2024", "nomor_sertifikat": "74909 2424 0 0012345 2024",
            "berlaku_dari": "2024-05-01", "berlaku_sampai": "2027-04-30", "status": "aktif",
        },
        identity="nomor_registrasi",
    ),
    "lisensi": _from_bnsp(
        "Lisensi dan seluruh lingkupnya menurut keputusan terakhir (P508 9.5). Skema yang tidak disebut lagi sudah tidak dalam "
        "lingkup. Yang dibekukan, dicabut, atau dikurangi menghentikan uji baru seketika.",
        {
            "nomor": "BNSP-LSP-9021-ID", "nomor_sk": "KEP.0933/BNSP/I/2025", "tanggal_sk": "2025-01-15",
            "berlaku_dari": "2025-01-15", "berlaku_sampai": "2030-01-14", "status": "aktif", "alasan": "",
            "lingkup": [
                {
                    "skema_kode": "SS.JWP/LSPP/005/2022", "skema_nama": "Junior Web Programmer", "status": "aktif",
                    "sejak": "2025-01-15", "keadaan_sejak": "2025-01-15", "masa_berlaku_bulan": 36,
                }
            ],
        },
        identity="nomor",
    ),
    "pedoman": _from_bnsp(
        "Pedoman BNSP yang berlaku, dengan naskahnya (P508 10.1); versi baru menggantikan yang dahulu.",
        {
            "kode": "PBNSP 201", "judul": "Pedoman Persyaratan Umum LSP", "versi": 2, "nomor": "9/BNSP/2026",
            "tanggal": _HARI, "perubahan": "Pasal 2 diperjelas.", "isi": "Pasal 1. ...",
        },
        key="singkatan tetap pedoman itu, misalnya `pbnsp-201`",
    ),
    "jawaban_catatan_tangan": _from_bnsp(
        "Apa yang ada di register BNSP untuk sebuah `catatan_tangan` (SOP 2.8, 4.4). Yang `lain` menyebut `nilai` BNSP, yang "
        "`tidak_ada` gugur di LSP, yang `belum` menunggu keputusan BNSP. Catatan BNSP sendiri dikirim utuh di sampingnya.",
        {"catatan": "01a22f26-eb61-700a-a803-e4f9414a123b", "hasil": "lain", "nilai": "BNSP-JDW-2026-00009"},
        identity="catatan",
    ),
    "jawaban_laporan": _from_bnsp(
        "Laporan diterima, atau dikembalikan dengan apa yang harus diperbaiki (LAP 3.2).",
        {"nomor": "0003/LAP/LSP-CD/XI/2026", "versi": 1, "keputusan": "dikembalikan", "catatan": "Lengkapi tanggal serah."},
    ),
    "temuan": _from_bnsp(
        "Ketidaksesuaian (LKS) yang dicatat BNSP atas LSP, dan sampai di mana perbaikannya (P508 10.3.1 iv). Dijawab dengan "
        "`jawaban_temuan` paling lambat `tenggat`. `ajuan`: jawaban terakhir yang ada pada BNSP, 0 bila belum ada; `terbuka` "
        "dengan `verifikasi` yang terisi berarti jawabannya dikembalikan.",
        {
            "nomor": "0012/LKS/BNSP/XI/2026", "klausul": "PBNSP 201 9.2.5", "uraian": "Rekaman FR.AK.02 hilang.",
            "kategori": "mayor", "dibuka": _HARI, "tenggat": "2026-12-11", "status": "terbuka", "ajuan": 0, "verifikasi": "",
        },
        identity="nomor",
    ),
    "kasus_sanksi": _from_bnsp(
        "Kasus yang dapat berakhir dengan sanksi atas lisensi, dan hasilnya (P508 9.5.2). Ditanggapi dengan `tanggapan_sanksi` "
        "paling lambat `tenggat`, selama `dibuka`. `skor` dan `kelengkapan`: kelengkapan data LSP saat kasus dibuka. "
        "`skema_kode` kosong: tentang seluruh lisensi.",
        {
            "nomor": "0002/SKS/BNSP/XI/2026", "bentuk": "penundaan", "skema_kode": "", "dasar": "Laporan semester tidak datang.",
            "skor": 62, "kelengkapan": ["Isian profil: 3 dari 5"], "dibuka": _HARI, "tenggat": "2026-12-04",
            "status": "dibuka", "ajuan": 0, "hasil": "",
        },
        identity="nomor",
    ),
}  # fmt: skip
