"""The SOP as a flow: executor and accountable role of every step (SOP-004)."""

from __future__ import annotations

from collections.abc import Callable

from telusur.kernel.audit.models import Entry
from telusur.kernel.commands.registry import REGISTRY
from telusur.kernel.flows.flow import FLOWS, faults
from telusur.lsp.roles import NAMES
from tests.lsp.dunia import Panggung

KODE = [
    "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "3.1", "3.2", "3.3", "3.4",
    "4.1", "4.2", "4.3", "4.4", "4.5", "4.6",
]  # fmt: skip


def test_every_step_of_the_sop_is_there_and_names_acts_that_exist() -> None:
    flow = FLOWS["sop"]
    assert [step.code for step in flow.steps] == KODE
    assert faults(flow) == []


def test_the_matrix_names_executor_and_accountable_and_who_is_not_executor_is_refused(
    panggung: Callable[[str], Panggung],
) -> None:
    world = panggung("diajukan")
    page = world.klien("manajer").get("/alur/sop/").content.decode()
    for step in FLOWS["sop"].steps:
        assert step.title in page and NAMES[step.accountable] in page
        assert all(NAMES[role] in page for role in step.executors)
    case = world.kasus[0].ada
    before = Entry.objects.filter(outcome="refused").count()
    for person in ("manajer", "asesor", "direktur", "verifikator", "komite1"):
        answer = world.klien(person).post(f"/permohonan/{case.pk}/kelayakan/", {"hasil": "layak", "alasan": "Coba"})
        assert answer.status_code in (403, 422), person
    case.refresh_from_db()
    assert case.kelayakan == ""
    assert Entry.objects.filter(outcome="refused", code="aplikasi.kaji_kelayakan").count() == 5
    assert Entry.objects.filter(outcome="refused").count() >= before + 5
    executors = {step.code: set(step.executors) for step in FLOWS["sop"].steps}
    assert "aplikasi.kaji_kelayakan" in REGISTRY and executors["1.3"] == {"admin_lsp"}
