package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.PrometheusSettings.Credentials;
import io.predictivescaler.operator.config.PrometheusSettings.HeadersFile;
import io.predictivescaler.operator.config.PrometheusSettings.OwnSource;
import io.predictivescaler.operator.config.PrometheusSettings.Trust;
import io.predictivescaler.operator.metrics.EndpointResolution.Resolved;
import io.predictivescaler.operator.metrics.EndpointResolution.Unresolved;
import io.predictivescaler.operator.spec.SourceSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The operator's own endpoint")
class OperatorEndpointIT {
    private static final URI URL = URI.create("https://prometheus.monitoring:9090");

    @TempDir
    private Path directory;

    private EndpointResolution resolve(Credentials credentials, HeadersFile headers, Trust trust) {
        PrometheusSettings settings = new PrometheusSettings(
                new OwnSource.At(URL, credentials, headers, trust), List.of(), Duration.ofSeconds(30), 8, 32 << 20);
        return new EndpointResolver(settings, new FakeSecrets()).resolve("shop", new SourceSpec.OperatorSource());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void hasCredentialsHeadersAndAuthorityFromFiles() throws IOException {
        String authority = new TestAuthority("ours").pem();

        EndpointResolution resolution = resolve(
                new Credentials.BasicAuthFile(file("basic", "ann:a:b\n")),
                new HeadersFile.At(file("headers", "X-Scope-OrgID: shop\n\nX-B:b\n")),
                new Trust.CaFile(file("ca.pem", authority)));

        assertThat(resolution)
                .isEqualTo(new Resolved(new PrometheusEndpoint(
                        URL,
                        Duration.ofSeconds(30),
                        Map.of("X-Scope-OrgID", "shop", "X-B", "b"),
                        new Authentication.Basic("ann", "a:b"),
                        new TlsMaterial(
                                new TlsMaterial.Trust.Only(authority),
                                new TlsMaterial.Identity.None(),
                                new TlsMaterial.ServerName.OfUrl()))));
    }

    @Test
    void followsTheTokenFileAsItIsRotated() throws IOException {
        Credentials token = new Credentials.BearerTokenFile(file("token", "one\n"));
        EndpointResolution before = resolve(token, new HeadersFile.None(), new Trust.Default());
        file("token", "two\n");

        EndpointResolution after = resolve(token, new HeadersFile.None(), new Trust.Default());

        assertThat(after).isInstanceOf(Resolved.class).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hush",
                "hush hush: value",
                "Content-Length: hush",
                "Host: hush",
                "X-Tenant: hu\u0001sh",
                ": hush",
                "Bearer hush:\u0007"
            })
    void namesOnlyTheLineOfAHeaderThatCannotBeSent(String line) throws IOException {
        EndpointResolution resolution = resolve(
                new Credentials.None(),
                new HeadersFile.At(file("headers", "X-Scope-OrgID: shop\n\n" + line + "\n")),
                new Trust.Default());

        assertThat(resolution)
                .isEqualTo(new Unresolved(List.of("line 3 of the operator's --prometheus-headers-file is not"
                        + " 'Name: value' with a header that can be sent: ask who runs the operator")));
    }

    @Test
    void doesNotSayWhatIsWrongWithItsOwnFiles() throws IOException {
        assertThat(resolve(
                        new Credentials.BearerTokenFile(file("token", "hush")),
                        new HeadersFile.At(file("headers", "Authorization: hush")),
                        new Trust.Default()))
                .isEqualTo(new Unresolved(
                        List.of("the operator's --prometheus-headers-file cannot be used: ask who runs the operator")));
        assertThat(resolve(
                        new Credentials.BasicAuthFile(file("basic", "hush")),
                        new HeadersFile.None(),
                        new Trust.CaFile(file("ca.pem", "hush"))))
                .isEqualTo(new Unresolved(List.of(
                        "the operator's --prometheus-basic-auth-file cannot be used: ask who runs the operator",
                        "the operator's --prometheus-ca-file cannot be used: ask who runs the operator")));
    }

    @Test
    void namesSettingsAndNeitherPathsNorContent() throws IOException {
        EndpointResolution resolution = resolve(
                new Credentials.BasicAuthFile(file("basic", "hush")),
                new HeadersFile.At(file("headers", "hush")),
                new Trust.CaFile(directory.resolve("gone")));

        assertThat(resolution)
                .asInstanceOf(type(Unresolved.class))
                .satisfies(unresolved -> assertThat(unresolved.problems())
                        .hasSize(3)
                        .allMatch(problem -> problem.contains("the operator's --prometheus-"))
                        .noneMatch(problem -> problem.contains("hush") || problem.contains(directory.toString())));
    }
}
