"""Letters, decrees, minutes and invoices: each kind from the data its own builder makes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.documents.kinds import KINDS, kind_of
from telusur.kernel.documents.letterhead import letterhead
from telusur.lsp.administrasi.keuangan import commands as keuangan
from telusur.lsp.administrasi.keuangan.models import Tagihan
from telusur.lsp.administrasi.mutu.models import DokumenMutu
from telusur.lsp.administrasi.tuk import documents as tuk
from telusur.lsp.administrasi.umum.models import ProfilLsp
from telusur.lsp.sertifikasi.jadwal import documents as jadwal
from telusur.lsp.sertifikasi.keputusan import documents as keputusan
from telusur.lsp.sertifikasi.praasesmen import documents as praasesmen
from telusur.lsp.sertifikasi.sertifikat import documents as sertifikat
from telusur.lsp.sertifikasi.sertifikat.models import Blanko, Sertifikat
from tests.cast import bypass
from tests.lsp.dokumen.dunia import HARI, SAAT, Dunia, cetak

Baca = Callable[..., str]
Ctx = Callable[..., Context]
MARKUP = '#panic("x") *b* $x$ <lab>'
DIREKTUR = {"nama": "Hendra Wibawa Uji", "jabatan": "Direktur"}
PENUTUP = {"nomor": "0001/UJI/XI/2026", "kota": "Bandung", "tanggal": "20 November 2026", "penandatangan": DIREKTUR}


def contoh(dunia: Dunia) -> Sertifikat:
    """A certificate row for the papers about it."""
    return Sertifikat(
        permohonan=dunia.kasus[0],
        pemegang=dunia.orang["ani"],
        nama=dunia.kasus[0].nama,
        skema_nama=dunia.skema.nama_id,
        nomor="62014 2513 0 0000001 2026",
        nomor_registrasi="TIK.9021.00001 2026",
        blanko=Blanko(nomor="00412876"),
        tanggal_terbit=HARI,
        berlaku_sampai=HARI,
        nomor_serah_terima="0001/BST/LSP-UN/XI/2026",
        cara_serah="Diambil sendiri",
        diserahkan_oleh="Citra Maharani Uji",
        diserahkan_pada=SAAT,
    )


def semua(dunia: Dunia, ctx: Ctx) -> dict[str, tuple[dict[str, Any], list[str]]]:
    """Data and telling words of every letter, by kind."""
    admin, vina = ctx(dunia.orang["citra"], at=SAAT), ctx(dunia.orang["vina"], at=SAAT)
    teks = DokumenMutu(
        kode="PERNYATAAN-PEMEGANG", revisi=2, isi="# Kewajiban\n\nSaya:\n1. menjaga rahasia;\n2. memelihara.\n- logo"
    )
    row, surat = contoh(dunia), dunia
    tagihan = Tagihan(
        nomor="TGH-2026-0001",
        perkara="PMH-2026-0001",
        pembayar=surat.orang["ani"],
        untuk="Sertifikasi",
        jumlah=850000,
        butir=[{"nama": "Uji kompetensi", "jumlah": 850000}],
        jatuh_tempo=HARI,
    )
    return {
        "spt_asesor": (
            {**praasesmen.isi_spt(surat.rencana), **PENUTUP},
            [
                "SURAT PERINTAH TUGAS",
                "MEMBERI TUGAS",
                "Budi Hartono Uji",
                "No. Reg. MET",
                "MET.000.009901 2024",
                "Senin, 23 November 2026",
                "Tembusan: 1. Manajer Sertifikasi",
                "DAFTAR ASESI",
                "Ani Lestari Uji",
            ],
        ),
        "spt_verifikator": (
            {**tuk.isi_spt(surat.verifikasi), **PENUTUP},
            ["Vina Oktaviani Uji", "Memverifikasi TUK SMK Uji"],
        ),
        "sk_tuk": (
            {**tuk.isi_sk(surat.verifikasi), **PENUTUP},
            [
                "SURAT KEPUTUSAN",
                "TENTANG",
                "Menimbang",
                "Memperhatikan",
                "MEMUTUSKAN",
                "KESATU",
                "KETIGA",
                "Ditetapkan di Bandung",
                "23 November 2026 sampai 22 November 2027",
            ],
        ),
        "sk_komite": (
            {**keputusan.isi_sk_komite(surat.komite), **PENUTUP},
            ["SUSUNAN KOMITE TEKNIS", "Kartika Sari Uji", "Ketua"],
        ),
        "sk_keputusan": (
            {**keputusan.isi_sk_keputusan(surat.komite), **PENUTUP},
            [
                "Peraturan Pemerintah Nomor 10 Tahun 2018",
                "DAFTAR HASIL ASESMEN",
                "Ani Lestari Uji",
                "Kompeten",
                "Belum kompeten",
            ],
        ),
        "ba_tuk": (
            tuk.isi_berita_acara(vina, surat.verifikasi),
            ["Komputer 39", "Keputusan verifikasi: sesuai", "Vina Oktaviani Uji"],
        ),
        "ba_pleno": (
            keputusan.isi_berita_acara(admin, surat.komite),
            ["kompeten 1, belum kompeten 1", "Karim Abdullah Uji", "Ditandatangani", "Jum 20 Nov 2026 10.42 WIB"],
        ),
        "undangan": (
            jadwal.isi_undangan(admin, surat.jadwal, nomor="1", kepada="Ani Lestari Uji", asesor=False),
            [
                "Yth. Ani Lestari Uji",
                "Undangan uji kompetensi",
                "Dengan hormat",
                "08.00 sampai 15.00 WIB",
                "Kartu identitas asli",
                "a.n. Manajer Sertifikasi, Admin LSP",
                "Citra Maharani Uji",
            ],
        ),
        "daftar_hadir": (
            jadwal.isi_daftar_hadir(admin, surat.jadwal),
            ["Ani Lestari Uji", "Jum 20 Nov 2026 10.42 WIB", "Tidak hadir"],
        ),
        "tagihan": (
            keuangan._isi(admin, tagihan),
            [
                "TAGIHAN BIAYA SERTIFIKASI",
                "Rp850.000",
                "delapan ratus lima puluh ribu rupiah",
                "Bank Uji",
                "000 111 222",
                "Jatuh tempo",
                "23 November 2026",
                "NPWP",
            ],
        ),
        "permohonan_blanko": (
            sertifikat.isi_permohonan_blanko(admin, surat.komite, "1"),
            [
                "Ketua Badan Nasional Sertifikasi Profesi",
                "permohonan 1 (satu) blanko",
                "a.n. Direktur, Admin LSP",
                "DAFTAR ASESI",
            ],
        ),
        "ba_blanko": (
            sertifikat.isi_ba_rusak(admin, row.blanko, row, "1", "Kertas terlipat"),
            ["00412876", "Kertas terlipat"],
        ),
        "pernyataan_pemegang": (
            sertifikat.isi_pernyataan(admin, row, teks),
            ["Ani Lestari Uji", "Kewajiban", "1. menjaga rahasia;", "2. memelihara.", "PERNYATAAN-PEMEGANG revisi 2"],
        ),
        "serah_terima": (
            sertifikat.isi_serah_terima(admin, row),
            ["Diambil sendiri", "Yang menyerahkan Citra Maharani Uji", "00412876"],
        ),
    }


def test_every_kind_of_the_lsp_is_printed_from_the_data_of_its_builder(dunia: Dunia, ctx: Ctx, baca: Baca) -> None:
    data = semua(dunia, ctx)
    milik_lsp = {
        code for code, kind in KINDS.items() if kind.template.startswith(("umum/", "keuangan/", "sertifikat/"))
    }
    assert set(data) | {"sertifikat", "sertifikat_dummy"} == milik_lsp
    salah: list[Any] = []
    for kind, (isi, kata) in data.items():
        teks = baca(cetak(kind, isi))
        harus = [*kata, "LSP Uji Nusantara", "Lisensi BNSP-LSP-9021-ID", "Kode dokumen 7K4M-92QF-XW3A"]
        salah += [(kind, potongan, teks) for potongan in harus if potongan not in teks]
    assert salah == []


def test_long_table_repeats_its_head_on_the_next_page(dunia: Dunia, ctx: Ctx, baca: Baca) -> None:
    isi, _ = semua(dunia, ctx)["ba_tuk"]
    pdf = cetak("ba_tuk", isi)
    halaman = int(re.search(r"Pages: (\d+)", baca(pdf, "pdfinfo"))[1])  # type: ignore[index]
    assert halaman >= 2
    assert baca(pdf).count("Perlengkapan Spesifikasi") >= 2


def test_markup_in_names_and_reasons_is_printed_as_typed(dunia: Dunia, ctx: Ctx, baca: Baca) -> None:
    admin = ctx(dunia.orang["citra"], at=SAAT)
    row = contoh(dunia)
    row.nama = MARKUP
    isi = sertifikat.isi_ba_rusak(admin, row.blanko, row, MARKUP, MARKUP)
    assert baca(cetak("ba_blanko", isi)).count(MARKUP) == 2


def test_long_names_stay_whole_in_tables(dunia: Dunia, ctx: Ctx, baca: Baca) -> None:
    panjang = "Prawirodirdjo" * 15 + "Tirta"
    dunia.komite.hasil[0]["nama"] = panjang
    teks = baca(cetak("sk_keputusan", {**keputusan.isi_sk_keputusan(dunia.komite), **PENUTUP}))
    assert panjang in teks.replace(" ", "")


def test_character_that_fonts_lack_is_refused_with_a_sentence(dunia: Dunia, ctx: Ctx) -> None:
    row = contoh(dunia)
    row.nama = "Tiara 你"
    with pytest.raises(Invalid, match="tidak dapat dicetak pada dokumen resmi"):
        cetak("serah_terima", sertifikat.isi_serah_terima(ctx(dunia.orang["citra"], at=SAAT), row))


def test_letterhead_says_when_the_lsp_is_a_demonstration(dunia: Dunia) -> None:
    assert letterhead().licence == "BNSP-LSP-9021-ID"
    lsp = ProfilLsp.objects.get()
    lsp.peraga = True
    with bypass("umum"):
        lsp.save()
    assert letterhead().licence == "BNSP-LSP-9021-ID (LSP peraga)"


def test_titles_that_name_a_person_are_not_public() -> None:
    rahasia = {"sertifikat", "sertifikat_dummy", "tagihan", "pernyataan_pemegang", "serah_terima"}
    assert all(not kind_of(code).public_title for code in rahasia)
