package io.predictivescaler.operator.config;

/** A setting that stops the start; the message names the option, its value and what would do. */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidSetting(String option, String value, String wanted) {
        super(option + " takes " + wanted + ", not '" + value + "'");
    }
}
