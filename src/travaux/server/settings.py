"""Django's settings. What differs between places comes from the environment; see `travaux.server.starting`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.urls import reverse_lazy

from travaux.server.places import database, default_db

_HERE = Path(__file__).parent

SECRET_KEY = os.environ.get("TRAVAUX_SECRET") or secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *filter(None, os.environ.get("TRAVAUX_HOSTS", "").split(","))]
# Behind an address of its own the server is reached over TLS; on this machine alone it is not.
TLS = os.environ.get("TRAVAUX_TLS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_htmx",
    "allauth",
    "allauth.account",
    "travaux.server.register",
    "travaux.server.accounts",
    "travaux.server.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "travaux.server.access.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # It refuses hosts that are not ours, and the page that says so names the account.
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "travaux.server.access.gate.Gate",
]
ROOT_URLCONF = "travaux.server.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": database(default_db())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Tries to sign in are counted here: with few places a flood of other names would make them forgotten.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_ADAPTER = "travaux.server.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# Behind the one server that speaks TLS all visitors would have its address, and share the tries to sign in.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TLS else 0
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("cases")
ACCOUNT_LOGOUT_REDIRECT_URL = reverse_lazy("cases")

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if TLS and not host.startswith("[")]
CSRF_FAILURE_VIEW = "travaux.server.desk.failing.stale_form"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

MEGABYTE = 1024 * 1024
UPLOAD_LIMIT = 40 * MEGABYTE  # bytes of one request, files and all
FILE_LIMIT = 20 * MEGABYTE  # bytes of one file
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 80  # empty file fields of a form count, too

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    # What a visitor typed wrongly is no fault of the server.
    "loggers": {
        **{name: {"level": "ERROR"} for name in ("django.request", "django.security")},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
