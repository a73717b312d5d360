// tasks.mjs BUILD - conclusions that are followed, and the register of difficulties: a body reports, the office
// reminds, the chair decides, the next briefing opens with what became of each. SHOTS=1 keeps pictures.
import assert from 'node:assert/strict';
import { faults, openOffice, person, shot, stories } from './office.mjs';

const office = await openOffice(process.argv[2] || '../../build', '2026-07-06 09:00');
const { story, done } = stories();
const LATE = 'Vận động, trao quà cho phụ nữ nghèo, trẻ em mồ côi trên địa bàn';
let task;

await story('A body finds its late task first and says how far it is, with a file as evidence', async () => {
  const p = await person(office, 'ngoclan');
  const { page } = p;
  await p.go('/viec');
  await page.getByRole('heading', { name: '1 việc quá hạn' }).waitFor();
  await shot(page, 'tasks-body');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('link', { name: LATE }).click();
  task = new URL(page.url()).pathname;
  await page.getByLabel('Đã làm được gì').fill('Khu phố 7 đã xác nhận danh sách, trao thêm 40 suất.');
  await page.getByLabel('Tiến độ, từ 0 đến 100 (%)').fill('85');
  const list = { name: 'danh-sach.txt', mimeType: 'text/plain', buffer: Buffer.from('Danh sách khu phố 7') };
  await page.getByLabel('Tệp minh chứng').first().setInputFiles(list);
  await page.getByRole('button', { name: 'Báo tiến độ' }).click();
  await page.getByText('Đã ghi vào diễn biến của việc.').waitFor();
  await page.locator('#dien-bien').getByText('Khu phố 7 đã xác nhận danh sách').waitFor();
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'danh-sach.txt' }).click();
  const file = await coming;
  assert.equal(file.suggestedFilename(), 'danh-sach.txt');
  await shot(page, 'task');
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('The office drafts the letter that reminds; the chair grants more time, the first day stays', async () => {
  const office_ = await person(office, 'hoaithu'), chair = await person(office, 'quocbao');
  await office_.go(task);
  await office_.page.getByRole('button', { name: 'Soạn công văn đôn đốc' }).click();
  await office_.page.waitForURL(/\/van-ban\/\d+/);
  await office_.page.getByText(/đôn đốc thực hiện/i).first().waitFor();
  assert.deepEqual(office_.trouble, []);
  await office_.end();
  const { page } = chair;
  await chair.go(task);
  await page.getByText('đang xin gia hạn đến 31/07/2026').first().waitFor();
  await page.getByRole('heading', { name: 'Cho gia hạn' }).waitFor();      // the next act stands open
  assert.equal(await page.getByLabel('Hạn mới').inputValue(), '31/07/2026');
  await page.getByLabel('Hạn mới').fill('01/06/2026');
  await page.getByRole('button', { name: 'Cho gia hạn' }).click();
  await page.getByRole('alert').getByText('Ngày gia hạn phải sau hạn hiện nay').waitFor();
  assert.equal(await page.getByLabel('Hạn mới').inputValue(), '01/06/2026'); // nothing typed is lost
  const at = () => page.evaluate(() => document.activeElement.id);
  assert.equal(await at(), 'gia-han-day');                                  // the keyboard is where it was refused
  assert.equal(await page.getByLabel('Hạn mới').getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await faults(page), []);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('ba mươi tháng tới');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Không rõ hạn mới “ba mươi tháng tới”').waitFor();
  assert.equal(await at(), 'gia-han-day');
  await page.getByLabel('Hạn mới').fill('31/7');                            // as it is said
  await page.getByRole('button', { name: 'Cho gia hạn' }).click();
  await page.getByText('hạn đầu 30/06/2026').first().waitFor();
  await chair.go('/viec');
  await page.getByRole('heading', { name: 'Không có việc nào quá hạn' }).waitFor();
  await chair.go('/viec?nam=2026');
  await page.getByRole('heading', { name: /Kết luận năm 2026: 4 việc, 1 việc đã hoàn thành/ }).waitFor();
  await shot(page, 'tasks-year');
  assert.deepEqual(await faults(page), []);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: /^CSV/ }).click();
  const csv = await coming;
  assert.match(csv.suggestedFilename(), /viec-giao.*\.csv$/);
  assert.deepEqual(chair.trouble, []);
  await chair.end();
});

await story('The next briefing opens with what the reports say of each; one key goes to the next', async () => {
  const p = await person(office, 'quocbao');
  const { page } = p;
  await p.go('/giao-ban');
  await page.getByRole('link', { name: /Giao ban quý II\/2026/ }).first().click();
  await page.getByRole('link', { name: 'Việc giao', exact: true }).last().click();
  await page.waitForURL(/\/giao-ban\/\d+\/viec$/);
  await page.getByRole('heading', { name: /3 việc của các lần trước chưa xong/ }).waitFor();
  await page.getByText(/Nhà Đại đoàn kết tại khu phố/).first().waitFor();
  await page.keyboard.press('j');                    // outside of the list the keys are not ours
  assert.equal(await page.evaluate(() => document.activeElement.id), '');
  await page.locator('.carried li').first().getByRole('link').first().focus();
  await page.keyboard.press('j');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'viec-2');
  await page.keyboard.press('k');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'viec-1');
  await shot(page, 'carried');
  assert.deepEqual(await faults(page), []);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/viec\/\d+$/);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await story('Without script, on a telephone: a difficulty is raised, promised, answered and closed', async () => {
  const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false };
  const p = await person(office, 'ngoclan', phone), thu = await person(office, 'hoaithu', phone);
  await p.go('/kien-nghi');
  await p.page.locator('summary', { hasText: 'Nêu khó khăn, kiến nghị' }).click();
  await p.page.getByLabel('Nội dung').fill('Chưa có kinh phí in tờ rơi phòng chống bạo lực gia đình.');
  await p.page.getByLabel('hoặc cơ quan khác').fill('Ủy ban nhân dân phường');
  await p.page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  await p.page.getByText('Đã ghi vào sổ.').waitFor();
  await thu.go('/kien-nghi');
  await thu.page.getByRole('link', { name: /in tờ rơi/ }).click();
  await thu.page.getByLabel('Nội dung trả lời').fill('Đưa vào dự toán quý III.');
  await thu.page.getByLabel('Chưa trả lời được thì hẹn ngày').fill('15/07/2026');
  await thu.page.getByRole('button', { name: 'Lưu trả lời' }).click();
  await thu.page.getByText('hẹn ngày 15/07/2026').first().waitFor();
  await thu.page.getByRole('button', { name: 'Khép lại' }).click();
  await thu.page.getByText('Đã khép lại.').waitFor();
  await p.end();
  await thu.end();
});

await story('Somebody else was faster: the keyboard is at the sentence that says so; the words are kept', async () => {
  const first = await person(office, 'thibe'), second = await person(office, 'thibe');
  for (const one of [first, second]) {
    await one.go('/viec');
    await one.page.getByRole('link', { name: /^Khảo sát nhu cầu vay vốn/ }).click();
    await one.page.locator('#tien-do-words').fill('Đã hỏi 40 hộ.');
  }
  await first.page.getByRole('button', { name: 'Báo tiến độ' }).click();
  await first.page.getByText('Đã ghi vào diễn biến của việc.').waitFor();
  await second.page.getByRole('button', { name: 'Báo tiến độ' }).click();
  await second.page.getByRole('alert').getByText('vừa được người khác cập nhật').waitFor();
  assert.equal(await second.page.evaluate(() => document.activeElement.getAttribute('role')), 'alert');
  assert.equal(await second.page.locator('#tien-do-words').inputValue(), 'Đã hỏi 40 hộ.');
  assert.deepEqual(await faults(second.page), []);
  await first.end();
  await second.end();
});

// The next stops of the keyboard, and whether each shows that it is there: a line of 2 pixels that stands out.
async function stops(page, most) {
  const found = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const one = await page.evaluate(() => {
      const light = (c) => {
        const [r, g, b] = c.match(/[\d.]+/g).map(Number).map((v) => v / 255)
          .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const e = document.activeElement, s = getComputedStyle(e);
      let under = e.parentElement;
      while (under && /rgba\(.*, 0\)|transparent/.test(getComputedStyle(under).backgroundColor))
        under = under.parentElement;
      const [x, y] = [light(s.outlineColor), light(getComputedStyle(under ?? document.body).backgroundColor)];
      const contrast = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
      return { what: `${e.tagName} ${(e.textContent || e.name || '').trim().slice(0, 30)}`, link: e.tagName === 'A',
        end: e === document.body,
        shows: s.outlineStyle === 'solid' && parseFloat(s.outlineWidth) >= 2 && contrast >= 3 };
    });
    if (one.end) break;
    found.push(one);
  }
  return found;
}

await story('By keyboard every stop of the list and of a task shows where one is, light and dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const p = await person(office, 'hoaithu', { colorScheme });
    for (const path of ['/viec', task, '/kien-nghi']) {
      await p.go(path);
      const all = await stops(p.page, 60);
      assert.ok(all.filter((s) => s.link).length >= 3, path);
      assert.deepEqual(all.filter((s) => !s.shows).map((s) => `${colorScheme} ${path}: ${s.what}`), []);
    }
    await p.end();
  }
});

await story('The register is read with axe, and what reports admit can be taken over', async () => {
  const p = await person(office, 'hoaithu');
  await p.go('/kien-nghi');
  await shot(p.page, 'opinions');
  assert.deepEqual(await faults(p.page), []);
  await p.page.getByRole('link', { name: 'Đọc khó khăn trong báo cáo' }).click();
  await p.page.getByRole('heading', { name: 'Khó khăn đọc thấy trong báo cáo' }).waitFor();
  assert.deepEqual(await faults(p.page), []);
  await p.page.getByRole('link', { name: /định danh điện tử/ }).click();
  assert.deepEqual(await faults(p.page), []);
  assert.deepEqual(p.trouble, []);
  await p.end();
});

await office.close();
done();
