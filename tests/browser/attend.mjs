// attend.mjs BUILD - invitations and who is there: the office's list, a telephone without an account, the door.
// SHOTS=1 keeps pictures at three widths, light and dark.
import assert from 'node:assert/strict';
import { faults, openOffice, person, shot, stories } from './office.mjs';

// the day of the second briefing, an hour before it begins
const office = await openOffice(process.argv[2] || '../../build', '2026-07-08 13:00');
const { story, done } = stories();
const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false };

async function theList(p) {
  await p.go('/giao-ban');
  await p.page.getByRole('link', { name: /Giao ban quý II\/2026/ }).first().click();
  await p.page.getByRole('link', { name: 'Mời họp', exact: true }).first().click();
  await p.page.waitForURL(/\/moi-hop$/);
  return new URL(p.page.url()).pathname;
}

let list, secret;

await story('Somebody from outside is asked, told how it reaches her, invited, and her code is printed', async () => {
  const p = await person(office, 'hoaithu');
  const { page } = p;
  list = await theList(p);
  await shot(page, 'attend');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Thêm vào danh sách' }).click();
  await page.getByRole('alert').getByText('Chưa có họ tên người được mời').waitFor();
  await page.getByLabel('Hoặc cơ quan ngoài đơn vị').fill('Trạm Y tế phường Bến Lúa');
  await page.getByLabel('Họ và tên').fill('Ngô Thị Sáu');
  await page.getByLabel('Chức vụ', { exact: true }).fill('Trưởng trạm');
  await page.getByRole('button', { name: 'Thêm vào danh sách' }).click();
  await page.getByText('Đã thêm vào danh sách mời.').waitFor();
  await page.getByText(/1 người: giấy in, có mã QR\./).waitFor();
  await page.getByText(/đã quá hạn gửi giấy mời 06\/07\/2026/).waitFor();
  await shot(page, 'attend-send');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Gửi giấy mời cho 1 người' }).click();
  await page.getByText('Đã gửi giấy mời.').waitFor();
  await page.getByRole('link', { name: 'In giấy mời có mã' }).click();
  const slip = page.locator('.slip').filter({ hasText: 'Ngô Thị Sáu' });
  secret = (await slip.locator('.code').textContent()).trim();
  assert.match(secret, /^([2-9A-Z]{4}-){6}[2-9A-Z]{4}$/);
  await shot(page, 'attend-slips');
  assert.deepEqual(await faults(page), []);
  await p.go(`${list}/ma`);
  await page.getByText('Quét mã để điểm danh').waitFor();
  await shot(page, 'attend-door');
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('By the code alone, without account and script, she sends a substitute, then checks in', async () => {
  const p = await person(office, null, phone), thu = await person(office, 'hoaithu');
  const { page } = p;
  await p.go('/moi');
  await page.getByLabel('Mã riêng trên giấy mời').fill('2222-3333');
  await page.getByRole('button', { name: 'Mở giấy mời' }).click();
  await page.getByRole('alert').getByText('Không có giấy mời nào mang mã này').waitFor();
  await page.getByLabel('Mã riêng trên giấy mời').fill(secret.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Mở giấy mời' }).click();
  await page.getByText('Ngô Thị Sáu').waitFor();
  await page.getByText('14:00 thứ Tư, 08/07/2026').waitFor();
  await page.getByText('Việc còn mở của các phiên trước').waitFor();
  assert.equal(await page.getByText(/Chưa được trả lời|Kết luận chưa xong/).count(), 0);
  await page.locator('summary', { hasText: 'Cử người thay' }).click();
  await page.getByLabel('Họ và tên người đi thay').fill('Lý Văn Bảy');
  await page.getByLabel('Chức vụ của người đi thay').fill('Phó Trưởng trạm');
  await page.getByRole('button', { name: 'Cử người này dự thay' }).click();
  await page.getByText(/Đã trả lời: Lý Văn Bảy, Phó Trưởng trạm dự thay/).waitFor();
  await thu.go(list);
  await thu.page.getByRole('row').filter({ hasText: 'Ngô Thị Sáu' }).getByText('Lý Văn Bảy').waitFor();
  const before = await thu.page.getByRole('heading', { level: 1 }).textContent();
  await page.getByRole('button', { name: 'Tôi đã có mặt' }).click();
  await page.getByText(/Đã điểm danh lúc 13:/).waitFor();
  await thu.go(list);
  assert.notEqual(await thu.page.getByRole('heading', { level: 1 }).textContent(), before);
  const answer = await page.request.get(page.url());
  assert.equal(answer.headers()['cache-control'], 'no-store');
  assert.match(answer.headers()['x-robots-tag'], /noindex/);
  assert.match(answer.headers()['referrer-policy'], /same-origin|no-referrer/);
  assert.deepEqual(p.trouble, []);
  await p.end();
  await thu.end();
});

await story('The page of an invitation at three widths; an absence without a reason loses no word', async () => {
  const thu = await person(office, 'hoaithu'), p = await person(office, null);
  await thu.go(`${list}/in?ca=1`);
  const slips = await thu.page.locator('.slip').allTextContents();
  const other = slips.find((t) => !t.includes('Ngô Thị Sáu')).match(/([2-9A-Z]{4}-){6}[2-9A-Z]{4}/)[0];
  await p.go(`/moi/${other}`);
  await p.page.getByRole('heading', { name: 'Chương trình' }).waitFor();
  await shot(p.page, 'invitation');
  assert.deepEqual(await faults(p.page), []);
  await p.page.getByText('Chưa được trả lời').first().waitFor();             // a member reads the agenda whole
  await p.page.locator('summary', { hasText: 'Tôi vắng' }).click();
  await p.page.getByLabel('Lý do vắng').evaluate((box) => { box.required = false; });
  await p.page.getByRole('button', { name: 'Báo vắng' }).click();
  await p.page.getByRole('alert').getByText('Chưa có lý do vắng').waitFor();
  await p.page.getByLabel('Lý do vắng').evaluate((box) => { box.maxLength = 2000; });
  await p.page.getByLabel('Lý do vắng').fill('Đi công tác tỉnh. '.repeat(40));
  await p.page.getByRole('button', { name: 'Báo vắng' }).click();
  await p.page.getByRole('alert').getByText('Phần ghi dài quá').waitFor();
  assert.match(await p.page.getByLabel('Lý do vắng').inputValue(), /(Đi công tác tỉnh\. ?){40}/);
  await p.page.getByLabel('Lý do vắng').fill('Đi công tác tỉnh');
  await p.page.getByRole('button', { name: 'Báo vắng' }).click();
  await p.page.getByText(/Đã trả lời: vắng, Đi công tác tỉnh/).waitFor();
  await p.page.setViewportSize({ width: 360, height: 740 });
  assert.deepEqual(await faults(p.page), []);
  await p.end();
  await thu.end();
});

await story('At the door one tap a person, from a telephone without script, and one tap takes it back', async () => {
  const p = await person(office, 'hoaithu', phone);
  const { page } = p;
  await p.go(list);
  await page.getByRole('link', { name: 'Điểm danh ở cửa' }).click();
  const left = page.getByRole('button', { name: /^Có mặt:/ });
  const n = await left.count();
  assert.ok(n > 3);
  for (let i = 0; i < n; i++) await left.first().click();
  assert.equal(await left.count(), 0);
  await page.getByText('đủ điều kiện họp.').waitFor();
  await page.getByRole('button', { name: /^Bỏ điểm danh/ }).last().click();
  assert.equal(await left.count(), 1);
  await p.end();
});

await story('A new code ends the old one; who has an account finds his place from the code at the door', async () => {
  const thu = await person(office, 'hoaithu'), p = await person(office, null);
  const { page } = thu;
  await page.goto(office.base + list);
  await page.getByRole('link', { name: 'Ngô Thị Sáu' }).click();
  await shot(page, 'attend-one');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Cấp mã mới, mã cũ hết hiệu lực' }).click();
  await page.getByText('Đã cấp mã mới.').waitFor();
  assert.equal((await p.go(`/moi/${secret}`)).status(), 404);
  await p.go(`/moi?hop=${list.match(/\d+/)[0]}`);
  await p.page.getByText('Giao ban quý II/2026').waitFor();
  await shot(p.page, 'invitation-find');
  assert.deepEqual(await faults(p.page), []);
  await p.page.getByRole('link', { name: 'Có tài khoản: đăng nhập' }).waitFor();
  await p.end();
  await thu.end();
});

await story('The list is taken away as a workbook, and other eyes see it without the office\'s buttons', async () => {
  const thu = await person(office, 'hoaithu'), lan = await person(office, 'ngoclan');
  const csv = await (await thu.page.request.get(`${office.base}${list}?xuat=csv`)).text();
  assert.match(csv, /Người dự thay/);
  assert.match(csv, /Lý Văn Bảy/);
  assert.match(csv, /Đi công tác tỉnh/);
  const lans = await (await lan.page.request.get(`${office.base}${list}?xuat=csv`)).text();
  assert.match(lans, /Lý Văn Bảy/);
  assert.doesNotMatch(lans, /Đi công tác tỉnh/);           // why somebody stays away is not for everyone
  await lan.go(list);
  assert.doesNotMatch(await lan.page.locator('main').textContent(), /Đi công tác tỉnh/);
  await lan.page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await lan.page.getByRole('button', { name: 'Thêm vào danh sách' }).count(), 0);
  assert.equal((await lan.page.request.get(`${office.base}${list}/in`)).status(), 403);
  assert.deepEqual(await faults(lan.page), []);
  await lan.end();
  await thu.end();
});

await story('A guest whose check-in comes too late is told so on the invitation, not led to a log-in', async () => {
  const thu = await person(office, 'hoaithu'), p = await person(office, null, phone);
  await thu.go(list);
  await thu.page.getByRole('link', { name: 'Ngô Thị Sáu' }).click();
  const code = (await thu.page.locator('.code').textContent()).trim();
  await p.go(`/moi/${code}`);
  await thu.go(list.replace('/moi-hop', ''));
  await thu.page.getByText('Hủy phiên họp', { exact: true }).first().click();
  await thu.page.getByLabel('Lý do hủy').fill('Hoãn vì mưa bão');
  await thu.page.getByRole('button', { name: 'Hủy phiên họp' }).click();
  await thu.page.getByText('Đã lưu.').waitFor();
  await p.page.getByRole('button', { name: 'Tôi đã có mặt' }).click();
  await p.page.getByRole('alert').getByText('không nhận điểm danh nữa').waitFor();
  await p.page.getByText('Ngô Thị Sáu').waitFor();
  assert.equal(await p.page.getByRole('link', { name: /Mở lại trang|đầu/ }).count(), 0);
  await p.end();
  await thu.end();
});

await office.close();
done();
