package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.config.PrometheusSettings;
import io.predictivescaler.operator.config.PrometheusSettings.Credentials;
import io.predictivescaler.operator.config.PrometheusSettings.HeadersFile;
import io.predictivescaler.operator.config.PrometheusSettings.OwnSource;
import io.predictivescaler.operator.config.PrometheusSettings.Trust;
import io.predictivescaler.operator.testkit.SteppedTimekeeping;
import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueriedDemandIT {
    private static final Instant NOW = Instant.parse("2026-03-29T12:00:00Z");
    private static final String QUERY = "requests";

    private final PrometheusStub prometheus = PrometheusStub.start();
    private final SteppedTimekeeping time = new SteppedTimekeeping(NOW);

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        prometheus.close();
        time.close();
    }

    private DemandInput ask(OwnSource source) {
        return QueriedDemand.ask(
                new PrometheusSettings(source, List.of(), Duration.ofSeconds(60), 4, 32L << 20),
                QUERY,
                Duration.ofDays(28),
                time);
    }

    private OwnSource at(Credentials credentials) {
        return new OwnSource.At(prometheus.url(), credentials, new HeadersFile.None(), new Trust.Default());
    }

    @Test
    void readsFourWeeksByTheMinuteInChunks() {
        prometheus.serving(QUERY, Reply.constant("7"));
        DemandInput input = ask(at(new Credentials.None()));
        assertThat(input).isInstanceOfSatisfying(DemandInput.Read.class, read -> {
            assertThat(read.curve().step()).isEqualTo(Duration.ofMinutes(1));
            assertThat(read.curve().start()).isEqualTo(NOW.minus(Duration.ofDays(28)));
            assertThat(read.curve().end()).isEqualTo(NOW);
            assertThat(read.curve().at(NOW)).isEqualTo(7);
            assertThat(read.curve().missingSteps()).isZero();
            assertThat(read.notes()).isEmpty();
        });
        assertThat(prometheus.requests()).hasSize(5); // 40,320 points, 10,000 in each
    }

    @Test
    void saysWhichSettingCannotBeUsed() {
        assertThat(ask(at(new Credentials.BearerTokenFile(directory.resolve("absent")))))
                .isEqualTo(new DemandInput.Unreadable("Prometheus cannot be asked: the operator's"
                        + " --prometheus-bearer-token-file cannot be read: ask who runs the operator."));
        assertThat(prometheus.requests()).isEmpty();
    }

    @Test
    void saysThatManySeriesAreNoDemand() {
        prometheus.serving(QUERY, Reply.series("{\"pod\":\"a\"}", "{\"pod\":\"b\"}"));
        assertThat(ask(at(new Credentials.None())))
                .isEqualTo(new DemandInput.Unreadable(
                        "The query gives 2 series instead of one, which differ by pod: wrap it in sum(...)."));
    }
}
