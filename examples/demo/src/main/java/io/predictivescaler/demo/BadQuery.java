package io.predictivescaler.demo;

/** A question that Prometheus would refuse; the message is its answer's error. */
final class BadQuery extends Exception {
    private static final long serialVersionUID = 1;

    BadQuery(String message) {
        super(message);
    }
}
