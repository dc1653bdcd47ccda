"""How often somebody may try to sign in: counted by name and by address, whether the name is anybody's or not."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from api.access.file import AccessFile
from api.access.secret import digest_of

#: Within so many seconds so many attempts may fail, of one name and from one address (SEMANTICS V15).
WINDOW = 15 * 60
OF_NAME, FROM_ADDRESS = 5, 20
_FOUR, _HALF = 4, 64
_COUNTED = "SELECT at FROM attempts WHERE whose = ? AND at > ? ORDER BY at DESC LIMIT ?"


def attempt(file: AccessFile, name: str, address: str) -> int:
    """Count an attempt and return 0, or how many seconds are left until there may be one.

    It is counted before the password is looked at, so that many at once are no way around it.
    """
    now = file.now()
    with file.writing() as write:
        # One later than now is of a clock that was wrong: it would keep its name out until that day comes again.
        write("DELETE FROM attempts WHERE at <= ? OR at > ?", now - WINDOW, now + WINDOW)
        wait = max(_wait(file, now, whose, most) for whose, most in _counters(name, address))
        if not wait:
            for whose, _ in _counters(name, address):
                write("INSERT INTO attempts (whose, at) VALUES (?, ?)", whose, now)
    return wait


def succeeded(file: AccessFile, name: str, address: str) -> None:
    """Forget the attempts of a name, and the last one from an address."""
    (of_name, _), (of_address, _) = _counters(name, address)
    with file.writing() as write:
        write("DELETE FROM attempts WHERE whose = ?", of_name)
        write("DELETE FROM attempts WHERE rowid = (SELECT max(rowid) FROM attempts WHERE whose = ?)", of_address)


def _counters(name: str, address: str) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return what is counted, and how much is too much; as digests, since people type passwords for names."""
    return (digest_of(f"name {name}"), OF_NAME), (digest_of(f"from {_network(address)}"), FROM_ADDRESS)


def _network(address: str) -> str:
    """Return what somebody has of addresses: of IPv6 half of all bits are theirs to choose.

    Example:
        >>> _network("192.0.2.7"), _network("2001:db8::1:2:3:4"), _network("testclient")
        ('192.0.2.7', '2001:db8::', 'testclient')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == _FOUR:
        return str(found)
    return str(ip_network((found, _HALF), strict=False).network_address)


def _wait(file: AccessFile, now: int, whose: str, most: int) -> int:
    rows = file.rows(_COUNTED, whose, now - WINDOW, most)
    oldest: int = rows[-1][0] if len(rows) == most else 0
    return max(0, oldest + WINDOW - now)
