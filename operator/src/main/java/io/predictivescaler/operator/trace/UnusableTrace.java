package io.predictivescaler.operator.trace;

import java.nio.file.Path;

/** A trace that cannot be used. The message names file and line, and says what to do. */
public final class UnusableTrace extends Exception {
    private static final long serialVersionUID = 1;

    public UnusableTrace(String message) {
        super(message);
    }

    /** What is wrong in a line, and its remedy, without the full stop. */
    static UnusableTrace at(Path file, long line, String what) {
        return new UnusableTrace(file + ", line " + line + ": " + what + ".");
    }
}
