package io.predictivescaler.demo;

import ch.qos.logback.classic.Level;
import io.predictivescaler.operator.telemetry.LogOutput;
import org.slf4j.LoggerFactory;

/** Log output beside the picture: what goes wrong, to the standard error stream. */
final class Quiet {
    /** Loggers of the JDK are forgotten, with their levels, when nobody holds them. */
    private static final java.util.logging.Logger API_SERVER =
            java.util.logging.Logger.getLogger("io.fabric8.mockwebserver");

    private Quiet() {}

    static void logs() {
        LogOutput.ofCommand(LogOutput.Detail.Normal);
        // The API server writes a line for every request, and the client one for every resource that is not v1.
        API_SERVER.setLevel(java.util.logging.Level.WARNING);
        if (LoggerFactory.getLogger("io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils")
                instanceof ch.qos.logback.classic.Logger versions) {
            versions.setLevel(Level.ERROR);
        }
    }
}
