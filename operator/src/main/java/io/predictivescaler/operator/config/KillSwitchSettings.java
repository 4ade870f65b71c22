package io.predictivescaler.operator.config;

/**
 * Where the kill switch of the whole cluster is.
 *
 * @param configMap the name of a ConfigMap in the operator's own namespace; it need not exist
 */
public record KillSwitchSettings(String configMap) {
    public KillSwitchSettings {
        KubernetesName.object("--kill-switch-configmap", configMap);
    }
}
