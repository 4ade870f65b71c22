package io.predictivescaler.operator.spec;

/**
 * One thing wrong with a resource.
 *
 * @param field path of the field, such as {@code spec.demand[0].history.step}
 * @param value what stands there; {@code absent} where nothing does
 * @param message what is wrong with it and what to write instead
 */
public record Problem(String field, String value, String message) {
    /** Field, value and message in one sentence. */
    public String sentence() {
        return field + " is " + value + ": " + message;
    }
}
