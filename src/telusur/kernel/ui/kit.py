"""What the ui-kit page shows: every component in every state, with invented people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from telusur.kernel.ui.components.fields import Berkas
from telusur.kernel.ui.components.gates import Syarat
from telusur.kernel.ui.components.lists import Pil, Saringan
from telusur.kernel.ui.components.rows import Fakta
from telusur.kernel.ui.components.state import Jejak, Tahap

NOW = datetime(2026, 11, 20, 3, 42, tzinfo=UTC)
STAGES = ("Permohonan", "Pembayaran", "Pra-asesmen", "Jadwal", "Asesmen", "Keputusan", "Penerbitan", "Serah terima")
BADGES = (
    ("mute", "pencil", "Draf"),
    ("info", "send", "Diajukan"),
    ("info", "progress", "Diperiksa"),
    ("wait", "signature", "Menunggu tanda tangan"),
    ("wait", "edit", "Perlu perbaikan"),
    ("ok", "circle-check", "Diterima"),
    ("ok", "lock", "Terkunci"),
    ("late", "circle-x", "Ditolak"),
    ("ok", "check", "K"),
    ("wait", "minus", "BK"),
    ("ok", "rosette-discount-check", "Berlaku"),
    ("wait", "player-pause", "Dibekukan"),
    ("late", "ban", "Dicabut"),
    ("mute", "calendar-x", "Kedaluwarsa"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    nama = forms.CharField(label="Nama lengkap", help_text="Seperti pada KTP; dicetak pada sertifikat.")
    pendidikan = forms.ChoiceField(
        label="Pendidikan terakhir", choices=[("", "Pilih"), ("smk", "SMK"), ("s1", "Sarjana")]
    )
    tujuan = forms.ChoiceField(
        label="Tujuan asesmen",
        widget=forms.RadioSelect,
        choices=[("sertifikasi", "Sertifikasi"), ("ulang", "Sertifikasi ulang")],
    )
    alasan = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), min_length=10, required=False)
    setuju = forms.BooleanField(label="Saya menyatakan isian ini benar.")
    foto = forms.FileField(label="Pas foto 3×4", help_text="JPG atau PNG, paling besar 5 MB", required=False)


def stages(now_at: int) -> list[Tahap]:
    """The eight stages with the n-th in progress (counted from 1)."""
    notes = {1: "12 Nov", 2: "16 Nov", 3: "sejak 17 Nov"}
    states = ["lewat"] * (now_at - 1) + ["kini"] + ["nanti"] * (len(STAGES) - now_at)
    return [Tahap(name, state, notes.get(n, "")) for n, (name, state) in enumerate(zip(STAGES, states, strict=True), 1)]


def _trail() -> list[Jejak]:
    return [
        Jejak("Menandatangani FR.AK.01", "Bambang Sutejo, asesor", NOW - timedelta(hours=19), ikon="signature"),
        Jejak(
            "Jadwalkan asesmen",
            "Wulan Kartikasari, Admin LSP",
            NOW - timedelta(hours=20),
            "tolak",
            alasan="FR.AK.01 belum ditandatangani",
        ),
        Jejak(
            "Menugaskan asesor",
            "Hendra Wiratmaja, Direktur LSP",
            NOW - timedelta(days=3),
            ikon="user-check",
            tautan="#spt",
            kata_tautan="SPT-2026-0112",
        ),
        Jejak("Mengajukan permohonan", "Galih Pramudita, pemohon", NOW - timedelta(days=8), ikon="send"),
    ]


def _way_ahead() -> list[Jejak]:
    return [
        Jejak("Permohonan diterima", rincian=("Jumat 13 November",)),
        Jejak("Persiapan dengan asesor", keadaan="kini", rincian=("Persetujuan asesmen menunggu tanda tangan Anda",)),
        Jejak("Jadwal uji ditetapkan", keadaan="nanti", rincian=("Setelah Anda menandatangani.",)),
    ]


def _conditions() -> list[Syarat]:
    return [
        Syarat(
            False,
            "FR.AK.01 belum ditandatangani asesi.",
            "Instrumen tidak boleh dibuka sebelum kedua pihak menandatangani persetujuan (SOP 2.5).",
            obat="Ingatkan Galih",
            url_obat="#ingatkan",
            ikon_obat="send",
        ),
        Syarat(True, "Tagihan lunas", "16 Nov"),
        Syarat(True, "FR.APL.02: asesmen dapat dilanjutkan", "18 Nov"),
    ]


def _files() -> list[Berkas]:
    return [
        Berkas("ijazah-smk.pdf", "1,2 MB, terbaca, 2 halaman", url="#ijazah", lepas_url="#lepas"),
        Berkas("laporan-praktik.pdf", "Mengunggah 3,9 dari 6,2 MB. Boleh ditinggal.", "info"),
        Berkas(
            "foto.heic", "Format HEIC belum bisa dibaca. Kirim sebagai JPG, atau ambil foto langsung dari sini.", "late"
        ),
    ]


def SAMPLES() -> dict[str, Any]:  # noqa: N802  (the table of samples, made anew for each page)
    """Everything the page needs, without touching the database."""
    conditions = _conditions()
    return {
        "now": NOW,
        "lencana_contoh": [{"tone": tone, "ikon": icon, "label": label} for tone, icon, label in BADGES],
        "tenggat_contoh": [
            NOW + timedelta(days=5),
            NOW + timedelta(hours=4),
            NOW - timedelta(days=2),
            NOW - timedelta(hours=1),
        ],
        "tahap_contoh": stages(3),
        "alur_contoh": [
            Tahap("Konsep", "lewat", "Staf Lisensi|Sel 17 Nov 09.30"),
            Tahap("Periksa, paraf", "lewat", "Koordinator|Rab 18 Nov 14.20"),
            Tahap("Paraf", "kini", "Kepala Sekretariat|sudah 2 hari kerja"),
            Tahap("Tanda tangan", "nanti", "Ketua"),
            Tahap("Nomor dan cap", "nanti", "PHU"),
            Tahap("Kirim", "nanti", "PHU"),
            Tahap("Arsip", "nanti", "PHU"),
        ],
        "jejak_contoh": _trail(),
        "jalan_contoh": _way_ahead(),
        "syarat_belum": conditions,
        "syarat_penuh": [row for row in conditions if row.terpenuhi],
        "berkas_contoh": _files(),
        "fakta_contoh": [
            Fakta("Sedang dipegang", "Bambang Sutejo", "asesor, sejak Sel 17 Nov"),
            Fakta("Nomor permohonan", "PMH-2026-0147"),
            ("Tujuan asesmen", "Sertifikasi", "perangkat edisi 2023"),
            ("Nomor sertifikat", ""),
        ],
        "pil_contoh": [
            Pil("", "Semua", 12),
            Pil("lewat", "Lewat tenggat", 2, "late", "alert-triangle"),
            Pil("hari-ini", "Hari ini", 4, "wait", "clock"),
        ],
        "saringan_contoh": [
            Saringan("skema", "Skema", [("jwp", "Junior Web Programmer"), ("nam", "Network Administrator Madya")]),
            Saringan("jenis", "Jenis tugas", [("bayar", "Pembayaran"), ("jadwal", "Jadwal")]),
        ],
        "halaman_contoh": Paginator(range(1, 58), 20).page(2),
        "sudah_pada": NOW - timedelta(hours=19),
        "lewat_tenggat": NOW - timedelta(days=2),
        "nanti_tenggat": NOW + timedelta(days=5),
        "dampak_contoh": [
            "Siti menerima alasan ini lewat WhatsApp dan surel.",
            "Isian dan berkasnya tidak hilang.",
            "Tenggat berjalan lagi setelah ia mengajukan ulang.",
        ],
    }
