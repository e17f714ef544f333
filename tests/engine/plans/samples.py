"""Plans made up for the tests (dữ liệu mô phỏng): no such documents exist.

They imitate the habits of different offices: other labels, other numbering, tables.
"""

LETTERHEAD_PLAN = """\
UBND TỈNH HOA SEN\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ\t\tĐộc lập - Tự do - Hạnh phúc
---------------\t\t---------------
Số: 05/KH-SNV\t\tHoa Sen, ngày 09 tháng 01 năm 2024

KẾ HOẠCH
Công tác cải cách hành chính năm 2024
của Sở Nội vụ
__________

Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể;
Căn cứ Quyết định số 876/QĐ-BNV ngày 10/11/2022 của Bộ Nội vụ;
Thực hiện Kế hoạch số 10/KH-UBND ngày 05/01/2024 của UBND tỉnh,
Sở Nội vụ ban hành Kế hoạch cải cách hành chính năm 2024 như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao chất lượng phục vụ.
2. Yêu cầu
a) Bảo đảm tiến độ;
b) Gắn trách nhiệm người đứng đầu.

II. NHIỆM VỤ TRỌNG TÂM
1. Cải cách thể chế
a) Rà soát văn bản quy phạm pháp luật
- Cơ quan chủ trì: Thanh tra Sở.
- Cơ quan phối hợp: Các phòng, đơn vị thuộc Sở.
- Thời gian hoàn thành: trước ngày 15/12/2024.
b) Kiểm tra việc thi hành pháp luật, ít nhất 02 cuộc/năm
- Cơ quan chủ trì: Phòng Cải cách hành chính; Văn phòng Sở và các đơn vị liên quan
- Thời gian hoàn thành: Quý II, Quý III
2. Cải cách thủ tục hành chính. Cơ quan chủ trì: Văn phòng Sở. Thời gian: hàng tháng
3. Tuyên truyền
Đơn vị chủ trì:
- Phòng Cải cách hành chính
- Văn phòng Sở
Phối hợp thực hiện: Sở Thông tin và Truyền thông, Sở Lao động, Thương binh và Xã hội.
Thời gian thực hiện: Từ tháng 3 đến tháng 11
Sản phẩm: Báo cáo

III. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở
- Theo dõi, đôn đốc;
- Báo cáo trước ngày 15/12/2024.
2. Các phòng, đơn vị thuộc Sở thực hiện nghiêm Kế hoạch này./.

Nơi nhận:\t\tGIÁM ĐỐC
- UBND tỉnh (b/c);
- Lưu: VT, CCHC.\t\tTrần Thị Mẫu
"""

TABLE_PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH HOA SEN

Số: 120/KH-UBND

Hoa Sen, ngày 15 tháng 12 năm 2022

KẾ HOẠCH
CẢI CÁCH HÀNH CHÍNH NĂM 2023

Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính năm 2023 như sau:

A. MỤC TIÊU
Phấn đấu xếp hạng trong nhóm khá.

B. NỘI DUNG
Chi tiết tại Phụ lục kèm theo.

C. KINH PHÍ
Ngân sách nhà nước.

D. TỔ CHỨC THỰC HIỆN
Giao Sở Nội vụ theo dõi.

Nơi nhận:
- Bộ Nội vụ;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Lê Văn Mẫu

PHỤ LỤC
DANH MỤC NHIỆM VỤ NĂM 2023
(Kèm theo Kế hoạch số 120/KH-UBND ngày 15/12/2022 của Ủy ban nhân dân tỉnh)

| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm |
|----|-------------------|-----------------|------------------|-----------|----------|
| (1) | (2) | (3) | (4) | (5) | (6) |
| I | Cải cách thể chế | | | | |
| 1 | Rà soát văn bản | Sở Tư pháp | Các sở, ban, ngành; UBND các huyện, thị xã, thành phố | Quý IV/2023 | Báo cáo |
| 2 | Kiểm tra cải cách hành chính tối thiểu 30% cơ quan | Sở Nội vụ | nt | Tháng 6/2023 | |
| II | Cải cách thủ tục hành chính | | | | |
| 1 | Số hóa hồ sơ | Văn phòng UBND tỉnh | Các sở, ngành | Thường xuyên | |
| | - Cấp tỉnh đạt trên 50% | | | | |
| | - Cấp xã đạt 40% trở lên | | | | |
"""

NUMBERED_PLAN = """\
SỞ TƯ PHÁP TỈNH HOA SEN
Số:     /KH-STP
Hoa Sen, ngày     tháng 02 năm 2023
KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2023
Kính gửi:
- Các phòng chuyên môn;
- Trung tâm Trợ giúp pháp lý.
Thực hiện Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ, Sở Tư pháp xây dựng kế hoạch như sau:
1. Mục đích: Nâng cao chất lượng giải quyết thủ tục hành chính, bảo đảm đúng quy
định của pháp luật.
2. Yêu cầu
Thực hiện nghiêm túc.
3. Nội dung
3.1. Công khai thủ tục hành chính (Đơn vị chủ trì: Văn phòng Sở; phối hợp: các phòng chuyên môn; thời gian: thường xuyên).
3.2. Tỷ lệ hồ sơ trễ hạn không quá 5%, hồ sơ trực tuyến từ 70% trở lên
Bộ phận thực hiện: Bộ phận Một cửa
Thời hạn: Chậm nhất ngày 30 tháng 11 năm 2023
4. Tổ chức thực hiện
Các phòng chuyên môn căn cứ kế hoạch thực hiện.
Nơi nhận: Như trên;
Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Phạm Văn Mẫu
"""

DASHED_PLAN = """\
HỘI ĐỒNG NHÂN DÂN - ỦY BAN NHÂN DÂN
HUYỆN HOA MAI
VĂN PHÒNG
Số: 18/KH-VP
Hoa Mai, ngày 20/02/2024
KẾ HOẠCH
Nâng cao Chỉ số cải cách hành chính
và Chỉ số hài lòng năm 2024

I- MỤC TIÊU
1- Mục tiêu chung: Nâng cao chất lượng phục vụ.
2- Mục tiêu cụ thể:
a/ Phấn đấu 100% thủ tục hành chính được công khai.
II- NHIỆM VỤ, GIẢI PHÁP
1- Công tác chỉ đạo điều hành
1.1- Ban hành văn bản chỉ đạo
* Đơn vị chủ trì thực hiện: Bộ phận Tổng hợp.
* Đơn vị phối hợp thực hiện: Công chức các phòng.
* Thời gian hoàn thành: Trong tháng 3 năm 2024.
1.2- Kiểm tra việc thực hiện ở từ 03 đến 05 đơn vị
* Đơn vị chủ trì thực hiện: Bộ phận Một cửa huyện.
* Thời gian thực hiện: 6 tháng đầu năm 2024.
2- Số hóa hồ sơ đầu vào đạt 100% (trừ hồ sơ đất đai cũ, hồ sơ mật)
* Chủ trì: Bộ phận Một cửa huyện; phối hợp: UBND các xã, thị trấn;
* Hoàn thành: trước 30/11/2024.
III- TỔ CHỨC THỰC HIỆN
Yêu cầu các bộ phận nghiêm túc thực hiện.
Kinh phí: từ nguồn chi thường xuyên./.

Nơi nhận:
- UBND huyện;
- Lưu: VP.
KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Phạm Thị Thử
"""

ATTACHED_PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH HOA SEN

KẾ HOẠCH
Xác định Chỉ số cải cách hành chính năm 2022
(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 10 tháng 01 năm 2023)

A. MỤC ĐÍCH - YÊU CẦU
- Đánh giá khách quan kết quả của tỉnh Hoa Sen.
B. NỘI DUNG KẾ HOẠCH
I. Tự đánh giá, chấm điểm
1. Nội dung: Các sở tự đánh giá, chấm điểm.
2. Thời gian: Tháng 01 - 02/2023
3. Đơn vị thực hiện: Các sở, ngành.
II. Điều tra xã hội học
1. Nội dung: Thu về từ 80% phiếu trở lên.
2. Thời gian: trước ngày 30/3/2023
3. Đơn vị thực hiện: Sở Nội vụ; Bưu điện tỉnh.
C. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ là đầu mối.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Ngô Văn Mẫu
"""
