"""Where Spark is to run: in this process, or at the master of a standalone cluster."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address

from parindex.engine.values.problems import BadInput, excerpt

_LOCAL = re.compile(r"local(\[(\*|[1-9][0-9]*)\])?")
_ADDRESS = re.compile(r"(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>[0-9]{1,5})")
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Master:
    """A master by its address; `addresses` are host and port of those that can be reached."""

    url: str
    addresses: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        return self.url

    @property
    def loopback(self) -> bool:
        """Whether nothing outside this machine takes part."""
        return all(map(_stays_here, (host for host, _ in self.addresses)))


def master_at(url: str) -> Master:
    """The master of that address: `local`, `local[N]`, `local[*]`, `spark://HOST:PORT[,HOST:PORT…]`.

    `BadInput` for anything else.
    """
    if _LOCAL.fullmatch(url):
        return Master(url)
    scheme, _, hosts = url.partition("://")
    found = [_ADDRESS.fullmatch(part) for part in hosts.split(",")]
    addresses = tuple((part["host"].strip("[]"), int(part["port"])) for part in found if part)
    fit = all(found) and all(0 < port <= _LAST_PORT for _, port in addresses)
    if scheme != "spark" or not fit:
        raise BadInput.of(
            f"--master «{excerpt(url)}»",
            "không phải địa chỉ Spark dùng được ở đây",
            "Hãy viết spark://MÁY:CỔNG (cụm độc lập) hoặc local[SỐ_LUỒNG] (ngay trên máy này)",
        )
    return Master(url, addresses)


def _stays_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
