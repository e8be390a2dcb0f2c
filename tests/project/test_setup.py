"""Setting up where Python comes without pip and venv, as Debian ships it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.environment import REPOSITORY

pytestmark = pytest.mark.once


@pytest.fixture
def setup(tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("setup_script", REPOSITORY / "scripts/setup.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.TOOLS = tmp_path / "tools"  # type: ignore[attr-defined]
    module.UV = module.TOOLS / "bin/uv"  # type: ignore[attr-defined]
    return module


@pytest.fixture
def locked(tmp_path: Path, setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    wheel = tmp_path / "uv-1.2.3-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("uv-1.2.3.data/scripts/uv", "#!/bin/sh\necho uv 1.2.3\n")
    monkeypatch.setattr(setup, "suits", lambda name: name == wheel.name)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return {"version": "1.2.3", "wheels": [{"url": wheel.as_uri(), "hash": f"sha256:{digest}"}]}


def test_uv_is_unpacked_from_the_wheel_of_the_lock(setup: ModuleType, locked: dict[str, Any]) -> None:
    assert setup.with_download(locked)
    assert setup.ready("1.2.3")
    assert not setup.ready("1.2.4")


def test_a_wheel_with_another_hash_is_refused(setup: ModuleType, locked: dict[str, Any]) -> None:
    locked["wheels"][0]["hash"] = "sha256:" + "0" * 64
    with pytest.raises(SystemExit, match="is not the file that the lock names"):
        setup.with_download(locked)
    assert not setup.UV.exists()


def test_the_lock_has_a_wheel_of_uv_for_this_machine(setup: ModuleType) -> None:
    names = [wheel["url"].rsplit("/", 1)[-1] for wheel in setup.locked_uv()["wheels"]]
    assert [name for name in names if setup.suits(name)]


def test_the_npm_lock_names_no_registry_and_every_hash() -> None:
    lock = json.loads((REPOSITORY / "package-lock.json").read_text("utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert not [package["resolved"] for package in packages if "resolved" in package]
