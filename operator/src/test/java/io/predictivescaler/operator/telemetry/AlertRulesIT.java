package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.testkit.prometheus.RealPrometheus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The chart's alerts, by promtool")
class AlertRulesIT {
    @BeforeAll
    static void needPromtool() {
        RealPrometheus.assumeInstalled();
    }

    @Test
    void areRules() {
        assertPasses("check", "rules", AlertRules.RULES);
    }

    /** What is expected of each stands in the file. */
    @Test
    void fireWhenTheyShould() {
        assertPasses("test", "rules", AlertRules.TESTS);
    }

    private static void assertPasses(String command, String of, Path file) {
        try {
            Process promtool = new ProcessBuilder(List.of("promtool", command, of, file.toString()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(promtool.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
