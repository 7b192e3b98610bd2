# The Python environment: finding a Python, making .venv, filling it from the hashed lists.

# find_python: sets PYTHON to a Python that is new enough, or to nothing.
find_python() {
  local name
  for name in ${VOICE_GUIDE_PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1; then
      PYTHON=$name
      return 0
    fi
  done
  PYTHON=""
}

can_make_venv() { "$PYTHON" -c 'import ensurepip, venv' </dev/null >/dev/null 2>&1; }

# python_packages: sets PYTHON_PACKAGES to the system packages that a Python environment still lacks here.
python_packages() {
  PYTHON_PACKAGES=""
  if [ -z "$PYTHON" ]; then
    PYTHON_PACKAGES="python3 python3-venv"
    if command -v python3 >/dev/null; then # an older one stays the machine's own; the newer one comes beside it
      PYTHON_PACKAGES="python3.11 python3.11-venv"
    fi
  elif ! can_make_venv; then
    case $PYTHON in
      python3.*) PYTHON_PACKAGES="$PYTHON-venv" ;;
      *) PYTHON_PACKAGES="python3-venv" ;;
    esac
  fi
}

venv_facts() { printf '%s\n%s\n' "$ROOT" "$(readlink -f "$VENV/bin/python")"; }

# make_venv: keep a whole environment, replace a half-made or moved one.
make_venv() {
  if [ -x "$VENV/bin/python" ] && [ "$(cat "$STATE/venv" 2>/dev/null)" = "$(venv_facts)" ]; then
    return 0
  fi
  say step.python "$("$PYTHON" --version 2>&1)"
  rm -rf "$VENV" "$STATE/venv"
  run_step "$PYTHON" -m venv "$VENV" || { show_log; stop_with fail.venv; }
  venv_facts >"$STATE/venv.new"
  mv -f "$STATE/venv.new" "$STATE/venv"
}

# fetch_uv: the pinned installer, kept apart from the environment that it fills.
fetch_uv() {
  local pinned
  pinned=$(digest "$ROOT/requirements/uv.txt")
  [ -x "$UV" ] && [ "$(cat "$STATE/uv/pinned" 2>/dev/null)" = "$pinned" ] && return 0
  say step.uv
  rm -rf "$STATE/uv" "$STATE/uv.new"
  run_step "$VENV/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: \
    --target "$STATE/uv.new" -r "$ROOT/requirements/uv.txt" || return 1
  printf '%s\n' "$pinned" >"$STATE/uv.new/pinned" && mv "$STATE/uv.new" "$STATE/uv"
}

# fill_venv LEVEL: exactly what the list says, each file checked by its hash. Where uv can't (a machine that only pip is
# set up for), pip does the same more slowly.
fill_venv() {
  local list="$ROOT/requirements/$1.txt" reinstall=""
  [ -e "$STATE/filling" ] && reinstall="--reinstall" # a library may lie there half-copied
  : >"$STATE/filling"
  if fetch_uv; then
    if [ "$1" = dev ]; then say step.packages_dev; else say step.packages; fi
    # shellcheck disable=SC2086 # empty, or one option
    STEP_SHOWS_PROGRESS=yes run_step "$UV" pip sync --python "$VENV/bin/python" --require-hashes $reinstall "$list" &&
      rm -f "$STATE/filling" && return 0
  fi
  say step.pip
  # shellcheck disable=SC2086
  run_step "$VENV/bin/python" -m pip install --disable-pip-version-check --retries 1 --require-hashes \
    ${reinstall:+--force-reinstall} -r "$list" || { show_log; stop_with fail.packages; }
  rm -f "$STATE/filling"
}

# install_project: this checkout itself, so that the command and the package are there; its needs are there already.
install_project() {
  say step.project
  if [ -x "$UV" ]; then
    run_step "$UV" pip install --python "$VENV/bin/python" --offline --no-deps --no-build-isolation -e "$ROOT" && return 0
  fi
  run_step "$VENV/bin/python" -m pip install --disable-pip-version-check --no-index --no-deps --no-build-isolation \
    -e "$ROOT" || { show_log; stop_with fail.project; }
}
