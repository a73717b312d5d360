// dictionary.mjs BUILD - a correction is remembered: asked on the spot, decided in the dictionary, used from the next
// report on.
// SHOTS=1 keeps pictures at three widths, light and dark.
import assert from 'node:assert/strict';
import { faults, openOffice, person, send, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build');
const { story, done } = stories();
const facts = (page, no) => page.locator(`.item[data-no="${no}"] dl`).textContent();
// Corrects the indicator of figure `no` and saves it with the keyboard.
async function correct(p, report, no, indicator) {
  await p.go(`${report}?so=${no}&sua=1`);
  await p.page.getByLabel(/^Chỉ tiêu/).fill(indicator);
  await p.page.keyboard.press('Control+Enter');
  await p.page.waitForFunction((n) => document.querySelector(`.item[data-no="${n}"]`)?.dataset.state === 'c',
    String(no));
}

const GOODS = 'Mì, nước uống, quần áo đã trao';
let report;

await story('A corrected indicator is offered, kept with one key and used in the next report of the body', async () => {
  const p = await person(office, 'vankhai');
  const { page } = p;
  report = await send(p, 'Trong tháng, Hội trao 30 bình lọc nước cho hộ nghèo. ' +
    'Hội tặng 12 vé xe về quê cho người lao động.', '2026-07');
  assert.ok(!(await facts(page, 1)).includes(GOODS), 'nobody has taught it yet');
  await correct(p, report, 1, GOODS);
  const offer = page.locator('#offer');
  await offer.getByText('Lần sau hiểu “bình lọc nước” là chỉ tiêu').waitFor();
  await shot(page, 'offer');
  assert.deepEqual(await faults(page), []);
  await page.locator('#part-list').focus();
  await page.keyboard.press('h');
  await offer.waitFor({ state: 'detached' });
  await p.go(`${report}/noi-dung`);
  await page.getByLabel('Nguyên văn báo cáo').fill('Trong tháng, Hội trao thêm 45 Bình lọc nước tại khu phố 2.');
  await page.getByRole('button', { name: /Đọc lại|Đọc số liệu|Lưu/ }).first().click();
  await page.waitForURL((u) => u.pathname === report);
  assert.ok((await page.locator('#part-list dl').first().textContent()).includes(GOODS), 'the next reading knows it');
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('The office accepts it in the dictionary, and the reports of every body are read with it', async () => {
  const p = await person(office, 'hoaithu');
  const { page } = p;
  await p.go('/tu-dien');
  await page.getByRole('heading', { name: '1 từ chờ quyết định' }).waitFor();
  await page.getByText('Hội CCB đang dùng').waitFor();
  await shot(page, 'dictionary');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: /Ghi nhớ.*bình lọc nước/ }).click();
  await page.getByText('Đã ghi nhớ.').waitFor();
  const other = await person(office, 'thisen');
  await send(other, 'Trong tháng, Hội trao 20 bình lọc nước cho người cao tuổi.', '2026-07');
  assert.ok((await facts(other.page, 1)).includes(GOODS));
  await other.end();
  await p.go('/tu-dien?tim=binh+loc');
  await page.getByRole('link', { name: 'bình lọc nước' }).click();
  await page.getByRole('heading', { name: 'Các báo cáo đã đọc theo từ này' }).waitFor();
  await shot(page, 'word');
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('What is refused is not offered again when the same correction comes back', async () => {
  const p = await person(office, 'giahan');
  const { page } = p;
  const own = await send(p, 'Trong tháng, Đoàn tặng 12 vé xe về quê. Chi đoàn 2 tặng 7 vé xe về quê.', '2026-07');
  await correct(p, own, 1, GOODS);
  await page.locator('#offer').getByText('vé xe').waitFor();
  await page.locator('#part-list').focus();
  await page.keyboard.press('k');
  await page.locator('#offer').waitFor({ state: 'detached' });
  await correct(p, own, 2, GOODS);
  assert.equal(await page.locator('#offer').count(), 0);
  await p.go('/tu-dien?trang-thai=khong-dung');
  await page.getByRole('link', { name: /^vé xe/ }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Ghi nhớ' }).count(), 0, 'an officer does not decide for all');
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('The office adds, mends and removes a word; one phrase with two meanings is refused', async () => {
  const p = await person(office, 'hoaithu');
  const { page } = p;
  await p.go('/tu-dien');
  const add = async (phrase, kind, meaning) => {
    await page.getByLabel('Từ như trong báo cáo').fill(phrase);
    await page.locator('#w-kind').selectOption(kind);
    await page.getByLabel(/^Tên chỉ tiêu/).fill(meaning);
    await page.getByRole('button', { name: 'Thêm vào từ điển' }).click();
  };
  await add('KP3', 'dia-ban', 'Khu phố 3');
  await page.getByText('Đã ghi nhớ.').waitFor();
  await add('BÌNH LỌC NƯỚC', 'chi-tieu', 'Phần quà, suất quà đã trao');
  await page.getByRole('alert').getByText(/Nguyễn Hoài Thu ghi lúc/).waitFor();
  assert.equal(await page.getByLabel('Từ như trong báo cáo').inputValue(), 'BÌNH LỌC NƯỚC', 'what was typed is kept');
  assert.deepEqual(await faults(page), []);
  await p.go('/tu-dien');
  await page.getByRole('link', { name: 'KP3' }).click();
  await page.getByLabel('Tên đầy đủ của địa bàn').fill('Khu phố 3, phường Bến Lúa');
  await page.getByRole('button', { name: 'Lưu và dùng' }).click();
  await page.getByText('Khu phố 3, phường Bến Lúa').waitFor();
  await page.getByRole('button', { name: /Xóa.*KP3/ }).click();
  await page.getByText('Đã xóa “KP3”.').waitFor();
  assert.equal(await page.getByRole('link', { name: 'KP3' }).count(), 0);
  await page.getByRole('button', { name: 'Hoàn lại' }).click();
  await page.getByText('Đã hoàn lại.').waitFor();
  assert.equal(await page.getByRole('link', { name: 'KP3' }).count(), 1);
  for (const width of [360, 768, 1366]) {
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual(await faults(page), [], `at ${width}`);
  }
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await office.close();
done();
