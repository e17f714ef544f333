"""Ports for servers that are told theirs before they start."""

from __future__ import annotations

import random
import socket

_OURS = range(20_000, 32_000)
"""Below those that the system hands out by itself, to connections above all."""


def free_port() -> int:
    """A port of loopback that nobody listens on, and that no other test gets while this process lives."""
    while True:
        port = random.choice(_OURS)  # noqa: S311 - no secret
        if _claimed(port) and _can_be_bound(port):
            return port


def _claimed(port: int) -> bool:
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0parindex-tests-port-{port}")
    except OSError:
        claim.close()
        return False
    # Left open, so that the name is taken until the process ends.
    claim.detach()
    return True


def _can_be_bound(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
