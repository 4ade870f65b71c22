package io.predictivescaler.operator.spec;

import io.predictivescaler.operator.api.PredictiveScaler;

/** Turns a resource into a spec with every default filled in, or into all of its problems at once. */
public final class SpecReader {
    private SpecReader() {}

    /** Checks what the schema checks once more, what it cannot check, and refuses what is not supported yet. */
    public static SpecOutcome read(PredictiveScaler resource, SpecDefaults defaults) {
        return new SpecReading(resource, defaults).outcome();
    }
}
