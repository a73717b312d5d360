# Whose report it is decides what is seen of it. Report 38 is a draft of the Youth Union; nobody else may learn that it is there.

= The officer of the body reads the draft
as giahan
get /dang-nhap
post /dang-nhap ten=giahan mat-khau=mua-lua-chin-2026
status 303
get /bao-cao/38
status 200
has "Chiến dịch Thanh niên tình nguyện"

= The officer of another body does not, by any address
as thisen
get /dang-nhap
post /dang-nhap ten=thisen mat-khau=mua-lua-chin-2026
status 303
get /bao-cao/38
status 404
hasnt "Chiến dịch Thanh niên tình nguyện"
get /bao-cao/38/lich-su
status 404
get /bao-cao/38/tep
status 404
hasnt "Chiến dịch Thanh niên tình nguyện"
get /bao-cao/38/noi-dung
status 404
hasnt "Chiến dịch Thanh niên tình nguyện"
get /bao-cao/moi
post /bao-cao/38/so-lieu/1/xac-nhan ban=1
status 404
get /bao-cao/moi
post /bao-cao/38/nop ban=1
status 404
get /bao-cao
hasnt "/bao-cao/38"
get /dieu-hanh?ky=2026-Q2
hasnt "/bao-cao/38"
hasnt "Chiến dịch Thanh niên tình nguyện"
get /tinh-hinh-nop?ky=2026
hasnt "/bao-cao/38"

= Neither the office nor the chair reads a draft
as hoaithu
get /dang-nhap
post /dang-nhap ten=hoaithu mat-khau=mua-lua-chin-2026
get /bao-cao/38
status 404
get /bao-cao/38/tep
status 404
as quocbao
get /dang-nhap
post /dang-nhap ten=quocbao mat-khau=mua-lua-chin-2026
get /bao-cao/38
status 404

= The office reads what was submitted and changes none of it
as hoaithu
get /bao-cao/41
status 200
hasnt "Xác nhận</button>"
get /tong-hop?ky=2026-Q2
post /bao-cao/41/so-lieu/1/loai ban=1
status 403
get /tong-hop?ky=2026-Q2
post /bao-cao/41/duyet ban=1
status 403

= The administrator reads no report and no totals
as anhduy
get /dang-nhap
post /dang-nhap ten=anhduy mat-khau=mua-lua-chin-2026
get /tinh-hinh-nop?ky=2026
status 200
has "Hội CTĐ"
get /dieu-hanh?ky=2026-Q2
status 403
get /bao-cao/40
status 403
get /tong-hop?ky=2026-Q2
status 403

= The dictionary is the unit's: an officer reads it and decides nothing for all, the chair has no business there
as thisen
get /tu-dien
status 200
hasnt "Thêm vào từ điển"
get /bao-cao/moi
post /tu-dien loai=dia-ban tu=KP3 nghia="Khu phố 3"
status 403
get /bao-cao/moi
post /tu-dien/1/tra-loi dap=co
status 404
as quocbao
get /tu-dien
status 403
as hoaithu
get /tu-dien
has "Thêm vào từ điển"
post /tu-dien loai=dia-ban tu=KP3 nghia="Khu phố 3"
status 303
get /tu-dien
has "Khu phố 3"
post /tu-dien loai=dia-ban tu=kp3 nghia="Khu phố 4"
status 409
has "Khu phố 4"
as thisen
get /tu-dien/1
status 200
hasnt "Lưu và dùng"
