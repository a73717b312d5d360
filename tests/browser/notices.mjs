// notices.mjs BUILD - who is told of what, and where a notice leads; addresses, kinds and calendars; letters for the
// administrator. SHOTS=1 keeps pictures at three widths, light and dark.
import assert from 'node:assert/strict';
import { faults, openOffice, person, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build', '2026-07-08 14:00');
const { story, done } = stories();

await story('A report is sent back; its officer sees so on every page, opens the notice and stands before the report',
  async () => {
    const thu = await person(office, 'hoaithu');
    await thu.go('/bao-cao?trang-thai=submitted');
    await thu.page.getByRole('row').filter({ hasText: 'Hội NCT' }).getByRole('link').first().click();
    const report = new URL(thu.page.url()).pathname;
    await thu.page.locator('summary', { hasText: 'Trả lại' }).click();
    await thu.page.getByLabel('Lý do trả lại').fill('Thiếu số hộ nghèo được giúp');
    await thu.page.getByRole('button', { name: 'Trả lại báo cáo' }).click();
    await thu.page.getByText('Đã trả lại báo cáo kèm lý do.').waitFor();
    await thu.end();

    const lan = await person(office, 'thisen');
    const { page } = lan;
    await page.getByRole('link', { name: /^Thông báo \d+ chưa đọc/ }).click();
    await page.getByRole('heading', { name: /thông báo chưa đọc/ }).waitFor();
    const first = page.locator('.news li').first();
    assert.match(await first.textContent(), /Báo cáo bị trả lại[^]*Hội NCT[^]*Thiếu số hộ nghèo được giúp/);
    await shot(page, 'notices');
    assert.deepEqual(await faults(page), []);
    await first.getByRole('button', { name: /^Mở/ }).click();
    await page.waitForURL((u) => u.pathname === report);
    await lan.go('/thong-bao');
    assert.equal(await page.locator('.news li').first().getByText('chưa đọc').count(), 0);
    if (await page.getByRole('button', { name: 'Đánh dấu tất cả đã đọc' }).count()) {
      await page.getByRole('button', { name: 'Đánh dấu tất cả đã đọc' }).click();
      await page.getByText('Đã đánh dấu tất cả là đã đọc.').waitFor();
    }
    await page.getByRole('heading', { name: 'Không còn thông báo chưa đọc' }).waitFor();
    await page.getByRole('link', { name: 'Chưa đọc', exact: true }).click();
    await page.getByText('Mọi thông báo đều đã đọc.').waitFor();
    assert.deepEqual(lan.trouble, []);
    await lan.end();
  });

await story('An address is asked for, a wrong one refused without losing a word, kinds chosen, without script',
  async () => {
  const p = await person(office, 'ngoclan', { javaScriptEnabled: false });
  const { page } = p;
  await p.go('/tai-khoan/thu-dien-tu');
  await page.getByLabel('Địa chỉ mới').fill('lan@khong-co-cham');
  await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click();
  await page.getByRole('alert').getByText(/không phải là địa chỉ thư điện tử/).waitFor();
  assert.equal(await page.getByLabel('Địa chỉ mới').inputValue(), 'lan@khong-co-cham');
  await page.getByLabel('Địa chỉ mới').fill('lan@vidu.example.vn');
  await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click();
  await page.getByText('Đã lập thư có mã xác nhận.').waitFor();
  await page.getByLabel('Mã trong thư vừa gửi').fill('sai');
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
  await page.getByRole('alert').getByText(/Mã xác nhận chưa đúng/).waitFor();
  await page.getByLabel('Báo cáo bị trả lại').selectOption({ label: 'trong thư hằng ngày' });
  await page.getByRole('button', { name: 'Lưu lựa chọn' }).click();
  await page.getByText('Đã lưu lựa chọn.').waitFor();
  assert.equal(await page.getByLabel('Báo cáo bị trả lại').inputValue(), 'daily');
  await p.end();
});

await story('A private calendar address answers without log-in until it is revoked', async () => {
  const p = await person(office, 'ngoclan');
  const { page } = p;
  await p.go('/tai-khoan/thu-dien-tu');
  await shot(page, 'contact');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Lập địa chỉ lịch' }).click();
  const address = (await page.locator('code.long').textContent()).trim();
  assert.deepEqual(await faults(page), []);
  const ics = await fetch(office.base + address);
  assert.equal(ics.status, 200);
  assert.match(ics.headers.get('content-type'), /^text\/calendar/);
  const text = await ics.text();
  assert.match(text, /BEGIN:VCALENDAR\r\n[^]*TZID:Asia\/Ho_Chi_Minh/);
  assert.match(text, /BEGIN:VTODO\r\n[^]*DUE;VALUE=DATE:20260725/);
  await page.getByRole('button', { name: 'Thu hồi địa chỉ lịch' }).click();
  await page.getByText('Đã thu hồi địa chỉ lịch.').waitFor();
  assert.equal((await fetch(office.base + address)).status, 404);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('The administrator sees letters that are held, and is told why none goes', async () => {
  const p = await person(office, 'anhduy');
  const { page } = p;
  await p.go('/quan-tri');
  await page.getByRole('link', { name: 'Thư điện tử' }).click();
  await page.getByText('lan@vidu.example.vn').waitFor();
  await shot(page, 'letters');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Gửi thư thử cho tôi' }).click();
  await page.getByRole('alert').getByText(/chưa có địa chỉ đã xác nhận/).waitFor();
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await office.close();
done();
