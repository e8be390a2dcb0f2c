from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from telusur.kernel.flows.flow import FLOWS, Flow, Stage, Step, faults, matrix, matrix_markdown, register_flow

FLOW = Flow(
    code="uji",
    title="Alur uji",
    source="SOP uji",
    edition="2025",
    stages=(
        Stage(
            "1",
            "Persiapan",
            (
                Step("1.1", "Mengisi hari libur", ("pengelola_sistem",), "direktur", commands=("calendar.isi",)),
                Step("1.2", "Menyetujui", ("direktur",), "direktur", inputs=("surat",), outputs=("SK",)),
            ),
        ),
    ),
)


@pytest.fixture
def flow() -> Iterator[Flow]:
    yield register_flow(FLOW)
    FLOWS.pop("uji", None)


def test_the_matrix_names_executor_and_accountable_role_of_each_step(flow: Flow, db: None) -> None:
    first, second = matrix(flow)
    assert (first.executors, first.accountable) == (("Pengelola Sistem",), "Direktur")
    assert first.acts[0].title == "Mengisi hari libur" and "Pengelola Sistem" in first.acts[0].roles
    assert second.outputs == ("SK",)
    assert "| 1.2 | Menyetujui | Direktur | Direktur | surat | SK |" in matrix_markdown(flow)


def test_an_act_that_its_executor_may_not_issue_is_a_fault(flow: Flow) -> None:
    assert faults(flow) == []
    wrong = Step("9", "X", ("asesor", "raja"), "direktur", commands=("calendar.tetapkan", "tidak.ada"))
    found = faults(Flow("salah", "Salah", "", "", (Stage("9", "X", (wrong,)),)))
    assert len(found) == 3


def test_two_steps_of_one_code_or_two_flows_of_one_name_are_refused(flow: Flow) -> None:
    twice = Stage("1", "X", (FLOW.steps[0], FLOW.steps[0]))
    with pytest.raises(ValueError, match="twice"):
        register_flow(Flow("dua", "Dua", "", "", (twice,)))
    with pytest.raises(ValueError, match="claim"):
        register_flow(Flow("uji", "Lain", "", "", ()))


def test_the_page_shows_the_matrix_with_few_queries(flow: Flow, client_of: Any, citra: Any) -> None:
    client = client_of(citra)
    page = client.get("/alur/uji/").content.decode()
    assert "Penanggung jawab" in page and "Mengisi hari libur" in page and "Direktur" in page
    assert "Alur uji" in client.get("/alur/").content.decode()
    assert client.get("/alur/tidak-ada/").status_code == 404
