"""Settings: everything that differs between machines comes from the environment."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


BASE_DIR = Path(__file__).resolve().parents[3]
DATA_DIR = BASE_DIR / "data"
VAR_DIR = Path(os.environ.get("RANCANG_VAR", BASE_DIR / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# "demo" shows the demo accounts, "development" is a machine of one's own, "production"
# refuses to start without its secrets.
MODE = os.environ.get("RANCANG_MODE", "development")
if MODE not in {"demo", "development", "production"}:
    raise ImproperlyConfigured(
        f"RANCANG_MODE={MODE!r}: choose demo, development or production."
    )
DEMO = MODE == "demo"
DEBUG = os.environ.get("RANCANG_DEBUG", "") == "1" and MODE != "production"


def required(name: str, fallback: str) -> str:
    """Return a setting from the environment; outside production a fallback will do."""
    value = os.environ.get(name, "")
    if not value and MODE == "production":
        raise ImproperlyConfigured(f"{name} must be set in production.")
    return value or fallback


SECRET_KEY = required("RANCANG_SECRET_KEY", "for-development-only-" + "0" * 40)
ALLOWED_HOSTS = required("RANCANG_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    o for o in os.environ.get("RANCANG_ORIGINS", "").split(",") if o
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "rancang.web.apps.StaticConfig",
    "allauth",
    "allauth.account",
    "rancang.web",
    "rancang.web.journal",
    "rancang.web.regions",
    "rancang.web.accounts",
    "rancang.web.frameworks",
    "rancang.web.collection",
    "rancang.web.assessment",
    "rancang.web.masterplan",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "rancang.web.middleware.IndonesianFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page asks for a sign-in unless it says otherwise.
    "rancang.web.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Nothing has read the body yet: even the CSRF token is looked for after this.
    "rancang.web.middleware.SizeLimit",
    "rancang.web.middleware.InWords",
]
CSRF_FAILURE_VIEW = "rancang.web.accounts.views.stale_form"

ROOT_URLCONF = "rancang.web.urls"
WSGI_APPLICATION = "rancang.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rancang.web.accounts.views.demo_accounts",
                "rancang.web.accounts.views.sections",
            ],
        },
    },
]


def database() -> dict[str, Any]:
    """Return the database of DATABASE_URL, or SQLite in the var folder.

    SQLite in its default mode fails at once when two writers meet; WAL with immediate
    transactions queues them instead.
    """
    found: Any = dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{VAR_DIR / 'rancang.sqlite3'}")
    )
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    return dict(found)


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "rancang.web.accounts.forms.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
# Guessing is slowed down: by address, and by account wherever the guesses come from.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
# The counts lie in files, so that all processes of the machine share them.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
# How many proxies of our own stand before the server; only theirs is believed.
PROXIES = int(os.environ.get("RANCANG_PROXIES", "0"))
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Outside production the files are found where they lie; production collects them.
WHITENOISE_USE_FINDERS = MODE != "production"
if MODE == "production":
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {
            "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        },
    }
STATICFILES_DIRS = [
    Path(__file__).parent / "static",
    ("bootstrap/css", str(files("bootstrap") / "css")),
]
# Uploads and books lie outside every served folder and leave only through permission.
MEDIA_ROOT = VAR_DIR / "files"
BOOKS_DIR = VAR_DIR / "books"

SECURE_CSP = {
    "default-src": ["'self'"],
    # Bootstrap draws its check marks and arrows as data: images.
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MODE == "production"
SECURE_SSL_REDIRECT = MODE == "production"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = MODE == "production"
SECURE_HSTS_SECONDS = 31_536_000 if MODE == "production" else 0
