// issued.mjs BUILD - the register of papers: one that came in, a draft that follows the data, signing that gives a
// number and keeps the paper, a replacement with its differences. SHOTS=1 keeps pictures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { faults, openOffice, person, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build', '2026-07-07 09:00');
const { story, done } = stories();

const download = async (page, name) => {
  const link = page.getByRole('link', { name, exact: true });
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};

await story('A paper that came late is entered with its file and found again; the register is taken away', async () => {
  const thu = await person(office, 'hoaithu');
  const { page } = thu;
  await page.getByRole('link', { name: 'Văn bản', exact: true }).click();
  await page.getByRole('heading', { name: 'Sổ văn bản' }).waitFor();
  await page.locator('summary', { hasText: 'Vào sổ một văn bản đến' }).click();
  await page.getByLabel('Nơi gửi').fill('Hội Liên hiệp Phụ nữ tỉnh Sông Cái');
  await page.getByLabel('Số, ký hiệu').fill('45/BC-BTV');
  await page.getByLabel('Ngày của văn bản').fill('01/07/2026');
  await page.getByLabel('Ngày đến').fill('35/07/2026');
  await page.getByLabel('Phải đến trước hết ngày (nếu có)').fill('02/07/2026');
  await page.getByLabel('Trích yếu').fill('kết quả công tác Hội quý II năm 2026');
  await page.getByRole('button', { name: 'Vào sổ' }).click();
  await page.getByRole('alert').getByText(/ngày đến/).waitFor();
  assert.equal(await page.getByLabel('Trích yếu').inputValue(), 'kết quả công tác Hội quý II năm 2026');
  await page.getByLabel('Ngày đến').fill('06/07/2026');
  await page.getByLabel('Tệp đính kèm')
    .setInputFiles({ name: 'bao-cao.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 thu') });
  await page.getByRole('button', { name: 'Vào sổ' }).click();
  await page.getByText('Đã vào sổ văn bản đến.').waitFor();
  await page.locator('.vb-state', { hasText: 'Đến, trễ hạn' }).waitFor();
  assert.equal((await download(page, 'Tải tệp đính kèm')).bytes.toString(), '%PDF-1.4 thu');
  assert.deepEqual(await faults(page), []);
  await thu.go('/van-ban?chieu=den&tim=phu nu');
  assert.equal(await page.locator('tbody tr').count(), 1);
  await thu.go('/van-ban');
  await shot(page, 'issued-register');
  assert.deepEqual(await faults(page), []);
  const csv = await (await page.request.get(`${office.base}/van-ban?xuat=csv`)).body();
  assert.match(csv.toString(), /01-TB\/ĐU/);
  assert.deepEqual(thu.trouble, []);
  await thu.end();
});

await story('A signed notice is taken as .docx and PDF, replaced; the difference is marked word by word', async () => {
  const thu = await person(office, 'hoaithu');
  const { page } = thu;
  await thu.go('/van-ban');
  await page.getByRole('link', { name: /Kết luận của Ban Thường vụ/ }).click();
  await page.getByRole('heading', { name: 'Thông báo số 01-TB/ĐU' }).waitFor();
  await page.locator('.vb').getByText(/^1\. Thống nhất\. Giao/).waitFor();
  await shot(page, 'issued-notice');
  assert.deepEqual(await faults(page), []);
  const docx = await download(page, 'Tải .docx'), pdf = await download(page, 'Tải PDF');
  assert.equal(docx.name, '01-TB-U.docx');
  assert.equal(docx.bytes.subarray(0, 2).toString(), 'PK');
  assert.equal(pdf.bytes.subarray(0, 4).toString(), '%PDF');
  await page.locator('summary', { hasText: 'Lập bản thay thế' }).click();
  await page.getByLabel('Lý do thay thế, đứng trên văn bản mới').fill('Ghi thiếu nơi nhận');
  await page.getByRole('button', { name: 'Lập bản nháp thay thế' }).click();
  await page.getByText('Đã lập bản nháp thay thế.').waitFor();
  await page.locator('summary', { hasText: 'Sửa trích yếu, nơi nhận, người ký' }).click();
  await page.getByLabel('Nơi nhận, mỗi dòng một nơi').fill('Ban Thường vụ Tỉnh ủy (để báo cáo)\nLưu Văn phòng Đảng ủy');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu.').waitFor();
  assert.match(await page.locator('ins').first().textContent(), /thay thế Thông báo số 01-TB\/ĐU/);
  assert.match(await page.locator('del').first().textContent(), /Nơi nhận/);
  await shot(page, 'issued-draft');
  assert.deepEqual(await faults(page), []);
  await page.getByLabel('Số (để trống là lấy số tiếp theo)').fill('1');
  await page.getByRole('button', { name: 'Ký, ban hành' }).click();
  await page.getByRole('alert').getByText(/Số 1 đã dùng cho văn bản 01-TB\/ĐU/).waitFor();
  assert.equal(await page.getByLabel('Số (để trống là lấy số tiếp theo)').inputValue(), '1');
  await page.getByLabel('Số (để trống là lấy số tiếp theo)').fill('3');
  await page.getByRole('button', { name: 'Ký, ban hành' }).click();
  await page.getByRole('heading', { name: 'Thông báo số 03-TB/ĐU' }).waitFor();
  await page.getByRole('link', { name: 'Thông báo số 01-TB/ĐU' }).click();
  await page.locator('.vb-state', { hasText: 'Đã bị thay thế' }).waitFor();
  assert.deepEqual((await download(page, 'Tải PDF')).bytes, pdf.bytes);      // the old one as it was, byte for byte
  await thu.go('/van-ban');
  await page.getByText('Số bỏ trống, còn dùng được: Thông báo (Đảng ủy phường Bến Lúa, 2025-2030): 02.').waitFor();
  assert.deepEqual(thu.trouble, []);
  await thu.end();
});

await story('An invitation is drafted with one click, follows the data of its briefing, is dropped again', async () => {
  const thu = await person(office, 'hoaithu');
  const { page } = thu;
  await thu.go('/van-ban');
  await page.locator('summary', { hasText: 'Soạn văn bản của một phiên giao ban' }).click();
  await page.getByRole('button', { name: /^Giấy mời.*Giao ban quý II\/2026/ }).click();
  await page.getByRole('heading', { name: 'Giấy mời (bản nháp)' }).waitFor();
  await page.locator('.vb').getByText('Thời gian: 14 giờ 00, thứ tư, ngày 08/07/2026.').waitFor();
  await page.getByRole('button', { name: 'Bỏ bản nháp này' }).click();
  await page.getByText('Đã bỏ bản nháp.').waitFor();
  assert.deepEqual(thu.trouble, []);
  await thu.end();
});

await story('Who writes reports reads what was issued, without a button to change it, and no draft', async () => {
  const lan = await person(office, 'ngoclan', { javaScriptEnabled: false });
  const { page } = lan;
  await lan.go('/van-ban');
  await page.getByRole('link', { name: /Kết luận của Ban Thường vụ/ }).first().click();
  await page.getByRole('heading', { name: /^Thông báo số/ }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Ký, ban hành' }).count(), 0);
  assert.equal(await page.locator('summary', { hasText: 'Lập bản thay thế' }).count(), 0);
  assert.equal((await lan.go('/van-ban?chieu=den')).status(), 200);
  assert.equal(await page.locator('tbody tr').count(), 0);
  await lan.end();
});

await office.close();
done();
