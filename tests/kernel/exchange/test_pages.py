"""Pages and documents: what users and strangers see."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from telusur.contract import from_bnsp, from_lsp
from telusur.kernel.exchange import kinds
from telusur.kernel.exchange.models import Outgoing, Partner
from telusur.kernel.exchange.openapi import files
from telusur.kernel.exchange.reconcile import compare
from tests.cast import client_of, make_user
from tests.environment import REPOSITORY
from tests.kernel.exchange.conftest import Stranger, contoh
from tests.kernel.exchange.mereka import Mereka


@pytest.fixture
def pandu(db: None) -> Client:
    return client_of(make_user("pandu", "Pandu", "pengelola_sistem"))


def test_the_keeper_sees_every_delivery_why_it_was_refused_and_what_waits(
    pandu: Client, mereka: Mereka, stranger: Stranger, tell: Any, carry_all: Callable[[], int], partner: Partner
) -> None:
    tell("a", judul="a")
    carry_all()
    mereka.refuses = "Skema belum diregistrasi."
    tell("b", judul="<b>tebal</b>")
    carry_all()
    mereka.down = True
    tell("c", judul="a")
    carry_all()
    stranger.tell(content={"judul": "buruk"})
    compare(partner)
    listed = pandu.get("/pertukaran/").content.decode()
    for words in ("Menunggu", "Diterima", "Ditolak", "Skema belum diregistrasi."):
        assert words in listed
    only = pandu.get("/pertukaran/?status=refused").content.decode()
    assert ("kabar b" in only, "kabar a" in only) == (True, False)
    assert "Kabar buruk tidak diterima" in pandu.get("/pertukaran/masuk/").content.decode()
    waiting = Outgoing.objects.get(key="c")
    page = pandu.get(f"/pertukaran/pesan/{waiting.pk}/").content.decode()
    assert "Tidak terhubung: mesin mati" in page
    assert "Kirim lagi" in page
    refused = pandu.get(f"/pertukaran/pesan/{Outgoing.objects.get(key='b').pk}/").content.decode()
    assert "&lt;b&gt;tebal&lt;/b&gt;" in refused
    shown = pandu.get("/pertukaran/mitra/MEREKA/").content.decode()
    for words in (contoh.kid(stranger.key), "Belum sampai", "Dibandingkan", "1 pesan"):
        assert words in shown
    assert "Lembaga Mereka" in pandu.get("/pertukaran/mitra/").content.decode()


def test_the_keeper_registers_changes_suspends_and_resumes_a_partner(pandu: Client, their_key: Any) -> None:
    form = {"code": "MEREKA", "name": "Lembaga Mereka", "address": "http://mereka.example", "public": "x"}
    refused = pandu.post("/pertukaran/mitra/baru/", form)
    assert refused.status_code == 422
    assert "https://" in refused.content.decode()
    form |= {"address": "https://mereka.example/", "public": contoh.public_hex(their_key), "witness": "on"}
    assert pandu.post("/pertukaran/mitra/baru/", form).status_code == 302
    partner = Partner.objects.get()
    assert (partner.address, partner.witness) == ("https://mereka.example", True)
    pandu.post("/pertukaran/mitra/MEREKA/tangguhkan/", {"reason": "dibekukan"})
    assert "dibekukan" in pandu.get("/pertukaran/mitra/MEREKA/").content.decode()
    pandu.post("/pertukaran/mitra/MEREKA/lanjutkan/")
    pandu.post("/pertukaran/mitra/MEREKA/ubah/", {"name": "Baru", "address": "https://baru.example"})
    pandu.post("/pertukaran/mitra/MEREKA/kunci/", {"public": "salah"})
    pandu.post(f"/pertukaran/mitra/MEREKA/kunci/{partner.keys.get().pk}/cabut/")
    partner.refresh_from_db()
    assert (partner.name, partner.status, partner.witness) == ("Baru", "aktif", False)
    assert partner.keys.get().valid_until is not None
    assert pandu.post("/pertukaran/kunci-baru/").status_code == 302


def test_managers_read_and_others_see_nothing(partner: Partner, tell: Any) -> None:
    message = tell(judul="a")
    director = client_of(make_user("hendra", "Hendra", "direktur"))
    page = director.get("/pertukaran/mitra/MEREKA/")
    assert (page.status_code, "Tangguhkan" in page.content.decode()) == (200, False)
    assert "Kirim lagi" not in director.get(f"/pertukaran/pesan/{message.pk}/").content.decode()
    assert director.post("/pertukaran/mitra/MEREKA/tangguhkan/", {"reason": "x"}).status_code in {302, 403}
    partner.refresh_from_db()
    assert partner.status == "aktif"
    asesi = client_of(make_user("ani", "Ani", "asesi"))
    for path in ("", "masuk/", f"pesan/{message.pk}/", "mitra/", "mitra/MEREKA/", "mitra/baru/"):
        assert asesi.get(f"/pertukaran/{path}").status_code == 403, path
    assert Client().get("/pertukaran/").status_code == 302


@pytest.mark.once
def test_the_written_documents_are_what_the_code_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.delitem(kinds.KINDS, "kabar")  # of these tests
        made = files()
    stale = [path for path, text in made.items() if (REPOSITORY / path).read_text("utf-8") != text]
    assert not stale, "run `make docs`"
    folder = REPOSITORY / "docs/pertukaran"
    written = {path.relative_to(REPOSITORY).as_posix() for path in (*folder.rglob("*.json"), folder / "jenis.md")}
    assert written == set(made)


def test_every_kind_is_explained_with_direction_rule_for_the_key_enumerations_and_an_example_that_holds() -> None:
    found = {kind.name: kind for kind in kinds.all_kinds() if kind.name != "kabar"}
    assert {one.kind for one in (*from_lsp.ALL, *from_bnsp.ALL)} | {"segel", "kunci"} == set(found)
    chapter = (REPOSITORY / "docs/pertukaran/jenis.md").read_text("utf-8")
    for name, kind in found.items():
        said = kinds.EXPLANATIONS[name]
        assert said.about and said.key, name
        wanted = "LSP kepada BNSP" if name in {one.kind for one in from_lsp.ALL} else "BNSP kepada LSP"
        assert said.direction == ("kedua arah, antara semua lembaga" if name in ("segel", "kunci") else wanted), name
        assert not list(kind.form.validator.iter_errors(said.example)), name
        assert not said.identity or said.identity in kind.schema["properties"], name
        section = chapter.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for part in (said.about, f"Kunci: {said.key}.", *_words(kind.schema), *kind.schema["properties"]):
            assert f"{part}" in section, (name, part)
        assert json.loads(section.split("```json\n")[1].split("```")[0]) == said.example, name


def _words(schema: Any) -> list[str]:
    """Every word that an enumeration allows."""
    if isinstance(schema, dict):
        return [*map(str, schema.get("enum", [])), *(word for one in schema.values() for word in _words(one))]
    return [word for one in schema for word in _words(one)] if isinstance(schema, list) else []


def test_the_interface_is_published_and_its_schemas_hold(client: Client, stranger: Stranger) -> None:
    document = client.get("/pertukaran/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert "/pertukaran/v1/pesan" in document["paths"]
    for name in ("amplop", "tanda-terima", "jenis-segel", "jenis-kabar"):
        schema = client.get(f"/pertukaran/v1/skema/{name}.json").json()
        Draft202012Validator.check_schema(schema)
    assert client.get("/pertukaran/v1/skema/lain.json").status_code == 404
    receipt = client.get("/pertukaran/v1/skema/tanda-terima.json").json()
    for changes in ({}, {"number": 9}, {"to": "SANA"}):
        said = stranger.tell(**changes)
        assert not list(Draft202012Validator(receipt).iter_errors(said)), json.dumps(said)
