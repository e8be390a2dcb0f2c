"""Filling, submitting, signing; what a finished record can no longer do."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, ProofNeeded, WrongState
from telusur.kernel.commands.context import later
from telusur.kernel.commands.guard import OutsideCommand
from telusur.kernel.forms import drafts, policy, queries
from telusur.kernel.forms.commands import ajukan, batalkan, kembalikan, minta_perbaikan, versi_baru
from telusur.kernel.forms.models import Draft, Rekaman
from telusur.kernel.forms.states import S
from telusur.kernel.outbox.models import Event
from tests.cast import bypass
from tests.kernel.forms.conftest import ISI

pytestmark = pytest.mark.django_db


def selesaikan(rekaman: Rekaman, ctx: Any, ani: Any, budi: Any, citra: Any) -> None:
    ajukan(ctx(ani), rekaman=rekaman, isi=ISI)
    ajukan(ctx(budi), rekaman=rekaman, isi={"nilai/hasil": "K"})
    ajukan(ctx(citra), rekaman=rekaman)


def test_each_party_takes_a_turn_and_the_last_one_locks_the_record(buka_formulir, ctx, ani, budi, citra) -> None:
    rekaman = buka_formulir()
    selesaikan(rekaman, ctx, ani, budi, citra)
    assert rekaman.status == S.SELESAI
    assert rekaman.finished_at is not None
    assert [tanda.name for tanda in queries.signatures(rekaman)] == [ani.name, budi.name, citra.name]
    assert rekaman.isi["nilai/jumlah"] == "1"
    with pytest.raises(WrongState, match="Selesai"):
        ajukan(ctx(ani), rekaman=rekaman, isi=ISI)


def test_every_mistake_is_told_beside_its_field_and_nothing_is_lost(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    drafts.save(ctx(ani), rekaman, {"umum/nama": "Ani", "umum/tujuan": "lainnya"})
    with pytest.raises(Invalid) as refusal:
        ajukan(ctx(ani), rekaman=rekaman)
    assert set(refusal.value.fields) == {
        "umum/tujuan_lain", "umum/setuju", "elemen/U.001:1/jawaban", "elemen/U.001:2/jawaban",
    }  # fmt: skip
    assert "tetap tersimpan" in refusal.value.sentence
    assert drafts.of(rekaman)["umum/nama"] == "Ani"
    rekaman.refresh_from_db()
    assert rekaman.status == S.DIISI


def test_a_check_of_the_form_refuses_with_its_sentence(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    with pytest.raises(Invalid, match="Sedikitnya satu elemen dijawab K"):
        ajukan(ctx(ani), rekaman=rekaman, isi={**ISI, "elemen/U.001:1/jawaban": "BK"})


def test_a_field_is_required_only_when_its_condition_holds(buka_formulir, ctx, ani, budi) -> None:
    rekaman = buka_formulir()
    ajukan(ctx(ani), rekaman=rekaman, isi=ISI)
    with pytest.raises(Invalid) as refusal:
        ajukan(ctx(budi), rekaman=rekaman, isi={"nilai/hasil": "BK"})
    assert list(refusal.value.fields) == ["nilai/catatan"]


def test_an_answer_whose_condition_no_longer_holds_is_dropped(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    ajukan(ctx(ani), rekaman=rekaman, isi={**ISI, "umum/tujuan_lain": "Coba"})
    assert "umum/tujuan_lain" not in rekaman.isi


def test_unused_free_lines_are_left_out_and_used_ones_are_checked(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    with pytest.raises(Invalid) as refusal:
        ajukan(ctx(ani), rekaman=rekaman, isi={**ISI, "kerja/1/lama": "2 tahun"})
    assert list(refusal.value.fields) == ["kerja/1/tempat"]


def test_only_the_party_whose_turn_it_is_may_fill(buka_formulir, ctx, ani, budi, dewi) -> None:
    rekaman = buka_formulir()
    for person in (budi, dewi):
        with pytest.raises(NotPermitted, match="menunggu asesi"):
            ajukan(ctx(person), rekaman=rekaman, isi=ISI)
    assert Entry.objects.filter(code="forms.ajukan", outcome="refused").count() == 2


def test_a_party_cannot_write_the_fields_of_another(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    with pytest.raises(Invalid, match="tidak ada di bagian Anda"):
        ajukan(ctx(ani), rekaman=rekaman, isi={**ISI, "nilai/hasil": "K"})
    with pytest.raises(Invalid, match="tidak ada di bagian Anda"):
        ajukan(ctx(ani), rekaman=rekaman, isi={**ISI, "umum/nomor": "1"})


def test_a_signature_needs_a_fresh_proof_of_identity(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    with pytest.raises(ProofNeeded):
        ajukan(later(ctx(ani), proof_at=None), rekaman=rekaman, isi=ISI)


def test_a_signature_is_bound_to_what_was_signed(buka_formulir, ctx, ani, budi, citra) -> None:
    rekaman = buka_formulir()
    selesaikan(rekaman, ctx, ani, budi, citra)
    assert all(tanda.holds for tanda in queries.signatures(rekaman))
    changed = {**rekaman.bagian, "asesi": {**rekaman.bagian["asesi"], "umum/nama": "Orang lain"}}
    for tanda in queries.signatures(rekaman):
        tanda.rekaman.bagian = changed
        assert not tanda.holds


def test_the_database_refuses_to_change_a_closed_form_or_a_signature(buka_formulir, ctx, ani, budi, citra) -> None:
    rekaman = buka_formulir()
    selesaikan(rekaman, ctx, ani, budi, citra)
    for sql in (
        "UPDATE forms_rekaman SET digest = 'x'",
        "UPDATE forms_rekaman SET bagian = '{}'",
        "UPDATE forms_tandatangan SET name = 'Orang lain'",
        "DELETE FROM forms_tandatangan",
        "DELETE FROM forms_rekaman",
    ):
        with (
            pytest.raises(DatabaseError, match="cannot be changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_a_finished_record_never_changes(buka_formulir, ctx, ani, budi, citra) -> None:
    rekaman = buka_formulir()
    selesaikan(rekaman, ctx, ani, budi, citra)
    fresh = Rekaman.objects.get(pk=rekaman.pk)
    fresh.label = "Lain"
    with bypass("forms"), pytest.raises(OutsideCommand, match="closed"):
        fresh.save()


def test_giving_back_voids_the_signatures_from_there_on(buka_formulir, ctx, ani, budi) -> None:
    rekaman = buka_formulir()
    ajukan(ctx(ani), rekaman=rekaman, isi=ISI)
    minta_perbaikan(ctx(budi), rekaman=rekaman, catatan="Lengkapi nama.")
    assert rekaman.status == S.DIKEMBALIKAN
    assert rekaman.tahap == 0
    assert queries.signatures(rekaman) == []
    assert queries.signatures(rekaman, lapsed=True)[0].gugur
    assert rekaman.isi["umum/nama"] == "Ani"
    assert rekaman.riwayat[-1]["catatan"] == "Lengkapi nama."
    ajukan(ctx(ani), rekaman=rekaman, isi={"umum/nama": "Ani Lestari"})
    assert rekaman.isi["umum/nama"] == "Ani Lestari"
    assert len(queries.signatures(rekaman)) == 1


def test_giving_back_needs_a_note_and_an_earlier_party(buka_formulir, ctx, ani, budi) -> None:
    rekaman = buka_formulir()
    with pytest.raises(NotPermitted):
        minta_perbaikan(ctx(ani), rekaman=rekaman, catatan="Salah")
    with bypass("forms"), pytest.raises(WrongState, match="belum ada tahap sebelumnya"):
        kembalikan(ctx(ani), rekaman=rekaman, catatan="Salah")
    ajukan(ctx(ani), rekaman=rekaman, isi=ISI)
    with pytest.raises(Invalid):
        minta_perbaikan(ctx(budi), rekaman=rekaman, catatan="  ")


def test_a_new_version_keeps_the_content_and_asks_for_new_signatures(
    buka_formulir, ctx, ani, budi, citra, case_id
) -> None:
    rekaman = buka_formulir()
    selesaikan(rekaman, ctx, ani, budi, citra)
    with bypass("forms", ctx=ctx(citra)):
        new = versi_baru(ctx(citra), rekaman=rekaman, alasan="Jadwal berubah")
    assert (new.version, new.status, new.tahap) == (2, S.DIISI, 0)
    assert new.isi == rekaman.isi
    assert queries.signatures(new) == []
    assert rekaman.status == S.DIGANTIKAN
    assert all(tanda.holds for tanda in queries.signatures(rekaman))
    assert queries.record(case_id, "UJI.01") == new
    ajukan(ctx(ani), rekaman=new)
    assert queries.versions(new) == [new, rekaman]


def test_one_form_of_a_case_is_open_only_once(buka_formulir) -> None:
    buka_formulir()
    with pytest.raises(WrongState, match="sudah ada"):
        buka_formulir()
    buka_formulir(kunci="kedua")


def test_a_cancelled_form_makes_room_for_another(buka_formulir, ctx, ani, case_id) -> None:
    rekaman = buka_formulir()
    drafts.save(ctx(ani), rekaman, {"umum/nama": "Ani"})
    with bypass("forms"):
        batalkan(ctx(ani), rekaman=rekaman, alasan="Ditarik")
    assert not Draft.objects.exists()
    assert queries.record(case_id, "UJI.01") is None
    assert buka_formulir().status == S.DIISI


def test_first_values_are_kept_apart_and_unknown_ones_are_an_error(buka_formulir) -> None:
    rekaman = buka_formulir(isi={"umum/nomor": "N-1", "umum/nama": "Ani"})
    assert rekaman.isi == {"umum/nomor": "N-1", "umum/nama": "Ani"}
    with pytest.raises(ValueError, match="has no field"):
        buka_formulir(kunci="x", isi={"umum/entah": "1"})


def test_the_statement_and_its_version_are_kept_with_the_record(buka_formulir) -> None:
    assert buka_formulir().sumber["teks"]["janji"] == {"isi": "Saya berjanji.", "versi": "7"}
    own = buka_formulir(kunci="x", sumber={"skema": {"kelompok": []}, "teks": {"janji": {"isi": "Lain", "versi": "8"}}})
    assert own.sumber["teks"]["janji"]["versi"] == "8"


def test_the_trail_names_the_form_and_hides_its_content(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    ajukan(ctx(ani), rekaman=rekaman, isi={**ISI, "umum/nik": "3273010101010001"})
    entry = Entry.objects.get(code="forms.ajukan")
    assert entry.data["tindakan"] == "Menandatangani UJI.01 Formulir Uji"
    assert entry.data["digest"] == rekaman.digest
    assert "Ani" not in str(entry.changes[0]["after"].get("bagian", ""))
    assert "3273010101010001" not in str(entry.changes) + str(entry.data)


def test_personal_data_is_encrypted_where_it_is_stored(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    drafts.save(ctx(ani), rekaman, {"umum/nik": "3273010101010001"})
    assert "3273010101010001" not in str(Draft.objects.get().isi)
    ajukan(ctx(ani), rekaman=rekaman, isi=ISI)
    assert "3273010101010001" not in str(rekaman.bagian)
    assert rekaman.isi["umum/nik"] == "3273010101010001"


def test_the_gate_of_the_product_closes_the_form_with_its_reason(buka_formulir, ctx, ani) -> None:
    rekaman = buka_formulir()
    policy.register_policy("UJI.01", gate=lambda ctx, rekaman: "Tagihan belum lunas.")
    with pytest.raises(NotPermitted, match="Tagihan belum lunas"):
        ajukan(ctx(ani), rekaman=rekaman, isi=ISI)
    with pytest.raises(NotPermitted, match="Tagihan belum lunas"):
        drafts.save(ctx(ani), rekaman, {"umum/nama": "Ani"})


def test_the_product_hears_of_every_finished_stage(buka_formulir, ctx, ani, budi, citra) -> None:
    heard: list[tuple[str, bool]] = []
    rekaman = buka_formulir()
    policy.register_policy("UJI.01", on_stage=lambda ctx, rekaman, stage: heard.append((stage.slot, rekaman.selesai)))
    selesaikan(rekaman, ctx, ani, budi, citra)
    assert heard == [("asesi", False), ("asesor", False), ("manajer", True)]
    assert Event.objects.filter(name="forms.selesai").count() == 1


def test_reading_is_for_the_parties_and_whom_the_product_lets(buka_formulir, ctx, ani, dedi) -> None:
    rekaman = buka_formulir()
    assert queries.buka(ctx(ani), rekaman=rekaman) == rekaman
    with pytest.raises(NotPermitted):
        queries.buka(ctx(dedi), rekaman=rekaman)
    assert Entry.objects.filter(code="forms.buka", outcome="refused", actor_name=dedi.name).count() == 1
    policy.register_policy("UJI.01", may_read=lambda ctx, rekaman: True)
    assert queries.buka(ctx(dedi), rekaman=rekaman) == rekaman


def test_the_work_waits_for_the_party_whose_turn_it_is(buka_formulir, ctx, ani, budi) -> None:
    rekaman = buka_formulir()
    [work] = rekaman.work_items()
    assert (work.title, str(work.person_id)) == ("Isi UJI.01 Formulir Uji", str(ani.pk))
    ajukan(ctx(ani), rekaman=rekaman, isi=ISI)
    [work] = rekaman.work_items()
    assert (work.act, str(work.person_id)) == ("Tinjau", str(budi.pk))
