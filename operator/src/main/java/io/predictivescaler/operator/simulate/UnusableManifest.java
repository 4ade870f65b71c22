package io.predictivescaler.operator.simulate;

/** A YAML file that cannot be used. The message names the file, and says what to do. */
final class UnusableManifest extends Exception {
    private static final long serialVersionUID = 1;

    UnusableManifest(String message) {
        super(message);
    }
}
