"""TUK: registered, verified against the skema, established, and only then to be chosen (SOP 1.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.base.errors import Invalid, NotPermitted, ProofNeeded, WrongState
from telusur.kernel.notices.models import Message
from telusur.lsp.administrasi.tuk import commands, queries
from telusur.lsp.administrasi.tuk.jobs import ingatkan_verifikasi_berakhir
from telusur.lsp.administrasi.tuk.models import Tuk, VerifikasiTuk
from telusur.lsp.administrasi.tuk.states import StatusVerifikasi
from tests.lsp.dunia import HARI_INI, Panggung

pytestmark = pytest.mark.django_db
Sampai = Callable[[str], Panggung]
DATA: dict[str, Any] = {
    "kode": "TUK-02",
    "nama": "TUK Balai Latihan Uji",
    "jenis": "sewaktu",
    "penanggung_jawab": "Kepala Balai",
    "alamat": "Jalan Uji 1",
    "kota": "Cimahi",
    "kapasitas": 10,
}


def _rencana(panggung: Panggung) -> VerifikasiTuk:
    ctx = panggung.ctx("admin")
    return commands.rencanakan_verifikasi(
        ctx,
        tuk=commands.daftarkan(ctx, **DATA),
        skema=panggung.dunia.skema_ada,
        verifikator=panggung.dunia.orang["verifikator"],
        tanggal=HARI_INI,
    )


def _isian(row: VerifikasiTuk, jawaban: str = "ya") -> dict[str, str]:
    return {f"sesuai-{n}": jawaban for n in range(len(row.ceklis))}


def test_a_tuk_is_registered_verified_and_established_on_the_pages(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    kode = dunia.dunia.skema_ada.kode
    dunia.klien("admin").post("/tuk/baru/", DATA)
    tuk = Tuk.objects.get(kode="TUK-02")
    isian = {"skema": str(dunia.dunia.skema_ada.pk), "verifikator": str(dunia.dunia.orang["verifikator"].pk)}
    dunia.klien("admin").post(f"/tuk/{tuk.pk}/verifikasi/", {**isian, "tanggal": HARI_INI.isoformat()})
    row = VerifikasiTuk.objects.get(tuk=tuk)
    url = f"/tuk/verifikasi/{row.pk}/"
    assert tuk not in queries.tuk_layak(kode, HARI_INI)
    dunia.klien("direktur").post(f"{url}spt/")
    browser = dunia.klien("verifikator")
    kurang = browser.post(f"{url}ceklis/", {"keputusan": "sesuai"})
    assert kurang.status_code == 422
    assert "Ceklis belum lengkap" in kurang.content.decode()
    browser.post(f"{url}ceklis/", {**_isian(row), "keputusan": "sesuai"})
    row.refresh_from_db()
    assert row.nomor_ba
    assert tuk not in queries.tuk_layak(kode, HARI_INI)
    sampai = HARI_INI + timedelta(days=30)
    masa = {"berlaku_dari": HARI_INI.isoformat(), "berlaku_sampai": sampai.isoformat()}
    dunia.klien("direktur").post(f"{url}tetapkan/", masa)
    row.refresh_from_db()
    assert row.status == StatusVerifikasi.DITETAPKAN
    assert tuk in queries.tuk_layak(kode, HARI_INI)
    assert tuk in queries.tuk_layak(kode, sampai)
    assert tuk not in queries.tuk_layak(kode, sampai + timedelta(days=1))
    assert tuk not in queries.tuk_layak("SKEMA-LAIN", HARI_INI)


def test_a_verification_that_cannot_begin_is_refused_with_the_reason(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    row, ctx = _rencana(dunia), dunia.ctx("admin")
    isian: dict[str, Any] = {"tuk": row.tuk, "skema": dunia.dunia.skema_ada, "tanggal": HARI_INI}
    with pytest.raises(Invalid, match="sedang berjalan"):
        commands.rencanakan_verifikasi(ctx, verifikator=dunia.dunia.orang["verifikator"], **isian)
    with pytest.raises(Invalid, match="tidak memegang peran Verifikator TUK"):
        commands.rencanakan_verifikasi(
            ctx, verifikator=dunia.dunia.orang["asesor"], **{**isian, "tuk": dunia.dunia.tuk_ada}
        )
    with pytest.raises(Invalid, match="Kode TUK itu sudah dipakai"):
        commands.daftarkan(ctx, **DATA)
    with pytest.raises(Invalid, match="Tulis alasannya"):
        commands.ubah_keaktifan(ctx, tuk=row.tuk, aktif=False, alasan="")
    commands.ubah_keaktifan(ctx, tuk=dunia.dunia.tuk_ada, aktif=False, alasan="Renovasi")
    assert dunia.dunia.tuk_ada not in queries.tuk_layak(dunia.dunia.skema_ada.kode, HARI_INI)
    with pytest.raises(Invalid, match="tidak aktif"):
        commands.rencanakan_verifikasi(
            ctx, verifikator=dunia.dunia.orang["verifikator"], **{**isian, "tuk": dunia.dunia.tuk_ada}
        )


def test_each_signature_belongs_to_its_person_and_its_turn(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    row = _rencana(dunia)
    masa = {"berlaku_dari": HARI_INI, "berlaku_sampai": HARI_INI}
    with pytest.raises(NotPermitted, match="hanya untuk Direktur"):
        commands.tandatangani_spt(dunia.ctx("admin"), verifikasi=row)
    with pytest.raises(WrongState, match="Menunggu SPT"):
        commands.verifikasi(dunia.ctx("verifikator"), verifikasi=row, ceklis=row.ceklis, sesuai=True)
    with pytest.raises(ProofNeeded):
        commands.tandatangani_spt(dunia.ctx("direktur", terbukti=False), verifikasi=row)
    commands.tandatangani_spt(dunia.ctx("direktur"), verifikasi=row)
    tidak = [{**item, "sesuai": False} for item in row.ceklis]
    with pytest.raises(Invalid, match="tidak mungkin selama ada baris"):
        commands.verifikasi(dunia.ctx("verifikator"), verifikasi=row, ceklis=tidak, sesuai=True)
    with pytest.raises(Invalid, match="Tulis apa yang harus diperbaiki"):
        commands.verifikasi(dunia.ctx("verifikator"), verifikasi=row, ceklis=tidak, sesuai=False)
    commands.verifikasi(dunia.ctx("verifikator"), verifikasi=row, ceklis=tidak, sesuai=False, catatan="Tambah komputer")
    with pytest.raises(WrongState, match="Tidak sesuai"):
        commands.tetapkan(dunia.ctx("direktur"), verifikasi=row, **masa)
    assert Entry.objects.filter(code__startswith="tuk.", outcome=Outcome.REFUSED).count() == 6


def test_a_verification_about_to_end_is_reminded_of_once(panggung: Sampai) -> None:
    dunia = panggung("lsp")
    assert ingatkan_verifikasi_berakhir(dunia.kini) == 0
    row = VerifikasiTuk.objects.get()
    assert row.berlaku_sampai is not None
    nanti = dunia.kini + (row.berlaku_sampai - date(2026, 11, 20)) - timedelta(days=10)
    assert ingatkan_verifikasi_berakhir(nanti) == 1
    assert ingatkan_verifikasi_berakhir(nanti) == 0
    assert {m.to_user for m in Message.objects.filter(template="tuk_akan_berakhir")} == {dunia.dunia.orang["manajer"]}
