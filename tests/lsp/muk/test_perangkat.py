"""Instrument sets: written by one asesor, reviewed with FR.IA.11 by another (SOP 2.4)."""

from __future__ import annotations

from typing import Any

import pytest

from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.lsp.administrasi.muk import commands, queries
from telusur.lsp.administrasi.muk.models import PerangkatAsesmen
from telusur.lsp.administrasi.muk.states import StatusPerangkat
from telusur.lsp.administrasi.skema.models import Skema
from tests.cast import ctx
from tests.lsp.muk.dunia import bank, review, validated

pytestmark = pytest.mark.django_db


@pytest.fixture
def perangkat(skema: Skema, budi: Any) -> PerangkatAsesmen:
    return commands.susun_perangkat(ctx(budi), skema=skema, instrumen=["FR.IA.05", "FR.IA.01"])


def test_a_reviewed_set_is_put_to_use_and_its_review_stays_with_it(
    perangkat: PerangkatAsesmen, skema: Skema, bayu: Any, mira: Any
) -> None:
    review(bayu, perangkat)
    commands.berlakukan_perangkat(ctx(mira), perangkat=perangkat)
    in_use = queries.perangkat_berlaku(skema)
    assert in_use is not None
    assert in_use.instrumen == ["FR.IA.01", "FR.IA.05"]
    assert [(row.peninjau_nama, row.hasil) for row in in_use.tinjauan.all()] == [(bayu.name, "siap")]


def test_the_penyusun_cannot_review_their_own_set(perangkat: PerangkatAsesmen, budi: Any) -> None:
    with pytest.raises(NotPermitted, match="Anda menyusun Perangkat"):
        review(budi, perangkat)


@pytest.mark.parametrize("answers", [{"b8": "tidak"}, {"b7": "ya", "b8": "tidak"}])
def test_a_set_that_is_not_ready_or_needs_changes_cannot_be_used(
    perangkat: PerangkatAsesmen, bayu: Any, mira: Any, answers: dict[str, str]
) -> None:
    review(bayu, perangkat, **answers)
    assert perangkat.status == StatusPerangkat.PERBAIKAN
    with pytest.raises(WrongState):
        commands.berlakukan_perangkat(ctx(mira), perangkat=perangkat)


def test_a_set_without_review_cannot_be_used(perangkat: PerangkatAsesmen, mira: Any) -> None:
    with pytest.raises(WrongState, match="Menunggu tinjauan"):
        commands.berlakukan_perangkat(ctx(mira), perangkat=perangkat)


def test_an_unknown_instrument_is_refused(skema: Skema, budi: Any) -> None:
    with pytest.raises(Invalid, match="instrumen yang dikenal"):
        commands.susun_perangkat(ctx(budi), skema=skema, instrumen=["FR.IA.99"])
    with pytest.raises(Invalid):
        commands.susun_perangkat(ctx(budi), skema=skema, instrumen=[])


def test_a_better_version_replaces_the_one_in_use(
    perangkat: PerangkatAsesmen, skema: Skema, budi: Any, bayu: Any, mira: Any
) -> None:
    review(bayu, perangkat)
    commands.berlakukan_perangkat(ctx(mira), perangkat=perangkat)
    better = commands.susun_perangkat(ctx(bayu), skema=skema, instrumen=["FR.IA.01"])
    review(budi, better)
    commands.berlakukan_perangkat(ctx(mira), perangkat=better)
    perangkat.refresh_from_db()
    assert (perangkat.status, better.versi) == (StatusPerangkat.DITARIK, 2)


def test_an_assessment_can_be_planned_only_when_the_whole_muk_is_ready(
    perangkat: PerangkatAsesmen, skema: Skema, budi: Any, bayu: Any, mira: Any
) -> None:
    assert "MAPA" in str(queries.alasan_belum_siap(skema))
    validated(budi, bayu, skema)
    assert "FR.IA.11" in str(queries.alasan_belum_siap(skema))
    review(bayu, perangkat)
    commands.berlakukan_perangkat(ctx(mira), perangkat=perangkat)
    assert "bank soal" in str(queries.alasan_belum_siap(skema))
    bank(mira)
    assert queries.alasan_belum_siap(skema) is None
