// above.mjs BUILD - the level above follows the conclusions of a unit below and writes nothing; a difficulty is taken
// over from a report, answered by another body, passed to the level above, and told at the next briefing. SHOTS=1
// keeps pictures.
import assert from 'node:assert/strict';
import { confirmAndSubmit, faults, openOffice, person, send, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build', '2026-07-08 13:30');
const { story, done } = stories();
const GIFTS = 'Vận động, trao quà cho phụ nữ nghèo, trẻ em mồ côi trên địa bàn';
const upper = await person(office, 'captinh'), lan = await person(office, 'ngoclan'), bao = await person(office,
  'quocbao');
const { page } = upper;
const row = (p, words) => p.getByRole('row').filter({ hasText: words });
// forms that write, of the page itself: the frame has its own (language, log-out)
const writes = (p) => p.locator('main form[method=post]').count();
let task;

await story('Above: the conclusions of the ward are one list, and a state that changes there shows at the next look',
  async () => {
  await upper.go('/viec');
  await page.getByText(/Theo kết luận các buổi giao ban của .* và các đơn vị trực thuộc/).waitFor();
  await page.getByLabel('Giao tại').selectOption({ label: 'Giao ban quý I/2026, Phường Bến Lúa' });
  await page.getByLabel('Ai làm').selectOption({ label: 'Hội Liên hiệp Phụ nữ phường Bến Lúa' });
  await page.getByRole('button', { name: 'Lọc' }).click();
  assert.match(await row(page, GIFTS).innerText(), /Quá hạn/);
  await shot(page, 'above-tasks');
  assert.deepEqual(await faults(page), []);
  await row(page, GIFTS).getByRole('link', { name: GIFTS }).click();
  task = new URL(page.url()).pathname;
  await page.getByText('70%').first().waitFor();
  await lan.go(task);
  await lan.page.locator('summary', { hasText: 'Báo đã hoàn thành' }).click();
  await lan.page.locator('#xong-words').fill('Đã trao đủ 195 suất, có danh sách của các khu phố.');
  await lan.page.getByRole('button', { name: 'Báo đã hoàn thành' }).click();
  await lan.page.getByText('Đã ghi vào diễn biến của việc.').waitFor();
  await page.reload();
  await page.getByText('Chờ xác nhận').first().waitFor();
  await page.locator('#dien-bien').getByText('Đã trao đủ 195 suất').waitFor();
  await bao.go(task);
  const accept = bao.page.getByRole('button', { name: 'Xác nhận hoàn thành' });
  if (!await accept.isVisible()) await bao.page.locator('summary', { hasText: 'Xác nhận hoàn thành' }).click();
  await accept.click();
  await bao.page.getByText('Đã hoàn thành').first().waitFor();
  await page.reload();
  await page.getByText('Đã hoàn thành').first().waitFor();
  await upper.go('/viec');
  assert.equal(await row(page, GIFTS).count(), 0);
  await upper.go('/viec?nam=2026');
  await page.getByRole('heading', { name: 'Kết luận năm 2026: 4 việc, 2 việc đã hoàn thành' }).waitFor();
});

await story('Above: briefings of the ward, conclusions and register are read, by keyboard and with axe', async () => {
  await upper.go('/giao-ban');
  assert.match(await row(page, 'Giao ban quý I/2026').innerText(), /Phường Bến Lúa[^]*Ban Thường vụ Đảng ủy/);
  await page.getByLabel('Đơn vị').selectOption({ label: 'Phường Bến Lúa' });
  await page.getByRole('button', { name: 'Lọc' }).click();
  await page.getByRole('heading', { name: '2 phiên giao ban như đã lọc' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Trả lời giấy mời' }).count(), 0, 'it is asked to nothing');
  await shot(page, 'above-briefings');
  await page.getByRole('link', { name: 'Giao ban quý I/2026' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/giao-ban\/1$/);
  await page.locator('.mtabs').getByRole('link', { name: 'Kết luận' }).click();
  await page.getByRole('heading', { level: 1, name: '4 nội dung kết luận, văn bản đã ký' }).waitFor();
  await upper.go('/kien-nghi');
  assert.match(await row(page, 'định danh điện tử').innerText(), /Hội Nông dân, Phường Bến Lúa/);
  await shot(page, 'above-register');
  assert.deepEqual(await faults(page), []);
});

await story('Above: no page has a form that writes, and what is sent without one is refused', async () => {
  const pages = ['/viec', task, '/viec/1', '/giao-ban', '/giao-ban/1', '/giao-ban/1/ket-luan', '/giao-ban/1/viec',
    '/giao-ban/1/phong', '/giao-ban/2', '/giao-ban/2/phong', '/giao-ban/2/ket-luan', '/kien-nghi', '/kien-nghi/1'];
  for (const path of pages) {
    assert.equal((await upper.go(path)).status(), 200, path);
    assert.equal(await writes(page), 0, path);
  }
  const csrf = await page.locator('input[name=csrf]').first().inputValue();
  const sent = [[`/viec/1/bao`, 'ban=1&viec=tien-do&noi-dung=thu&tien-do=50'],
    [`/viec/1/quyet`, 'ban=1&viec=nhan&noi-dung=thu'], ['/viec/1/don-doc', ''],
    ['/giao-ban/2/ket-luan', 'noi-dung=thu&ma=x1'], ['/giao-ban/2/phong/viec', 'viec=mo:1&key=' + '1'.repeat(32)],
    ['/giao-ban/2/phong/y-kien', 'noi-dung=thu&key=' + '2'.repeat(32)], ['/kien-nghi', 'noi-dung=thu&loai=difficulty'],
    ['/kien-nghi/1/tra-loi', 'ban=1&noi-dung=thu'], ['/kien-nghi/1/khep', 'ban=1']];
  for (const [path, body] of sent) {
    const answer = await page.request.post(office.base + path, { data: `${body}&csrf=${csrf}`, maxRedirects: 0,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: office.base } });
    assert.equal(answer.status(), 403, `${path}: ${answer.status()}`);
    assert.match(await answer.text(), /Vai trò|quyền/);
  }
  await upper.go('/viec/1');
  assert.equal(await page.getByText('thu', { exact: true }).count(), 0);
  assert.deepEqual(upper.trouble, []);
});

const thu = await person(office, 'hoaithu'), be = await person(office, 'thibe');
const ASKED = 'Cần người hướng dẫn vay vốn cho phụ nữ làm nông.';
const PASSED = 'Chưa có quy định mức chi cho tổ tự quản.';

await story('A difficulty of a report is taken over once; one that is asked of another body is answered by it',
  async () => {
  const report = await send(be, `Trong tháng 6, Hội Nông dân phường kết nạp 14 hội viên mới.
Khó khăn: nhiều hội viên chưa tiếp cận được vốn vay ưu đãi.`, '2026-06');
  await confirmAndSubmit(be, report);
  await thu.go('/kien-nghi');
  await thu.page.getByRole('link', { name: 'Đọc khó khăn trong báo cáo' }).click();
  const offer = thu.page.locator('#doc-duoc li').filter({ hasText: 'chưa tiếp cận được vốn vay' });
  const other = await thu.context.newPage();                     // the same list, open a second time
  await other.goto(thu.page.url());
  for (const p of [thu.page, other]) {
    await p.locator('#doc-duoc li').filter({ hasText: 'chưa tiếp cận được vốn vay' })
      .getByRole('button', { name: /^Đưa vào sổ/ }).click();
    await p.getByText('Đã ghi vào sổ.').waitFor();
  }
  assert.equal(await offer.count(), 0);
  await other.close();
  await thu.go('/kien-nghi');
  assert.equal(await row(thu.page, 'chưa tiếp cận được vốn vay').count(), 1);
  assert.match(await row(thu.page, 'chưa tiếp cận được vốn vay').innerText(), /Hội Nông dân[\s\S]*Chưa trả lời/);

  await lan.go('/kien-nghi');
  await lan.page.locator('summary', { hasText: 'Nêu khó khăn, kiến nghị' }).click();
  await lan.page.getByLabel('Nội dung').fill(ASKED);
  await lan.page.getByLabel('Đề nghị ai trả lời').selectOption('Hội Nông dân phường Bến Lúa');
  await lan.page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  await lan.page.getByText('Đã ghi vào sổ.').waitFor();
  await be.go('/kien-nghi');
  await be.page.getByRole('link', { name: ASKED }).click();
  assert.equal(await be.page.getByRole('button', { name: 'Khép lại' }).count(), 0, 'who is asked answers, no more');
  await be.page.getByLabel('Nội dung trả lời').fill('Hội Nông dân cử hai người hướng dẫn vào thứ Bảy.');
  await be.page.getByRole('button', { name: 'Lưu trả lời' }).click();
  await be.page.getByText('Đã trả lời').first().waitFor();
  await lan.page.reload();
  assert.match(await row(lan.page, ASKED).innerText(), /Đã trả lời[\s\S]*Hội Nông dân cử hai người/);
  assert.equal(await lan.page.locator('main').getByText('Đã nghe tại', { exact: true }).count() > 0, true);
});

await story('The next briefing tells the answer; what it cannot answer goes to the level above, which reads it',
  async () => {
  const p = thu.page;
  await thu.go('/giao-ban/2');
  await p.getByRole('button', { name: 'Cập nhật theo báo cáo và kết luận' }).click();
  await p.getByRole('status').waitFor();
  await p.locator('.magenda').getByText(`Trả lời cần báo lại: ${ASKED.slice(0, -1)} (Hội LHPN)`).first().waitFor();
  await thu.go('/giao-ban/2/moi-hop?xem=diem-danh');
  await p.getByRole('button', { name: /^Có mặt:/ }).first().click();
  await thu.go('/giao-ban/2/phong');
  await p.getByRole('button', { name: 'Khai mạc' }).click();
  await p.getByRole('button', { name: 'Kết thúc phiên' }).waitFor();
  const screen = await bao.context.newPage();
  await screen.goto(`${office.base}/giao-ban/2/man-hinh`);
  await p.getByRole('button', { name: /^Vào mục Trả lời cần báo lại/ }).click();
  await screen.locator('#p-opinions').getByText('Hội Nông dân cử hai người hướng dẫn vào thứ Bảy.').waitFor();
  await shot(screen, 'above-told');
  const told = p.locator('#p-opinions li').filter({ hasText: ASKED });
  assert.equal(await told.getByText('Sửa', { exact: true }).count(), 0, 'what was raised earlier keeps its words');
  await told.getByRole('button', { name: 'Khép lại' }).click();
  await told.getByText('Đã khép lại').waitFor();
  await p.getByRole('button', { name: /^Vào mục Chưa được trả lời: .*vốn vay ưu đãi/ }).click();
  const loan = p.locator('#p-opinions li').filter({ hasText: 'vốn vay ưu đãi' });
  await loan.getByText('Trả lời', { exact: true }).click();
  await p.locator('#a-words').fill('Ngân hàng Chính sách xã hội họp với các tổ ngày 20/7.');
  await p.locator('#a-words').press('Control+Enter');
  await screen.locator('#p-opinions').getByText('họp với các tổ ngày 20/7').waitFor();

  await p.getByRole('button', { name: /^Vào mục Thảo luận/ }).click();
  await p.locator('#ghi').getByLabel('Kiến nghị', { exact: true }).check();
  await p.locator('#y-words').fill(PASSED);
  await p.locator('#y-asked').fill('Hội Nông dân');
  await p.locator('#y-words').press('Control+Enter');
  const passed = p.locator('#p-opinions li').filter({ hasText: PASSED });
  await passed.getByText('hỏi Hội Nông dân').waitFor();
  await passed.getByText('Sửa', { exact: true }).click();
  await p.locator('#y-asked').fill('Ủy ban MTTQ Việt Nam tỉnh Sông Cái');
  await p.getByRole('button', { name: 'Lưu ý kiến' }).click();
  await passed.getByText('hỏi Ủy ban MTTQ Việt Nam tỉnh Sông Cái').waitFor();
  await passed.getByText('Trả lời', { exact: true }).click();
  await p.locator('#a-words').fill('Đã chuyển lên tỉnh.');
  await p.locator('#tra-loi').getByLabel(/^Hẹn trả lời/).fill('31/07/2026');
  await p.locator('#tra-loi').getByRole('button', { name: 'Ghi trả lời' }).click();
  await passed.getByText('Hẹn trả lời trước ngày 31/07/2026').waitFor();
  assert.deepEqual(await faults(p), []);
  await upper.go('/kien-nghi');
  assert.match(await row(page, PASSED).innerText(),
    /Phường Bến Lúa[\s\S]*Ủy ban MTTQ Việt Nam tỉnh Sông Cái[\s\S]*hẹn ngày 31\/07\/2026: Đã chuyển lên tỉnh/);

  await p.getByRole('button', { name: 'Kết thúc phiên' }).click();
  await p.getByRole('link', { name: 'Ghi kết luận' }).waitFor();
  await lan.go('/kien-nghi?trang-thai=moi');
  assert.match(await row(lan.page, ASKED).innerText(), /Đã khép lại[\s\S]*Giao ban quý II\/2026/);
  assert.match(await row(lan.page, 'vốn vay ưu đãi').innerText(), /Đã trả lời[\s\S]*Giao ban quý II\/2026/);
  await lan.go('/kien-nghi');                                    // what is left is not done with
  assert.equal(await row(lan.page, ASKED).count() + await row(lan.page, 'vốn vay ưu đãi').count(), 0);
  assert.match(await row(lan.page, PASSED).innerText(), /Hẹn trả lời/);
  for (const one of [thu, be, lan, bao, upper]) assert.deepEqual(one.trouble, []);
});

await office.close();
done();
