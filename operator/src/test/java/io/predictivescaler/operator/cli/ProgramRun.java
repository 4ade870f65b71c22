package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Supplier;

/** One run of the program: its exit code and what it wrote. */
record ProgramRun(int exitCode, String out, String err) {
    static ProgramRun of(
            OperatorStarter starter,
            Supplier<KubernetesClient> clients,
            Map<String, String> environment,
            String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new Program(starter, clients, environment)
                .writingTo(new PrintWriter(out), new PrintWriter(err))
                .run(arguments);
        return new ProgramRun(exitCode, out.toString(), err.toString());
    }
}
