// people.mjs BUILD - organisations, people and posts over time; a hand-over; old documents that stay as they were.
// SHOTS=1 keeps pictures at three widths, light and dark.
import assert from 'node:assert/strict';
import { faults, openOffice, person, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build');
const { story, done } = stories();
const main = (page) => page.locator('main');
// The printed paper of a closed month: HTML says the same as .docx and PDF, from the same description.
const paper = async (p) => (await p.page.request.get(`${office.base}/tong-hop/tep/bao-cao.html?ky=2026-03`)).text();
const docx = async (p) => (await p.page.request.get(`${office.base}/tong-hop/tep/bao-cao.docx?ky=2026-03`)).body();

await story('A person is added with two posts, one of them acting; the name is found without marks', async () => {
  const p = await person(office, 'anhduy');
  const { page } = p;
  await p.go('/quan-tri');
  await page.getByRole('link', { name: 'Cán bộ', exact: true }).click();
  await page.getByRole('heading', { name: 'Ai giữ chức vụ gì?' }).waitFor();
  await shot(page, 'people');
  assert.deepEqual(await faults(page), []);
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Hoà');
  await page.getByLabel('Tổ chức', { exact: true }).selectOption({ label: 'Hội Người cao tuổi phường Bến Lúa' });
  await page.getByLabel('Chức vụ', { exact: true }).fill('Phó Chủ tịch');
  await page.getByLabel('Từ ngày').fill('32/7/2025');
  await page.getByRole('button', { name: 'Thêm cán bộ' }).click();
  await page.getByRole('alert').getByText('Chưa hiểu ngày bắt đầu “32/7/2025”').waitFor();
  assert.equal(await page.getByLabel('Họ và tên').inputValue(), 'Nguyễn Thị Hoà');
  await page.getByLabel('Từ ngày').fill('1/7/2025');
  await page.getByRole('button', { name: 'Thêm cán bộ' }).click();
  await page.getByRole('heading', { name: 'Nguyễn Thị Hoà' }).waitFor();
  const add = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Thêm một chức vụ' }) });
  await add.getByLabel('Tổ chức', { exact: true }).selectOption({ label: 'Hội Chữ thập đỏ phường Bến Lúa' });
  await add.getByLabel('Chức vụ', { exact: true }).fill('Quyền Chủ tịch');
  await add.getByLabel('Từ ngày').fill('01/03/2026');
  await add.getByRole('button', { name: 'Thêm chức vụ' }).click();
  await page.getByText('Đã lưu.').waitFor();
  await main(page).getByText('Quyền Chủ tịch').first().waitFor();
  await shot(page, 'person');
  assert.deepEqual(await faults(page), []);
  await p.go('/quan-tri/nguoi');
  await page.getByLabel('Tìm theo tên').fill('thi hoa');
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  assert.equal(await page.locator('tbody tr').count(), 1);
  assert.match(await page.locator('tbody tr').textContent(), /Phó Chủ tịch[^]*Quyền Chủ tịch/);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('A post changes hands: work and rights move at once, the old name stays where it was', async () => {
  const old = await person(office, 'giahan');
  await old.go('/bao-cao/moi');
  assert.equal((await old.page.locator('h1').count()), 1);
  const p = await person(office, 'anhduy');
  const { page } = p;
  await p.go('/quan-tri/nguoi?tim=gia+han');
  await page.getByRole('link', { name: 'Trương Gia Hân' }).click();
  await page.getByRole('link', { name: 'Bàn giao chức vụ Ủy viên Ban Thường vụ' }).click();
  await page.getByRole('heading', { name: 'Việc đang dở' }).waitFor();
  await page.getByText('Báo cáo đang soạn hoặc bị trả lại (1)').waitFor();
  await page.getByLabel('Người kế nhiệm').selectOption({ label: 'Nguyễn Thị Hoà, Phó Chủ tịch (chưa có tài khoản)' });
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByRole('alert').getByText(/chưa có tài khoản nên chưa nhận được việc/).waitFor();
  await page.getByLabel('Người kế nhiệm').selectOption({ label: 'Mai Hữu Phước, Ủy viên Ban Thường vụ' });
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByText(/Trương Gia Hân giữ chức vụ đến hết 05\/07\/2026\. Từ 06\/07\/2026, Mai Hữu Phước/).waitFor();
  const preview = page.url();
  await page.getByLabel('Nhận việc từ ngày').fill('01/08/2026');
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByText(/Sẽ có hiệu lực từ 01\/08\/2026, với những việc còn dở ngày ấy/).waitFor();
  await page.getByRole('button', { name: 'Hẹn bàn giao', exact: true }).click();
  await page.getByText('Đã hẹn bàn giao.').waitFor();
  await page.locator('#da-hen').getByText('sẽ có hiệu lực từ 01/08/2026').waitFor();
  await shot(page, 'handover-ahead');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Hủy hẹn bàn giao' }).click();
  await page.getByText('Đã hủy lần bàn giao đã hẹn.').waitFor();
  await page.goto(preview);
  await shot(page, 'handover');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Bàn giao', exact: true }).click();
  await page.getByText('Đã bàn giao.').waitFor();
  await page.getByRole('heading', { name: 'Mai Hữu Phước' }).waitFor();
  await old.go('/bao-cao');
  assert.ok(!(await main(old.page).innerText()).includes('Đoàn TNCS'), 'the one who left sees no draft any more');
  const next = await person(office, 'huuphuoc');
  await next.page.locator('header details summary').click();
  await next.page.getByRole('button', { name: /Đoàn TNCS Hồ Chí Minh/ }).click();
  await next.go('/bao-cao?ky=2026-06');
  await next.page.locator('tbody th a').first().click();
  await next.page.waitForURL(/\/bao-cao\/\d+/);
  const report = new URL(next.page.url()).pathname;
  await next.page.getByText('nay do Mai Hữu Phước làm tiếp').waitFor();
  await next.go(`${report}/lich-su`);
  const history = await main(next.page).innerText();
  assert.match(history, /Trương Gia Hân[^]*tạo báo cáo/);
  assert.match(history, /bàn giao báo cáo/);
  for (const one of [old, p, next]) { assert.deepEqual(one.trouble, []); await one.end(); }
});

await story('Renaming a person and ending a post change no paper of a closed month', async () => {
  const p = await person(office, 'hoaithu');
  const before = await paper(p), file = await docx(p);
  assert.ok(before.includes('Võ Thanh Tùng'));
  const admin = await person(office, 'anhduy');
  const { page } = admin;
  await admin.go('/quan-tri/nguoi?tim=thanh+tung');
  await page.getByRole('link', { name: 'Võ Thanh Tùng' }).click();
  const rename = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Đổi họ tên' }) });
  await rename.getByLabel('Họ và tên').fill('Võ Minh Tùng');
  await rename.getByRole('button', { name: 'Đổi họ tên' }).click();
  await page.getByRole('heading', { name: 'Võ Minh Tùng' }).waitFor();
  assert.equal(await paper(p), before);
  assert.deepEqual(await docx(p), file);
  const open = await (await p.page.request.get(`${office.base}/tong-hop/tep/bao-cao.html?ky=2026-06`)).text();
  assert.ok(open.includes('Võ Minh Tùng'), 'a month that is open names who signs now');
  await page.getByRole('link', { name: 'Lịch sử' }).click();
  assert.match(await main(page).innerText(), /Võ Thanh Tùng[^]*Võ Minh Tùng/);
  for (const one of [p, admin]) { assert.deepEqual(one.trouble, []); await one.end(); }
});

await story('Organisations are put inside the Front from a day on, renamed from a day on, and ended', async () => {
  const p = await person(office, 'anhduy');
  const { page } = p;
  await p.go('/quan-tri/to-chuc');
  await shot(page, 'bodies');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('link', { name: 'Sắp xếp vào cơ quan Mặt trận' }).click();
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByRole('heading', { name: 'Sẽ thay đổi từ 01/07/2025' }).waitFor();
  await page.getByLabel('Hội Người cao tuổi phường Bến Lúa').uncheck();
  await shot(page, 'rearrange');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Sắp xếp các tổ chức đã chọn' }).click();
  await page.getByText('Đã sắp xếp.').waitFor();
  const row = page.getByRole('row').filter({ hasText: 'Hội Nông dân phường Bến Lúa' });
  assert.match(await row.innerText(), /trong Ủy ban MTTQ Việt Nam phường Bến Lúa/);
  await row.getByRole('link').click();
  await page.getByLabel('Tên ngắn trong bảng').fill('Nông dân');
  await page.getByLabel('Có hiệu lực từ ngày').fill('01/06/2026');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Đã lưu.').waitFor();
  await shot(page, 'body');
  assert.deepEqual(await faults(page), []);
  const reader = await person(office, 'hoaithu');
  await reader.go('/tinh-hinh-nop?ky=2026-Q1');
  assert.ok((await main(reader.page).innerText()).includes('Hội Nông dân'));
  await reader.go('/tinh-hinh-nop?ky=2026-Q2');
  assert.ok(!(await main(reader.page).innerText()).includes('Hội Nông dân'), 'since June it is called otherwise');
  await p.go('/quan-tri/to-chuc');
  await page.getByRole('link', { name: 'Hội Người cao tuổi phường Bến Lúa' }).click();
  await page.getByLabel('Ngày hoạt động cuối cùng').fill('30/06/2026');
  await page.getByRole('button', { name: 'Kết thúc hoạt động' }).click();
  await page.getByText('Đã lưu.').waitFor();
  await p.go('/quan-tri/to-chuc');
  assert.equal(await page.getByRole('link', { name: 'Hội Người cao tuổi phường Bến Lúa' }).count(), 0);
  await page.getByRole('link', { name: 'Xem cả 1 tổ chức đã kết thúc' }).click();
  await page.getByRole('link', { name: 'Hội Người cao tuổi phường Bến Lúa' }).waitFor();
  for (const one of [p, reader]) { assert.deepEqual(one.trouble, []); await one.end(); }
});

await story('Two entries of one person are proposed and made one, without script', async () => {
  const p = await person(office, 'anhduy', { javaScriptEnabled: false });
  const { page } = p;
  await p.go('/quan-tri/nguoi');
  await page.getByLabel('Họ và tên').fill('Phan Văn Thánh');
  await page.getByRole('button', { name: 'Thêm cán bộ' }).click();
  await p.go('/quan-tri/nguoi');
  await page.getByText('Có thể là một người được nhập hai lần:').waitFor();
  await page.getByRole('button', { name: /Gộp, giữ “Phan Văn Thành”/ }).click();
  await page.getByText('Đã gộp hai mục thành một.').waitFor();
  await p.go('/quan-tri/nguoi');
  assert.equal(await page.getByText('Có thể là một người được nhập hai lần:').count(), 0);
  await p.end();
});

await office.close();
done();
