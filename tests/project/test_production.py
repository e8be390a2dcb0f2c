"""A production system that was not told everything does not start, and says what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from telusur.sites import production
from tests.environment import REPOSITORY

WHOLE = {
    "DATABASE_URL": "postgres://telusur:x@db/telusur",
    "TELUSUR_URL": "https://sistem.lsp.id",
    "TELUSUR_HOSTS": "sistem.lsp.id",
    "TELUSUR_PROXIES": "127.0.0.1, 10.0.0.0/8",
    "TELUSUR_SECRET_KEY": "s" * 64,
    "TELUSUR_FIELD_KEY": "f" * 64,
    "TELUSUR_INDEX_KEY": "i" * 64,
    "TELUSUR_ARCHIVE_KEY": "a" * 64,
    "TELUSUR_SMTP_HOST": "surel.lsp.id",
    "TELUSUR_MAIL_FROM": "tidak-dibalas@lsp.id",
    "TELUSUR_DATA": "/srv/telusur",
}


def gaps(**changes: str) -> list[str]:
    told = {**WHOLE, **changes}
    return production.gaps("lsp", lambda name: told.get(name, ""))


def run(product: str, *words: str, folder: Path, **told: str) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY / "src"), "HOME": str(folder)}
    command = [sys.executable, "-m", "telusur.cli", product, *words]
    return subprocess.run(command, env={**kept, **told}, cwd=folder, capture_output=True, text=True, check=False)


def test_nothing_is_missing_when_everything_is_told() -> None:
    assert gaps() == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "sqlite:////srv/telusur.sqlite3"),
        ("TELUSUR_URL", ""),
        ("TELUSUR_URL", "http://sistem.lsp.id"),
        ("TELUSUR_URL", "https://127.0.0.1:8000"),
        ("TELUSUR_HOSTS", ""),
        ("TELUSUR_HOSTS", "*"),
        ("TELUSUR_HOSTS", "lain.lsp.id"),
        ("TELUSUR_PROXIES", ""),
        ("TELUSUR_PROXIES", "10.0.0.1/8"),
        ("TELUSUR_PROXIES", "proxy.lsp.id"),
        ("TELUSUR_PROXIES", "0.0.0.0/0"),
        ("TELUSUR_SECRET_KEY", ""),
        ("TELUSUR_FIELD_KEY", ""),
        ("TELUSUR_INDEX_KEY", "pendek"),
        ("TELUSUR_ARCHIVE_KEY", ""),
        ("TELUSUR_ARCHIVE_KEY", "z" * 64),
        ("TELUSUR_FIELD_KEY", f"{'f' * 64},{'e' * 40}"),
        ("TELUSUR_SMTP_HOST", ""),
        ("TELUSUR_MAIL_FROM", ""),
        ("TELUSUR_MAIL_FROM", "tidak-dibalas@lsp.example"),
        ("TELUSUR_DATA", ""),
        ("TELUSUR_DATA", "var"),
    ],
)
def test_each_setting_that_is_missing_or_cannot_be_meant_is_named(setting: str, value: str) -> None:
    (told,) = gaps(**{setting: value})
    assert told.startswith(setting)


def test_a_system_without_a_proxy_says_so_and_believes_no_header() -> None:
    assert gaps(TELUSUR_PROXIES="none") == []
    assert production.proxies(lambda _: "none") == ()
    assert [str(one) for one in production.proxies(WHOLE.__getitem__)] == ["127.0.0.1/32", "10.0.0.0/8"]


S3 = {
    "TELUSUR_S3_BUCKET": "arsip",
    "TELUSUR_S3_ENDPOINT": "http://s3:9000",
    "TELUSUR_S3_ACCESS_KEY": "a",
    "TELUSUR_S3_SECRET_KEY": "s",
}


@pytest.mark.parametrize(
    ("setting", "value"), [*((name, "") for name in S3 if name != "TELUSUR_S3_ENDPOINT"), ("TELUSUR_S3_ENDPOINT", "s3")]
)
def test_a_bucket_is_told_whole_or_not_at_all(setting: str, value: str) -> None:
    assert gaps(**S3) == []
    (told,) = gaps(**{**S3, setting: value})
    assert told.startswith(setting)


def test_sqlite_in_production_only_when_said_so() -> None:
    assert gaps(DATABASE_URL="", TELUSUR_SQLITE="1") == []


def test_each_product_takes_its_own_database() -> None:
    assert gaps(DATABASE_URL="", LSP_DATABASE_URL="postgres://db/lsp") == []
    assert len(gaps(DATABASE_URL="", BNSP_DATABASE_URL="postgres://db/bnsp")) == 1


@pytest.mark.parametrize("product", ["lsp", "bnsp"])
@pytest.mark.parametrize("words", [("serve",), ("migrate",), ("check", "--deploy")])
def test_production_alone_starts_nothing_makes_nothing_and_prints_the_list(
    product: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    done = run(product, *words, folder=tmp_path, TELUSUR_PRODUCTION="1")
    assert done.returncode == 1
    for setting in ("DATABASE_URL", "TELUSUR_URL", "TELUSUR_HOSTS", "TELUSUR_FIELD_KEY", "TELUSUR_SMTP_HOST"):
        assert f"- {setting}" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_deploy_names_each_gap_of_a_system_that_is_not_yet_production(tmp_path: Path) -> None:
    done = run("lsp", "check", "--deploy", folder=tmp_path, TELUSUR_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "telusur.E000" in done.stderr
    assert "TELUSUR_SMTP_HOST" in done.stderr


def test_check_deploy_passes_when_everything_is_told(tmp_path: Path) -> None:
    told = {**WHOLE, "DATABASE_URL": "", "TELUSUR_SQLITE": "1", "TELUSUR_DATA": str(tmp_path)}
    done = run("lsp", "check", "--deploy", folder=tmp_path, TELUSUR_PRODUCTION="1", **told)
    assert done.returncode == 0, done.stderr
    assert "telusur.W001" in done.stderr


def test_the_demo_refuses_production(tmp_path: Path) -> None:
    done = run("demo", folder=tmp_path, TELUSUR_PRODUCTION="1")
    assert (done.returncode, "produksi" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("demo",), ("serve", "--demo"), ("reset_demo",)])
def test_every_door_to_invented_data_refuses_production(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PRODUCTION", True)
    with pytest.raises(CommandError, match="produksi"):
        call_command(*words)


def test_the_program_says_which_version_it_is() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "telusur.cli", "--version"], capture_output=True, text=True, check=False
    )
    assert done.stdout == f"telusur {version('telusur')}\n"
