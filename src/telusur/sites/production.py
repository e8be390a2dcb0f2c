"""What a production system must be told: without all of it no settings are made, so nothing starts half closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

Env = Callable[[str], str]
LOOPBACK = ("localhost", "127.", "::1", "0.0.0.0")  # noqa: S104  (a comparison)
KEYS = ("TELUSUR_SECRET_KEY", "TELUSUR_FIELD_KEY", "TELUSUR_INDEX_KEY")
KEY_LENGTH = 32  # characters; below it a key is a guess away


def gaps(product: str, env: Env) -> list[str]:
    """One sentence for each setting that is missing or cannot be meant, in the order of the README's table."""
    found = [_database(product, env), *_address(env), *(_key(name, env) for name in KEYS), *_mail(env), _folder(env)]
    return [one for one in found if one]


def _database(product: str, env: Env) -> str:
    name = f"{product.upper()}_DATABASE_URL"
    url = env(name) or env("DATABASE_URL")
    if url.startswith(("postgres://", "postgresql://")) or env("TELUSUR_SQLITE") == "1":
        return ""
    return (
        f"DATABASE_URL (atau {name}): alamat PostgreSQL, misalnya postgres://telusur:...@db/telusur. "
        "Bila SQLite memang dimaksudkan, katakan dengan TELUSUR_SQLITE=1."
    )


def _address(env: Env) -> list[str]:
    url, hosts = urlsplit(env("TELUSUR_URL")), [one.strip() for one in env("TELUSUR_HOSTS").split(",") if one.strip()]
    told = []
    host = url.hostname or ""
    if url.scheme != "https" or not host or host.startswith(LOOPBACK):
        told.append(
            "TELUSUR_URL: alamat umum sistem ini, dengan https, misalnya https://sistem.lsp.id; surat menautkannya."
        )
    if not hosts or "*" in hosts:
        told.append("TELUSUR_HOSTS: nama yang dijawab sistem ini, dipisah koma; bukan *.")
    elif not told and not _among(host, hosts):
        told.append(f"TELUSUR_HOSTS: nama {host} dari TELUSUR_URL tidak ada di dalamnya.")
    return told


def _among(host: str, hosts: list[str]) -> bool:
    return any(host == one.lower() or (one.startswith(".") and f".{host}".endswith(one.lower())) for one in hosts)


def _key(name: str, env: Env) -> str:
    value = env(name)
    if not value:
        return (
            f"{name}: rahasia acak, misalnya dari `openssl rand -hex 32`; simpan salinannya terpisah dari basis data."
        )
    return "" if len(value) >= KEY_LENGTH else f"{name}: terlalu pendek; pakai sedikitnya {KEY_LENGTH} huruf acak."


def _mail(env: Env) -> list[str]:
    told = []
    if not env("TELUSUR_SMTP_HOST"):
        told.append("TELUSUR_SMTP_HOST: server surel; tanpa itu tautan kata sandi tidak pernah sampai.")
    sender = env("TELUSUR_MAIL_FROM")
    if "@" not in sender or sender.rstrip(">").endswith((".example", ".invalid", ".test")):
        told.append("TELUSUR_MAIL_FROM: surel pengirim milik lembaga, misalnya tidak-dibalas@lsp.id.")
    return told


def _folder(env: Env) -> str:
    if Path(env("TELUSUR_DATA")).is_absolute():
        return ""
    return "TELUSUR_DATA: folder tetap (jalur lengkap) untuk kunci, arsip, dan berkas tampilan."


def sentence(product: str, missing: list[str]) -> str:
    """Why nothing starts."""
    lines = "\n".join(f"  - {one}" for one in missing)
    return f"TELUSUR_PRODUCTION=1, tetapi setelan {product.upper()} belum lengkap; sistem tidak dijalankan:\n{lines}"
