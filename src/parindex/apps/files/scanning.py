"""Files shown to clamd, the virus scanner, where the environment names one."""

from __future__ import annotations

import socket
from pathlib import Path

from django.conf import settings

from parindex.engine.values.problems import BadInput

_CHUNK = 1024 * 1024
_TIMEOUT = 60


def require_clean(path: Path, name: str) -> None:
    """`BadInput` if the scanner finds something in the file, or if it does not answer.

    `PARINDEX_CLAMD` is `host:port` or the path of a socket; without it nothing is scanned.
    """
    address = settings.PARINDEX_CLAMD
    if not address:
        return
    try:
        answer = _ask(address, path)
    except OSError as error:
        raise BadInput.of(
            "file",
            f"«{name}» chưa được nhận vì máy quét vi-rút không trả lời",
            "Hãy thử lại sau ít phút, hoặc báo người quản trị",
        ) from error
    if answer.endswith("FOUND"):
        found = answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise BadInput.of(
            "file", f"«{name}» có mã độc ({found})", "Hãy quét lại máy và nộp một bản sạch"
        )
    if not answer.endswith("OK"):
        raise BadInput.of(
            "file",
            f"«{name}» chưa được nhận vì máy quét vi-rút báo lỗi ({answer})",
            "Hãy báo người quản trị",
        )


def _ask(address: str, path: Path) -> str:
    """Clamd's answer to INSTREAM: the file in chunks, each after its length, and a zero at the end."""
    with _connect(address) as connection, path.open("rb") as file:
        connection.sendall(b"zINSTREAM\0")
        while chunk := file.read(_CHUNK):
            connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
        connection.sendall((0).to_bytes(4, "big"))
        answer = b""
        while part := connection.recv(4096):
            answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connect(address: str) -> socket.socket:
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=_TIMEOUT)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(_TIMEOUT)
    try:
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection
