"""What the database itself refuses: changing a closed record or a signature, removing either."""

from __future__ import annotations

CLOSED = "('selesai', 'digantikan', 'batal')"
KEPT = ("edition", "code", "case_id", "version", "pihak", "sumber", "bagian", "riwayat", "digest", "finished_at")
SIGNED = ("rekaman_id", "slot", "person_id", "name", "at", "cakupan", "digest")
MESSAGE = "a closed form and its signatures cannot be changed or removed"


def statements(vendor: str) -> list[str]:
    """SQL that installs the triggers."""
    if vendor == "postgresql":
        return [
            f"CREATE FUNCTION forms_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
            _postgres(
                "rekaman_closed", "UPDATE", "forms_rekaman", f"OLD.status IN {CLOSED} AND ({_changed(vendor, KEPT)})"
            ),
            _postgres("rekaman_kept", "DELETE", "forms_rekaman", "true"),
            _postgres("tanda_closed", "UPDATE", "forms_tandatangan", _changed(vendor, SIGNED)),
            _postgres("tanda_kept", "DELETE", "forms_tandatangan", "true"),
        ]
    return [
        _sqlite("rekaman_closed", "UPDATE", "forms_rekaman", f"OLD.status IN {CLOSED} AND ({_changed(vendor, KEPT)})"),
        _sqlite("rekaman_kept", "DELETE", "forms_rekaman", "1"),
        _sqlite("tanda_closed", "UPDATE", "forms_tandatangan", _changed(vendor, SIGNED)),
        _sqlite("tanda_kept", "DELETE", "forms_tandatangan", "1"),
    ]


def removal(vendor: str) -> list[str]:
    """SQL that takes them away again."""
    names = {
        "rekaman_closed": "forms_rekaman",
        "rekaman_kept": "forms_rekaman",
        "tanda_closed": "forms_tandatangan",
        "tanda_kept": "forms_tandatangan",
    }
    if vendor == "postgresql":
        return [*(f"DROP TRIGGER forms_{n} ON {t}" for n, t in names.items()), "DROP FUNCTION forms_refuse()"]
    return [f"DROP TRIGGER forms_{name}" for name in names]


def _changed(vendor: str, columns: tuple[str, ...]) -> str:
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def _postgres(name: str, event: str, table: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER forms_{name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({condition}) "
        "EXECUTE FUNCTION forms_refuse()"
    )


def _sqlite(name: str, event: str, table: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER forms_{name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
