package io.predictivescaler.operator.telemetry;

import java.util.regex.Pattern;

/**
 * Something worth telling the user of a resource.
 *
 * @param reason CamelCase, from a closed set
 * @param message one sentence with numbers and units
 */
public record ScalerEvent(Type type, String reason, String message) {
    private static final Pattern CAMEL_CASE = Pattern.compile("[A-Z][A-Za-z0-9]{0,127}");

    public ScalerEvent {
        if (!CAMEL_CASE.matcher(reason).matches()) {
            throw new IllegalArgumentException("an event's reason is CamelCase, not '" + reason + "'");
        }
    }

    /** How bad it is. */
    public enum Type {
        Normal,
        Warning
    }

    /** As it should be. */
    public static ScalerEvent normal(Enum<?> reason, String message) {
        return new ScalerEvent(Type.Normal, reason.name(), message);
    }

    /** Somebody should look. */
    public static ScalerEvent warning(Enum<?> reason, String message) {
        return new ScalerEvent(Type.Warning, reason.name(), message);
    }
}
