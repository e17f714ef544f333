"""Django's settings, all that differs between installations taken from the environment."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from fontpkg_be_vietnam_pro import __file__ as _fonts

from parindex.site import environment

_HERE = Path(__file__).parent

PARINDEX_HOME = environment.home()
DEBUG = environment.flag("PARINDEX_DEBUG")
SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = [*environment.words("PARINDEX_HOSTS"), "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = environment.words("PARINDEX_ORIGINS")

INSTALLED_APPS = [
    # Ours first: their templates stand before those of other people's packages.
    "parindex.site",
    "parindex.apps.exchange",
    "parindex.apps.feedback",
    "parindex.apps.assessments",
    "parindex.apps.evidence",
    "parindex.apps.planning",
    "parindex.apps.facts",
    "parindex.apps.pastyears",
    "parindex.apps.criteria",
    "parindex.apps.acknowledgements",
    "parindex.apps.organizations",
    "parindex.apps.jobs",
    "parindex.apps.guides",
    "parindex.apps.accounts",
    "parindex.apps.events",
    "parindex.apps.access",
    "parindex.apps.pages",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

# How many proxies stand before the site, each adding the address it was asked from; 0: none is believed.
PARINDEX_PROXIES = environment.whole_number("PARINDEX_PROXIES", default=0, least=0)

MIDDLEWARE = [
    "parindex.apps.accounts.addresses.address_middleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "parindex.apps.organizations.middleware.visitor_middleware",
    "parindex.apps.accounts.middleware.gate_middleware",
    "parindex.apps.pages.middleware.ProblemsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "parindex.site.urls"
WSGI_APPLICATION = "parindex.site.wsgi.application"
FORM_RENDERER = "parindex.apps.pages.forms.Renderer"
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
                "parindex.site.navigation.navigation",
            ],
            "builtins": [
                "parindex.apps.pages.templatetags.parindex",
                "parindex.apps.access.templatetags.access",
            ],
        },
    }
]

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["parindex.site.formats"]

STATIC_URL = "static/"
STATIC_ROOT = PARINDEX_HOME / "static"
STATICFILES_DIRS = [("fonts", Path(_fonts).parent / "files")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
RECORDS_STORE = environment.store()
MEDIA_ROOT = PARINDEX_HOME / "files"
FILE_UPLOAD_HANDLERS = ["parindex.apps.evidence.staging.BoundedHandler"]
# On the disk of the files, so that an upload that is whole is moved there, never copied half.
FILE_UPLOAD_TEMP_DIR = str(environment.folder("uploads"))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
PARINDEX_UPLOAD_LIMIT = environment.whole_number("PARINDEX_UPLOAD_MB", default=100) * 1024**2
# A workbook is read whole, by the process that serves pages.
PARINDEX_WORKBOOK_LIMIT = environment.whole_number("PARINDEX_WORKBOOK_MB", default=10) * 1024**2
# Tests and small tools have long work done where it is asked for, without a worker.
PARINDEX_JOBS_AT_ONCE = False
PARINDEX_CLAMD = environment.text("PARINDEX_CLAMD")

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "parindex.apps.accounts.adapter.Adapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "parindex.apps.accounts.forms.LoginForm",
    "change_password": "parindex.apps.accounts.forms.ChangePasswordForm",
    "reauthenticate": "parindex.apps.accounts.forms.ReauthenticateForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# A whole office may stand behind one address, so nothing is counted by address alone but floods.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "5/5m/key"}
_PROVIDERS = environment.single_sign_on()
SOCIALACCOUNT_ADAPTER = "parindex.apps.accounts.adapter.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": _PROVIDERS, "SCOPE": ["openid", "profile", "email"]}
}
MFA_ADAPTER = "parindex.apps.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "PAR INDEX"
# A telephone may be half a minute early or late.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "parindex.apps.accounts.forms.CodeForm",
    "reauthenticate": "parindex.apps.accounts.forms.CodeAgainForm",
    "activate_totp": "parindex.apps.accounts.forms.ActivateForm",
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "parindex.apps.accounts.passwords.LongEnough", "OPTIONS": {"length": 12}},
    {"NAME": "parindex.apps.accounts.passwords.NotTheName"},
    {"NAME": "parindex.apps.accounts.passwords.NotCommon"},
    {"NAME": "parindex.apps.accounts.passwords.NotDigitsAlone"},
]

# One lock for all ways to try: five failures for a name from an address, then a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "parindex.apps.accounts.views.name_tried"
AXES_LOCKOUT_CALLABLE = "parindex.apps.accounts.views.locked_out"

CACHES = {
    "default": {
        # In the database, since counts of failed codes must hold across the server's processes.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = PARINDEX_HOME / "mail"

# From sign-in on, busy or not: a session that lengthens itself writes at every page.
SESSION_COOKIE_AGE = environment.whole_number("PARINDEX_SESSION_MINUTES", default=10 * 60) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "parindex.site.views.stale_form"
_HTTPS = environment.flag("PARINDEX_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

_ELSEWHERE = [environment.origin(each["settings"]["server_url"]) for each in _PROVIDERS]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        # A form may lead to the provider of single sign-on, which is elsewhere.
        "form-action": [SELF, *_ELSEWHERE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Where the server's own words go. Django by itself sends such mistakes to administrators by mail.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"dated": {"format": "%(asctime)s [%(levelname)s] %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "dated"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
