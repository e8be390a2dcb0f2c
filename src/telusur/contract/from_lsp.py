"""What an LSP tells BNSP (P508 9.3.2, 9.4.6 to 9.4.9, 9.5; SOP 2.8, 4.4; LAP 3)."""

from __future__ import annotations

from telusur.contract.shapes import (
    BLANK,
    CELL,
    DAY,
    FLAG,
    SHA256,
    Agreed,
    document,
    maybe,
    number,
    one_of,
    row,
    rows,
    text,
)

# Documents without which BNSP approves nothing, by what they are (SOP 4.4; P508 9.4.6; LAP 3.2).
BERKAS_PERMOHONAN = {"surat": "Surat permohonan", "berita_acara": "Berita acara pleno", "sk": "SK penetapan hasil"}
BERKAS_RUSAK = {"berita_acara": "Berita acara kerusakan"}
BERKAS_LAPORAN = {"laporan": "Laporan"}
BERKAS_JAWABAN = {"bukti": "Bukti"}
JADWAL = Agreed(
    "jadwal",
    "Jadwal uji",
    row(
        nomor=text(80),
        skema_kode=text(80),
        tuk=text(30),
        asesor=rows(text(40), fewest=1, most=50),
        mulai=DAY,
        selesai=DAY,
        asesi=rows(row(nama=text(200), registrasi=text(60, empty=True)), fewest=1),
        status=one_of("ditetapkan", "dibatalkan"),
        alasan=text(500, empty=True),
    ),
)
PERMOHONAN_BLANKO = Agreed(
    "permohonan_blanko",
    "Permohonan blanko",
    row(
        nomor_surat=text(80),
        tanggal_surat=DAY,
        nomor_ba=text(80),
        tanggal_ba=DAY,
        nomor_sk=text(80),
        tanggal_sk=DAY,
        hasil=rows(row(nama=text(200), skema_kode=text(80), hasil=one_of("K", "BK")), fewest=1),
        jumlah=number(1),
        ajuan=number(1, 1000),
        lampiran=rows(document(*BERKAS_PERMOHONAN), fewest=1, most=20),
    ),
)
BLANKO_RUSAK = Agreed(
    "blanko_rusak",
    "Blanko rusak",
    row(
        nomor=BLANK,
        nomor_ba=text(80),
        tanggal_ba=DAY,
        alasan=text(2000),
        lampiran=rows(document(*BERKAS_RUSAK), fewest=1, most=20),
    ),
)
SERTIFIKAT = Agreed(
    "sertifikat",
    "Sertifikat",
    row(
        nomor=text(60),
        nomor_registrasi=text(60),
        nomor_blanko=BLANK,
        kode=text(20),
        nama=text(200),
        skema_kode=text(80),
        tanggal_terbit=DAY,
        berlaku_sampai=DAY,
        status=one_of("terbit", "dibekukan", "dicabut"),
        dasar=text(500, empty=True),
    ),
)
ASESOR = Agreed(
    "asesor",
    "Asesor kompetensi LSP",
    row(
        nomor_registrasi=text(40),
        nama=text(150),
        skema=rows(text(80), most=200),
        aktif=FLAG,
    ),
)
TUK = Agreed(
    "tuk",
    "TUK",
    row(
        kode=text(30),
        nama=text(150),
        jenis=one_of("tempat_kerja", "sewaktu", "mandiri"),
        alamat=text(250),
        kota=text(80),
        kapasitas=number(1, 100000),
        skema=rows(text(80), fewest=1, most=500),
        berlaku_sampai=maybe(DAY),
        aktif=FLAG,
    ),
)
# Kinds of report: those of a half-year are expected in January and July, the others whenever there is something to report.
LAPORAN_SEMESTER = {"penerbitan": "Laporan penerbitan sertifikat"}
LAPORAN_PERISTIWA = {"penerbitan_angkatan": "Laporan tiap penerbitan"}
JENIS_LAPORAN = {**LAPORAN_SEMESTER, **LAPORAN_PERISTIWA}
# The rows of a report travel ahead of it on sheets, as many as a message holds; the report says how many sheets there are.
LEMBAR_LAPORAN = Agreed(
    "lembar_laporan",
    "Lembar laporan",
    row(
        nomor=text(120),
        versi=number(1, 1000),
        lembar=number(1, 1000),
        isi=rows(row(bagian=text(40), baris=rows(rows(CELL, fewest=1, most=40), fewest=1)), most=60),
    ),
)
LAPORAN = Agreed(
    "laporan",
    "Laporan LSP",
    row(
        nomor=text(120),
        versi=number(1, 1000),
        kiriman=number(1, 1000),
        jenis=one_of(*JENIS_LAPORAN),
        judul=text(250),
        dari=DAY,
        sampai=DAY,
        angkatan=text(120, empty=True),
        tanggal=DAY,
        penanggung_jawab=text(150),
        tim=rows(text(150), fewest=1, most=50),
        catatan=text(4000, empty=True),
        lampiran=rows(document(*BERKAS_LAPORAN), fewest=1, most=20),
        lembar=number(0, 1000),
        bagian=rows(
            row(
                kode=text(40),
                judul=text(200),
                kolom=rows(text(100), fewest=1, most=40),
                kelompok=rows(rows(number(0, 39), fewest=1, most=40), most=40),
                kosong=text(200),
                jumlah=number(0, 1_000_000),
            ),
            fewest=1,
            most=60,
        ),
    ),
)
# The LSP's answers to what BNSP holds against it; their documents follow (P508 9.5.2, 10.3.1 iv).
JAWABAN_TEMUAN = Agreed(
    "jawaban_temuan",
    "Jawaban atas temuan BNSP",
    row(
        nomor=text(60),
        ajuan=number(1, 1000),
        perbaikan=text(20_000),
        tanggal=DAY,
        oleh=text(150),
        lampiran=rows(document(*BERKAS_JAWABAN), fewest=1, most=20),
    ),
)
TANGGAPAN_SANKSI = Agreed(
    "tanggapan_sanksi",
    "Tanggapan atas kasus sanksi",
    row(
        nomor=text(60),
        ajuan=number(1, 1000),
        tanggapan=text(20_000),
        tanggal=DAY,
        oleh=text(150),
        lampiran=rows(document(*BERKAS_JAWABAN), most=20),
    ),
)
# What the LSP wrote down by hand of what BNSP decides, while BNSP's system was not connected. ``nomor`` is what both sides
# call the thing (schedule, letter, licence or report number; ``versi`` of a report, else 1), ``nilai`` what BNSP is said to
# have given: its number, a blank, ``aktif, 2025-01-15 sampai 2030-01-14`` of a licence, ``diterima`` or ``dikembalikan``.
CATATAN_TANGAN = Agreed(
    "catatan_tangan",
    "Catatan dengan tangan",
    row(
        jenis=one_of("jadwal", "blanko", "lisensi", "laporan", "asesor"),
        nomor=text(120),
        versi=number(1, 1000),
        nilai=text(200),
        tanggal=DAY,
        alasan=text(2000),
        dicatat_oleh=text(150),
        dicatat_pada=DAY,
        bukti=row(nama=text(200), sha256=SHA256),
    ),
)
ALL = (
    JADWAL,
    PERMOHONAN_BLANKO,
    BLANKO_RUSAK,
    SERTIFIKAT,
    ASESOR,
    TUK,
    LEMBAR_LAPORAN,
    LAPORAN,
    JAWABAN_TEMUAN,
    TANGGAPAN_SANKSI,
    CATATAN_TANGAN,
)
