"""Django as `startproject` makes it, with one signed-in view: the baseline that owes nothing to this product.

As settings for the server; as a program (`python -m bench.stock`) it makes its database, one account and a session, and
prints the cookie.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

DEBUG = False
SECRET_KEY = "bench"  # noqa: S105  (signs one session of an invented account)
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.urls_stock"
LOGIN_URL = "/masuk/"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(os.environ.get("TELUSUR_DATA", ".")) / "stock.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
}


def prepare() -> str:
    """The database with one account; its session cookie."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.stock"
    django.setup()
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    user = User.objects.filter(username="ukur").first() or User.objects.create_user("ukur", "ukur@peraga.example")
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}; csrftoken={'a' * 32}"


if __name__ == "__main__":
    sys.stdout.write(prepare())
