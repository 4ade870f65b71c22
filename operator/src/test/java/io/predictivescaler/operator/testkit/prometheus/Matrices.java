package io.predictivescaler.operator.testkit.prometheus;

import io.predictivescaler.forecasting.series.Series;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;

/** Prometheus' JSON for answers to range queries. */
final class Matrices {
    private Matrices() {}

    static String success(String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + result + "]}}";
    }

    /** One series with the value that {@code valueAt} gives at each evaluation, empty for none. */
    static String series(String metric, RangeRequestSeen request, Function<Instant, String> valueAt) {
        StringBuilder values = new StringBuilder();
        for (Instant time = request.start(); !time.isAfter(request.end()); time = time.plus(request.step())) {
            String value = valueAt.apply(time);
            if (!value.isEmpty()) {
                values.append(values.isEmpty() ? "" : ",")
                        .append('[')
                        .append(BigDecimal.valueOf(time.toEpochMilli(), 3))
                        .append(",\"")
                        .append(value)
                        .append("\"]");
            }
        }
        return values.isEmpty() ? "" : "{\"metric\":" + metric + ",\"values\":[" + values + "]}";
    }

    /** The value of {@code series} at an evaluation: the one of the step that covers the instant before it. */
    static String valueAt(Series series, Instant time) {
        int step = series.indexOf(time.minusMillis(1));
        boolean there = step >= 0 && step < series.length() && !series.isMissing(step);
        return there ? Double.toString(series.valueAt(step)) : "";
    }
}
