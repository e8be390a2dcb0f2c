"""The test environment itself."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from pytest_socket import SocketConnectBlockedError

from tests.environment import DATA, known_requirements, unknown_marks

pytestmark = pytest.mark.once


def test_nothing_beyond_this_machine_can_be_reached() -> None:
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_loopback_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=5):
        pass


def test_data_goes_into_a_folder_of_this_run() -> None:
    assert str(settings.DATA_FOLDER).startswith(str(DATA))


def test_a_mark_with_an_unknown_requirement_is_found() -> None:
    def item(code: str) -> Any:
        return SimpleNamespace(nodeid="t", iter_markers=lambda name: [SimpleNamespace(args=(code,))])

    assert unknown_marks([item("SOP-001"), item("SOP-999")], known_requirements()) == ["t: SOP-999"]
