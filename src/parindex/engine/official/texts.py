"""Every sentence and label of the report, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from parindex.engine.criteria.model import RoundAt
from parindex.engine.official.model import FindingKind
from parindex.engine.scoring.scorecard import State

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
KIND = "BÁO CÁO"
END_MARK = "./."
FILL_IN = "……"
DOTTED_LINE = "…" * 55

SUBJECT = "Kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính{year} của {subject}"
YEAR = " năm {year}"
NUMBER = "Số:        /{symbol}"
PLACE_AND_DATE = "{place}, {day}"
DAY = "ngày {day} tháng {month} năm {year}"
BLANK = "      "
ADDRESSED_TO = "Kính gửi:"
BASED_ON = "Căn cứ {document}"
OPENING = (
    "{issuer} báo cáo kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính{year} "
    "của {subject} như sau:"
)
CLOSING = "Trên đây là báo cáo kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính{year}"
CLOSING_ADDRESSED = ", kính gửi {addressees} xem xét, thẩm định"
RECIPIENTS = "Nơi nhận:"
AS_ABOVE = "Như trên"
FILE_COPY = "Lưu: VT"

SIMULATED = "Dữ liệu mô phỏng"
SIMULATED_NOTICE = "DỮ LIỆU MÔ PHỎNG - KHÔNG DÙNG LÀM CĂN CỨ ĐÁNH GIÁ"
UNVERIFIED = "Bộ chỉ số mẫu, chưa đối chiếu"
UNVERIFIED_NOTICE = (
    "Bộ chỉ số dùng để chấm là bộ mẫu, điểm và cách chấm chưa đối chiếu với văn bản chính thức; "
    "kết quả chỉ để tham khảo."
)
UNVERIFIED_COMPONENT = "chưa đối chiếu"

RESULT = "I. KẾT QUẢ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM"
OVERALL = (
    "Tổng điểm đạt được là {points} điểm trên {max} điểm tối đa, bằng {percent}. Điểm còn có thể "
    "đạt là {possible}; điểm không còn có thể đạt là {lost}. Chi tiết từng tiêu chí tại Phụ lục I; "
    "cách tính từng điểm tại Phụ lục III."
)
RATED = "Xếp loại: {rating}."
RATED_FOR_NOW = "Xếp loại tạm tính: {rating}."
NOT_COMPLETE = "Kết quả chưa đầy đủ, điểm của các tiêu chí sau chưa được cộng: {open}."
OPEN_COUNTS: Mapping[State, str] = {
    State.MISSING_INPUT: "{count} tiêu chí thành phần chưa có số liệu",
    State.WAITING_FOR_SURVEY: "{count} tiêu chí thành phần chờ kết quả khảo sát",
}
REBASED = (
    "Tiêu chí thành phần không áp dụng không tính vào tổng; tổng điểm {points}/{max} được quy về "
    "thang điểm {full}."
)
BY_FIELD = "1. Theo lĩnh vực"
BY_SOURCE = "2. Theo nguồn điểm"
RANKING = "3. Xếp hạng các đơn vị cùng được chấm"
ROUNDING: Mapping[RoundAt, str] = {
    RoundAt.COMPONENT: "Điểm được làm tròn ở từng tiêu chí thành phần rồi mới cộng.",
    RoundAt.CRITERION: "Điểm được làm tròn ở từng tiêu chí rồi mới cộng.",
    RoundAt.FIELD: "Điểm được làm tròn ở từng lĩnh vực rồi mới cộng.",
    RoundAt.TOTAL: (
        "Điểm được cộng theo giá trị chính xác và chỉ làm tròn khi in, nên tổng in ra có thể lệch "
        "ở chữ số cuối so với cộng các số đã in."
    ),
}
TOTAL = "Tổng điểm"
SUM_BEFORE_REBASING = "Cộng trước khi quy đổi"
COUNTED_APART = "Điểm tối đa trong ngoặc đơn: không áp dụng, không tính vào tổng."
OUTSIDE_BASE = "{title} (điểm cộng, điểm trừ ngoài thang điểm)"
NO_RATING = "chưa xếp loại"

FINDINGS = "II. NHỮNG NỘI DUNG CẦN LƯU Ý"
NO_FINDINGS = "Không có nội dung cần lưu ý."
FINDING_TITLES: Mapping[FindingKind, str] = {
    FindingKind.BELOW_MAXIMUM: "Tiêu chí thành phần chưa đạt điểm tối đa",
    FindingKind.MISSING_INPUT: "Tiêu chí thành phần chưa có số liệu",
    FindingKind.WAITING_FOR_SURVEY: "Tiêu chí thành phần chờ kết quả khảo sát",
    FindingKind.OVERRIDDEN: "Số khai báo được dùng thay cho số đo từ hồ sơ",
    FindingKind.CITATION: "Căn cứ viện dẫn trong kế hoạch cần kiểm tra lại",
}
OVERRIDDEN = "khai báo {declared}; đo từ hồ sơ {measured}"
WRONG_DATE = "kế hoạch ghi {written}; sổ văn bản ghi {known}"

EXPLANATIONS = "III. GIẢI TRÌNH"
EXPLANATIONS_LEAD = (
    "Các tiêu chí thành phần sau thiếu tài liệu kiểm chứng bắt buộc hoặc có giải trình kèm theo. "
    "Chỗ ghi «……» do đơn vị được phân công viết bổ sung."
)
NO_EXPLANATIONS = "Các tiêu chí thành phần đã có đủ tài liệu kiểm chứng bắt buộc."
EVIDENCE_COMPLETE = "Không thiếu"

DIFFICULTIES = "IV. KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ"
DIFFICULTIES_HEADING = "1. Khó khăn, vướng mắc"
PROPOSALS_HEADING = "2. Kiến nghị, đề xuất"
PROPOSALS: Mapping[FindingKind, str] = {
    FindingKind.BELOW_MAXIMUM: (
        "Các đơn vị được phân công rà soát nguyên nhân và có biện pháp nâng điểm các tiêu chí "
        "thành phần: {codes}."
    ),
    FindingKind.MISSING_INPUT: (
        "Các đơn vị được phân công bổ sung số liệu của các tiêu chí thành phần: {codes}."
    ),
    FindingKind.WAITING_FOR_SURVEY: (
        "Cơ quan chủ trì khảo sát cung cấp kết quả của các tiêu chí thành phần: {codes}."
    ),
    FindingKind.OVERRIDDEN: (
        "Các đơn vị được phân công đối chiếu số khai báo với số đo từ hồ sơ của các tiêu chí thành "
        "phần: {codes}."
    ),
    FindingKind.CITATION: "Kiểm tra, đính chính ngày ban hành của các văn bản được viện dẫn: {codes}.",
}
PROPOSE_EVIDENCE = (
    "Các đơn vị được phân công bổ sung tài liệu kiểm chứng hoặc giải trình cho các tiêu chí thành "
    "phần: {codes}."
)
NO_PROPOSALS = "Không có kiến nghị rút ra từ kết quả chấm điểm."

OPINIONS = "V. Ý KIẾN CỦA CƠ QUAN, TỔ CHỨC KHÁC"
OPINIONS_LEAD = (
    "Mời {invited} cơ quan, tổ chức góp ý, {answered} cơ quan, tổ chức đã góp ý; lấy ý kiến đến hết "
    "ngày {closes}; {naming}."
)
OPINIONS_NAMED: Mapping[bool, str] = {
    True: "ý kiến có nêu tên cơ quan, tổ chức",
    False: "ý kiến không nêu tên cơ quan, tổ chức",
}
OPINIONS_WITHHELD = "Số ý kiến chưa đủ để tổng hợp mà không lộ người góp ý: {codes}."
OPINION_COLUMNS = (
    "Mã",
    "Tiêu chí thành phần",
    "Nội dung hỏi",
    "Đồng ý",
    "Chưa đồng ý",
    "Không rõ",
)
REMARKS = "Ý kiến cụ thể:"
REMARK_COLUMNS = ("Mã", "Cơ quan, tổ chức", "Ý kiến")
NOT_NAMED = "Không nêu tên"
OPINION_SHEET = "Ý kiến góp ý"

ANNEX = "Phụ lục {number}"
ANNEX_NUMBERS = ("I", "II", "III")
ATTACHED_TO = "(Kèm theo Báo cáo số        /{symbol} {day} của {issuer})"
SCORE_TABLE = "BẢNG ĐIỂM CHI TIẾT"
TARGETS = "KẾT QUẢ THỰC HIỆN CHỈ TIÊU CỦA KẾ HOẠCH"
TARGETS_LEAD = "Chỉ tiêu bằng số nêu trong {plan}."
NO_PLAN = "Báo cáo này lập không kèm kế hoạch."
NO_TARGETS = "Kế hoạch không đặt chỉ tiêu bằng số."
WITHOUT_TARGET = "Nhiệm vụ không đặt chỉ tiêu bằng số: {refs}. Kết quả xem tại Phụ lục I."
MET: Mapping[bool | None, str] = {True: "Đạt", False: "Chưa đạt", None: "Chưa rõ"}
TRACES = "DIỄN GIẢI CÁCH TÍNH ĐIỂM"
LINKED = "Kết quả theo bộ chỉ số {set_id}: {title}"
LINKED_TOTAL = "Tổng điểm {points}/{max} ({percent}); phiên bản {version}, mã băm {hash}."
ORIGIN = "nguồn: {origin}"
POINTS_OF = "{points}/{max} điểm"
FACT = "{measure}, {scope}, {period}: {counts}"
NOT_JUDGED = "{missing} bản ghi không đủ dữ liệu để xét"
LAKE = "kho hồ sơ phiên bản {lake}"
ALL_LEVELS = "mọi cấp"

COLUMNS: Mapping[str, str] = {
    "code": "Mã",
    "field": "Lĩnh vực",
    "source": "Nguồn điểm",
    "max": "Điểm tối đa",
    "points": "Điểm đạt",
    "possible": "Còn có thể đạt",
    "lost": "Đã mất",
    "percent": "Tỷ lệ",
    "place": "Hạng",
    "subject": "Đơn vị",
    "rating": "Xếp loại",
    "component": "Tiêu chí thành phần",
    "criterion": "Lĩnh vực, tiêu chí, tiêu chí thành phần",
    "input": "Số liệu",
    "reason": "Cách tính",
    "why": "Lý do",
    "evidence": "Tài liệu kiểm chứng",
    "evidence_missing": "Tài liệu còn thiếu",
    "explanation": "Giải trình",
    "document": "Văn bản",
    "remark": "Nội dung",
    "task": "Nhiệm vụ",
    "target": "Chỉ tiêu",
    "required": "Yêu cầu",
    "reached": "Kết quả",
    "met": "Đánh giá",
    "state": "Tình trạng",
    "set": "Bộ chỉ số",
    "exact": "Điểm chính xác",
    "rule": "Cách chấm",
    "origin": "Nguồn số liệu",
    "facts": "Từ hồ sơ",
    "reference": "Căn cứ",
}
TRACE_LABELS: Mapping[str, str] = {
    "rule": "Cách chấm",
    "input": "Số liệu",
    "facts": "Từ hồ sơ",
    "trace": "Cách tính",
    "points": "Điểm chính xác",
    "reference": "Căn cứ",
}
RUN_LABELS: Mapping[str, str] = {
    "set": "Bộ chỉ số",
    "version": "Phiên bản",
    "hash": "Mã băm bộ chỉ số",
    "run": "Lần chấm",
    "inputs": "Mã băm số liệu đầu vào",
    "facts": "Mã băm số liệu từ hồ sơ",
    "chain": "Đầu chuỗi sự kiện",
    "at": "Chấm lúc",
    "by": "Người chạy",
    "engine": "Phiên bản phần mềm",
}
RUN_HEADING = "Thông tin lần chấm"
EVIDENCE_OWED = "Còn thiếu: {kinds}"
FOOTER_SET = "Bộ chỉ số {set_id}, phiên bản {version}, mã băm {hash} (đầy đủ ở Phụ lục III)"
FOOTER_RUN = "Lần chấm {run}"

SHEETS: Mapping[str, str] = {
    "summary": "Tổng hợp",
    "scores": "Bảng điểm",
    "targets": "Chỉ tiêu kế hoạch",
    "traces": "Diễn giải",
}
UNKNOWN_SUBJECT = ("không có trong lần chấm này", "Hãy chọn một trong: {known}")

_KINDS_OF_DOCUMENT: Mapping[str, str] = {
    "BC": "Báo cáo",
    "CT": "Chỉ thị",
    "HD": "Hướng dẫn",
    "KH": "Kế hoạch",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "TB": "Thông báo",
    "TT": "Thông tư",
}


def kind_of_document(number: str) -> str:
    """`Quyết định` for `876/QĐ-BNV`; `Văn bản` where the symbol does not tell."""
    symbol = number.rpartition("/")[2].partition("-")[0]
    return _KINDS_OF_DOCUMENT.get(symbol, "Văn bản")


def document(number: str, day: date | None, issuer: str, title: str = "") -> str:
    """`Quyết định số 876/QĐ-BNV ngày 10 tháng 11 năm 2022 của Bộ Nội vụ …`."""
    kind = kind_of_document(number)
    dated = f" {long_date(day)}" if day else ""
    by = f" của {issuer}" if issuer else ""
    about = lower_first(title.removeprefix(kind).strip())
    return f"{kind} số {number}{dated}{by}" + (f" {about}" if about else "")


def long_date(day: date | None, year: int | None = None) -> str:
    """Days below 10 and the months 1 and 2 take a leading 0 (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    if day is None:
        return DAY.format(day=BLANK, month=BLANK, year=FILL_IN if year is None else year)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return DAY.format(day=f"{day.day:02d}", month=month, year=day.year)


def lower_first(text: str) -> str:
    """The text as it continues a sentence; an abbreviation keeps its capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
