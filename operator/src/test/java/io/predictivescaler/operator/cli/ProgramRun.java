package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** One run of the program: its exit code and what it wrote. */
record ProgramRun(int exitCode, String out, String err) {
    static ProgramRun of(
            OperatorStarter starter,
            Supplier<KubernetesClient> clients,
            Map<String, String> environment,
            String... arguments) {
        return of(new Program(starter, clients, environment), arguments);
    }

    /** One of a command that asks what time it is. */
    static ProgramRun at(Instant now, Supplier<KubernetesClient> clients, String... arguments) {
        OperatorStarter none = settings -> {
            throw new AssertionError("a command starts no operator");
        };
        return of(new Program(none, clients, Map.of(), InstantSource.fixed(now)), arguments);
    }

    private static ProgramRun of(Program program, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                program.writingTo(new PrintWriter(out), new PrintWriter(err)).run(arguments);
        return new ProgramRun(exitCode, out.toString(), err.toString());
    }
}
