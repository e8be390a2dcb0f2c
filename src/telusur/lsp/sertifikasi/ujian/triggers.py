"""The database's own refusal to change the stream of answers."""

from __future__ import annotations

TABLE = "ujian_jawaban"
SENTENCE = "Jawaban ujian tidak dapat diubah atau dihapus."
ACTS = ("update", "delete")


def statements(vendor: str) -> list[str]:
    """SQL that installs the triggers on this kind of database."""
    if vendor == "postgresql":
        return [_FUNCTION, *(_postgresql(act) for act in ACTS)]
    return [
        f"CREATE TRIGGER {TABLE}_no_{act} BEFORE {act.upper()} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        for act in ACTS
    ]


def removal(vendor: str) -> list[str]:
    """SQL that takes them away again."""
    on = f" ON {TABLE}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {TABLE}_no_{act}{on}" for act in ACTS]


_FUNCTION = (
    "CREATE OR REPLACE FUNCTION telusur_ujian_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$"
)


def _postgresql(act: str) -> str:
    return (
        f"CREATE TRIGGER {TABLE}_no_{act} BEFORE {act.upper()} ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION telusur_ujian_append_only()"
    )
