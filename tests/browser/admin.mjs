// admin.mjs BUILD - what an administrator looks after: settings with defaults and refusals, the audit and its search.
// SHOTS=1 keeps pictures at three widths, light and dark.
import assert from 'node:assert/strict';
import { faults, openOffice, person, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build');
const { story, done } = stories();

await story('Settings show their defaults, refuse what is out of range without losing a word, and keep what is right',
  async () => {
    const p = await person(office, 'anhduy');
    const { page } = p;
    await p.go('/quan-tri');
    await shot(page, 'admin');
    assert.deepEqual(await faults(page), []);
    await page.getByRole('link', { name: 'Cài đặt' }).click();
    await page.getByRole('heading', { name: 'Đơn vị làm việc theo những lựa chọn nào?' }).waitFor();
    const day = page.getByLabel('Ngày phải nộp báo cáo tháng');
    assert.equal(await day.inputValue(), '');
    assert.equal(await day.getAttribute('placeholder'), '25');
    await page.getByText('Từ 1 đến 31. Mặc định: 25.').waitFor();
    await shot(page, 'settings');
    assert.deepEqual(await faults(page), []);
    await day.fill('45');
    await page.getByLabel('Ngày nghỉ lễ').fill('02/09/2026\n31/02/2026');
    await page.getByLabel('Hạn riêng của từng tháng').fill('02/2026: 10/02/2026');
    await page.getByLabel(/^Lý do thay đổi/).fill('theo công văn của tỉnh');
    await page.getByRole('button', { name: 'Lưu cài đặt' }).click();
    await page.getByRole('alert').getByText(/Chưa lưu được: 2 chỗ chưa đúng/).waitFor();
    assert.equal(await day.inputValue(), '45');
    assert.equal(await page.getByLabel('Hạn riêng của từng tháng').inputValue(), '02/2026: 10/02/2026');
    assert.equal(await page.getByLabel(/^Lý do thay đổi/).inputValue(), 'theo công văn của tỉnh');
    await shot(page, 'settings-refused');
    assert.deepEqual(await faults(page), []);
    await page.getByRole('alert').getByRole('link').first().click();
    assert.equal(await page.evaluate(() => location.hash), '#s-due_day');
    await day.fill('20');
    await page.getByLabel('Ngày nghỉ lễ').fill('2/9/2026');
    await day.press('Enter');
    await page.getByText('Đã lưu cài đặt.').waitFor();
    assert.equal(await day.inputValue(), '20');
    assert.equal(await page.getByLabel('Ngày nghỉ lễ').inputValue(), '02/09/2026');
    await page.getByRole('link', { name: 'Lịch sử' }).click();
    await page.getByRole('heading', { name: 'Ai đã đổi cài đặt nào?' }).waitFor();
    const line = page.getByRole('row').filter({ hasText: 'Ngày phải nộp báo cáo tháng' });
    assert.match(await line.textContent(), /Hồ Anh Duy[^]*theo mặc định[^]*20[^]*theo công văn của tỉnh/);
    await shot(page, 'settings-history');
    assert.deepEqual(await faults(page), []);
    assert.deepEqual(p.trouble, []);
    await p.end();
  });

await story('The audit is searched by person, act, object, days and words; what stands in reports is not in it',
  async () => {
    const p = await person(office, 'anhduy');
    const { page } = p;
    await p.go('/quan-tri/nhat-ky');
    await page.getByRole('heading', { name: 'Ai đã làm gì, lúc nào?' }).waitFor();
    await shot(page, 'audit');
    assert.deepEqual(await faults(page), []);
    assert.equal(await page.locator('.history tbody tr').count(), 50);
    await page.getByRole('link', { name: 'Xem tiếp về trước' }).click();
    await page.getByRole('link', { name: 'Về đầu danh sách' }).waitFor();
    await page.getByLabel('Người', { exact: true }).fill('ngoc lan');
    await page.getByLabel('Việc').selectOption('report.submit');
    await page.getByLabel('Từ ngày').fill('01/04/2026');
    await page.getByLabel('Đến hết ngày').fill('30/06/2026');
    await page.getByRole('button', { name: 'Tìm' }).click();
    const rows = page.locator('.history tbody tr');
    assert.ok(await rows.count() >= 1);
    for (const text of await rows.allTextContents()) assert.match(text, /Trần Thị Ngọc Lan[^]*nộp báo cáo/);
    await shot(page, 'audit-found');
    await p.go('/quan-tri/nhat-ky?chu=phan+qua');
    await page.getByText('Không có việc nào như đã lọc.').waitFor();
    assert.deepEqual(await faults(page), []);
    await p.go('/quan-tri/nhat-ky?tu-ngay=hom+qua');
    await page.getByRole('alert').getByText('Chưa hiểu ngày “hom qua”.').waitFor();
    await p.go('/quan-tri/nhat-ky?doi-tuong=setting');
    await rows.first().waitFor();
    assert.deepEqual(p.trouble, []);
    await p.end();
  });

await story('Nobody but an administrator gets to any of it', async () => {
  const p = await person(office, 'ngoclan');
  for (const path of ['/quan-tri', '/quan-tri/cai-dat', '/quan-tri/cai-dat/lich-su', '/quan-tri/nhat-ky']) {
    assert.equal((await p.go(path)).status(), 403, path);
  }
  assert.equal(await p.page.getByRole('link', { name: 'Quản trị' }).count(), 0);
  await p.end();
});

await office.close();
done();
