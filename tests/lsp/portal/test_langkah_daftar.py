"""The steps of applying, told before somebody starts (SOP 1.2)."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.req("SOP-007")
def test_the_registration_page_shows_the_steps_to_fill_apl01_and_apl02_in_order_before_the_form(client: Client) -> None:
    text = client.get("/akun/daftar/").content.decode()
    places = [
        text.index(word) for word in ("FR.APL.01", "data pribadi", "FR.APL.02", "nilai diri Anda", "Ajukan", "<form ")
    ]
    assert places == sorted(places)
