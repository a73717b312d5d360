// plan.mjs BUILD - a briefing is planned in a few keystrokes, its agenda builds itself, papers open in place.
// SHOTS=1 keeps pictures at three widths, light and dark.
import assert from 'node:assert/strict';
import { faults, openOffice, person, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build');
const { story, done } = stories();
const items = (page) => page.locator('.magenda > li');

await story('The next briefing stands on top with what comes next; its agenda names who has not reported', async () => {
  const p = await person(office, 'hoaithu');
  const { page } = p;
  await p.go('/giao-ban');
  await page.getByRole('heading', { name: 'Phiên giao ban sắp tới' }).waitFor();
  await shot(page, 'meetings');
  assert.deepEqual(await faults(page), []);
  await page.locator('.mcard').getByRole('link', { name: 'Giao ban quý II/2026' }).click();
  await page.getByRole('heading', { level: 1, name: 'Giao ban quý II/2026' }).waitFor();
  assert.match(await page.locator('main').textContent(), /14:00 thứ Tư, 08\/07\/2026/);
  assert.match(await page.locator('.magenda .missing').textContent(), /Chưa có báo cáo quý II\/2026:.*Hội Nông dân/s);
  await shot(page, 'meeting');
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('What is written by hand stays when the agenda is built again', async () => {
  const p = await person(office, 'hoaithu', { javaScriptEnabled: false });
  const { page } = p;
  await p.go('/giao-ban/2');
  const before = await items(page).count();
  await page.getByText('Thêm một mục', { exact: true }).click();
  await page.locator('#new-what').fill('Góp ý dự thảo quy chế');
  await page.getByRole('button', { name: 'Thêm mục' }).click();
  await page.getByRole('status').waitFor();
  assert.equal(await items(page).count(), before + 1);
  const own = items(page).filter({ hasText: 'Góp ý dự thảo quy chế' });
  await own.getByText('Sửa', { exact: false }).first().click();
  await own.getByLabel('Nội dung').fill('Góp ý dự thảo quy chế phối hợp');
  await own.getByLabel('Phút').fill('25');
  assert.equal(await own.getByLabel('Mục thường kỳ').isChecked(), false);
  await own.getByLabel('Mục thường kỳ').check();
  await own.getByRole('button', { name: 'Lưu mục' }).click();
  await page.getByRole('status').waitFor();
  const pack = items(page).filter({ hasText: 'Báo cáo tổng hợp' });
  await pack.getByText('Sửa', { exact: false }).first().click();
  await pack.getByRole('button', { name: 'Bỏ khỏi chương trình' }).click();
  await page.getByRole('button', { name: 'Cập nhật theo báo cáo và kết luận' }).click();
  assert.equal(await items(page).filter({ hasText: 'Báo cáo tổng hợp kết quả' }).count(), 0);
  assert.match(await items(page).filter({ hasText: 'phối hợp' }).textContent(), /mục thường kỳ.*25′/s);
  await page.getByText('Đã bỏ khỏi chương trình').click();
  await page.getByRole('button', { name: /^Đưa lại/ }).click();
  assert.equal(await items(page).filter({ hasText: 'Báo cáo tổng hợp kết quả' }).count(), 1);
  await p.end();
});

await story('The next quarter is planned with one press; a second one is refused, nothing typed is lost', async () => {
  const p = await person(office, 'hoaithu');
  const { page } = p;
  await p.go('/giao-ban/moi');
  await page.getByRole('heading', { name: 'Họp kỳ nào, vào ngày nào?' }).waitFor();
  await shot(page, 'meeting-plan');
  assert.deepEqual(await faults(page), []);
  assert.equal(await page.getByLabel('Ngày họp').inputValue(), '08/10/2026');
  await page.getByRole('button', { name: 'Lập phiên giao ban' }).click();
  await page.getByText('Đã lập phiên giao ban').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Giao ban quý III/2026' }).waitFor();
  // the standing item came along
  assert.equal(await items(page).filter({ hasText: 'quy chế phối hợp' }).count(), 1);
  assert.equal(await items(page).filter({ hasText: 'Ngày hội Đại đoàn kết' }).count(), 0);
  await p.go('/giao-ban/moi');
  await page.getByLabel('Kỳ', { exact: true }).selectOption({ label: 'Quý III/2026' });
  await page.getByLabel('Địa điểm').fill('Hội trường khu phố 3');
  await page.getByRole('button', { name: 'Lập phiên giao ban' }).click();
  await page.getByRole('alert').getByText('đã có phiên').waitFor();
  assert.equal(await page.getByLabel('Địa điểm').inputValue(), 'Hội trường khu phố 3');
  await p.end();
});

await story('A body sends a paper after the day, which is said; a word stays beside its page', async () => {
  const p = await person(office, 'maihuong');
  const { page } = p;
  await p.go('/giao-ban');
  assert.equal(await page.getByText('Giao ban quý III/2026').count(), 0);
  await p.go('/giao-ban/2');
  const own = items(page).filter({ hasText: 'Hội LHPN báo cáo' });
  await own.getByText('Gửi tài liệu').first().click();
  await own.locator('input[type=file]').setInputFiles({ name: 'de-an.txt', mimeType: 'text/plain',
    buffer: Buffer.from(`Đề án Tổ phụ nữ nhà trọ\n${'Mỗi tổ có từ mười đến mười lăm chị em. '.repeat(120)}
Kinh phí\n${'Vận động từ hội viên. '.repeat(180)}`) });
  await own.getByRole('button', { name: 'Gửi tài liệu' }).click();
  await page.getByRole('status').waitFor();
  assert.match(await items(page).filter({ hasText: 'Hội LHPN báo cáo' }).textContent(), /de-an\.txt.*gửi sau hạn/s);
  await page.getByRole('link', { name: 'de-an.txt' }).click();
  const second = page.locator('#trang-2');
  await second.getByText('Góp ý trang này').click();
  await second.getByLabel('Nội dung góp ý').fill('Ghi rõ nguồn kinh phí.');
  await second.getByRole('button', { name: 'Gửi góp ý' }).click();
  await second.getByText('Ghi rõ nguồn kinh phí.').waitFor();
  assert.match(await second.textContent(), /Lê Thị Mai Hương, Hội Liên hiệp Phụ nữ/);
  assert.equal(await page.locator('#trang-1 blockquote').count(), 0);
  await shot(page, 'meeting-paper');
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('The rules of a series are data: fewer days for papers move the day of the briefing to come', async () => {
  const p = await person(office, 'hoaithu', { viewport: { width: 360, height: 740 } });
  const { page } = p;
  await p.go('/giao-ban/loat');
  assert.deepEqual(await faults(page), []);
  await shot(page, 'series');
  await page.locator('table').getByRole('link', { name: 'Giao ban quý' }).click();
  await page.getByLabel('Nhận tài liệu trước mấy ngày').fill('3');
  await page.getByRole('button', { name: 'Lưu loạt giao ban' }).click();
  await page.getByText('tài liệu trước 3 ngày').waitFor();
  await p.go('/giao-ban/2');
  assert.match(await page.locator('.mfacts').textContent(), /Nhận tài liệu đến hết05\/07\/2026/);
  assert.deepEqual(await faults(page), []);
  await p.end();
});

await office.close();
done();
