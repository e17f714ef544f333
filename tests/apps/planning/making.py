"""Plans of the stock world: one issued, with a draft of its amendment, made once for each test."""

from __future__ import annotations

from pathlib import Path

from parindex.apps.access.roles import Role
from parindex.apps.planning.models import Plan, Task, Version
from parindex.apps.planning.queries import draft_of, version_of
from parindex.apps.planning.services.common import length_of
from parindex.apps.planning.services.drafting import begin_amendment, load_plan
from parindex.apps.planning.services.issuing import issue
from tests.apps.people import World

TEXT = """\
UBND TỈNH THỬ
VĂN PHÒNG THỬ

Số: 12/KH-VP

Thử, ngày 05 tháng 01 năm 2023

KẾ HOẠCH

Cải cách hành chính năm 2023

Căn cứ Quyết định số 876/QĐ-BNV ngày 10/11/2022 của Bộ Nội vụ.

I. MỤC TIÊU

Nâng cao kết quả cải cách hành chính.

II. NỘI DUNG VÀ PHÂN CÔNG THỰC HIỆN

1. Công khai thủ tục hành chính

Đơn vị thực hiện: Phòng Đầu tiên.

Phối hợp thực hiện: Các sở, ngành, địa phương.

Thời gian thực hiện: Hàng quý trong năm 2023.

2. Số hóa hồ sơ đạt tối thiểu 30%

Đơn vị thực hiện: Các phòng thuộc Văn phòng.

Thời gian thực hiện: trước ngày 15/12/2023.

III. TỔ CHỨC THỰC HIỆN

1. Phòng Đầu tiên theo dõi, báo cáo./.
"""


def load(world: World, folder: Path, text: str = TEXT) -> Version:
    """The first draft of a plan of the own office, read from that text."""
    file = folder / "ke-hoach.txt"
    file.write_text(text, encoding="utf-8")
    plan = load_plan(file, world.office, by=world.own[Role.COORDINATOR])
    draft = draft_of(plan.pk)
    assert draft is not None
    return draft


def issued(world: World, folder: Path, text: str = TEXT) -> Version:
    """The plan issued by the co-ordinator."""
    draft = load(world, folder, text)
    issue(draft, by=world.own[Role.COORDINATOR], seen=length_of(draft.plan_id))
    version = version_of(Plan.objects.get(pk=draft.plan_id), 1)
    assert version is not None
    return version


def amending(world: World, folder: Path) -> Version:
    """The draft of an amendment to the plan issued before; the same one when asked again."""
    plan = Plan.objects.first()
    version = version_of(plan, 1) if plan else None
    version = version or issued(world, folder)
    draft = draft_of(version.plan_id)
    return draft or begin_amendment(
        version.plan,
        by=world.own[Role.COORDINATOR],
        reason="Bổ sung nhiệm vụ",
        seen=length_of(version.plan_id),
    )


def task_of(version: Version, ref: str) -> Task:
    """A task by its number."""
    tasks = Task.objects.select_related("plan_version__plan__unit")
    return tasks.get(plan_version=version, ref=ref)
