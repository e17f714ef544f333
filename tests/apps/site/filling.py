"""A site of its own filled as people would, and asked what it knows; for tests of backups.

Runs in processes that set Django up for that site first.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from allauth.mfa.models import Authenticator

from parindex.apps.access.roles import Role
from parindex.apps.accounts.models import Account
from parindex.apps.accounts.services import open_account
from parindex.apps.events.queries import faults
from parindex.apps.evidence import services, texts
from parindex.apps.evidence.happenings import DocumentData
from parindex.apps.evidence.kinds import Holding
from parindex.apps.evidence.models import Document
from tests.apps.evidence import making
from tests.apps.people import PASSWORD, make_world


def fill() -> None:
    """The stock world with evidence, a second factor, and texts that one database could spoil."""
    world = make_world()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        use = making.use(world, folder)
        services.refuse(use, 1, "Thiếu trang ký «2»\n\tvà dấu", by=world.own[Role.UNIT_HEAD])
        newer = making.incoming(folder, making.docx("Đối thoại với người dân"), "sửa.docx")
        services.add_file(use.document, newer, by=world.own[Role.SPECIALIST])
    data = DocumentData('Trích yếu "ngoặc" \\ 漢 😀', location="https://vidu.vn/?a=1&b=2")
    services.register(world.room, Holding.LINK, data, by="hệ thống")
    secret = {"secret": "THU", "so": 839}
    Authenticator.objects.create(user=world.own[Role.LEADER], type="totp", data=secret)


def ask() -> None:
    """Print what is found by words of a file and whether the chains are whole, after one more event."""
    open_account("sau-khoi-phuc", "Người mới", None, by="kiểm thử")
    told = {
        "found": Document.objects.filter(texts.found("doi thoai nguoi dan")).count(),
        "faults": [str(each) for each in faults()],
        "signs_in": Account.objects.get(username="leader").check_password(PASSWORD),
    }
    print(json.dumps(told))  # noqa: T201 - read by the test
