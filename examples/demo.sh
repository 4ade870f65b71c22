#!/usr/bin/env bash
# Runs the operator through five days of traffic in about a minute: examples/demo.sh --help
# Needs a JDK, 21 or newer, and Maven; builds what it needs, from any directory.
set -eu

script=$0
while [ -h "$script" ]; do
  link=$(readlink "$script")
  case $link in
    /*) script=$link ;;
    *) script=$(dirname "$script")/$link ;;
  esac
done
root=$(cd "$(dirname "$script")/.." && pwd -P)
jar=$root/examples/demo/target/predictive-scaler-demo.jar
wanted=21

complain() {
  printf '%s\n' "$@" >&2
}

# Prints the major version of the java at $1; nothing when it does not run.
version_of() {
  "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

# Prints each home in which a JDK may be, the most deliberate choice first.
homes() {
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  if command -v java >/dev/null 2>&1; then
    # Follows links such as /usr/bin/java to the home behind them.
    found=$(command -v java)
    while [ -h "$found" ]; do
      link=$(readlink "$found")
      case $link in
        /*) found=$link ;;
        *) found=$(dirname "$found")/$link ;;
      esac
    done
    printf '%s\n' "$(dirname "$(dirname "$found")")"
  fi
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$wanted+" 2>/dev/null || true
  fi
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/java* /opt/jdk* \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* "${HOME:-/nowhere}"/.m2/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ ! -d "$home" ] || printf '%s\n' "$home"
  done
}

# Prints the first home with a java of the wanted version or newer; with "javac" as $1 it has to be able to compile, too.
find_home() {
  homes | while IFS= read -r home; do
    [ -x "$home/bin/java" ] || continue
    [ -z "${1:-}" ] || [ -x "$home/bin/$1" ] || continue
    version=$(version_of "$home/bin/java")
    if [ -n "$version" ] && [ "$version" -ge "$wanted" ]; then
      printf '%s\n' "$home"
      break
    fi
  done
}

is_up_to_date() {
  [ -f "$jar" ] || return 1
  newer=$(find "$root/pom.xml" "$root"/forecasting "$root"/planning "$root"/simulation "$root"/operator "$root"/examples/demo \
    -type d \( -name target -o -path '*/src/test' \) -prune -o -type f -newer "$jar" -print | head -n 1)
  [ -z "$newer" ]
}

build() {
  home=$(find_home javac)
  if [ -z "$home" ]; then
    complain "The demo has to be built, which takes a JDK $wanted or newer, and none was found (looked at JAVA_HOME, PATH and" \
      "the usual folders). Install one, for example from https://adoptium.net, or set JAVA_HOME to it."
    return 1
  fi
  if ! command -v mvn >/dev/null 2>&1; then
    complain "The demo has to be built, which takes Maven, and there is no mvn on the PATH." \
      "Install it (apt install maven, brew install maven)."
    return 1
  fi
  complain "Building the demo; this takes a minute, and longer the first time."
  log=$root/examples/demo/target/build.log
  mkdir -p "$root/examples/demo/target"
  if ! (cd "$root" && JAVA_HOME=$home mvn -q -B -DskipTests -pl examples/demo -am package) >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    complain "The build failed; all of its output is in $log"
    return 1
  fi
}

is_up_to_date || build

home=$(find_home)
if [ -z "$home" ]; then
  complain "The demo needs Java $wanted or newer, and none was found (looked at JAVA_HOME, PATH and the usual folders)." \
    "Install a JDK, for example from https://adoptium.net, or set JAVA_HOME to it."
  exit 1
fi

# Java 21 cannot tell whether it writes to a terminal, nor how wide that is.
terminal=false
columns=80
if [ -t 1 ]; then
  terminal=true
  columns=$(tput cols 2>/dev/null || echo 80)
fi

quiet=
if [ "$(version_of "$home/bin/java")" -ge 24 ]; then
  # Netty's use of memory access that Java is going to remove; the warning is for its authors.
  quiet=--sun-misc-unsafe-memory-access=allow
fi

# shellcheck disable=SC2086 # $quiet is one option or none
exec "$home/bin/java" $quiet -XX:+UseSerialGC -Xmx1g -Dstdout.encoding=UTF-8 \
  -Ddemo.terminal=$terminal -Ddemo.columns="$columns" -jar "$jar" "$@"
