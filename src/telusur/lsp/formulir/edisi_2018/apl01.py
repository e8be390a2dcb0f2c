"""FR.APL.01 Permohonan Sertifikasi Kompetensi (SOP 1.2, 2.1; P508 9.1.1 to 9.1.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date

from telusur.kernel.base.clock import years_between
from telusur.kernel.base.contact import (
    clean_address,
    clean_email,
    clean_mobile,
    clean_nik,
    clean_passport,
    clean_phone,
    clean_postcode,
    person_name,
    why_not_born,
)
from telusur.kernel.forms.content import Content, path_of
from telusur.kernel.forms.definition import Fields, FormDefinition, Problem, Rows, Stage, Text, check
from telusur.kernel.forms.fields import Field, Option, choice, date, files, long, options, text, tick, when
from telusur.kernel.forms.rows import Row
from telusur.kernel.forms.states import Scope
from telusur.lsp.formulir.istilah import EDISI, KEPALA_PERMOHONAN, TUJUAN, YA_TIDAK, asesi, asesor
from telusur.lsp.formulir.nik import born_as_told, doubt_about_nik, sex_told

IDENTITAS = options(("nik", "KTP (NIK)"), ("paspor", "Paspor"))
KELAMIN = options(("L", "Laki-laki"), ("P", "Perempuan"))
PENDIDIKAN = options(
    ("sd", "SD atau sederajat"), ("smp", "SMP atau sederajat"), ("sma", "SMA atau MA"), ("smk", "SMK atau MAK"),
    ("d1", "Diploma I"), ("d2", "Diploma II"), ("d3", "Diploma III"), ("d4", "Diploma IV atau Sarjana Terapan"),
    ("s1", "Sarjana"), ("s2", "Magister"), ("s3", "Doktor"),
)  # fmt: skip
HASIL = (
    Option("memenuhi", "Ada, memenuhi syarat", "ok", "check"),
    Option("tidak_memenuhi", "Ada, tidak memenuhi syarat", "wait", "alert-circle"),
    Option("tidak_ada", "Tidak ada", "mute", "minus"),
)
KAJIAN = (Option("memenuhi", "Memenuhi", "ok", "check"), Option("tidak", "Tidak memenuhi", "wait", "x"))
DITERIMA = (Option("diterima", "Diterima", "ok", "check"), Option("tidak", "Tidak diterima", "wait", "x"))
LANJUT = (Option("lanjut", "Dapat dilanjutkan", "ok", "check"), Option("tolak", "Ditolak", "wait", "x"))
YOUNG, OLD = 13, 80  # years of age outside of which a year of birth is asked about once more
TAHUN = "(19|20)[0-9]{2}"


def _telepon(name: str, label: str) -> Field:
    return text(name, label, max_length=24, required=False, rule=clean_phone)


def _kode_pos(label: str) -> Field:
    return text("kode_pos", label, max_length=10, required=False, rule=clean_postcode)


PRIBADI = Fields(
    name="identitas",
    title="Data pribadi",
    guide="Isi sesuai kartu identitas. Nama akan tercetak pada sertifikat.",
    fields=(
        text("nama", "Nama lengkap", max_length=150, rule=person_name, hint="Persis seperti di KTP atau paspor."),
        choice("jenis_identitas", "Jenis identitas", IDENTITAS),
        text(
            "nik", "NIK", when=when("jenis_identitas", "nik"), max_length=24, secret=True, rule=clean_nik,
            hint="16 angka pada KTP. Disimpan terenkripsi.",
        ),
        text(
            "paspor", "Nomor paspor", when=when("jenis_identitas", "paspor"), max_length=20, secret=True,
            rule=clean_passport,
        ),
        text("tempat_lahir", "Tempat lahir", max_length=80),
        date("tanggal_lahir", "Tanggal lahir"),
        choice("kelamin", "Jenis kelamin", KELAMIN),
        text("kebangsaan", "Kebangsaan", max_length=60),
        long("alamat", "Alamat rumah", max_length=400, rule=clean_address),
        _kode_pos("Kode pos"),
        text("hp", "Nomor ponsel", max_length=24, rule=clean_mobile),
        text("email", "Surel", max_length=254, rule=clean_email),
        _telepon("telepon_rumah", "Telepon rumah"),
        _telepon("telepon_kantor", "Telepon kantor"),
        choice("pendidikan", "Pendidikan terakhir", PENDIDIKAN),
        text("pendidikan_dari", "Sekolah atau perguruan tinggi dan jurusan", max_length=150, required=False),
        files(
            "foto", "Pas foto 3 x 4", max_items=1, accept=("jpeg", "png"), max_mb=2, portrait=True,
            hint="Wajah menghadap ke depan. Foto ini tercetak pada sertifikat.",
            missing="Unggah pas foto 3 x 4. Foto ini tercetak pada sertifikat.",
        ),
    ),
)  # fmt: skip
PEKERJAAN = Fields(
    name="pekerjaan",
    title="Pekerjaan sekarang",
    guide="Lewati bila Anda belum bekerja.",
    fields=(
        text("institusi", "Nama institusi atau perusahaan", max_length=150, required=False),
        text("jabatan", "Jabatan", max_length=100, required=False),
        long("alamat", "Alamat kantor", max_length=400, required=False, rule=clean_address),
        _kode_pos("Kode pos kantor"),
        _telepon("telepon", "Telepon kantor"),
        _telepon("faks", "Faks"),
        text("email", "Surel kantor", max_length=254, required=False, rule=clean_email),
    ),
)  # fmt: skip
PENGALAMAN = Rows(
    name="pengalaman",
    title="Pengalaman kerja dan pelatihan",
    guide="Tulis yang berhubungan dengan skema. Baris kosong diabaikan.",
    free=5,
    row_name="pengalaman",
    layout="tabel",
    fields=(
        text("tempat", "Tempat", max_length=150),
        text("peran", "Jabatan, peran atau nama pelatihan", max_length=150),
        text("mulai", "Dari tahun", max_length=4, pattern=TAHUN, pattern_error="Tulis tahun dengan empat angka."),
        text(
            "sampai", "Sampai tahun", max_length=8, required=False, pattern=rf"{TAHUN}|sekarang",
            pattern_error="Tulis tahun dengan empat angka atau “sekarang”.",
        ),
        text("uraian", "Yang dikerjakan", max_length=400, required=False),
    ),
)  # fmt: skip
SERTIFIKASI = Fields(
    name="sertifikasi",
    title="Data sertifikasi",
    fields=(
        choice("tujuan", "Tujuan asesmen", TUJUAN),
        text("tujuan_lain", "Tujuan lainnya", when=when("tujuan", "lainnya"), max_length=150),
    ),
)
UNIT = Rows(name="unit", title="Daftar unit kompetensi", source="unit", layout="tabel", fields=(), row_name="unit")
PERSYARATAN = Rows(
    name="persyaratan",
    title="Bukti kelengkapan pemohon",
    guide="Unggah bukti tiap persyaratan. Bila tidak ada, tulis alasannya. Satu berkas boleh dipakai untuk beberapa "
    "baris.",
    source="persyaratan",
    row_name="persyaratan",
    fields=(
        files("berkas", "Bukti", required=False),
        text("alasan", "Bila tidak ada, alasannya", required=False, max_length=300),
        choice("status", "Pemeriksaan Admin LSP", HASIL, by="admin"),
        text("catatan", "Catatan Admin LSP", by="admin", required=False, max_length=300),
        choice("kajian", "Kajian asesor", KAJIAN, by="asesor"),
        text("catatan_asesor", "Catatan asesor", by="asesor", required=False, max_length=300),
    ),
)
KEBUTUHAN = Fields(
    name="kebutuhan",
    title="Kebutuhan khusus",
    guide="Kami menyesuaikan cara asesmen, bukan standarnya. Jawaban ini tidak memengaruhi penerimaan permohonan Anda.",
    fields=(
        choice(
            "ada", "Apakah Anda memerlukan penyesuaian, misalnya karena disabilitas, bahasa atau kesehatan?", YA_TIDAK
        ),
        long("uraian", "Penyesuaian yang Anda perlukan dan alasannya", when=when("ada", "ya"), max_length=1000),
    ),
)
PERNYATAAN = Text(
    name="pernyataan",
    title="Pernyataan pemohon",
    version="1",
    text=(
        "Dengan mengajukan permohonan ini saya menyatakan bahwa:\n"
        "1. semua data dan dokumen yang saya berikan benar dan milik saya;\n"
        "2. saya memenuhi persyaratan sertifikasi dan bersedia memberikan informasi yang diperlukan untuk penilaian;\n"
        "3. saya menyetujui ketentuan sertifikasi, hak dan kewajiban pemohon serta pemegang sertifikat;\n"
        "4. saya mengetahui hak untuk mengajukan kebutuhan khusus, banding dan keluhan;\n"
        "5. saya menyetujui pemrosesan data pribadi saya untuk keperluan sertifikasi sesuai peraturan "
        "perundang-undangan."
    ),
)
PERSETUJUAN = Fields(
    name="persetujuan",
    title="Persetujuan",
    fields=(
        tick("benar", "Data dan dokumen yang saya berikan benar."),
        tick("setuju", "Saya telah membaca dan menyetujui pernyataan pemohon."),
    ),
)
REKOMENDASI = Fields(
    name="keputusan",
    title="Rekomendasi LSP",
    guide="Berdasarkan ketentuan persyaratan dasar.",
    fields=(
        choice("rekomendasi", "Pemohon sebagai peserta sertifikasi", DITERIMA, by="admin", big=True),
        long(
            "catatan",
            "Catatan",
            by="admin",
            required=False,
            required_when=when("rekomendasi", "tidak"),
            max_length=1000,
        ),
    ),
)
KAJIAN_ASESOR = Fields(
    name="kajian",
    title="Kajian asesor",
    fields=(
        choice("rekomendasi", "Tindak lanjut permohonan", LANJUT, by="asesor", big=True),
        long(
            "catatan",
            "Catatan",
            by="asesor",
            required=False,
            required_when=when("rekomendasi", "tolak"),
            max_length=1000,
        ),
    ),
)


@check("asesi")
def mungkin_lahir(c: Content) -> Iterator[Problem]:
    """The date of birth lies in the past, and not further back than anybody lives."""
    typed = c.get("identitas", "tanggal_lahir")
    if typed and (why := why_not_born(Date.fromisoformat(typed), c.today)):
        yield path_of("identitas", "tanggal_lahir"), why


@check("asesi")
def usia_lazim(c: Content) -> Iterator[Problem]:
    """Doubt: younger than 13 or older than 80 is possible, but is more often a mistyped year."""
    typed = c.get("identitas", "tanggal_lahir")
    if not typed:
        return
    age = years_between(Date.fromisoformat(typed), c.today)
    if not YOUNG <= age <= OLD:
        yield path_of("identitas", "tanggal_lahir"), f"Menurut tanggal lahir ini usia Anda {age} tahun."


@check("asesi")
def nik_masuk_akal(c: Content) -> Iterator[Problem]:
    """Doubt: region, date of birth, sex and serial in the NIK agree with what was typed (P508 9.1.6).

    The NIK is for life (UU 23/2006 Pasal 13 ayat (2)): a lawful correction of birth date or sex leaves it as it is.
    """
    nik = c.get("identitas", "nik")
    if c.get("identitas", "jenis_identitas") != "nik" or not nik:
        return
    if doubt := doubt_about_nik(nik):
        yield path_of("identitas", "nik"), doubt
        return
    typed = c.get("identitas", "tanggal_lahir")
    if typed and not born_as_told(nik, Date.fromisoformat(typed)):
        yield path_of("identitas", "tanggal_lahir"), "Tanggal lahir tidak sama dengan yang terkandung dalam NIK."
    if c.get("identitas", "kelamin") not in (None, sex_told(nik)):
        yield path_of("identitas", "kelamin"), "Jenis kelamin tidak sama dengan yang terkandung dalam NIK."


@check("asesi")
def setiap_syarat_dijawab(c: Content) -> Iterator[Problem]:
    """R1: each required item has a file or a reason; of alternatives one is enough."""
    for rows in _groups(c):
        if not _needed(rows[0]) or any(_answered(c, row) for row in rows):
            continue
        field = path_of("persyaratan", "berkas", rows[0].key)
        if len(rows) == 1:
            yield field, f"{rows[0].title}: unggah buktinya, atau tulis alasan bila tidak ada."
        else:
            yield field, "Penuhi salah satu persyaratan dasar ini: unggah bukti pada baris yang sesuai dengan Anda."


@check("admin")
def diterima_bila_memenuhi(c: Content) -> Iterator[Problem]:
    """R3: accepted only if every basic requirement is met; of alternatives one (P508 9.1.4)."""
    if c.get("keputusan", "rekomendasi") != "diterima":
        return
    for rows in _groups(c):
        if not _needed(rows[0]) or _kind(rows[0]) != "dasar":
            continue
        if not any(c.get("persyaratan", "status", row.key) == "memenuhi" for row in rows):
            names = "; atau ".join(row.title for row in rows)
            yield (
                path_of("keputusan", "rekomendasi"),
                (
                    f"Belum dapat diterima: persyaratan dasar belum terpenuhi ({names}). "
                    "Periksa kembali hasilnya atau kembalikan permohonan dengan catatan."
                ),
            )


@check("admin")
def hasil_sesuai_bukti(c: Content) -> Iterator[Problem]:
    """What was not handed in cannot meet a requirement."""
    for row in c.rows("persyaratan"):
        if c.get("persyaratan", "status", row.key) in ("memenuhi", "tidak_memenuhi") and not c.get(
            "persyaratan", "berkas", row.key
        ):
            if _answered_elsewhere(c, row):
                continue
            yield path_of("persyaratan", "status", row.key), "Tidak ada berkas pada baris ini; pilih “Tidak ada”."


@check("asesor")
def kajian_sejalan(c: Content) -> Iterator[Problem]:
    """A document that does not meet the requirement needs the asesor's note (SOP 2.1)."""
    for row in c.rows("persyaratan"):
        refused = c.get("persyaratan", "kajian", row.key) == "tidak" and c.get("persyaratan", "berkas", row.key)
        if refused and not c.get("persyaratan", "catatan_asesor", row.key):
            yield path_of("persyaratan", "catatan_asesor", row.key), "Tulis mengapa dokumen ini tidak memenuhi."


@check("asesor")
def lanjut_bila_memenuhi(c: Content) -> Iterator[Problem]:
    """May proceed only if the asesor too finds every required item met; of alternatives one (SOP 2.1, P508 9.1.7)."""
    if c.get("kajian", "rekomendasi") != "lanjut":
        return
    for rows in _groups(c):
        if _needed(rows[0]) and not any(c.get("persyaratan", "kajian", row.key) == "memenuhi" for row in rows):
            names = "; atau ".join(row.title for row in rows)
            yield (
                path_of("kajian", "rekomendasi"),
                f"Belum dapat dilanjutkan: {names} tidak memenuhi menurut kajian Anda.",
            )


def _groups(c: Content) -> Iterator[list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in c.rows("persyaratan"):
        group = (row.data or {}).get("grup") or ""
        groups.setdefault(f"{_kind(row)}/{group}" if group else row.key, []).append(row)
    yield from groups.values()


def _kind(row: Row) -> str:
    return str((row.data or {}).get("jenis", ""))


def _needed(row: Row) -> bool:
    return bool((row.data or {}).get("wajib", True))


def _answered(c: Content, row: Row) -> bool:
    given = c.get("persyaratan", "berkas", row.key) or c.get("persyaratan", "alasan", row.key)
    return bool(given) or _answered_elsewhere(c, row)


def _answered_elsewhere(c: Content, row: Row) -> bool:
    # The photo of the identity part serves this requirement; nobody uploads it twice.
    return (row.data or {}).get("macam") == "pas_foto" and bool(c.get("identitas", "foto"))


FORM = FormDefinition(
    edition=EDISI,
    code="FR.APL.01",
    title="Permohonan Sertifikasi Kompetensi",
    scope=Scope.KASUS,
    clause="SOP 1.2, 2.1",
    header=KEPALA_PERMOHONAN,
    stages=(
        asesi(title="Isi", days=14),
        Stage(slot="admin", party="Admin LSP", title="Periksa", signs=True, may_return=True, days=2),
        asesor(title="Kaji", may_return=True),
    ),
    sections=(
        PRIBADI, PEKERJAAN, PENGALAMAN, SERTIFIKASI, UNIT, PERSYARATAN, KEBUTUHAN, PERNYATAAN, PERSETUJUAN, REKOMENDASI,
        KAJIAN_ASESOR,
    ),
    checks=(
        mungkin_lahir, setiap_syarat_dijawab, diterima_bila_memenuhi, hasil_sesuai_bukti, kajian_sejalan,
        lanjut_bila_memenuhi,
    ),
    doubts=(nik_masuk_akal, usia_lazim),
)  # fmt: skip
