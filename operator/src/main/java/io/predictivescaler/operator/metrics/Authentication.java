package io.predictivescaler.operator.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who the operator is to a Prometheus. The text of each shows no secret. */
public sealed interface Authentication {
    /** The value of the {@code Authorization} header. */
    Optional<String> header();

    /** Nobody in particular. */
    record None() implements Authentication {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }
    }

    /** Whoever holds the token. */
    record Bearer(String token) implements Authentication {
        private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

        public Bearer {
            if (!TOKEN.matcher(token).matches()) {
                throw new IllegalArgumentException("a bearer token is printable ASCII without blanks and not empty");
            }
        }

        @Override
        public Optional<String> header() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public String toString() {
            return "Bearer[***]";
        }
    }

    /** A user with a password (RFC 7617, UTF-8). */
    record Basic(String username, String password) implements Authentication {
        public Basic {
            if (username.indexOf(':') >= 0) {
                throw new IllegalArgumentException("the username of basic authentication has no colon");
            }
        }

        @Override
        public Optional<String> header() {
            byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String toString() {
            return "Basic[***]";
        }
    }
}
