package io.predictivescaler.operator.testkit.prometheus;

import io.predictivescaler.forecasting.series.Series;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Series as text in the OpenMetrics format, with time stamps, as promtool reads them. */
final class OpenMetrics {
    private OpenMetrics() {}

    static String of(Map<String, Series> metrics) {
        StringBuilder text = new StringBuilder();
        Set<String> described = new HashSet<>();
        // Sorted, because the series of one metric must stand together.
        new TreeMap<>(metrics).forEach((metric, series) -> {
            String name = metric.replaceFirst("[{].*", "");
            if (described.add(name)) {
                text.append("# TYPE ").append(name).append(" gauge\n");
            }
            append(text, metric, series);
        });
        return text.append("# EOF\n").toString();
    }

    private static void append(StringBuilder text, String metric, Series series) {
        for (int i = 0; i < series.length(); i++) {
            if (!series.isMissing(i)) {
                text.append(metric)
                        .append(' ')
                        .append(series.valueAt(i))
                        .append(' ')
                        .append(BigDecimal.valueOf(series.timeOf(i + 1).toEpochMilli(), 3))
                        .append('\n');
            }
        }
    }
}
