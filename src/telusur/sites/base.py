"""Settings that both products share. A clone runs with none of them set; production sets them by environment.

Every name may also be given as NAME_FILE, the path of a file that holds the value (container secrets).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from telusur.kernel.base.private import FILE, FOLDER, keep_private, private_folder
from telusur.kernel.base.secrets import secret_of
from telusur.sites import production

REPOSITORY = Path(__file__).resolve().parents[3]


def env(name: str, default: str = "") -> str:
    """Value of ``name`` from the environment, or from the file that ``name_FILE`` points to."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, ya, on."""
    return env(name, "1" if default else "0").lower() in {"1", "true", "ya", "on"}


ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


def zone_of(said: str) -> str:
    """The zone that was said, by its name or by its city. Raises ImproperlyConfigured for any other."""
    found = ZONES.get(said.strip().upper(), said.strip())
    if found not in ZONES.values():
        raise ImproperlyConfigured(f"TELUSUR_ZONE={said}: isi WIB, WITA, atau WIT.")
    return found


keep_private()  # every process of ours reads its settings before it makes a file
DATA_DIR = Path(env("TELUSUR_DATA", "var")).resolve()
PRODUCTION = flag("TELUSUR_PRODUCTION")
DEBUG = False


def data_dir(product: str) -> Path:
    """Folder of one product's database, files and keys; made on first use."""
    return private_folder(DATA_DIR / product)


def database(product: str) -> dict[str, Any]:
    """SQLite in the data folder, or whatever LSP_DATABASE_URL or BNSP_DATABASE_URL, else DATABASE_URL, names.

    SQLite needs WAL and IMMEDIATE: with Django's defaults three of four concurrent writes fail.
    FULL keeps the last committed decision through a power loss.
    """
    if url := env(f"{product.upper()}_DATABASE_URL") or env("DATABASE_URL"):
        return {**dj_database_url.parse(url, conn_max_age=60), "ATOMIC_REQUESTS": False}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data_dir(product) / "telusur.sqlite3"),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def secret(product: str, name: str) -> str:
    """A secret from the environment, else made once and kept in the data folder with mode 600."""
    return env(f"TELUSUR_{name.upper()}") or secret_of(data_dir(product) / "rahasia", name)


def archive() -> dict[str, Any]:
    """Where stored files lie: an S3 bucket if TELUSUR_S3_BUCKET names one, else the product's data folder."""
    if not (bucket := env("TELUSUR_S3_BUCKET")):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    told = (env("TELUSUR_S3_ENDPOINT"), env("TELUSUR_S3_REGION", "us-east-1"))
    try:
        from telusur.kernel.archive.s3 import options
    except ImportError as missing:
        raise ImproperlyConfigured("TELUSUR_S3_BUCKET memerlukan tambahan s3: pasang telusur[s3].") from missing
    keys = (env("TELUSUR_S3_ACCESS_KEY"), env("TELUSUR_S3_SECRET_KEY"))
    return {"BACKEND": "telusur.kernel.archive.s3.ArchiveInS3", "OPTIONS": options(bucket, *told, *keys)}


# What ``product`` gives each of them.
PRODUCT: str
PRODUCTION_GAPS: list[str]
DATA_FOLDER: Path
PORT: str
BASE_URL: str
FIELD_KEY: str
INDEX_KEY: str
ARCHIVE_KEY: str
STATIC_ROOT: str
WSGI_APPLICATION: str


def product(name: str, *, port: str) -> dict[str, Any]:
    """What each product has of its own: addresses, database, files, keys. ``port`` is where its demo listens.

    Raises ImproperlyConfigured, before anything is made, when production was said and not all that it needs.
    """
    gaps = production.gaps(name, env)
    if PRODUCTION and gaps:
        raise ImproperlyConfigured(production.sentence(name, gaps))
    folder = data_dir(name)
    return {
        "PRODUCT": name,
        "PRODUCTION_GAPS": gaps,
        "DATA_FOLDER": folder,
        "ROOT_URLCONF": f"telusur.sites.{name}.urls",
        "WSGI_APPLICATION": f"telusur.sites.{name}.wsgi.application",
        "DATABASES": {"default": database(name)},
        "MEDIA_ROOT": str(folder / "arsip"),
        "STATIC_ROOT": str(folder / "static"),
        "SECRET_KEY": secret(name, "secret_key"),
        "FIELD_KEY": secret(name, "field_key"),
        "INDEX_KEY": secret(name, "index_key"),
        "ARCHIVE_KEY": secret(name, "archive_key"),
        "PORT": port,
        "BASE_URL": env("TELUSUR_URL", f"http://127.0.0.1:{env(f'{name.upper()}_PORT', port)}").rstrip("/"),
    }


KERNEL_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "telusur.kernel.accounts",  # before allauth: its pages are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "telusur.kernel.audit",
    "telusur.kernel.outbox",
    "telusur.kernel.commands",
    "telusur.kernel.calendar",
    "telusur.kernel.archive",
    "telusur.kernel.documents",
    "telusur.kernel.forms",
    "telusur.kernel.flows",
    "telusur.kernel.letters",
    "telusur.kernel.notices",
    "telusur.kernel.exchange",
    "telusur.kernel.ui",
    "telusur.kernel.verification",
    "telusur.kernel.reports",
    "telusur.kernel.operations",
]

MIDDLEWARE = [
    "telusur.kernel.base.request_id.RequestIdMiddleware",
    "telusur.kernel.base.client.ClientMiddleware",  # before anything asks whether the request came by https
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "telusur.kernel.ui.middleware.KeptFilesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "telusur.kernel.accounts.devices.KnownDeviceMiddleware",
    "telusur.kernel.accounts.middleware.PrivateMiddleware",  # outside whatever can answer for somebody signed in
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "telusur.kernel.accounts.middleware.SignedInMiddleware",
    "telusur.kernel.accounts.idle.IdleMiddleware",
    "telusur.kernel.ui.middleware.BodyLimitMiddleware",  # knows who is signed in; nothing has read the body yet
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "telusur.kernel.ui.middleware.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "telusur.kernel.ui.context.institution",
            ],
            "builtins": ["telusur.kernel.ui.templatetags.tl"],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
TIME_ZONE = zone_of(env("TELUSUR_ZONE", "WIB"))  # the institution's clock; the database keeps UTC
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [str(Path(__file__).resolve().parents[1] / "locale")]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/tugas/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "telusur.kernel.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # also makes the sign-in page ask for a password
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# By the client's own address (kernel/base/client.py), behind which a whole class or office may sit. Wrong passwords and
# codes are slowed down by kernel/accounts/attempts.py instead: a fixed limit lets a stranger shut a named person out.
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": "120/m/ip", "reset_password": "60/h/ip,5/h/key"}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "authenticate": "telusur.kernel.accounts.code_forms.AuthenticateForm",
    "reauthenticate": "telusur.kernel.accounts.code_forms.ReauthenticateForm",
}
PENDAFTARAN_PER_JAM = 60  # accounts that may be registered from one address
# The kernel's sender of messages; named here because accounts stand below notices.
ACCOUNTS_MAIL = "telusur.kernel.notices.commands.kirim"
MFA_ADAPTER = "telusur.kernel.accounts.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # thirty seconds either way: phones are not always on time
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# Rate limits count in the shared cache, so every worker sees the same count.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
IDLE_MINUTES = int(
    env("TELUSUR_IDLE_MINUTES", "60")
)  # a session not used for so long ends; 0: only the age above counts
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "telusur.kernel.ui.views.csrf_failure"
# Whose X-Forwarded-For and X-Forwarded-Proto are believed; the middleware takes the header away from everybody else's requests.
TRUSTED_PROXIES = production.proxies(env)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # asked by machines behind the proxy
METRICS_TOKEN = env("TELUSUR_METRICS_TOKEN")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
ALLOWED_HOSTS = env("TELUSUR_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env("TELUSUR_ORIGINS").split(",") if origin]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

STATIC_URL = "/static/"
# Django would make every stored file readable for all, whatever the umask.
FILE_UPLOAD_PERMISSIONS = FILE
FILE_UPLOAD_DIRECTORY_PERMISSIONS = FOLDER
STORAGES: dict[str, Any] = {
    "default": archive(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

OWN_CERTIFICATE = bool(env("TELUSUR_PKCS12"))
SEAL_KEY = env("TELUSUR_SEAL_KEY")  # path of the key that seals the trail; empty: made in the data folder
PRIVACY_VERSION = "2026-01"

# Questions that one address may put to the public verification in a minute: numbers and unknown codes; uploaded files.
VERIFIKASI_PER_MENIT = 60
PERIKSA_PDF_PER_MENIT = 10

# Mail: no SMTP host means the local outbox page shows what would have gone out.
EMAIL_HOST = env("TELUSUR_SMTP_HOST")
EMAIL_PORT = int(env("TELUSUR_SMTP_PORT", "587"))
EMAIL_HOST_USER = env("TELUSUR_SMTP_USER")
EMAIL_HOST_PASSWORD = env("TELUSUR_SMTP_PASSWORD")
EMAIL_USE_TLS = flag("TELUSUR_SMTP_TLS", default=PRODUCTION)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = env("TELUSUR_MAIL_FROM", "tidak-dibalas@telusur.example")

# A deadline counted in working days ends at this hour of its last day, institution time.
DUE_HOUR = int(env("TELUSUR_DUE_HOUR", "17"))

# Exchange of signed facts with other institutions. Each product says who it is: a code, or where it is read from.
EXCHANGE_CODE = env("TELUSUR_CODE")
EXCHANGE_IDENTITY = ""
EXCHANGE_TRANSPORT = "telusur.kernel.exchange.transport.HttpTransport"
BNSP_SIGN_INS_PER_MINUTE = 20  # ways to BNSP and back that one address may take (LSP)
EXCHANGE_STRANGERS_PER_MINUTE = 30  # batches without one genuine message that one address may send
EXCHANGE_WINDOW_SECONDS = int(env("TELUSUR_EXCHANGE_WINDOW", "600"))  # how far a message's sending time may be off
OUTBOX_KEPT_DAYS = int(env("TELUSUR_OUTBOX_KEPT_DAYS", "90"))  # how long what was delivered stays in the queue
EXCHANGE_LONGEST_PAUSE_SECONDS = int(
    env("TELUSUR_EXCHANGE_PAUSE", "3600")
)  # between attempts at a partner that is down
EXCHANGE_COMPARE_MINUTES = 60
EXCHANGE_LARGEST_FILE = 50 * 1024 * 1024  # bytes of one file that a partner may send
EXCHANGE_WITNESS_HOURS = 24  # a seal older than this without a witness's signature is a finding
EXCHANGE_KEY_OVERLAP_DAYS = 30  # how long a partner's replaced key still counts

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
BODY_MAX = 64 * 1024 * 1024  # of whoever is signed in, all files of a form together
BODY_MAX_ANONYMOUS = 256 * 1024  # of everybody else; a view may name its own limit (kernel/base/body.py)
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Width and height in pixels below which a portrait is too coarse to be printed on a certificate (3 x 4 cm at 250 dpi).
PHOTO_LEAST = tuple(int(side) for side in env("TELUSUR_PHOTO_LEAST", "300x400").split("x"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "telusur.kernel.base.request_id.RequestIdFilter"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s",
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "json" if flag("TELUSUR_LOG_JSON", PRODUCTION) else "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "telusur": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Each signature that is not valid would be a traceback here; the verdict says it in a sentence.
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
        "django.request": {"level": "ERROR"},  # what a visitor mistypes is no fault of the system
    },
}
