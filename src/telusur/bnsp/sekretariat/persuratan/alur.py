"""The three letter flows of KEP.1516 as data (Lamp. I, II, III). What the drawings no longer say is set in settings."""

from __future__ import annotations

from django.conf import settings

from telusur.bnsp.roles import KOMISI, NAMES, STAFF, Role
from telusur.bnsp.sekretariat.layanan.slot import (
    RAHASIA,
    SIFAT,
    Alur,
    Daftar,
    Isian,
    Langkah,
    daftarkan_alur,
    daftarkan_daftar,
)
from telusur.kernel.flows.flow import SAME_DATE, Exit, Stage
from telusur.kernel.letters import numbers
from telusur.kernel.letters.states import Reset

AGENDA, SURAT = "agenda_masuk", "surat_keluar"
KONSEP = "konsep_surat"
EDISI = "2021"
PENERIMA = tuple((role.value, NAMES[role]) for role in STAFF)
SETUJU = Exit("setuju", "Setuju")
PARAF_KEPALA = "paraf"


POKOK = "pokok"  # what decides the way of a letter that came in


def _sifat(petunjuk: str = "") -> Isian:
    return Isian(SIFAT, "Sifat", "pilihan", petunjuk=petunjuk, pilihan=(("biasa", "Biasa"), (RAHASIA, "Rahasia")))


def _bagian(kode: str, koordinator: Role) -> Langkah:
    """Follow-up in the one section that a licence or assessor letter goes to."""
    return Langkah(
        kode, "Tindak lanjuti di bagian", (koordinator,), koordinator, days=settings.WAKTU_LANGKAH["surat_bagian"],
        arsip=True, isian=(Isian("tindak_lanjut", "Tindak lanjut", "paragraf"),),
        exits=(Exit("selesai", "Selesai", ends="selesai"),),
    )  # fmt: skip


def _kembali(ke: str) -> Exit:
    return Exit("perbaiki", "Kembalikan untuk diperbaiki", to=ke, reason=True)


def _naskah() -> tuple[Isian, ...]:
    return (
        Isian("kepada", "Kepada", petunjuk="Nama dan jabatan atau lembaga."),
        Isian("isi", "Isi surat", "paragraf"),
        _sifat(),
        Isian("berkas", "Konsep (PDF)", "berkas", wajib=False),
    )


def surat_masuk() -> Alur:
    """Lampiran I."""
    hari = settings.WAKTU_LANGKAH
    penerimaan = Stage(
        "1",
        "Penerimaan",
        (
            Langkah(
                "1", "Catat surat masuk", (Role.CS, Role.SEKRETARIAT), Role.CS, days=SAME_DATE, outputs=("Agenda",),
                isian=(
                    Isian("nomor_surat", "Nomor surat"),
                    Isian("tanggal_surat", "Tanggal surat", "hari"),
                    Isian("cara", "Diterima lewat", "pilihan", pilihan=(
                        ("loket", "Loket"), ("pos", "Pos"), ("surel", "Surel"), ("portal", "Portal"),
                    )),
                    Isian(POKOK, "Pokok surat", "pilihan", pilihan=(
                        ("phu", "Umum"), ("lisensi", "Lisensi"), ("askom", "Asesor kompetensi (askom)"),
                    )),
                    _sifat("Seperti tertulis pada sampul atau suratnya."),
                    Isian("surel", "Surel pengirim", wajib=False),
                    Isian("berkas", "Pindaian surat", "berkas", wajib=False),
                ),
            ),
            Langkah(
                "2", "Salurkan menurut pokok surat", (Role.CS, Role.SEKRETARIAT), Role.CS, days=SAME_DATE, jalan_dari=POKOK,
                exits=(
                    Exit("phu", "Lewat PHU", to="3"),
                    Exit("lisensi", "Lisensi: langsung ke bagian sertifikasi", to="2A"),
                    Exit("askom", "Askom: langsung ke bagian SDM", to="2B"),
                ),
            ),
            _bagian("2A", Role.KOORDINATOR_SERTIFIKASI),
            _bagian("2B", Role.KOORDINATOR_SDM),
            Langkah(
                "3", "Periksa kelengkapan", (Role.PHU,), Role.PHU, days=SAME_DATE,
                exits=(
                    Exit("lengkap", "Lengkap"),
                    Exit("kurang", "Kurang: kembalikan kepada pengirim", ends="dikembalikan", reason=True),
                ),
            ),
        ),
    )  # fmt: skip
    disposisi = Stage(
        "2",
        "Disposisi",
        (
            Langkah(
                "4", "Siapkan lembar disposisi", (Role.PHU,), Role.PHU, days=SAME_DATE, outputs=("Lembar disposisi",),
                isian=(Isian("usul", "Usul penerima", "pilihan", pilihan=PENERIMA),),
            ),
            Langkah(
                "5", "Disposisi", (Role.KETUA, Role.WAKIL_KETUA), Role.KETUA, days=hari["disposisi"],
                outputs=("Disposisi",), disposisi=True,
                isian=(
                    Isian("penerima", "Kepada", "pilihan", pilihan=PENERIMA),
                    Isian("instruksi", "Instruksi", "paragraf"),
                    Isian("hari_penerima", "Diselesaikan dalam hari kerja", "bilangan"),
                    _sifat("Surat rahasia hanya terbuka bagi yang mencatat, yang mengerjakannya, dan penerima disposisi."),
                ),
            ),
            Langkah("6", "Teruskan disposisi", (Role.PHU,), Role.PHU, days=SAME_DATE),
        ),
    )  # fmt: skip
    tindak_lanjut = Stage(
        "3",
        "Tindak lanjut",
        (
            Langkah(
                "7", "Tindak lanjuti disposisi", tuple(STAFF), Role.KETUA, days=hari["tindak_lanjut"],
                pelaksana_dari="penerima", hari_dari="hari_penerima", outputs=("Tindak lanjut",),
                isian=(Isian("tindak_lanjut", "Tindak lanjut", "paragraf"),),
            ),
            Langkah("8", "Tutup dan arsipkan", (Role.PHU,), Role.PHU, days=SAME_DATE, arsip=True, outputs=("Arsip",)),
        ),
    )  # fmt: skip
    return Alur(
        "surat-masuk", "Surat masuk", "KEP.1516 Lampiran I", EDISI, (penerimaan, disposisi, tindak_lanjut),
        seri=AGENDA, arah="masuk", jendela=True,
    )  # fmt: skip


def _pengiriman(nomor: str, kirim: str) -> Stage:
    return Stage(
        "3",
        "Nomor dan pengiriman",
        (
            Langkah(nomor, "Nomori surat", (Role.PHU,), Role.PHU, days=SAME_DATE, nomor=SURAT, outputs=("Surat bernomor",)),
            Langkah(
                kirim, "Kirim dan arsipkan", (Role.PHU,), Role.PHU, days=SAME_DATE, arsip=True, outputs=("Bukti kirim",),
                isian=(
                    Isian("lewat", "Dikirim lewat", "pilihan", pilihan=(
                        ("surel", "Surel"), ("pos", "Pos"), ("kurir", "Kurir"), ("langsung", "Diserahkan langsung"),
                    )),
                    Isian("berkas", "Surat bertanda tangan (PDF)", "berkas", wajib=False),
                ),
            ),
        ),
    )  # fmt: skip


def surat_sekretariat() -> Alur:
    """Lampiran II: two working days in all."""
    hari, ulang = settings.WAKTU_LANGKAH, _kembali("1")
    konsep = Stage("1", "Konsep", (
        Langkah(
            "1", "Susun surat keluar", (Role.SEKRETARIAT, Role.OPERATOR), Role.SEKRETARIAT, days=hari["konsep"],
            outputs=("Konsep",), isian=_naskah(),
        ),
    ))  # fmt: skip
    paraf = Stage("2", "Paraf dan tanda tangan", (
        Langkah(
            "2", "Paraf koordinator", (Role.KOORDINATOR_SERTIFIKASI, Role.KOORDINATOR_SDM), Role.SEKRETARIAT,
            days=hari[PARAF_KEPALA], exits=(SETUJU, ulang), bukan_penyusun=True,
        ),
        Langkah(
            "3", "Paraf Kepala Sekretariat", (Role.SEKRETARIAT,), Role.SEKRETARIAT, days=hari[PARAF_KEPALA],
            exits=(SETUJU, ulang), bukan_penyusun=True,
        ),
        Langkah(
            "4", "Paraf Anggota atau Wakil Ketua", (Role.ANGGOTA, Role.WAKIL_KETUA), Role.WAKIL_KETUA,
            days=hari[PARAF_KEPALA], exits=(SETUJU, ulang),
        ),
        Langkah(
            "5", "Tanda tangan Ketua", (Role.KETUA,), Role.KETUA, days=hari["tanda_tangan"], tanda_tangan=True,
            exits=(Exit("setuju", "Tandatangani"), ulang), outputs=("Surat ditandatangani",),
        ),
    ))  # fmt: skip
    return Alur(
        "surat-keluar-sekretariat", "Surat keluar Sekretariat", "KEP.1516 Lampiran II", EDISI,
        (konsep, paraf, _pengiriman("6", "7")), seri=KONSEP, arah="keluar", total_hari=settings.SURAT_SEKRETARIAT_HARI,
    )  # fmt: skip


def surat_anggota() -> Alur:
    """Lampiran III: one working day in all."""
    hari, ulang = settings.WAKTU_LANGKAH, _kembali("1")
    konsep = Stage("1", "Konsep", (
        Langkah(
            "1", "Susun surat Anggota", (Role.ANGGOTA, Role.WAKIL_KETUA, *KOMISI), Role.ANGGOTA, days=hari["konsep"],
            outputs=("Konsep",), isian=_naskah(),
        ),
    ))  # fmt: skip
    paraf = Stage("2", "Paraf dan tanda tangan", (
        Langkah("2", "Paraf Anggota", (Role.ANGGOTA,), Role.ANGGOTA, days=hari[PARAF_KEPALA], exits=(SETUJU, ulang)),
        Langkah(
            "3", "Paraf Wakil Ketua", (Role.WAKIL_KETUA,), Role.WAKIL_KETUA, days=hari[PARAF_KEPALA],
            exits=(SETUJU, ulang),
        ),
        Langkah(
            "4", "Tanda tangan Ketua", (Role.KETUA,), Role.KETUA, days=hari["tanda_tangan"], tanda_tangan=True,
            exits=(Exit("setuju", "Tandatangani"), ulang), outputs=("Surat ditandatangani",),
        ),
    ))  # fmt: skip
    return Alur(
        "surat-keluar-anggota", "Surat keluar Wakil Ketua atau Anggota", "KEP.1516 Lampiran III", EDISI,
        (konsep, paraf, _pengiriman("5", "6")), seri=KONSEP, arah="keluar", total_hari=settings.SURAT_ANGGOTA_HARI,
    )  # fmt: skip


def daftarkan() -> None:
    """Tell the engine, once, when the app is ready."""
    numbers.register_series(AGENDA, "Agenda surat masuk", "{n:04d}/AGD/BNSP/{romawi}/{tahun}", Reset.TAHUN)
    numbers.register_series(KONSEP, "Konsep surat keluar", "{n:04d}/KSP/BNSP/{romawi}/{tahun}", Reset.TAHUN)
    numbers.register_series(SURAT, "Surat keluar", "B.{n:04d}/BNSP/{romawi}/{tahun}", Reset.TAHUN)
    for alur in (surat_masuk(), surat_sekretariat(), surat_anggota()):
        daftarkan_alur(alur)
    daftarkan_daftar(
        Daftar(
            "surat_masuk",
            "Surat masuk",
            "Diagenda, didisposisi, ditindaklanjuti, diarsipkan. Yang datang sesudah pukul 15.00 dihitung hari kerja berikutnya.",
            ("surat-masuk",),
            "inbox",
            "Surat masuk dicatat CS atau Sekretariat.",
        )
    )
    daftarkan_daftar(
        Daftar(
            "surat_keluar",
            "Surat keluar",
            "Posisi, umur, dan tenggat tiap surat keluar: dua hari kerja dari Sekretariat, satu hari kerja dari Anggota.",
            ("surat-keluar-sekretariat", "surat-keluar-anggota"),
            "send",
            "Surat keluar dimulai dari konsepnya.",
        )
    )
