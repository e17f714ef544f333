"""What commands share."""

import getpass

import pytest

from parindex.cli.output import person


@pytest.mark.parametrize("error", [KeyError, OSError])
def test_an_account_without_a_name_goes_by_its_number(monkeypatch, error):
    def nameless() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nameless)
    monkeypatch.setattr("os.getuid", lambda: 54321)
    assert person() == "54321"
