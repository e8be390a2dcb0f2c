"""The answer to an employer: does this certificate count, and no word more than that."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from telusur.lsp.sertifikasi.sertifikat.states import Keabsahan, StatusSertifikat
from tests.cast import client_of
from tests.lsp.portal.conftest import RAHASIA, Terbitkan, kemarin

pytestmark = pytest.mark.django_db
KEADAAN: dict[str, tuple[dict[str, Any], str, str]] = {
    "berlaku": ({}, "Sertifikat ini berlaku", "This certificate is valid"),
    "kedaluwarsa": ({"berlaku_sampai": "kemarin"}, "Masa berlaku habis", "Expired"),
    "dibekukan": ({"keabsahan": Keabsahan.DIBEKUKAN}, "Sedang dibekukan", "Suspended"),
    "dicabut": ({"keabsahan": Keabsahan.DICABUT}, "Sudah dicabut", "Revoked"),
}
TIDAK_ADA = "AAAA-BBBB-CCCC"


def _isian(isian: dict[str, Any]) -> dict[str, Any]:
    return {name: kemarin() if value == "kemarin" else value for name, value in isian.items()}


@pytest.mark.parametrize("keadaan", KEADAAN)
def test_each_state_is_the_first_thing_said_in_both_languages(
    terbitkan: Terbitkan, client: Client, keadaan: str
) -> None:
    isian, judul, english = KEADAAN[keadaan]
    row = terbitkan(**_isian(isian))
    for query, title in (("", judul), ("?bahasa=en", english)):
        response = client.get(f"/verifikasi/{row.kode}/{query}")
        text = response.content.decode()
        assert response.status_code == 200
        assert f'<h1 id="hasil">{title}</h1>' in text
        assert text.index(title) < text.index("Ani Lestari Uji")
        assert all(word in text for word in (row.nomor, row.nomor_registrasi, row.skema_nama, "LSP Uji Nusantara"))
        assert not [name for name, value in RAHASIA.items() if value in text]


@pytest.mark.parametrize("keadaan", KEADAAN)
def test_the_same_answer_as_json_with_exactly_these_fields(terbitkan: Terbitkan, client: Client, keadaan: str) -> None:
    row = terbitkan(**_isian(KEADAAN[keadaan][0]))
    response = client.get(f"/api/v1/verifikasi/{row.kode}")
    body = response.json()
    checked = body.pop("diperiksa_pada")
    assert response.status_code == 200
    assert checked.endswith("+07:00")
    assert body == {
        "keadaan": keadaan,
        "berlaku": keadaan == "berlaku",
        "nama": "Ani Lestari Uji",
        "nomor": row.nomor,
        "nomor_registrasi": row.nomor_registrasi,
        "skema": {"kode": row.skema_kode, "nama": row.skema_nama},
        "lsp": {"nama": "LSP Uji Nusantara", "lisensi": "BNSP-LSP-9021-ID"},
        "tanggal_terbit": row.tanggal_terbit.isoformat(),
        "berlaku_sampai": row.berlaku_sampai.isoformat(),
    }


def test_numbers_and_codes_are_found_however_they_were_typed(terbitkan: Terbitkan, client: Client) -> None:
    row = terbitkan()
    typed = (row.nomor, f"  {row.nomor.replace(' ', '  ')} ", row.nomor_registrasi, row.kode.lower())
    for words in typed:
        assert "Ani Lestari Uji" in client.get("/verifikasi/", {"nomor": words}).content.decode()
        assert client.get("/api/v1/verifikasi", {"nomor": words}).json()["nama"] == "Ani Lestari Uji"


@pytest.mark.parametrize("asked", [TIDAK_ADA, "x", "<script>alert(1)</script>", "\x00", "9" * 300, "' OR 1=1 --"])
def test_an_unknown_number_gets_a_clear_answer_and_status_404(terbitkan: Terbitkan, client: Client, asked: str) -> None:
    terbitkan()
    response = client.get("/verifikasi/", {"nomor": asked})
    text = response.content.decode()
    assert response.status_code == 404
    assert "Tidak ditemukan" in text
    assert "sebelum memakainya sebagai bukti" in text
    assert "<script>alert" not in text


def test_an_unknown_code_gets_it_too_as_page_and_as_json(terbitkan: Terbitkan, client: Client) -> None:
    terbitkan()
    assert "Tidak ditemukan" in client.get(f"/verifikasi/{TIDAK_ADA}/").content.decode()
    response = client.get(f"/api/v1/verifikasi/{TIDAK_ADA}")
    assert response.status_code == 404
    assert (response.json()["keadaan"], response.json()["berlaku"]) == ("tidak_dikenal", False)


def test_a_certificate_that_is_not_signed_yet_is_not_known(terbitkan: Terbitkan, client: Client) -> None:
    row = terbitkan(status=StatusSertifikat.BERNOMOR, keabsahan=Keabsahan.BELUM, ditandatangani_pada=None)
    for path in (f"/verifikasi/{row.kode}/", f"/verifikasi/?nomor={row.nomor}", f"/api/v1/verifikasi/{row.kode}"):
        response = client.get(path)
        assert response.status_code == 404
        assert "Ani Lestari" not in response.content.decode()


def test_markup_in_a_name_is_printed_literally(terbitkan: Terbitkan, client: Client) -> None:
    row = terbitkan(nama="Ani <b>O'Neil</b> & {{ Putri }}")
    text = client.get(f"/verifikasi/{row.kode}/").content.decode()
    assert "Ani &lt;b&gt;O&#x27;Neil&lt;/b&gt; &amp; {{ Putri }}" in text


def test_nobody_learns_more_by_signing_in_and_nothing_may_be_kept(terbitkan: Terbitkan, dunia: Any) -> None:
    row = terbitkan()
    for user in dunia.orang.values():
        response = client_of(user).get(f"/verifikasi/{row.kode}/")
        assert response.status_code == 200
        assert RAHASIA["nik"] not in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_known_code_costs_one_indexed_read_besides_the_counter(
    terbitkan: Terbitkan, client: Client, django_assert_num_queries: Any
) -> None:
    row = [terbitkan(n=n) for n in (1, 2, 3)][1]
    # Whether the row is as recorded takes two; the page also looks where BNSP's register is.
    for path, reads in ((f"/verifikasi/{row.kode}/", 5), (f"/api/v1/verifikasi/{row.kode}", 4)):
        client.get(path)  # the institution is read once a minute
        with django_assert_num_queries(reads) as asked:
            client.get(path)
        assert sum("sertifikat_sertifikat" in one["sql"] for one in asked.captured_queries) == 1


def test_a_row_changed_underneath_is_not_vouched_for_and_nobody_is_called_false(
    terbitkan: Terbitkan, client: Client
) -> None:
    """A suspended certificate is set to counting under another name by SQL."""
    row = terbitkan(keabsahan=Keabsahan.DIBEKUKAN)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sertifikat_sertifikat SET keabsahan = %s, nama = %s", [Keabsahan.BERLAKU, "Orang Lain"])
    for url in (f"/verifikasi/{row.kode}/", f"/verifikasi/?nomor={row.nomor}"):
        response = client.get(url)
        text = response.content.decode()
        assert response.status_code == 200
        assert '<h1 id="hasil">Belum dapat kami pastikan</h1>' in text
        assert "Ini bukan berarti sertifikat orang itu palsu" in text
        assert not [one for one in ("Orang Lain", "Ani Lestari Uji", "Sertifikat ini berlaku") if one in text]
    assert "We cannot confirm this yet" in client.get(f"/verifikasi/{row.kode}/?bahasa=en").content.decode()
    response = client.get(f"/api/v1/verifikasi/{row.kode}")
    body = response.json()
    assert (response.status_code, body["keadaan"], body["berlaku"]) == (503, "tidak_dipastikan", None)
    assert "palsu" in body["pesan"]
    assert "Orang Lain" not in response.content.decode()


def test_guessing_is_stopped_kindly_and_leaves_others_alone(terbitkan: Terbitkan, settings: Any) -> None:
    settings.VERIFIKASI_PER_MENIT = 3
    row = terbitkan()
    guesser, other = Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="192.0.2.8")
    cache.clear()
    answers = [guesser.get("/verifikasi/", {"nomor": f"62019 2513 0 {n:07d} 2026"}).status_code for n in range(4)]
    blocked = guesser.get(f"/api/v1/verifikasi/{row.kode}")
    assert answers == [404, 200, 404, 429]
    assert blocked.status_code == 429
    assert f"dalam satu menit. Coba lagi {blocked.headers['Retry-After']} detik lagi" in blocked.json()["pesan"]
    assert other.get(f"/verifikasi/{row.kode}/").status_code == 200


def test_scanning_real_certificates_is_never_counted(terbitkan: Terbitkan, client: Client, settings: Any) -> None:
    settings.VERIFIKASI_PER_MENIT = 2
    row = terbitkan()
    assert {client.get(f"/verifikasi/{row.kode}/").status_code for _ in range(6)} == {200}


def test_the_choice_of_language_is_kept_until_it_is_changed(terbitkan: Terbitkan, client: Client) -> None:
    row = terbitkan()
    assert 'lang="en"' in client.get("/verifikasi/?bahasa=en").content.decode()
    assert "This certificate is valid" in client.get(f"/verifikasi/{row.kode}/").content.decode()
    assert "Sertifikat ini berlaku" in client.get(f"/verifikasi/{row.kode}/?bahasa=id").content.decode()
    assert "Sertifikat ini berlaku" in client.get(f"/verifikasi/{row.kode}/?bahasa=xx").content.decode()


def test_the_json_describes_itself_as_openapi_31(terbitkan: Terbitkan, client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    answers = described["paths"]["/api/v1/verifikasi/{kode}"]["get"]["responses"]
    assert set(answers) == {"200", "404", "429", "503"}
    fields = described["components"]["schemas"]["Sertifikat"]
    assert (
        set(fields["properties"])
        == set(fields["required"])
        == set(client.get(f"/api/v1/verifikasi/{terbitkan().kode}").json())
    )
    assert client.get("/api/v1/docs").status_code == 404


def test_skema_as_json_with_the_fee_that_is_invoiced(terbitkan: Terbitkan, client: Client) -> None:
    (one,) = client.get("/api/v1/skema").json()
    assert one["total_biaya"] == sum(fee["jumlah"] for fee in one["biaya"]) == 600_000
    assert client.get(one["halaman"]).status_code == 200


def test_observers_list_the_issued_certificates_with_no_personal_data_but_the_name(terbitkan: Terbitkan) -> None:
    row = terbitkan()
    terbitkan(n=2, status=StatusSertifikat.BERNOMOR, keabsahan=Keabsahan.BELUM, ditandatangani_pada=None)
    out = StringIO()
    call_command("certificates", "--json", stdout=out)
    (one,) = json.loads(out.getvalue())
    assert one == {
        "nomor": row.nomor,
        "nomor_registrasi": row.nomor_registrasi,
        "kode": row.kode,
        "skema": {"kode": row.skema_kode, "nama": row.skema_nama},
        "terbit": row.tanggal_terbit.isoformat(),
        "berlaku_sampai": row.berlaku_sampai.isoformat(),
        "keadaan": "berlaku",
        "nama": "Ani Lestari Uji",
    }
    plain = StringIO()
    call_command("certificates", stdout=plain, stderr=StringIO())
    assert plain.getvalue().splitlines()[1].split("\t")[0] == row.nomor
    assert Sertifikat.objects.count() == 2
