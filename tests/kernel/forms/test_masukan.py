"""Input as people and programs give it: understood, or refused at its field; nothing else is lost, nothing is a fault."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telusur.kernel.forms import drafts
from telusur.kernel.forms.commands import ajukan
from telusur.kernel.forms.content import Content
from telusur.kernel.forms.definition import FormDefinition
from telusur.kernel.forms.fields import BadValue, Field, Kind, clean, settled
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.page import page_of
from telusur.kernel.forms.validation import Doubtful, sorted_out
from tests.kernel.forms.conftest import FORM, ISI, K_BK, SKEMA

pytestmark = pytest.mark.django_db
POSTED = {**{path: value for path, value in ISI.items() if path != "umum/setuju"}, "umum/setuju": "ya"}


@pytest.mark.parametrize(
    "typed",
    ["12/06/1995", "12-6-1995", "12.6.1995", "12 Juni 1995", " 12  juni 1995 ", "1995-06-12", "Senin, 12 Juni 1995"],
)  # fmt: skip
def test_a_day_is_understood_as_people_write_it(buka_formulir, client_of, ani, typed: str) -> None:
    rekaman = buka_formulir()
    answer = client_of(ani).post(rekaman.get_absolute_url(), {"umum/lahir": typed, "aksi": "simpan"})
    assert answer.status_code == 302
    assert drafts.of(rekaman)["umum/lahir"] == "1995-06-12"


@pytest.mark.parametrize("typed", ["1995-02-30", "kemarin", "31/02/1995", "06/13/1995", "12/06/95", "9" * 500])
@pytest.mark.parametrize("aksi", ["simpan", "ajukan"])
def test_what_is_no_day_is_said_at_its_field_and_the_rest_is_kept(
    buka_formulir, client_of, ani, typed: str, aksi: str
) -> None:
    rekaman = buka_formulir()
    posted = {"umum/nama": "Ani", "umum/lahir": typed, "umum/tujuan": "lainnya", "aksi": aksi}
    answer = client_of(ani).post(rekaman.get_absolute_url(), posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "tanggal itu tidak ada di kalender" in page and f'type="text" name="umum/lahir" value="{typed}"' in page
    assert drafts.of(rekaman).items() >= {"umum/nama": "Ani", "umum/tujuan": "lainnya"}.items()


def test_autosave_keeps_the_rest_too_and_names_the_field(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir()
    sent = {"isi": {"umum/nama": "Ani", "umum/lahir": "kemarin", "umum/entah": 1}, "revision": 0}
    answer = client_of(ani).post(
        f"{rekaman.get_absolute_url()}simpan/", json.dumps(sent), content_type="application/json"
    )
    assert answer.status_code == 422 and set(answer.json()["salah"]) == {"umum/lahir", "umum/entah"}
    assert answer.json()["revision"] == 1
    assert drafts.of(rekaman) == {"umum/nama": "Ani"}


DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize("awal", ["null", "[]", "7", "bukan json", DEEP, '{"umum/nama": {"a": 1}}', "NaN"])
def test_whatever_stands_in_awal_what_was_typed_is_kept(buka_formulir, client_of, ani, awal: str) -> None:
    rekaman = buka_formulir()
    answer = client_of(ani).post(rekaman.get_absolute_url(), {"umum/nama": "Ani", "awal": awal, "aksi": "simpan"})
    assert answer.status_code == 302
    assert drafts.of(rekaman)["umum/nama"] == "Ani"


def test_a_file_that_is_no_id_is_said_at_its_field(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir()
    posted = {"umum/nama": "Ani", "umum/lampiran": "bukan-uuid", "aksi": "simpan"}
    answer = client_of(ani).post(rekaman.get_absolute_url(), posted)
    assert answer.status_code == 422 and "berkas itu tidak dikenal" in answer.content.decode()
    assert drafts.of(rekaman)["umum/nama"] == "Ani"


@pytest.mark.parametrize(
    "body",
    [
        DEEP, "null", "[]", '{"isi": null}', '{"isi": [[1, 2]]}', '{"isi": {"umum/nama": "Ani"}, "revision": 1e999}',
        '{"isi": {}, "revision": "x"}', '{"isi": {}, "revision": NaN}', "\xff",
    ],
)  # fmt: skip
def test_a_save_that_cannot_be_read_is_refused_in_words(buka_formulir, client_of, ani, body: str) -> None:
    url = f"{buka_formulir().get_absolute_url()}simpan/"
    answer = client_of(ani).post(url, body.encode("latin-1"), content_type="application/json")
    assert answer.status_code == 400 and "tidak terbaca" in answer.json()["pesan"]


def test_a_rule_of_a_datum_is_asked_at_submission_and_gives_the_value_kept(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    with pytest.raises(Exception, match="Nomor ponsel"):
        ajukan(ctx(ani), rekaman=rekaman, isi={**ISI, "umum/ponsel": "(((((("})
    ajukan(ctx(ani), rekaman=rekaman, isi={**ISI, "umum/ponsel": "0812 3456 7890"})
    assert rekaman.isi["umum/ponsel"] == "+6281234567890"


def test_a_submit_sent_twice_leads_to_the_case_and_counts_once(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir()
    client, posted = client_of(ani), {**POSTED, "umum/ponsel": "0812 3456 7890", "aksi": "ajukan"}
    first = client.post(rekaman.get_absolute_url(), posted)
    second = client.post(rekaman.get_absolute_url(), posted)
    assert (first.status_code, second.status_code) == (302, 302) and first.url == second.url
    rekaman.refresh_from_db()
    assert rekaman.tahap == 1 and len(rekaman.riwayat) == 1
    other = client.post(rekaman.get_absolute_url(), {**posted, "umum/nama": "Nama lain"})
    assert other.status_code == 403


def test_two_submits_at_once_the_slower_finds_the_form_passed_on(
    buka_formulir, client_of, ctx, ani, monkeypatch
) -> None:
    """The second has opened the page's record before the first commits: its answer is decided by what stands then."""
    rekaman = buka_formulir()
    save = drafts.save

    def overtaken(*args: Any, **more: Any) -> Any:
        monkeypatch.setattr(drafts, "save", save)
        ajukan(ctx(ani), rekaman=Rekaman.objects.get(pk=rekaman.pk), isi=ISI)
        return save(*args, **more)

    monkeypatch.setattr(drafts, "save", overtaken)
    answer = client_of(ani).post(rekaman.get_absolute_url(), {**POSTED, "aksi": "ajukan"})
    assert answer.status_code == 302
    rekaman.refresh_from_db()
    assert rekaman.tahap == 1 and len(rekaman.riwayat) == 1


def test_the_unlikely_is_asked_once_more_and_the_next_party_sees_that_it_was_confirmed(
    buka_formulir, client_of, ctx, ani, budi
) -> None:
    rekaman = buka_formulir()
    client, posted = client_of(ani), {**POSTED, "umum/anak": "21", "aksi": "ajukan"}
    asked = client.post(rekaman.get_absolute_url(), posted)
    page = asked.content.decode()
    assert asked.status_code == 422 and "Tegaskan yang tidak lazim" in page and "Lebih dari 20 anak." in page
    with pytest.raises(Doubtful) as doubtful:
        ajukan(ctx(ani), rekaman=rekaman)
    token = doubtful.value.doubts[0].token
    assert f'name="yakin" value="{token}"' in page
    assert client.post(rekaman.get_absolute_url(), {**posted, "yakin": "lain"}).status_code == 422
    assert client.post(rekaman.get_absolute_url(), {**posted, "yakin": token}).status_code == 302
    read = client_of(budi).get(rekaman.get_absolute_url()).content.decode()
    assert "menegaskan isian yang tidak lazim" in read and "Lebih dari 20 anak." in read


def test_what_draws_a_value_does_not_presume_it_valid() -> None:
    for kind in Kind:
        field = Field(name="x", label="X", kind=kind, options=K_BK)
        for value in ("bukan nilai", "1995-02-30", ["entah"], 7, True):
            assert isinstance(field.label_of(value), str)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["K", "ya", "12/06/1995", "08.30"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
FUZZ = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@FUZZ
@given(raw=ANY_JSON, kind=st.sampled_from(list(Kind)))
def test_whatever_is_given_to_a_field_is_kept_in_its_shape_or_refused_in_words(raw: Any, kind: Kind) -> None:
    field = Field(name="x", label="X", kind=kind, options=K_BK)
    try:
        value = settled(field, clean(field, raw))
    except BadValue:
        return
    assert clean(field, value) == value  # what is kept may be given again
    json.dumps(value, ensure_ascii=False).encode()
    assert isinstance(field.label_of(value), str)


PATHS = [*sorted(Content(FORM, {"skema": SKEMA}, {}).boxes()), "umum/entah", "", "/", "a/b/c/d"]


@FUZZ
@given(changes=st.dictionaries(st.sampled_from(PATHS), ANY_JSON, max_size=6))
def test_one_value_never_costs_the_others(changes: dict[str, Any]) -> None:
    content = Content(FORM, {"skema": SKEMA}, {}, slot="asesi")
    values, wrong = sorted_out(content, "asesi", changes)
    assert set(values) | set(wrong) == set(changes) and not set(values) & set(wrong)
    assert all(sentences and all(sentences) for sentences in wrong.values())


def test_the_screen_answers_whatever_is_posted(buka_formulir, client_of, ctx, ani) -> None:
    rekaman, client = buka_formulir(), client_of(ani)
    url = rekaman.get_absolute_url()

    @settings(FUZZ, max_examples=40)
    @given(
        typed=st.dictionaries(st.sampled_from(PATHS), ANY_JSON, max_size=6), aksi=st.sampled_from(["simpan", "ajukan"])
    )
    def posted(typed: dict[str, Any], aksi: str) -> None:
        sendable = {path: str(value).encode("utf-8", "replace").decode() for path, value in typed.items()}
        answer = client.post(url, {**sendable, "aksi": aksi, "awal": json.dumps(str(typed))})
        assert answer.status_code in (302, 422)
        saved = client.post(f"{url}simpan/", json.dumps({"isi": typed}), content_type="application/json")
        assert saved.status_code in (200, 400, 409, 422)
        assert saved.status_code == 200 or saved.json()["pesan"]
        assert page_of(ctx(ani), rekaman, typed=typed).parts

    posted()


def test_a_form_without_such_a_party_cannot_have_its_doubts() -> None:
    from telusur.kernel.forms.definition import Fields, Stage
    from telusur.kernel.forms.fields import text
    from telusur.kernel.forms.states import Scope
    from tests.kernel.forms.conftest import banyak_anak

    with pytest.raises(ValueError, match="unknown stages"):
        FormDefinition(
            edition="uji", code="UJI.02", title="Lain", scope=Scope.KASUS, stages=(Stage(slot="admin", party="Admin"),),
            sections=(Fields(name="umum", title="Umum", fields=(text("a", "A"),)),), doubts=(banyak_anak,),
        )  # fmt: skip
