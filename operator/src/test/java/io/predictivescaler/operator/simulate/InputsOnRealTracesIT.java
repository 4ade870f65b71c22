package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.trace.Trace;
import io.predictivescaler.simulation.DemandLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Skipped where the real traces are not at hand. */
@DisplayName("The real traces")
class InputsOnRealTracesIT {
    private static final Path TRACES = Path.of(
            System.getProperty("shared.directory", System.getProperty("root.directory", ".") + "/../shared"), "traces");

    private static List<Path> all() throws IOException {
        assumeTrue(Files.isDirectory(TRACES), () -> "skipped: there are no real traces in " + TRACES);
        try (Stream<Path> files = Files.list(TRACES)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void areReadByTheirOwnStepAndSuggestedFor() throws IOException {
        for (Path file : all()) {
            assertThat(TracedDemand.read(file)).as("%s", file).isInstanceOfSatisfying(DemandInput.Read.class, read -> {
                double peak = read.curve().largestMean(Duration.ofMinutes(5));
                Suggestion suggestion = Suggestion.of(
                        read.curve(),
                        new ResourceKey("default", Suggestion.nameOf(Trace.nameOf(file))),
                        new Suggestion.Query.Unknown(),
                        new ScalerInput.Capacity.Unstated(),
                        Duration.ofMinutes(3));
                assertThat(peak / suggestion.perReplica()).isBetween(34.0, 47.0);
                assertThat(suggestion.scaler(90)).isInstanceOfSatisfying(ScalerInput.Read.class, scaler -> {
                    assertThat(scaler.notes()).isEmpty();
                    assertThat(Autoscaler.assumed(scaler.spec().target(), peak, scaler.perReplica()))
                            .isInstanceOf(AutoscalerInput.Read.class);
                });
                DemandLog log = DemandLog.pastOf(read.curve(), read.curve().end());
                assertThat(log.mean(log.end(), DemandLog.STEP))
                        .hasValue(read.curve().at(log.end().minus(DemandLog.STEP)));
            });
        }
    }
}
