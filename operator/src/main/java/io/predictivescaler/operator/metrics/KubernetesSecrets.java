package io.predictivescaler.operator.metrics;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values from Secrets and ConfigMaps of the cluster. Each is got by its name: the operator neither lists nor watches secrets, so
 * that its role needs no more than {@code get}.
 */
public final class KubernetesSecrets implements SecretReader {
    private final KubernetesClient client;

    public KubernetesSecrets(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Outcome read(Reference reference) {
        try {
            return switch (reference.holder()) {
                case Secret -> inSecret(reference);
                case ConfigMap -> inConfigMap(reference);
            };
        } catch (KubernetesClientException e) {
            // The server's message may quote the object; its status says enough.
            return new Outcome.Unavailable(
                    e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                            ? "the operator may not read " + reference.holder() + " " + reference.namespace() + "/"
                                    + reference.name() + ": give its service account 'get' on it"
                            : reference.holder() + " " + reference.namespace() + "/" + reference.name()
                                    + " cannot be read now"
                                    + (e.getCode() > 0 ? " (status " + e.getCode() + ")" : "")
                                    + "; the operator tries again");
        }
    }

    private Outcome inSecret(Reference reference) {
        Secret secret = client.secrets()
                .inNamespace(reference.namespace())
                .withName(reference.name())
                .get();
        if (secret == null) {
            return noObject(reference);
        }
        Optional<String> encoded = under(reference.key(), secret.getData());
        if (encoded.isEmpty()) {
            return noKey(reference);
        }
        try {
            return new Outcome.Found(new String(Base64.getDecoder().decode(encoded.get()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return new Outcome.Unavailable(reference.named() + " is no base64: write it anew");
        }
    }

    private Outcome inConfigMap(Reference reference) {
        ConfigMap map = client.configMaps()
                .inNamespace(reference.namespace())
                .withName(reference.name())
                .get();
        if (map == null) {
            return noObject(reference);
        }
        return under(reference.key(), map.getData())
                .<Outcome>map(Outcome.Found::new)
                .orElseGet(() -> noKey(reference));
    }

    private static Optional<String> under(String key, @Nullable Map<String, String> data) {
        return Optional.ofNullable(data).map(entries -> entries.get(key));
    }

    private static Outcome noObject(Reference reference) {
        return new Outcome.Unavailable(reference.holder() + " " + reference.namespace() + "/" + reference.name()
                + " does not exist: create it with key " + reference.key());
    }

    private static Outcome noKey(Reference reference) {
        return new Outcome.Unavailable(reference.holder() + " " + reference.namespace() + "/" + reference.name()
                + " has no key " + reference.key() + ": add it");
    }
}
