"""What a production system must be told: without all of it no settings are made, so nothing starts half closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from telusur.kernel.base.client import Network, networks

NO_PROXY = "none"
Env = Callable[[str], str]
LOOPBACK = ("localhost", "127.", "::1", "0.0.0.0")  # noqa: S104  (a comparison)
KEYS = ("TELUSUR_SECRET_KEY", "TELUSUR_FIELD_KEY", "TELUSUR_INDEX_KEY", "TELUSUR_ARCHIVE_KEY")
HEXADECIMAL = ("TELUSUR_FIELD_KEY", "TELUSUR_ARCHIVE_KEY")  # what encrypts: anything else would fail at the first use
S3 = ("TELUSUR_S3_ENDPOINT", "TELUSUR_S3_ACCESS_KEY", "TELUSUR_S3_SECRET_KEY")
KEY_LENGTH = 32  # characters; below it a key is a guess away


def gaps(product: str, env: Env) -> list[str]:
    """One sentence for each setting that is missing or cannot be meant, in the order of the README's table."""
    keys = (_key(name, env) for name in KEYS)
    found = [_database(product, env), *_address(env), _proxies(env), *keys, *_mail(env), _folder(env), *_bucket(env)]
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


def proxies(env: Env) -> tuple[Network, ...]:
    """The proxies of TELUSUR_PROXIES. None if it does not name any, or cannot be read: then no header is believed."""
    listed = env("TELUSUR_PROXIES")
    try:
        return () if listed == NO_PROXY else networks(listed.split(","))
    except ValueError:
        return ()


def _proxies(env: Env) -> str:
    listed = env("TELUSUR_PROXIES")
    if listed == NO_PROXY:
        return ""
    try:
        found = networks(listed.split(","))
    except ValueError as wrong:
        return (
            f"TELUSUR_PROXIES: bukan alamat atau jaringan ({wrong}). Bagian sesudah / harus nol, misalnya 10.0.0.0/8."
        )
    if not found:
        return (
            "TELUSUR_PROXIES: alamat atau jaringan proxy yang meneruskan permintaan, misalnya 127.0.0.1,10.0.0.0/8; hanya "
            "dari sana X-Forwarded-For dan X-Forwarded-Proto dipercaya. "
            f"Tanpa proxy (TLS di server ini sendiri): {NO_PROXY}."
        )
    if any(one.prefixlen == 0 for one in found):
        return "TELUSUR_PROXIES: jaringan /0 berarti siapa pun dipercaya; sebutkan proxynya saja."
    return ""


def _among(host: str, hosts: list[str]) -> bool:
    return any(host == one.lower() or (one.startswith(".") and f".{host}".endswith(one.lower())) for one in hosts)


def _key(name: str, env: Env) -> str:
    value = env(name)
    if not value:
        return (
            f"{name}: rahasia acak, misalnya dari `openssl rand -hex 32`; simpan salinannya terpisah dari basis data."
        )
    if name in HEXADECIMAL and not all(_is_key(part) for part in value.split(",")):
        return f"{name}: harus 64 angka heksadesimal seperti dari `openssl rand -hex 32`; beberapa dipisah koma."
    return "" if len(value) >= KEY_LENGTH else f"{name}: terlalu pendek; pakai sedikitnya {KEY_LENGTH} huruf acak."


def _is_key(text: str) -> bool:
    return len(text.strip()) == 64 and set(text.strip().lower()) <= set("0123456789abcdef")


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


def _bucket(env: Env) -> list[str]:
    """S3 is all or nothing: half of it would have the archive in one place on one node and in another on the next."""
    if not env("TELUSUR_S3_BUCKET"):
        others = [one for one in S3 if env(one)]
        return [f"TELUSUR_S3_BUCKET: {others[0]} diisi, tetapi ember S3 untuk arsip tidak disebut."] if others else []
    told = [f"{one}: kunci akses ember S3 {env('TELUSUR_S3_BUCKET')}." for one in S3[1:] if not env(one)]
    endpoint = urlsplit(env("TELUSUR_S3_ENDPOINT"))
    if env("TELUSUR_S3_ENDPOINT") and not (endpoint.scheme in {"http", "https"} and endpoint.hostname):
        told.insert(0, "TELUSUR_S3_ENDPOINT: alamat server S3, misalnya https://s3.lembaga.id; kosong berarti Amazon.")
    return told


def sentence(product: str, missing: list[str]) -> str:
    """Why nothing starts."""
    lines = "\n".join(f"  - {one}" for one in missing)
    return f"TELUSUR_PRODUCTION=1, tetapi setelan {product.upper()} belum lengkap; sistem tidak dijalankan:\n{lines}"
