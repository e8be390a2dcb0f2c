"""Two things happen to one exam in the same moment."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connections

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import WrongState
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.sertifikasi.ujian import commands, queries
from telusur.lsp.sertifikasi.ujian.models import Jawaban
from telusur.lsp.sertifikasi.ujian.queries import dengan_id
from tests.lsp.ujian.conftest import Ruang, segar

pytestmark = pytest.mark.django_db(transaction=True)


def _together(*acts: Callable[[], object]) -> Counter[str]:
    """Run the acts at once, each with a connection of its own; what came of them."""
    start, results = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
            results.append("done")
        except WrongState:
            results.append("refused")
        except Exception as error:
            results.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(results)


def test_of_two_who_hand_in_at_once_one_wins_and_there_is_one_result_sheet(
    transactional_db: None, ruang: Ruang
) -> None:
    ujian, ctx = ruang.mulai(), ruang.ctx()

    def hand_in() -> None:
        mine = dengan_id(ujian.pk)
        assert mine is not None
        commands.selesaikan(ctx, ujian=mine)

    assert _together(*[hand_in] * 4) == {"done": 1, "refused": 3}
    outcomes = Counter(Entry.objects.filter(code="ujian.selesaikan").values_list("outcome", flat=True))
    assert outcomes == {"done": 1, "refused": 3}
    assert Rekaman.objects.filter(code="FR.IA.05", case_id=ujian.permohonan_id).count() == 1


def test_answers_that_race_with_the_end_are_counted_or_refused_but_never_lost(
    transactional_db: None, ruang: Ruang
) -> None:
    ujian, ctx = ruang.mulai(), ruang.ctx()

    def answer(row: dict[str, object]) -> Callable[[], object]:
        return lambda: commands.jawab(ctx, ujian=ujian, soal_id=str(row["id"]), jawaban="a")

    acts = [answer(row) for row in ujian.urutan[:6]]
    results = _together(*acts[:3], lambda: commands.selesaikan(ctx, ujian=segar(ujian)), *acts[3:])
    assert set(results) <= {"done", "refused"}
    assert Jawaban.objects.count() == results["done"] - 1
    assert queries.arus_utuh(segar(ujian))
    data = Entry.objects.get(code="ujian.selesaikan", outcome="done").data
    assert data["jumlah_kiriman"] == Jawaban.objects.count()
