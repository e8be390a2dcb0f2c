"""What the demo's people write into the forms: plausible content for each turn of each form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from telusur.kernel.forms.models import Rekaman
from telusur.lsp.peraga.orang import CalonAsesi

Isian = dict[str, Any]


def apl01_asesi(rekaman: Rekaman, orang: CalonAsesi, foto: str, bukti: dict[str, str], hp: str, surel: str) -> Isian:
    """Identity, experience, requirements. ``bukti``: requirement id -> file id."""
    isi: Isian = {
        "identitas/nama": orang.nama,
        "identitas/jenis_identitas": "nik",
        "identitas/nik": orang.nik,
        "identitas/tempat_lahir": orang.tempat_lahir,
        "identitas/tanggal_lahir": orang.tanggal_lahir,
        "identitas/kelamin": orang.kelamin,
        "identitas/kebangsaan": "Indonesia",
        "identitas/alamat": "Jalan Contoh Peraga Nomor 7",
        "identitas/kode_pos": "40123",
        "identitas/hp": hp,
        "identitas/email": surel,
        "identitas/pendidikan": "smk",
        "identitas/pendidikan_dari": "SMK Peraga Nusantara, Rekayasa Perangkat Lunak",
        "identitas/foto": [foto],
        "pengalaman/1/tempat": "Studio Web Peraga",
        "pengalaman/1/peran": "Magang pengembang web",
        "pengalaman/1/mulai": "2025",
        "pengalaman/1/sampai": "2026",
        "pengalaman/1/uraian": "Membuat halaman produk dan formulir pemesanan.",
        "sertifikasi/tujuan": "sertifikasi",
        "kebutuhan/ada": "tidak",
        "persetujuan/benar": True,
        "persetujuan/setuju": True,
    }
    for syarat, berkas in bukti.items():
        isi[f"persyaratan/{syarat}/berkas"] = [berkas]
    for row in rekaman.sumber["skema"]["persyaratan"]:
        if row["id"] not in bukti and row.get("macam") != "pas_foto":
            isi[f"persyaratan/{row['id']}/alasan"] = "Tidak berlaku untuk saya."
    return isi


def apl01_admin(rekaman: Rekaman) -> Isian:
    """Each requirement judged by what was handed in; accepted."""
    isi: Isian = {"keputusan/rekomendasi": "diterima", "keputusan/catatan": "Lengkap dan sesuai."}
    for row in rekaman.sumber["skema"]["persyaratan"]:
        ada = rekaman.isi.get(f"persyaratan/{row['id']}/berkas") or row.get("macam") == "pas_foto"
        isi[f"persyaratan/{row['id']}/status"] = "memenuhi" if ada else "tidak_ada"
    return isi


def apl01_asesor(rekaman: Rekaman) -> Isian:
    """Each document reviewed; may proceed."""
    isi: Isian = {"kajian/rekomendasi": "lanjut", "kajian/catatan": ""}
    for row in rekaman.sumber["skema"]["persyaratan"]:
        memenuhi = rekaman.isi.get(f"persyaratan/{row['id']}/status") == "memenuhi"
        isi[f"persyaratan/{row['id']}/kajian"] = "memenuhi" if memenuhi else "tidak"
    return isi


def _tiap(rekaman: Rekaman, section: str) -> Iterable[str]:
    return [row.key for row in rekaman.content().rows(section)]


def apl02_asesi(rekaman: Rekaman, bukti: list[str], bk: int = 0) -> Isian:
    """K with evidence for each elemen; the last ``bk`` of them BK."""
    rows = list(_tiap(rekaman, "elemen"))
    batas = len(rows) - bk
    isi: Isian = {}
    for nomor, key in enumerate(rows):
        isi[f"elemen/{key}/jawaban"] = "K" if nomor < batas else "BK"
        if nomor < batas:
            isi[f"elemen/{key}/bukti"] = [bukti[nomor % len(bukti)]]
    return isi


def apl02_asesor(rekaman: Rekaman) -> Isian:
    """Each unit and the whole may proceed."""
    isi: Isian = {f"unit/{key}/lanjut": "dapat" for key in _tiap(rekaman, "unit")}
    return {**isi, "rekomendasi/lanjut": "dapat", "rekomendasi/catatan": ""}


def mapa01_penyusun(rekaman: Rekaman) -> Isian:
    """A plan for trained and for experienced candidates, by observation and written questions."""
    isi: Isian = {
        "pendekatan/potensi": ["1", "3"],
        "pendekatan/tujuan": ["sertifikasi"],
        "pendekatan/lingkungan": "simulasi",
        "pendekatan/peluang": "tersedia",
        "pendekatan/hubungan": ["bukti", "kerja"],
        "pendekatan/pelaksana": ["lsp"],
        "pendekatan/relevan": ["manajer", "lead"],
        "tolok_ukur/jenis": ["standar"],
        "tolok_ukur/uraian": f"{rekaman.sumber['skema']['acuan']} dan skema {rekaman.sumber['skema']['nama']}.",
    }
    for key in _tiap(rekaman, "rencana"):
        isi[f"rencana/{key}/bukti"] = "Hasil kerja pada tugas praktik dan jawaban pertanyaan tertulis."
        isi[f"rencana/{key}/jenis"] = ["L", "T"]
        isi[f"rencana/{key}/observasi"] = ["CL"]
        isi[f"rencana/{key}/tanya_jawab"] = ["DPT"]
    for key in _tiap(rekaman, "modifikasi"):
        isi[f"modifikasi/{key}/ada"] = "tidak"
    return isi


def mapa02_penyusun(rekaman: Rekaman) -> Isian:
    """Observation and multiple choice for every kelompok."""
    return {
        f"peta/{key}/pilih": ["1", "3"] for key in _tiap(rekaman, "peta") if key.endswith((":FR.IA.01", ":FR.IA.05"))
    }


def validasi(rekaman: Rekaman) -> Isian:
    """A validator agrees."""
    return {"validasi/sesuai": True, "validasi/catatan": ""}


def ia11(rekaman: Rekaman) -> Isian:
    """Everything in order, no modification needed, ready for use."""
    jawaban = dict.fromkeys(_tiap(rekaman, "tinjauan"), "ya") | {"7": "tidak"}
    return {f"tinjauan/{key}/jawaban": value for key, value in jawaban.items()}


def mapa01_kasus(rekaman: Rekaman) -> Isian:
    """The master fits this asesi."""
    return {"tinjauan/sesuai": "ya"}


def mapa02_kasus(rekaman: Rekaman) -> Isian:
    """The asesi comes from a training whose curriculum traces to the standard."""
    return {"tinjauan/potensi": "1", "tinjauan/sesuai": "ya"}


def konsultasi_asesor(rekaman: Rekaman) -> Isian:
    """Every point walked through, each item of evidence confirmed."""
    isi: Isian = {f"poin/{key}/dibahas": True for key in _tiap(rekaman, "poin")}
    isi |= {f"bukti/{key}/status": "dikonfirmasi" for key in _tiap(rekaman, "bukti")}
    return {**isi, "keterbatasan/ada": "tidak"}


def konsultasi_asesi(rekaman: Rekaman) -> Isian:
    """The asesi accepts."""
    return {f"asesi/{name}": True for name in ("mapa", "banding", "tata_tertib", "jadwal")}


def ak01_asesor(rekaman: Rekaman) -> Isian:
    """Methods stay as the plan has them; secrecy promised."""
    return {"persetujuan/rahasia": True}


def ak01_asesi(rekaman: Rekaman) -> Isian:
    """The asesi agrees."""
    return {"persetujuan/banding": True, "persetujuan/setuju": True}


def ia01(rekaman: Rekaman, bk_unit: str = "") -> Isian:
    """Every KUK K; of ``bk_unit`` the first is BK."""
    isi: Isian = {}
    gagal = False
    for row in rekaman.content().rows("kuk"):
        salah = bool(bk_unit) and not gagal and (row.data or {})["unit"] == bk_unit
        gagal = gagal or salah
        isi[f"kuk/{row.key}/hasil"] = "BK" if salah else "K"
        if salah:
            isi[f"kuk/{row.key}/lanjut"] = "Belum dapat menjelaskan alasan pilihannya."
    for key in _tiap(rekaman, "unit"):
        isi[f"unit/{key}/rekomendasi"] = "BK" if key == bk_unit else "K"
    return {**isi, "akhir/umpan_balik": "Pekerjaan rapi dan sesuai urutan. Pertahankan cara memberi nama variabel."}


def ia05_asesor(rekaman: Rekaman) -> Isian:
    """The asesor confirms the exam result; wrong answers were followed up orally."""
    isi: Isian = {}
    for key in _tiap(rekaman, "soal"):
        if rekaman.isi.get(f"soal/{key}/hasil") != "benar":
            isi[f"soal/{key}/tindak"] = "Ditanyakan lisan, dijawab dengan benar."
    return {**isi, "akhir/tercapai": "tercapai", "akhir/umpan_balik": "Pengetahuan dasar sudah baik."}


def ak02_asesor(rekaman: Rekaman, tanggal: str, bk_unit: str = "") -> Isian:
    """Evidence per unit from observation and written questions."""
    isi: Isian = {"waktu/mulai": tanggal, "waktu/selesai": tanggal}
    for key in _tiap(rekaman, "unit"):
        isi[f"unit/{key}/metode"] = ["observasi", "tertulis"]
        isi[f"unit/{key}/hasil"] = "BK" if key == bk_unit else "K"
    hasil = "BK" if bk_unit else "K"
    lanjut = f"Ulangi unit {bk_unit} sesudah latihan tambahan." if bk_unit else ""
    return {
        **isi,
        "rekomendasi/hasil": hasil,
        "rekomendasi/tindak_lanjut": lanjut,
        "rekomendasi/komentar": "Asesi bekerja mandiri selama asesmen.",
    }


def ak03(rekaman: Rekaman) -> Isian:
    """The asesi was content."""
    return {f"umpan_balik/{key}/hasil": "ya" for key in _tiap(rekaman, "umpan_balik")}


def ak05(rekaman: Rekaman) -> Isian:
    """A short report."""
    isi: Isian = {}
    for key in _tiap(rekaman, "asesi"):
        if rekaman.isi.get(f"asesi/{key}/hasil") == "BK" and not rekaman.isi.get(f"asesi/{key}/keterangan"):
            isi[f"asesi/{key}/keterangan"] = "Lihat FR.AK.02."
    return {
        **isi,
        "laporan/aspek": "Asesmen berjalan tertib. Jaringan sempat lambat sepuluh menit, waktu ditambah.",
        "laporan/penolakan": "Tidak ada",
        "laporan/saran": "Sediakan sambungan jaringan cadangan di TUK.",
    }


def tanda_tangan(rekaman: Rekaman) -> Isian:
    """A turn with nothing to fill."""
    return {}


ISIAN: dict[tuple[str, str], Callable[[Rekaman], Isian]] = {
    ("FR.APL.01", "admin"): apl01_admin,
    ("FR.APL.01", "asesor"): apl01_asesor,
    ("FR.APL.02", "asesor"): apl02_asesor,
    ("FR.MAPA.01", "penyusun"): mapa01_penyusun,
    ("FR.MAPA.02", "penyusun"): mapa02_penyusun,
    ("FR.MAPA.01", "validator"): validasi,
    ("FR.MAPA.02", "validator"): validasi,
    ("FR.MAPA.01", "asesor"): mapa01_kasus,
    ("FR.MAPA.02", "asesor"): mapa02_kasus,
    ("FR.IA.11", "peninjau"): ia11,
    ("LSP.PRA", "asesor"): konsultasi_asesor,
    ("LSP.PRA", "asesi"): konsultasi_asesi,
    ("FR.AK.01", "asesor"): ak01_asesor,
    ("FR.AK.01", "asesi"): ak01_asesi,
    ("FR.IA.01", "asesor"): ia01,
    ("FR.IA.01", "asesi"): tanda_tangan,
    ("FR.IA.05", "asesor"): ia05_asesor,
    ("FR.IA.05", "asesi"): tanda_tangan,
    ("FR.AK.02", "asesi"): tanda_tangan,
    ("FR.AK.03", "asesi"): ak03,
    ("FR.AK.05", "asesor"): ak05,
}
