// setup.mjs BUILD - a new office from the first start to its first report: the code on the server's screen, the second
// factor, the five steps; how many fields and keys that takes. SHOTS=1 keeps pictures.
import assert from 'node:assert/strict';
import { faults, newOffice, person, shot, sixDigits, stories } from './office.mjs';

const MOMENT = '2026-07-06 09:00';
const office = await newOffice(process.argv[2] || '../../build', MOMENT);
const { story, done } = stories();
const NEXT = 'Lưu và sang bước sau';

const spent = { fields: 0, keys: 0, clicks: 0 };
const type = async (box, text) => { spent.fields++; spent.keys += text.length; await box.fill(text); };
const click = async (thing) => { spent.clicks++; await thing.click(); };
const PEOPLE = ['Phạm Quốc Bảo', 'Nguyễn Hoài Thu', 'Võ Thanh Tùng', 'Đặng Thùy Linh', 'Lê Thị Mai Hương',
  'Trần Thị Ngọc Lan', 'Huỳnh Văn Lộc', 'Cao Thị Bé'];

await story('A newcomer sets an office up in five steps, leaves and comes back, goes back without loss', async () => {
  const p = await person(office, null);
  const { page } = p;
  await p.go('/thiet-lap');
  await type(page.getByLabel('Mã thiết lập'), office.code);
  await type(page.getByLabel('Họ và tên của bạn'), 'Hồ Anh Duy');
  await type(page.getByLabel(/^Tên đăng nhập/), 'anhduy');
  await type(page.getByLabel('Mật khẩu mới, ít nhất 12 ký tự'), 'con sông quê nhà em');
  await type(page.getByLabel('Mật khẩu mới, nhập lần nữa'), 'con sông quê nhà em');
  await click(page.getByRole('button', { name: 'Tạo người quản trị' }));
  await click(page.getByRole('button', { name: 'Bắt đầu' }));
  const letters = await page.locator('p.code').textContent();
  await type(page.getByLabel('Mã 6 số'), sixDigits(letters, Date.parse(MOMENT.replace(' ', 'T') + '+07:00')));
  await click(page.getByRole('button', { name: 'Bật hai lớp' }));
  await page.getByText(/dự phòng/).first().waitFor();
  await p.go('/');
  await page.getByRole('heading', { name: 'Phần mềm dùng cho đơn vị nào?' }).waitFor();
  await type(page.getByLabel('Tên đơn vị', { exact: true }), 'phuong ba dinh ha noi');
  await page.keyboard.press('Enter');
  await page.getByText('Phường Ba Đình, Thành phố Hà Nội').waitFor();
  await shot(page, 'setup-1');
  assert.deepEqual(await faults(page), []);
  await click(page.getByRole('radio').first());
  await click(page.getByRole('button', { name: 'Dùng đơn vị này' }));

  await page.getByRole('heading', { name: 'Đơn vị có những tổ chức nào?' }).waitFor();
  await shot(page, 'setup-2');
  assert.deepEqual(await faults(page), []);
  assert.ok(await page.getByRole('checkbox', { name: /^Hội Liên hiệp Phụ nữ phường Ba Đình/ }).isChecked());
  await click(page.getByRole('checkbox', { name: /^Hội Khuyến học/ }));
  await click(page.getByRole('button', { name: NEXT }));

  await page.getByRole('heading', { name: 'Ai giữ các chức vụ này?' }).waitFor();
  const names = page.getByLabel(/^Họ và tên/);
  for (const [i, name] of PEOPLE.entries()) await type(names.nth(i), name);
  await names.nth(2).fill('Võ Thanh Tùng 0912');
  await page.getByRole('button', { name: NEXT }).click();
  await page.getByRole('alert').getByText('chỉ được có chữ cái').waitFor();
  assert.equal(await names.nth(7).inputValue(), 'Cao Thị Bé', 'what was typed is kept');
  assert.deepEqual(await faults(page), []);
  await names.nth(2).fill(PEOPLE[2]);
  await shot(page, 'setup-3');
  await click(page.getByRole('button', { name: NEXT }));

  await page.getByRole('heading', { name: 'Đơn vị dùng những nhóm chỉ tiêu nào?' }).waitFor();
  await shot(page, 'setup-4');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('link', { name: 'Để sau' }).click();
  await page.getByRole('heading', { name: 'Cần xem hay sửa phần nào của đơn vị?' }).waitFor();
  await p.go('/');
  await page.getByRole('heading', { name: 'Đơn vị dùng những nhóm chỉ tiêu nào?' }).waitFor();
  await page.getByRole('link', { name: 'Bước trước' }).click();
  await page.getByText('bao.pq').waitFor();
  await page.getByRole('link', { name: /^2\. Tổ chức/ }).click();
  assert.ok(await page.getByRole('checkbox', { name: /^Hội Khuyến học/ }).isChecked());
  await page.getByRole('link', { name: /^4\. Chỉ tiêu/ }).click();
  await click(page.getByRole('button', { name: NEXT }));

  await page.getByRole('heading', { name: 'Báo cáo tháng phải nộp vào ngày nào?' }).waitFor();
  const day = page.getByLabel('Ngày phải nộp báo cáo tháng');
  assert.equal(await day.inputValue(), '25');
  await day.fill('99');
  await page.getByRole('button', { name: NEXT }).click();
  await page.getByRole('alert').getByText('từ 1 đến 31').waitFor();
  await type(day, '20');
  await shot(page, 'setup-5');
  assert.deepEqual(await faults(page), []);
  await click(page.getByRole('button', { name: NEXT }));

  await page.getByRole('heading', { name: 'Đã thiết lập xong. Làm gì tiếp?' }).waitFor();
  assert.equal(await page.locator('tbody tr').count(), PEOPLE.length);
  await shot(page, 'setup-done');
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('That takes a slow newcomer less than ten minutes', async () => {
  // two keys a second would be a practised hand: here one a second, five seconds a click, half a minute to read a page
  const seconds = spent.keys * 1 + spent.clicks * 5 + spent.fields * 2 + 8 * 30;
  const minutes = Math.round(seconds / 6) / 10;
  console.log(`# ${spent.fields} fields, ${spent.keys} keys, ${spent.clicks} clicks: ${minutes} minutes`);
  assert.ok(seconds < 600, `${seconds} s`);
});

await office.close();
done();
