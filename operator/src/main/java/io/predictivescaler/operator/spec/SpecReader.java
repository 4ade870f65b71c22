package io.predictivescaler.operator.spec;

import io.predictivescaler.operator.api.PredictiveScaler;

/** Turns a resource into a spec with every default filled in, or into all of its problems at once. */
public final class SpecReader {
    private SpecReader() {}

    /** Checks what the schema checks once more, and what it cannot check. */
    public static SpecOutcome read(PredictiveScaler resource, SpecDefaults defaults) {
        return new SpecReading(resource, defaults).outcome();
    }
}
