#!/bin/sh
# enospc_test.sh RECORD_SAMPLE SHIM.so: a disk that fills up at any point ends in WriteError (exit
# status 1, path and cause named) and leaves no file, neither finished nor part.
set -u
record_sample=$1
shim=$2
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

for limit in 0 1 96 512 2000 4096 8000 16000 30000 60000 90000 120000 200000 400000 800000; do
  message=$(LD_PRELOAD=$shim ENOSPC_AFTER=$limit "$record_sample" "$folder/run.h5" 200 1000 2>&1)
  status=$?
  if [ $status -ne 1 ]; then
    echo "limit $limit: status $status: $message"
    exit 1
  fi
  case $message in
    *"$folder/run.h5"*"No space left on device") ;;
    *) echo "limit $limit: message: $message"; exit 1 ;;
  esac
  if [ -n "$(ls "$folder")" ]; then
    echo "limit $limit: left behind: $(ls "$folder")"
    exit 1
  fi
done

LD_PRELOAD=$shim ENOSPC_AFTER=100000000 "$record_sample" "$folder/run.h5" 200 1000 || exit 1
[ "$(ls "$folder")" = run.h5 ]
