"""The registry as a whole, and the document made from it."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from telusur.kernel.commands.discover import load_all_acts
from telusur.kernel.commands.matrix import faults, markdown, rows
from tests.environment import PRODUCT, REPOSITORY

DOCUMENT = {"lsp": "docs/matriks-kewenangan.md", "bnsp": "docs/matriks-kewenangan-bnsp.md"}[PRODUCT]


@pytest.mark.once
def test_every_act_has_a_name_a_role_and_the_prefix_of_its_module() -> None:
    assert faults(load_all_acts()) == []


@pytest.mark.once
def test_faults_are_named() -> None:
    spec = load_all_acts()["commands.ubah_kewenangan"]
    odd = replace(spec, code="lain.ubah", title=" ", roles=frozenset({"raja"}))
    assert len(faults({odd.code: odd})) == 3
    assert len(faults({spec.code: replace(spec, roles=frozenset())})) == 1


@pytest.mark.once
def test_the_document_is_what_the_code_says() -> None:
    written = (REPOSITORY / DOCUMENT).read_text("utf-8")
    assert written == markdown(rows(load_all_acts())), "stale: run `make docs`"


@pytest.mark.django_db
def test_the_list_in_force_reads_the_grants() -> None:
    out = StringIO()
    call_command("permissions", "--json", "--in-force", stdout=out)
    listed = json.loads(out.getvalue())
    assert listed["faults"] == []
    assert {act["code"] for act in listed["acts"]} == set(load_all_acts())
