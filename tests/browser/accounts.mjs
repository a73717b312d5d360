// accounts.mjs BUILD - an invitation, a password of one's own, the second factor, a lost telephone, sessions that are
// ended from elsewhere, and a closed period that two people open.
// SHOTS=1 keeps pictures at three widths, light and dark.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { faults, openOffice, PASSWORD, person, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build');
const { story, done } = stories();
const SECRET_OF_MINE = 'bốn con mèo đi tàu';

// What a telephone shows (RFC 6238); the server's clock stands at 2026-07-06 09:00 in Viet Nam.
function code(letters, step = 0) {
  const five = (c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0');
  const bits = [...letters].map(five).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(BigInt(Math.floor(Date.UTC(2026, 6, 6, 2) / 30000) + step));
  const mark = createHmac('sha1', key).update(at).digest();
  return String((mark.readUInt32BE(mark[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}
async function stranger() {
  const context = await office.browser.newContext({ viewport: { width: 1366, height: 900 }, locale: 'vi-VN' });
  return { context, page: await context.newPage() };
}
async function logIn(page, login, password) {
  await page.goto(`${office.base}/dang-nhap`);
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
}
let invitation, letters, recovery;

await story('The administrator invites somebody and sees the code once', async () => {
  const p = await person(office, 'anhduy');
  const { page } = p;
  await p.go('/quan-tri/tai-khoan');
  await page.getByRole('heading', { name: /tài khoản$/ }).waitFor();
  await shot(page, 'accounts');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('link', { name: 'Mời một người' }).click();
  await shot(page, 'invite');
  assert.deepEqual(await faults(page), []);
  await page.getByLabel(/^Họ và tên/).fill('Lâm Thị Mới');
  await page.getByLabel(/^Tên đăng nhập/).fill('lam.moi');
  await page.getByLabel('Vai trò').selectOption('officer');
  await page.getByRole('button', { name: 'Mời và lấy mã' }).click();
  await page.getByRole('alert').getByText('phải gắn với một tổ chức').waitFor();
  assert.equal(await page.getByLabel(/^Họ và tên/).inputValue(), 'Lâm Thị Mới', 'what was typed is kept');
  await page.getByLabel('Tổ chức', { exact: true }).selectOption({ label: 'Hội Nông dân phường Bến Lúa' });
  await page.getByRole('button', { name: 'Mời và lấy mã' }).click();
  await page.getByRole('heading', { name: 'Đã tạo tài khoản' }).waitFor();
  invitation = await page.locator('dd.code').textContent();
  await shot(page, 'slip');
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(p.trouble.filter((t) => !t.includes('422')), []);
  await p.end();
});

await story('The invited person sets their own password and is in', async () => {
  const { context, page } = await stranger();
  await page.goto(`${office.base}/dang-nhap`);
  await page.getByRole('link', { name: 'Có mã mời hoặc mã cấp lại' }).click();
  await shot(page, 'code');
  assert.deepEqual(await faults(page), []);
  const set = async (password) => {
    await page.getByLabel('Mã mời hoặc mã cấp lại').fill(invitation.toLowerCase());
    await page.getByLabel(/^Mật khẩu mới, ít nhất/).fill(password);
    await page.getByLabel('Mật khẩu mới, nhập lần nữa').fill(password);
    await page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
  };
  await set('matkhau123456');
  await page.getByRole('alert').getByText('dễ đoán').waitFor();
  await set(SECRET_OF_MINE);
  await page.getByText('Lâm Thị Mới').waitFor();
  await context.close();
});

await story('They switch on the second factor, keep ten codes, and need one of the two from then on', async () => {
  const { context, page } = await stranger();
  await logIn(page, 'lam.moi', SECRET_OF_MINE);
  await page.goto(`${office.base}/tai-khoan`);
  await shot(page, 'own');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('link', { name: 'Bật đăng nhập hai lớp' }).click();
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  letters = await page.locator('p.code').textContent();
  assert.match(letters, /^[A-Z2-7]{32}$/);
  await shot(page, 'factor');
  assert.deepEqual(await faults(page), []);
  await page.getByLabel('Mã 6 số', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Bật hai lớp' }).click();
  await page.getByRole('alert').getByText('Mã chưa đúng').waitFor();
  await page.getByLabel('Mã 6 số', { exact: true }).fill(code(letters));
  await page.getByRole('button', { name: 'Bật hai lớp' }).click();
  recovery = await page.locator('li.code').allTextContents();
  assert.equal(recovery.length, 10);
  await shot(page, 'recovery');
  assert.deepEqual(await faults(page), []);
  await context.close();

  const next = await stranger();
  await logIn(next.page, 'lam.moi', SECRET_OF_MINE);
  await next.page.getByRole('heading', { name: 'Nhập mã đăng nhập hai lớp' }).waitFor();
  await shot(next.page, 'second');
  assert.deepEqual(await faults(next.page), []);
  const give = async (typed) => {
    await next.page.getByLabel(/^Mã 6 số/).fill(typed);
    await next.page.getByRole('button', { name: 'Đăng nhập' }).click();
  };
  await give(code(letters));
  await next.page.getByRole('alert').getByText('đã dùng rồi').waitFor();
  await give(recovery[0]);
  await next.page.getByText('Lâm Thị Mới').waitFor();
  await next.context.close();
  const third = await stranger();
  await logIn(third.page, 'lam.moi', SECRET_OF_MINE);
  await third.page.getByLabel(/^Mã 6 số/).fill(recovery[0]);
  await third.page.getByRole('button', { name: 'Đăng nhập' }).click();
  await third.page.getByRole('alert').getByText('đã dùng rồi').waitFor();
  await third.page.getByLabel(/^Mã 6 số/).fill(code(letters, 1));
  await third.page.getByRole('button', { name: 'Đăng nhập' }).click();
  await third.page.getByText('Lâm Thị Mới').waitFor();
  await third.context.close();
});

await story('Somebody ends the session they left open elsewhere', async () => {
  const left = await person(office, 'thibe');
  const here = await person(office, 'thibe');
  await here.go('/tai-khoan');
  await here.page.locator('#sessions').getByRole('button', { name: /^Đăng xuất Chrome/ }).first().click();
  await here.page.getByText('Đã đăng xuất phiên ấy').waitFor();
  await left.page.goto(`${office.base}/bao-cao`);
  await left.page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
  await left.end();
  await here.end();
});

await story('A role that is taken back is gone at the next click', async () => {
  const victim = await person(office, 'vanloc');
  await victim.go('/bao-cao');
  const p = await person(office, 'anhduy');
  await p.go('/quan-tri/tai-khoan');
  await p.page.getByRole('link', { name: 'Huỳnh Văn Lộc' }).click();
  await shot(p.page, 'account');
  assert.deepEqual(await faults(p.page), []);
  await p.page.getByRole('button', { name: /^Thu hồi/ }).click();
  await p.page.getByText('Đã thu hồi vai trò').waitFor();
  const answer = await victim.page.goto(`${office.base}/bao-cao`);
  assert.equal(answer.status(), 403);
  await p.go('/quan-tri/quyen');
  await shot(p.page, 'policy');
  assert.deepEqual(await faults(p.page), []);
  await victim.end();
  await p.end();
});

await story('Accounts, people, units and notices are searched without marks or script, and taken away', async () => {
  const p = await person(office, 'anhduy', { javaScriptEnabled: false });
  const { page } = p;
  for (const [path, words, found] of [['/quan-tri/tai-khoan', 'nguoi cao tuoi', /Tạ Thị Sen/],
    ['/quan-tri/nguoi', 'ngoc lan', /Trần Thị Ngọc Lan/], ['/quan-tri/don-vi', '99901-05', /Khu phố 5/]]) {
    await p.go(path);
    await shot(page, path.slice(path.lastIndexOf('/') + 1));
    const rows = await page.locator('main tbody tr').count();
    await page.getByRole('searchbox').fill(words);
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.getByRole('rowheader', { name: found }).or(page.getByRole('cell', { name: found })).first().waitFor();
    assert.ok(await page.locator('main tbody tr').count() < rows, `${path} shows fewer rows`);
    const file = await page.getByRole('link', { name: /^JSON/ }).getAttribute('href');
    const { dong } = await (await page.request.get(office.base + file)).json();
    assert.match(JSON.stringify(dong), found);
    await page.getByRole('searchbox').fill('khong co ai nhu the');
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.locator('.empty').getByText(/^Không có .*không cần dấu/).waitFor();
    await page.getByRole('link', { name: 'Bỏ tìm' }).click();
  }
  await p.end();
  const thu = await person(office, 'hoaithu');
  await thu.go('/thong-bao');
  await shot(thu.page, 'notices-office');
  const unread = await thu.page.locator('.news li.new').count();
  assert.ok(unread > 0 && unread < 12, `${unread} unread notices in the sample`);
  await thu.page.getByRole('searchbox').fill('hoi nct');
  await thu.page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await thu.page.locator('.news').getByText(/Hội NCT/).first().waitFor();
  assert.equal(await thu.page.locator('.news li').filter({ hasNotText: 'Hội NCT' }).count(), 0);
  assert.deepEqual(await faults(thu.page), []);
  await thu.end();
});

await story('A closed period is opened by two: one asks with a reason, another confirms', async () => {
  const p = await person(office, 'hoaithu');
  await p.go('/tong-hop?ky=2026-01');
  await p.page.getByText('Mở lại kỳ', { exact: true }).click();
  await p.page.getByLabel('Lý do').fill('Hội CCB bổ sung hai số liệu');
  await p.page.getByRole('button', { name: 'Đề nghị mở lại' }).click();
  await p.page.getByText('chờ người thứ hai xác nhận').waitFor();
  await p.go('/viec-hai-nguoi');
  assert.equal(await p.page.getByRole('button', { name: /^Đồng ý/ }).count(), 0, 'nobody confirms their own request');
  const chair = await person(office, 'quocbao');
  await chair.go('/viec-hai-nguoi');
  await shot(chair.page, 'two-person');
  assert.deepEqual(await faults(chair.page), []);
  await chair.page.getByRole('button', { name: /^Đồng ý và thực hiện/ }).click();
  await chair.page.getByText('Đã mở lại kỳ.').waitFor();
  await p.go('/tong-hop?ky=2026-01');
  await p.page.getByText('Chốt kỳ', { exact: true }).waitFor();
  assert.deepEqual(chair.trouble, []);
  await chair.end();
  await p.end();
});

await story('A copy is made; putting it back is asked for and waits for a second administrator', async () => {
  const p = await person(office, 'anhduy');
  const { page } = p;
  await p.go('/quan-tri/sao-luu');
  await page.getByRole('heading', { name: 'Chưa có bản sao nào' }).waitFor();
  const copy = `${office.file}.sao-luu`;
  const made = spawnSync(office.program, ['backup', '--db', office.db, '-o', copy], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  const [, code] = made.stdout.match(/: ([0-9A-F-]{19})/);
  await p.go('/quan-tri/sao-luu');
  await page.getByRole('cell', { name: code }).waitFor();
  await page.getByLabel('Mã bản sao').fill('1234');
  await page.getByLabel('Lý do').fill('Xóa nhầm số liệu quý II');
  await page.getByRole('button', { name: 'Đề nghị khôi phục' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('Lý do').inputValue(), 'Xóa nhầm số liệu quý II');
  await shot(page, 'backups');
  assert.deepEqual(await faults(page), []);
  await page.getByLabel('Mã bản sao').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Đề nghị khôi phục' }).click();
  await page.getByText('chờ người quản trị thứ hai').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Đồng ý/ }).count(), 0, 'nobody confirms their own request');
  const back = spawnSync(office.program, ['restore', '--db', office.db, '--from', copy], { encoding: 'utf8' });
  assert.notEqual(back.status, 0, 'one alone puts nothing back');
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('The old password is needed for a new one, and the other sessions end with it', async () => {
  const left = await person(office, 'giahan'), p = await person(office, 'giahan');
  const { page } = p;
  await p.go('/tai-khoan');
  const change = async (old) => {
    await page.getByLabel('Mật khẩu hiện nay').fill(old);
    await page.getByLabel(/^Mật khẩu mới, ít nhất/).fill(SECRET_OF_MINE);
    await page.getByLabel('Mật khẩu mới, nhập lần nữa').fill(SECRET_OF_MINE);
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  };
  await change('không phải thế này');
  await page.getByRole('alert').waitFor();
  await change(PASSWORD);
  await page.getByText('Đã đổi mật khẩu').waitFor();
  await left.page.goto(`${office.base}/bao-cao`);
  await left.page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
  await left.end();
  await p.end();
});

await office.close();
done();
