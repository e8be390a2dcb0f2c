"""Which characters a document can print, known before it is asked for."""

from __future__ import annotations

import pytest

from telusur.kernel.base.errors import Invalid
from telusur.kernel.documents.charset import ensure_printable, printable, ranges, unprintable
from telusur.kernel.documents.render import CannotRender, render
from tests.kernel.documents.sample import DATA, frame

pytestmark = pytest.mark.once


def prints(text: str) -> bool:
    try:
        render("kernel/surat.typ", {**DATA, "pembuka": text, "butir": [["*", text]]}, frame(signer_name=text))
    except CannotRender:
        return False
    return True


@pytest.mark.parametrize(
    "name",
    ["Tiara Kusumaningtyas, S.Kom.", "D’Angelo Nguyễn Thị Ánh", "Łukasz Żółć", "Ñuñez-Ğül", "Иван", "Σωκράτης", "محمد"],
)
def test_names_of_many_scripts_can_be_printed(name: str) -> None:
    assert unprintable(name) == []
    assert prints(name)


@pytest.mark.parametrize(
    ("name", "lacking"), [("Li 伟 Wei", ["伟"]), ("Sari 😀😀", ["😀"]), ("กมล", ["ก", "ม", "ล"]), ("a\x07b", ["\x07"])]
)
def test_characters_that_the_fonts_lack_are_found(name: str, lacking: list[str]) -> None:
    assert unprintable(name) == lacking
    assert not prints(name)


def test_table_agrees_with_the_fonts_at_every_edge() -> None:
    edges = {point for first, last in ranges() for point in (first, last)}
    assert prints("".join(chr(point) for point in sorted(edges) if chr(point).isalpha()))
    assert len([point for point in range(0x20, 0x17F) if printable(chr(point))]) > 250


def test_refusal_names_the_character_and_the_cure() -> None:
    with pytest.raises(Invalid, match=r"Nama lengkap memuat “伟” \(U\+4F1F\).*Ganti dengan huruf Latin") as refused:
        ensure_printable("Li 伟", label="Nama lengkap", field="nama")
    assert list(refused.value.fields) == ["nama"]


def test_invisible_character_is_named_by_its_number() -> None:
    with pytest.raises(Invalid, match=r"tanda tak terlihat U\+0007"):
        ensure_printable("a\x07", label="Nama")
