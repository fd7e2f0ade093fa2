#!/bin/sh
# Fuzzes each parser for a while: Tests/Fuzz/run.sh [seconds for each, 20 if not given]
#
# Fails at the first crash or violated property and leaves the input in .build/fuzz/findings; put it
# into Tests/Fuzz/Corpus, where ordinary tests replay it for ever.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-20}
# Swift's own crash report cannot run inside a sanitizer.
export SWIFT_BACKTRACE=enable=no
# The sanitizer would otherwise report its own coverage tables as leaks at exit.
export ASAN_OPTIONS=detect_leaks=0
mkdir -p .build/fuzz/findings
for target in json ovsdb journal database server commands; do
  FUZZ=1 swift build -c release --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address \
    --product "fuzz-$target" --scratch-path .build/fuzz
  # What is found goes to a folder of its own: the corpus in the repository is chosen by hand.
  mkdir -p ".build/fuzz/corpus-$target"
  ".build/fuzz/release/fuzz-$target" -max_total_time="$seconds" -max_len=4096 -timeout=5 \
    -artifact_prefix=.build/fuzz/findings/ -dict=Tests/Fuzz/words.dict \
    ".build/fuzz/corpus-$target" "Tests/Fuzz/Corpus/$target"
done
