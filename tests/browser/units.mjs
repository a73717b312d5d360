// units.mjs BUILD - units over time: find by any name, merge two wards with a preview, see totals then and
// now, take it back,
// divide a ward and choose how its figures are shared, list villages.
// SHOTS=1 keeps pictures at three widths, light and dark.
import assert from 'node:assert/strict';
import { faults, openOffice, person, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build');
const { story, done } = stories();
const table = (page) => page.locator('main table').first();

await story('A unit is found by an old name, without marks, in short, and says what it is today', async () => {
  const p = await person(office, 'ngoclan', { javaScriptEnabled: false });
  const { page } = p;
  await p.go('/don-vi');
  await page.getByLabel('Tên hoặc mã đơn vị').fill('p1 vinh long');
  await page.getByRole('button', { name: 'Tìm' }).click();
  const first = page.locator('tbody tr').first();
  assert.match(await first.textContent(), /Phường 1.*Thành phố Vĩnh Long.*nay thuộc Phường Long Châu/s);
  await page.getByLabel('Tên hoặc mã đơn vị').fill('ben lua kp3');
  await page.getByRole('button', { name: 'Tìm' }).click();
  assert.match(await page.locator('tbody tr').first().textContent(), /Khu phố 3.*Phường Bến Lúa/s);
  await p.go('/don-vi?ve=%2Ftong-hop%3Fky%3D2026-Q2&q=phuong+ben+do');
  const pick = await page.getByRole('link', { name: /^Chọn Phường Bến Đò/ }).getAttribute('href');
  assert.match(pick, /^\/tong-hop\?ky=2026-Q2&don-vi=/);
  await p.go('/don-vi?q=xyzxyz');
  await page.getByText('Không tìm thấy đơn vị nào').waitFor();
  assert.deepEqual(p.trouble, []);
  await p.end();
});

let before;
await story('Two wards are merged: chosen, dated, previewed, confirmed', async () => {
  const up = await person(office, 'captinh');
  await up.go('/tong-hop/theo-don-vi?ky=2026-Q2&nhin=hien-nay');
  before = await table(up.page).textContent();
  assert.match(before, /Phường Bến Đò/);
  await up.end();
  const p = await person(office, 'quantritinh');
  const { page } = p;
  await p.go('/quan-tri/don-vi');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('link', { name: 'Nhập các đơn vị làm một' }).click();
  await page.getByLabel('Đơn vị thứ 1').selectOption({ label: 'Phường Bến Đò (99902)' });
  await page.getByLabel('Đơn vị thứ 2').selectOption({ label: 'Phường Cồn Cát (99903)' });
  await page.getByRole('button', { name: 'Xem trước những gì sẽ đổi' }).click();
  await page.getByRole('alert').getByText('Chưa có ngày có hiệu lực').waitFor();
  await page.getByLabel('Ngày có hiệu lực').fill('01/07/2026');
  await page.getByLabel(/^Căn cứ/).fill('15/NQ-HĐND');
  await page.getByLabel('Tên mới').fill('Phường Sông Đôi');
  await page.getByLabel('Mã').fill('99910');
  await page.getByRole('button', { name: 'Xem trước những gì sẽ đổi' }).click();
  const preview = page.locator('#xem-truoc');
  await preview.getByText('“Phường Bến Đò” kết thúc ngày 30/06/2026.').waitFor();
  await preview.getByText('2 tổ chức kết thúc').waitFor();
  await preview.getByText('4 vai trò của 4 tài khoản chuyển sang đơn vị mới.').waitFor();
  await preview.getByText('Số liệu của 4 báo cáo đã duyệt').waitFor();
  await shot(page, 'unit-preview');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Xác nhận và ghi lại' }).click();
  await page.getByText('Đã ghi thay đổi về đơn vị.').waitFor();
  await page.getByText('Phường Bến Đò, Phường Cồn Cát → Phường Sông Đôi').first().waitFor();
  await shot(page, 'units');
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('Totals say what was then and what is now; the whole is the same', async () => {
  const p = await person(office, 'captinh');
  const { page } = p;
  await p.go('/tong-hop/theo-don-vi?ky=2026-Q2&nhin=khi-do');
  const then = await table(page).textContent();
  assert.match(then, /Phường Bến Đò/);
  assert.doesNotMatch(then, /Phường Sông Đôi/);
  const whole = await page.locator('tfoot').textContent();
  await page.getByRole('link', { name: 'Theo đơn vị hiện nay' }).click();
  const row = page.locator('tbody tr', { hasText: 'Phường Sông Đôi' });
  assert.match(await row.textContent(), /190/, 'both wards together');
  assert.equal(await page.locator('tbody tr', { hasText: 'Phường Bến Đò' }).count(), 0);
  assert.equal(await page.locator('tfoot').textContent(), whole);
  await page.getByText('Có cộng số liệu của “Phường Bến Đò”').waitFor();
  await shot(page, 'by-unit');
  assert.deepEqual(await faults(page), []);
  await p.go('/don-vi?q=ben+do');
  await page.getByText('nay thuộc Phường Sông Đôi').waitFor();
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('The new ward chooses between then and now on every page of totals, and the choice stays', async () => {
  const p = await person(office, 'bendo');
  const { page } = p;
  await p.go('/tong-hop?ky=2026-Q2');
  await page.getByText('Đang xem như khi đó').waitFor();
  await page.getByText('Chưa có số liệu nào được duyệt trong kỳ này').waitFor();
  await page.getByRole('link', { name: 'Theo đơn vị hiện nay' }).click();
  await page.getByText(/đã cộng cả số liệu của Phường Bến Đò, Phường Cồn Cát/).waitFor();
  await shot(page, 'then-now');
  assert.deepEqual(await faults(page), []);
  const total = page.locator('section', { hasText: 'Toàn đơn vị' }).locator('tbody tr').first().locator('a.v');
  const words = await total.textContent();
  await total.click();
  assert.match(await page.locator('.trace .hero').textContent(), new RegExp(words));
  assert.match(await page.locator('.trace table').first().textContent(),
    /Phường Bến Đò.*nay thuộc đơn vị này.*Phường Cồn Cát/s);
  await shot(page, 'then-now-trace');
  assert.deepEqual(await faults(page), []);
  await page.locator('.crumb a').click();
  await page.getByText('Đang xem theo đơn vị hiện nay').waitFor();
  await page.getByRole('link', { name: 'Điều hành' }).click();
  assert.match(page.url(), /nhin=hien-nay/);
  await p.go('/dieu-hanh?ky=2026-Q2&nhin=hien-nay');
  await page.getByRole('link', { name: /^Tháng \d/ }).click();
  await page.getByText('Đang xem theo đơn vị hiện nay').waitFor();
  assert.match(page.url(), /dieu-hanh\?ky=2026-0\d&nhin=hien-nay/);
  await page.getByRole('link', { name: 'Như khi đó' }).click();
  await page.getByText('Đang xem như khi đó').waitFor();
  const up = await person(office, 'captinh', { javaScriptEnabled: false });
  await up.go('/tong-hop?ky=2026-Q2');
  await up.page.getByText('tổng chung như nhau theo cả hai cách nhìn').waitFor();
  await up.page.getByRole('link', { name: 'Xem từng đơn vị' }).click();
  await up.page.getByRole('link', { name: 'Tổng hợp' }).last().waitFor();
  const plain = await person(office, 'ngoclan', { javaScriptEnabled: false });
  await plain.go('/tong-hop?ky=2026-Q2');
  await plain.page.getByText('không nhập, chia hay chuyển').waitFor();
  assert.equal(await plain.page.getByRole('link', { name: 'Theo đơn vị hiện nay' }).count(), 0);
  assert.deepEqual([...p.trouble, ...up.trouble, ...plain.trouble], []);
  await p.end();
  await up.end();
  await plain.end();
});

await story('People of both wards work in the new one; taking it back restores them', async () => {
  const officer = await person(office, 'bendo');
  await officer.go('/bao-cao');
  assert.match(await officer.page.locator('header.mast').textContent(), /Phường Sông Đôi/);
  await officer.end();
  const p = await person(office, 'quantritinh');
  await p.go('/quan-tri/don-vi');
  await p.page.getByRole('button', { name: /^Hoàn lại/ }).click();
  await p.page.getByRole('cell', { name: /đã hoàn lại/ }).waitFor();
  await p.end();
  const up = await person(office, 'captinh');
  await up.go('/tong-hop/theo-don-vi?ky=2026-Q2&nhin=hien-nay');
  assert.equal(await table(up.page).textContent(), before);
  await up.end();
  const again = await person(office, 'bendo');
  await again.go('/bao-cao');
  assert.match(await again.page.locator('header.mast').textContent(), /Phường Bến Đò/);
  await again.end();
});

await story('A new name is written ahead, waits for its day, and is cancelled', async () => {
  const p = await person(office, 'quantritinh', { javaScriptEnabled: false });
  const { page } = p;
  await p.go('/quan-tri/don-vi/thay-doi?viec=doi-ten');
  await page.getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Phường Cồn Cát (99903)' });
  await page.getByLabel('Ngày có hiệu lực').fill('01/08/2026');
  await page.getByLabel(/^Căn cứ/).fill('17/NQ-HĐND');
  await page.getByLabel('Tên mới').fill('Phường Cồn Vàng');
  await page.getByRole('button', { name: 'Xem trước những gì sẽ đổi' }).click();
  await page.getByText('Sẽ có hiệu lực từ 01/08/2026').waitFor();
  await page.getByRole('button', { name: 'Xác nhận và ghi lại' }).click();
  const row = page.locator('tr', { hasText: 'Phường Cồn Vàng' });
  assert.match(await row.textContent(), /sẽ có hiệu lực từ 01\/08\/2026/);
  await p.go('/don-vi?q=con+cat');
  assert.match(await page.locator('tbody tr').first().textContent(), /Phường Cồn Cát/, 'not before its day');
  await p.go('/quan-tri/don-vi');
  await row.getByRole('button', { name: /^Hủy/ }).click();
  await page.locator('tr', { hasText: 'Phường Cồn Vàng' }).getByText('đã hoàn lại').waitFor();
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('A divided ward stands apart until somebody chooses how its figures are shared', async () => {
  const p = await person(office, 'quantritinh', { javaScriptEnabled: false });
  const { page } = p;
  await p.go('/quan-tri/don-vi/thay-doi?viec=chia');
  await page.getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Phường Bến Đò (99902)' });
  await page.getByLabel('Ngày có hiệu lực').fill('01/07/2026');
  await page.getByLabel(/^Căn cứ/).fill('16/NQ-HĐND');
  for (const [no, name, code] of [[1, 'Phường Bến Đông', '99921'], [2, 'Phường Bến Tây', '99922']]) {
    await page.getByLabel(`Tên mới ${no}`).fill(name);
    await page.getByLabel(`Mã ${no}`).fill(code);
  }
  await page.getByRole('button', { name: 'Xem trước những gì sẽ đổi' }).click();
  await page.getByText('để riêng cho đến khi chọn cách chia').waitFor();
  await page.getByRole('button', { name: 'Xác nhận và ghi lại' }).click();
  const up = await person(office, 'captinh');
  await up.go('/tong-hop/theo-don-vi?ky=2026-Q2&nhin=hien-nay');
  await up.page.getByText('chưa chọn cách chia số liệu nên để riêng').first().waitFor();
  await shot(up.page, 'apart');
  await p.go('/quan-tri/don-vi');
  await page.getByRole('link', { name: 'Phường Bến Đò' }).click();
  await page.getByLabel('Phường Bến Đông').fill('6.000');
  await page.getByLabel('Phường Bến Tây').fill('không rõ');
  await page.getByLabel(/^Căn cứ của cách chia/).fill('dân số 01/04/2026');
  await page.getByRole('button', { name: 'Chia theo các số trên' }).click();
  await page.getByRole('alert').getByText('không phải là số').waitFor();
  assert.equal(await page.getByLabel('Phường Bến Đông').inputValue(), '6.000', 'what was typed is kept');
  await page.getByLabel('Phường Bến Tây').fill('4.000');
  await page.getByRole('button', { name: 'Chia theo các số trên' }).click();
  await page.getByText('Đã ghi cách chia số liệu cũ.').waitFor();
  await up.go('/tong-hop/theo-don-vi?ky=2026-Q2&nhin=hien-nay');
  assert.match(await up.page.locator('tbody tr', { hasText: 'Phường Bến Đông' }).textContent(), /khoảng 72/);
  assert.match(await up.page.locator('tbody tr', { hasText: 'Phường Bến Tây' }).textContent(), /khoảng 48/);
  await up.page.getByText('chỉ là con số ước tính').first().waitFor();
  assert.deepEqual([...p.trouble, ...up.trouble], []);
  await up.end();
  await p.end();
});

await story('The office pastes a list of villages; what stands there is not written twice', async () => {
  const p = await person(office, 'hoaithu');
  const { page } = p;
  await p.go('/don-vi');
  await page.getByRole('link', { name: 'Khóm, ấp, thôn' }).last().click();
  await page.waitForURL(/khom-ap/);
  await page.getByLabel(/^Mỗi dòng một tên/).fill('- Khu phố 3\nKhu phố 7\n8\n\nẤp Cồn Nhỏ');
  await page.getByLabel('Dòng không ghi loại thì là').selectOption('khu phố');
  await page.getByRole('button', { name: 'Ghi vào danh sách' }).click();
  await page.getByText('Đã ghi vào danh sách.').waitFor();
  const rows = await page.locator('tbody th').allTextContents();
  assert.deepEqual(rows.map((r) => r.trim()).sort(), ['Khu phố 3', 'Khu phố 5', 'Khu phố 7', 'Khu phố 8',
      'Ấp Cồn Nhỏ']);
  await shot(page, 'villages');
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await office.close();
done();
