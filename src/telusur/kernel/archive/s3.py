"""The archive in an S3 bucket: needs the extra ``s3``; chosen by TELUSUR_S3_BUCKET (sites/base.py)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

TAKEN = {"PreconditionFailed", "ConditionalRequestConflict"}  # somebody else wrote this name meanwhile
MISSING = {"404", "NoSuchKey", "NotFound"}


def _code(problem: Exception) -> str:
    """What the server called it; empty if it did not answer."""
    return str(problem.response.get("Error", {}).get("Code", "")) if isinstance(problem, ClientError) else ""


@contextmanager
def _plainly(name: str) -> Iterator[None]:
    """Say by OSError what the client says by exceptions of its own, so that callers know one kind of trouble.

    Raises FileExistsError and FileNotFoundError for what these mean, OSError for everything else.
    """
    try:
        yield
    except (ClientError, BotoCoreError) as problem:
        code = _code(problem)
        kind = FileExistsError if code in TAKEN else FileNotFoundError if code in MISSING else OSError
        raise kind(f"{name}: {code or type(problem).__name__}") from problem


class ArchiveInS3(S3Storage):  # type: ignore[misc]  # django-storages ships no types
    """Contents are written once: a name that is taken is never written again, even when two nodes write at once."""

    def _save(self, name: str, content: File[bytes]) -> str:
        """Write under ``name``, or beside it if somebody was faster; return the name. The server judges who was first."""
        body = content.read()
        while True:
            try:
                with _plainly(name):
                    self.connection.meta.client.put_object(
                        Bucket=self.bucket_name, Key=self._normalize_name(name), Body=body, IfNoneMatch="*"
                    )
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        """The whole content: an answer that breaks off is told here and not by a reader."""
        with _plainly(name):
            answer = self.connection.meta.client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
            return File(BytesIO(answer["Body"].read()), name)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """A name that nobody has, as a file system would give it."""
        while self.exists(name):
            stem, dot, ending = name.rpartition("/")[2].partition(".")
            name = f"{name.rpartition('/')[0]}/{self.get_alternative_name(stem, dot + ending)}"
        return name

    def exists(self, name: str) -> bool:
        """Whether there is something by this name. Raises OSError if the server does not say."""
        try:
            with _plainly(name):
                self.connection.meta.client.head_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        """Bytes of the content."""
        with _plainly(name):
            return int(super().size(name))

    def delete(self, name: str) -> None:
        """Take the content away; what is not there is no error, as with files."""
        with _plainly(name):
            super().delete(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Folders and files below ``path``."""
        with _plainly(path):
            folders: tuple[list[str], list[str]] = super().listdir(path)
            return folders


def options(bucket: str, endpoint: str, region: str, access_key: str, secret_key: str) -> dict[str, Any]:
    """What the storage is told. Path-style addresses: servers of one's own seldom have a name for each bucket."""
    from botocore.config import Config

    return {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": region,
        "access_key": access_key,
        "secret_key": secret_key,
        "default_acl": None,
        "file_overwrite": False,
        # Checksums that only Amazon knows are sent only where they are required.
        "client_config": Config(
            s3={"addressing_style": "path"},
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=30,
            retries={"max_attempts": 3, "mode": "standard"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    }
