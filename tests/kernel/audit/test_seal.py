from __future__ import annotations

import json
import timeit
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from telusur.kernel.audit import seal as sealing
from telusur.kernel.audit.jobs import seal_the_trail
from telusur.kernel.audit.mark import mark_of
from telusur.kernel.audit.models import Entry, Seal, SealedEntry
from telusur.kernel.audit.record import record
from telusur.kernel.audit.verify import examine, findings, summary
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.commands.context import public_context
from tests.kernel.audit.conftest import AT


def found() -> list[tuple[str, int | None]]:
    return [(one.kind, one.entry or one.seal) for one in findings()]


def test_an_untouched_trail_holds(write: Any, seal: Any) -> None:
    write(5)
    first = seal()
    write(3)
    second = seal(AT + timedelta(hours=2))
    assert (first.number, second.number, second.previous) == (1, 2, first.digest)
    assert second.count == 4  # three, and the entry of the first sealing
    assert found() == []
    assert summary().unsealed == 1


def test_an_altered_entry_is_named_with_the_time_of_its_seal(write: Any, seal: Any, tamper: Any) -> None:
    entry = write(5)[2]
    seal()
    tamper("UPDATE audit_entry SET reason = 'lain' WHERE id = %s", entry.pk)
    assert [one.sentence for one in findings()] == [
        f"Entri {entry.pk} diubah sesudah disegel Jum 20 Nov 2026 11.42 WIB."
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [("actor_name", "Orang Lain"), ("outcome", "refused"), ("data", '{"n": 9, "x": 1.5}'), ("subject_id", "7")],
)
def test_every_column_counts(write: Any, seal: Any, tamper: Any, column: str, value: str) -> None:
    entry = write(2)[0]
    seal()
    tamper(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, entry.pk)
    assert found() == [("diubah", entry.pk)]


def test_removed_entries_are_named(write: Any, seal: Any, tamper: Any) -> None:
    entries = write(5)
    seal()
    tamper("DELETE FROM audit_entry WHERE id IN (%s, %s)", entries[0].pk, entries[4].pk)
    assert found() == [("dihapus", entries[0].pk), ("dihapus", entries[4].pk)]


COPY = (
    "INSERT INTO audit_entry (id, at, code, outcome, reason, actor_id, actor_name, actor_roles, subject_type, subject_id,"
    " subject_label, channel, request_id, changes, data) SELECT %s, at, code, outcome, reason, actor_id, actor_name,"
    " actor_roles, subject_type, subject_id, subject_label, channel, request_id, changes, data FROM audit_entry WHERE id = %s"
)


def test_an_entry_put_into_a_gap_of_the_sealed_range_is_named(
    write: Any, seal: Any, tamper: Any, leave_gap: Any
) -> None:
    first = write(1)[0]
    gap = first.pk + 5
    leave_gap(10)
    write(1)
    seal()
    tamper(COPY, gap, first.pk)
    assert [one for one in found() if one[0] != "celah"] == [("disisipkan", gap)]


def test_an_entry_put_between_two_seals_is_named(write: Any, seal: Any, tamper: Any, leave_gap: Any) -> None:
    first = write(1)[0]
    seal()
    end = Entry.objects.latest("id").pk
    leave_gap(10)
    write(1, start=AT + timedelta(hours=1))
    seal(AT + timedelta(hours=1, minutes=1))
    tamper(COPY, end + 7, first.pk)
    assert [one for one in found() if one[0] != "celah"] == [("disisipkan", end + 7)]


def test_honest_acts_after_the_clock_was_set_back_are_a_note_and_no_accusation(write: Any, seal: Any) -> None:
    write(1)
    seal()
    late = write(1, start=AT - timedelta(days=1))[0]
    seal(AT + timedelta(hours=2))
    assert found() == []
    assert [(one.note, one.entry, one.sentence) for one in examine() if one.kind == "mundur"] == [
        (
            True,
            late.pk,
            f"Catatan: entri {late.pk} asli, tetapi bertanggal Kam 19 Nov 2026 10.42 WIB, sebelum segel 1 "
            "(Jum 20 Nov 2026 11.42 WIB) yang lebih dahulu dibuat. Jam komputer pernah mundur.",
        )
    ]
    call_command("check_audit", stdout=(out := StringIO()))
    assert "Jejak utuh" in out.getvalue()


@pytest.mark.parametrize("number", [0, -5])
def test_a_forged_entry_below_the_first_is_named(write: Any, seal: Any, tamper: Any, number: int) -> None:
    first = write(1)[0]
    tamper(COPY, number, first.pk)
    seal()
    assert found() == [("disisipkan", number or None)]
    with pytest.raises(SystemExit):
        call_command("check_audit", stdout=(out := StringIO()))
    assert "1 temuan" in out.getvalue()


@pytest.mark.parametrize("sealed_after", [False, True])
@pytest.mark.parametrize("channel", ["web", "demo", "job"])
def test_a_forged_entry_at_the_end_is_named_before_and_after_its_seal(
    write: Any, seal: Any, tamper: Any, leave_gap: Any, sealed_after: bool, channel: str
) -> None:
    first = write(1, start=AT - timedelta(days=300), channel=channel)[0]
    seal()
    forged = Entry.objects.latest("id").pk + 1
    tamper(COPY, forged, first.pk)
    if sealed_after:
        leave_gap(1) if connection.vendor == "postgresql" else None  # there the forger must move the sequence on too
        seal(AT + timedelta(hours=2))
    assert found() == [("tak_bertanda", forged)]


def test_a_copy_with_its_mark_and_an_entry_altered_before_its_seal_are_named(write: Any, tamper: Any) -> None:
    first, second = write(2)
    tamper(
        COPY.replace(", data)", ", data, mark)").replace("changes, data FROM", "changes, data, mark FROM"),
        second.pk + 1,
        first.pk,
    )
    tamper("UPDATE audit_entry SET reason = 'lain' WHERE id = %s", second.pk)
    assert found() == [("tak_bertanda", second.pk), ("disisipkan", second.pk + 1)]


def test_a_gap_is_a_finding_where_the_database_leaves_none(write: Any, tamper: Any) -> None:
    gone = write(3)[1]
    tamper("DELETE FROM audit_entry WHERE id = %s", gone.pk)
    gaps = [(one.note, one.sentence) for one in examine() if one.kind == "celah" and "mulai pada" not in one.sentence]
    if connection.vendor == "sqlite":
        assert gaps == [(False, f"Entri {gone.pk} tidak ada: dihapus sebelum sempat disegel.")]
    else:
        spent = "Catatan: 1 nomor entri tidak terpakai, seperti bila tindakan gagal sebelum selesai."
        assert gaps == [(True, spent)]


def test_a_mark_survives_both_databases_and_a_new_key(db: None, own_data_folder: Path) -> None:
    odd = {"n": 1e16, "x": 1.5, "é": "…", "2": [None, True, {"b": 1, "a": 0.1}], "y": 1e-9, 10: 1, 9: 2}
    ctx = public_context()
    record(ctx, "uji.catat", "done", data=odd)
    assert found() == []
    folder = own_data_folder / "kunci"
    (folder / "entri-lama").mkdir()
    (folder / "entri.key").rename(folder / "entri-lama" / "2026.key")
    assert found() == []
    (folder / "entri-lama" / "2026.key").unlink()
    assert [kind for kind, _ in found()] == ["tak_bertanda"]


def test_marking_costs_at_most_a_tenth_of_a_millisecond() -> None:
    content = {"at": AT, "code": "uji.catat", "data": {"n": 1}, "changes": [{"type": "a.b", "after": {"x": "y" * 200}}]}
    mark_of(content)
    fastest = min(timeit.repeat(lambda: mark_of(content), number=100, repeat=5)) / 100
    assert fastest < 0.0001


def test_an_import_may_carry_old_dates(write: Any, seal: Any) -> None:
    write(1)
    seal()
    write(1, start=AT - timedelta(days=30), channel="demo")
    seal(AT + timedelta(hours=2))
    assert found() == []


def test_an_entry_and_its_digest_rewritten_together_betray_the_seal(write: Any, seal: Any, tamper: Any) -> None:
    entry = write(3)[1]
    seal()
    tamper("UPDATE audit_entry SET reason = 'lain' WHERE id = %s", entry.pk)
    digest = {row.id: row.digest for row in sealing.entry_rows(after=0, upto=entry.pk)}[entry.pk]
    tamper("UPDATE audit_sealedentry SET digest = %s WHERE entry_id = %s", digest, entry.pk)
    assert found() == [("segel", 1), ("tak_bertanda", entry.pk)]


def test_a_rewritten_seal_is_named(write: Any, seal: Any, tamper: Any) -> None:
    write(3)
    seal()
    tamper("UPDATE audit_seal SET count = 2")
    assert ("segel", 1) in found()


def test_a_seal_made_anew_with_another_key_is_named(write: Any, seal: Any, tamper: Any, own_data_folder: Path) -> None:
    write(3)
    seal()
    (own_data_folder / "kunci" / "segel.txt").unlink()
    for path in (own_data_folder / "kunci" / "publik").iterdir():
        path.unlink()
    assert [kind for kind, _ in found()] == ["kunci"]


def test_a_seal_signed_by_somebody_else_under_our_name_is_named(write: Any, seal: Any, tamper: Any) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    write(3)
    made = seal()
    forged = Ed25519PrivateKey.generate().sign(bytes.fromhex(made.digest)).hex()
    tamper("UPDATE audit_seal SET signature = %s", forged)
    assert [one.sentence for one in findings()] == [
        "Segel 1 (Jum 20 Nov 2026 11.42 WIB) tidak ditandatangani oleh kunci lembaga ini."
    ]


def test_a_removed_seal_is_named(write: Any, seal: Any, tamper: Any, own_data_folder: Path) -> None:
    for hour in (1, 2, 3):
        write(1)
        seal(AT + timedelta(hours=hour))
    (own_data_folder / "kunci" / "segel.txt").unlink()
    tamper("DELETE FROM audit_sealedentry WHERE seal_id = 2")
    tamper("DELETE FROM audit_seal WHERE number = 2")
    assert ("segel", 2) in found()


def test_cutting_off_the_end_of_the_trail_with_its_seal_is_noticed(write: Any, seal: Any, tamper: Any) -> None:
    write(1)
    kept = seal()
    write(2)
    seal(AT + timedelta(hours=2))
    tamper("DELETE FROM audit_sealedentry WHERE seal_id = 2")
    tamper("DELETE FROM audit_seal WHERE number = 2")
    tamper("DELETE FROM audit_entry WHERE id > %s", kept.last_entry)
    assert [one.sentence for one in findings()] == ["Segel 2 pernah dibuat, tetapi tidak ada lagi dalam basis data."]


def test_an_old_key_still_counts_after_it_was_replaced(write: Any, seal: Any, own_data_folder: Path) -> None:
    write(1)
    first = seal()
    (own_data_folder / "kunci" / "jejak.pem").unlink()
    write(1)
    second = seal(AT + timedelta(hours=2))
    assert first.key_id != second.key_id
    assert found() == []


def test_a_long_trail_is_sealed_in_batches(write: Any, seal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 4)
    write(10)
    seal_the_trail()
    assert list(Seal.objects.order_by("number").values_list("count", flat=True)) == [4, 4, 2]
    assert SealedEntry.objects.count() == 10
    assert found() == []


def test_an_idle_trail_does_not_grow_by_being_sealed(write: Any) -> None:
    write(1)
    seal_the_trail()
    before = Entry.objects.count()
    seal_the_trail()
    seal_the_trail()
    assert Entry.objects.count() == before


def test_only_the_system_seals(db: None) -> None:
    from telusur.kernel.audit.commands import segel

    with pytest.raises(NotPermitted):
        segel(public_context(), sampai=1)


def test_the_command_prints_a_sentence_per_finding_and_fails(write: Any, seal: Any, tamper: Any) -> None:
    entry = write(2)[0]
    seal()
    out = StringIO()
    call_command("check_audit", stdout=out)
    assert out.getvalue().startswith("Jejak utuh: 3 entri, 1 segel, 1 entri belum disegel.")
    tamper("DELETE FROM audit_entry WHERE id = %s", entry.pk)
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("check_audit", stdout=out)
    assert stop.value.code == 1
    assert out.getvalue().startswith(f"Entri {entry.pk} dihapus sesudah disegel Jum 20 Nov 2026 11.42 WIB.\n1 temuan: ")


def test_the_command_speaks_json_and_starts_where_it_is_told(write: Any, seal: Any, tamper: Any) -> None:
    entry = write(2)[0]
    seal()
    write(1)
    seal(AT + timedelta(hours=2))
    tamper("DELETE FROM audit_entry WHERE id = %s", entry.pk)
    out = StringIO()
    call_command("check_audit", "--json", "--since", "2", stdout=out)
    assert json.loads(out.getvalue())["findings"] == []
    with pytest.raises(SystemExit):
        call_command("check_audit", "--json", stdout=(out := StringIO()))
    assert [(one["kind"], one["entry"]) for one in json.loads(out.getvalue())["findings"]] == [("dihapus", entry.pk)]
