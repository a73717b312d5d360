# What a visitor without an account meets.

= A page that needs an account leads to the log-in page
get /dieu-hanh
status 303
header Location "/dang-nhap"
header Cache-Control "no-store"
follow
status 200
has "Đăng nhập"
has "name=\"csrf\""

= Every page has the headers that guard it
get /dang-nhap
header Content-Security-Policy "default-src 'none'; script-src 'self'"
header X-Content-Type-Options "nosniff"
header Referrer-Policy "same-origin"
header Cross-Origin-Opener-Policy "same-origin"
header Server ""
hasnt "<script>"
hasnt "style="
hasnt "onclick"

= An address that does not exist says so, in the look of the site
get /khong-co-trang-nay
status 404
has "Không tìm thấy"

= Files outside the program cannot be reached
get /tep/../../etc/passwd
status 404
get /tep/%2e%2e/%2e%2e/etc/passwd
status 404
get /..%2f..%2fetc/passwd
status 404

= HEAD is GET without the body
head /dang-nhap
status 200
header Content-Type "text/html; charset=utf-8"
hasnt "Đăng nhập"

= Other methods are refused, with the ones that are known
send DELETE /dang-nhap
status 405
header Allow "GET, HEAD"
send TRACE /dang-nhap
status 405
get /dang-xuat
status 405
header Allow "POST"

= The wrong password is refused without saying what was wrong
as stranger
get /dang-nhap
post /dang-nhap ten=khong-co mat-khau="sai hoàn toàn nhé"
status 401
has "khong-co"
hasnt "sai hoàn toàn"

= A log-in form without its token is refused
as stranger
get /dang-nhap
bare
post /dang-nhap ten=thuky mat-khau=x
status 403

= A log-in form from another site is refused
as stranger
get /dang-nhap
with Origin: https://evil.example
post /dang-nhap ten=thuky mat-khau=x
status 403
hasnt "thuky"
with Sec-Fetch-Site: cross-site
post /dang-nhap ten=thuky mat-khau=x
status 403

= Bytes that are no text are refused with a sentence
get /dang-nhap?ve=%ff
status 422

= A parameter given twice is refused
get /dang-nhap?ve=/&ve=/
status 400

= A host that is not ours is refused
with Host: evil.example
get /dang-nhap
status 400

= A file of the program is found under another hash too, to be kept for a day only
get /tep/0000000000000000/icon.svg
status 200
header Content-Type "image/svg+xml"
header Cache-Control "max-age=86400"

= A long address leads to the log-in page as a short one does
as stranger
get /bao-cao/1?chu=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
status 303
header Location "/dang-nhap?ve=%2Fbao-cao%2F1"

= Words that come with the log-in of someone who may not write stay in sight, and nobody is logged in
as stranger
get /dang-nhap
post /dang-nhap ten=quocbao mat-khau=mua-lua-chin-2026 noi-dung="Chữ viết dở rất lâu."
status 403
has "Chữ viết dở rất lâu."
header Set-Cookie ""
get /dieu-hanh
status 303

= Words that come with a log-in go on to the compose page
as stranger
get /dang-nhap
post /dang-nhap ten=giahan mat-khau=mua-lua-chin-2026 noi-dung="Chữ viết dở rất lâu."
status 200
has "Chữ viết dở rất lâu."
has "id=\"compose\""

= The paper to print has its own style and runs nothing
as hoaithu
get /dang-nhap
post /dang-nhap ten=hoaithu mat-khau=mua-lua-chin-2026
get /tong-hop/tep/bao-cao.html?ky=2026-Q2
status 200
header Content-Security-Policy "default-src 'none'; style-src 'unsafe-inline'"
has "<style>"
get /tong-hop?ky=2026-Q2
header Content-Security-Policy "style-src 'self'"
