"""The SOP of certification as data: every step 1.1 to 4.6 with executor, accountable role, and the acts that do it here."""

from __future__ import annotations

from telusur.kernel.flows.flow import Flow, Stage, Step, register_flow
from telusur.lsp.roles import Role

ADMIN, ASESI, ASESOR, DIREKTUR = Role.ADMIN_LSP, Role.ASESI, Role.ASESOR, Role.DIREKTUR
SERTIFIKASI, ADMINISTRASI = Role.MANAJER_SERTIFIKASI, Role.MANAJER_ADMINISTRASI
KOMITE, VERIFIKATOR, PUBLIK, SISTEM = Role.KOMITE_TEKNIS, Role.VERIFIKATOR_TUK, Role.PUBLIK, Role.SISTEM
APL = ("Rekaman FR.APL.01", "Rekaman FR.APL.02")
REKAMAN = (*APL, "Rekaman FR.MAPA.01 dan FR.MAPA.02", "Rekaman instrumen asesmen", "Rekaman FR.AK.01 sampai FR.AK.05")

MENERIMA = Stage(
    "1",
    "Menerima permohonan",
    (
        Step(
            "1.1", "Memberi informasi persyaratan, jenis dan aturan bukti, serta proses sertifikasi", (ADMIN,), SERTIFIKASI,
            clause="SOP 1.1", inputs=("Skema sertifikasi",), outputs=("Halaman skema di portal",),
        ),
        Step(
            "1.2", "Mengisi permohonan dan asesmen mandiri", (ADMIN, ASESI), ADMINISTRASI, clause="SOP 1.2",
            inputs=("FR.APL.01", "FR.APL.02", "Instruksi kerja"), outputs=("Akun asesi", *APL),
            commands=("aplikasi.mulai", "aplikasi.ajukan", "aplikasi.batalkan"),
        ),
        Step(
            "1.3", "Mengkaji kelayakan asesmen", (ADMIN,), SERTIFIKASI, clause="SOP 1.3",
            inputs=(
                "FR.APL.01", "FR.APL.02", "Instrumen asesmen tervalidasi", "SKKNI", "Skema sertifikasi",
                "Persyaratan teknis TUK",
            ),
            outputs=("Hasil kajian kelayakan",), commands=("aplikasi.kaji_kelayakan",),
        ),
        Step(
            "1.4", "Mengidentifikasi dan menetapkan TUK", (ADMIN, VERIFIKATOR, DIREKTUR), SERTIFIKASI, clause="SOP 1.4",
            inputs=("Persyaratan teknis TUK", "Ceklis verifikasi TUK", "Draf SPT verifikator"),
            outputs=("SPT verifikator TUK", "Berita acara verifikasi TUK", "SK penetapan TUK"),
            commands=("tuk.rencanakan_verifikasi", "tuk.tandatangani_spt", "tuk.verifikasi", "tuk.tetapkan"),
        ),
        Step(
            "1.5", "Memilih dan menugaskan asesor", (ADMIN, ASESOR, DIREKTUR), SERTIFIKASI, clause="SOP 1.5",
            inputs=("SK asesor kompetensi", "Draf SPT asesor"), outputs=("SPT asesor kompetensi",),
            commands=(
                "praasesmen.susun", "praasesmen.tambah_peserta", "praasesmen.ajukan_spt", "praasesmen.tarik_spt",
                "praasesmen.tandatangani_spt",
            ),
        ),
        Step(
            "1.6", "Membuat jadwal pra-asesmen dan mengonfirmasikannya", (ADMIN, ASESOR), SERTIFIKASI, clause="SOP 1.6",
            inputs=("Akun asesor", "Akun asesi"), outputs=("Jadwal pra-asesmen", "Notifikasi jadwal"),
        ),
    ),
)  # fmt: skip
MENGKAJI = Stage(
    "2",
    "Mengkaji kelengkapan dokumen peserta",
    (
        Step(
            "2.1", "Mengkaji permohonan dan memberi rekomendasi", (ASESOR, ADMIN), SERTIFIKASI, clause="SOP 2.1",
            inputs=(*APL, "FR.MAPA.01", "FR.MAPA.02"), outputs=("FR.APL.01 dan FR.APL.02 tervalidasi",),
            commands=("aplikasi.terima", "aplikasi.tolak", "aplikasi.kembalikan", "aplikasi.catat_kajian"),
        ),
        Step(
            "2.2", "Menerbitkan tagihan dan memverifikasi pembayaran", (ADMIN, ASESI), SERTIFIKASI, clause="SOP 2.2",
            inputs=("Draf tagihan", "Bukti pembayaran"), outputs=("Tagihan pembayaran", "Bukti pembayaran terverifikasi"),
            commands=("keuangan.terbitkan_tagihan", "keuangan.bayar", "keuangan.sahkan_bukti", "keuangan.tolak_bukti"),
        ),
        Step(
            "2.3", "Meninjau rencana dan pengorganisasian asesmen", (ASESOR,), SERTIFIKASI, clause="SOP 2.3",
            inputs=("MAPA", *APL), outputs=("MAPA tervalidasi", "Rencana instrumen tervalidasi"),
            commands=("muk.susun_mapa", "muk.mapa_berlanjut"),
        ),
        Step(
            "2.4", "Meninjau perangkat asesmen", (ASESOR, SERTIFIKASI), SERTIFIKASI, clause="SOP 2.4",
            inputs=("MAPA tervalidasi", "FR.IA.11"), outputs=("Rekaman FR.IA.11",),
            commands=("muk.susun_perangkat", "muk.berlakukan_perangkat"),
        ),
        Step(
            "2.5", "Melakukan konsultasi pra-asesmen", (ASESOR, ASESI), SERTIFIKASI, clause="SOP 2.5",
            inputs=("MAPA tervalidasi", "FR.AK.04", "SOP banding", "Tata tertib"),
            outputs=("Bukti, keterbatasan, dan jadwal terkonfirmasi", "Hak banding tersampaikan"),
            commands=("praasesmen.buka_konsultasi", "praasesmen.buka_persetujuan"),
        ),
        Step(
            "2.6", "Menyesuaikan instrumen dan metode menurut karakteristik peserta", (ASESOR,), SERTIFIKASI, clause="SOP 2.6",
            inputs=("FR.MAPA.01", "FR.MAPA.02"), outputs=("MAPA dan instrumen yang disesuaikan",),
        ),
        Step(
            "2.7", "Mengkaji asesmen mandiri dan merekomendasikan lanjut atau tidak", (ASESOR,), SERTIFIKASI, clause="SOP 2.7",
            inputs=APL, outputs=("FR.APL.02 tervalidasi",), commands=("aplikasi.catat_kajian",),
        ),
        Step(
            "2.8", "Mengorganisasikan jadwal asesmen", (ADMIN, ASESOR, ASESI), SERTIFIKASI, clause="SOP 2.8",
            inputs=("Jadwal asesmen", "Akun LSP pada sistem BNSP"), outputs=("Jadwal tercatat di sistem BNSP",),
            commands=("jadwal.tetapkan", "jadwal.catat_bnsp"),
        ),
    ),
)  # fmt: skip
ASESMEN = Stage(
    "3",
    "Melaksanakan asesmen",
    (
        Step(
            "3.1", "Menyiapkan sumber daya asesmen", (ASESOR, ASESI), SERTIFIKASI, clause="SOP 3.1",
            inputs=("SKKNI", "Skema sertifikasi", "SPT asesor", "TUK terverifikasi"), outputs=("Kesiapan asesmen",),
            commands=("jadwal.isi_kesiapan",),
        ),
        Step(
            "3.2", "Mengundang peserta dan mencatat kehadiran", (ADMIN, ASESOR, ASESI), SERTIFIKASI, clause="SOP 3.2",
            inputs=("SPT asesor", "Formulir daftar hadir"), outputs=("Undangan uji kompetensi", "Daftar hadir"),
            commands=("jadwal.kirim_undangan", "jadwal.hadir", "asesmen.tandai_tidak_hadir", "jadwal.cetak_daftar_hadir"),
        ),
        Step(
            "3.3", "Melakukan asesmen sesuai prosedur", (ASESOR, ASESI), SERTIFIKASI, clause="SOP 3.3",
            inputs=("MAPA tervalidasi", "Instrumen asesmen", "FR.AK.01"), outputs=REKAMAN[2:],
            commands=("asesmen.buka_sesi", "ujian.mulai", "ujian.selesaikan", "asesmen.catat_rekomendasi"),
        ),
        Step(
            "3.4", "Menyampaikan laporan", (ASESOR,), SERTIFIKASI, clause="SOP 3.4", inputs=REKAMAN,
            outputs=("Laporan tersampaikan",), commands=("asesmen.susun_laporan", "asesmen.serahkan_laporan"),
        ),
    ),
)  # fmt: skip
MEMUTUSKAN = Stage(
    "4",
    "Memutuskan dan menerbitkan sertifikat",
    (
        Step(
            "4.1", "Menetapkan Komite Teknis", (ADMIN, SERTIFIKASI, DIREKTUR), SERTIFIKASI, clause="SOP 4.1",
            inputs=("Draf SK Komite Teknis",), outputs=("SK Komite Teknis",),
            commands=("keputusan.usulkan_komite", "keputusan.tandatangani_sk_komite", "keputusan.batalkan_komite"),
        ),
        Step(
            "4.2", "Memverifikasi proses dan rekomendasi hasil asesmen", (KOMITE,), SERTIFIKASI, clause="SOP 4.2", inputs=REKAMAN,
            outputs=("Daftar hadir pleno", "Berita acara pleno Komite Teknis"),
            commands=(
                "keputusan.beri_suara", "keputusan.buka_pleno", "keputusan.hadir_pleno", "keputusan.susun_berita_acara",
                "keputusan.tandatangani_berita_acara",
            ),
        ),
        Step(
            "4.3", "Membuat keputusan pemberian sertifikat", (ADMIN, DIREKTUR), SERTIFIKASI, clause="SOP 4.3",
            inputs=("Berita acara pleno Komite Teknis", "Draf SK keputusan"), outputs=("SK keputusan hasil asesmen",),
            commands=("keputusan.tandatangani_sk", "keputusan.catat"),
        ),
        Step(
            "4.4", "Menerbitkan sertifikat", (ADMIN, DIREKTUR), ADMINISTRASI, clause="SOP 4.4",
            inputs=("SK keputusan", "Berita acara pleno", "Nomor blanko BNSP"),
            outputs=("Nomor sertifikat dan nomor registrasi", "Sertifikat pada blanko BNSP"),
            commands=(
                "sertifikat.ajukan_blanko", "sertifikat.catat_blanko", "sertifikat.beri_nomor", "sertifikat.periksa_dummy",
                "sertifikat.perbaiki_dummy", "sertifikat.tandatangani", "sertifikat.cetak", "sertifikat.laporkan_rusak",
                "sertifikat.ganti_blanko",
            ),
        ),
        Step(
            "4.5", "Menyerahkan sertifikat kepada pemegang", (ADMIN, ASESI), ADMINISTRASI, clause="SOP 4.5",
            inputs=("Pernyataan pemegang sertifikat",), outputs=("Sertifikat diterima", "Bukti serah terima"),
            commands=("sertifikat.tandatangani_pernyataan", "sertifikat.serahkan", "sertifikat.terima"),
        ),
        Step(
            "4.6", "Memberi tahu surveilan dan sertifikasi ulang", (ADMIN, ASESI), SERTIFIKASI, clause="SOP 4.6",
            inputs=("SOP surveilan", "SOP sertifikasi ulang"), outputs=("Pemberitahuan kepada pemegang",),
            commands=("sertifikat.terima",),
        ),
    ),
)  # fmt: skip
SOP = Flow(
    code="sop",
    title="Melayani pelaksanaan sertifikasi kompetensi",
    source="SOP sertifikasi kompetensi LSP",
    edition="2025",
    stages=(MENERIMA, MENGKAJI, ASESMEN, MEMUTUSKAN),
)


def daftarkan() -> None:
    """Make the flow known to the step matrix."""
    register_flow(SOP)
