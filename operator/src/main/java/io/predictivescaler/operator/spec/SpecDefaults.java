package io.predictivescaler.operator.spec;

import java.net.URI;

/**
 * What the operator's own settings say about resources.
 *
 * @param operatorSource address of the operator's own Prometheus
 * @param allowed the other addresses that users may name
 */
public record SpecDefaults(URI operatorSource, AllowedAddresses allowed) {
    public SpecDefaults {
        if (operatorSource.getHost() == null) {
            throw new IllegalArgumentException("the operator's own source needs a host: " + operatorSource);
        }
    }
}
