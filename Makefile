# rbt: `make help` lists the targets.  Plain GNU make, no configure step.
VERSION := 0.1.0

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share
MODE ?= release
CC ?= cc
V ?=

B := build/$(MODE)
MODULES := core fmt stats ta market store strategy engine research cli
PKGS := json-c libarchive sqlite3 popt gsl

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
MODE_FLAGS := $(MODE_$(MODE))
ifeq ($(MODE_FLAGS),)
$(error MODE is release, debug, asan or cov, not '$(MODE)')
endif

ALL_CFLAGS := $(STD) $(MODE_FLAGS) $(WARN) $(CFLAGS)
ALL_CPPFLAGS := -Ilib -Itests -I$(B) $(CPPFLAGS)
ALL_LDFLAGS := $(MODE_FLAGS) -Wl,--as-needed $(LDFLAGS)
LIBS = -lcsv $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm
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

$(B)/bin/%: $(B)/src/%.o $(call archive,$(call reverse,$(MODULES)))
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

-include $(shell find $(B) -name '*.d' 2>/dev/null)

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all FORCE
