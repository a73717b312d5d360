attend_code.o: src/core/meeting/attend_code.c src/base/machine.h \
  src/base/base.h src/core/meeting/attend_row.h \
  src/core/meeting/attend.h src/core/meeting/meeting.h \
  src/core/meeting/series.h src/core/office/policy.h src/store/db.h \
  src/vn/period.h src/core/office/audit.h src/core/office/passcode.h

src/base/machine.h:

src/base/base.h:

src/core/meeting/attend_row.h:

src/core/meeting/attend.h:

src/core/meeting/meeting.h:

src/core/meeting/series.h:

src/core/office/policy.h:

src/store/db.h:

src/vn/period.h:

src/core/office/audit.h:

src/core/office/passcode.h:
