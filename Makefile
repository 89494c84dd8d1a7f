# SPDX-License-Identifier: GPL-3.0-or-later
# Names for what one does here. The build itself is described in meson.build only.
B = build
THIRD = build-third
MESON_ASAN = -Db_sanitize=address,undefined -Db_lundef=false -Dbuildtype=debugoptimized

all: $(B)/build.ninja
	@ninja -C $(B)
	@ln -sf $(B)/src/cairn cairn

# What a person runs first: a demonstration vault, its letters, its pages. DOCS=DIR, SERVE=0.
run: packages-run all
	@tools/run.sh

test: packages-test asan-build with-tests all fuzz
	@tests/run.sh

# A build folder that 'make run' set up before the packages of the tests were there has no tests yet.
with-tests: $(B)/build.ninja
	@[ -d $(B)/tests/libharness.a.p ] || meson setup --reconfigure $(B) >/dev/null

packages-%:
	@tools/packages.sh $*

asan-build: $(B)-asan/build.ninja
	@ninja -C $(B)-asan
asan: asan-build
	@meson test -C $(B)-asan --print-errorlogs
check:
	@tests/tree/format.sh
	@tests/tree/tidy.sh
format:
	@clang-format -i $$(find src tests tools fuzz bench -name '*.[ch]')
# The package that people install, in the build folder.
deb: packages-run all
	@tools/deb.sh $(B)
# The pictures of docs/manual/first-case.md, taken while its test is played.
first-case: packages-test all
	@tools/first-case.sh $(B)
score: all
	@tests/score.sh
bench: packages-bench all
	@bench/run.sh
fuzz: $(B)-fuzz/build.ninja
	@ninja -C $(B)-fuzz fuzzers
clean:
	rm -rf $(B) $(B)-asan $(B)-fuzz cairn

node_modules/.stamp: package-lock.json
	@npm ci --loglevel=error --no-progress >/dev/null
	@touch $@
$(THIRD)/libsqlcipher.a: node_modules/.stamp tools/sqlcipher.sh
	@tools/sqlcipher.sh $(THIRD)
	@touch $@
$(B)/build.ninja: $(THIRD)/libsqlcipher.a
	@meson setup $(B) --buildtype=debugoptimized >/dev/null || { cat $(B)/meson-logs/meson-log.txt; exit 1; }
$(B)-asan/build.ninja: $(THIRD)/libsqlcipher.a
	@CC=clang meson setup $(B)-asan $(MESON_ASAN) >/dev/null || { tail -n 20 $(B)-asan/meson-logs/meson-log.txt; exit 1; }
$(B)-fuzz/build.ninja: $(THIRD)/libsqlcipher.a
	@CC=clang meson setup $(B)-fuzz -Dfuzz=true $(MESON_ASAN) -Dc_args=-fsanitize=fuzzer-no-link >/dev/null || { tail -n 20 $(B)-fuzz/meson-logs/meson-log.txt; exit 1; }

.PHONY: all run test with-tests asan asan-build check format deb first-case score bench fuzz clean
