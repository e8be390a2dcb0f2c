"""Every page of BNSP: its address when each register holds a row, and the roles to which it opens."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from telusur.bnsp.harmonisasi.kelembagaan import commands as kelembagaan
from telusur.bnsp.harmonisasi.pedoman import commands as pedoman
from telusur.bnsp.manajemen.penyedia import commands as penyedia
from telusur.bnsp.pengendalian.laporan_lsp import commands as laporan_lsp
from telusur.bnsp.pengendalian.pengaduan import commands as pengaduan
from telusur.bnsp.pengendalian.sanksi import commands as sanksi
from telusur.bnsp.pengendalian.surveilans import commands as surveilans
from telusur.bnsp.peraga.dokumen import lembar
from telusur.bnsp.perencanaan.program import commands as program
from telusur.bnsp.roles import STAFF, Role
from telusur.bnsp.sekretariat.layanan import commands as layanan
from telusur.bnsp.sekretariat.layanan.slot import TERKINI
from telusur.bnsp.sertifikasi_lisensi.blanko import commands as blanko
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import lingkup_dari
from telusur.kernel.commands.grants import roles_allowed
from telusur.kernel.commands.registry import REGISTRY
from tests.bnsp.conftest import BA_RUSAK, HARI, Negeri

PEMBACA = {*STAFF, Role.PENGELOLA_SISTEM}
# Who opens a case of each flow.
BUKA = {f"/layanan/buka/{kode}/": frozenset(alur.pertama.executors) for kode, alur in TERKINI.items()}


def berisi(negeri: Negeri) -> dict[str, Any]:
    """One row in every register; its addresses."""
    negeri.beri_blanko(2)
    sertifikat, jadwal, permohonan = negeri.terbitkan(1), negeri.jadwalkan(), negeri.minta_blanko("0002/BLK")
    rusak = blanko.laporkan_rusak(
        negeri.lembaga(),
        lsp=negeri.lsp,
        nomor=4_128_002,
        nomor_ba="BA",
        tanggal_ba=HARI,
        alasan="Robek.",
        berkas=BA_RUSAK,
    )
    harmonisasi = negeri.ctx(Role.KOMISI_HARMONISASI)
    panduan = pedoman.daftarkan(harmonisasi, kode="PBNSP 901", judul="Pedoman uji")
    versi = pedoman.tulis_versi(harmonisasi, pedoman=panduan, nomor="1/BNSP/2026", tanggal=HARI, isi="Isi.")
    (lingkup,) = lingkup_dari(negeri.lsp)
    kendali = negeri.ctx(Role.KOMISI_PENGENDALIAN)
    aduan = pengaduan.ajukan(
        negeri.ctx(Role.CS), nama="Pelapor Uji", surel="p@uji.example", perihal=negeri.lsp.nama, uraian="Uraian."
    )
    awas = surveilans.rencanakan(
        kendali, lsp=negeri.lsp, jenis="dokumen", rencana=HARI, nomor_spt="SPT-1", petugas=["Petugas Uji"]
    )
    surveilans.laporkan(kendali, surveilans=awas, dilaksanakan=HARI, laporan="Diperiksa.")
    laporan = _laporan(negeri)
    temuan = surveilans.catat(
        kendali, lsp=negeri.lsp, klausul="7.1", uraian="Tidak ada.", kategori="minor", surveilans=awas
    )
    lisensi.ubah_profil(negeri.ctx(Role.OPERATOR), lsp=negeri.lsp, alamat_sistem="https://lsp.example")
    sistem, _ = penyedia.daftarkan(negeri.ctx(Role.PENGELOLA_SISTEM), lsp=negeri.lsp)
    surat = layanan.buka(
        negeri.ctx(Role.OPERATOR),
        alur="surat-keluar-sekretariat",
        perihal="Undangan",
        pemohon="Sekretariat",
        isian={"kepada": "LSP", "isi": "Isi.", "sifat": "biasa"},
    )
    kasus = sanksi.buka(kendali, lsp=negeri.lsp, bentuk="penundaan", dasar="Data asesor tidak lengkap.")
    return {
        **_kelembagaan_dan_program(negeri),
        "surat": surat.pk,
        "kasus": kasus.pk,
        "sistem": sistem.pk,
        "pengaduan": aduan.pk,
        "surveilans": awas.pk,
        "laporan": laporan.pk,
        "temuan": temuan.pk,
        "lisensi": negeri.lsp.pk,
        "lingkup": lingkup.pk,
        "asesor_kompetensi": negeri.asesor.pk,
        "tempat_uji": negeri.tuk.pk,
        "jadwal_uji": jadwal.pk,
        "blanko": permohonan.pk,
        "rusak": rusak.pk,
        "pemegang": sertifikat.pk,
        "pedoman": panduan.pk,
        "versi": versi.pk,
    }


def _laporan(negeri: Negeri) -> Any:
    kepala = {
        "nomor": "1/LAP", "versi": 1, "jenis": "penerbitan", "judul": "Laporan", "angkatan": "", "penanggung_jawab": "M",
        "tim": ["M"], "catatan": "", "sha256": "0" * 64, "dari": HARI, "sampai": HARI, "tanggal": HARI,
    }  # fmt: skip
    bagian = [{"kode": "rinci", "judul": "R", "kolom": ["N"], "kelompok": [], "kosong": "Tidak ada.", "jumlah": 0}]
    pdf = lembar("Laporan 1")
    return laporan_lsp.catat(
        negeri.lembaga(), lsp=negeri.lsp, kepala=kepala, bagian=bagian, lembar=0, berkas={"laporan": pdf}
    )


def _kelembagaan_dan_program(negeri: Negeri) -> dict[str, Any]:
    harmonisasi = negeri.ctx(Role.KOMISI_HARMONISASI)
    cabang = kelembagaan.catat_cabang(
        harmonisasi, lsp=negeri.lsp, nama="Cabang Uji", alamat="J", kota="K", provinsi="P", skema=[], sejak=HARI
    )
    standar = kelembagaan.daftarkan_standar(
        harmonisasi, kode="SKKNI 1-2026", judul="J", jenis="skkni", bidang="B", tanggal=HARI
    )
    catatan = kelembagaan.catat_harmonisasi(
        harmonisasi, tanggal=HARI, pihak="Lembaga Uji", bentuk="kerja_sama", pokok="P", hasil="H"
    )
    rencana = program.rencanakan(
        negeri.ctx(Role.KOMISI_PERENCANAAN),
        tahun=2026,
        kegiatan="Kegiatan uji",
        sasaran="S",
        penanggung_jawab="phu",
        mulai=HARI,
        selesai=HARI,
    )
    return {"cabang": cabang.pk, "standar": standar.pk, "harmonisasi": catatan.pk, "rencana": rencana.pk}


def halaman_baca(isi: dict[str, Any]) -> list[str]:
    modul = ("lisensi", "asesor_kompetensi", "tempat_uji", "jadwal_uji", "blanko", "pemegang", "pedoman")
    return [
        *(reverse(f"{one}:daftar") for one in modul),
        *(reverse(f"{one}:rinci", args=[isi[one]]) for one in modul),
        reverse("lisensi:lingkup", args=[isi["lingkup"]]),
        reverse("lisensi:semua_lingkup"),
        *(reverse(f"kelembagaan:{n}") for n in ("cabang", "standar", "harmonisasi")),
        *(reverse(f"kelembagaan:rinci_{n}", args=[isi[n]]) for n in ("cabang", "standar", "harmonisasi")),
        *(reverse(f"program:{n}") for n in ("rencana", "target", "tren")),
        reverse("program:rinci", args=[isi["rencana"]]),
        reverse("layanan:surat_masuk"),
        reverse("layanan:surat_keluar"),
        reverse("layanan:arsip"),
        reverse("layanan:rinci", args=[isi["surat"]]),
        reverse("lisensi:sanksi"),
        reverse("surveilans:daftar"),
        reverse("surveilans:rinci", args=[isi["surveilans"]]),
        reverse("laporan_lsp:daftar"),
        reverse("laporan_lsp:belum"),
        reverse("laporan_lsp:rinci", args=[isi["laporan"]]),
        reverse("laporan_lsp:bagian", args=[isi["laporan"], "rinci"]),
        reverse("surveilans:daftar_temuan"),
        reverse("surveilans:rinci_temuan", args=[isi["temuan"]]),
        reverse("blanko:persediaan"),
        reverse("blanko:rusak"),
        reverse("blanko:rinci_rusak", args=[isi["rusak"]]),
        reverse("pimpinan:ringkasan"),
    ]


def halaman_terbatas(isi: dict[str, Any]) -> list[tuple[str, str]]:
    """Address of a page that only some of BNSP's people may read, and the reading it needs."""
    return [
        (reverse("pengaduan:daftar"), "pengaduan.lihat_daftar"),
        (reverse("pengaduan:rinci", args=[isi["pengaduan"]]), "pengaduan.buka"),
        (reverse("penyedia:daftar"), "penyedia.hentikan"),
        (reverse("penyedia:kunjungan"), "penyedia.lihat_kunjungan"),
        (reverse("sanksi:kelengkapan"), "sanksi.lihat_kelengkapan"),
        (reverse("sanksi:rinci_kelengkapan", args=[isi["lisensi"]]), "sanksi.lihat_kelengkapan"),
        (reverse("sanksi:daftar"), "sanksi.lihat_kasus"),
        (reverse("sanksi:rinci", args=[isi["kasus"]]), "sanksi.buka_kasus"),
        (reverse("penyedia:rinci", args=[isi["sistem"]]), "penyedia.hentikan"),
        (reverse("layanan:permohonan_lisensi"), "layanan.lihat_daftar"),
    ]


def halaman_tindakan(isi: dict[str, Any]) -> list[tuple[str, str]]:
    """Address of a form and the act it leads to, from a state in which the act is possible."""
    return [
        (reverse("lisensi:baru"), "lisensi.daftarkan"),
        (reverse("lisensi:ubah_profil", args=[isi["lisensi"]]), "lisensi.ubah_profil"),
        *(
            (reverse(f"lisensi:{nama}", args=[isi["lisensi"]]), f"lisensi.{nama}")
            for nama in ("tambah_lingkup", "perpanjang", "bekukan", "cabut")
        ),
        (reverse("lisensi:tindakan_lingkup", args=[isi["lingkup"], "bekukan"]), "lisensi.bekukan_lingkup"),
        (reverse("asesor_kompetensi:baru"), "asesor_kompetensi.daftarkan"),
        (reverse("asesor_kompetensi:perpanjang", args=[isi["asesor_kompetensi"]]), "asesor_kompetensi.perpanjang"),
        (reverse("asesor_kompetensi:ubah", args=[isi["asesor_kompetensi"]]), "asesor_kompetensi.ubah_data"),
        (reverse("asesor_kompetensi:status", args=[isi["asesor_kompetensi"]]), "asesor_kompetensi.tetapkan_status"),
        (reverse("tempat_uji:baru"), "tempat_uji.daftarkan"),
        (reverse("tempat_uji:ubah", args=[isi["tempat_uji"]]), "tempat_uji.ubah"),
        (reverse("tempat_uji:keaktifan", args=[isi["tempat_uji"]]), "tempat_uji.ubah_keaktifan"),
        (reverse("jadwal_uji:baru"), "jadwal_uji.catat"),
        (reverse("jadwal_uji:batalkan", args=[isi["jadwal_uji"]]), "jadwal_uji.batalkan"),
        (reverse("blanko:baru"), "blanko.ajukan"),
        (reverse("blanko:terima"), "blanko.terima_persediaan"),
        (reverse("blanko:lapor_rusak"), "blanko.laporkan_rusak"),
        (reverse("blanko:ganti_rusak", args=[isi["rusak"]]), "blanko.ganti_rusak"),
        *((reverse(f"blanko:{n}", args=[isi["blanko"]]), f"blanko.{n}") for n in ("setujui", "kembalikan", "tolak")),
        (reverse("pemegang:baru"), "pemegang.catat"),
        *(
            (reverse(f"pemegang:{n}", args=[isi["pemegang"]]), f"pemegang.{n}")
            for n in ("bekukan", "cabut", "ganti_blanko")
        ),
        (reverse("pedoman:baru"), "pedoman.daftarkan"),
        (reverse("pedoman:tulis", args=[isi["pedoman"]]), "pedoman.tulis_versi"),
        (reverse("pedoman:terbitkan", args=[isi["versi"]]), "pedoman.terbitkan"),
        *((reverse(f"pengaduan:{n}", args=[isi["pengaduan"]]), f"pengaduan.{n}") for n in ("telaah", "tolak")),
        (reverse("sanksi:baru", args=[isi["lisensi"]]), "sanksi.buka"),
        (reverse("sanksi:bukti", args=[isi["kasus"]]), "sanksi.catat_bukti"),
        (reverse("sanksi:tanggapan", args=[isi["kasus"]]), "sanksi.catat_tanggapan"),
        (reverse("sanksi:tutup", args=[isi["kasus"]]), "sanksi.tutup"),
        (reverse("penyedia:baru"), "penyedia.daftarkan"),
        (reverse("penyedia:rahasia", args=[isi["sistem"]]), "penyedia.daftarkan"),
        (reverse("penyedia:hentikan", args=[isi["sistem"]]), "penyedia.hentikan"),
        (reverse("layanan:hentikan", args=[isi["surat"]]), "layanan.hentikan"),
        (reverse("kelembagaan:cabang_baru"), "kelembagaan.catat_cabang"),
        (reverse("kelembagaan:tutup_cabang", args=[isi["cabang"]]), "kelembagaan.tutup_cabang"),
        (reverse("kelembagaan:standar_baru"), "kelembagaan.daftarkan_standar"),
        (reverse("kelembagaan:cabut_standar", args=[isi["standar"]]), "kelembagaan.cabut_standar"),
        (reverse("kelembagaan:harmonisasi_baru"), "kelembagaan.catat_harmonisasi"),
        (reverse("program:baru"), "program.rencanakan"),
        (reverse("program:perbarui", args=[isi["rencana"]]), "program.perbarui"),
        (reverse("program:target_baru"), "program.tetapkan_target"),
        *(
            (reverse("laporan_lsp:tindakan", args=[isi["laporan"], nama]), f"laporan_lsp.{nama}")
            for nama in ("terima", "kembalikan")
        ),
        (reverse("surveilans:baru"), "surveilans.rencanakan"),
        (reverse("surveilans:temuan", args=[isi["surveilans"]]), "surveilans.catat_temuan"),
        (reverse("surveilans:temuan_baru"), "surveilans.catat_temuan"),
        (reverse("surveilans:selesaikan", args=[isi["surveilans"]]), "surveilans.selesaikan"),
        (reverse("surveilans:perbaikan", args=[isi["temuan"]]), "surveilans.catat_perbaikan"),
    ]


def siapa_membuka(isi: dict[str, Any]) -> list[tuple[str, frozenset[str]]]:
    """Every page with the roles to which it opens."""
    pembaca = frozenset(str(role) for role in PEMBACA)
    rows = [(url, pembaca) for url in halaman_baca(isi)]
    rows += [(url, roles_allowed(code, REGISTRY[code].roles)) for url, code in halaman_terbatas(isi)]
    rows += BUKA.items()
    for url, code in halaman_tindakan(isi):
        may = roles_allowed(code, REGISTRY[code].roles)
        rows.append((url, may & pembaca if code == "pedoman.tulis_versi" else may))
    return rows
