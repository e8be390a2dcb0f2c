"""The migrations of the product make what its models say."""

from __future__ import annotations

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def test_no_change_of_a_model_waits_for_its_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
