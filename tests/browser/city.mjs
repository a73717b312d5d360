// city.mjs BUILD - a city's first quarter, in an office that begins with an empty database: the standing committee of
// an invented city with the Front, the organisations and the Red Cross. Reports, series, briefing, conclusions, the
// next quarter. Two browsers at once.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { anotherBrowser, approve, confirmAndSubmit, download, faults, newOffice, person, send, sixDigits, shot,
  stories } from './office.mjs';

const MOMENT = '2026-03-30 13:30';
const office = await newOffice(process.argv[2] || '../../build', MOMENT);
const other = await anotherBrowser(office);
const { story, done } = stories();
const tell = (page) => page.locator('main').innerText();
const WORDS = 'con sông quê nhà em';
const PEOPLE = { 0: 'Phạm Quốc Bảo', 1: 'Nguyễn Hoài Thu', 2: 'Võ Thanh Tùng', 3: 'Đặng Thùy Linh',
  4: 'Lê Thị Mai Hương',
  6: 'Huỳnh Văn Lộc', 8: 'Bùi Đức Thắng', 10: 'Lý Minh Khoa', 12: 'Đỗ Thị Kim Oanh', 13: 'Mai Hữu Phước' };

// A password of one's own by the code of the server's keeper, then in.
async function comesIn(where, login) {
  const said = spawnSync(office.program, ['account', 'code', '--db', office.db, login], { encoding: 'utf8' });
  const code = (said.stdout.match(/[A-Z0-9]{4}(-[A-Z0-9]{4}){2,}/) ?? [])[0];
  assert.ok(code, `no code for ${login}: ${said.stdout}${said.stderr}`);
  const p = await person(where, null);
  await p.go('/kich-hoat');
  await p.page.getByLabel(/^Mã/).fill(code);
  await p.page.getByLabel('Mật khẩu mới, ít nhất 12 ký tự').fill(WORDS);
  await p.page.getByLabel('Mật khẩu mới, nhập lần nữa').fill(WORDS);
  await p.page.getByRole('button', { name: /mật khẩu/i }).click();
  await p.page.waitForURL((u) => u.pathname !== '/kich-hoat');
  return p;
}

await story('City: an office that nobody has set up yet has its organisations and people', async () => {
  const p = await person(office, null), { page } = p;
  await p.go('/thiet-lap');
  await page.getByLabel('Mã thiết lập').fill(office.code);
  await page.getByLabel('Họ và tên của bạn').fill('Hồ Anh Duy');
  await page.getByLabel(/^Tên đăng nhập/).fill('anhduy');
  await page.getByLabel('Mật khẩu mới, ít nhất 12 ký tự').fill(WORDS);
  await page.getByLabel('Mật khẩu mới, nhập lần nữa').fill(WORDS);
  await page.getByRole('button', { name: 'Tạo người quản trị' }).click();
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  const letters = await page.locator('p.code').textContent();
  await page.getByLabel('Mã 6 số').fill(sixDigits(letters, Date.parse(MOMENT.replace(' ', 'T') + '+07:00')));
  await page.getByRole('button', { name: 'Bật hai lớp' }).click();
  await page.getByText(/dự phòng/).first().waitFor();
  await p.go('/');
  await page.getByText('Đơn vị không có trong danh sách: tự ghi').click();
  await page.getByLabel('Loại đơn vị').selectOption('thành phố');
  await page.getByLabel(/^Tên đơn vị, như/).fill('Thành phố Bến Trăng');
  await page.getByRole('button', { name: 'Dùng đơn vị tự ghi' }).click();
  await page.getByRole('heading', { name: 'Đơn vị có những tổ chức nào?' }).waitFor();
  await page.getByRole('button', { name: 'Lưu và sang bước sau' }).click();
  await page.getByRole('heading', { name: 'Ai giữ các chức vụ này?' }).waitFor();
  for (const [at, name] of Object.entries(PEOPLE)) await page.getByLabel(/^Họ và tên/).nth(Number(at)).fill(name);
  await page.getByRole('button', { name: 'Lưu và sang bước sau' }).click();
  await page.getByRole('heading', { name: 'Đơn vị dùng những nhóm chỉ tiêu nào?' }).waitFor();
  assert.deepEqual(p.trouble, []);
  await p.end();
});

const thu = await comesIn(office, 'thu.nh');

await story('City: the quarter\'s report is pasted, approved, and stands in the consolidated report', async () => {
  const linh = await comesIn(other, 'linh.dt'), tung = await comesIn(other, 'tung.vt');
  const report = await send(linh,
    `Quý I, Ủy ban MTTQ Việt Nam thành phố trao 3.185 suất quà cho hộ nghèo, tổng trị giá 1,3 tỷ đồng.
Vận động xây mới 04 căn nhà Đại đoàn kết, kinh phí 320 triệu đồng.`, '2026-Q1');
  await confirmAndSubmit(linh, report);
  await approve(tung, report);
  await thu.go('/tong-hop?ky=2026-Q1');
  assert.match(await tell(thu.page), /3\.185/);
  for (const p of [linh, tung]) { assert.deepEqual(p.trouble, []); await p.end(); }
});

await story('City: a series is made from nothing and the quarter\'s briefing is planned, invited, held', async () => {
  const { page } = thu;
  await thu.go('/giao-ban/moi');
  await page.getByRole('link', { name: 'Lập loạt giao ban' }).click();
  await page.getByLabel('Tên loạt').fill('Giao ban quý');
  await page.getByLabel('Chủ trì với danh nghĩa').fill('Thường trực Thành ủy');
  await page.getByLabel('Giờ bắt đầu').fill('14:00');
  await page.getByLabel('Địa điểm').fill('Phòng họp Thành ủy');
  for (const body of [/^Ủy ban Mặt trận/, /^Hội Liên hiệp Phụ nữ/, /^Hội Nông dân/, /^Hội Cựu chiến binh/,
    /^Đoàn Thanh niên/, /^Hội Chữ thập đỏ/])
    await page.getByLabel(body).selectOption('co');
  await shot(page, 'city-series');
  await page.getByRole('button', { name: 'Lập loạt giao ban' }).click();
  await page.getByText('tài liệu trước').first().waitFor();
  await thu.go('/giao-ban/moi');
  await page.getByLabel('Kỳ', { exact: true }).selectOption({ label: 'Quý I/2026' });
  await page.getByLabel('Ngày họp').fill('30/03/2026');
  await page.getByRole('button', { name: 'Lập phiên giao ban' }).click();
  await page.getByRole('heading', { level: 1, name: 'Giao ban quý I/2026' }).waitFor();
  assert.match(await page.locator('.magenda .missing .what').first().textContent(),
    /Chưa có báo cáo quý I\/2026: .*Chữ thập đỏ/);
  await page.locator('.mtabs').getByRole('link', { name: 'Mời họp' }).click();
  await page.getByRole('button', { name: /^Gửi giấy mời cho 8 người/ }).click();
  await page.getByText('Đã gửi giấy mời.').waitFor();

  await page.getByRole('link', { name: 'Điểm danh ở cửa' }).click();
  for (let n = 8; n > 1; n--) {
    await page.getByRole('button', { name: /^Có mặt:/ }).first().click();
    await page.waitForFunction((k) => document.querySelectorAll('button[aria-label^="Có mặt:"]').length === k, n - 1);
  }

  const chair = await comesIn(other, 'bao.pq');
  await page.locator('.mtabs').getByRole('link', { name: 'Phòng họp' }).click();
  await page.waitForURL(/\/phong$/);
  await chair.go(`${new URL(page.url()).pathname.replace('/phong', '')}/man-hinh`);
  await page.getByRole('button', { name: 'Khai mạc' }).click();
  await page.getByRole('button', { name: 'Kết thúc phiên' }).waitFor();
  await page.getByRole('button', { name: /^Vào mục Báo cáo tổng hợp/ }).click();
  await chair.page.getByRole('heading', { level: 1, name: /Báo cáo tổng hợp/ }).waitFor();
  await page.locator('#ghi').getByLabel('Khó khăn', { exact: true }).check();
  await page.locator('#y-words').fill('Thiếu mặt bằng tổ chức phiên chợ nhân đạo');
  await page.locator('#y-words').press('Control+Enter');
  await chair.page.getByText('phiên chợ nhân đạo').waitFor();
  await page.getByRole('button', { name: 'Kết thúc phiên' }).click();
  await page.getByRole('link', { name: 'Ghi kết luận' }).waitFor();
  assert.deepEqual(chair.trouble, []);
  await chair.end();
});

await story('City: the chair\'s words become conclusions and a signed paper; the next quarter opens with them',
  async () => {
  const { page } = thu;
  await page.getByRole('link', { name: 'Ghi kết luận' }).click();
  await page.getByLabel('Lời kết luận của chủ trì')
    .fill(['1. Đề nghị Hội Chữ thập đỏ chủ trì, phối hợp với Đoàn Thanh niên trao 500 suất quà cho hộ nghèo, ' +
      'xong trước ngày 15/6.',
    '2. Giao Hội Nông dân triển khai 02 mô hình sinh kế trước ngày 30/6.'].join('\n'));
  await page.getByRole('button', { name: 'Đề xuất nội dung' }).click();
  await page.getByText('Đã đề xuất 2 nội dung.').waitFor();
  for (const k of [1, 2]) {
    await page.getByRole('button', { name: `Chốt nội dung ${k}` }).click();
    await page.getByText(`2 nội dung, ${k} đã chốt`).waitFor();
  }
  await page.getByRole('button', { name: 'Ra thông báo kết luận' }).click();
  await page.getByRole('button', { name: 'Ký, ban hành' }).click();
  await page.getByText('Đã ký, ban hành.').waitFor();
  for (const words of [await download(thu, 'Tải .docx'), await download(thu, 'Tải PDF')]) {
    assert.match(words, /1\. Giao Hội Chữ thập đỏ .* trao 500 suất .* trước ngày 15\/06\/2026, đo bằng 500 suất/);
    assert.match(words, /2\. Giao Hội Nông dân .*trước ngày 30\/06\/2026, đo bằng 02 mô hình sinh kế/);
  }
  const phuoc = await comesIn(other, 'phuoc.mh');
  await phuoc.go('/viec');
  await phuoc.page.getByRole('link', { name: /500 suất quà/ }).click();
  await phuoc.page.getByRole('textbox', { name: /^Đã làm được gì/ }).first().fill('Đã trao 180 suất quà ở ba phường.');
  await phuoc.page.getByLabel('Tiến độ, từ 0 đến 100 (%)').first().fill('36');
  await phuoc.page.getByRole('button', { name: 'Báo tiến độ' }).click();
  await phuoc.page.getByText('Đã ghi vào diễn biến').waitFor();
  await phuoc.end();
  await thu.go('/giao-ban/moi');
  await page.getByRole('button', { name: 'Lập phiên giao ban' }).click();
  await page.getByRole('heading', { level: 1, name: 'Giao ban quý II/2026' }).waitFor();
  assert.match(await page.locator('.magenda').innerText(), /Kết luận chưa xong: trao 500 suất quà/i);
  await page.locator('.mtabs').getByRole('link', { name: 'Việc giao' }).click();
  const own = page.locator('.carried li').filter({ hasText: 'trao 500 suất quà' }).first();
  assert.match(await own.innerText(), /36%/);
  await page.getByText('Thiếu mặt bằng tổ chức phiên chợ nhân đạo').waitFor();
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(thu.trouble, []);
  await thu.end();
});

await other.browser.close();
await office.close();
done();
