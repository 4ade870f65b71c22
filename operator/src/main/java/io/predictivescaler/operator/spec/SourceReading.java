package io.predictivescaler.operator.spec;

import io.predictivescaler.operator.api.Formats;
import io.predictivescaler.operator.api.PrometheusOptions;
import io.predictivescaler.operator.api.PrometheusOptions.BasicAuth;
import io.predictivescaler.operator.api.PrometheusOptions.KeyReference;
import io.predictivescaler.operator.api.PrometheusOptions.SecretValue;
import io.predictivescaler.operator.spec.SourceSpec.Auth;
import io.predictivescaler.operator.spec.SourceSpec.Authority;
import io.predictivescaler.operator.spec.SourceSpec.Header;
import io.predictivescaler.operator.spec.SourceSpec.Identity;
import io.predictivescaler.operator.spec.SourceSpec.ObjectKey;
import io.predictivescaler.operator.spec.SourceSpec.OperatorSource;
import io.predictivescaler.operator.spec.SourceSpec.OwnSource;
import io.predictivescaler.operator.spec.SourceSpec.ServerName;
import io.predictivescaler.operator.spec.SourceSpec.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads which Prometheus a resource names. No resource can use the operator to read what its author could not read: the
 * operator's own server is asked with the operator's own tenant and credentials only, every other address must be allowed.
 */
final class SourceReading {
    static final DurationRange TIMEOUT =
            new DurationRange(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(2));
    private static final Pattern ADDRESS = Pattern.compile(Formats.ADDRESS);
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t -~]*");
    private static final Set<String> NEVER_PLAIN = Set.of("authorization", "cookie");

    /** What the HTTP client sets itself, whatever else is said. */
    private static final Set<String> NEVER_SET = Set.of(
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade");

    private final SpecDefaults defaults;
    private final Problems problems;

    SourceReading(SpecDefaults defaults, Problems problems) {
        this.defaults = defaults;
        this.problems = problems;
    }

    /** The source that stands here, or else this one. */
    SourceSpec read(String field, @Nullable PrometheusOptions stated, SourceSpec otherwise) {
        if (stated == null) {
            return otherwise;
        }
        Optional<URI> address = address(field + ".url", stated.url());
        if (address.isEmpty()) {
            return otherwise;
        }
        URI url = address.get();
        if (defaults.isOwnServer(url)) {
            return operatorSource(field, stated, url);
        }
        if (!defaults.allowed().admits(url)) {
            problems.add(
                    field + ".url",
                    stated.url(),
                    "not an allowed address; leave prometheus out to use the operator's own, or ask who runs the operator "
                            + "to allow " + Origin.of(url).host());
        }
        return ownSource(field, stated, url);
    }

    private Optional<URI> address(String field, @Nullable String text) {
        String stated = problems.required(field, text, "write an address such as https://prometheus.monitoring:9090");
        if (stated.isEmpty()) {
            return Optional.empty();
        }
        Optional<URI> url = ADDRESS.matcher(stated).matches() ? parsed(stated) : Optional.empty();
        if (url.isEmpty()) {
            problems.add(
                    field,
                    stated.contains("@") ? "an address with credentials" : stated,
                    "not an address without credentials and query; write one such as https://prometheus.monitoring:9090");
        }
        return url;
    }

    private static Optional<URI> parsed(String text) {
        try {
            // A host that is not a proper one (under_score) parses as a registry name and leaves no host to check.
            return Optional.of(URI.create(text)).filter(url -> url.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private SourceSpec operatorSource(String field, PrometheusOptions stated, URI url) {
        boolean plain = stated.headers().isEmpty()
                && stated.bearerToken() == null
                && stated.basicAuth() == null
                && stated.tls() == null
                && stated.timeout() == null;
        if (!plain || !defaults.isOwnPlace(url)) {
            problems.add(
                    field + ".url",
                    stated.url(),
                    "the operator's own server, on which only the operator sets path, tenant, credentials and timeout; "
                            + "leave prometheus out");
        }
        return new OperatorSource();
    }

    private OwnSource ownSource(String field, PrometheusOptions stated, URI url) {
        if (stated.tls() != null && "http".equalsIgnoreCase(url.getScheme())) {
            problems.add(field + ".tls", "set", "has no effect with http; write https:// or remove tls");
        }
        return new OwnSource(
                url,
                problems.duration(field + ".timeout", stated.timeout(), TIMEOUT),
                headers(field + ".headers", stated.headers()),
                auth(field, stated),
                tls(field + ".tls", stated.tls()));
    }

    private List<Header> headers(String field, List<PrometheusOptions.Header> stated) {
        List<Header> headers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < stated.size(); i++) {
            Header header = header(field + "[" + i + "]", stated.get(i));
            headers.add(header);
            if (!names.add(header.name().toLowerCase(Locale.ROOT))) {
                problems.add(field + "[" + i + "].name", header.name(), "named twice; remove one");
            }
        }
        return headers;
    }

    private Header header(String field, PrometheusOptions.Header stated) {
        String name = problems.required(field + ".name", stated.name(), "write the header's name");
        if (!name.isEmpty() && !HEADER_NAME.matcher(name).matches()) {
            problems.add(field + ".name", name, "not the name of a header; write letters, digits and hyphens");
        }
        if (NEVER_SET.contains(name.toLowerCase(Locale.ROOT))) {
            problems.add(
                    field + ".name", name, "cannot be set, since the operator's HTTP client does; remove this header");
        }
        String value = stated.value();
        if ((value == null) == (stated.valueFrom() == null)) {
            problems.addHidden(field, "a header needs exactly one of value and valueFrom; write one of them");
        }
        if (value == null) {
            return new Header.FromSecret(name, secret(field + ".valueFrom", stated.valueFrom()));
        }
        if (NEVER_PLAIN.contains(name.toLowerCase(Locale.ROOT))) {
            problems.add(field + ".name", name, "cannot be a plain value; use bearerToken, basicAuth or valueFrom");
        }
        if (!HEADER_VALUE.matcher(value).matches()) {
            problems.addHidden(field + ".value", "has control characters or is not ASCII; write printable ASCII");
        }
        return new Header.Plain(name, value);
    }

    private Auth auth(String field, PrometheusOptions stated) {
        SecretValue token = stated.bearerToken();
        BasicAuth basic = stated.basicAuth();
        if (token != null && basic != null) {
            problems.add(field + ".basicAuth", "set beside bearerToken", "only one of them is sent; remove the other");
        }
        if (token != null) {
            return new Auth.Bearer(secret(field + ".bearerToken", token));
        }
        if (basic != null) {
            return new Auth.Basic(
                    secret(field + ".basicAuth.username", basic.username()),
                    secret(field + ".basicAuth.password", basic.password()));
        }
        return new Auth.None();
    }

    private Tls tls(String field, PrometheusOptions.@Nullable Tls stated) {
        if (stated == null) {
            return Tls.standard();
        }
        PrometheusOptions.ClientCertificate certificate = stated.certificate();
        String serverName = stated.serverName();
        return new Tls(
                authority(field + ".ca", stated.ca()),
                certificate == null
                        ? new Identity.None()
                        : new Identity.InSecret(problems.required(
                                field + ".certificate.secretName", certificate.secretName(), "name a TLS Secret")),
                serverName == null ? new ServerName.OfUrl() : new ServerName.Stated(serverName));
    }

    private Authority authority(String field, PrometheusOptions.@Nullable Authority stated) {
        if (stated == null) {
            return new Authority.Standard();
        }
        if ((stated.configMapKeyRef() == null) == (stated.secretKeyRef() == null)) {
            problems.add(
                    field,
                    "both or neither",
                    "needs exactly one of configMapKeyRef and secretKeyRef; write one of them");
        }
        return stated.configMapKeyRef() != null
                ? new Authority.InConfigMap(key(field + ".configMapKeyRef", stated.configMapKeyRef()))
                : new Authority.InSecret(key(field + ".secretKeyRef", stated.secretKeyRef()));
    }

    private ObjectKey secret(String field, @Nullable SecretValue stated) {
        return key(field + ".secretKeyRef", stated == null ? null : stated.secretKeyRef());
    }

    private ObjectKey key(String field, @Nullable KeyReference stated) {
        return new ObjectKey(
                problems.required(field + ".name", stated == null ? null : stated.name(), "name the object"),
                problems.required(field + ".key", stated == null ? null : stated.key(), "name the key inside it"));
    }
}
