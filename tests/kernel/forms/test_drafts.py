"""Drafts: merged field by field, owner only, bounded."""

from __future__ import annotations

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.forms import drafts
from telusur.kernel.forms.commands import ajukan
from telusur.kernel.forms.models import Draft
from tests.kernel.forms.conftest import ISI

pytestmark = pytest.mark.django_db


def test_two_tabs_do_not_overwrite_each_other(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    first = drafts.save(ctx(ani), rekaman, {"umum/nama": "Ani"}, 0)
    second = drafts.save(ctx(ani), rekaman, {"elemen/U.001:1/jawaban": "K"}, 0)
    assert drafts.of(rekaman) == {"umum/nama": "Ani", "elemen/U.001:1/jawaban": "K"}
    assert (first.draft.revision, second.draft.revision) == (1, 2)
    assert second.newer == {"umum/nama": "Ani"}


def test_a_tab_that_has_seen_everything_is_told_nothing_new(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    drafts.save(ctx(ani), rekaman, {"umum/nama": "Ani"}, 0)
    assert drafts.save(ctx(ani), rekaman, {"umum/tujuan": "lainnya"}, 1).newer == {}


def test_emptying_a_field_is_kept(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir(isi={"umum/nama": "Dari akun"})
    drafts.save(ctx(ani), rekaman, {"umum/nama": ""})
    with pytest.raises(Invalid) as refusal:
        ajukan(ctx(ani), rekaman=rekaman, isi={path: value for path, value in ISI.items() if path != "umum/nama"})
    assert list(refusal.value.fields) == ["umum/nama"]


def test_half_a_form_may_be_saved_but_not_a_wrong_shape(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    drafts.save(ctx(ani), rekaman, {"umum/nama": "A"})
    with pytest.raises(Invalid) as refusal:
        drafts.save(ctx(ani), rekaman, {"umum/tujuan": "entah", "umum/nama": "x" * 31})
    assert set(refusal.value.fields) == {"umum/tujuan", "umum/nama"}
    assert drafts.of(rekaman) == {"umum/nama": "A"}


@pytest.mark.parametrize("path", ["umum/entah", "nilai/hasil", "umum/nomor", "elemen/U.999:1/jawaban", "__proto__"])
def test_unknown_and_foreign_fields_are_refused(buka_formulir, ctx, ani, path: str) -> None:
    with pytest.raises(Invalid, match="tidak ada di bagian Anda"):
        drafts.save(ctx(ani), buka_formulir(), {path: "K"})


def test_nobody_else_writes_a_draft_and_a_draft_leaves_no_trail(buka_formulir, ctx, ani, budi, dedi) -> None:
    rekaman = buka_formulir()
    for person in (budi, dedi):
        with pytest.raises(NotPermitted):
            drafts.save(ctx(person), rekaman, {"umum/nama": "X"})
    before = Entry.objects.count()
    drafts.save(ctx(ani), rekaman, {"umum/nama": "Ani"})
    assert Entry.objects.count() == before


def test_submitting_uses_the_draft_and_then_drops_it(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    drafts.save(ctx(ani), rekaman, ISI)
    ajukan(ctx(ani), rekaman=rekaman)
    assert rekaman.isi["umum/nama"] == "Ani"
    assert not Draft.objects.exists()


def test_a_draft_has_a_size(buka_formulir, ctx, ani, monkeypatch) -> None:
    monkeypatch.setattr(drafts, "MAX_BYTES", 20)
    with pytest.raises(Invalid, match="512 KB"):
        drafts.save(ctx(ani), buka_formulir(), {"umum/nama": "Sebuah nama yang panjang"})


def test_a_closed_form_takes_no_draft(buka_formulir, ctx, ani, budi, citra) -> None:
    rekaman = buka_formulir()
    ajukan(ctx(ani), rekaman=rekaman, isi=ISI)
    ajukan(ctx(budi), rekaman=rekaman, isi={"nilai/hasil": "K"})
    ajukan(ctx(citra), rekaman=rekaman)
    with pytest.raises(WrongState, match="tidak dapat diubah"):
        drafts.save(ctx(ani), rekaman, {"umum/nama": "Lain"})
