test_attend.o: tests/unit/test_attend.c tests/support/briefing.h \
  src/core/meeting/agenda.h src/core/meeting/meeting.h \
  src/core/meeting/series.h src/core/office/policy.h src/store/db.h \
  src/base/base.h src/vn/period.h tests/report_world.h \
  src/base/machine.h src/core/core.h src/core/office/account.h \
  src/core/office/password.h src/core/office/session.h \
  src/core/office/body.h src/core/office/person.h src/core/office/post.h \
  src/core/office/unit.h src/core/report/brief.h src/core/report/check.h \
  src/core/report/figure.h src/read/record.h src/vn/number.h \
  src/core/report/report.h src/core/office/audit.h \
  src/core/report/total_now.h src/core/report/total.h \
  src/core/report/voice.h src/write/paper.h src/vn/tone.h \
  src/vn/syllable.h src/core/report/closing.h \
  src/core/report/figure_row.h src/core/second_pair.h \
  src/core/office/two_person.h src/read/reader.h \
  tests/support/database.h src/vn/text.h src/core/meeting/attend.h \
  src/core/office/notice.h src/core/office/outbox.h src/mail/diary.h

tests/support/briefing.h:

src/core/meeting/agenda.h:

src/core/meeting/meeting.h:

src/core/meeting/series.h:

src/core/office/policy.h:

src/store/db.h:

src/base/base.h:

src/vn/period.h:

tests/report_world.h:

src/base/machine.h:

src/core/core.h:

src/core/office/account.h:

src/core/office/password.h:

src/core/office/session.h:

src/core/office/body.h:

src/core/office/person.h:

src/core/office/post.h:

src/core/office/unit.h:

src/core/report/brief.h:

src/core/report/check.h:

src/core/report/figure.h:

src/read/record.h:

src/vn/number.h:

src/core/report/report.h:

src/core/office/audit.h:

src/core/report/total_now.h:

src/core/report/total.h:

src/core/report/voice.h:

src/write/paper.h:

src/vn/tone.h:

src/vn/syllable.h:

src/core/report/closing.h:

src/core/report/figure_row.h:

src/core/second_pair.h:

src/core/office/two_person.h:

src/read/reader.h:

tests/support/database.h:

src/vn/text.h:

src/core/meeting/attend.h:

src/core/office/notice.h:

src/core/office/outbox.h:

src/mail/diary.h:
