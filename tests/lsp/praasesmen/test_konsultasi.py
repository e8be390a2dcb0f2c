"""The consultation hands over the house rules in force; the case keeps the review of its instruments (SOP 2.4, 2.5)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import system_context
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.queries import signed_by
from telusur.lsp.administrasi.muk import commands as muk
from telusur.lsp.administrasi.mutu import commands as mutu
from telusur.lsp.administrasi.mutu import importer
from telusur.lsp.administrasi.mutu.queries import berlaku
from telusur.lsp.peraga import isian
from telusur.lsp.peraga.skenario import dispatch_all
from tests.lsp.dunia import Panggung

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]
TATA_TERTIB = Path(__file__).resolve().parents[3] / "data" / "mutu" / "tata-tertib.yaml"


@pytest.mark.req("SOP-042")
def test_the_asesi_accepts_the_house_rules_in_force_and_the_acceptance_is_kept_with_its_time(panggung: Bangun) -> None:
    world = panggung("konsultasi")
    world.dunia.isi_giliran(world.rekaman(0, "LSP.PRA"), "asesor", world.kini)
    lama = berlaku("TATA-TERTIB")
    fields = importer.parse(TATA_TERTIB.read_bytes())
    baru = mutu.terbitkan(
        system_context("uji", at=world.kini),
        **{**fields, "isi": f"{lama.isi}\n\nPonsel dititipkan kepada petugas TUK.", "perubahan": "Ponsel."},
    )
    dispatch_all()
    pra = world.rekaman(0, "LSP.PRA")
    assert pra.sumber["teks"]["tata_tertib"]["versi"] == str(baru.revisi) != str(lama.revisi)
    world.dunia.isi_giliran(pra, "asesor", world.kini)
    page = world.klien("asesi").get(f"/formulir/{pra.pk}/").content.decode()
    assert "Ponsel dititipkan kepada petugas TUK." in page
    assert "Saya menerima tata tertib dan protokol kesehatan." in page
    tanpa = {**isian.konsultasi_asesi(pra), "asesi/tata_tertib": False}
    with pytest.raises(Invalid) as refusal:
        forms.ajukan(world.ctx("asesi"), rekaman=pra, isi=tanpa)
    assert list(refusal.value.fields) == ["asesi/tata_tertib"]
    world.dunia.isi_giliran(pra, "asesi", world.kini)
    pra = world.rekaman(0, "LSP.PRA")
    assert pra.isi["asesi/tata_tertib"] is True
    tanda = signed_by(pra, "asesi")
    assert tanda is not None
    assert (tanda.at, tanda.holds) == (world.kini, True)
    kept = world.klien("manajer").get(f"/formulir/{pra.pk}/").content.decode()
    assert "Ponsel dititipkan" in kept
    assert "Jum 20 Nov 2026 10.42 WIB" in kept
    accepted = world.klien("asesi").get(f"/mutu/TATA-TERTIB/revisi/{baru.revisi}/").content.decode()
    assert "Ponsel dititipkan" in accepted


@pytest.mark.req("SOP-036")
def test_the_review_of_the_instruments_with_fr_ia_11_stays_with_the_case(panggung: Bangun) -> None:
    world = panggung("rencana")
    dunia = world.dunia
    perangkat = muk.susun_perangkat(
        world.ctx("asesor"), skema=dunia.skema_ada, instrumen=["FR.IA.01", "FR.IA.05"], uraian="Edisi kedua"
    )
    ia11 = Rekaman.objects.get(pk=str(perangkat.ia11))
    assert "Tugas asesmen siap digunakan" in world.klien("asesor2").get(f"/formulir/{ia11.pk}/").content.decode()
    dunia.isi_giliran(ia11, "asesor2", world.kini)
    perangkat.refresh_from_db()
    muk.berlakukan_perangkat(world.ctx("manajer"), perangkat=perangkat)
    world.klien("direktur").post(f"/rencana/{world.rencana.pk}/tandatangani/")
    kept = world.rekaman(0, "FR.MAPA.02").sumber["perangkat"]
    assert (kept["ia11"], kept["versi"], kept["hasil"]) == (str(ia11.pk), 2, "Siap digunakan")
    assert kept["peninjau"] == dunia.orang["asesor2"].name
    later = muk.susun_perangkat(world.ctx("asesor2"), skema=dunia.skema_ada, instrumen=["FR.IA.01"])
    dunia.isi_giliran(Rekaman.objects.get(pk=str(later.ia11)), "asesor", world.kini)
    later.refresh_from_db()
    muk.berlakukan_perangkat(world.ctx("manajer"), perangkat=later)
    page = world.klien("asesor").get(f"/rencana/kasus/{world.kasus[0].ada.pk}/").content.decode()
    assert "FR.IA.11: Siap digunakan" in page
    assert f'href="/formulir/{ia11.pk}/"' in page
    assert str(later.ia11) not in page
