"""What BNSP tells an LSP (P508 9.3.2, 9.4.6, 9.5, 10.1; SOP 2.8, 4.4)."""

from __future__ import annotations

from telusur.contract.shapes import BLANK, DAY, Agreed, number, one_of, row, rows, text

PENCATATAN_JADWAL = Agreed(
    "pencatatan_jadwal",
    "Pencatatan jadwal",
    row(nomor=text(80), nomor_bnsp=text(80), tanggal=DAY, status=one_of("tercatat", "dibatalkan")),
)
JAWABAN_BLANKO = Agreed(
    "jawaban_blanko",
    "Jawaban permohonan blanko",
    row(
        nomor_surat=text(80),
        keputusan=one_of("dialokasikan", "dikembalikan", "ditolak"),
        catatan=text(2000, empty=True),
        nomor=rows(BLANK),
    ),
)
PENGGANTI_BLANKO = Agreed(
    "pengganti_blanko",
    "Blanko pengganti",
    row(nomor_rusak=BLANK, nomor=BLANK),
)
LISENSI = Agreed(
    "lisensi",
    "Lisensi",
    row(
        nomor=text(40),
        nomor_sk=text(80),
        tanggal_sk=DAY,
        berlaku_dari=DAY,
        berlaku_sampai=DAY,
        status=one_of("aktif", "dibekukan", "dicabut", "berakhir"),
        alasan=text(2000, empty=True),
        lingkup=rows(
            row(
                skema_kode=text(80),
                skema_nama=text(200),
                status=one_of("aktif", "dibekukan", "dikurangi"),
                sejak=DAY,  # in the scope since
                keadaan_sejak=DAY,  # standing as it does since
                masa_berlaku_bulan=number(1, 240),  # the longest a certificate may be valid
            ),
            most=5000,
        ),
    ),
)
# What the register of asesor holds of somebody whom the LSP named with ``asesor``.
REGISTRASI_ASESOR = Agreed(
    "registrasi_asesor",
    "Registrasi asesor",
    row(
        nomor_registrasi=text(40),
        nomor_sertifikat=text(60, empty=True),
        berlaku_dari=DAY,
        berlaku_sampai=DAY,
        status=one_of("aktif", "dibekukan", "dicabut", "lsp_lain"),
    ),
)
PEDOMAN = Agreed(
    "pedoman",
    "Pedoman BNSP",
    row(
        kode=text(40),
        judul=text(250),
        versi=number(1, 10000),
        nomor=text(80),
        tanggal=DAY,
        perubahan=text(4000, empty=True),
        isi=text(400_000, empty=True),
    ),
)
JAWABAN_LAPORAN = Agreed(
    "jawaban_laporan",
    "Jawaban atas laporan",
    row(
        nomor=text(120),
        versi=number(1, 1000),
        keputusan=one_of("diterima", "dikembalikan"),
        catatan=text(2000, empty=True),
    ),
)
# What BNSP holds against the LSP, which answers it with ``jawaban_temuan`` or ``tanggapan_sanksi`` (P508 9.5.2, 10.3.1 iv).
# ``ajuan``: the last answer that BNSP has, 0 while there is none.
TEMUAN = Agreed(
    "temuan",
    "Temuan BNSP",
    row(
        nomor=text(60),
        klausul=text(80),
        uraian=text(20_000),
        kategori=one_of("mayor", "minor", "observasi"),
        dibuka=DAY,
        tenggat=DAY,
        status=one_of("terbuka", "diperbaiki", "ditutup"),
        ajuan=number(0, 1000),
        verifikasi=text(20_000, empty=True),
    ),
)
KASUS_SANKSI = Agreed(
    "kasus_sanksi",
    "Kasus sanksi BNSP",
    row(
        nomor=text(60),
        bentuk=one_of("penundaan", "penarikan", "pengurangan"),
        skema_kode=text(80, empty=True),
        dasar=text(20_000),
        skor=number(0, 100),
        kelengkapan=rows(text(300), most=50),
        dibuka=DAY,
        tenggat=DAY,
        status=one_of("dibuka", "diusulkan", "diputuskan", "ditutup"),
        ajuan=number(0, 1000),
        hasil=text(25_000, empty=True),
    ),
)
# BNSP's answer to a ``catatan_tangan``, by its key: the same, another value, nothing of the kind, or not decided yet.
JAWABAN_CATATAN_TANGAN = Agreed(
    "jawaban_catatan_tangan",
    "Jawaban atas catatan tangan",
    row(catatan=text(60), hasil=one_of("sama", "lain", "tidak_ada", "belum"), nilai=text(200, empty=True)),
)
ALL = (
    PENCATATAN_JADWAL,
    JAWABAN_BLANKO,
    PENGGANTI_BLANKO,
    LISENSI,
    REGISTRASI_ASESOR,
    PEDOMAN,
    JAWABAN_LAPORAN,
    TEMUAN,
    KASUS_SANKSI,
    JAWABAN_CATATAN_TANGAN,
)
