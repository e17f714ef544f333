"""What the environment says about where and how the site runs."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from parindex.engine.values.problems import BadInput

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql", "postgres")


def home() -> Path:
    """The folder of everything that the site writes: `PARINDEX_HOME`, or `var` here."""
    return Path(os.environ.get("PARINDEX_HOME") or "var").resolve()


def folder(name: str) -> Path:
    """A folder in `home` that only its owner reads, made if it is not there."""
    path = home() / name
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def store() -> Path:
    """The folder of the records that pages are measured from: `PARINDEX_STORE`, or `kho` in `home`."""
    return Path(os.environ.get("PARINDEX_STORE") or home() / "kho").resolve()


def flag(name: str) -> bool:
    """Whether a variable says yes."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "co", "có"}


def text(name: str) -> str:
    """A variable without the blanks around it, empty where it is not set."""
    return os.environ.get(name, "").strip()


def whole_number(name: str, *, default: int, least: int = 1) -> int:
    """A variable as a whole number, `least` or more; `BadInput` for anything else."""
    given = text(name)
    if not given:
        return default
    if not given.isdecimal() or int(given) < least:
        what = "số nguyên dương" if least else "số nguyên từ 0 trở lên"
        raise BadInput.of(name, f"«{given}» không phải {what}", f"Ví dụ: {name}={default}")
    return int(given)


def words(name: str) -> list[str]:
    """The parts of a variable, separated by commas or blanks."""
    return os.environ.get(name, "").replace(",", " ").split()


def database() -> dict[str, Any]:
    """Django's settings for `PARINDEX_DATABASE_URL`; an SQLite file in `home` without it.

    `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`, parts percent-encoded where
    needed; `BadInput` for anything else.
    """
    address = os.environ.get("PARINDEX_DATABASE_URL", "")
    if not address:
        return _sqlite(str(home() / "parindex.sqlite3"))
    if address.startswith(_SQLITE):
        return _sqlite(address.removeprefix(_SQLITE))
    parts = urlsplit(address)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in _POSTGRES or not name:
        raise BadInput.of(
            "PARINDEX_DATABASE_URL",
            "địa chỉ cơ sở dữ liệu không dùng được",
            "Hãy ghi sqlite:///ĐƯỜNG_DẪN hoặc postgresql://NGƯỜI_DÙNG:MẬT_KHẨU@MÁY:CỔNG/TÊN",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # A writer takes its turn when it begins: with DEFERRED it may fail when it first writes.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        },
    }


def single_sign_on() -> list[dict[str, Any]]:
    """Allauth's settings of the OpenID Connect provider that the environment names, or none.

    `PARINDEX_OIDC_URL` (issuer), `PARINDEX_OIDC_CLIENT_ID`, `PARINDEX_OIDC_CLIENT_SECRET`, and, to be
    shown, `PARINDEX_OIDC_NAME`. `BadInput` if one of the first three is missing.
    """
    names = ("PARINDEX_OIDC_URL", "PARINDEX_OIDC_CLIENT_ID", "PARINDEX_OIDC_CLIENT_SECRET")
    given = [os.environ.get(name, "") for name in names]
    if not any(given):
        return []
    missing = [name for name, value in zip(names, given, strict=True) if not value]
    if missing:
        raise BadInput.of(", ".join(missing), "chưa được đặt", "Hãy đặt đủ ba biến, hoặc bỏ cả ba")
    return [
        {
            "provider_id": "sso",
            "name": os.environ.get("PARINDEX_OIDC_NAME") or "đăng nhập một lần",
            "client_id": given[1],
            "secret": given[2],
            "settings": {"server_url": given[0], "oauth_pkce_enabled": True},
        }
    ]


def origin(address: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def secret_key() -> str:
    """`PARINDEX_SECRET_KEY`, or the key in a file that only the owner reads, made at the first run."""
    given = os.environ.get("PARINDEX_SECRET_KEY")
    if given:
        return given
    path = home() / "secret-key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}")
    if not path.exists():
        _write_private(made, secrets.token_urlsafe(50))
        # Of two that start at once the first one's key stands.
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text("utf-8").strip()


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
