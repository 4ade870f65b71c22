package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.predictivescaler.operator.metrics.FetchOutcome.Failed;
import io.predictivescaler.operator.metrics.FetchOutcome.Fetched;
import io.predictivescaler.operator.metrics.TlsMaterial.Identity;
import io.predictivescaler.operator.metrics.TlsMaterial.ServerName;
import io.predictivescaler.operator.metrics.TlsMaterial.Trust;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A Prometheus source over TLS")
class PrometheusTlsIT {
    private static final RangeQuery HOUR = DemandSourceContract.minutes("demand", 0, 60);
    private static final TestAuthority AUTHORITY = new TestAuthority("ours");
    private static final TestAuthority STRANGER = new TestAuthority("another");
    private static final GeneralName LOOPBACK = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final GeneralName NAMED = new GeneralName(GeneralName.dNSName, "prometheus.example");

    private static PrometheusStub stub(GeneralName name, SSLParameters parameters) {
        return PrometheusStub.startTls(AUTHORITY.serverContext(AUTHORITY.server(name)), parameters)
                .serving("demand", DemandSourceContract.DEMAND);
    }

    private static PrometheusStub stub(GeneralName name) {
        return stub(name, new SSLParameters());
    }

    private static FetchOutcome fetch(URI url, Trust trust, Identity identity, ServerName serverName) {
        PrometheusEndpoint endpoint = new PrometheusEndpoint(
                url,
                TestSources.PATIENT,
                Map.of(),
                new Authentication.None(),
                new TlsMaterial(trust, identity, serverName));
        try (PrometheusSource source = new TestSources().of(endpoint)) {
            return source.fetch(HOUR);
        }
    }

    private static FetchOutcome fetch(PrometheusStub stub, Trust trust) {
        return fetch(stub.url(), trust, new Identity.None(), new ServerName.OfUrl());
    }

    private static Trust ours() {
        return new Trust.Only(AUTHORITY.pem());
    }

    private static void assertRefused(FetchOutcome outcome) {
        assertThat(outcome).asInstanceOf(type(Failed.class)).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.Unreachable);
            assertThat(failure.message()).contains("TLS failed");
        });
    }

    @Nested
    class Trusts {
        @Test
        void serversOfTheGivenAuthority() {
            try (PrometheusStub stub = stub(LOOPBACK)) {
                assertThat(fetch(stub, ours())).isInstanceOf(Fetched.class);
            }
        }

        @Test
        void serversOfAnyOfSeveralAuthorities() {
            try (PrometheusStub stub = stub(LOOPBACK)) {
                assertThat(fetch(stub, new Trust.Only(STRANGER.pem() + AUTHORITY.pem())))
                        .isInstanceOf(Fetched.class);
            }
        }

        @Test
        void noServerOfAnotherAuthority() {
            try (PrometheusStub stub = stub(LOOPBACK)) {
                assertRefused(fetch(stub, new Trust.Only(STRANGER.pem())));
                assertThat(stub.requests()).isEmpty();
            }
        }

        @Test
        void noPrivateAuthorityByDefault() {
            try (PrometheusStub stub = stub(LOOPBACK)) {
                assertRefused(fetch(stub, new Trust.OfJdk()));
            }
        }

        @Test
        void noCertificateForAnotherName() {
            try (PrometheusStub stub = stub(NAMED)) {
                assertRefused(fetch(stub, ours()));
            }
        }
    }

    @Nested
    class WithAServerNameOfItsOwn {
        private final ServerName name = new ServerName.Given("prometheus.example");

        @Test
        void expectsThatNameInTheCertificate() {
            try (PrometheusStub stub = stub(NAMED)) {
                assertThat(fetch(stub.url(), ours(), new Identity.None(), name)).isInstanceOf(Fetched.class);
            }
        }

        @Test
        void doesNotSettleForTheHostOfTheUrl() {
            GeneralName localhost = new GeneralName(GeneralName.dNSName, "localhost");
            try (PrometheusStub stub = stub(localhost)) {
                URI url = URI.create("https://localhost:" + stub.port());

                assertThat(fetch(url, ours(), new Identity.None(), new ServerName.OfUrl()))
                        .isInstanceOf(Fetched.class);
                assertRefused(fetch(url, ours(), new Identity.None(), name));
            }
        }

        @Test
        void asksForThatName() {
            List<String> asked = new CopyOnWriteArrayList<>();
            SSLParameters parameters = new SSLParameters();
            parameters.setSNIMatchers(List.of(new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
                @Override
                public boolean matches(SNIServerName name) {
                    return asked.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
                }
            }));
            try (PrometheusStub stub = stub(NAMED, parameters)) {
                fetch(URI.create("https://localhost:" + stub.port()), ours(), new Identity.None(), name);
            }

            assertThat(asked).containsOnly("prometheus.example");
        }
    }

    @Nested
    class WhenTheServerWantsAClientCertificate {
        private final SSLParameters parameters = new SSLParameters();

        WhenTheServerWantsAClientCertificate() {
            parameters.setNeedClientAuth(true);
        }

        @ParameterizedTest
        @ValueSource(strings = {"RSA", "EC"})
        void showsItsOwn(String algorithm) {
            TestAuthority.Issued client = AUTHORITY.client(algorithm);
            try (PrometheusStub stub = stub(LOOPBACK, parameters)) {
                for (String key : List.of(client.keyPem(), client.olderKeyPem())) {
                    Identity identity = new Identity.Certificate(client.certificatePem(), key);
                    assertThat(fetch(stub.url(), ours(), identity, new ServerName.OfUrl()))
                            .isInstanceOf(Fetched.class);
                }
            }
        }

        @Test
        void isRefusedWithoutOne() {
            try (PrometheusStub stub = stub(LOOPBACK, parameters)) {
                assertThat(fetch(stub, ours()))
                        .asInstanceOf(type(Failed.class))
                        .extracting(Failed::kind)
                        .isEqualTo(FailureKind.Unreachable);
                assertThat(stub.requests()).isEmpty();
            }
        }
    }

    @Test
    void saysThatAServerSpeaksNoTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInClear(plain));
            URI url = URI.create("https://127.0.0.1:" + plain.getLocalPort());

            assertRefused(fetch(url, new Trust.OfJdk(), new Identity.None(), new ServerName.OfUrl()));
        }
    }

    /** As Prometheus does when it is configured without TLS. */
    private static void answerInClear(ServerSocket server) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getInputStream().read(new byte[1024]);
                    client.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // The test has ended and closed the socket.
            return;
        }
    }
}
