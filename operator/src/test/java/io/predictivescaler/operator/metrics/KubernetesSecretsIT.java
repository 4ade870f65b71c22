package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.predictivescaler.operator.metrics.SecretReader.Holder;
import io.predictivescaler.operator.metrics.SecretReader.Outcome;
import io.predictivescaler.operator.metrics.SecretReader.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Secrets of the cluster")
@EnableKubernetesMockClient(crud = true, https = false)
class KubernetesSecretsIT extends SecretReaderContract {
    KubernetesClient client;
    KubernetesMockServer server;

    @Override
    SecretReader reader() {
        return new KubernetesSecrets(client);
    }

    @Override
    void given(Reference reference, String value) {
        switch (reference.holder()) {
            case Secret ->
                client.resource(new SecretBuilder()
                                .withNewMetadata()
                                .withNamespace(reference.namespace())
                                .withName(reference.name())
                                .endMetadata()
                                .addToData(
                                        reference.key(),
                                        Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                                .build())
                        .create();
            case ConfigMap ->
                client.resource(new ConfigMapBuilder()
                                .withNewMetadata()
                                .withNamespace(reference.namespace())
                                .withName(reference.name())
                                .endMetadata()
                                .addToData(reference.key(), value)
                                .build())
                        .create();
        }
    }

    @ParameterizedTest
    @CsvSource({"403, may not read Secret shop/prom", "400, cannot be read now (status 400)"})
    void saysWhyTheServerRefuses(int status, String message) {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/shop/secrets/prom")
                .andReturn(status, "hush")
                .always();

        Outcome outcome = reader().read(new Reference(Holder.Secret, "shop", "prom", "token"));

        assertThat(outcome.toString()).contains(message).doesNotContain("hush");
    }

    @Test
    void asksForTheOneObjectOnly() throws InterruptedException {
        reader().read(new Reference(Holder.Secret, "shop", "prom", "token"));

        var request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getPath()).isEqualTo("/api/v1/namespaces/shop/secrets/prom");
    }
}
