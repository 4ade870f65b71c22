package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.metrics.EndpointResolution.Resolved;
import io.predictivescaler.operator.metrics.EndpointResolution.Unresolved;
import io.predictivescaler.operator.metrics.SecretReader.Holder;
import io.predictivescaler.operator.spec.SourceSpec;
import io.predictivescaler.operator.spec.SourceSpec.Auth;
import io.predictivescaler.operator.spec.SourceSpec.Authority;
import io.predictivescaler.operator.spec.SourceSpec.Header;
import io.predictivescaler.operator.spec.SourceSpec.Identity;
import io.predictivescaler.operator.spec.SourceSpec.ObjectKey;
import io.predictivescaler.operator.spec.SourceSpec.OwnSource;
import io.predictivescaler.operator.spec.SourceSpec.ServerName;
import io.predictivescaler.operator.spec.SourceSpec.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointResolverTest {
    private static final URI URL = URI.create("https://thanos.shop:9090");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final TestAuthority AUTHORITY = new TestAuthority("ours");

    private final FakeSecrets secrets = new FakeSecrets();

    private EndpointResolution resolve(SourceSpec source) {
        PrometheusSettings settings = new PrometheusSettings(
                new PrometheusSettings.OwnSource.None(), List.of(), Duration.ofSeconds(30), 8, 32 << 20);
        return new EndpointResolver(settings, secrets).resolve("shop", source);
    }

    private EndpointResolution resolve(List<Header> headers, Auth auth, Tls tls) {
        return resolve(new OwnSource(URL, TIMEOUT, headers, auth, tls));
    }

    private List<String> problems(EndpointResolution resolution) {
        return assertThat(resolution)
                .asInstanceOf(type(Unresolved.class))
                .actual()
                .problems();
    }

    private static ObjectKey key(String object, String key) {
        return new ObjectKey(object, key);
    }

    @Test
    void bringsUrlTimeoutHeadersAndTokenTogether() {
        secrets.with(Holder.Secret, "prom", "token", "abc\n").with(Holder.Secret, "prom", "tenant", "t1");

        EndpointResolution resolution = resolve(
                List.of(new Header.Plain("X-A", "a"), new Header.FromSecret("X-Tenant", key("prom", "tenant"))),
                new Auth.Bearer(key("prom", "token")),
                Tls.standard());

        assertThat(resolution)
                .isEqualTo(new Resolved(new PrometheusEndpoint(
                        URL,
                        TIMEOUT,
                        Map.of("X-A", "a", "X-Tenant", "t1"),
                        new Authentication.Bearer("abc"),
                        TlsMaterial.systemTrust())));
    }

    @Test
    void readsBasicCredentials() {
        secrets.with(Holder.Secret, "prom", "user", "ann").with(Holder.Secret, "prom", "pass", " blank is kept \r\n");

        EndpointResolution resolution =
                resolve(List.of(), new Auth.Basic(key("prom", "user"), key("prom", "pass")), Tls.standard());

        assertThat(resolution)
                .asInstanceOf(type(Resolved.class))
                .extracting(resolved -> resolved.endpoint().authentication())
                .isEqualTo(new Authentication.Basic("ann", " blank is kept "));
    }

    @Test
    void readsTlsMaterial() {
        TestAuthority.Issued client = AUTHORITY.client("EC");
        secrets.with(Holder.ConfigMap, "authority", "ca.crt", AUTHORITY.pem())
                .with(Holder.Secret, "client", "tls.crt", client.certificatePem())
                .with(Holder.Secret, "client", "tls.key", client.keyPem());

        EndpointResolution resolution = resolve(
                List.of(),
                new Auth.None(),
                new Tls(
                        new Authority.InConfigMap(key("authority", "ca.crt")),
                        new Identity.InSecret("client"),
                        new ServerName.Stated("thanos.example")));

        assertThat(resolution)
                .asInstanceOf(type(Resolved.class))
                .extracting(resolved -> resolved.endpoint().tls())
                .isEqualTo(new TlsMaterial(
                        new TlsMaterial.Trust.Only(AUTHORITY.pem()),
                        new TlsMaterial.Identity.Certificate(client.certificatePem(), client.keyPem()),
                        new TlsMaterial.ServerName.Given("thanos.example")));
    }

    @Test
    void listsAllProblemsAtOnce() {
        secrets.with(Holder.Secret, "prom", "other", "hush").with(Holder.Secret, "prom", "ca", "hush");

        EndpointResolution resolution = resolve(
                List.of(new Header.FromSecret("X-Tenant", key("gone", "tenant"))),
                new Auth.Bearer(key("prom", "token")),
                new Tls(
                        new Authority.InSecret(key("prom", "ca")),
                        new Identity.None(),
                        new ServerName.Stated("not a name")));

        assertThat(problems(resolution))
                .satisfiesExactly(
                        first -> assertThat(first).contains("Secret shop/gone does not exist"),
                        second -> assertThat(second).contains("Secret shop/prom has no key token"),
                        third -> assertThat(third)
                                .contains("key ca of Secret shop/prom cannot be used: there is no certificate"),
                        fourth -> assertThat(fourth).contains("'not a name' is no DNS name"))
                .noneMatch(problem -> problem.contains("hush"));
    }

    @Test
    void refusesTokensThatNoHeaderCanHold() {
        secrets.with(Holder.Secret, "prom", "token", "two\nlines");

        assertThat(problems(resolve(List.of(), new Auth.Bearer(key("prom", "token")), Tls.standard())))
                .singleElement()
                .asString()
                .contains("key token of Secret shop/prom cannot be used")
                .doesNotContain("two");
    }

    @Test
    void saysThatTheOperatorHasNoPrometheusOfItsOwn() {
        assertThat(problems(resolve(new SourceSpec.OperatorSource())))
                .singleElement()
                .asString()
                .contains("spec.prometheus.url", "--prometheus-url");
    }
}
