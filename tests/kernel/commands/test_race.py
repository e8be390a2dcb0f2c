from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import pytest
from django.db import connection, connections

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import WrongState
from telusur.kernel.commands.context import Context
from telusur.kernel.outbox.models import Event

THREADS = 8


@pytest.mark.django_db(transaction=True)
def test_eight_race_for_one_transition_and_one_wins(gudang_installed: None, petugas: Context) -> None:
    from tests.kernel.commands.gudang import commands as gudang
    from tests.kernel.commands.gudang.models import Peti

    peti = gudang.catat(petugas, kode="P-1")
    together = threading.Barrier(THREADS)
    results: list[str] = []

    def race() -> None:
        try:
            mine = Peti.objects.get(pk=peti.pk)
            together.wait()
            gudang.terima(petugas, peti=mine)
            results.append("done")
        except WrongState:
            results.append("refused")
        except Exception as error:
            results.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=race) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(results) == {"done": 1, "refused": THREADS - 1}
    outcomes = Counter(Entry.objects.filter(code="gudang.terima").values_list("outcome", flat=True))
    assert outcomes == {"done": 1, "refused": THREADS - 1}
    assert Event.objects.filter(name="gudang.terima").count() == 1
    _empty(Peti)


def _empty(model: Any) -> None:
    """The module is not part of what the test database empties by itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")
