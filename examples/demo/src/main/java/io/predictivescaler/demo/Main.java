package io.predictivescaler.demo;

/** The program behind examples/demo.sh. */
public final class Main {
    private Main() {}

    /** Runs the demo and ends the process. */
    public static void main(String[] arguments) {
        System.exit(Demo.run(EmbeddedOperator::start, System.out, Demo.Terminal.found(), arguments));
    }
}
