// room.mjs - a briefing while it runs, on two computers: the secretary writes, the projector follows; the network of
// one goes away and comes back, and nothing is lost or doubled.
import { openOffice, person, faults, shot, stories } from './office.mjs';

const { story, done } = stories();
const office = await openOffice(process.argv[2] ?? '../../build', '2026-07-08 13:30');
const MEETING = '/giao-ban/2';
const secretary = await person(office, 'hoaithu');
const projector = await person(office, 'quocbao', { viewport: { width: 1366, height: 768 } });
const s = secretary.page, p = projector.page;
const clean = (...people) => { // the network that was taken away is not trouble of the page
  for (const one of people) {
    const left = one.trouble.filter((t) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET/.test(t));
    if (left.length) throw new Error(left.join('\n'));
  }
};
const write = async (words, kind = 'Khó khăn') => {
  const form = s.locator('#ghi');
  await form.getByLabel(kind).check();
  await form.getByLabel('Nội dung').fill(words);
  await s.keyboard.press('Control+Enter');
};
const count = (page, words) => page.locator('#p-opinions .words', { hasText: words }).count();
const must = (what, yes) => { if (!yes) throw new Error(what); };

await story('the office checks people in and the projector waits for the opening', async () => {
  await secretary.go(MEETING + '/moi-hop');
  await s.getByRole('link', { name: 'Điểm danh ở cửa' }).click();
  const left = s.getByRole('button', { name: /^Có mặt:/ });
  for (let n = await left.count(); n > 1; n--) {
    await left.first().click();
  }
  await projector.go(MEETING + '/man-hinh');
  await p.getByRole('heading', { name: 'Chờ khai mạc' }).waitFor();
});

await story('opening, taking up an item and giving the word show on the projector by themselves', async () => {
  await secretary.go(MEETING + '/phong');
  await s.getByRole('button', { name: 'Khai mạc' }).click();
  await p.getByRole('heading', { name: 'Chưa vào mục nào của chương trình' }).waitFor();
  await s.getByRole('button', { name: 'Vào mục Hội LHPN' }).click();
  await p.getByRole('heading', { name: /Hội LHPN báo cáo/ }).waitFor();
  await p.locator('.figures tbody tr').first().waitFor();
  await s.getByRole('button', { name: 'Ghi tên Lê Thị Mai Hương' }).click();
  await s.getByRole('button', { name: 'Mời phát biểu Lê Thị Mai Hương' }).click();
  await p.locator('#p-speech .on', { hasText: 'Lê Thị Mai Hương' }).waitFor();
});

await story('an opinion takes the name of who speaks and is answered by a day', async () => {
  await s.locator('#p-speech [data-speaks]').waitFor();
  await write('Chị em nhà trọ đổi chỗ ở, khó giữ sinh hoạt tổ.');
  await p.locator('#p-opinions', { hasText: 'khó giữ sinh hoạt tổ' }).waitFor();
  must('who raised it', await p.locator('#p-opinions', { hasText: 'Lê Thị Mai Hương' }).count());
  await s.locator('#p-opinions li').first().getByRole('link', { name: 'Trả lời' }).click();
  const answer = s.locator('#tra-loi');
  await answer.getByLabel('Nội dung trả lời').fill('Công an phường phối hợp lập danh sách.');
  await answer.getByLabel(/Hẹn trả lời/).fill('30/09/2026');
  await answer.getByRole('button', { name: 'Ghi trả lời' }).click();
  await s.getByText('Hẹn trả lời trước ngày 30/09/2026').waitFor();
});

await story('without network what is typed is held, said so, sent in order, and stands once', async () => {
  await secretary.context.setOffline(true);
  for (const n of ['nhất', 'hai', 'ba']) await write(`Ý kiến thứ ${n} khi mất mạng`, 'Kiến nghị');
  await s.locator('#ghi').getByLabel('Nội dung').fill('Ý kiến còn gõ dở');
  await s.getByText('Mất mạng: đã giữ 3 mục, sẽ gửi khi có mạng.').waitFor();
  must('nothing came through', await count(p, 'khi mất mạng') === 0);
  await shot(s, 'room-offline');
  await secretary.context.setOffline(false);
  await s.getByText('Đã gửi đủ, không sót mục nào.').waitFor();
  const sent = s.locator('#p-opinions .words');
  for (const n of ['nhất', 'hai', 'ba']) await sent.filter({ hasText: `thứ ${n} khi` }).waitFor();
  const order = await s.locator('#p-opinions .words', { hasText: 'khi mất mạng' }).allTextContents();
  must(`order: ${order}`, order.map((o) => o.match(/thứ (\S+)/)[1]).join(' ') === 'ba hai nhất');
  must('half-typed words stay', await s.locator('#y-words').inputValue() === 'Ý kiến còn gõ dở');
});

await story('an answer that is lost doubles nothing; a page closed meanwhile loses nothing', async () => {
  let cut = 0;
  await s.route('**/phong/y-kien', async (route) => { // the server keeps it, the answer is lost on the way
    if (cut++) return route.continue();
    await route.fetch({ maxRedirects: 0 });
    return route.abort('connectionreset');
  });
  await write('Ý kiến gửi hai lần');
  await s.getByText('Đã gửi đủ, không sót mục nào.').waitFor();
  await s.unroute('**/phong/y-kien');
  await secretary.context.setOffline(true);
  await write('Ý kiến trước khi đóng trang');
  await s.getByText('Mất mạng: đã giữ 1 mục').waitFor();
  await s.close();
  await secretary.context.setOffline(false);
  secretary.page = await secretary.context.newPage();
  await secretary.page.goto(office.base + MEETING + '/phong');
  const opinions = secretary.page.locator('#p-opinions .words');
  await opinions.filter({ hasText: 'trước khi đóng trang' }).waitFor();
  must('kept once', await opinions.filter({ hasText: 'gửi hai lần' }).count() === 1);
  must('kept once', await opinions.filter({ hasText: 'trước khi đóng trang' }).count() === 1);
});

await story('two who change one opinion see both texts', async () => {
  const one = secretary.page;
  await projector.go(MEETING + '/phong');
  const row = (page) => page.locator('#p-opinions li', { hasText: 'khó giữ sinh hoạt tổ' });
  await row(p).getByRole('link', { name: 'Sửa', exact: true }).click();
  const kept = await row(p).getAttribute('data-version');
  await row(one).getByRole('link', { name: 'Sửa', exact: true }).click();
  await one.locator('#y-words').fill('Chị em nhà trọ hay chuyển chỗ, khó giữ sinh hoạt tổ.');
  await one.getByRole('button', { name: 'Lưu ý kiến' }).click();
  await one.locator('#p-opinions .words', { hasText: 'hay chuyển chỗ' }).waitFor();
  must('an old version', await p.locator('#ghi input[name=ban]').inputValue() === kept);
  await p.locator('#y-words').fill('Nhà trọ thay người ở luôn, khó giữ sinh hoạt tổ.');
  await p.getByRole('button', { name: 'Lưu ý kiến' }).click();
  const box = p.locator('.refused');
  await box.getByText('hay chuyển chỗ').waitFor();
  await box.getByText('Nhà trọ thay người ở luôn').waitFor();
  await box.getByRole('button', { name: 'Ghi bản của tôi' }).click();
  await one.locator('#p-opinions .words', { hasText: 'Nhà trọ thay người ở luôn' }).waitFor();
});

await story('a log-out elsewhere ends what the screen may see, and says so', async () => {
  const other = await person(office, 'maihuong', { viewport: { width: 390, height: 800 } });
  await other.go(MEETING + '/phong');
  must('no forms of the secretary', await other.page.locator('#ghi').count() === 0);
  await other.context.clearCookies();
  await secretary.page.getByRole('button', { name: 'Vào mục Hội Nông dân' }).click();
  await other.page.getByText(/Phiên làm việc đã hết/).waitFor();
  clean(other);
  await other.end();
});

await story('without script the room works by its forms', async () => {
  const plain = await person(office, 'hoaithu', { javaScriptEnabled: false });
  await plain.go(MEETING + '/phong');
  const form = plain.page.locator('#ghi');
  await form.getByLabel('Nội dung').fill('Ghi không cần mã');
  await form.getByRole('button', { name: 'Ghi ý kiến' }).click();
  await plain.page.locator('#p-opinions .words', { hasText: 'Ghi không cần mã' }).waitFor();
  await plain.page.getByRole('button', { name: 'Mở lại Hội LHPN' }).click();
  await plain.page.locator('#p-agenda .on', { hasText: 'Hội LHPN' }).waitFor();
  await plain.end();
});

await story('both screens are free of faults, light and dark, on a telephone too', async () => {
  const found = [];
  for (const page of [secretary.page, p]) {
    if (page === p) await projector.go(MEETING + '/man-hinh');
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const width of [360, 1366]) {
        await page.setViewportSize({ width, height: 768 });
        found.push(...(await faults(page)).map((f) => `${page.url()} ${colorScheme} ${width}: ${f}`));
      }
    }
    await shot(page, page === p ? 'screen' : 'room');
  }
  if (found.length) throw new Error(found.join('\n'));
  clean(secretary, projector);
});

await office.close();
done();
