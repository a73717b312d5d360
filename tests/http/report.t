# The way of a report, as the browser's forms send it; the sample data's people.

= An officer logs in and lands on a page of her own
as giahan
get /dang-nhap
post /dang-nhap ten=giahan mat-khau=mua-lua-chin-2026
status 303
header Set-Cookie "HttpOnly; SameSite=Lax"
get /bao-cao
status 200
header Cache-Control "no-store"

= A pasted report is read and shown with its figures; the same form sent twice makes one report
as giahan
get /bao-cao/moi
status 200
upload /bao-cao/moi ky=2026-07 tieu-de="Báo cáo tháng 7" noi-dung="Trong tháng 7, Đoàn phường đã trao 37 suất quà, trị giá 18.500.000 đồng cho học sinh nghèo.\nVận động 125 đoàn viên tham gia hiến máu." tep=@":"
status 303
header Location "/bao-cao/"
follow
status 200
has "18.500.000 đồng"
has "125 đoàn viên"
again
status 303
header Location "$here"

= A report that was refused comes back with all that was typed
as giahan
get /bao-cao/moi
upload /bao-cao/moi ky=2026-13 tieu-de="Chưa xong" noi-dung="Chữ đã gõ rất lâu." tep=@":"
status 422
has "Chữ đã gõ rất lâu."

= A text file is read in the child process and shown with its figures
as giahan
get /bao-cao/moi
upload /bao-cao/moi ky=2026-08 noi-dung="" tep=@"tháng 8.txt:Trong tháng 8, Đoàn phường tặng 12 suất quà, trị giá 3.600.000 đồng."
status 303
follow
status 200
has "3.600.000 đồng"
get $here/tep
status 200
header Content-Disposition "filename*=UTF-8''th%C3%A1ng%208.txt"
header Content-Security-Policy "sandbox"

= An upload that is no document is refused with a sentence
as giahan
get /bao-cao/moi
upload /bao-cao/moi ky=2026-07 noi-dung="" tep=@"anh.docx:PK không phải tệp Word"
status 422
hasnt "Hệ thống gặp lỗi"
hasnt "ERR_"

= A chosen file that is empty is named, and the words beside it stay
as giahan
get /bao-cao/moi
upload /bao-cao/moi ky=2026-07 noi-dung="Chữ bên cạnh tệp." tep=@"rong.txt:"
status 422
has "rong.txt"
has "Chữ bên cạnh tệp."

= A form without the token of its session changes nothing and keeps what was typed
as giahan
get /bao-cao/moi
bare
upload /bao-cao/moi ky=2026-07 noi-dung="Chữ không được mất." csrf=0123456789abcdef key=0123456789abcdef0123
status 403
has "Chữ không được mất."

= A token that is not of this session does not even log it out
as minhkhoa
get /dang-nhap
post /dang-nhap ten=minhkhoa mat-khau=mua-lua-chin-2026
status 303
bare
post /dang-xuat csrf=0123456789abcdef0123456789abcdef
status 403
get /bao-cao
status 200

= An officer of another organisation does not see it
as thibe
get /dang-nhap
post /dang-nhap ten=thibe mat-khau=mua-lua-chin-2026
status 303
get /bao-cao
status 200
hasnt "Báo cáo tháng 7"

= A report number that does not exist, and one that is no number, say so
as giahan
get /bao-cao/999999
status 404
get /bao-cao/chin
status 404

= The consolidated report opens for those who may see totals
as hoaithu
get /dang-nhap
post /dang-nhap ten=hoaithu mat-khau=mua-lua-chin-2026
status 303
get /tong-hop?ky=2026-Q2
status 200
get /tong-hop?ky=2026-Q9
status 422

= Logging out ends the session at once, also for its old cookie
as giahan
get /bao-cao
post /dang-xuat
status 303
get /bao-cao
status 303
header Location "/dang-nhap"

= The history of a report is told in words
as vankhai
get /dang-nhap
post /dang-nhap ten=vankhai mat-khau=mua-lua-chin-2026
get /bao-cao/36/lich-su
status 200
has "tạo báo cáo"
has "gần 30 triệu đồng"
has "chưa rõ nguồn vận động"
hasnt "approx="
hasnt "dimension"
