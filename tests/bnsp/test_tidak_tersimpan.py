"""What somebody signed in at BNSP was shown is not kept by the browser, on any address."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY

from telusur.bnsp.roles import Role
from tests.acting import client_of, make_user
from tests.addresses import every_address


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.KETUA, Role.OPERATOR, Role.PENGELOLA_SISTEM])
def test_every_address_answers_somebody_signed_in_with_no_store(role: Role) -> None:
    client = client_of(make_user("seseorang", "Seseorang Uji", role))
    client.raise_request_exception = False
    said = {address: client.get(address).headers.get("Cache-Control", "") for address in every_address()}
    assert SESSION_KEY in client.session  # none of them signed the person out
    assert len(said) > 100
    assert [address for address, kept in said.items() if "no-store" not in kept] == []
