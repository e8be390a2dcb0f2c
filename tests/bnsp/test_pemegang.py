"""The national register of certificates."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.blanko import commands as blanko
from telusur.bnsp.sertifikasi_lisensi.pemegang import commands, queries
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.bnsp.sertifikasi_lisensi.pemegang.states import Keadaan
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from tests.bnsp.conftest import BA_RUSAK, HARI, Negeri

pytestmark = pytest.mark.django_db


def test_a_certificate_is_entered_by_its_lsp_on_a_blank_it_holds(negeri: Negeri) -> None:
    negeri.beri_blanko(2)
    row = negeri.terbitkan(1)
    assert (row.keadaan(HARI), row.keadaan(date(2029, 11, 20))) == (Keadaan.BERLAKU, Keadaan.KEDALUWARSA)
    assert (queries.jumlah_terbit(), queries.per_tahun()) == (1, [(2026, 1)])
    with pytest.raises(NotPermitted, match="datanya sendiri"):
        negeri.terbitkan(2, lsp=negeri.lain)
    with pytest.raises(NotPermitted):
        commands.bekukan(negeri.lembaga(negeri.lain), sertifikat=row, dasar="SK 1")


@pytest.mark.parametrize(
    ("lain", "kata"),
    [
        ({"nomor_blanko": 4_128_050}, "tidak dialokasikan"),
        ({"nomor_blanko": 4_128_001}, "Nomor blanko itu sudah terdaftar"),
        ({"nomor": "62019 2513 0 0000001 2026"}, "Nomor itu sudah terdaftar"),
        ({"nomor_registrasi": "TIK.9021.00001.2026"}, "Nomor registrasi itu sudah terdaftar"),
        ({"skema_kode": "LAIN"}, "tidak aktif dalam lingkup"),
        ({"tanggal_terbit": date(2026, 11, 21)}, "Tanggal sertifikat keliru"),
        ({"berlaku_sampai": HARI}, "Tanggal sertifikat keliru"),
        ({"kode": "abc"}, "Kode verifikasi"),
        ({"nama": " "}, "harus terisi"),
    ],
)
def test_a_certificate_that_does_not_fit_the_registers_is_refused(
    negeri: Negeri, lain: dict[str, object], kata: str
) -> None:
    negeri.beri_blanko(2)
    negeri.terbitkan(1)
    with pytest.raises(Invalid, match=kata):
        negeri.terbitkan(2, **lain)
    assert queries.jumlah_terbit() == 1


def test_a_certificate_is_suspended_restored_and_withdrawn_with_a_basis(negeri: Negeri) -> None:
    negeri.beri_blanko(1)
    row, komisi = negeri.terbitkan(1), negeri.ctx(Role.KOMISI_PENGENDALIAN)
    with pytest.raises(Invalid, match="dasarnya"):
        commands.bekukan(komisi, sertifikat=row, dasar="")
    commands.bekukan(komisi, sertifikat=row, dasar="SK 1: surveilan tidak dipenuhi.")
    assert row.keadaan(HARI) == Keadaan.DIBEKUKAN
    commands.pulihkan(negeri.lembaga(), sertifikat=row, dasar="SK 2")
    commands.cabut(negeri.lembaga(), sertifikat=row, dasar="SK 3")
    with pytest.raises(WrongState):
        commands.pulihkan(komisi, sertifikat=row, dasar="SK 4")
    with pytest.raises(NotPermitted):
        commands.cabut(negeri.ctx(Role.CS), sertifikat=row, dasar="SK 5")


def test_another_blank_only_after_the_first_was_reported_spoiled(negeri: Negeri) -> None:
    negeri.beri_blanko(2)
    row = negeri.terbitkan(1)
    with pytest.raises(Invalid, match="belum dilaporkan rusak"):
        commands.ganti_blanko(negeri.lembaga(), sertifikat=row, nomor_blanko=4_128_002)
    blanko.laporkan_rusak(
        negeri.lembaga(),
        lsp=negeri.lsp,
        nomor=4_128_001,
        nomor_ba="BA",
        tanggal_ba=HARI,
        alasan="Robek.",
        berkas=BA_RUSAK,
    )
    with pytest.raises(Invalid, match="tidak dapat dipakai"):
        commands.ganti_blanko(negeri.lembaga(), sertifikat=row, nomor_blanko=4_128_009)
    commands.ganti_blanko(negeri.lembaga(), sertifikat=row, nomor_blanko=4_128_002)
    assert SertifikatTerdaftar.objects.get().nomor_blanko == 4_128_002


def test_every_lookup_uses_an_index_whatever_the_size_of_the_register(negeri: Negeri) -> None:
    negeri.beri_blanko(1)
    row, ctx = negeri.terbitkan(1), negeri.ctx(Role.CS)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert queries.dengan_nomor(row.nomor) == row
        assert queries.dengan_nomor(row.nomor_registrasi) == row
        assert queries.dengan_kode(row.kode.lower()) == row
        for cari in (row.nomor, row.kode, "ani les", "4128001", "TIK.9021.00001.2026"):
            assert queries.register(ctx, cari=cari).rows == [row]
        assert queries.register(ctx, cari="", lsp=negeri.lsp).rows == [row]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for one in seen.captured_queries:
            if "pemegang_sertifikatterdaftar" in one["sql"]:
                cursor.execute(f"EXPLAIN QUERY PLAN {one['sql']}")
                plan = " ".join(str(line[3]) for line in cursor.fetchall())
                assert "SCAN pemegang_sertifikatterdaftar" not in plan, (one["sql"], plan)


def test_the_register_is_read_in_pieces_without_counting_it(negeri: Negeri) -> None:
    negeri.beri_blanko(30)
    for n in range(1, 28):
        negeri.terbitkan(n)
    ctx = negeri.ctx(Role.OPERATOR)
    first = queries.register(ctx, cari="")
    assert (len(first.rows), first.rows[0].nama) == (25, "Ani Lestari Uji 27")
    rest = queries.register(ctx, cari="", sesudah=first.sesudah)
    assert ([row.nama for row in rest.rows], rest.sesudah) == (["Ani Lestari Uji 2", "Ani Lestari Uji 1"], "")
    named = queries.register(ctx, cari="Ani")
    assert [row.nama for row in queries.register(ctx, cari="Ani", sesudah=named.sesudah).rows] == [
        "Ani Lestari Uji 8",
        "Ani Lestari Uji 9",
    ]
    assert queries.register(ctx, cari="Ani", lsp=negeri.lain).rows == []
    assert queries.register(ctx, cari="", status="dicabut").rows == []
    with pytest.raises(NotPermitted):
        queries.register(negeri.ctx(Role.CALON_LSP), cari="")
