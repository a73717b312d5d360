// briefing.mjs BUILD - the whole story of a ward's second quarter, with invented people: from a report to the
// status of each conclusion a quarter later. Two browsers are open at once: the secretary's, and that of chair, screen
// and officers. SHOTS=1 keeps pictures.
import assert from 'node:assert/strict';
import { anotherBrowser, approve, confirmAndSubmit, download, faults, openOffice, person, send, shot,
  stories } from './office.mjs';

const { story, done } = stories();
const tell = (page) => page.locator('main').innerText();

const ward = await openOffice(process.argv[2] || '../../build', '2026-07-06 09:00');
const other = await anotherBrowser(ward);
const MEETING = '/giao-ban/2';
const JUNE = `Trong tháng 6, Hội Nông dân phường kết nạp 14 hội viên mới.
Trao 30 suất quà cho hội viên nghèo, mỗi suất 500.000 đồng, tổng trị giá 15 triệu đồng.
Khó khăn: nhiều hội viên chưa tiếp cận được vốn vay ưu đãi.`;
let guest;

await story('Ward: a report is confirmed, handed in, approved; then the agenda names that body no more', async () => {
  const thu = await person(ward, 'hoaithu'), be = await person(other, 'thibe'), loc = await person(other, 'vanloc');
  await thu.go(MEETING);
  const first = thu.page.locator('.magenda .missing .what').first();
  assert.match(await first.textContent(), /Chưa có báo cáo quý II\/2026:.*Hội Nông dân/s);
  assert.match(await thu.page.locator('.magenda').textContent(), /Kết luận chưa xong: .*Hội LHPN, hạn 30\/06\/2026/s);
  const report = await send(be, JUNE, '2026-06');
  await confirmAndSubmit(be, report);
  await approve(loc, report);
  await thu.page.getByRole('button', { name: 'Cập nhật theo báo cáo và kết luận' }).click();
  await thu.page.getByRole('status').waitFor();
  const words = await first.textContent();
  assert.match(words, /Hội LHPN/);
  assert.doesNotMatch(words, /Hội Nông dân/);
  const own = thu.page.locator('.magenda > li').filter({ hasText: 'Hội Nông dân báo cáo' });
  await own.getByRole('link', { name: /Báo cáo tháng 6\/2026 của Hội Nông dân/ }).click();
  await thu.page.getByText('Hội Nông dân phường kết nạp 14 hội viên mới').first().waitFor();
  for (const p of [thu, be, loc]) { assert.deepEqual(p.trouble, []); await p.end(); }
});

await story('Ward: a guest is invited, answers by the link without an account; the door checks everybody in',
  async () => {
  await ward.restart('2026-07-08 13:45');
  const thu = await person(ward, 'hoaithu'), six = await person(other, null, { viewport: { width: 360, height: 740 } });
  const { page } = thu;
  await thu.go(`${MEETING}/moi-hop`);
  await page.getByLabel('Hoặc cơ quan ngoài đơn vị').fill('Trạm Y tế phường Bến Lúa');
  await page.getByLabel('Họ và tên').fill('Ngô Thị Sáu');
  await page.getByLabel('Chức vụ', { exact: true }).fill('Trưởng trạm');
  await page.getByRole('button', { name: 'Thêm vào danh sách' }).click();
  await page.getByRole('button', { name: 'Gửi giấy mời cho 1 người' }).click();
  await page.getByText('Đã gửi giấy mời.').waitFor();
  await page.getByRole('link', { name: 'In giấy mời có mã' }).click();
  guest = (await page.locator('.slip').filter({ hasText: 'Ngô Thị Sáu' }).locator('.code').textContent()).trim();
  await six.go(`/moi/${guest}`);
  await six.page.getByRole('button', { name: 'Tôi sẽ dự' }).click();
  await six.page.getByText(/Đã trả lời/).waitFor();
  await six.page.getByRole('button', { name: 'Tôi đã có mặt' }).click();
  await six.page.getByText(/Đã điểm danh lúc 13:/).waitFor();
  await thu.go(`${MEETING}/moi-hop?xem=diem-danh`);
  const left = page.getByRole('button', { name: /^Có mặt:/ });
  for (let n = await left.count(); n > 0; n--) {
    await left.first().click();
    await page.waitForFunction((k) => document.querySelectorAll('button[aria-label^="Có mặt:"]').length === k, n - 1);
  }
  await page.getByText('đủ điều kiện họp').waitFor();
  for (const p of [thu, six]) { assert.deepEqual(p.trouble, []); await p.end(); }
});

const thu = await person(ward, 'hoaithu'), bao = await person(other, 'quocbao');

await story('Ward: the briefing runs; what is done in one browser stands in the other by itself', async () => {
  const screen = await bao.context.newPage(), huong = await person(other, 'maihuong', { viewport: { width: 360,
    height: 740 } });
  const { page } = thu;
  let loads = 0;
  await thu.go(`${MEETING}/phong`);
  await page.getByRole('button', { name: 'Khai mạc' }).click();
  await page.getByRole('button', { name: 'Kết thúc phiên' }).waitFor();
  await screen.goto(`${ward.base}${MEETING}/man-hinh`);
  await bao.go(`${MEETING}/phong`);
  await huong.go(`${MEETING}/phong`);
  screen.on('load', () => { loads++; });
  page.on('load', () => { loads++; });
  await page.getByRole('button', { name: /^Vào mục Hội LHPN/ }).click();
  await screen.getByRole('heading', { level: 1, name: /Hội LHPN/ }).waitFor();
  await shot(screen, 'briefing-screen');
  await huong.page.getByRole('button', { name: 'Xin phát biểu' }).click();
  await page.getByRole('button', { name: /^Mời phát biểu Lê Thị Mai Hương/ }).click();
  await screen.locator('#p-speech .on').getByText('Lê Thị Mai Hương').waitFor();

  const say = async (kind, words, asked) => {
    await page.locator('#ghi').getByLabel(kind, { exact: true }).check();
    await page.locator('#y-words').fill(words);
    if (asked) await page.locator('#y-asked').fill(asked);
    await page.locator('#y-words').press('Control+Enter');
  };
  await say('Kết quả', 'Ra mắt 01 tổ phụ nữ nhà trọ, 28 thành viên.');
  await say('Khó khăn', 'Phụ nữ đi làm xa nên khó tập hợp hội viên trẻ.', 'Đoàn TNCS');
  await screen.getByText('khó tập hợp hội viên trẻ').waitFor();
  await bao.page.locator('#p-opinions').getByText('khó tập hợp hội viên trẻ').waitFor();
  await bao.page.getByRole('button', { name: /^Kết thúc lượt Lê Thị Mai Hương/ }).click();
  await page.locator('#p-speech .done').getByText('Lê Thị Mai Hương').waitFor();

  await page.getByText('Ghi kết luận, giao việc').click();
  const form = page.locator('form.directive');
  await form.getByLabel(/^Giao/).fill('Đoàn TNCS');
  await form.getByLabel('Làm việc gì').fill('lập nhóm kết nối hội viên trẻ đi làm xa');
  await form.getByLabel(/^Trước ngày/).fill('31/8');
  await form.getByLabel(/^Đo bằng/).fill('02 nhóm có người phụ trách');
  await form.getByRole('button', { name: 'Ghi nội dung' }).click();
  await screen.locator('#p-directives').getByText('lập nhóm kết nối hội viên trẻ đi làm xa').waitFor();
  await shot(page, 'briefing-room');
  assert.equal(loads, 0, 'a page was loaded again');
  assert.deepEqual(await faults(page), []);
  for (const p of [thu, bao, huong]) assert.deepEqual(p.trouble, []);
  await screen.close();
  await huong.end();
});

await story('Ward: the secretary\'s network goes for a while; nothing typed is lost, nothing stands twice',
  async () => {
  const { page } = thu;
  const lines = (p, text) => p.locator('#p-opinions li').filter({ hasText: text });
  await thu.context.setOffline(true);
  await page.locator('#ghi').getByLabel('Kiến nghị', { exact: true }).check();
  for (const words of ['Bố trí nơi sinh hoạt cho tổ phụ nữ nhà trọ.', 'Cho mượn loa lưu động vào cuối tuần.']) {
    await page.locator('#y-words').fill(words);
    await page.locator('#y-words').press('Control+Enter');
  }
  await page.getByText('Mất mạng: đã giữ 2 mục').waitFor();
  await bao.page.getByRole('button', { name: /^Vào mục Thảo luận/ }).click();
  await thu.context.setOffline(false);
  await page.getByText('Đã gửi đủ, không sót mục nào.').waitFor();
  await page.locator('#p-agenda li.on').getByText('Thảo luận').waitFor();
  for (const p of [page, bao.page]) {
    await lines(p, 'loa lưu động').first().waitFor();
    assert.equal(await lines(p, 'loa lưu động').count(), 1);
    assert.equal(await lines(p, 'nơi sinh hoạt').count(), 1);
  }
  const row = lines(page, 'khó tập hợp hội viên trẻ');
  await row.getByText('Trả lời', { exact: true }).click();
  await page.locator('#a-words').fill('Đoàn phường cử người làm đầu mối cùng Hội.');
  await page.locator('#a-words').press('Control+Enter');
  await lines(bao.page, 'cử người làm đầu mối').waitFor();
  assert.deepEqual(thu.trouble.splice(0).filter((line) => !/ERR_INTERNET_DISCONNECTED/.test(line)), []);
});

// What the chair said at the end, as a secretary has it in a note.
const SAID = ['Cơ bản nhất trí với báo cáo tổng hợp quý II.',
  '1. Giao UBMTTQ phường chủ trì, phối hợp với Hội LHPN, Hội Nông dân vận động xây mới 02 căn nhà Đại đoàn kết ' +
    'trước ngày 30/9.',
  '2. Giao Hội LHPN phường chủ trì, phối hợp với Hội Chữ thập đỏ trao 400 thẻ bảo hiểm y tế cho hộ cận nghèo trước ' +
    'ngày 15/8.',
  '3. Hội Chữ thập đỏ vận động 150 đơn vị máu, chậm nhất 31/8.',
  '4. Giao Hội Cựu chiến binh tuyên truyền, vận động Nhân dân tham gia phong trào Toàn dân bảo vệ an ninh Tổ quốc ' +
    'trước ngày 19/8.'].join('\n');
let notice;

await story('Ward: from the end of the briefing to the signed notice in less than five minutes of the secretary',
  async () => {
  const { page } = thu, spent = { keys: 0, clicks: 0, pages: 0 };
  await thu.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.exposeFunction('counted', (what) => { spent[what]++; });
  const listen = () => {
    addEventListener('keydown', () => globalThis.counted('keys'), true);
    addEventListener('click', (e) => { if (e.detail) globalThis.counted('clicks'); }, true);
  };
  await page.addInitScript(listen);
  await page.evaluate(listen);
  await page.evaluate((t) => navigator.clipboard.writeText(t), SAID);
  await page.getByRole('button', { name: 'Kết thúc phiên' }).click();
  await page.getByText('Chờ kết luận').first().waitFor();
  await page.getByRole('link', { name: 'Ghi kết luận' }).click();
  await page.getByLabel('Lời kết luận của chủ trì').click();
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText(/Đã đề xuất \d nội dung/).waitFor();
  await shot(page, 'briefing-conclude');
  const all = await page.locator('.dcard').count();
  for (let k = 1; k < all; k++) {                                  // all but the last one have their four parts
    await page.keyboard.press('Enter');
    await page.getByText(`${all} nội dung, ${k} đã chốt`).waitFor();
  }
  await page.getByRole('link', { name: `Sửa nội dung ${all}` }).click();
  await page.getByLabel(/^Đo bằng/).first().click();
  await page.keyboard.type('biên bản ký cam kết của các chi hội');       // nothing of the catalogue takes its place
  await page.keyboard.press('Enter');
  await page.getByText('Đã lưu.').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(`${all} nội dung, ${all} đã chốt`).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ký và ban hành' }).waitFor();
  await shot(page, 'briefing-notice');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Ký, ban hành' }).click();
  await page.getByRole('heading', { level: 1, name: 'Thông báo số 02-TB/ĐU' }).waitFor();
  // a slow hand: a second a key, five seconds a click; a quarter of a minute to read each conclusion, a minute
  // the notice
  const seconds = spent.keys + spent.clicks * 5 + all * 15 + 60;
  console.log(`# from the end of the briefing to the signed notice of ${all} conclusions: ` +
    `${spent.keys} keys, ${spent.clicks} clicks, `
    + `${Math.round(seconds / 6) / 10} minutes with reading`);
  assert.ok(seconds < 300, `${seconds} s`);
  assert.deepEqual(thu.trouble, []);
});

await story('Ward: the notice as .docx and PDF has the numbered conclusions with lead, day and measure', async () => {
  for (const words of [await download(thu, 'Tải .docx'), await download(thu, 'Tải PDF')]) {
    assert.match(words, /Số 02-TB\/ĐU/);
    assert.match(words, /1\. Giao Đoàn TNCS .* kết nối hội viên trẻ đi làm xa, trước ngày 31\/08\/2026/);
    assert.match(words, /\d\. Giao Hội Liên hiệp Phụ nữ phường Bến Lúa chủ trì, phối hợp với Hội Chữ thập đỏ/);
    assert.match(words, /Hội Chữ thập đỏ phường Bến Lúa, trao 400 thẻ/);
    assert.match(words, /trước ngày 15\/08\/2026, đo bằng 400 thẻ bảo hiểm y tế/);
    assert.match(words, /đo bằng biên bản ký cam kết của các chi hội/);
    assert.match(words, /khó khăn của Hội LHPN .*cử người làm đầu mối/);
  }
  await thu.go(`${MEETING}/viec`);
  await thu.page.getByRole('heading', { level: 1, name: '5 việc đã giao tại buổi này' }).waitFor();
  await thu.end();
  await bao.end();
});

const open = (page, words) => page.locator('details', { has: page.locator('summary', { hasText: words }) });

await story('Ward: progress with evidence, more time, approved figures that finish a task, a reminder', async () => {
  await ward.restart('2026-09-10 09:00');
  const office = await person(ward, 'hoaithu'), huong = await person(other, 'maihuong'), lan = await person(other,
    'ngoclan');
  const { page } = huong;
  await huong.go('/viec');
  await page.getByRole('link', { name: /400 thẻ/ }).click();
  await page.locator('#tien-do-words').fill('Đã rà soát 412 hộ, trao 260 thẻ.');
  await page.getByLabel('Tiến độ, từ 0 đến 100 (%)').first().fill('65');
  await page.locator('#tien-do-file').setInputFiles({ name: 'danh-sach.txt', mimeType: 'text/plain',
    buffer: Buffer.from('Danh sách nhận thẻ, có xác nhận của khu phố') });
  await page.getByRole('button', { name: 'Báo tiến độ' }).click();
  await page.getByText('Đã ghi vào diễn biến').waitFor();
  await page.locator('summary', { hasText: 'Xin gia hạn' }).click();
  await open(page, 'Xin gia hạn').getByLabel('Lý do xin gia hạn').fill('Chờ cơ quan bảo hiểm xã hội in thẻ.');
  await open(page, 'Xin gia hạn').getByLabel('Hạn mới').fill('30/09/2026');
  await page.getByRole('button', { name: 'Xin gia hạn' }).click();
  await page.getByText('đang xin gia hạn đến 30/09/2026').waitFor();
  const task = new URL(page.url()).pathname.match(/\/viec\/\d+/)[0];

  await office.go(task);
  await shot(office.page, 'briefing-task');
  await office.page.getByText('Đã rà soát 412 hộ, trao 260 thẻ.').first().waitFor();
  const evidence = await office.page.request.get(ward.base + await office.page.getByRole('link',
    { name: 'danh-sach.txt' }).getAttribute('href'));
  assert.match(await evidence.text(), /có xác nhận của khu phố/);
  if (!await office.page.locator('#gia-han-day').isVisible()) await office.page.locator('summary',
    { hasText: 'Cho gia hạn' }).click();
  assert.equal(await office.page.locator('#gia-han-day').inputValue(), '30/09/2026');
  await office.page.getByRole('button', { name: 'Cho gia hạn' }).click();
  await office.page.getByText('hạn đầu 15/08/2026').waitFor();

  const report = await send(lan,
    'Trong tháng 8, Hội Liên hiệp Phụ nữ phường trao 410 thẻ bảo hiểm y tế cho hộ cận nghèo, trị giá 320 triệu đồng.',
    '2026-08');
  await confirmAndSubmit(lan, report);
  await approve(huong, report);
  await office.go(task);
  await office.page.getByText('Số liệu đã duyệt là 410 thẻ, đạt mức đề ra 400 thẻ.').waitFor();
  await office.page.getByRole('button', { name: 'Xác nhận hoàn thành' }).click();
  await office.page.getByText('Đã hoàn thành').first().waitFor();

  await office.go('/viec');
  await office.page.getByRole('link', { name: /phong trào Toàn dân bảo vệ an ninh/ }).click();
  await office.page.getByRole('button', { name: 'Soạn công văn đôn đốc' }).click();
  await office.page.getByText('Kính gửi: Hội Cựu chiến binh phường Bến Lúa').waitFor();
  await office.page.getByText('việc nêu trên đã quá hạn 22 ngày').waitFor();
  for (const p of [office, huong, lan]) { assert.deepEqual(p.trouble, []); await p.end(); }
});

await story('Ward: the next quarter is planned with one press and opens with what became of each conclusion',
  async () => {
  await ward.restart('2026-09-28 09:00');
  const p = await person(ward, 'hoaithu'), tung = await person(other, 'thanhtung'), linh = await person(other,
    'thuylinh');
  const { page } = p;
  const report = await send(linh,
    'Trong tháng 8, Ủy ban MTTQ Việt Nam phường vận động xây mới 02 căn nhà Đại đoàn kết, trị giá 160 triệu đồng.',
      '2026-08');
  await confirmAndSubmit(linh, report);
  await approve(tung, report);
  await p.go('/giao-ban/moi');
  await page.getByRole('button', { name: 'Lập phiên giao ban' }).click();
  await page.getByRole('heading', { level: 1, name: 'Giao ban quý III/2026' }).waitFor();
  assert.match(await tell(page), /14:00 thứ Năm, 08\/10\/2026/);
  const agenda = await page.locator('.magenda').innerText();
  assert.match(agenda, /Kết luận chưa xong: lập nhóm kết nối hội viên trẻ đi làm xa \(Đoàn TNCS, hạn 31\/08\/2026\)/);
  assert.match(agenda, /Chưa được trả lời: Bố trí nơi sinh hoạt cho tổ phụ nữ nhà trọ/);
  await page.locator('.mtabs').getByRole('link', { name: 'Việc giao' }).click();
  const own = page.locator('.carried li').filter({ hasText: 'xây mới 02 căn nhà Đại đoàn kết' })
    .filter({ hasText: '02-TB/ĐU' });
  await own.getByText(/vận động xây mới 02 căn nhà Đại đoàn kết, trị giá 160 triệu đồng/).waitFor();
  await shot(page, 'briefing-next');
  assert.deepEqual(await faults(page), []);
  await p.go('/kien-nghi?trang-thai=moi');
  const raised = page.getByRole('row').filter({ hasText: 'khó tập hợp hội viên trẻ' });
  await raised.getByText('Đoàn phường cử người làm đầu mối cùng Hội.').waitFor();
  for (const one of [p, tung, linh]) { assert.deepEqual(one.trouble, []); await one.end(); }
});

await other.browser.close();
await ward.close();
done();
