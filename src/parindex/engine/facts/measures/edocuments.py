"""Documents and work files handled online, without the secret ones (item 2.1)."""

from __future__ import annotations

from parindex.engine.facts.measure import Measure, flag
from parindex.engine.facts.measures.sources import plan_item
from parindex.engine.facts.placement import Occurred

MEASURES = (
    Measure(
        name="edocuments_online",
        title="Văn bản, hồ sơ công việc xử lý trên môi trường mạng",
        kind="edocuments",
        placement=Occurred(("handled_on",), "văn bản, hồ sơ công việc xử lý xong trong kỳ"),
        among=lambda row, _: ~row.secret,
        met=flag("handled_online"),
        rule=(
            "Trong số văn bản, hồ sơ công việc đã xử lý, trừ văn bản mật: văn bản, hồ sơ được xử lý"
            " hoàn toàn trên môi trường mạng; không rõ có mật hay không thì không kết luận được"
        ),
        source=plan_item("2.1"),
        decided_by=("secret", "handled_online"),
    ),
)
