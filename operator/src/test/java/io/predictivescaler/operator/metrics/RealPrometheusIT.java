package io.predictivescaler.operator.metrics;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.testkit.prometheus.RealPrometheus;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A demand source over the real Prometheus")
class RealPrometheusIT extends DemandSourceContract {
    @TempDir
    private static Path directory;

    private static RealPrometheus prometheus;
    private static PrometheusSource source;

    @BeforeAll
    static void start() {
        RealPrometheus.assumeInstalled();
        Series hour = DEMAND.slice(0, 60);
        prometheus = RealPrometheus.holding(
                directory,
                Map.of(
                        "shop_requests{job=\"shop\"}", DEMAND,
                        "shop_pods{pod=\"a\",zone=\"x\"}", hour,
                        "shop_pods{pod=\"b\",zone=\"x\"}", hour));
        source = new TestSources().of(prometheus.url());
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            source.close();
            prometheus.close();
        }
    }

    @Override
    DemandSource source() {
        return source;
    }

    @Override
    void takeAway() {
        prometheus.stop();
    }

    @Override
    void bringBack() {
        prometheus.start();
    }
}
