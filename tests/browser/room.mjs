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

const form = () => secretary.page.locator('#ghi');
const clickOn = (page, name) => page.getByRole('button', { name, exact: true }).click();

await story('another opinion is opened in the middle of writing one, and both go on where they were', async () => {
  const page = secretary.page;
  const row = (words) => page.locator('#p-opinions li', { hasText: words });
  await page.locator('#y-words').fill('Câu mới còn viết dở');
  await form().getByLabel('Kiến nghị').check();
  await row('gửi hai lần').getByRole('link', { name: 'Sửa', exact: true }).click();
  must('the row', await page.locator('#y-words').inputValue() === 'Ý kiến gửi hai lần');
  await page.locator('#y-words').fill('Ý kiến gửi hai lần, đang sửa dở');
  await row('Nhà trọ thay người').getByRole('link', { name: 'Sửa', exact: true }).click();
  await clickOn(page, 'Lưu ý kiến');
  must('what was begun before', await page.locator('#y-words').inputValue() === 'Ý kiến gửi hai lần, đang sửa dở');
  await page.reload();
  must('also after loading again', await page.locator('#y-words').inputValue() === 'Ý kiến gửi hai lần, đang sửa dở');
  await page.getByRole('link', { name: 'Thôi sửa' }).click();
  must('the new one', await page.locator('#y-words').inputValue() === 'Câu mới còn viết dở');
  must('of its kind', await form().getByLabel('Kiến nghị').isChecked());
  await row('gửi hai lần').getByRole('link', { name: 'Trả lời' }).click();
  const answer = page.locator('#tra-loi');
  await answer.getByLabel('Nội dung trả lời').fill('Đang trả lời dở');
  await row('trước khi đóng trang').getByRole('link', { name: 'Trả lời' }).click();
  await answer.getByLabel('Nội dung trả lời').fill('Trả lời ngay');
  await clickOn(page, 'Ghi trả lời');
  must('its answer', await answer.getByLabel('Nội dung trả lời').inputValue() === 'Đang trả lời dở');
  must('its question', await answer.locator('.question').textContent() === 'Ý kiến gửi hai lần');
  await answer.getByRole('link', { name: 'Thôi' }).click();
  await answer.waitFor({ state: 'hidden' });
  await clickOn(page, 'Ghi ý kiến');
  await row('Câu mới còn viết dở').getByText('Kiến nghị:').waitFor();
});

await story('a directive that is refused goes back into its form whole, and its tick is sent each time', async () => {
  await projector.go(MEETING + '/phong');
  const box = p.locator('form.directive'), held = p.locator('#p-directives');
  await p.getByText('Ghi kết luận, giao việc').click();
  const write = async (lead, words) => {
    await box.getByLabel(/^Giao/).fill(lead);
    await box.getByLabel('Làm việc gì').fill(words);
    await box.getByLabel(/^Trước ngày/).fill('31/8');
    await box.getByLabel(/^Đo bằng/).fill('02 nhóm');
    await box.getByLabel(/liên quan cùng phối hợp/).check();
    await box.getByRole('button', { name: 'Ghi nội dung' }).click();
  };
  await write('Đoàn Xyz', 'lập nhóm A');
  const refused = p.locator('.refused');
  await refused.getByText('Đoàn Xyz · lập nhóm A').waitFor();
  await box.getByLabel('Làm việc gì').fill('Câu khác gõ dở');
  await clickOn(p, 'Sửa lại');
  must('no box', await refused.count() === 0);
  must('lead', await box.getByLabel(/^Giao/).inputValue() === 'Đoàn Xyz');
  must('day', await box.getByLabel(/^Trước ngày/).inputValue() === '31/8');
  must('measure', await box.getByLabel(/^Đo bằng/).inputValue() === '02 nhóm');
  must('tick', await box.getByLabel(/liên quan/).isChecked());
  await shot(p, 'room-mend');
  await box.getByLabel(/^Giao/).fill('Đoàn TNCS');
  await clickOn(p, 'Ghi nội dung');
  await held.locator('li', { hasText: 'lập nhóm A' }).getByText('các cơ quan, đơn vị liên quan').waitFor();
  must('the other one', await box.getByLabel('Làm việc gì').inputValue() === 'Câu khác gõ dở');
  must('without its tick', !await box.getByLabel(/liên quan/).isChecked());
  await write('Hội Nông dân', 'lập nhóm B');
  await held.locator('li', { hasText: 'lập nhóm B' }).getByText('các cơ quan, đơn vị liên quan').waitFor();
  must('empty', await box.getByLabel('Làm việc gì').inputValue() === '');
  must('no tick', !await box.getByLabel(/liên quan/).isChecked());
});

await story('an item past its minutes turns red by itself', async () => {
  const clock = secretary.page.locator('#p-now .clock');
  must('not yet', !await clock.evaluate((c) => c.classList.contains('late')));
  await clock.evaluate((c) => { c.dataset.from = String(Number(c.dataset.from) - 3600000); });
  await secretary.page.locator('#p-now .clock.late').waitFor({ timeout: 3000 });
});

await story('the keyboard stays in its row when the row changes', async () => {
  const page = secretary.page, focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  await page.getByRole('button', { name: 'Vào mục Thảo luận' }).press('Enter');
  await page.locator('#p-agenda .on', { hasText: 'Thảo luận' }).waitFor();
  must('the button of the row', await focused() === 'Dừng mục');
  await page.getByRole('button', { name: 'Ghi tên Võ Thanh Tùng' }).press('Enter');
  await page.getByRole('button', { name: 'Mời phát biểu Võ Thanh Tùng' }).press('Enter');
  await page.locator('#p-speech .on', { hasText: 'Võ Thanh Tùng' }).waitFor();
  must('what the button became', await focused() === 'Kết thúc lượt Võ Thanh Tùng');
});

await story('a wish to speak is taken back by oneself, and may be said again when the turn is over', async () => {
  const body = await person(office, 'kimoanh', { viewport: { width: 390, height: 800 } }), b = body.page;
  await body.go(MEETING + '/phong');
  await clickOn(b, 'Xin phát biểu');
  await b.getByRole('button', { name: 'Thôi xin phát biểu' }).waitFor();
  await secretary.page.getByRole('button', { name: 'Rút tên Đỗ Thị Kim Oanh' }).waitFor();
  await clickOn(b, 'Thôi xin phát biểu');
  await b.getByRole('button', { name: 'Xin phát biểu', exact: true }).waitFor();
  await secretary.page.getByRole('button', { name: 'Ghi tên Đỗ Thị Kim Oanh' }).click();
  await b.getByRole('button', { name: 'Thôi xin phát biểu' }).waitFor();
  await secretary.page.getByRole('button', { name: 'Mời phát biểu Đỗ Thị Kim Oanh' }).click();
  await b.locator('#p-speech [data-speaks]', { hasText: 'Đỗ Thị Kim Oanh' }).waitFor();
  must('neither while speaking', !await b.locator('#me button:visible').count());
  await secretary.page.getByRole('button', { name: 'Kết thúc lượt Đỗ Thị Kim Oanh' }).click();
  await clickOn(b, 'Xin phát biểu');
  await b.getByRole('button', { name: 'Thôi xin phát biểu' }).waitFor();
  clean(body);
  await body.end();
});

await story('what one held is not sent in the name of who logs in next in that browser', async () => {
  const one = await person(office, 'hoaithu');
  await one.go(MEETING + '/phong');
  await one.context.setOffline(true);
  await one.page.locator('#y-words').fill('Hoài Thu ghi khi mất mạng');
  await clickOn(one.page, 'Ghi ý kiến');
  await one.page.getByText('Mất mạng: đã giữ 1 mục').waitFor();
  const [kept] = (await one.context.cookies()).filter((c) => c.name === 'gb');
  const other = await person(office, 'quocbao');
  const [theirs] = (await other.context.cookies()).filter((c) => c.name === 'gb');
  await one.context.addCookies([theirs]);
  await one.context.setOffline(false);
  await one.page.getByText('đang đăng nhập bằng tài khoản khác').waitFor();
  must('nothing was sent', await count(secretary.page, 'Hoài Thu ghi khi') === 0);
  await one.context.addCookies([kept]);
  await secretary.page.locator('#p-opinions .words', { hasText: 'Hoài Thu ghi khi' }).waitFor();
  clean(one, other);
  await one.end();
  await other.end();
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

await story('the briefing ends without a question of the browser; what is not confirmed is not for all', async () => {
  const page = secretary.page, body = await person(office, 'maihuong');
  await body.go(MEETING + '/phong');
  await body.page.locator('#p-directives li', { hasText: 'lập nhóm A' }).waitFor();
  await form().getByLabel('Kết quả').check();
  await page.locator('#y-words').fill('Một kết quả');
  await clickOn(page, 'Ghi ý kiến');
  await page.locator('#p-opinions .words', { hasText: 'Một kết quả' }).waitFor();
  must('the kind stays', await form().getByLabel('Kết quả').isChecked());
  await page.locator('#y-by').selectOption({ index: 1 });
  await clickOn(page, 'Kết thúc phiên');
  await page.locator('#p-state[data-state]', { hasNotText: 'Đang họp' }).waitFor();
  await body.page.getByText('Chưa ghi chỉ đạo nào.').waitFor();
  await projector.go(MEETING + '/phong');
  must('who concludes', await p.locator('#p-directives li').count() === 2);
  await body.go(MEETING + '/man-hinh');
  must('on the screen', await body.page.locator('#p-directives li').count() === 0);
  clean(body);
  await body.end();
});

await office.close();
done();
