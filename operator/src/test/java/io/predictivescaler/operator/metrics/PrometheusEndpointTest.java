package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusEndpointTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final URI URL = URI.create("https://prometheus.monitoring:9090");

    private static PrometheusEndpoint with(Map<String, String> headers, Authentication authentication) {
        return new PrometheusEndpoint(URL, TIMEOUT, headers, authentication, TlsMaterial.systemTrust());
    }

    @ParameterizedTest
    @CsvSource({
        "http://prom, http://prom/api/v1/query_range, prom:80",
        "https://prom/, https://prom/api/v1/query_range, prom:443",
        "http://mimir:8080/prometheus, http://mimir:8080/prometheus/api/v1/query_range, mimir:8080"
    })
    void keepsThePathPrefix(URI url, URI queries, String address) {
        PrometheusEndpoint endpoint = PrometheusEndpoint.of(url, TIMEOUT);

        assertThat(endpoint.rangeQueryUrl()).isEqualTo(queries);
        assertThat(endpoint.address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://prom",
                "prom:9090",
                "/path",
                "http:///path",
                "http://ann:secret@prom",
                "http://ann@bad_name",
                "http://prom?x=secret",
                "http://prom#secret"
            })
    void refusesOtherUrlsWithoutRepeatingThem(URI url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrometheusEndpoint.of(url, TIMEOUT))
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "a b", ""})
    void refusesHeadersThatAreTheClientsOrNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> with(Map.of(name, "x"), new Authentication.None()));
    }

    @Test
    void refusesToSmuggleAHeaderInAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of("X-Tenant", "a\r\nX-Other: b"), new Authentication.None()))
                .withMessageContaining("X-Tenant")
                .withMessageNotContaining("X-Other");
    }

    @Test
    void refusesTwoWaysToLogIn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of("authorization", "Token x"), new Authentication.Bearer("y")));
    }

    @Test
    void isAnotherOneWithAnotherSecret() {
        Map<String, String> headers = Map.of("X-Scope-OrgID", "shop");

        assertThat(with(headers, new Authentication.Bearer("one")))
                .isEqualTo(with(Map.of("x-scope-orgid", "shop"), new Authentication.Bearer("one")))
                .isNotEqualTo(with(headers, new Authentication.Bearer("other")));
    }

    @Nested
    class HidesInItsText {
        @Test
        void everySecret() {
            String text = with(Map.of("X-Token", "hush1"), new Authentication.Bearer("hush2"))
                    + " " + new Authentication.Basic("hush3", "hush4")
                    + " " + new SecretReader.Outcome.Found("hush5");

            assertThat(text).contains("X-Token", URL.toString()).doesNotContain("hush");
        }

        @Test
        void theClientsKey() {
            TestAuthority authority = new TestAuthority("ours");
            TestAuthority.Issued client = authority.client("EC");
            TlsMaterial tls = new TlsMaterial(
                    new TlsMaterial.Trust.Only(authority.pem()),
                    new TlsMaterial.Identity.Certificate(client.certificatePem(), client.keyPem()),
                    new TlsMaterial.ServerName.Given("prom.example"));

            assertThat(tls.toString()).contains("prom.example").doesNotContain("BEGIN");
        }
    }

    @Nested
    class RefusesTlsMaterial {
        @Test
        void thatIsNoPem() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TlsMaterial.Trust.Only("hush"))
                    .withMessageContaining("no certificate")
                    .withMessageNotContaining("hush");
        }

        @Test
        void whoseCertificateIsBroken() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TlsMaterial.Trust.Only(
                            "-----BEGIN CERTIFICATE-----\naHVzaA==\n-----END CERTIFICATE-----"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OTHER"})
        void whoseKeyIsBroken(String kind) {
            String chain = new TestAuthority("ours").pem();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TlsMaterial.Identity.Certificate(
                            chain, "-----BEGIN " + kind + "-----\nMAA=\n-----END " + kind + "-----"));
        }

        @Test
        void whoseServerNameIsNone() {
            assertThatIllegalArgumentException().isThrownBy(() -> new TlsMaterial.ServerName.Given("not a name"));
        }
    }
}
