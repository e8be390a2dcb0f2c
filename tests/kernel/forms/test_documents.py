"""The print: made when the last party finishes, with what the record holds, for whoever may read the record."""

from __future__ import annotations

import pytest

from telusur.kernel.base.clock import now
from telusur.kernel.base.errors import Invalid
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.render import Frame, render
from telusur.kernel.forms import drafts
from telusur.kernel.forms.commands import ajukan
from telusur.kernel.forms.documents import blank_data, document_data
from telusur.kernel.forms.registry import TEMPLATE
from tests.kernel.forms.conftest import FORM, ISI

pytestmark = pytest.mark.django_db


def finished(buka_formulir, ctx, ani, budi, citra):
    rekaman = buka_formulir()
    ajukan(ctx(ani), rekaman=rekaman, isi={**ISI, "umum/nik": "3273015412990002", "umum/nama": "#Ani *Uji* $x$"})
    ajukan(ctx(budi), rekaman=rekaman, isi={"nilai/hasil": "BK", "nilai/catatan": "Ulangi elemen dua"})
    ajukan(ctx(citra), rekaman=rekaman)
    return rekaman


def test_the_last_party_asks_for_the_print(buka_formulir, ctx, ani, budi, citra) -> None:
    rekaman = finished(buka_formulir, ctx, ani, budi, citra)
    document = Document.objects.get(subject_id=str(rekaman.pk))
    assert (document.kind, document.case_id) == ("formulir-uji-uji.01-kasus", rekaman.case_id)


def test_the_print_shows_the_whole_record_and_no_whole_nik(buka_formulir, ctx, ani, budi, citra) -> None:
    data = document_data(finished(buka_formulir, ctx, ani, budi, citra))
    shown = str(data)
    for words in (
        "#Ani *Uji* $x$",
        "Ulangi elemen dua",
        "Elemen dua",
        "Saya berjanji.",
        budi.name,
        "3273 **** **** 0002",
    ):
        assert words in shown
    assert "3273015412990002" not in shown
    pdf = render(TEMPLATE, data, Frame(title="Uji", at=now(), form_code="UJI.01", edition="uji"))
    assert pdf.startswith(b"%PDF-")


def test_an_empty_form_can_be_printed(client_of, ani) -> None:
    assert {place["pihak"] for place in blank_data(FORM)["tanda_tangan"]} == {"Asesi", "Asesor", "Manajer"}
    answer = client_of(ani).get("/formulir/kosong/uji/UJI.01/")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
    assert client_of(ani).get("/formulir/kosong/uji/UJI.99/").status_code == 404


def test_what_cannot_be_printed_is_refused_where_it_is_typed(buka_formulir, ctx, ani) -> None:
    with pytest.raises(Invalid) as refusal:
        drafts.save(ctx(ani), buka_formulir(), {"umum/nama": "Ani 😀"})
    assert "tidak dapat dicetak" in refusal.value.fields["umum/nama"][0]
