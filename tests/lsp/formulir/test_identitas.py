"""Identity on FR.APL.01: the unlikely is asked about, only the impossible is refused."""

from __future__ import annotations

from typing import Any

import pytest

from telusur.kernel.base.errors import Invalid
from telusur.kernel.forms.commands import ajukan
from telusur.kernel.forms.validation import Doubtful
from tests.lsp.formulir import isian

pytestmark = pytest.mark.django_db
NIK, LAHIR = "identitas/nik", "identitas/tanggal_lahir"
CORRECTED = {NIK: "3273015206950003", LAHIR: "1995-06-13"}


def refusal(ctx: Any, rekaman: Any, isi: dict[str, Any], **more: Any) -> Invalid:
    with pytest.raises(Invalid) as refused:
        ajukan(ctx, rekaman=rekaman, isi=isi, **more)
    return refused.value


def test_a_lawfully_corrected_birth_date_keeps_its_nik_and_is_confirmed(
    buka, ctx, ani, citra, berkas, client_of
) -> None:
    rekaman, isi = buka("FR.APL.01"), {**isian.apl01_asesi(berkas), **CORRECTED}
    doubt = refusal(ctx(ani), rekaman, isi)
    assert isinstance(doubt, Doubtful) and set(doubt.fields) == {LAHIR}
    ajukan(ctx(ani), rekaman=rekaman, isi=isi, yakin=[one.token for one in doubt.doubts])
    rekaman.refresh_from_db()
    assert rekaman.isi[LAHIR] == "1995-06-13" and rekaman.stage and rekaman.stage.slot == "admin"
    page = client_of(citra).get(rekaman.get_absolute_url()).content.decode()
    assert "menegaskan isian yang tidak lazim" in page
    assert "Tanggal lahir tidak sama dengan yang terkandung dalam NIK." in page


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({**CORRECTED, LAHIR: "1985-06-12"}, LAHIR),  # the year of the NIK is 95
        ({NIK: "0073015412990002"}, NIK),
        ({NIK: "3273017412990002"}, NIK),
        ({NIK: "3273015413990002"}, NIK),
        ({NIK: "3273015412990000"}, NIK),
        ({"identitas/kelamin": "L"}, "identitas/kelamin"),
        ({LAHIR: "1920-12-14", NIK: "3273015412200002"}, LAHIR),
        ({LAHIR: "2020-01-14", NIK: "3273015401200002"}, LAHIR),
    ],
)
def test_what_is_only_unlikely_is_a_doubt(buka, ctx, ani, berkas, change: dict[str, str], path: str) -> None:
    rekaman, isi = buka("FR.APL.01"), {**isian.apl01_asesi(berkas), **change}
    doubt = refusal(ctx(ani), rekaman, isi)
    assert isinstance(doubt, Doubtful) and path in doubt.fields
    ajukan(ctx(ani), rekaman=rekaman, isi=isi, yakin=[one.token for one in doubt.doubts])


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({LAHIR: "0095-06-12"}, LAHIR),
        ({LAHIR: "1895-12-14"}, LAHIR),
        ({LAHIR: "2090-12-14"}, LAHIR),
        ({NIK: "327301541299000"}, NIK),
        ({NIK: "32730154129900AB"}, NIK),
        ({NIK: "٣٢٧٣٠١٥٤١٢٩٩٠٠٠٢x"}, NIK),
        ({"identitas/nama": "12345"}, "identitas/nama"),
        ({"identitas/nama": "-"}, "identitas/nama"),
        ({"identitas/nama": "<b>Budi</b>"}, "identitas/nama"),
        ({"identitas/hp": "(((((("}, "identitas/hp"),
        ({"identitas/email": "a@b..id"}, "identitas/email"),
        ({"identitas/alamat": "-"}, "identitas/alamat"),
        ({"identitas/kode_pos": "-----"}, "identitas/kode_pos"),
        ({"pekerjaan/email": "bukan surel"}, "pekerjaan/email"),
    ],
)
def test_the_impossible_is_refused_whatever_is_confirmed(
    buka, ctx, ani, berkas, change: dict[str, str], path: str
) -> None:
    refused = refusal(ctx(ani), buka("FR.APL.01"), {**isian.apl01_asesi(berkas), **change})
    assert not isinstance(refused, Doubtful) and path in refused.fields


def test_a_nik_in_groups_and_a_birth_date_in_words_are_understood(buka, ctx, ani, berkas) -> None:
    rekaman = buka("FR.APL.01")
    typed = {NIK: "3273 0154 1299 0002", LAHIR: "14 Desember 1999", "identitas/nama": "Siti\u200bAminah"}
    ajukan(ctx(ani), rekaman=rekaman, isi={**isian.apl01_asesi(berkas), **typed})
    assert (rekaman.isi[NIK], rekaman.isi[LAHIR]) == ("3273015412990002", "1999-12-14")
    assert rekaman.isi["identitas/nama"] == "Siti Aminah"
