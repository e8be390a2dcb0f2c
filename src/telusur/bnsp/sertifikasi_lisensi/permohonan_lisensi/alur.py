"""The flow of an initial licence, D1 to D33, as data (KEP1516 Lamp. VI).

The drawing is lost. Documents, their order and most signers stand in its key; who acts, the ways back and, but for D15, the
times are reconstructed: the times are settings (``WAKTU_LANGKAH``), a correction of the rest is a new edition.
"""

from __future__ import annotations

from django.conf import settings

from telusur.bnsp.roles import Role
from telusur.bnsp.sekretariat.layanan.slot import (
    Alur,
    Daftar,
    Isian,
    Langkah,
    daftarkan_akibat,
    daftarkan_alur,
    daftarkan_daftar,
)
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import JenisLsp
from telusur.bnsp.sertifikasi_lisensi.permohonan_lisensi.register import daftarkan_lsp
from telusur.kernel.flows.flow import Exit, Stage
from telusur.kernel.letters import numbers
from telusur.kernel.letters.states import Reset

KODE, EDISI = "lisensi", "2021"
PERKARA, SURAT, SK = "perkara_lisensi", "surat_lisensi", "sk_lisensi"
BAGIAN = (Role.KOORDINATOR_SERTIFIKASI, Role.OPERATOR)  # the licence section
PLENO = (Role.KETUA, Role.WAKIL_KETUA, Role.ANGGOTA)
BERKAS = Isian("berkas", "Dokumen", "berkas", wajib=False)
# What BNSP judges of the applicant's is a file it has (P508 9.4.6): without it the step is not done.
BERKAS_WAJIB = Isian("berkas", "Dokumen", "berkas")
CATATAN_LKS = Isian("lks", "Ketidaksesuaian (klausul, uraian, kategori)", "paragraf")


def _kembali(ke: str, label: str) -> Exit:
    return Exit("kembali", label, to=ke, reason=True)


def _l(kode: str, judul: str, siapa: tuple[Role, ...], *keluaran: str, **lain: object) -> Langkah:
    """A step with its documents and its time from the settings: working days, or 0 for TS."""
    return Langkah(
        kode,
        judul,
        siapa,
        siapa[0],
        clause=f"Lamp. VI {kode}",
        outputs=keluaran,
        days=settings.WAKTU_LANGKAH["lisensi"][kode],
        **lain,  # type: ignore[arg-type]
    )


def _apresiasi() -> Stage:
    clsp = (
        Isian("nama_lsp", "Nama LSP"),
        Isian("singkatan", "Singkatan", petunjuk="Paling panjang 20 huruf."),
        Isian("jenis", "Jenis LSP", "pilihan", pilihan=tuple((one.value, one.label) for one in JenisLsp)),
        Isian("alamat", "Alamat"),
        Isian("kota", "Kota atau kabupaten"),
        Isian("surel", "Surel lembaga"),
        Isian("berkas", "Persyaratan apresiasi (satu PDF)", "berkas"),
    )
    return Stage(
        "A",
        "Apresiasi",
        (
            _l("D1", "Ajukan persyaratan apresiasi", (Role.CALON_LSP,), "D1 persyaratan apresiasi", isian=clsp),
            _l("D2", "Periksa kelengkapan apresiasi", (Role.CS, *BAGIAN), "D2 ceklis kelengkapan", exits=(
                Exit("lengkap", "Lengkap", to="D3"), Exit("kurang", "Belum lengkap", to="D2P", reason=True),
            )),
            _l("D2P", "Lengkapi persyaratan apresiasi", (Role.CALON_LSP,), "D2 perbaikan", isian=(
                Isian("perbaikan", "Yang dilengkapi", "paragraf"), BERKAS_WAJIB,
            ), exits=(Exit("ajukan", "Ajukan kembali", to="D2"),)),
            _l("D3", "Susun draf undangan apresiasi", BAGIAN, "D3 draf undangan", isian=(
                Isian("tanggal_apresiasi", "Tanggal apresiasi", "hari"), Isian("tempat_apresiasi", "Tempat"),
            )),
            _l("D4", "Tanda tangan undangan apresiasi", (Role.KETUA,), "D4 undangan", tanda_tangan=True, exits=(
                Exit("setuju", "Tandatangani"), _kembali("D3", "Kembalikan drafnya"),
            )),
            _l("D4N", "Nomori dan kirim undangan", (Role.PHU,), "D4 undangan bernomor", nomor=SURAT),
            _l("D5", "Berita acara apresiasi dan kode akses", BAGIAN, "D5 berita acara", isian=(
                Isian("nomor_ba", "Nomor berita acara"), Isian("kode_akses", "Tanda terima kode akses"), BERKAS,
            )),
        ),
    )  # fmt: skip


def _kecukupan() -> Stage:
    return Stage(
        "B",
        "Dokumen dan asesmen kecukupan",
        (
            _l("D6", "Lengkapi dokumen lisensi", (Role.CALON_LSP,), "D6 dokumen lisensi", isian=(
                Isian("dokumen", "Dokumen yang diserahkan", "paragraf"), BERKAS_WAJIB,
            )),
            _l("D7", "Periksa dengan ceklis pendirian", BAGIAN, "D7 ceklis pendirian", exits=(
                Exit("lengkap", "Lengkap"), _kembali("D6", "Belum lengkap, kembali ke CLSP"),
            )),
            _l("D8", "Tetapkan berkas asesmen kecukupan", BAGIAN, "D8 berkas desk audit", isian=(
                Isian("tim_kecukupan", "Tim asesmen kecukupan", "paragraf", petunjuk="Ketua tim pada baris pertama."),
            )),
            _l("D9", "Setujui pelaksanaan desk audit", (Role.ASESOR_LISENSI,), "D9 persetujuan", isian=(
                Isian("konflik", "Konflik kepentingan", "pilihan", pilihan=(("tidak_ada", "Tidak ada"), ("ada", "Ada"))),
            )),
            _l("D10", "Catat LKS asesmen kecukupan", (Role.ASESOR_LISENSI,), "D10 LKS", isian=(CATATAN_LKS, BERKAS)),
        ),
    )  # fmt: skip


def _penuh() -> Stage:
    lewat = Exit("pleno", "Lewat 15 hari: diputus anggota dalam pleno", to="D16", reason=True)
    return Stage(
        "C",
        "Asesmen penuh",
        (
            _l("D11", "Susun jadwal asesmen penuh", BAGIAN, "D11 draf jadwal", isian=(
                Isian("tanggal_asesmen", "Tanggal asesmen penuh", "hari"), Isian("tim_penuh", "Tim asesmen", "paragraf"),
            )),
            _l("D12", "Susun pemberitahuan dan surat tugas", BAGIAN, "D12 draf surat, dilampiri D10"),
            _l("D13", "Tanda tangan surat tugas", (Role.KETUA,), "D13 surat tugas", tanda_tangan=True, exits=(
                Exit("setuju", "Tandatangani"), _kembali("D12", "Kembalikan drafnya"),
            )),
            _l("D13N", "Nomori dan kirim surat tugas", (Role.PHU,), "D13 surat tugas bernomor", nomor=SURAT),
            _l("D14", "Asesmen penuh: daftar hadir dan LKS", (Role.ASESOR_LISENSI,), "D14 daftar hadir, LKS", isian=(
                Isian("hadir", "Yang hadir", "paragraf"), CATATAN_LKS, BERKAS,
            )),
            _l("D15", "Perbaiki ketidaksesuaian", (Role.CALON_LSP,), "D15 perbaikan LKS", isian=(
                Isian("perbaikan_lks", "Perbaikan", "paragraf"), BERKAS_WAJIB,
            )),
            _l("D15V", "Verifikasi perbaikan, tutup LKS", (Role.ASESOR_LISENSI,), "D15 LKS tertutup", exits=(
                Exit("tutup", "LKS tertutup"), _kembali("D15", "Belum memadai"), lewat,
            )),
            _l("D16", "Susun bahan pantek FR.09", (Role.ASESOR_LISENSI,), "D16 FR.09 dengan LKS", isian=(
                Isian("fr09", "Ringkasan FR.09", "paragraf"), BERKAS,
            )),
            _l("D18", "Validasi panitia teknis", (Role.PANTEK,), "D18 hasil pantek", tanda_tangan=True, exits=(
                Exit("valid", "Tervalidasi"), _kembali("D16", "Perbaiki FR.09 oleh tim asal (D17)"),
            )),
        ),
    )  # fmt: skip


def _pleno() -> Stage:
    return Stage(
        "D",
        "Pleno dan SK",
        (
            _l("D19", "Susun draf undangan pleno", BAGIAN, "D19 draf undangan pleno", isian=(
                Isian("tanggal_pleno", "Tanggal pleno", "hari"),
            )),
            _l("D20", "Tanda tangan undangan pleno", (Role.KETUA,), "D20 undangan pleno", tanda_tangan=True, exits=(
                Exit("setuju", "Tandatangani"), _kembali("D19", "Kembalikan drafnya"),
            )),
            _l("D21", "Putuskan dalam pleno", PLENO, "D21 berita acara pleno", isian=(
                Isian("peserta_pleno", "Anggota yang hadir", "paragraf"), Isian("nomor_ba_pleno", "Nomor berita acara"),
            ), exits=(
                Exit("setuju", "Lisensi disetujui", to="D22"), Exit("tolak", "Lisensi ditolak", to="D22A", reason=True),
            )),
            _l("D22A", "Susun surat penolakan", BAGIAN, "D22a draf penolakan", isian=(
                Isian("alasan_penolakan", "Alasan penolakan", "paragraf"),
            )),
            _l("D23A", "Tanda tangan surat penolakan", (Role.KETUA,), "D23a penolakan", tanda_tangan=True),
            _l("D23AN", "Nomori dan kirim penolakan", (Role.PHU,), "D23a penolakan bernomor", nomor=SURAT, exits=(
                Exit("kirim", "Kirim; perkara ditutup", ends="ditolak"),
            )),
            _l("D22", "Susun draf SK dan sertifikat lisensi", BAGIAN, "D22b draf SK", "D22c draf sertifikat", isian=(
                Isian("nomor_lisensi", "Nomor lisensi", petunjuk="Seperti BNSP-LSP-1279-ID."),
                Isian("tanggal_sk", "Tanggal SK", "hari"),
                Isian("berlaku_dari", "Berlaku dari", "hari"),
                Isian("berlaku_sampai", "Berlaku sampai", "hari"),
                Isian("lingkup", "Lingkup", "paragraf", petunjuk="Satu skema tiap baris: nomor; nama; masa berlaku (bulan)."),
            )),
            _l("D23T", "Tanda tangan SK dan sertifikat lisensi", (Role.KETUA,), "D23b SK", "D23c sertifikat",
               tanda_tangan=True, exits=(Exit("setuju", "Tandatangani"), _kembali("D22", "Kembalikan drafnya"))),
            _l("D23", "Nomori SK", (Role.PHU,), "D23b SK bernomor", nomor=SK),
            _l("D24", "Serah terima SK, catat di register LSP", BAGIAN, "D24 berita acara serah terima SK",
               akibat="daftarkan_lsp", isian=(Isian("nomor_ba_sk", "Nomor berita acara"), BERKAS)),
            _l("D25", "Terima berita acara serah terima SK", (Role.PHU,), "D25 berita acara diterima"),
        ),
    )  # fmt: skip


def _penyaksian() -> Stage:
    return Stage(
        "E",
        "Penyaksian dan sertifikat",
        (
            _l("D26", "Ajukan penyaksian uji", (Role.CALON_LSP,), "D26 permohonan penyaksian", isian=(
                Isian("jadwal_uji", "Uji yang disaksikan (skema, tanggal, TUK)", "paragraf"),
            )),
            _l("D27", "Susun jadwal penyaksian", BAGIAN, "D27 draf jadwal", isian=(
                Isian("tanggal_penyaksian", "Tanggal penyaksian", "hari"), Isian("tim_saksi", "Tim penyaksian", "paragraf"),
            )),
            _l("D28", "Susun surat tugas penyaksian", BAGIAN, "D28 draf surat"),
            _l("D29", "Tanda tangan surat tugas penyaksian", (Role.KETUA,), "D29 surat tugas", tanda_tangan=True, exits=(
                Exit("setuju", "Tandatangani"), _kembali("D28", "Kembalikan drafnya"),
            )),
            _l("D29N", "Nomori dan kirim surat tugas", (Role.PHU,), "D29 surat tugas bernomor", nomor=SURAT),
            _l("D30", "Saksikan uji: daftar hadir dan LKS", (Role.ASESOR_LISENSI,), "D30 LKS penyaksian", isian=(
                Isian("hadir", "Yang hadir", "paragraf"), CATATAN_LKS, BERKAS,
            )),
            _l("D31", "Perbaiki temuan penyaksian", (Role.CALON_LSP,), "D31 perbaikan", isian=(
                Isian("perbaikan_saksi", "Perbaikan", "paragraf"), BERKAS_WAJIB,
            )),
            _l("D31V", "Nyatakan LKS memuaskan", (Role.ASESOR_LISENSI,), "D31 LKS memuaskan", exits=(
                Exit("puas", "Memuaskan"), _kembali("D31", "Belum memuaskan"),
            )),
            _l("D32", "Serah terima sertifikat lisensi", BAGIAN, "D32 berita acara serah terima sertifikat", isian=(
                Isian("nomor_ba_sertifikat", "Nomor berita acara"), BERKAS,
            )),
            _l("D33", "Terima berita acara, tutup perkara", (Role.PHU,), "D33 berita acara diterima", arsip=True),
        ),
    )  # fmt: skip


def lisensi_awal() -> Alur:
    """Lampiran VI."""
    return Alur(
        KODE,
        "Lisensi awal LSP",
        "KEP.1516 Lampiran VI",
        EDISI,
        (_apresiasi(), _kecukupan(), _penuh(), _pleno(), _penyaksian()),
        seri=PERKARA,
        pemohon=Role.CALON_LSP,
    )


def daftarkan() -> None:
    """Tell the engine, once, when the app is ready."""
    numbers.register_series(PERKARA, "Permohonan lisensi", "{n:04d}/LIS/BNSP/{romawi}/{tahun}", Reset.TAHUN)
    numbers.register_series(SURAT, "Surat lisensi", "B.{n:04d}/BNSP-LIS/{romawi}/{tahun}", Reset.TAHUN)
    numbers.register_series(SK, "SK lisensi", "KEP.{n:04d}/BNSP/{romawi}/{tahun}", Reset.TAHUN)
    daftarkan_akibat("daftarkan_lsp", daftarkan_lsp)
    daftarkan_alur(lisensi_awal())
    daftarkan_daftar(
        Daftar(
            "permohonan_lisensi",
            "Permohonan lisensi",
            "Perkara lisensi awal, dari apresiasi sampai sertifikat lisensi diserahkan, dengan langkah dan tenggatnya.",
            (KODE,),
            "license",
            "Perkara dibuka calon LSP dengan akunnya.",
        )
    )
