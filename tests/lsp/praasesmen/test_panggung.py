"""The stage on which the tests of the LSP play."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telusur.kernel.audit.models import Entry
from tests.lsp import salinan
from tests.lsp.dunia import Panggung


@pytest.mark.django_db
def test_a_copy_put_back_holds_every_row_of_the_original(panggung: Callable[[str], Panggung]) -> None:
    panggung("siap")
    copy = salinan.ambil()
    assert copy.jumlah[Entry._meta.db_table] == Entry.objects.count() > 200


@pytest.mark.django_db
def test_a_stage_stands_at_its_moment(panggung: Callable[[str], Panggung]) -> None:
    world = panggung("diterima")
    assert f"{world.ctx('admin').at:%Y-%m-%d %H:%M}" == "2026-11-20 10:42"
