package io.predictivescaler.operator.metrics;

import io.predictivescaler.operator.config.PrometheusSettings.Credentials;
import io.predictivescaler.operator.config.PrometheusSettings.HeadersFile;
import io.predictivescaler.operator.config.PrometheusSettings.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's own credentials, read once from its files. Problems reach the status of resources, so they name the setting and
 * neither path nor content.
 */
final class OperatorFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorFiles.class);

    private final List<String> problems = new ArrayList<>();

    List<String> problems() {
        return List.copyOf(problems);
    }

    Map<String, String> headers(HeadersFile file) {
        return switch (file) {
            case HeadersFile.None none -> Map.of();
            case HeadersFile.At at ->
                read("--prometheus-headers-file", at.file()).map(this::headers).orElseGet(Map::of);
        };
    }

    Authentication authentication(Credentials credentials) {
        Optional<Authentication> read = switch (credentials) {
            case Credentials.None none -> Optional.empty();
            case Credentials.BearerTokenFile bearer -> bearer("--prometheus-bearer-token-file", bearer.file());
            case Credentials.BasicAuthFile basic -> basic("--prometheus-basic-auth-file", basic.file());
        };
        return read.orElseGet(Authentication.None::new);
    }

    TlsMaterial tls(Trust trust) {
        Optional<TlsMaterial.Trust> read = switch (trust) {
            case Trust.Default jdk -> Optional.empty();
            case Trust.CaFile ca -> only("--prometheus-ca-file", ca.file());
        };
        return new TlsMaterial(
                read.orElseGet(TlsMaterial.Trust.OfJdk::new),
                new TlsMaterial.Identity.None(),
                new TlsMaterial.ServerName.OfUrl());
    }

    private Optional<Authentication> bearer(String setting, Path file) {
        return read(setting, file).flatMap(text -> made(setting, () -> new Authentication.Bearer(text.strip())));
    }

    private Optional<Authentication> basic(String setting, Path file) {
        return read(setting, file)
                .flatMap(text -> made(setting, () -> {
                    String line = text.lines().findFirst().orElse("");
                    int colon = line.indexOf(':');
                    if (colon < 0) {
                        throw new IllegalArgumentException("its first line is not USER:PASSWORD");
                    }
                    return new Authentication.Basic(line.substring(0, colon), line.substring(colon + 1));
                }));
    }

    private Optional<TlsMaterial.Trust> only(String setting, Path file) {
        return read(setting, file).flatMap(pem -> made(setting, () -> new TlsMaterial.Trust.Only(pem)));
    }

    private Map<String, String> headers(String text) {
        Map<String, String> headers = new HashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip();
            String value = line.substring(colon + 1).strip();
            if (PrometheusEndpoint.canSend(name, value)) {
                headers.put(name, value);
            } else if (!line.isBlank()) {
                problems.add("line " + (i + 1) + " of the operator's --prometheus-headers-file is not 'Name: value'"
                        + " with a header that can be sent: ask who runs the operator");
            }
        }
        return headers;
    }

    /** Without what the exception says, which may quote the file. */
    static String unusable(String setting) {
        return "the operator's " + setting + " cannot be used: ask who runs the operator";
    }

    private Optional<String> read(String setting, Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            LOG.debug("{} {} cannot be read", setting, file, e);
            problems.add("the operator's " + setting + " cannot be read: ask who runs the operator");
            return Optional.empty();
        }
    }

    private <T> Optional<T> made(String setting, Supplier<? extends T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            LOG.debug("{} cannot be used", setting, e);
            problems.add(unusable(setting));
            return Optional.empty();
        }
    }
}
