"""Which network addresses a page may be fetched from: public ones."""

from __future__ import annotations

import ipaddress
import socket

from dragoman.errors import RefusedAddressError

__all__ = ["is_public", "refuse_private", "resolve"]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses of `host`, in the system's order of preference; OSError or UnicodeError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def refuse_private(address: str, host: str, url: str) -> None:
    """RefusedAddressError where `address`, one of `host`'s, is not public."""
    if not is_public(address):
        what = f"host {host!r} has the private, local or reserved address {address}"
        raise RefusedAddressError(url, what, "Say --allow-private if that is meant")


def is_public(address: str) -> bool:
    """Whether an IP address, and each IPv4 address inside it, belongs to the public network."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = _inner(ip) if isinstance(ip, ipaddress.IPv6Address) else []
    return all(map(_is_public, inner)) if inner else _is_public(ip)


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _inner(ip: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address carries: mapped, 6to4, Teredo, NAT64."""
    carried: list[ipaddress.IPv4Address | None] = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        carried.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [one for one in carried if one is not None]
