// outage.mjs BUILD - the network of the secretary is away for a whole minute while the briefing runs, in two ways
// at once: packets that vanish without a word, and a computer that knows it is offline and is reloaded by
// accident. The others go on. After the minute everything typed stands once, in every browser and in the database.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { faults, openOffice, person, shot, stories } from './office.mjs';

const MINUTE = 60000;
const { story, done } = stories();
const office = await openOffice(process.argv[2] || '../../build', '2026-07-08 13:30');
const MEETING = '/giao-ban/2';

// A wire between a browser and the program. Cut: nothing comes through, nothing ends, as when a cable is pulled
// somewhere; what was open then stays dead, and who sends on it afterwards is told so; what is opened later works.
async function wire(target) {
  let cut = false, passed = 0;
  const all = new Set();
  const server = createServer((near) => {
    const line = { near, far: null, dead: cut };
    all.add(line);
    near.on('error', () => {});
    near.on('close', () => { all.delete(line); line.far?.destroy(); });
    near.on('data', () => { if (line.dead && !cut) near.destroy(); });
    if (line.dead) return;
    line.far = connect(Number(new URL(target).port), '127.0.0.1');
    line.far.on('error', () => near.destroy());
    near.on('data', (d) => { if (!line.dead) { passed += d.length; line.far.write(d); } });
    line.far.on('data', (d) => { if (!line.dead) { passed += d.length; near.write(d); } });
    line.far.on('close', () => { if (!line.dead) near.end(); });
    near.on('end', () => { if (!line.dead) line.far.end(); });
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    get passed() { return passed; },
    cut() { cut = true; for (const line of all) line.dead = true; },
    mend() { cut = false; },
    close() { for (const line of all) line.near.destroy(); server.close(); },
  };
}

const cable = await wire(office.base);
const away = { base: cable.base, browser: office.browser };
const thu = await person(away, 'hoaithu'), chair = await person(away, 'quocbao');
const screen = await person(office, 'quocbao'), phone = await person(office, 'kimoanh',
  { viewport: { width: 390, height: 800 } });
const page = thu.page, shown = screen.page;
const opinion = (p, words) => p.locator('#p-opinions .words', { hasText: words });
const directive = (p, words) => p.locator('#p-directives li', { hasText: words });
const count = (sql) => {
  const said = spawnSync('python3', ['-c',
    'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall())', office.file, sql],
  { encoding: 'utf8' });
  assert.equal(said.status, 0, said.stderr);
  return said.stdout.trim();
};
const SPOKE = "SELECT t.name, CASE WHEN s.began_at IS NULL THEN 'chờ' WHEN s.ended_at IS NULL THEN 'nói' "
  + "ELSE 'xong' END FROM speech s JOIN attendee t ON t.id = s.attendee_id WHERE s.meeting_id = 2 ORDER BY s.id";
const network = (line) => /ERR_INTERNET_DISCONNECTED|ERR_NETWORK|ERR_CONNECTION|ERR_TIMED_OUT|ERR_ABORTED/.test(line);
async function note(p, kind, words) {
  await p.locator('#ghi').getByLabel(kind, { exact: true }).check();
  await p.locator('#y-words').fill(words);
  await p.locator('#y-words').press('Control+Enter');
}
async function giao(p, lead, words, due, measure) {
  const form = p.locator('form.directive');
  if (!await form.isVisible()) await p.getByText('Ghi kết luận, giao việc').click();
  await form.getByLabel(/^Giao/).fill(lead);
  await form.getByLabel('Làm việc gì').fill(words);
  await form.getByLabel(/^Trước ngày/).fill(due);
  await form.getByLabel(/^Đo bằng/).fill(measure);
  await form.getByRole('button', { name: 'Ghi nội dung' }).click();
}

await story('Behind the wire the room runs: an item is on, one speaks, one waits', async () => {
  await thu.go(`${MEETING}/moi-hop?xem=diem-danh`);
  const left = page.getByRole('button', { name: /^Có mặt:/ });
  for (let n = await left.count(); n > 0; n--) {
    await left.first().click();
    await page.waitForFunction((k) => document.querySelectorAll('button[aria-label^="Có mặt:"]').length === k, n - 1);
  }
  await thu.go(`${MEETING}/phong`);
  await page.getByRole('button', { name: 'Khai mạc' }).click();
  await page.getByRole('button', { name: /^Vào mục Hội LHPN/ }).click();
  for (const name of ['Lê Thị Mai Hương', 'Huỳnh Văn Lộc'])
    await page.getByRole('button', { name: `Ghi tên ${name}` }).click();
  await page.getByRole('button', { name: 'Mời phát biểu Lê Thị Mai Hương' }).click();
  await screen.go(`${MEETING}/man-hinh`);
  await chair.go(`${MEETING}/phong`);
  await phone.go(`${MEETING}/phong`);
  await note(page, 'Khó khăn', 'Trước khi mất mạng');
  await opinion(shown, 'Trước khi mất mạng').waitFor();
});

let began, passed;
const left = () => MINUTE - (Date.now() - began);

await story('A minute without a word from the network: it is said in words, and what is typed and pressed is held',
  async () => {
  cable.cut();
  began = Date.now();
  passed = cable.passed;
  await note(page, 'Khó khăn', 'Thiếu chỗ sinh hoạt cho tổ phụ nữ nhà trọ');
  await page.getByText('Mất mạng: đã giữ 1 mục, sẽ gửi khi có mạng.').waitFor({ timeout: 8000 });
  await note(page, 'Kiến nghị', 'Cho mượn loa lưu động vào cuối tuần');
  await note(page, 'Kết quả', 'Ra mắt 01 tổ phụ nữ nhà trọ, 28 thành viên');
  await giao(page, 'Đoàn TNCS', 'lập nhóm kết nối hội viên trẻ đi làm xa', '31/8', '02 nhóm có người phụ trách');
  const invite = page.getByRole('button', { name: 'Mời phát biểu Huỳnh Văn Lộc' });
  await invite.click();
  await invite.click();                                          // nothing happens yet, so it is pressed again
  await page.getByRole('button', { name: 'Ghi tên Võ Thanh Tùng' }).click();
  await page.getByRole('button', { name: 'Ghi tên Võ Thanh Tùng' }).click();
  await page.getByText('Mất mạng: đã giữ 6 mục, sẽ gửi khi có mạng.').waitFor();
  await page.locator('#y-words').fill('Ý kiến còn gõ dở');
});

await story('A computer that knows it is offline is reloaded by accident, words held and half-typed', async () => {
  const p = chair.page;
  await chair.context.setOffline(true);
  await p.locator('#net').getByText('Mất kết nối: màn hình đang chờ máy chủ.').waitFor();
  await note(p, 'Kiến nghị', 'Chủ trì ghi trước khi tải lại trang');
  await giao(p, 'Hội Nông dân', 'củng cố các tổ hợp tác hoa kiểng', '15/9', '03 tổ hợp tác');
  await p.getByText('Mất mạng: đã giữ 2 mục').waitFor();
  await p.locator('#y-words').fill('Chủ trì gõ dở ý kiến');
  await p.locator('form.directive').getByLabel(/^Giao/).fill('Hội CCB');  // and what to do is not said yet
  p.on('dialog', (d) => d.accept());
  await p.reload().catch((e) => { if (!network(e.message)) throw e; });
  assert.equal(await p.locator('#ghi').count(), 0, 'the browser shows its own page');
});

await story('The others go on meanwhile: the projector follows, a telephone asks for the word', async () => {
  await phone.page.getByRole('button', { name: 'Xin phát biểu' }).click();
  await shown.locator('#p-speech').getByText('Đỗ Thị Kim Oanh').waitFor();
  const other = await screen.context.newPage();
  await other.goto(`${office.base}${MEETING}/phong`);
  await other.getByRole('button', { name: /^Vào mục Thảo luận/ }).click();
  await shown.getByRole('heading', { level: 1, name: /Thảo luận/ }).waitFor();
  await note(other, 'Khó khăn', 'Ghi ở máy khác trong lúc ấy');
  await opinion(shown, 'Ghi ở máy khác trong lúc ấy').waitFor();
  await other.close();
  for (const words of ['tổ phụ nữ nhà trọ', 'loa lưu động', 'Chủ trì ghi trước'])
    assert.equal(await opinion(shown, words).count(), 0, words);
});

await story('The sentence stays while the minute lasts, on a page without faults, light and dark', async () => {
  await page.locator('#net').getByText('Mất kết nối: màn hình đang chờ máy chủ.').waitFor({ timeout: MINUTE });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await faults(page), []);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await shot(page, 'outage');
  await page.waitForTimeout(Math.max(0, left()));
  assert.equal(cable.passed, passed, 'something came through');
  assert.ok(await page.locator('#net').isVisible());
  assert.ok(await page.getByText('Mất mạng: đã giữ 6 mục, sẽ gửi khi có mạng.').isVisible());
  assert.equal(await opinion(page, 'Ghi ở máy khác').count(), 0);
});

await story('After the minute the sentence goes, and everything typed stands once, in its order', async () => {
  cable.mend();
  const mended = Date.now();
  await page.getByText('Đã gửi đủ, không sót mục nào.').waitFor();
  console.log(`# ${((Date.now() - mended) / 1000).toFixed(1)} seconds after the network was back all of it was sent`);
  await page.locator('#net').waitFor({ state: 'hidden' });
  assert.equal(await page.locator('#y-words').inputValue(), 'Ý kiến còn gõ dở');
  await chair.context.setOffline(false);
  const p = chair.page;
  const again = () => p.goto(`${cable.base}${MEETING}/phong`, { timeout: 10000 });
  await again().catch(again);                                    // the page is asked for again, as one would
  await opinion(p, 'Chủ trì ghi trước khi tải lại trang').waitFor();
  assert.equal(await p.locator('#y-words').inputValue(), 'Chủ trì gõ dở ý kiến');
  assert.ok(await p.locator('form.directive').isVisible());
  assert.equal(await p.locator('form.directive').getByLabel(/^Giao/).inputValue(), 'Hội CCB');
  const once = ['Trước khi mất mạng', 'Thiếu chỗ sinh hoạt', 'loa lưu động', 'Ra mắt 01 tổ', 'Ghi ở máy khác',
    'Chủ trì ghi trước'];
  for (const one of [page, p, shown, phone.page]) {
    await directive(one, 'tổ hợp tác hoa kiểng').waitFor();
    for (const words of ['lập nhóm kết nối', 'tổ hợp tác hoa kiểng'])
      assert.equal(await directive(one, words).count(), 1, words);
    if (one !== shown) for (const words of once) assert.equal(await opinion(one, words).count(), 1, words);
  }
  assert.equal(count('SELECT COUNT(*), COUNT(DISTINCT words) FROM opinion WHERE meeting_id = 2'), '[(6, 6)]');
  assert.equal(count("SELECT COUNT(*) FROM opinion WHERE words LIKE '%gõ dở%'"), '[(0,)]');
  assert.equal(count("SELECT words FROM opinion WHERE words IN ('Thiếu chỗ sinh hoạt cho tổ phụ nữ nhà trọ', "
    + "'Cho mượn loa lưu động vào cuối tuần') ORDER BY id"),
  "[('Thiếu chỗ sinh hoạt cho tổ phụ nữ nhà trọ',), ('Cho mượn loa lưu động vào cuối tuần',)]");
  assert.equal(count('SELECT COUNT(*) FROM directive WHERE meeting_id = 2'), '[(2,)]');
  assert.equal(count(SPOKE), "[('Lê Thị Mai Hương', 'xong'), ('Huỳnh Văn Lộc', 'nói'), ('Đỗ Thị Kim Oanh', 'chờ'), "
    + "('Võ Thanh Tùng', 'chờ')]");
});

await story('No page broke off meanwhile', async () => {
  for (const p of [thu, chair, screen, phone])
    assert.deepEqual(p.trouble.filter((line) => !network(line)), []);
});

cable.close();
await office.close();
done();
