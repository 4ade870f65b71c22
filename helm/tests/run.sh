#!/usr/bin/env bash
# Checks the chart with what is here of helm and promtool; what is missing is said, and passes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

has() { command -v "$1" >/dev/null 2>&1; }
helm=${HELM:-helm}
failed=0
complain() {
  echo "FAILED: $*"
  failed=1
}

if ! cmp -s ../crds/predictivescalers.predictivescaler.io-v1.yml predictive-scaler/crds/predictivescalers.predictivescaler.io-v1.yml; then
  complain 'the chart has another CRD than crds/: cp crds/*.yml helm/predictive-scaler/crds/'
fi

if has promtool; then
  promtool check rules predictive-scaler/files/alerts.yaml || failed=1
  promtool test rules tests/alerts.yaml || failed=1
else
  echo 'promtool: missing, so the alerts are not checked'
fi

if ! has "$helm"; then
  echo 'helm: missing, so nothing is rendered (HELM names another place)'
  exit "$failed"
fi

"$helm" lint --strict predictive-scaler || failed=1
"$helm" lint --strict predictive-scaler -f tests/every-value.yaml || failed=1

# renders ARGUMENTS: the chart can be rendered with them.
renders() {
  "$helm" template ps predictive-scaler -n ops "$@" >/dev/null || complain "does not render with $*"
}
# refuses WORDS ARGUMENTS: the chart cannot be rendered with them, and says WORDS, a regular expression, since versions of Helm differ.
refuses() {
  local words=$1 said
  shift
  if said=$("$helm" template ps predictive-scaler -n ops "$@" 2>&1); then
    complain "renders with $*"
  elif ! grep -qE -- "$words" <<<"$said"; then
    complain "does not say '$words' of $*: $said"
  fi
}

renders
renders -f tests/every-value.yaml
renders --set podMonitor.enabled=true
renders --set replicas=0
renders --set leaderElection.enabled=false,replicas=1
renders --set rbac.create=false,serviceAccount.create=false,restore.onUninstall=false
renders --set resources=null,jvmOptions=null,podSecurityContext=null,securityContext=null
renders --include-crds --no-hooks

refuses '(want|Expected:) integer' --set replicas=two
refuses "unknown'? (is )?not allowed" --set unknown=1
refuses 'prometheus[./]url' --set prometheus.url=http://user:password@prometheus:9090
refuses 'both would write' --set leaderElection.enabled=false
refuses 'would be there twice' --set serviceMonitor.enabled=true,podMonitor.enabled=true
refuses 'no key of it is named' --set prometheus.url=http://prometheus:9090,prometheus.existingSecret.name=credentials
refuses 'one of the two' --set prometheus.url=http://prometheus:9090,prometheus.existingSecret.name=c,prometheus.existingSecret.bearerTokenKey=a,prometheus.existingSecret.basicAuthKey=b
refuses 'which is empty' --set prometheus.ca.secretName=ca
refuses 'watch.namespaces does not' --set 'watch.namespaces={a},rbac.references.named[0].namespace=b,rbac.references.named[0].secrets={c}'

# What is applied without Helm must not turn the kill switch on.
if "$helm" template ps predictive-scaler -n ops --no-hooks | grep -q 'mode: Restore'; then complain '--no-hooks leaves the kill switch in'; fi

[ "$failed" = 0 ] && echo 'The chart is as it should be.'
exit "$failed"
