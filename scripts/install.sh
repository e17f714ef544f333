#!/bin/sh
# Make the virtual environment VENV and install a lock file and the project into it
# (the lock file alone, where a third argument says so).
# Where the machine lacks something, one sentence says which package to install.
set -eu
venv=$1
lock=$2

python=
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Máy chưa có Python 3.11 trở lên: hãy cài bằng «sudo apt-get install python3 python3-venv»." >&2
    exit 1
fi

if [ ! -x "$venv/bin/pip" ]; then
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "Python của máy thiếu mô-đun venv hoặc pip: hãy cài bằng «sudo apt-get install python3-venv»." >&2
        exit 1
    fi
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

echo "Cài đặt thư viện theo $lock …"
"$venv/bin/pip" install --quiet --require-hashes --requirement "$lock"
[ "${3:-}" = alone ] || "$venv/bin/pip" install --quiet --no-deps --no-build-isolation --editable .
