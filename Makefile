# Plain GNU make, no configure step.
#: all (default)     build the tools into bin/
#: demo              install what is missing, build, run the main job
#: test              install what is missing, build, run all tests
#: deps, deps-dev    install what build and tests need; what lint needs besides
#: lint              layers, symbols, sizes, formatting, man pages, completions
#: asan              all tests under the address and undefined sanitizers
#: fuzz              SECONDS=600 of libFuzzer for each parser (needs clang)
#: soak              long calibrations, every fault, 680 kills, then fuzz
#: bench             speed as ratios to bare loops, in one run
#: redo              rewrite the expected output of transcripts and examples
#: completions       rewrite completions/ from the tools' option tables
#: install uninstall PREFIX=/usr/local DESTDIR= BINDIR= MANDIR= DATADIR=
#: dist distcheck    tarball; unpack, build, test, install, run, uninstall it
#: clean             remove what was built
#: MODE=release|debug|asan|cov  WERROR=1  V=1
VERSION := 0.1.0

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share
BASHCOMPDIR ?= $(DATADIR)/bash-completion/completions
ZSHCOMPDIR ?= $(DATADIR)/zsh/vendor-completions
FISHCOMPDIR ?= $(DATADIR)/fish/vendor_completions.d
MODE ?= release
CC ?= cc
V ?=

B := build/$(MODE)
MODULES := core fmt stats ta market store strategy engine research cli job
PKGS := json-c popt sqlite3

STD := -std=c11 -D_POSIX_C_SOURCE=200809L -ffp-contract=off
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wdouble-promotion -Wformat=2 -Wundef -Wvla -Wpointer-arith -Wcast-qual \
	-Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wswitch-enum -Wnull-dereference
ifeq ($(WERROR),1)
WARN += -Werror
endif
MODE_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
MODE_debug := -O0 -g3
MODE_asan := -O1 -g -fsanitize=address,undefined \
	-fno-sanitize-recover=undefined -fno-omit-frame-pointer
MODE_cov := -O0 -g --coverage
MODE_fuzz := $(MODE_asan) -fsanitize=fuzzer-no-link
MODE_FLAGS := $(MODE_$(MODE))
ifeq ($(MODE_FLAGS),)
$(error MODE is release, debug, asan or cov, not '$(MODE)')
endif

ALL_CFLAGS := $(STD) $(MODE_FLAGS) $(WARN) $(CFLAGS)
ALL_CPPFLAGS := -Ilib -Isrc -Itests -I$(B) $(CPPFLAGS)
ALL_LDFLAGS := $(MODE_FLAGS) -Wl,--as-needed $(LDFLAGS)
# With libarchive's shared library every start of a tool also loads XML, ICU and
# C++, which takes longer than all the rest.  So where there is a static one, it
# is linked with what its shared one needs; the linker drops what nothing uses.
# ARCHIVE_LIBS=-larchive takes the shared one.
file_of = $(filter /%,$(shell $(CC) -print-file-name=$(1)))
needed_by = $(shell objdump -p $(1) 2>/dev/null | \
	awk '$$1 == "NEEDED" && $$2 !~ /^libc[.]/ { print "-l:" $$2 }')
# The writers of tar and zip report a file that is not a regular one through a
# member that refers to every format, of which xar wants the XML.  We write regular
# files only: what it defines gets the address 0 here, so that it stays out.
NO_XAR := -Wl,--defsym=__archive_write_entry_filetype_unsupported=0
ARCHIVE_LIBS = $(if $(call file_of,libarchive.a),$(NO_XAR) -l:libarchive.a \
	$(call needed_by,$(call file_of,libarchive.so)),-larchive)
# GSL is large, and a tool that does statistics needs a dozen of its functions.
GSL_LIBS = $(if $(call file_of,libgsl.a),-l:libgsl.a -l:libgslcblas.a,$(shell \
	pkg-config --libs gsl 2>/dev/null))
LIBS = -lcsv $(GSL_LIBS) $(shell pkg-config --libs $(PKGS) 2>/dev/null) \
	$(ARCHIVE_LIBS) -lm -pthread
Q := $(if $(V),,@)

# A module's archive, and the archives that its tests may see: its own and
# those of the layers below it, highest first.
archive = $(patsubst %,$(B)/lib/lib%.a,$(1))
reverse = $(if $(1),$(call reverse,$(wordlist 2,999,$(1))) $(firstword $(1)))
below = $(call reverse,$(shell awk -F: '$$1 == "$(1)" { print $$2 }' lib/layers.txt))

SRCS := $(sort $(wildcard lib/*/*.c))
LIB_SRCS := $(filter-out %_test.c,$(SRCS))
TEST_SRCS := $(filter %_test.c,$(SRCS))
TOOL_SRCS := $(sort $(wildcard src/*.c))
TOOLS := $(patsubst src/%.c,%,$(TOOL_SRCS))
SHARED := $(patsubst share/%,%,$(sort $(wildcard share/rbt/*/*)))
UNIT_TESTS := $(patsubst lib/%.c,$(B)/test/%,$(TEST_SRCS))

all: $(TOOLS:%=$(B)/bin/%)
ifeq ($(MODE),release)
	$(Q)for t in $(TOOLS); do ln -f $(B)/bin/$$t bin/$$t; done
endif

# Rewritten only when its content changes.
$(B)/version.h: FORCE
	@mkdir -p $(@D)
	@printf '#define RBT_VERSION "%s"\n#define RBT_DATADIR "%s"\n' \
	    '$(VERSION)' '$(DATADIR)' > $@.new
	@cmp -s $@.new $@ && rm -f $@.new || mv -f $@.new $@
FORCE:

# Chosen at run time where the processor has it.
$(B)/lib/store/checksum_avx2.o: \
	ALL_CFLAGS += $(if $(findstring x86_64,$(shell $(CC) -dumpmachine)),-mavx2)

$(B)/%.o: %.c | $(B)/version.h
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC $<")
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

define MODULE_RULE
$(B)/lib/lib$(1).a: $(patsubst %.c,$(B)/%.o,$(filter lib/$(1)/%,$(LIB_SRCS)))
	@mkdir -p $$(@D)
	$$(Q)rm -f $$@ && $$(AR) rcsD $$@ $$^
$(B)/test/$(1)/%: $(B)/lib/$(1)/%.o $(call archive,$(1) $(call below,$(1)))
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(ALL_LDFLAGS) -o $$@ $$^ $$(LIBS)
test-$(1): $(filter $(B)/test/$(1)/%,$(UNIT_TESTS))
	$$(Q)tests/run.sh $$^
endef
$(foreach m,$(MODULES),$(eval $(call MODULE_RULE,$(m))))

# A tool is src/rbt-x.c and, where that would be too long, src/rbt-x/*.c.
.SECONDEXPANSION:
$(B)/bin/%: $(B)/src/%.o \
		$$(addprefix $(B)/,$$(subst .c,.o,$$(sort $$(wildcard src/$$*/*.c)))) \
		$(call archive,$(call reverse,$(MODULES)))
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

-include $(shell find $(B) -name '*.d' 2>/dev/null)

# What a user needs, and what lint and CI need besides (Debian 12 packages).
DEPS := gcc jq libc6-dev pkg-config libarchive-dev libcsv-dev libgsl-dev \
	libjson-c-dev libpopt-dev libsqlite3-dev libxxhash-dev \
	python3-minimal libpython3-stdlib tzdata xz-utils
DEPS_DEV := clang clang-format-14 fish groff mandoc shellcheck zsh

deps:
	@tests/deps.sh $(DEPS)
deps-dev:
	@tests/deps.sh $(DEPS_DEV)

# A machine without the packages gets them first, so the build itself runs in
# a second make.
demo: deps
	$(Q)$(MAKE) -s all
	@PATH="$(CURDIR)/bin:$$PATH" examples/demo.sh

test: deps
	$(Q)$(MAKE) -s all run-tests

TRANSCRIPTS := $(sort $(wildcard tests/cli/*.t tests/errors/*.t))
SCRIPTS := $(sort $(wildcard tests/prop/*.sh tests/golden/*.sh) tests/examples.sh tests/readme.sh)
SCRIPTS += tests/fault/pipe.py tests/fault/kill.py tests/fault/resume.py \
	tests/fault/fault.py

run-tests: all $(UNIT_TESTS) fuzzers fault
	@RBT_BIN="$(CURDIR)/$(B)/bin" tests/run.sh $(UNIT_TESTS) $(FUZZERS) \
	    $(TRANSCRIPTS) $(SCRIPTS)

asan:
	$(Q)ASAN_OPTIONS=detect_leaks=1 $(MAKE) -s MODE=asan run-tests

redo: all
	@tests/transcript.py --redo bin $(TRANSCRIPTS)
	@tests/examples.sh --redo

# Fuzzers that replay their corpora; with MODE=fuzz the real ones.
FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(sort \
	$(wildcard tests/fuzz/*_fuzz.c)))
FUZZ_MAIN := $(if $(filter fuzz,$(MODE)),,$(B)/tests/fuzz/replay.o)
SECONDS ?= 600

$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(FUZZ_MAIN) \
		$(call archive,$(call reverse,$(MODULES)))
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) $(if $(FUZZ_MAIN),,-fsanitize=fuzzer) -o $@ \
	    $^ $(LIBS)

# Makes system calls fail; the sanitizers do not go together with it.
FAULT := $(if $(filter release debug,$(MODE)),$(B)/fault/fault.so)

$(B)/fault/fault.so: tests/fault/fault.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -fPIC -shared -o $@ $<

fuzzers: $(FUZZERS)

fault: $(FAULT)

fuzz:
	$(Q)$(MAKE) -s MODE=fuzz CC=clang fuzzers
	@tests/fuzz/run.sh build/fuzz $(SECONDS)

# Whether tests and intervals keep their word, with many more draws.
CALIBRATIONS := $(filter %calibration_test,$(UNIT_TESTS))

soak: all fault $(CALIBRATIONS)
	@for t in $(CALIBRATIONS); do RBT_SOAK=1 $$t || exit 1; done
	@RBT_BIN="$(CURDIR)/$(B)/bin" tests/fault/fault.py --all
	@RBT_BIN="$(CURDIR)/$(B)/bin" tests/fault/kill.py 200
	@RBT_BIN="$(CURDIR)/$(B)/bin" tests/fault/resume.py 40
	$(Q)$(MAKE) -s fuzz

$(B)/bench/%: $(B)/tests/bench/%.o $(call archive,$(call reverse,$(MODULES)))
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

bench: all $(patsubst tests/%.c,$(B)/%,$(wildcard tests/bench/*.c))
	@tests/bench/run.sh $(B)

lint: all $(LIB_SRCS:%.c=$(B)/%.o)
	@tests/lint/run.sh $(B)

completions: all
	@completions/generate.py bin completions

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 \
	    $(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7
	install -m 755 $(TOOLS:%=bin/%) $(DESTDIR)$(BINDIR)
	for s in 1 5 7; do install -m 644 man/man$$s/*.$$s \
	    $(DESTDIR)$(MANDIR)/man$$s; done
	for f in $(SHARED); do install -D -m 644 share/$$f \
	    $(DESTDIR)$(DATADIR)/$$f; done
	install -D -m 644 -t $(DESTDIR)$(BASHCOMPDIR) completions/bash/*
	install -D -m 644 -t $(DESTDIR)$(ZSHCOMPDIR) completions/zsh/*
	install -D -m 644 -t $(DESTDIR)$(FISHCOMPDIR) completions/fish/*

uninstall:
	rm -f $(TOOLS:%=$(DESTDIR)$(BINDIR)/%)
	for s in 1 5 7; do (cd man/man$$s && ls) | while read -r f; do \
	    rm -f $(DESTDIR)$(MANDIR)/man$$s/$$f; done; done
	rm -rf $(DESTDIR)$(DATADIR)/rbt
	for f in $(notdir $(wildcard completions/bash/*)); do \
	    rm -f $(DESTDIR)$(BASHCOMPDIR)/$$f; done
	for f in $(notdir $(wildcard completions/zsh/*)); do \
	    rm -f $(DESTDIR)$(ZSHCOMPDIR)/$$f; done
	for f in $(notdir $(wildcard completions/fish/*)); do \
	    rm -f $(DESTDIR)$(FISHCOMPDIR)/$$f; done

# The tarball depends on the committed tree alone.
dist:
	@mkdir -p build
	git archive --prefix=rbt-$(VERSION)/ HEAD | gzip -9n > \
	    build/rbt-$(VERSION).tar.gz

distcheck: dist
	@tests/distcheck.sh build/rbt-$(VERSION).tar.gz

clean:
	rm -rf build $(TOOLS:%=bin/%)

help:
	@sed -n 's/^#: //p' Makefile

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all FORCE deps deps-dev demo test run-tests asan redo fuzz \
	fuzzers fault soak bench lint completions install uninstall dist \
	distcheck clean help
