# make               build/giaoban              make check      every quick check
# make CC=clang ...  with the other compiler    make SAN=1 ...  with address and undefined sanitizers
# make bench         measures; see bench/README make fuzz       libFuzzer targets (clang)
CC      ?= cc
Q       := $(if $(V),,@)
AR      ?= ar
VARIANT := $(if $(FUZZ),-fuzz,$(if $(findstring clang,$(CC)),-clang)$(if $(SAN),-san))
OUT     ?= build$(VARIANT)

PKGS    := nettle libmicrohttpd sqlite3 libpq libsodium libzip expat jansson libutf8proc gumbo pangocairo libseccomp liboath libqrencode
PKG_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PKGS)))
PKG_LIBS   := $(shell pkg-config --libs $(PKGS)) -lm -pthread

# what only giaoban-scan stands on (docs/decisions/0009-scans.md)
SCAN_PKGS   := poppler-glib lept
SCAN_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(SCAN_PKGS)))
SCAN_LIBS   := $(shell pkg-config --libs $(SCAN_PKGS)) -ltesseract

# what only giaoban-mail stands on (docs/decisions/0014-mail.md)
MAIL_PKGS   := libcurl libical
MAIL_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(MAIL_PKGS)))
MAIL_LIBS   := $(shell pkg-config --libs $(MAIL_PKGS))

# what only giaoban-oidc stands on (docs/decisions/0012-oidc.md)
OIDC_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags libiddawc))
OIDC_LIBS   := $(shell pkg-config --libs libiddawc)

# a flag is used when this compiler has it
has      = $(shell $(CC) -Werror $(1) -x c -c /dev/null -o /dev/null 2>/dev/null && echo $(1))
HARD    := $(foreach f,-fstack-protector-strong -fstack-clash-protection -fcf-protection=full \
             -ftrivial-auto-var-init=zero -fzero-call-used-regs=used-gpr -fstrict-flex-arrays=3 \
             -fno-strict-aliasing -fno-strict-overflow -fno-delete-null-pointer-checks -fexceptions,$(call has,$(f)))
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wformat=2 -Wimplicit-fallthrough \
           -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wundef \
           $(foreach f,-Wtrampolines -Wbidi-chars=any -Wstack-usage=16384,$(call has,$(f))) \
           -Werror=format-security -Werror=implicit -Werror=incompatible-pointer-types -Werror=int-conversion -Werror
SANITIZE := -fsanitize=address -fsanitize=undefined $(if $(FUZZ),-fsanitize=fuzzer-no-link)
FORTIFY := $(if $(SAN),-O1 $(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer)$(if $(SAN),,-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
CFLAGS  ?= -g
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -Isrc -MMD -MP -fPIE $(FORTIFY) $(HARD) $(WARN) $(PKG_CFLAGS) $(CFLAGS)
LDFLAGS_ALL = -pie $(if $(SAN),$(SANITIZE)) -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code,-z,nodlopen,--as-needed,--no-copy-dt-needed-entries $(LDFLAGS)

SCAN    := $(shell find src/read/scan -name '*.c' | sort)
MAIL    := $(shell find src/mail/out -name '*.c' | sort)
SRC     := $(filter-out src/giaoban.c src/giaoban-scan.c src/giaoban-mail.c src/giaoban-oidc.c $(SCAN) $(MAIL),$(shell find src -name '*.c' | sort))
VIEWS   := $(shell find src/pages -name '*.html' | sort)
FILES   := $(shell find assets data src/store/schema -type f ! -name README.md | LC_ALL=C sort)
OBJ     := $(SRC:%.c=$(OUT)/%.o) $(VIEWS:%.html=$(OUT)/%.html.o) $(OUT)/gen/embedded.o $(OUT)/gen/said.o
LIB     := $(OUT)/libgiaoban.a
SCAN_LIB := $(OUT)/libscan.a
MAIL_LIB := $(OUT)/libmail.a
TESTS   := $(patsubst tests/%.c,$(OUT)/tests/%,$(shell find tests/unit tests/property tests/fault tests/http tests/access tests/scan -name '*.c' | sort))
BENCHES := $(patsubst bench/%.c,$(OUT)/bench/%,$(shell find bench -name 'bench_*.c' | sort))

all: $(OUT)/giaoban $(OUT)/giaoban-scan $(OUT)/giaoban-mail $(OUT)/giaoban-oidc

check: all $(TESTS) $(OUT)/tools/tmplc
	@tools/check.sh $(OUT)
benches: $(BENCHES)
bench: all benches
	@bench/bench.sh $(OUT)

$(OUT)/giaoban: $(OUT)/src/giaoban.o $(LIB)
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(PKG_LIBS) -o $@
$(OUT)/giaoban-scan: $(OUT)/src/giaoban-scan.o $(SCAN_LIB) $(LIB)
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(SCAN_LIBS) $(PKG_LIBS) -o $@
$(OUT)/giaoban-mail: $(OUT)/src/giaoban-mail.o $(MAIL_LIB) $(LIB)
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(MAIL_LIBS) $(PKG_LIBS) -o $@
$(OUT)/giaoban-oidc: $(OUT)/src/giaoban-oidc.o $(MAIL_LIB) $(LIB)
	$(Q)$(CC) $(LDFLAGS_ALL) $^ $(OIDC_LIBS) $(PKG_LIBS) -o $@
$(OUT)/src/giaoban-oidc.o: ALL_CFLAGS += $(OIDC_CFLAGS)
$(SCAN:%.c=$(OUT)/%.o): ALL_CFLAGS += $(SCAN_CFLAGS)
$(MAIL:%.c=$(OUT)/%.o): ALL_CFLAGS += $(MAIL_CFLAGS)
$(LIB): $(OBJ)
$(SCAN_LIB): $(SCAN:%.c=$(OUT)/%.o)
$(MAIL_LIB): $(MAIL:%.c=$(OUT)/%.o)
$(LIB) $(SCAN_LIB) $(MAIL_LIB):
	@rm -f $@
	$(Q)$(AR) rcs $@ $^
$(OUT)/tools/%: tools/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE -O1 -g -Wall -Wextra -Werror $< -o $@
$(OUT)/gen/embedded.c: $(OUT)/tools/embed $(FILES)
	@mkdir -p $(@D)
	$(Q)$< $(FILES) >$@.part && mv $@.part $@
$(OUT)/gen/said.c: $(OUT)/tools/catalog lang/en.po
	@mkdir -p $(@D)
	$(Q)$< <lang/en.po >$@.part && mv $@.part $@
$(OUT)/%.html.c: %.html $(OUT)/tools/tmplc
	@mkdir -p $(@D)
	$(Q)$(OUT)/tools/tmplc $< >$@.part && mv $@.part $@
$(OUT)/%.o: $(OUT)/%.c
	$(Q)$(CC) $(ALL_CFLAGS) -c $< -o $@
# reading is a twentieth faster so; elsewhere it gains nothing
$(OUT)/src/read/find/%.o $(OUT)/src/vn/%.o: ALL_CFLAGS += $(if $(SAN),,-O3)
$(OUT)/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c $< -o $@
$(OUT)/tests/%: tests/%.c $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests $(LDFLAGS_ALL) $< $(LIB) $(PKG_LIBS) -lcmocka -o $@
$(OUT)/tests/scan/%: tests/scan/%.c $(SCAN_LIB) $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(SCAN_CFLAGS) -Itests $(LDFLAGS_ALL) $< $(SCAN_LIB) $(LIB) $(SCAN_LIBS) $(PKG_LIBS) -lcmocka -o $@
$(OUT)/bench/%: bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS_ALL) $< $(LIB) $(PKG_LIBS) -o $@

# make fuzz: builds the targets and runs each for 20 seconds; make fuzz FOR=60 for longer
fuzz:
	@$(MAKE) --no-print-directory CC=clang SAN=1 FUZZ=1 fuzzers
	@tests/fuzz/fuzz.sh build-fuzz $(or $(FOR),20)
fuzzers: $(patsubst tests/fuzz/%.c,$(OUT)/tests/%,$(shell find tests/fuzz -name 'fuzz_*.c'))
$(OUT)/tests/fuzz_%: tests/fuzz/fuzz_%.c $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests $(LDFLAGS_ALL) -fsanitize=fuzzer $< $(LIB) $(PKG_LIBS) -o $@

FUZZ_SCAN := $(OUT)/tests/fuzz_pdf $(OUT)/tests/fuzz_picture
$(FUZZ_SCAN): $(OUT)/tests/%: tests/fuzz/%.c $(SCAN_LIB) $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(SCAN_CFLAGS) -Itests $(LDFLAGS_ALL) -fsanitize=fuzzer $< $(SCAN_LIB) $(LIB) $(SCAN_LIBS) $(PKG_LIBS) -o $@

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
clean:
	rm -rf build build-*
.PHONY: all check benches bench fuzz fuzzers clean
.SECONDARY:
.DELETE_ON_ERROR:
