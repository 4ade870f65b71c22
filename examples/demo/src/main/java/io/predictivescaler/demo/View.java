package io.predictivescaler.demo;

/** Shows a run while it goes on. Called from one thread. */
interface View extends AutoCloseable {
    /** A step was lived. */
    void show(Frame frame, ScalerReport report);

    /** Leaves the terminal as it was found. */
    @Override
    void close();
}
