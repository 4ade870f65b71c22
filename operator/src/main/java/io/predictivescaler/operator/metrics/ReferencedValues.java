package io.predictivescaler.operator.metrics;

import io.predictivescaler.operator.metrics.SecretReader.Holder;
import io.predictivescaler.operator.metrics.SecretReader.Outcome;
import io.predictivescaler.operator.metrics.SecretReader.Reference;
import io.predictivescaler.operator.spec.SourceSpec;
import io.predictivescaler.operator.spec.SourceSpec.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a resource refers to in its namespace, read once; problems are gathered, so that a user sees all of them at once. */
final class ReferencedValues {
    private final String namespace;
    private final SecretReader secrets;
    private final List<String> problems = new ArrayList<>();

    ReferencedValues(String namespace, SecretReader secrets) {
        this.namespace = namespace;
        this.secrets = secrets;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    Map<String, String> headers(List<SourceSpec.Header> headers) {
        Map<String, String> values = new HashMap<>();
        for (SourceSpec.Header header : headers) {
            switch (header) {
                case SourceSpec.Header.Plain plain -> values.put(plain.name(), plain.value());
                case SourceSpec.Header.FromSecret secret ->
                    line(inSecret(secret.value())).ifPresent(value -> values.put(secret.name(), value));
            }
        }
        return values;
    }

    Authentication authentication(SourceSpec.Auth auth) {
        Optional<Authentication> read = switch (auth) {
            case SourceSpec.Auth.None none -> Optional.empty();
            case SourceSpec.Auth.Bearer bearer -> bearer(inSecret(bearer.token()));
            case SourceSpec.Auth.Basic basic -> basic(inSecret(basic.username()), inSecret(basic.password()));
        };
        return read.orElseGet(Authentication.None::new);
    }

    private Optional<Authentication> bearer(Reference token) {
        return line(token).flatMap(value -> made(token, () -> new Authentication.Bearer(value)));
    }

    private Optional<Authentication> basic(Reference username, Reference password) {
        Optional<String> user = line(username);
        Optional<String> secret = line(password);
        return user.flatMap(name ->
                secret.flatMap(value -> made(username, () -> new Authentication.Basic(name, value))));
    }

    TlsMaterial tls(SourceSpec.Tls tls) {
        return new TlsMaterial(trust(tls.authority()), identity(tls.identity()), serverName(tls.serverName()));
    }

    private TlsMaterial.Trust trust(SourceSpec.Authority authority) {
        Optional<TlsMaterial.Trust> read = switch (authority) {
            case SourceSpec.Authority.Standard standard -> Optional.empty();
            case SourceSpec.Authority.InConfigMap map -> only(in(Holder.ConfigMap, map.key()));
            case SourceSpec.Authority.InSecret secret -> only(inSecret(secret.key()));
        };
        return read.orElseGet(TlsMaterial.Trust.OfJdk::new);
    }

    private Optional<TlsMaterial.Trust> only(Reference reference) {
        return value(reference).flatMap(pem -> made(reference, () -> new TlsMaterial.Trust.Only(pem)));
    }

    private TlsMaterial.Identity identity(SourceSpec.Identity identity) {
        Optional<TlsMaterial.Identity> read = switch (identity) {
            case SourceSpec.Identity.None none -> Optional.empty();
            case SourceSpec.Identity.InSecret secret -> certificate(secret.secretName());
        };
        return read.orElseGet(TlsMaterial.Identity.None::new);
    }

    /** From the keys that a Secret of type kubernetes.io/tls has. */
    private Optional<TlsMaterial.Identity> certificate(String secretName) {
        Reference key = new Reference(Holder.Secret, namespace, secretName, "tls.key");
        Optional<String> chain = value(new Reference(Holder.Secret, namespace, secretName, "tls.crt"));
        Optional<String> keyPem = value(key);
        return chain.flatMap(certificates ->
                keyPem.flatMap(pem -> made(key, () -> new TlsMaterial.Identity.Certificate(certificates, pem))));
    }

    private TlsMaterial.ServerName serverName(SourceSpec.ServerName name) {
        return switch (name) {
            case SourceSpec.ServerName.OfUrl url -> new TlsMaterial.ServerName.OfUrl();
            case SourceSpec.ServerName.Stated stated -> {
                try {
                    yield new TlsMaterial.ServerName.Given(stated.name());
                } catch (IllegalArgumentException e) {
                    problems.add("tls.serverName '" + stated.name() + "' is no DNS name");
                    yield new TlsMaterial.ServerName.OfUrl();
                }
            }
        };
    }

    private Reference inSecret(ObjectKey key) {
        return in(Holder.Secret, key);
    }

    private Reference in(Holder holder, ObjectKey key) {
        return new Reference(holder, namespace, key.object(), key.key());
    }

    /** The value without the line break with which files end, and so Secrets that were made from files. */
    private Optional<String> line(Reference reference) {
        return value(reference).map(value -> value.replaceFirst("[\\r\\n]++$", ""));
    }

    private Optional<String> value(Reference reference) {
        return switch (secrets.read(reference)) {
            case Outcome.Found found -> Optional.of(found.value());
            case Outcome.Unavailable unavailable -> {
                problems.add(unavailable.message());
                yield Optional.empty();
            }
        };
    }

    /** What {@code maker} makes, or a problem if the value is not fit for it. */
    private <T> Optional<T> made(Reference reference, Supplier<? extends T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            problems.add(reference.named() + " cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }
}
