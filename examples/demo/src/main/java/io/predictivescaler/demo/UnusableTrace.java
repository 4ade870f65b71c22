package io.predictivescaler.demo;

/** A trace that cannot be replayed. The message names file and line, and says what to do. */
final class UnusableTrace extends Exception {
    private static final long serialVersionUID = 1;

    UnusableTrace(String message) {
        super(message);
    }
}
