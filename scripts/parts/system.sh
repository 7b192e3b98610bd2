# The system packages: which are missing, and how they come.

DEV_PACKAGES="pulseaudio pulseaudio-utils libasound2-plugins strace"

# any_file PATTERN...: is there a file of that name?
any_file() {
  local file
  for file in "$@"; do
    [ -e "$file" ] && return 0
  done
  return 1
}

# has_package NAME: is it here, from wherever it came? Looks at files only, so that a second start is quick.
has_package() {
  case $1 in
    libportaudio2) any_file /usr/lib/*/libportaudio.so.2 /usr/lib/libportaudio.so.2 /usr/lib64/libportaudio.so.2 /usr/local/lib/libportaudio.so.2 ;;
    espeak-ng) any_file /usr/lib/*/libespeak-ng.so.1 /usr/lib/libespeak-ng.so.1 /usr/lib64/libespeak-ng.so.1 /usr/local/lib/libespeak-ng.so.1 ;;
    ca-certificates) any_file /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem /etc/ssl/cert.pem ;;
    libasound2-plugins) any_file /usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so /usr/lib64/alsa-lib/libasound_module_pcm_pulse.so ;;
    pulseaudio-utils) command -v pactl >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# missing_packages LEVEL: sets MISSING to the names that are not here. Only Linux needs any.
missing_packages() {
  local name wanted="libportaudio2 espeak-ng ca-certificates"
  MISSING=""
  case $OSTYPE in linux*) ;; *) return 0 ;; esac
  [ "$1" = dev ] && wanted="$wanted $DEV_PACKAGES"
  # Papers are looked at in a real browser. Elsewhere its package has another name, or is none that apt can bring by itself.
  [ "$1" = dev ] && grep -qs '^ID=debian' /etc/os-release && wanted="$wanted chromium"
  for name in $wanted; do
    has_package "$name" || MISSING="$MISSING${MISSING:+ }$name"
  done
}

# as_root COMMAND...: run it as root, if that needs no question; otherwise status 1.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    command -v sudo >/dev/null && sudo -n true 2>/dev/null && sudo -n "$@"
  fi
}

can_be_root() { as_root true; }

# apt_install NAME...: first mends what an interrupted apt left, then installs; fetches the lists only where it must.
apt_install() {
  local install="apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=120"
  as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a || true
  # shellcheck disable=SC2086 # the words of a command
  as_root env DEBIAN_FRONTEND=noninteractive $install "$@" && return 0
  as_root apt-get update -q || true
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive $install "$@"
}

# install_packages NAME...: bring them, or say the one line that does, and what works without them.
install_packages() {
  if command -v apt-get >/dev/null && can_be_root; then
    say step.system "$*"
    # Without the set-up's lock: a service that apt starts would hold it for ever. apt has a lock of its own.
    run_step apt_install "$@" 9>&- && return 0
    show_log
    say system.failed "$*"
  fi
  tell_packages "$@"
  return 1
}

# tell_packages NAME...: the one line to run, and what is lost without each.
tell_packages() {
  local name
  for name in "$@"; do
    case $name in
      python3*) say without.python3-venv "$name" ;;
      libportaudio2 | espeak-ng | ca-certificates) say "without.$name" ;;
      *) say without.dev "$name" ;;
    esac
  done
  if command -v apt-get >/dev/null; then
    say system.line
    local become="sudo "
    [ "$(id -u)" = 0 ] && become=""
    printf '    %sapt-get update && %sapt-get install -y %s\n' "$become" "$become" "$*" >&2
  else
    say system.other "$*"
  fi
}
