"""The assessment plan of a skema: one asesor draws it up, another validates it (SOP 2.3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted, WrongState
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.states import S
from telusur.lsp.administrasi.muk import commands, queries
from telusur.lsp.administrasi.muk.models import Mapa
from telusur.lsp.administrasi.muk.states import StatusMapa
from telusur.lsp.administrasi.skema.models import Skema
from tests.cast import bypass, ctx
from tests.lsp.muk.dunia import finish, isi_mapa01, isi_mapa02, submitted, validated

pytestmark = pytest.mark.django_db


def test_a_plan_is_usable_only_once_another_asesor_has_validated_both_forms(skema: Skema, budi: Any, bayu: Any) -> None:
    mapa = submitted(budi, skema)
    assert mapa.status == StatusMapa.DIAJUKAN
    with pytest.raises(NotFound, match="belum divalidasi"):
        queries.instrumen_terpilih(skema, "1")
    finish(bayu, mapa.mapa01, {"validasi/sesuai": True})
    assert queries.mapa_berlaku(skema) is None
    finish(bayu, mapa.mapa02, {"validasi/sesuai": True})
    in_force = queries.mapa_berlaku(skema)
    assert in_force is not None
    assert (in_force.validator, in_force.validator_met) == (bayu, "MET.000.000002 2025")


def test_fr_mapa_02_opens_when_fr_mapa_01_is_submitted(skema: Skema, budi: Any) -> None:
    mapa = commands.susun_mapa(ctx(budi), skema=skema)
    assert mapa.mapa02 is None
    finish(budi, mapa.mapa01, isi_mapa01(skema))
    mapa.refresh_from_db()
    assert Rekaman.objects.get(pk=mapa.mapa02).sumber["potensi"] == ["1", "3"]


def test_the_instruments_of_a_candidate_are_those_ticked_for_their_class(skema: Skema, budi: Any, bayu: Any) -> None:
    validated(budi, bayu, skema)
    assert queries.instrumen_terpilih(skema, "1") == ["FR.IA.01", "FR.IA.05"]
    assert queries.instrumen_terpilih(skema, "3") == ["FR.IA.01"]
    assert queries.instrumen_terpilih(skema, "5") == []
    assert len(queries.instrumen_per_kelompok(skema, "1")) == 3


def test_the_plan_lists_instruments_per_unit_and_method_with_the_date_of_validation(
    skema: Skema, budi: Any, bayu: Any
) -> None:
    mapa = validated(budi, bayu, skema)
    rows = queries.rencana_per_unit(skema)
    assert len(rows) == 8
    assert rows[0].unit == "J.620100.004.02"
    assert rows[0].jenis == ("L", "T")
    assert [method for method, _ in rows[0].metode] == ["Observasi langsung", "Tanya jawab"]
    assert rows[0].divalidasi_pada == mapa.divalidasi_pada


def test_the_penyusun_cannot_validate_their_own_plan(skema: Skema, budi: Any) -> None:
    mapa = submitted(budi, skema)
    with pytest.raises(NotPermitted, match="Anda menyusun MAPA"):
        finish(budi, mapa.mapa01, {"validasi/sesuai": True})


def test_fr_mapa_02_is_validated_after_fr_mapa_01(skema: Skema, budi: Any, bayu: Any) -> None:
    mapa = submitted(budi, skema)
    with pytest.raises(NotPermitted, match=r"Validasi FR\.MAPA\.01 lebih dulu"):
        finish(bayu, mapa.mapa02, {"validasi/sesuai": True})


def test_an_asesor_without_valid_certificate_neither_writes_nor_validates(skema: Skema, budi: Any, bayu: Any) -> None:
    mapa = submitted(budi, skema)
    row = bayu.asesor
    row.berlaku_sampai = date(2025, 2, 1)
    with bypass("asesor"):
        row.save()
    with pytest.raises(NotPermitted, match="Sertifikat asesor"):
        finish(bayu, mapa.mapa01, {"validasi/sesuai": True})
    with pytest.raises(NotPermitted, match="Sertifikat asesor"):
        commands.susun_mapa(ctx(bayu), skema=skema)


def test_only_one_version_is_written_at_a_time(skema: Skema, budi: Any, bayu: Any) -> None:
    commands.susun_mapa(ctx(budi), skema=skema)
    with pytest.raises(WrongState, match="sedang disusun oleh Budi"):
        commands.susun_mapa(ctx(bayu), skema=skema)


def test_a_returned_fr_mapa_01_reopens_both_forms_and_keeps_what_was_filled(skema: Skema, budi: Any, bayu: Any) -> None:
    mapa = submitted(budi, skema)
    plan = Rekaman.objects.get(pk=mapa.mapa01)
    forms.minta_perbaikan(ctx(bayu), rekaman=plan, catatan="Tambahkan potensi 5.")
    mapa.refresh_from_db()
    assert (mapa.status, mapa.catatan) == (StatusMapa.DRAF, "Tambahkan potensi 5.")
    assert Rekaman.objects.get(pk=mapa.mapa02).tahap == 0
    finish(budi, mapa.mapa01, {"pendekatan/potensi": ["1", "3", "5"]})
    with pytest.raises(Invalid, match="belum mempunyai instrumen untuk potensi 5"):
        finish(budi, mapa.mapa02, {})
    finish(budi, mapa.mapa02, isi_mapa02(skema, potensi=("1", "3", "5")))
    mapa.refresh_from_db()
    assert mapa.status == StatusMapa.DIAJUKAN


def test_a_validated_version_replaces_the_one_before(skema: Skema, budi: Any, bayu: Any) -> None:
    first = validated(budi, bayu, skema)
    second = validated(bayu, budi, skema)
    first.refresh_from_db()
    assert (first.status, second.status, second.versi) == (StatusMapa.DITARIK, StatusMapa.DIVALIDASI, 2)


def test_a_case_begins_with_a_copy_of_the_master(skema: Skema, budi: Any, bayu: Any) -> None:
    validated(budi, bayu, skema)
    masters = queries.sumber_mapa(skema)
    assert set(masters) == {"FR.MAPA.01", "FR.MAPA.02"}
    assert masters["FR.MAPA.01"]["isi"]["pendekatan/potensi"] == ["1", "3"]
    assert not any(path.startswith("validasi/") for path in masters["FR.MAPA.01"]["isi"])


def test_withdrawing_a_plan_cancels_the_forms_that_are_still_open(skema: Skema, budi: Any, mira: Any) -> None:
    mapa = submitted(budi, skema)
    commands.tarik_mapa(ctx(mira), mapa=mapa, alasan="Skema akan diganti.")
    assert Mapa.objects.get().status == StatusMapa.DITARIK
    assert set(Rekaman.objects.values_list("status", flat=True)) == {S.BATAL}
