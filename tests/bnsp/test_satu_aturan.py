"""One rule for each datum, asked by the commands themselves, so by pages, imports and the exchange alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from telusur.bnsp.harmonisasi.kelembagaan import commands as kelembagaan
from telusur.bnsp.pengendalian.pengaduan import commands as pengaduan
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import public_context
from telusur.kernel.notices.models import Message
from tests.bnsp.conftest import Negeri

pytestmark = pytest.mark.django_db
SPAM = "Selamat Anda menang kunjungi www.hadiah-palsu.example"
NAMES = ("12345", "-", "<b>Budi</b>", SPAM)
KELUHAN = {"nama": "Rina Melati", "surel": "rina@contoh.example", "perihal": "Sertifikat", "uraian": "Belum terbit."}


@pytest.mark.parametrize("nama", NAMES)
def test_no_door_takes_what_is_no_name(negeri: Negeri, nama: str) -> None:
    negeri.beri_blanko(1)
    lembaga: dict[str, Any] = {
        "alamat": "Jalan A 1",
        "kota": "Bandung",
        "provinsi": "Jawa Barat",
        "skema": [],
        "sejak": date(2026, 1, 2),
    }
    doors = (
        lambda: negeri.terbitkan(1, nama=nama),
        lambda: pengaduan.ajukan(public_context(), **{**KELUHAN, "nama": nama}),
        lambda: lisensi.ubah_profil(negeri.lembaga(), lsp=negeri.lsp, nama=nama),
        lambda: kelembagaan.catat_cabang(negeri.ctx(Role.OPERATOR), lsp=negeri.lsp, nama=nama, **lembaga),
    )
    for door in doors:
        with pytest.raises(Invalid) as refused:
            door()
        assert "nama" in refused.value.fields


@pytest.mark.parametrize(("isian", "salah"), [({"telepon": "(((((("}, "telepon"), ({"surel": "a@b..id"}, "surel")])
def test_nor_what_nobody_is_reached_by(negeri: Negeri, isian: dict[str, str], salah: str) -> None:
    with pytest.raises(Invalid) as refused:
        pengaduan.ajukan(public_context(), **{**KELUHAN, **isian})
    assert set(refused.value.fields) == {salah}
    with pytest.raises(Invalid) as refused:
        lisensi.ubah_profil(negeri.lembaga(), lsp=negeri.lsp, **isian)
    assert set(refused.value.fields) == {salah}


def test_the_receipt_of_a_complaint_says_nothing_that_was_typed(negeri: Negeri) -> None:
    pengaduan.ajukan(public_context(), **KELUHAN)
    mail = Message.objects.get(to_email=KELUHAN["surel"])
    assert KELUHAN["nama"] not in mail.body and KELUHAN["uraian"] not in mail.body
    assert KELUHAN["perihal"] not in mail.body + mail.subject
