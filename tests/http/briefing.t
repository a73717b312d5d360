# Forms of briefings that were refused: nothing that was typed is lost, and there is a way on.

= A directive for a briefing whose paper is signed comes back with its words, though the page has no form for it
as quocbao
get /dang-nhap
post /dang-nhap ten=quocbao mat-khau=mua-lua-chin-2026
get /giao-ban/1/ket-luan
hasnt "name=\"chu-tri\""
post /giao-ban/1/ket-luan chu-tri="Hội Nông dân" noi-dung="lập hai tổ công nghệ số\nở khóm 3" thoi-han=31/8
status 409
has "lập hai tổ công nghệ số"
has "value=\"31/8\""
has "Hội Nông dân"
has "href=\"/giao-ban/1/ket-luan\""

= Concluding words pasted after the signing come back
as quocbao
get /giao-ban/1/ket-luan
post /giao-ban/1/ket-luan/doc loi="Giao Hội Nông dân rà soát hộ nghèo trước ngày 30/9."
status 409
has "Giao Hội Nông dân rà soát hộ nghèo trước ngày 30/9."

= A change of one directive that is no longer open stays in sight
as quocbao
get /giao-ban/1/ket-luan
post /giao-ban/1/ket-luan/1 ban=1 noi-dung="chữ sửa rất lâu"
status 409
has "chữ sửa rất lâu"

= A new day that is no day stays in its box
as quocbao
get /giao-ban/2/ket-luan
post /giao-ban/2/ket-luan/truoc viec=2 ban=1 cach=gia-han thoi-han="30/9 hay sau"
status 422
has "value=\"30/9 hay sau\""
has "Không rõ thời hạn"

= Words about a task that was closed meanwhile stay in sight
as giahan
get /dang-nhap
post /dang-nhap ten=giahan mat-khau=mua-lua-chin-2026
get /viec/3
hasnt "name=\"noi-dung\""
upload /viec/3/bao key=0123456789abcdef0123 ban=1 viec=tien-do noi-dung="Đã dọn năm tuyến hẻm." tien-do=40 tep=@":"
status 409
has "Đã dọn năm tuyến hẻm."
has "href=\"/viec/3\""

= A change of a briefing that is concluded stays in sight
as hoaithu
get /dang-nhap
post /dang-nhap ten=hoaithu mat-khau=mua-lua-chin-2026
get /giao-ban/1
post /giao-ban/1/sua ban=1 ten="Tên phiên gõ lại" ngay=08/04/2026 gio=08:00 phut=120
status 409
has "Tên phiên gõ lại"
has "href=\"/giao-ban/1\""

= Someone more for a briefing that is over stays in sight
as hoaithu
get /giao-ban/1/moi-hop
post /giao-ban/1/moi-hop ten="Nguyễn Thị Hạnh" chuc-vu="Phó Bí thư Chi bộ" vai=guest
status 409
has "Nguyễn Thị Hạnh"
has "Phó Bí thư Chi bộ"
has "href=\"/giao-ban/1/moi-hop\""

= Words for a paper that is signed stay in sight
as hoaithu
get /van-ban/2
post /van-ban/2/sua ban=1 trich-yeu="Trích yếu gõ rất lâu" noi-nhan="Như trên\nLưu" nguoi-ky="" chuc-vu=""
status 409
has "Trích yếu gõ rất lâu"
has "href=\"/van-ban/2\""

= A refused form whose page still has it stays on that page
as hoaithu
get /giao-ban/2
post /giao-ban/2/muc noi-dung=a phut=10
status 422
has "id=\"new-what\""
has "Chưa có nội dung của mục"
post /giao-ban/2/sua ban=0 ten="Giao ban quý II năm 2026" ngay=08/07/2026 gio=14:00 phut=120 dia-diem="Phòng họp số 1"
status 409
has "value=\"Giao ban quý II năm 2026\""
has "class=\"mcols\""

= A number in words is shown to be mended, and can be sent again
as hoaithu
get /giao-ban/loat
post /giao-ban/loat ten="Giao ban tháng" co-quan=1 van-ban=TB bao-lau=month gio=08:00 phut="120 phút" han-tai-lieu=5 han-moi=2 ty-le=0
status 422
has "name=\"phut\" value=\"120 phút\""
hasnt "type=\"hidden\" name=\"phut\""
has "Gửi lại"

= A refused item keeps its minutes and its body too
as hoaithu
get /giao-ban/2
post /giao-ban/2/muc/27 ban=0 noi-dung="Thảo luận chung" phut=37 to-chuc=5 ghi-chu=""
status 409
has "id=\"ph-27\" name=\"phut\" value=\"37\""
has "<option value=\"5\"\n    selected>Hội Cựu chiến binh phường"

= Taking an item off twice does not bring it back, and moving it twice moves it once
as hoaithu
get /giao-ban/2
post /giao-ban/2/muc/20/bo viec=bo
status 303
again
status 303
get /giao-ban/2
has "Đã bỏ khỏi chương trình (1)"
post /giao-ban/2/muc/20/bo viec=lai
again
status 303
get /giao-ban/2
hasnt "Đã bỏ khỏi chương trình"

= The level above finds the briefings of all units below it, and chooses one of them
as captinh
get /dang-nhap
post /dang-nhap ten=captinh mat-khau=mua-lua-chin-2026
get /giao-ban
status 200
has "Giao ban quý I/2026"
has "name=\"don-vi\""
has "Phường Bến Lúa"
get /giao-ban?don-vi=999
status 200
hasnt "Giao ban quý I/2026</a>"
get /giao-ban?xuat=csv
has "Đơn vị"
as hoaithu
get /giao-ban
hasnt "name=\"don-vi\""
