// stories.mjs BUILD - what people do, from log-in to the signed paper, in a real browser.
// SHOTS=1 keeps pictures of every page.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { capture, faults, openOffice, overflow, person, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build');
const { story, done } = stories();
const JUNE = `Trong tháng 6, Hội Nông dân phường kết nạp 14 hội viên mới.
Vận động hội viên hiến 150 m2 đất, đóng góp 70 ngày công.
Trao 30 suất quà cho hội viên nghèo, mỗi suất 500.000 đồng, tổng trị giá 15 triệu đồng.
Vận động Quỹ Hỗ trợ nông dân được trên 11 triệu đồng.
Duy trì mô hình “Tổ hợp tác hoa kiểng số 2”.`;
const quarterTotal = async (p) => {
  await p.go('/tong-hop?ky=2026-Q2');
  return p.page.locator('main').innerText();
};
let report;   // address of the report that the first story makes

await story('An officer pastes a report and confirms it by keyboard alone', async () => {
  const p = await person(office, 'thibe');
  await p.go('/bao-cao/moi');
  await p.page.getByLabel('Kỳ báo cáo').selectOption('2026-06');
  await p.page.getByLabel('Nguyên văn báo cáo').fill(JUNE);
  await p.page.getByRole('button', { name: 'Đọc số liệu' }).click();
  await p.page.waitForURL(/\/bao-cao\/\d+/);
  report = new URL(p.page.url()).pathname;
  const figures = await p.page.locator('#part-text a.fig').count();
  assert.ok(figures >= 6, `only ${figures} figures were read`);
  assert.equal(await p.page.locator('.item[data-state="r"]').count(), figures, 'nothing counts before it is confirmed');
  await p.page.locator('#part-list').focus();
  for (let i = 0; i < figures; i++) {
    await p.page.keyboard.press('Enter');
    await p.page.waitForFunction(
      (n) => document.querySelectorAll('.item[data-state="c"]').length === n, i + 1);
  }
  assert.equal(await p.page.locator('.item[data-state="r"]').count(), 0);
  await p.page.getByRole('button', { name: 'Nộp báo cáo' }).click();
  await p.page.getByText('đã nộp').first().waitFor();
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('The head approves; the total changes; its number leads to the sentence; the paper downloads', async () => {
  const office_person = await person(office, 'hoaithu');
  const before = await quarterTotal(office_person);
  assert.ok(!before.includes('trên 11 triệu đồng'));
  const head = await person(office, 'vanloc');
  await head.go(report);
  await head.page.getByRole('button', { name: 'Duyệt', exact: true }).click();
  await head.page.getByText('đã duyệt').first().waitFor();
  assert.deepEqual(head.trouble, []);
  await head.end();
  const after = await quarterTotal(office_person);
  assert.notEqual(after, before, 'the consolidated report changed');
  const { page } = office_person;
  await page.locator('main a[href*="to-chuc=HND"]').first().click();
  await page.waitForURL(/\/tong-hop\//);
  const sentence = page.locator(`a[href*="${report}"]`).first();
  await sentence.click();
  await page.waitForURL((u) => u.pathname === report);
  const text = await page.locator('#part-text').innerText();
  assert.ok(text.includes('Hội Nông dân phường kết nạp 14 hội viên mới'));
  await office_person.go('/tong-hop?ky=2026-Q2');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải .docx', exact: true }).click(),
  ]);
  assert.match(download.suggestedFilename(), /\.docx$/);
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  assert.deepEqual(office_person.trouble, []);
  await office_person.end();
});

await story('The keys edit, reject, undo and add a figure; a lost connection loses nothing', async () => {
  const p = await person(office, 'huuphuoc');
  const { page } = p;
  await p.go('/bao-cao/moi');
  await page.getByLabel('Kỳ báo cáo').selectOption('2026-07');
  await page.getByLabel('Nguyên văn báo cáo')
    .fill('Trong tháng 7, Hội trao 25 suất quà và tặng 8 thẻ BHYT tại nhà văn hóa số ba.');
  await page.getByRole('button', { name: 'Đọc số liệu' }).click();
  await page.waitForURL(/\/bao-cao\/\d+/);
  const state = (no) => page.locator(`.item[data-no="${no}"]`).getAttribute('data-state');
  const becomes = (no, what) => page.waitForFunction(([n, s]) =>
    document.querySelector(`.item[data-no="${n}"]`)?.dataset.state === s, [no, what]);
  await page.keyboard.press('e');
  await page.locator('#e-amount').fill('hai mươi bảy');
  await page.keyboard.press('Control+Enter');
  await becomes('1', 'c');
  assert.ok((await page.locator('.item[data-no="1"] .v').innerText()).includes('27'));
  await page.keyboard.press('x');
  await becomes('2', 'x');
  await page.keyboard.press('u');
  await becomes('2', 'r');
  await p.context.setOffline(true);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  assert.equal(await state('2'), 'r');
  await p.context.setOffline(false);
  await page.getByRole('button', { name: 'Gửi lại' }).click();
  await becomes('2', 'c');
  await page.evaluate(() => {
    const walk = document.createTreeWalker(document.getElementById('part-text'), NodeFilter.SHOW_TEXT);
    let node;
    while ((node = walk.nextNode()) && !node.data.includes('số ba'));
    const at = node.data.indexOf('ba', node.data.indexOf('số ba'));
    getSelection().setBaseAndExtent(node, at, node, at + 2);
  });
  await page.keyboard.press('a');
  await page.locator('#e-unit').fill('nhà văn hóa');
  assert.equal(await page.locator('#edit .quote').innerText(), '“ba”');
  await page.locator('#e-amount').fill('3');
  await page.keyboard.press('Control+Enter');
  await becomes('3', 'c');
  assert.equal(await page.locator('#v3').innerText(), 'ba');
  await p.end();
});

await story('The whole main job works without script', async () => {
  const p = await person(office, 'ngoclan', { javaScriptEnabled: false });
  await p.go('/bao-cao');
  await p.page.locator('tbody a').first().click();
  await p.page.waitForURL(/\/bao-cao\/\d+/);
  const here = new URL(p.page.url()).pathname;
  const open = await p.page.locator('.item[data-state="r"]').count();
  assert.ok(open > 3);
  for (let i = open; i > 0; i--) {
    const no = await p.page.locator('.item[data-state="r"]').first().getAttribute('data-no');
    await p.go(`${here}?so=${no}`);
    await p.page.locator(`.item[data-no="${no}"] button[data-key="Enter"]`).click();
    await p.page.waitForLoadState();
    assert.equal(await p.page.locator('.item[data-state="r"]').count(), i - 1);
  }
  await p.page.getByRole('button', { name: 'Nộp báo cáo' }).click();
  await p.page.getByText('đã nộp').first().waitFor();
  await p.end();
});

await story('A report for a closed period is refused in words and nothing typed is lost', async () => {
  const p = await person(office, 'giahan');
  await p.go('/bao-cao/moi');
  await p.page.evaluate(() => {
    const s = document.querySelector('select[name=ky]');
    const o = document.createElement('option'); o.value = '2026-03'; s.append(o); s.value = '2026-03';
  });
  const words = 'Đoàn phường trồng 77 cây xanh tại khu phố 3.';
  await p.page.getByLabel('Nguyên văn báo cáo').fill(words);
  await p.page.getByRole('button', { name: 'Đọc số liệu' }).click();
  await p.page.getByRole('alert').waitFor();
  assert.equal(await p.page.getByLabel('Nguyên văn báo cáo').inputValue(), words);
  assert.ok((await p.page.getByRole('alert').innerText()).length > 20);
  await p.end();
});

await story('A figure changed by two people at once: the second is told, and keeps what was typed', async () => {
  const first = await person(office, 'giahan'), second = await person(office, 'giahan');
  await first.go('/bao-cao');
  const href = await first.page.locator('tbody tr', { hasText: '6/2026' }).locator('th a').first().getAttribute('href');
  const no = '1';
  for (const p of [first, second]) await p.go(`${href}?so=${no}&sua=1`);
  for (const [p, value] of [[first, '6'], [second, '7']]) {
    await p.page.locator('#e-amount').fill(value);
    const answer = p.page.waitForResponse((r) => r.request().method() === 'POST');
    await p.page.getByRole('button', { name: /Lưu và xác nhận/ }).click();
    await answer;
  }
  await second.page.locator('[role=alert]').first().waitFor();
  const said = await second.page.locator('main').innerText();
  assert.match(said, /6[\s\S]*7|7[\s\S]*6/);
  assert.ok(await second.page.locator('[role=alert]').first().isVisible());
  assert.equal(await second.page.locator('#e-amount').inputValue(), '7');
  await first.end();
  await second.end();
});

await story("Another body's draft does not exist for an officer", async () => {
  const owner = await person(office, 'giahan');
  await owner.go('/bao-cao');
  const href = await owner.page.locator('tbody tr', { hasText: '6/2026' }).locator('th a').first().getAttribute('href');
  await owner.end();
  const other = await person(office, 'thisen');
  const answer = await other.go(href);
  assert.equal(answer.status(), 404);
  assert.ok(!(await other.page.content()).includes('Chiến dịch Thanh niên tình nguyện'));
  await other.end();
});

await story('What was typed is still there when the session ends meanwhile', async () => {
  const p = await person(office, 'thisen', { javaScriptEnabled: false });
  await p.go('/bao-cao/moi');
  const words = 'Hội Người cao tuổi phường thăm 21 cụ ốm đau.';
  await p.page.getByLabel('Nguyên văn báo cáo').fill(words);
  await p.context.clearCookies();
  await p.page.getByRole('button', { name: 'Đọc số liệu' }).click();
  assert.ok((await p.page.content()).includes(words));
  await p.end();
});

const pages = [
  ['hoaithu', '/dieu-hanh?ky=2026-Q2', 'dashboard'], ['hoaithu', '/tinh-hinh-nop?ky=2026', 'submissions'],
  ['hoaithu', '/tong-hop?ky=2026-Q2', 'brief'], ['hoaithu', '/bao-cao', 'reports'],
  ['ngoclan', '/bao-cao/moi', 'compose'],
  ['giahan', 'REPORT', 'review'], ['giahan', 'REPORT/lich-su', 'history'], ['giahan', 'REPORT/noi-dung', 'text'],
  ['hoaithu', '/tong-hop/D1?ky=2026-Q2', 'trace'], ['giahan', '/khong-co', 'missing'], [null, '/dang-nhap', 'login'],
];
// Names, titles, quotes and figures stay as they are; what the program itself says must not.
await story('In English no button, label, menu or column says a Vietnamese word, and every page fits', async () => {
  const people = new Map();
  const wrong = [];
  for (const [login, where, name] of pages) {
    if (!login) continue;
    if (!people.has(login)) {
      const p = await person(office, login, { viewport: { width: 360, height: 780 } });
      people.set(login, p);
      await p.page.locator('header details summary').click();
      await p.page.getByRole('button', { name: 'English' }).click();
      await p.page.waitForFunction(() => document.documentElement.lang === 'en');
    }
    const p = people.get(login);
    await p.go('/bao-cao');
    const report = await p.page.locator('tbody th a').first().getAttribute('href');
    await p.go(where.replace('REPORT', report));
    const said = await p.page.evaluate(() => {
      const d = document.documentElement;
      const own = [...d.querySelectorAll('nav a, button, label, .btn, thead th')].filter((e) => e.lang !== 'vi');
      return { wide: d.scrollWidth - d.clientWidth, words: own.map((e) => e.textContent.trim()) };
    });
    if (said.wide > 0) wrong.push(`${name}: ${said.wide} px wider than the screen`);
    wrong.push(...said.words.filter((w) => /[À-ỹđĐ]/.test(w)).map((w) => `${name}: ${w}`));
  }
  for (const p of people.values()) {
    await p.page.locator('header details summary').click();
    await p.page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await p.page.waitForFunction(() => document.documentElement.lang === 'vi');
    wrong.push(...p.trouble);
    await p.end();
  }
  assert.deepEqual(wrong, []);
});

// axe is slow on long pages: the narrow and the wide one in light, the wide one again for the dark colours.
const views = [
  { width: 360, height: 780, scheme: 'light', axe: true }, { width: 768, height: 1024, scheme: 'light', axe: false },
  { width: 1366, height: 900, scheme: 'light', axe: true }, { width: 1366, height: 900, scheme: 'dark', axe: true },
];
for (const view of views) {
  const asked = `Every page fits${view.axe ? ' and passes axe' : ''} at ${view.width} px, ${view.scheme}`;
  await story(asked, async () => {
    const people = new Map();
    const wrong = [];
    for (const [login, where, name] of pages) {
      if (!people.has(login)) {
        const screen = { viewport: { width: view.width, height: view.height }, colorScheme: view.scheme };
        people.set(login, await person(office, login, screen));
      }
      const p = people.get(login);
      let path = where;
      if (where.startsWith('REPORT')) {
        await p.go('/bao-cao');
        path = (await p.page.locator('tbody th a').first().getAttribute('href')) + where.slice(6);
      }
      await p.go(path);
      const found = view.axe ? await faults(p.page) : await overflow(p.page);
      wrong.push(...found.map((f) => `${name}: ${f}`));
      if (process.env.SHOTS) {
        mkdirSync('shots', { recursive: true });
        const path = `shots/${name}-${view.width}${view.scheme === 'dark' ? '-dark' : ''}.png`;
        await capture(p.page, { path, fullPage: true });
      }
    }
    for (const p of people.values()) { wrong.push(...p.trouble); await p.end(); }
    assert.deepEqual(wrong, []);
  });
}

await office.close();
done();
