"""Hồ sơ giải quyết thủ tục hành chính (TTHC)."""

from __future__ import annotations

from parindex.engine.records.schema import (
    Kind,
    RowRule,
    UnitCheck,
    YearlyCount,
    choice,
    code,
    due,
    flag,
    moment,
    not_before,
    not_in_future,
    origin,
    text,
    unit_code,
    unusual,
)

CHANNELS = (
    ("in_person", "trực tiếp"),
    ("online", "trực tuyến"),
    ("postal", "bưu chính"),
)

STATUSES = (
    ("registered", "mới đăng ký"),
    ("received", "được tiếp nhận"),
    ("not_accepted", "không được tiếp nhận"),
    ("processing", "đang xử lý"),
    ("supplement_requested", "yêu cầu bổ sung"),
    ("fee_due", "yêu cầu thực hiện nghĩa vụ tài chính"),
    ("withdrawn", "công dân rút"),
    ("stopped", "dừng xử lý"),
    ("finished", "đã xử lý xong"),
    ("delivered", "đã trả kết quả"),
)

SERVICE_LEVELS = (("full", "toàn trình"), ("partial", "một phần"))

DOSSIERS = Kind(
    name="dossiers",
    title="Hồ sơ thủ tục hành chính",
    row_is="một hồ sơ TTHC",
    key=("dossier_code",),
    day="received_at",
    fields=(
        code("dossier_code", "mã hồ sơ", required=True),
        code("procedure_code", "mã TTHC", required=True),
        text("sector", "lĩnh vực của TTHC"),
        unit_code("mã đơn vị giải quyết"),
        choice("channel", "kênh nộp hồ sơ", CHANNELS),
        choice("service_level", "mức độ cung cấp dịch vụ công trực tuyến", SERVICE_LEVELS),
        moment("received_at", "thời điểm tiếp nhận", required=True),
        due("due_at", "thời điểm hẹn trả; ngày không kèm giờ được tính đến hết ngày đó"),
        moment("finished_at", "thời điểm kết thúc xử lý; bỏ trống nếu đang giải quyết"),
        choice("status", "trạng thái hồ sơ", STATUSES),
        flag("input_digitised", "thành phần hồ sơ đã được số hóa"),
        flag("result_digitised", "kết quả giải quyết đã được số hóa"),
        flag("result_issued_electronically", "kết quả được cấp dưới dạng điện tử"),
        flag("has_fee", "hồ sơ phải nộp phí, lệ phí hoặc nghĩa vụ tài chính"),
        flag("paid_online", "đã thanh toán trực tuyến"),
        flag("synced", "đã đồng bộ lên Cổng Dịch vụ công quốc gia"),
        flag("result_original_digitised", "có bản điện tử của kết quả từ bản gốc"),
        flag("papers_digitised", "giấy tờ của hồ sơ đã được số hóa"),
        flag("certified_copy_requested", "hồ sơ đề nghị chứng thực bản sao điện tử"),
        flag("certified_copy_electronic", "đã cấp bản sao chứng thực điện tử"),
        flag("digitised_data_reused", "có khai thác, sử dụng lại dữ liệu đã số hóa"),
        flag("synced_to_personal_store", "đã đồng bộ vào kho dữ liệu của tổ chức, cá nhân"),
        flag("connected_to_citizen_data", "có xác thực với cơ sở dữ liệu quốc gia về dân cư"),
        flag("satisfied", "người nộp hài lòng với việc tiếp nhận, giải quyết"),
        origin(),
    ),
    rules=(
        not_before(
            "received_at",
            "finished_at",
            "hồ sơ kết thúc trước khi được tiếp nhận",
            "Hãy kiểm tra ngày tiếp nhận và ngày kết thúc xử lý",
        ),
        not_before(
            "received_at",
            "due_at",
            "ngày hẹn trả nằm trước ngày tiếp nhận",
            "Hãy kiểm tra ngày tiếp nhận và ngày hẹn trả",
        ),
        RowRule(
            "closed_without_finish",
            "finished_at",
            "status IN ('finished', 'delivered') AND finished_at IS NULL",
            "trạng thái đã xong nhưng thiếu ngày kết thúc xử lý",
            "Hãy bổ sung ngày kết thúc xử lý hoặc sửa trạng thái",
        ),
        not_in_future("received_at", "ngày tiếp nhận nằm sau ngày nạp"),
        not_in_future("finished_at", "ngày kết thúc xử lý nằm sau ngày nạp"),
        unusual(
            "due_at_missing",
            "due_at",
            "due_at IS NULL AND status IS DISTINCT FROM 'not_accepted'",
            "thiếu thời điểm hẹn trả nên không xét được hồ sơ đúng hạn hay trễ hạn",
            "Hãy bổ sung cột hoặc giá trị hẹn trả ở nguồn rồi nạp lại",
        ),
        unusual(
            "due_at_far_away",
            "due_at",
            "due_at > received_at + INTERVAL 2 YEAR",
            "thời điểm hẹn trả cách ngày tiếp nhận hơn hai năm",
            "Hãy kiểm tra năm của ngày hẹn trả",
        ),
        unusual(
            "finished_but_open",
            "status",
            "status IN ('registered', 'received', 'processing', 'supplement_requested', 'fee_due')"
            " AND finished_at IS NOT NULL",
            "đã có ngày kết thúc xử lý nhưng trạng thái vẫn đang giải quyết",
            "Hãy kiểm tra trạng thái và ngày kết thúc xử lý",
        ),
    ),
    units=(UnitCheck("unit_code", "received_at"),),
    yearly=YearlyCount(),
)
