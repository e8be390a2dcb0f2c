"""Complete, valid content of each form of edition 2018, by the party who gives it."""

from __future__ import annotations

from typing import Any

from telusur.lsp.formulir.edisi_2018 import ak03, ia11, mapa01, pra
from telusur.lsp.formulir.istilah import INSTRUMEN
from tests.lsp.formulir.conftest import ELEMEN, KUK, SKEMA, UNITS

Isi = dict[str, Any]


def apl01_asesi(berkas: str) -> Isi:
    return {
        "identitas/nama": "Ani Lestari Uji",
        "identitas/jenis_identitas": "nik",
        "identitas/nik": "3273015412990002",
        "identitas/tempat_lahir": "Bandung",
        "identitas/tanggal_lahir": "1999-12-14",
        "identitas/kelamin": "P",
        "identitas/kebangsaan": "Indonesia",
        "identitas/alamat": "Jalan Melati 1, Bandung",
        "identitas/hp": "0812 3456 7890",
        "identitas/email": "ani@uji.example",
        "identitas/pendidikan": "smk",
        "identitas/foto": [berkas],
        "pengalaman/1/tempat": "PT Contoh",
        "pengalaman/1/peran": "Magang",
        "pengalaman/1/mulai": "2025",
        "sertifikasi/tujuan": "sertifikasi",
        "persyaratan/dasar2/berkas": [berkas],
        "persyaratan/administratif1/berkas": [berkas],
        "kebutuhan/ada": "tidak",
        "persetujuan/benar": True,
        "persetujuan/setuju": True,
    }


def apl01_admin() -> Isi:
    handed_in = {"dasar2", "administratif1", "administratif4"}
    rows = {row["id"]: "memenuhi" if row["id"] in handed_in else "tidak_ada" for row in SKEMA["persyaratan"]}
    return {
        **{f"persyaratan/{key}/status": value for key, value in rows.items()},
        "keputusan/rekomendasi": "diterima",
    }


def apl01_asesor() -> Isi:
    return {
        **{f"persyaratan/{row['id']}/kajian": "memenuhi" for row in SKEMA["persyaratan"]},
        "kajian/rekomendasi": "lanjut",
    }


def apl02_asesi(berkas: str) -> Isi:
    return {
        **{f"elemen/{key}/jawaban": "K" for key in ELEMEN},
        **{f"elemen/{key}/bukti": [berkas] for key in ELEMEN},
    }


def apl02_asesor() -> Isi:
    return {**{f"unit/{unit}/lanjut": "dapat" for unit in UNITS}, "rekomendasi/lanjut": "dapat"}


def mapa01_isi() -> Isi:
    rencana: Isi = {}
    for unit in UNITS:
        rencana |= {
            f"rencana/{unit}/bukti": "Kode program yang berjalan dan dokumentasinya",
            f"rencana/{unit}/jenis": ["L", "T"],
            f"rencana/{unit}/observasi": ["CL"],
            f"rencana/{unit}/tanya_jawab": ["DPT"],
        }
    return {
        "pendekatan/potensi": ["1", "3"],
        "pendekatan/tujuan": ["sertifikasi"],
        "pendekatan/lingkungan": "simulasi",
        "pendekatan/peluang": "tersedia",
        "pendekatan/hubungan": ["kerja"],
        "pendekatan/pelaksana": ["lsp"],
        "pendekatan/relevan": ["manajer"],
        "tolok_ukur/jenis": ["standar"],
        "tolok_ukur/uraian": "SKKNI 282 Tahun 2016",
        **rencana,
        **{f"modifikasi/{key}/ada": "tidak" for key, _ in mapa01.MODIFIKASI},
    }


def mapa02_isi() -> Isi:
    chosen = {"FR.IA.01", "FR.IA.05"}
    return {
        f"peta/k{number}:{code}/pilih": ["1", "2", "3", "4", "5"]
        for number in range(1, len(SKEMA["kelompok"]) + 1)
        for code, _ in INSTRUMEN
        if code in chosen
    }


def ia11_peninjau() -> Isi:
    return {f"tinjauan/{key}/jawaban": "tidak" if key == ia11.MODIFIKASI else "ya" for key, _ in ia11.KEGIATAN}


def pra_asesor() -> Isi:
    return {
        **{f"poin/{key}/dibahas": True for key, _ in pra.POIN},
        "bukti/b1/status": "dikonfirmasi",
        "keterbatasan/ada": "ya",
        "keterbatasan/uraian": "Penglihatan kurang",
        "keterbatasan/penyesuaian": "Huruf diperbesar",
        "jadwal/tanggal": "2030-01-07",
        "jadwal/jam_mulai": "08:00",
        "jadwal/jam_selesai": "16:00",
        "jadwal/tuk": "TUK Uji",
    }


def pra_asesi() -> Isi:
    return {f"asesi/{name}": True for name in ("mapa", "banding", "tata_tertib", "jadwal")}


def ak01_asesor() -> Isi:
    return {"bukti/metode": ["observasi", "tertulis"], "persetujuan/rahasia": True}


def ak01_asesi() -> Isi:
    return {"persetujuan/banding": True, "persetujuan/setuju": True}


def ia01_asesor() -> Isi:
    return {
        **{f"kuk/{key}/hasil": "K" for key in KUK},
        **{f"unit/{unit}/rekomendasi": "K" for unit in UNITS},
        "akhir/umpan_balik": "Pekerjaan rapi.",
    }


IA05_AWAL: Isi = {
    "ujian/benar": 2, "ujian/jumlah": 3, "ujian/ambang": 60, "soal/1/jawaban": "b", "soal/1/hasil": "benar",
    "soal/2/hasil": "kosong", "soal/3/hasil": "benar",
}  # fmt: skip
IA05_SOAL = [{"key": str(number), "judul": f"Butir {number}", "kode": str(number)} for number in (1, 2, 3)]


def ia05_asesor() -> Isi:
    return {"akhir/tercapai": "tercapai", "akhir/umpan_balik": "Pelajari lagi struktur data."}


def ak02_asesor() -> Isi:
    return {
        "waktu/mulai": "2026-11-20",
        "waktu/selesai": "2026-11-20",
        **{f"unit/{unit}/metode": ["observasi", "tertulis"] for unit in UNITS},
        **{f"unit/{unit}/hasil": "K" for unit in UNITS},
        "rekomendasi/hasil": "K",
        "rekomendasi/komentar": "Semua unit dicapai.",
    }


def ak03_asesi() -> Isi:
    return {f"umpan_balik/{key}/hasil": "ya" for key, _ in ak03.KOMPONEN}


def ak04_asesi() -> Isi:
    return {
        "waktu/tanggal": "2026-11-20",
        **{f"tanya/{key}/jawaban": "ya" for key in "123"},
        "alasan/uraian": "Waktu ujian dikurangi.",
    }


AK05_ASESI = [{"key": "a", "judul": "Ani"}, {"key": "d", "judul": "Dewi"}, {"key": "e", "judul": "Eka"}]
AK05_AWAL: Isi = {
    "asesi/a/hasil": "K", "asesi/d/hasil": "BK", "asesi/e/hasil": "tidak_hadir",
    "asesi/d/keterangan": "J.620100.004.02 Menggunakan Struktur Data",
}  # fmt: skip


def ak05_asesor() -> Isi:
    return {"laporan/aspek": "Lancar.", "laporan/penolakan": "Tidak ada", "laporan/saran": "Tambah waktu."}
