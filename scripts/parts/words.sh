# Sentences for the scripts, read from messages.en.txt; everything is said on standard error, so that a program's own
# output stays clean.

MESSAGES="$ROOT/scripts/messages.en.txt"

# say KEY [VALUE]: print one sentence.
say() {
  local wanted=$1 key text
  shift
  while IFS='=' read -r key text; do
    if [ "$key" = "$wanted" ]; then
      # shellcheck disable=SC2059 # the sentence is a format of our own
      printf -- "$text\n" "$@" >&2
      return
    fi
  done <"$MESSAGES"
  printf '%s\n' "$wanted $*" >&2
}

# stop_with KEY [VALUE]: say why, and end with status 1.
stop_with() {
  say "$@"
  exit 1
}

# run_step COMMAND...: run with no input, output to the log; say every five seconds that it is still going, and show the
# log's end when it fails. On a terminal the command's own progress (its standard error) is shown instead.
run_step() {
  local status=0 heartbeat=""
  if [ -t 2 ] && [ "${STEP_SHOWS_PROGRESS:-}" = yes ]; then
    "$@" </dev/null >>"$LOG" || status=$?
  else
    still_working $$ & heartbeat=$!
    "$@" </dev/null >>"$LOG" 2>&1 || status=$?
    kill "$heartbeat" 2>/dev/null || true
    wait "$heartbeat" 2>/dev/null || true
  fi
  return "$status"
}

# show_log: the end of the log, for when a step has failed.
show_log() {
  say log "${LOG#"$ROOT"/}"
  tail -n 12 "$LOG" | sed 's/^/    /' >&2
}

# still_working PROCESS: beside a step, until it is killed or the set-up has gone.
still_working() {
  exec 9>&- # the lock belongs to the set-up alone
  local seconds=0 parent=$1
  # A sleep left behind must not hold a caller's pipe open.
  while sleep 5 >/dev/null 2>&1 && kill -0 "$parent" 2>/dev/null; do
    seconds=$((seconds + 5))
    say still "$seconds"
  done
}
