package io.predictivescaler.demo;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the resource's status says.
 *
 * @param points the forecast, in replicas, earliest first
 * @param decision the last decision in one line; empty before the first
 * @param columns what {@code kubectl get} shows, without the age
 */
record ScalerReport(List<Point> points, String decision, List<String> columns) {
    private static final List<String> HEADERS =
            List.of("NAME", "TARGET", "MODE", "MIN", "MAX", "NEXT-PEAK", "PEAK-REPLICAS", "TRUSTED", "READY", "AGE");

    /** Replicas needed from a time on. */
    record Point(Instant at, int planned) {}

    ScalerReport {
        points = List.copyOf(points);
        columns = List.copyOf(columns);
    }

    static ScalerReport of(PredictiveScaler scaler) {
        PredictiveScalerStatus status =
                Objects.requireNonNullElseGet(scaler.getStatus(), PredictiveScalerStatus::empty);
        var applied = Optional.ofNullable(status.target()).map(PredictiveScalerStatus.Target::applied);
        var peak = Optional.ofNullable(status.forecast()).map(PredictiveScalerStatus.Forecast::nextPeak);
        return new ScalerReport(
                points(status),
                decision(status),
                List.of(
                        scaler.getMetadata().getName(),
                        text(Optional.ofNullable(scaler.getSpec().targetRef()).map(target -> target.name())),
                        text(Optional.ofNullable(scaler.getSpec().mode())),
                        text(applied.map(PredictiveScalerStatus.AppliedBounds::minReplicas)),
                        text(applied.map(PredictiveScalerStatus.AppliedBounds::maxReplicas)),
                        text(peak.map(PredictiveScalerStatus.Peak::time)),
                        text(peak.map(PredictiveScalerStatus.Peak::replicas)),
                        condition(status, "Trusted"),
                        condition(status, "Ready")));
    }

    /** The planned replicas at {@code time}; empty when the forecast does not reach there. */
    Optional<Integer> plannedAt(Instant time) {
        return points.stream()
                .filter(point -> !point.at().isAfter(time))
                .reduce((earlier, later) -> later)
                .map(Point::planned);
    }

    /** The resource as {@code kubectl get} shows it: a line of headers and a line of values. */
    String row(Duration age) {
        List<String> values = new ArrayList<>(columns);
        values.add(age(age));
        StringBuilder headers = new StringBuilder();
        StringBuilder cells = new StringBuilder();
        for (int i = 0; i < HEADERS.size(); i++) {
            int width = Math.max(HEADERS.get(i).length(), values.get(i).length()) + 3;
            headers.append(String.format(Locale.ROOT, "%-" + width + "s", HEADERS.get(i)));
            cells.append(String.format(Locale.ROOT, "%-" + width + "s", values.get(i)));
        }
        return headers.toString().stripTrailing() + "\n" + cells.toString().stripTrailing();
    }

    private static String age(Duration age) {
        if (age.toDays() >= 2) {
            return age.toDays() + "d";
        }
        return age.toHours() >= 2 ? age.toHours() + "h" : age.toMinutes() + "m";
    }

    private static List<Point> points(PredictiveScalerStatus status) {
        List<Point> points = new ArrayList<>();
        for (PredictiveScalerStatus.Point point : Optional.ofNullable(status.forecast())
                .map(PredictiveScalerStatus.Forecast::points)
                .orElse(List.of())) {
            String time = point.time();
            Integer planned = point.planned();
            if (time != null && planned != null) {
                points.add(new Point(OffsetDateTime.parse(time).toInstant(), planned));
            }
        }
        return points;
    }

    private static String decision(PredictiveScalerStatus status) {
        PredictiveScalerStatus.Decision decision = status.decision();
        if (decision == null) {
            return "";
        }
        return decision.reason() + ": " + decision.message();
    }

    private static String condition(PredictiveScalerStatus status, String type) {
        return text(status.conditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .map(Condition::getStatus));
    }

    private static String text(Optional<? extends @Nullable Object> value) {
        return value.map(String::valueOf).orElse("");
    }
}
