from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from telusur.kernel.base.keys import public_keys, seal_key
from telusur.kernel.base.secrets import secret_of


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_FOLDER, settings.SEAL_KEY = tmp_path, ""
    return tmp_path


def race(act: Any) -> list[Any]:
    together, results = threading.Barrier(8), []

    def one() -> None:
        together.wait()
        results.append(act())

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_the_key_is_made_once_even_by_eight_at_once(folder: Path) -> None:
    assert len(set(race(lambda: seal_key().id))) == 1
    assert list(public_keys()) == [seal_key().id]
    assert sorted(path.name for path in (folder / "kunci").iterdir()) == ["jejak.pem", "publik"]


def test_nobody_else_can_read_it(folder: Path) -> None:
    seal_key()
    assert (folder / "kunci" / "jejak.pem").stat().st_mode & 0o777 == 0o600
    assert (folder / "kunci").stat().st_mode & 0o777 == 0o700


def test_production_keeps_its_key_elsewhere(folder: Path, settings: Any, tmp_path: Path) -> None:
    first = seal_key()
    moved = tmp_path / "rahasia.pem"
    (folder / "kunci" / "jejak.pem").rename(moved)
    settings.SEAL_KEY = str(moved)
    assert seal_key().id == first.id
    assert not (folder / "kunci" / "jejak.pem").exists()


def test_a_key_of_another_kind_is_refused(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "salah.pem"
    private = ec.generate_private_key(ec.SECP256R1())
    path.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    settings.SEAL_KEY = str(path)
    with pytest.raises(ValueError, match="Ed25519"):
        seal_key()


def test_a_signature_is_checked_by_the_listed_half() -> None:
    key = seal_key()
    public_keys()[key.id].verify(key.sign(b"jejak"), b"jejak")


def test_a_secret_is_made_once_even_by_eight_at_once(tmp_path: Path) -> None:
    made = race(lambda: secret_of(tmp_path / "rahasia", "secret_key"))
    assert len(set(made)) == 1 and len(made[0]) == 64
    assert (tmp_path / "rahasia" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "rahasia").iterdir()] == ["secret_key"]
