{{- define "predictive-scaler.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 52 characters, so that "-references", the longest suffix, still fits into 63. */}}
{{- define "predictive-scaler.fullname" -}}
{{- $name := include "predictive-scaler.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What a selector goes by: never changes while a release lives. */}}
{{- define "predictive-scaler.selectorLabels" -}}
app.kubernetes.io/name: {{ include "predictive-scaler.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{/* Of one shard's pods, which no other shard's Deployment, budget or spread may select. Called with (list $ SHARD). */}}
{{- define "predictive-scaler.shardSelectorLabels" -}}
{{- $root := index . 0 -}}
{{- include "predictive-scaler.selectorLabels" $root }}
{{- if gt (int $root.Values.shards) 1 }}
predictivescaler.io/shard: {{ index . 1 | quote }}
{{- end }}
{{- end -}}

{{/*
  A shard's Deployment has a name of its own: what a Deployment selects can never be changed, so going from one shard to several, or back, replaces
  Deployments and changes none. Called with (list $ SHARD).
*/}}
{{- define "predictive-scaler.shardName" -}}
{{- $root := index . 0 -}}
{{- include "predictive-scaler.fullname" $root }}{{ if gt (int $root.Values.shards) 1 }}-{{ index . 1 }}{{ end -}}
{{- end -}}

{{- define "predictive-scaler.baseLabels" -}}
app.kubernetes.io/name: {{ include "predictive-scaler.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{/* Of the operator's own objects. */}}
{{- define "predictive-scaler.labels" -}}
{{- $own := merge (include "predictive-scaler.baseLabels" . | fromYaml) (include "predictive-scaler.selectorLabels" . | fromYaml) -}}
{{- toYaml (merge $own .Values.commonLabels) -}}
{{- end -}}

{{/* Of one shard's own objects. Called with (list $ SHARD). */}}
{{- define "predictive-scaler.shardLabels" -}}
{{- $root := index . 0 -}}
{{- $own := merge (include "predictive-scaler.baseLabels" $root | fromYaml) (include "predictive-scaler.shardSelectorLabels" . | fromYaml) -}}
{{- toYaml (merge $own $root.Values.commonLabels) -}}
{{- end -}}

{{/* Of its pods. Without the chart's version: a new chart with the same program replaces no pod. Called with (list $ SHARD). */}}
{{- define "predictive-scaler.podLabels" -}}
{{- $own := omit (include "predictive-scaler.shardLabels" . | fromYaml) "helm.sh/chart" "app.kubernetes.io/managed-by" -}}
{{- toYaml (merge $own (index . 0).Values.podLabels) -}}
{{- end -}}

{{/* Of the Job that restores: no selector of the operator's may match its pod. */}}
{{- define "predictive-scaler.restoreLabels" -}}
{{- $own := merge (include "predictive-scaler.baseLabels" . | fromYaml) (dict "app.kubernetes.io/component" "restore") -}}
{{- toYaml (merge $own .Values.commonLabels) -}}
{{- end -}}

{{- define "predictive-scaler.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "predictive-scaler.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* A shard's Lease. Called with (list $ SHARD). */}}
{{- define "predictive-scaler.leaseName" -}}
{{- $root := index . 0 -}}
{{- default (include "predictive-scaler.fullname" $root) $root.Values.leaderElection.leaseName }}{{ if gt (int $root.Values.shards) 1 }}-{{ index . 1 }}{{ end -}}
{{- end -}}

{{- define "predictive-scaler.image" -}}
{{- $repository := .Values.image.repository -}}
{{- with .Values.image.registry -}}
{{- $repository = printf "%s/%s" . $repository -}}
{{- end -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* Of every pod of the chart: the operator's and the restoring one's. */}}
{{- define "predictive-scaler.podBasics" -}}
serviceAccountName: {{ include "predictive-scaler.serviceAccountName" . }}
automountServiceAccountToken: true
# A Service of this name would otherwise set PREDICTIVE_SCALER_PORT, which is also the variable of --port, to something that is no number.
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.podSecurityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Of every container of the chart. */}}
{{- define "predictive-scaler.containerBasics" -}}
image: {{ include "predictive-scaler.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
terminationMessagePolicy: FallbackToLogsOnError
{{- with .Values.securityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if or .Values.jvmOptions .Values.extraEnv }}
env:
  {{- with .Values.jvmOptions }}
  - name: JAVA_TOOL_OPTIONS
    value: {{ join " " . | quote }}
  {{- end }}
  {{- with .Values.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* What contradicts itself and the schema cannot say. */}}
{{- define "predictive-scaler.checks" -}}
{{- if and (not .Values.leaderElection.enabled) (gt (int .Values.replicas) 1) -}}
{{- fail (printf "replicas is %d and leaderElection.enabled is false: both would write; set replicas to 1, or leave leader election on" (int .Values.replicas)) -}}
{{- end -}}
{{- if and .Values.serviceMonitor.enabled .Values.podMonitor.enabled -}}
{{- fail "serviceMonitor.enabled and podMonitor.enabled are both true: every series would be there twice; turn one off" -}}
{{- end -}}
{{- $secret := .Values.prometheus.existingSecret -}}
{{- if and $secret.bearerTokenKey $secret.basicAuthKey -}}
{{- fail "prometheus.existingSecret has bearerTokenKey and basicAuthKey: one of the two is enough" -}}
{{- end -}}
{{- if and $secret.name (not (or $secret.bearerTokenKey $secret.basicAuthKey $secret.headersKey)) -}}
{{- fail (printf "prometheus.existingSecret.name is %s, and no key of it is named: set bearerTokenKey, basicAuthKey or headersKey" $secret.name) -}}
{{- end -}}
{{- if and (not $secret.name) (or $secret.bearerTokenKey $secret.basicAuthKey $secret.headersKey) -}}
{{- fail "prometheus.existingSecret names a key and no Secret: set prometheus.existingSecret.name" -}}
{{- end -}}
{{- if and .Values.prometheus.ca.secretName .Values.prometheus.ca.configMapName -}}
{{- fail "prometheus.ca has secretName and configMapName: one of the two is enough" -}}
{{- end -}}
{{- if and (not .Values.prometheus.url) (or $secret.name .Values.prometheus.ca.secretName .Values.prometheus.ca.configMapName) -}}
{{- fail "prometheus.existingSecret and prometheus.ca are for prometheus.url, which is empty: set it" -}}
{{- end -}}
{{- $seen := list -}}
{{- range .Values.rbac.references.named -}}
{{- if has .namespace $seen -}}
{{- fail (printf "rbac.references.named has namespace %s twice: make it one entry" .namespace) -}}
{{- end -}}
{{- $seen = append $seen .namespace -}}
{{- if and $.Values.watch.namespaces (not (has .namespace $.Values.watch.namespaces)) -}}
{{- fail (printf "rbac.references.named has namespace %s, which watch.namespaces does not: no resource there is looked after" .namespace) -}}
{{- end -}}
{{- end -}}
{{- end -}}
