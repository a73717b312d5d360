// reading.mjs BUILD - reading a report and going through its figures: how many keys it takes, in which order, with a
// picture beside the words, with several reports in one file. SHOTS=1 keeps pictures.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { capture, faults, openOffice, person, send, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build');
const { story, done } = stories();
const item = (page, no) => page.locator(`.item[data-no="${no}"]`);
const becomes = (page, no, what) => page.waitForFunction(([n, s]) =>
  document.querySelector(`.item[data-no="${n}"]`)?.dataset.state === s, [String(no), what]);
const shot = async (page, name) => {
  if (!process.env.SHOTS) return;
  mkdirSync('shots', { recursive: true });
  await capture(page, { path: `shots/${name}.png` });
};

// 60 figures in 400 lines, every one with a thing of its own.
const THINGS = ['suất quà', 'buổi tuyên truyền', 'cây xanh', 'thẻ bảo hiểm y tế', 'phần học bổng', 'bộ quần áo'];
const DEEDS = ['Hội đã trao', 'Ban Thường vụ tổ chức', 'Hội viên trồng được', 'Hội vận động tặng', 'Các chi hội trao',
  'Hội gom tặng'];
const PROSE = 'Ban Chấp hành phân công từng đồng chí theo dõi địa bàn và báo cáo kết quả đúng hạn.';
function longReport() {
  const lines = ['BÁO CÁO', 'Kết quả công tác Hội'];
  for (let n = 0; lines.length < 400;) {
    const turn = (lines.length - 2) % 6 === 2 && n < 60;
    lines.push(turn ? `${DEEDS[n % 6]} ${11 + 7 * n} ${THINGS[n % 6]} tại các khu phố.` : PROSE);
    if (turn) n++;
  }
  return lines.join('\n');
}

await story('A report of 60 figures takes one key a figure and nine more, from the list to handing in', async () => {
  const p = await person(office, 'thibe');
  const { page } = p;
  let keys = 0;
  const press = (key) => { keys++; return page.keyboard.press(key); };
  await p.go('/bao-cao');
  await press('Enter');
  await page.waitForURL(/\/bao-cao\/moi/);
  keys++; // the paste
  await page.keyboard.insertText(longReport());
  for (const key of ['Tab', 'Tab', 'Enter']) await press(key);
  await page.waitForURL(/\/bao-cao\/\d+/);
  const figures = await page.locator('.item').count();
  assert.equal(figures, 60);
  for (let i = 0; i < figures; i++) {
    await press('Enter');
    await page.waitForFunction((n) => document.querySelectorAll('.item[data-state="c"]').length === n, i + 1);
  }
  for (let i = 0; i < 3; i++) await press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), 'Nộp báo cáo');
  await press('Enter');
  await page.getByText('đã nộp').first().waitFor();
  assert.equal(keys, 69);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

const MIXED = `Trong tháng 7, Hội kết nạp 31 hội viên mới, trong đó khu phố 3 có 22 hội viên, khu phố 5 có 08 hội viên.
Tặng 40 thẻ bảo hiểm y tế và 12 phần học bổng.
Trao 25 suất quà cho hộ nghèo, mỗi suất 300.000 đồng, tổng trị giá 9 triệu đồng.`;
let mixed;

await story('The list may begin with what is least sure; the choice is remembered; confirming moves on',
  async () => {
    let p = await person(office, 'huuphuoc');
    mixed = await send(p, MIXED, '2026-07');
    const numbers = () => p.page.locator('.item').evaluateAll((all) => all.map((x) => Number(x.dataset.no)));
    const inText = await numbers();
    assert.deepEqual(inText, [...inText].sort((a, b) => a - b));
    await p.page.keyboard.press('o');
    await p.page.waitForFunction(() => document.querySelector('.tab[value="chua-chac"]')?.ariaPressed === 'true');
    const heading = await p.page.locator('#part-list > h2').first().innerText();
    const unsure = await numbers();
    assert.notDeepEqual(unsure, inText);
    assert.equal(heading, 'Có cảnh báo');
    const first = unsure[0], second = unsure[1];
    assert.equal(await item(p.page, first).locator('details').first().getAttribute('open'), '');
    await p.page.keyboard.press('Enter');
    await becomes(p.page, first, 'c');
    assert.equal(await item(p.page, second).locator('details').first().getAttribute('open'), '');
    assert.deepEqual(await numbers(), unsure, 'nothing jumps about under the eyes');
    await p.page.keyboard.press('u');
    await becomes(p.page, first, 'r');
    assert.deepEqual(p.trouble, []);
    await p.end();
    p = await person(office, 'huuphuoc', { javaScriptEnabled: false });
    await p.go(mixed);
    assert.deepEqual(await numbers(), unsure);
    await p.page.getByRole('button', { name: 'theo văn bản' }).click();
    assert.deepEqual(await numbers(), inText);
    await p.end();
  });

await story('A card leads to the whole, the parts and the worth of its figure, and back', async () => {
  const p = await person(office, 'huuphuoc');
  await p.go(mixed);
  const whole = p.page.locator('.item', { hasText: '31 hội viên' }).first();
  const closed = await whole.locator('> details').getAttribute('open') === null;
  if (closed) await whole.locator('summary').first().click();
  const way = whole.locator('dd a', { hasText: '22 hội viên' });
  await way.click();
  const part = p.page.locator('.item:has(> details[open])');
  assert.ok((await part.locator('.v').innerText()).includes('22'));
  await part.locator('dd a', { hasText: '31 hội viên' }).click();
  assert.ok((await p.page.locator('.item:has(> details[open]) .v').innerText()).includes('31'));
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('Sure figures are confirmed together after their list was shown, and taken back together', async () => {
  const p = await person(office, 'huuphuoc');
  await p.go(mixed);
  const count = (state) => p.page.locator(`.item[data-state="${state}"]`).count();
  const all = await count('r');
  await p.page.keyboard.press('g');
  const list = p.page.locator('#sure');
  await list.waitFor();
  const sure = await list.locator('li').count();
  assert.ok(sure > 1 && sure < all, `${sure} of ${all} are sure`);
  assert.equal(await count('c'), 0, 'showing the list confirms nothing');
  await shot(p.page, 'sure-1366');
  assert.deepEqual(await faults(p.page), []);
  await p.page.keyboard.press('Enter');
  await p.page.waitForFunction((n) => document.querySelectorAll('.item[data-state="c"]').length === n, sure);
  await p.page.getByRole('button', { name: 'Đưa cả nhóm về chưa quyết định' }).click();
  await p.page.waitForFunction((n) => document.querySelectorAll('.item[data-state="r"]').length === n, all);
  assert.deepEqual(p.trouble, []);
  await p.end();
  const plain = await person(office, 'huuphuoc', { javaScriptEnabled: false });
  await plain.go(mixed);
  await plain.page.locator('.tools a').click();
  await plain.page.getByRole('button', { name: /Xác nhận \d+ số chắc chắn/ }).click();
  assert.equal(await plain.page.locator('.item[data-state="c"]').count(), sure);
  await plain.end();
});

await story('A file is dropped on the page; how far it has come is shown; a refused one stays chosen', async () => {
  const p = await person(office, 'thisen');
  const { page } = p;
  await p.go('/bao-cao/moi');
  await page.getByLabel('Kỳ báo cáo').selectOption('2026-07');
  const drop = (name, words) => page.evaluate(([n, w]) => {
    const data = new DataTransfer();
    data.items.add(new File([w], n, { type: 'text/plain' }));
    for (const type of ['dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, [name, words]);
  await drop('bao-cao.txt', '\u0000\u0001\u0002');
  await page.getByRole('button', { name: 'Đọc số liệu' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.evaluate(() => document.getElementById('file').files.length), 1);
  await drop('bao-cao.txt', 'Hội Người cao tuổi thăm 21 cụ ốm đau, tặng 12 suất quà.');
  await page.evaluate(() => {
    globalThis.seen = [];
    new MutationObserver(() => globalThis.seen.push(document.getElementById('sending').hidden))
      .observe(document.getElementById('sending'), { attributes: true });
  });
  await page.getByRole('button', { name: 'Đọc số liệu' }).click();
  await page.waitForURL(/\/bao-cao\/\d+/);
  assert.ok((await page.locator('main').innerText()).includes('bao-cao.txt'));
  assert.ok(await page.locator('.item').count() >= 2);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

const SCANNED = `<body style="margin:90px;background:#fff;font:34px/1.6 'Liberation Serif'">
<p>HỘI NGƯỜI CAO TUỔI PHƯỜNG BẾN LÚA</p><p>BÁO CÁO</p>
<p>Trong tháng, Hội trao 120 suất quà cho hội viên nghèo, tặng 40 thẻ bảo hiểm y tế.</p>
<p>Các chi hội kết nạp 31 hội viên mới và trồng 250 cây xanh tại khu phố 3.</p>`;

await story('A file for a period that has a report already may go to another one from the same page', async () => {
  const p = await person(office, 'thisen');
  const { page } = p;
  await p.go('/bao-cao/moi');
  await page.getByLabel('Kỳ báo cáo').selectOption('2026-07');
  const buffer = Buffer.from('Hội Người cao tuổi trao 33 suất quà.');
  await page.locator('#file').setInputFiles({ name: 'lan-hai.txt', mimeType: 'text/plain', buffer });
  await page.getByRole('button', { name: 'Đọc số liệu' }).click();
  await page.getByRole('alert').filter({ hasText: 'Đã có' }).waitFor();
  await page.getByLabel('Kỳ báo cáo').selectOption('2025-10');
  await page.getByRole('button', { name: 'Đọc số liệu' }).click();
  await page.waitForURL(/\/bao-cao\/\d+/);
  assert.ok((await page.locator('main').innerText()).includes('33 suất quà'));
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('A photo of a report is shown beside its words, each figure where it stands', async () => {
  const p = await person(office, 'vankhai');
  const { page } = p;
  const easel = await p.context.newPage();
  await easel.setViewportSize({ width: 1240, height: 800 });
  await easel.setContent(SCANNED);
  const photo = await capture(easel);
  await easel.close();
  await p.go('/bao-cao/moi');
  await page.getByLabel('Kỳ báo cáo').selectOption('2026-07');
  await page.locator('#file').setInputFiles({ name: 'bao-cao.png', mimeType: 'image/png', buffer: photo });
  await page.getByRole('button', { name: 'Đọc số liệu' }).click();
  await page.waitForURL(/\/bao-cao\/\d+/, { timeout: 60000 });
  await page.locator('.item').first().waitFor({ timeout: 60000 });
  const report = new URL(page.url()).pathname;
  const figures = await page.locator('.item').count();
  assert.ok(figures >= 3, `${figures} figures were read`);
  const picture = page.locator('#part-page svg');
  assert.equal(await picture.count(), 1);
  // the box of "120 suất quà" lies on the line that says so: the third of four paragraphs
  const box = await page.locator('#part-page .box.now').first().boundingBox(), whole = await picture.boundingBox();
  const down = (box.y - whole.y) / whole.height;
  assert.ok(down > 0.3 && down < 0.6, `the box stands ${Math.round(down * 100)}% down the page`);
  assert.ok(box.width < whole.width / 2);
  const where = await page.locator('#part-page image').getAttribute('href');
  const answer = await p.context.request.get(office.base + where);
  assert.equal(answer.status(), 200);
  assert.match(answer.headers()['content-type'], /^image\/(png|jpeg)/);
  assert.equal(await page.locator('.item details[open] .crop svg').count(), 1);
  assert.deepEqual(await faults(page), []);
  await shot(page, 'scan-1366');
  const first = await page.locator('#part-page .box.now').first().getAttribute('data-no');
  await page.keyboard.press('Enter');
  await becomes(page, first, 'c');
  assert.ok((await page.locator(`#part-page .box[data-no="${first}"]`).first().getAttribute('class')).includes('c'));
  const next = await page.locator('#part-page .box.now').first().getAttribute('data-no');
  assert.notEqual(next, first);
  assert.deepEqual(p.trouble, []);
  await p.end();
  const other = await person(office, 'thisen');
  const refused = await other.context.request.get(`${office.base}${report}/trang/1`);
  assert.equal(refused.status(), 404);
  await other.end();
});

// A PDF of which every page is a picture, as a scanner makes it.
async function scannedPdf(context, pages) {
  const easel = await context.newPage();
  await easel.setViewportSize({ width: 1240, height: 1754 });
  const pictures = [];
  for (const html of pages) {
    await easel.setContent(html);
    pictures.push((await capture(easel)).toString('base64'));
  }
  const style = '@page{size:A4;margin:0}body{margin:0}img{display:block;width:100%;height:296mm}';
  await easel.setContent(`<style>${style}</style>` +
    pictures.map((x) => `<img src="data:image/png;base64,${x}">`).join(''));
  const pdf = await easel.pdf({ format: 'A4', printBackground: true });
  await easel.close();
  return pdf;
}
const BLANK = '<body style="background:#fff">';
const SECOND = `<body style="margin:90px;background:#fff;font:34px/1.6 'Liberation Serif'">
<p>Hội cũng tổ chức 12 buổi tập dưỡng sinh và thăm 75 hội viên ốm đau trong tháng.</p>`;
const THIRD = SECOND.replace('12 buổi tập dưỡng sinh', '6 buổi nói chuyện sức khỏe').replace('75', '18');
async function upload(p, name, buffer) {
  await p.go('/bao-cao/moi');
  const free = await p.page.locator('select[name=ky] option').evaluateAll((all) =>
    all.filter((o) => /^\d{4}-\d\d$/.test(o.value) && !o.textContent.includes('đã có báo cáo')).map((o) => o.value));
  await p.page.getByLabel('Kỳ báo cáo').selectOption(free.at(-1));
  await p.page.locator('#file').setInputFiles({ name, mimeType: 'application/pdf', buffer });
  await p.page.getByRole('button', { name: 'Đọc số liệu' }).click();
  await p.page.waitForURL(/\/bao-cao\/\d+/, { timeout: 20000 });
}

await story('A scan of three pages is read in the background: how far it is, then the review by itself', async () => {
  const p = await person(office, 'vankhai');
  const { page } = p;
  const pdf = await scannedPdf(p.context, [SCANNED, SECOND, THIRD]);
  await upload(p, 'quet.pdf', pdf);
  assert.equal(await page.locator('#scan-wait').count(), 1);
  assert.equal(await page.locator('progress').count(), 1);
  assert.deepEqual(await faults(page), []);
  await page.getByText(/Đang nhận dạng trang [23]\/3/).waitFor({ timeout: 60000 });
  await shot(page, 'scan-wait-1366');
  await page.setViewportSize({ width: 360, height: 740 });
  await shot(page, 'scan-wait-360');
  assert.deepEqual(await faults(page), []);
  await page.setViewportSize({ width: 1366, height: 900 });
  const report = new URL(page.url()).pathname;
  await p.go('/bao-cao');                                  // leaving and coming back, and a new start of the program
  await office.restart();
  await p.go(report);
  await page.locator('.item').first().waitFor({ timeout: 90000 });
  assert.equal(await page.locator('#part-page svg').count(), 3);
  assert.ok(await page.locator('#part-page .box').count() >= 4);
  assert.ok((await page.locator('#part-text').innerText()).includes('dưỡng sinh'));
  await shot(page, 'scan-read-1366');
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('A scan without words says so, and what to do; without script the page asks again by itself', async () => {
  const p = await person(office, 'vankhai', { javaScriptEnabled: false });
  const { page } = p;
  const drawing = await office.browser.newContext();
  const pdf = await scannedPdf(drawing, [BLANK, BLANK]);
  await drawing.close();
  await upload(p, 'trang-trang.pdf', pdf);
  await page.getByRole('heading', { name: 'Chưa nhận dạng được tệp' }).waitFor({ timeout: 60000 });
  assert.match(await page.locator('.alarm').innerText(), /chụp hoặc quét lại/);
  await shot(page, 'scan-failed-1366');
  await page.setViewportSize({ width: 360, height: 740 });
  await shot(page, 'scan-failed-360');
  const sent = await p.context.request.get(office.base + new URL(page.url()).pathname + '/tep');
  assert.equal((await sent.body()).length, pdf.length);
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await page.getByRole('heading', { name: 'Chưa nhận dạng được tệp' }).waitFor({ timeout: 60000 });
  await page.getByRole('link', { name: 'Chọn tệp khác' }).click();
  await page.waitForURL(/\/noi-dung$/);
  assert.equal(await page.locator('#file').count(), 1);
  await p.end();
});

const SLIPS = `Hội đượctrao 25 suất quà cho hộ nghèo.
Hội tổ chức “Ngày hội gia đình với 120 lượt người dự.
Trong quý II, Hội tặng 40 thẻ bảo hiểm y tế. Trong quí II, Hội kết nạp 31 hội viên mới.`;

await story('Slips of writing are listed apart, each with a way to its place', async () => {
  const p = await person(office, 'ngoclan');
  await send(p, SLIPS, '2026-07');
  const fold = p.page.locator('.lints');
  await fold.locator('summary').click();
  const way = fold.locator('li', { hasText: 'đượctrao' }).locator('a');
  await way.click();
  const mark = p.page.locator('#part-text .lint:target');
  assert.equal(await mark.innerText(), 'đượctrao');
  assert.equal(await p.page.locator('.item .warn', { hasText: 'đượctrao' }).count(), 0);
  assert.deepEqual(await faults(p.page), []);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

const BUNDLE = `HỘI CỰU CHIẾN BINH PHƯỜNG BẾN LÚA
BÁO CÁO
Kết quả công tác Hội tháng 3 năm 2026
Hội kết nạp 4 hội viên, tặng 12 suất quà.

HỘI NÔNG DÂN PHƯỜNG BẾN LÚA
BÁO CÁO
Kết quả công tác Hội và phong trào nông dân tháng 3 năm 2026
Hội mở 3 lớp tập huấn cho 120 hội viên.

HỘI CỰU CHIẾN BINH PHƯỜNG BẾN LÚA
BÁO CÁO
Kết quả công tác Hội quý II năm 2026
Hội kết nạp 6 hội viên, trồng 250 cây xanh.`;

for (const script of [true, false]) {
  await story(`Several reports in one file are offered as several, ${script ? 'with' : 'without'} script`, async () => {
    const p = await person(office, script ? 'vankhai' : 'ngoclan', { javaScriptEnabled: script });
    const { page } = p;
    // what is whose depends on who sends it
    const text = script ? BUNDLE : BUNDLE.replaceAll('HỘI CỰU CHIẾN BINH', 'HỘI LIÊN HIỆP PHỤ NỮ');
    await p.go('/bao-cao/moi');
    await page.getByLabel('Kỳ báo cáo').selectOption('2025-12');
    await page.getByLabel('Nguyên văn báo cáo').fill(text);
    await page.getByRole('button', { name: 'Đọc số liệu' }).click();
    await page.waitForURL(/\/bao-cao\/nhieu\/\d+/);
    const bundle = new URL(page.url()).pathname;
    assert.equal(await page.locator('.bundle > li').count(), 3);
    assert.equal(await page.locator('.bundle input[type=checkbox]').count(), 2, "another body's report is not offered");
    assert.ok((await page.locator('.bundle > li').nth(1).innerText()).includes('không thuộc'));
    if (script) {
      await shot(page, 'bundle-1366');
      assert.deepEqual(await faults(page), []);
    }
    // March is taken by the sample already: it goes to November, the quarter to its own period
    await page.getByLabel(/^Kỳ báo cáo/).first().selectOption('2025-11');
    await page.getByRole('button', { name: 'Tạo các báo cáo đã chọn' }).click();
    await page.getByText('đã tạo hết các báo cáo của tổ chức').first().waitFor();
    await page.getByRole('link', { name: /Mở báo cáo/ }).last().click();
    await page.waitForURL(/\/bao-cao\/\d+/);
    const made = await page.locator('#part-text').innerText();
    assert.ok(made.includes('250 cây xanh') && !made.includes('12 suất quà'));
    assert.ok((await page.locator('.crumb').first().innerText()).includes('II/2026'));
    await p.go(bundle);
    assert.equal(await page.getByRole('link', { name: /Mở báo cáo/ }).count(), 2);
    assert.deepEqual(p.trouble, []);
    await p.end();
  });
}

const paper = (month, deed) => `<body style="margin:90px;background:#fff;font:34px/1.6 'Liberation Serif'">
<p>HỘI CỰU CHIẾN BINH PHƯỜNG BẾN LÚA</p><p style="text-align:center"><b>BÁO CÁO</b></p>
<p style="text-align:center">Kết quả công tác Hội tháng ${month} năm 2025</p><p>${deed}</p>`;

await story('A scan that holds two reports is offered as two, and nothing is recognised twice', async () => {
  const p = await person(office, 'vankhai');
  const { page } = p;
  const pdf = await scannedPdf(p.context, [paper(7, 'Hội kết nạp 4 hội viên mới, tặng 12 suất quà cho hội viên nghèo.'),
    paper(8, 'Hội trồng 250 cây xanh và tổ chức 3 buổi tuyên truyền.')]);
  await upload(p, 'hai-bao-cao.pdf', pdf);
  await page.waitForURL(/\/bao-cao\/nhieu\/\d+/, { timeout: 60000 });
  assert.equal(await page.locator('.bundle input[type=checkbox]').count(), 2);
  assert.equal(await page.getByRole('link', { name: 'Chọn tệp khác' }).count(), 1);
  await shot(page, 'bundle-scan-1366');
  assert.deepEqual(await faults(page), []);
  const began = Date.now();
  await page.getByRole('button', { name: 'Tạo các báo cáo đã chọn' }).click();
  await page.getByText('đã tạo hết các báo cáo của tổ chức').first().waitFor();
  assert.ok(Date.now() - began < 3000, 'from what was recognised before');
  await page.getByRole('link', { name: /Mở báo cáo/ }).last().click();
  await page.locator('.item').first().waitFor();
  const made = await page.locator('#part-text').innerText();
  assert.ok(made.includes('250 cây xanh') && !made.includes('12 suất quà'), made);
  assert.equal(await page.locator('#part-page svg').count(), 1, 'its own page only');
  await shot(page, 'bundle-scan-made-1366');
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('The printed review is the text and the figures, without buttons', async () => {
  const p = await person(office, 'huuphuoc');
  await p.go(mixed);
  await p.page.emulateMedia({ media: 'print' });
  assert.equal(await p.page.locator('.tools, .foot, .acts .btn, .keys').filter({ visible: true }).count(), 0);
  assert.ok(await p.page.locator('#part-text').isVisible());
  assert.equal(await p.page.locator('.item').filter({ visible: true }).count(), await p.page.locator('.item').count());
  await p.end();
});

await story('The review holds at twice the size and on a phone, in the dark, without script', async () => {
  const wrong = [];
  const desks = [
    ['zoom', { viewport: { width: 683, height: 450 }, deviceScaleFactor: 2 }],
    ['phone', { viewport: { width: 360, height: 780 }, colorScheme: 'dark', hasTouch: true, isMobile: true }],
    ['dark', { colorScheme: 'dark' }],
  ];
  for (const [name, desk] of desks) {
    const p = await person(office, 'huuphuoc', desk);
    for (const path of [mixed, `${mixed}?nhom=1`, `${mixed}?so=1&sua=1`, '/bao-cao/moi']) {
      await p.go(path);
      wrong.push(...(await faults(p.page)).map((f) => `${name} ${path}: ${f}`));
      await shot(p.page, `${name}-${path.replace(/\W+/g, '-')}`);
    }
    wrong.push(...p.trouble);
    await p.end();
  }
  assert.deepEqual(wrong, []);
});

await office.close();
done();
