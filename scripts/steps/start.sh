#!/bin/sh
# start.sh STEP [OPTION…]: finds a Python that is new enough and hands over to scripts/steps/STEP.py.
# Shell, because it has to be able to say so where there is no such Python.
for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    step=$1
    shift
    PYTHONUTF8=1 exec "$python" -m "scripts.steps.$step" "$@"
  fi
done
echo "Python 3.11 以上が必要です。入れてから、もう一度実行してください（Debian・Ubuntu なら sudo apt-get install python3 python3-venv）。" >&2
exit 1
