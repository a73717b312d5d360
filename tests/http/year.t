# The work of a month in an office: a report comes in, is reviewed, approved, counted, closed; lists, papers and the dictionary are read.
# Played after the other scripts, as it changes what they look at.

= The officer of the Farmers' Union hands in a report of July as a file
as thibe
get /dang-nhap
post /dang-nhap ten=thibe mat-khau=mua-lua-chin-2026
status 303
get /bao-cao/moi?ky=2026-07
upload /bao-cao/moi ky=2026-07 noi-dung="" tep=@"thang-bay.txt:BÁO CÁO\nKết quả công tác Hội Nông dân tháng 7 năm 2026\n\nHội đã vận động tặng 45 phần quà cho hội viên khó khăn, trị giá 13.500.000 đồng. Kết nạp mới 12 hội viên. Tổ chức 3 buổi tập huấn kỹ thuật cho 120 lượt hội viên. Phối hợp với Hội Phụ nữ trồng trên 500 cây xanh.\n"
status 303
follow
status 200
has "45 phần quà"
remember
get $here?nhom=1
status 200
get $kept/lich-su
status 200

= Its figures are confirmed, one is put aside, one is added to, and it is handed in
as thibe
get $kept
post $kept/so-lieu/1/xac-nhan ban=$ban
get $kept
post $kept/so-lieu/3/loai ban=$ban ghi-chu="Chưa có danh sách"
get $kept
post $kept/so-lieu/3/xem-lai ban=$ban
get $kept
post $kept/nop ban=$ban
get $kept
status 200

= What was handed in is not yet in the totals, and the office sees it in no list
as hoaithu
get /dang-nhap
post /dang-nhap ten=hoaithu mat-khau=mua-lua-chin-2026
status 303
get /bao-cao?ky=2026-07
status 200
get /tong-hop?ky=2026-07
status 200

= Every list, overview and consolidated report opens, for each period
as hoaithu
get /dieu-hanh?ky=2026-Q1
status 200
get /dieu-hanh?ky=2026-Q2
status 200
get /dieu-hanh?ky=2026-07
status 200
get /dieu-hanh?ky=2026
status 200
get /tinh-hinh-nop?ky=2026
status 200
get /tinh-hinh-nop?ky=2026-Q2
status 200
get /tong-hop?ky=2026-Q1
status 200
get /tong-hop?ky=2026-Q2
status 200
get /tong-hop?ky=2026-05
status 200
get /tong-hop?ky=2026
status 200
get /bao-cao?trang-thai=approved
status 200
get /bao-cao?tim=phu%20nu
status 200
get /bao-cao?xep=ten
status 200
get /bao-cao?trang=2
status 200

= Every figure of a total leads back to its reports
as hoaithu
get /tong-hop/M7?ky=2026-Q2
status 200
get /tong-hop/M7?ky=2026-06
status 200
get /tong-hop/M1?ky=2026-Q2
get /tong-hop/D2?ky=2026-Q2
get /tong-hop/M7?ky=2026-Q2&to-chuc=LHPN
status 200

= Papers are written in every format
as hoaithu
get /tong-hop/tep/bao-cao.docx?ky=2026-Q2
get /tong-hop/tep/bao-cao.pdf?ky=2026-Q2
get /tong-hop/tep/bao-cao.html?ky=2026-Q2
get /tong-hop/tep/bao-cao.json?ky=2026-Q2
get /bao-cao?xuat=csv
status 200
get /bao-cao?xuat=xlsx
status 200
get /tu-dien?xuat=csv

= Reports of every body and state are read with their histories
as hoaithu
get /bao-cao/1
get /bao-cao/5
get /bao-cao/12
get /bao-cao/20
get /bao-cao/30
get /bao-cao/36
get /bao-cao/40
get /bao-cao/41
get /bao-cao/41/lich-su
get /bao-cao/36/lich-su
get /bao-cao/36/tep

= The officer of the Veterans puts a returned report right and hands it in
as vankhai
get /dang-nhap
post /dang-nhap ten=vankhai mat-khau=mua-lua-chin-2026
get /bao-cao/36
status 200
post /bao-cao/36/so-lieu/1/xac-nhan ban=$ban
get /bao-cao/36
post /bao-cao/36/so-lieu/2/loai ban=$ban ghi-chu="Đã tính ở tháng trước"
get /bao-cao/36
post /bao-cao/36/nop ban=$ban
get /bao-cao/36
status 200

= A head approves, another returns with a reason, and totals follow
as vanloc
get /dang-nhap
post /dang-nhap ten=vanloc mat-khau=mua-lua-chin-2026
get $kept
post $kept/duyet ban=$ban
get $kept
status 200
as ducthang
get /dang-nhap
post /dang-nhap ten=ducthang mat-khau=mua-lua-chin-2026
get /bao-cao/36
post /bao-cao/36/duyet ban=$ban
get /bao-cao/36
as vanthanh
get /dang-nhap
post /dang-nhap ten=vanthanh mat-khau=mua-lua-chin-2026
get /bao-cao
get /bao-cao/41
post /bao-cao/41/tra-lai ban=$ban ly-do="Cần nêu rõ nguồn vận động của từng khoản"
get /bao-cao/41
as hoaithu
get /tong-hop?ky=2026-Q2
status 200
get /tinh-hinh-nop?ky=2026
status 200

= The office closes a period and opens it again
as hoaithu
get /tong-hop?ky=2026-05
post /tong-hop/chot ky=2026-05
get /tong-hop?ky=2026-05
status 200
post /tong-hop/mo-chot ky=2026-05
get /tong-hop?ky=2026-05
status 200

= The dictionary takes a word, shows it, changes it and lets it go
as hoaithu
get /tu-dien
status 200
post /tu-dien loai=to-chuc tu="Hội Phụ nữ xóm" nghia=LHPN
status 303
get /tu-dien
status 200
get /tu-dien?loai=to-chuc
get /tu-dien/2
status 200
post /tu-dien/2/sua ban=$ban tu="Hội Phụ nữ trong xóm" nghia=LHPN
status 303
get /tu-dien/2
post /tu-dien/2/xoa ban=$ban
status 303
get /tu-dien

= The administrator reads settings, changes and the register of changes
as anhduy
get /dang-nhap
post /dang-nhap ten=anhduy mat-khau=mua-lua-chin-2026
get /quan-tri
get /quan-tri/cai-dat
get /quan-tri/cai-dat/lich-su
get /quan-tri/nhat-ky
get /quan-tri/nhat-ky?viec=approve
get /quan-tri/nhat-ky?chu=qua
status 200

= Signs of another language and of a stranger are the same everywhere
as quocbao
get /dang-nhap
post /dang-nhap ten=quocbao mat-khau=mua-lua-chin-2026
post /ngon-ngu ngon-ngu=en
get /dieu-hanh?ky=2026-Q2
status 200
get /tong-hop?ky=2026-Q2
status 200
as stranger
get /bao-cao
status 303
