// pack.mjs BUILD - the papers of a briefing in one file: what is in it, what is missing, made once and read by all; the
// office's own copy is for the office alone. SHOTS=1 keeps pictures at three widths, light and dark.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { faults, openOffice, person, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build');
const { story, done } = stories();
const WHERE = '/giao-ban/2/tai-lieu-hop';

const words = (file) => execFileSync('pdftotext', ['-layout', file, '-']).toString();
async function download(page, name) {
  const [file] = await Promise.all([
    page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()]);
  return file.path();
}

await story('The office sees what is in the pack and who is missing, makes it and reads it', async () => {
  const p = await person(office, 'hoaithu');
  const { page } = p;
  await p.go(WHERE);
  await page.getByRole('heading', { level: 1, name: 'Tài liệu họp gồm những gì?' }).waitFor();
  assert.match(await page.locator('main aside').textContent(), /Hội Nông dân.*chưa có báo cáo được duyệt của tháng 6/s);
  await page.getByRole('button', { name: 'Lập tài liệu họp' }).click();
  await page.getByText(/Bản thứ 1, \d+ trang/).waitFor();
  await shot(page, 'pack');
  assert.deepEqual(await faults(page), []);
  const text = words(await download(page, 'Tải PDF'));
  for (const part of ['MỤC LỤC', 'B. KẾT QUẢ NỔI BẬT', 'IV. Nội dung chậm, chưa đạt',
    'D. VIỆC CỦA CÁC PHIÊN TRƯỚC', 'PHỤ LỤC'])
    assert.ok(text.includes(part), part);
  assert.ok(!text.includes('Số liệu cần lưu ý'));
  const docx = readFileSync(await download(page, 'Tải .docx'));
  assert.equal(docx.subarray(0, 2).toString(), 'PK');
  const own = words(await download(page, 'Tải PDF của văn phòng'));
  assert.ok(own.includes('VII. Số liệu cần lưu ý'));
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('Who is asked reads the same pages without script; the copy of the office is not for them', async () => {
  const p = await person(office, 'huuphuoc', { javaScriptEnabled: false });
  const { page } = p;
  await p.go(WHERE);
  assert.equal(await page.getByRole('button', { name: /Lập/ }).count(), 0);
  assert.equal(await page.getByText('Bản của văn phòng').count(), 0);
  assert.match(words(await download(page, 'Tải PDF')), /TÀI LIỆU HỌP/);
  assert.equal((await page.request.get(office.base + WHERE + '/ban-van-phong.pdf')).status(), 403);
  await p.end();
});

await story('The consolidated report stands beside last quarter, last year and the target', async () => {
  const p = await person(office, 'hoaithu');
  const { page } = p;
  await p.go('/tong-hop?ky=2026-Q2');
  await page.getByRole('heading', { name: 'Nội dung chậm, chưa đạt' }).waitFor();
  assert.match(await page.locator('main').textContent(), /đạt 100% chỉ tiêu quý II\/2026/);
  await shot(page, 'tong-hop');
  assert.deepEqual(await faults(page), []);
  await p.end();
});

await office.close();
done();
