# Makefile - builds, tests and installs Dripline. "make help" lists the targets.
#
# Everything made goes below $(BUILD). Yours to set: CC CFLAGS CPPFLAGS LDFLAGS
# LDLIBS PREFIX DESTDIR BUILD; the project's own flags are kept apart from them.

VERSION = 0.1.0

BUILD     ?= build
CFLAGS    ?= -O2 -g
PREFIX    ?= /usr/local
REFERENCE ?= ../shared/reference
REAL      ?= ../shared/real
# WERROR=-Werror makes warnings errors, as lint, asan and CI do.
WERROR    ?=
# WRAP goes before each tested program: WRAP="valgrind -q".
WRAP      ?=
# LAPACK=gsl does without OpenBLAS and LAPACK: slower, and the same results.
LAPACK    ?= openblas
# DEPS=skip leaves the installed packages alone.
DEPS      ?= install

# Below it things are removed, so it may be nothing but a folder of its own.
ifneq ($(words $(BUILD)),1)
$(error BUILD is "$(BUILD)": name one folder, without blanks, as in \
    make BUILD=build)
endif
ifneq ($(filter / . .. ./ ../,$(BUILD)),)
$(error BUILD is "$(BUILD)": name a folder of its own, as in make BUILD=build)
endif

BUILD_PACKAGES = gcc libc6-dev make pkg-config libcsv-dev libjansson-dev \
    libgsl-dev libopenblas-dev liblapacke-dev libsqlite3-dev libsodium-dev \
    libuchardet-dev
TEST_PACKAGES  = libcmocka-dev python3-jsonschema python3-numpy python3-scipy \
    sqlite3
LINT_PACKAGES  = clang-format cppcheck shellcheck git binutils
GRIND_PACKAGES = valgrind
FUZZ_PACKAGES  = clang

export LC_ALL = C
MAKEFLAGS += --no-print-directory --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:

# ---- Flags ------------------------------------------------------------------

# Debian's headers and libraries lie where the compiler looks, so their names
# serve where pkg-config is missing. libcsv has no .pc file.
pkg_modules = jansson gsl sqlite3 libsodium
pkg_cflags := $(shell pkg-config --cflags $(pkg_modules) 2>/dev/null)
pkg_libs   := $(shell pkg-config --libs-only-L jansson sqlite3 2>/dev/null)
blas = $(if $(filter gsl,$(LAPACK)),-lgslcblas,-llapacke -lopenblas)
libs = $(pkg_libs) -lcsv -ljansson -lgsl $(blas) -lsqlite3 \
    -lsodium -luchardet -lm -lpthread

own_cppflags = -I. -D_XOPEN_SOURCE=700 \
    -DDRIPLINE_VERSION='"$(VERSION)"' -MMD -MP $(pkg_cflags) \
    $(if $(filter gsl,$(LAPACK)),-DWITHOUT_LAPACK)
own_cflags = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla \
    -Wstrict-prototypes -Wmissing-prototypes $(WERROR)
# V=1 shows the commands in full.
V     ?=
quiet = $(if $(V),,@)
show  = @$(if $(V),true,printf '%-3s%s\n' $(1) '$@')
compile = $(CC) $(own_cppflags) $(CPPFLAGS) $(own_cflags) $(CFLAGS)
link    = $(CC) $(own_cflags) $(CFLAGS) -Wl,--as-needed $(LDFLAGS)

# ---- What there is to build -------------------------------------------------

objects = $(patsubst %.c,$(BUILD)/%.o,$(1))
mains   = $(if $(1),$(shell grep -l '^int main.*void\|^int main.*argc' $(1)))

lib_src      := $(wildcard lib/*.c)
ingest_src   := $(wildcard ingest/*.c ingest/*/*.c)
analyze_src  := $(wildcard analyze/*.c analyze/*/*.c)
report_src   := $(wildcard report/*.c)
run_src      := $(wildcard run/*.c)
generate_src := $(wildcard sample-data/*.c)
bench_src    := $(wildcard bench/*.c)
unit_src     := $(wildcard tests/unit/*.c)
conform_src  := $(wildcard tests/conformance/*.c)
fuzz_src     := $(wildcard tests/fuzz/*.c)
unit_mains    := $(filter tests/unit/test_%,$(unit_src))
bench_mains   := $(call mains,$(bench_src))
conform_mains := $(call mains,$(conform_src))
fuzz_targets  := $(wildcard tests/fuzz/fuzz_*.c)
embedded      := $(sort $(wildcard report/site/*.* report/schema/*.*))
templates     := $(sort $(wildcard run/template/*.*))
sources       := $(lib_src) $(ingest_src) $(analyze_src) $(report_src) \
    $(run_src) $(generate_src) $(bench_src) $(unit_src) $(conform_src) \
    $(fuzz_src)

schema_obj := $(if $(wildcard lib/schema.sql),$(BUILD)/lib/schema.sql.o)
embed_obj  := $(if $(wildcard report/embed.h),$(BUILD)/report/embed.gen.o)
template_obj := $(if $(wildcard run/template.h),$(BUILD)/run/template.gen.o)
lib_obj    := $(call objects,$(lib_src)) $(schema_obj)
helper_obj := $(call objects,$(filter-out $(unit_mains),$(unit_src)))

bin := $(BUILD)/bin
programs := $(if $(wildcard ingest/main.c),$(bin)/dripline-ingest) \
    $(if $(wildcard analyze/main.c),$(bin)/dripline-analyze) \
    $(if $(wildcard report/main.c),$(bin)/dripline-report) \
    $(if $(wildcard run/main.c),$(bin)/dripline)
generator := $(if $(generate_src),$(bin)/generate)
benches   := $(patsubst bench/%.c,$(bin)/bench-%,$(bench_mains))
units     := $(patsubst %.c,$(BUILD)/%,$(unit_mains))
conforms  := $(patsubst %.c,$(BUILD)/%,$(conform_mains))
fuzzes    := $(patsubst %.c,$(BUILD)/%,$(fuzz_targets))

all: $(programs) $(generator)
tests: all $(units) $(conforms) $(fuzzes)

# ---- Rules ------------------------------------------------------------------

$(bin)/dripline-ingest:  $(call objects,$(ingest_src))
$(bin)/dripline-analyze: $(call objects,$(analyze_src))
$(bin)/dripline-report:  $(call objects,$(report_src)) $(embed_obj)
$(bin)/dripline:         $(call objects,$(run_src)) $(template_obj)
$(bin)/generate:         $(call objects,$(generate_src))

$(programs) $(generator): $(BUILD)/lib.a
	@mkdir -p $(@D)
	$(call show,LD)
	$(quiet)$(link) -o $@ $(filter %.o,$^) $(BUILD)/lib.a $(libs) $(LDLIBS)

# A stage without its main(), to be linked with what tests it.
stage_obj = $(call objects,$(filter-out %/main.c,$($(1)_src)))
$(BUILD)/lib.a:     $(lib_obj)
$(BUILD)/ingest.a:  $(call stage_obj,ingest)
$(BUILD)/analyze.a: $(call stage_obj,analyze)
$(BUILD)/report.a:  $(call stage_obj,report) $(embed_obj)
$(BUILD)/run.a:     $(call stage_obj,run) $(template_obj)
$(BUILD)/sample.a:  $(call stage_obj,generate)
$(BUILD)/helper.a:  $(helper_obj)

# Files of one name lie in several folders, so they are appended, not replaced.
archives = $(patsubst %,$(BUILD)/%.a,lib ingest analyze report run sample \
    helper)
$(archives): $(BUILD)/names
	@mkdir -p $(@D)
	@rm -f $@
	$(quiet)$(AR) qcs $@ $(filter %.o,$^)

# A test program, with the archives it depends on; all need lib, the last.
link_test = $(link) -o $@ $(filter %.o,$^) $(filter-out %/lib.a,$(filter \
    %.a,$^)) $(BUILD)/lib.a -lcmocka $(libs) $(LDLIBS)

# The first word after test_ says which stage a unit test is of.
units_of = $(filter $(BUILD)/tests/unit/test_$(1)_%,$(units))
$(units): $(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/helper.a \
    $(BUILD)/lib.a
	$(call show,LD)
	$(quiet)$(link_test)
$(call units_of,ingest): $(BUILD)/ingest.a
$(call units_of,analyze) $(call units_of,math): $(BUILD)/analyze.a
$(call units_of,report): $(BUILD)/report.a
$(call units_of,run): $(BUILD)/run.a
$(call units_of,sample): $(BUILD)/sample.a

$(conforms): $(BUILD)/tests/conformance/%: $(BUILD)/tests/conformance/%.o \
    $(call objects,$(filter-out $(conform_mains),$(conform_src))) \
    $(BUILD)/analyze.a $(BUILD)/lib.a
	$(call show,LD)
	$(quiet)$(link_test)

# Without libFuzzer a fuzz target has a main() that replays the corpus.
fuzz_main = $(if $(FUZZER),,$(BUILD)/tests/fuzz/replay.o)
$(fuzzes): $(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o \
    $(BUILD)/tests/fuzz/fuzz.o $(fuzz_main) $(BUILD)/ingest.a $(BUILD)/lib.a
	$(call show,LD)
	$(quiet)$(link) -o $@ $(filter %.o %.a,$^) $(libs) $(LDLIBS) $(FUZZER)

$(bin)/bench-%: $(BUILD)/bench/%.o $(call objects,$(filter-out \
    $(bench_mains),$(bench_src))) $(BUILD)/analyze.a $(BUILD)/lib.a
	@mkdir -p $(@D)
	$(call show,LD)
	$(quiet)$(link_test)

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call show,CC)
	$(quiet)$(compile) -c -o $@ $<

$(BUILD)/%.o: $(BUILD)/%.c $(BUILD)/flags
	$(quiet)$(compile) -Wno-overlength-strings -c -o $@ $<

# Files that hold a text, and are rewritten only when it changes: a change of
# the flags or the version rebuilds all, one of the file names links again.
stamp = mkdir -p $(@D); printf '%s\n' '$(subst ','\'',$(1))' >$@.new; \
    cmp -s $@.new $@ && rm $@.new || mv $@.new $@
$(BUILD)/flags: FORCE
	@$(call stamp,$(compile) $(LDFLAGS))
$(BUILD)/names: FORCE
	@$(call stamp,$(sources) $(embedded) $(templates))

# The bytes of a file as the lines of a C string literal.
as_literal = od -An -v -to1 -w16 $(1) | sed 's/ /\\/g; s/.*/    "&"/'

$(BUILD)/lib/schema.sql.c: lib/schema.sql
	@mkdir -p $(@D)
	@{ echo 'extern const char warehouse_schema[];'; \
	    echo 'const char warehouse_schema[] = ""'; \
	    $(call as_literal,$<); echo '    ;'; } >$@

hash := \#
# A table of files inside the program, as struct embed of report/embed.h:
# $(call as_table,HEADER,STRUCT,NAME,FOLDER,FILES). Names are below the folder.
as_table = { echo '$(hash)include "$(1)"'; n=0; for f in $(5); do \
    echo "static const char bytes_$$n[] = \"\""; \
    $(call as_literal,$$f); echo '    ;'; n=$$((n + 1)); done; \
    echo 'const struct $(2) $(3)[] = {'; n=0; for f in $(5); do \
    echo "    {\"$${f$(hash)$(4)/}\", bytes_$$n, sizeof bytes_$$n - 1},"; \
    n=$$((n + 1)); done; echo '    {0, 0, 0},'; echo '};'; }

$(BUILD)/report/embed.gen.c: $(embedded) $(BUILD)/names
	@mkdir -p $(@D)
	@$(call as_table,report/embed.h,embed,embeds,report,$(embedded)) >$@
$(BUILD)/run/template.gen.c: $(templates) $(BUILD)/names
	@mkdir -p $(@D)
	@$(call as_table,run/template.h,template,templates,run/template,\
	    $(templates)) >$@

-include $(patsubst %.c,$(BUILD)/%.d,$(sources))

# ---- Packages ---------------------------------------------------------------

deps: ; @$(call install_packages,$(TEST_PACKAGES))
deps-build: ; @$(call install_packages)
deps-lint: ; @$(call install_packages,$(TEST_PACKAGES) $(LINT_PACKAGES))
deps-grind: ; @$(call install_packages,$(TEST_PACKAGES) $(GRIND_PACKAGES))

install_packages = $(if $(filter skip,$(DEPS)),true,\
    .ci/deps $(BUILD_PACKAGES) $(1))

# What needs packages first builds in a second make, which then finds them, on
# all processors unless the user has chosen.
jobs  = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))
again = +@$(MAKE) $(jobs)

# ---- The sample study -------------------------------------------------------

demo: deps-build
	$(again) all
	@$(call run_demo)

run_demo = tests/demo $(bin) $(BUILD)/demo

# ---- Tests ------------------------------------------------------------------

# A folder of results for the target that is being made.
tally = $(BUILD)/tally/$@
absolute = $(if $(1),$(abspath $(1)))
test_env = WRAP='$(WRAP)' BIN='$(abspath $(bin))' \
    REFERENCE='$(abspath $(REFERENCE))' REAL='$(abspath $(REAL))'
run_units    = $(test_env) tests/run_unit $(tally) $(units)
run_cases    = $(test_env) tests/tally run $(tally) cases tests/cases/run $(bin)
run_conforms = $(test_env) tests/run_conformance $(tally) $(conforms)
run_corpus   = $(test_env) tests/tally run $(tally) corpus \
    tests/fuzz/run $(BUILD)/tests/fuzz
run_system   = $(test_env) tests/run_system $(tally)
start = rm -rf $(tally)
sum   = tests/tally sum $(tally)

check: deps
	$(again) tests
	@$(start); $(run_units); $(run_cases); $(run_conforms); $(run_corpus); \
	    $(run_system) tests/system/*.sh; $(sum)

check-unit: $(units)
	@$(start); $(run_units); $(sum)
check-cases: $(programs)
	@$(start); $(run_cases); $(sum)
conformance: $(conforms)
	@$(start); $(run_conforms); $(sum)
check-determinism: scripts = tests/system/same_bytes.sh
check-kill: scripts = tests/system/killed.sh
check-hostile: scripts = tests/system/hostile.sh
check-fdr: scripts = tests/system/truths.sh
check-fdr: export SEEDS ?= 200
check-determinism check-kill check-hostile check-fdr: all
	@$(start); $(run_system) $(scripts); $(sum)

# Without LAPACK: the unit tests and golden cases, and the same recommendations.
check-fallback: all
	$(again) BUILD=$(BUILD)/gsl LAPACK=gsl DEPS=skip WERROR=$(WERROR) \
	    LAPACK_BIN='$(abspath $(bin))' fallback-tests

fallback-tests: all $(units)
	@$(start); $(run_units); $(run_cases); $(run_system) \
	    tests/system/fallback.sh; $(sum)

# The same bytes with many members: takes half an hour and 5 GB.
MEMBERS ?= 300000
check-large: all
	@rm -rf $(BUILD)/large; mkdir -p $(BUILD)
	$(bin)/generate --members $(MEMBERS) $(BUILD)/large
	@BIN='$(abspath $(bin))' TMPDIR='$(abspath $(BUILD))' \
	    tests/system/same_bytes.sh $(BUILD)/large 65536
	@rm -rf $(BUILD)/large

# The segments alone of as many: takes five minutes and a gigabyte.
check-segments-large: all
	@BIN='$(abspath $(bin))' TMPDIR='$(abspath $(BUILD))' \
	    tests/system/segments_large.sh $(MEMBERS)

# Makes what the programs print now what the golden cases expect.
bless: $(programs)
	@tests/cases/run --bless $(bin)

# The tests again, with the compiler's sanitizers. LITE asks the conformance
# tests to leave out what is slow.
sanitize = -fsanitize=address,undefined -fno-sanitize-recover=all
asan: deps
	$(again) BUILD=$(BUILD)/asan WERROR=$(WERROR) \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer $(sanitize)' asan-tests

asan-tests: tests
	@export LITE=1 UBSAN_OPTIONS=print_stacktrace=1; $(start); \
	    $(run_units); $(run_cases); $(run_corpus); \
	    $(run_conforms); tests/tally run $(tally) demo $(run_demo) --test; \
	    $(sum)

# Each target for FUZZ_SECONDS; what they learn is kept, so a next run goes on.
FUZZ_SECONDS ?= 60
deps-fuzz: ; @$(call install_packages,$(FUZZ_PACKAGES))
fuzz: deps-fuzz
	$(again) BUILD=$(BUILD)/fuzz CC=clang FUZZER=-fsanitize=fuzzer \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link \
	    $(sanitize)' fuzz-tests

fuzz-tests: $(fuzzes)
	@$(start); $(test_env) tests/tally run $(tally) fuzz \
	    tests/fuzz/run $(BUILD)/tests/fuzz $(FUZZ_SECONDS) $(BUILD)/found; \
	    $(sum)

check-corpus: $(fuzzes)
	@$(start); $(run_corpus); $(sum)

grind = valgrind -q --error-exitcode=9 --leak-check=full \
    --trace-children=yes --trace-children-skip=/bin/*,/usr/bin/*
valgrind: deps-grind
	$(again) tests
	@export LITE=1; $(start); $(valgrind_tests); $(sum)
valgrind: WRAP = $(grind)
valgrind_tests = $(run_units); $(run_cases); $(run_conforms); $(run_corpus)

lint: deps-lint
	$(again) BUILD=$(BUILD)/lint WERROR=-Werror tests $(archives:$(BUILD)/%=$(BUILD)/lint/%)
	@$(start); tests/lint/run $(tally) $(BUILD)/lint; $(sum)

format:
	clang-format -i $(sources) $(wildcard $(addsuffix *.h,$(sort \
	    $(dir $(sources)))))

bench: all $(benches)
	$(test_env) bench/run.sh $(bin)

# Loading attendance, beside other programs: SIZE=S, M or L, or several.
SIZE ?= S
bench-ingest: all $(benches)
	bench/ingest.sh $(bin) $(SIZE)

# Segments beside scikit-learn; groups that are hard to see, found or not.
bench-segment: all $(bin)/bench-segment
	bench/segment.sh $(bin) $(MEMBERS_BENCHED)
bench-planted: $(bin)/bench-planted
	$(bin)/bench-planted
MEMBERS_BENCHED ?= 1000000

# The analyses of attendance beside stepping through it, and beside DuckDB.
MEMBERS_RECORDED ?= 100000
bench-records: all $(bin)/bench-records
	bench/records.sh $(bin) $(MEMBERS_RECORDED)

# A questionnaire of 40 items and what is made of it, beside pandas and numpy:
# needs their Debian packages.
RESPONDENTS ?= 1000000
.PHONY: bench-answers
bench-answers: all $(bin)/bench-answers
	bench/answers.sh $(bin) $(RESPONDENTS)

# The studies of real files. They stay where they are.
real: all
	@test -d '$(REAL)' || { echo "error: there is no $(REAL); say where the" \
	    "real files are: make real REAL=FOLDER" >&2; exit 1; }
	$(test_env) bench/real.sh $(bin) $(REAL)

# Recommendations for a million members beside numpy and scipy, then from files to
# what is stored: needs their Debian packages, 4 GB, 5 GB on disk and ten minutes.
MEMBERS_TO_ADVISE ?= 1000000
COURSES ?= 1000
.PHONY: bench-recommend
bench-recommend: all $(bin)/bench-recommend $(bin)/bench-roster
	bench/recommend.sh $(bin) $(MEMBERS_TO_ADVISE) $(COURSES)

# ---- Installing -------------------------------------------------------------

to_bin   = $(DESTDIR)$(PREFIX)/bin
to_man   = $(DESTDIR)$(PREFIX)/share/man/man1
to_doc   = $(DESTDIR)$(PREFIX)/share/doc/dripline
to_share = $(DESTDIR)$(PREFIX)/share/dripline
programs_installed = dripline dripline-ingest dripline-analyze dripline-report
documents = $(wildcard README.md ARCHITECTURE.md CHANGELOG.md LICENSE \
    docs/*.md)

install: all
	install -d '$(to_bin)' '$(to_man)' '$(to_doc)' '$(to_share)/site' \
	    '$(to_share)/schema'
	install $(programs) '$(to_bin)'
	install -m 644 docs/man/*.1 '$(to_man)'
	install -m 644 $(documents) '$(to_doc)'
	for f in $(embedded:report/%=%); do \
	    install -m 644 "report/$$f" "$(to_share)/$$f" || exit; done

uninstall:
	cd '$(to_bin)' && rm -f $(programs_installed)
	cd '$(to_man)' && rm -f $(notdir $(wildcard docs/man/*.1))
	rm -rf '$(to_doc)' '$(to_share)'

clean:
	rm -rf $(BUILD)

help:
	@sed -n 's/^#: \{0,1\}//p' Makefile

#: make demo          install what is missing, build, run the sample study
#: make check         install what is missing, build, run every test
#: make               build the programs into $(BUILD)/bin
#:
#: make check-unit | check-cases | conformance     one kind of test
#: make check-determinism | check-kill | check-hostile   one system test
#: make check-fdr     planted truths over 200 seeds of the sample (SEEDS=200)
#: make check-fallback   a build without LAPACK gives the same (LAPACK=gsl)
#: make check-large   the same bytes for 300,000 members (MEMBERS=300000)
#: make check-segments-large   the same for segments alone, in minutes
#: make asan          the tests with address and undefined-behaviour checks
#: make valgrind      the tests under valgrind
#: make fuzz          the readers of files, on invented bytes (FUZZ_SECONDS=60)
#: make lint          the laws of the house, format, static analysis
#: make format        put every C file into the house format
#: make bless         accept what the golden cases print now
#: make bench         measure speed
#: make bench-ingest  loading, beside DuckDB, polars, pandas ... (SIZE=S or L)
#: make bench-segment | bench-planted   segments: speed; hard planted groups
#: make real          run the studies of real files (REAL=FOLDER)
#: make bench-recommend   recommendations beside numpy and scipy
#: make bench-answers     questionnaires and needs beside pandas and numpy
#: make bench-records     records, rules, duplicates: beside sqlite, DuckDB
#:                        (MEMBERS_RECORDED=1000000 ROWS=20: rows a member)
#: make deps          install the Debian packages that are missing
#: make install | uninstall   (PREFIX=/usr/local, DESTDIR=)
#: make clean         remove what was built
#:
#: Settings: CC CFLAGS CPPFLAGS LDFLAGS LDLIBS WERROR=-Werror BUILD=build V=1
#:           REFERENCE=../shared/reference REAL=../shared/real WRAP= DEPS=skip

.PHONY: all tests deps deps-build deps-lint deps-grind deps-fuzz demo check \
    check-unit check-corpus fuzz fuzz-tests \
    check-cases conformance check-determinism check-kill check-hostile \
    check-fdr check-fallback fallback-tests \
    check-large check-segments-large bless asan \
    asan-tests valgrind lint format bench bench-ingest bench-records \
    bench-segment bench-planted real install uninstall clean help FORCE
FORCE:
