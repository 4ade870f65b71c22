package io.predictivescaler.operator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.predictivescaler.operator.simulate.Line;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * Demand and capacity over time, to be zoomed into. A page draws it where {@link #figure} stands.
 *
 * @param start of the first place of every series
 * @param step the width of a place
 * @param zone the clock of the time axis
 * @param unit of demand; empty where it has no name
 * @param perReplica load that one replica stands for on the second scale; positive
 * @param series drawn in this order
 * @param marks moments to point at, such as now
 */
public record Chart(
        Instant start,
        Duration step,
        ZoneId zone,
        String unit,
        double perReplica,
        List<Series> series,
        List<Mark> marks) {
    private static final MathContext PRECISION = new MathContext(4);

    /**
     * One line of the chart.
     *
     * @param key what switches it on and off; series with the same key go together
     * @param label in the read-out
     * @param colour a name of the style sheet's, such as {@code demand}, {@code forecast}, {@code hpa} or {@code predictive}
     * @param values one a place; NaN for none
     * @param shortMinutes drawn as red marks in a lane of its own above the chart; {@link #NEVER_SHORT} for no lane
     */
    public record Series(
            String key, String label, String colour, Kind kind, Visibility visibility, Line values, Line shortMinutes) {
        /** For what is not capacity. */
        public static final Line NEVER_SHORT = Line.of();

        /** A line that knows no shortage. */
        public Series(String key, String label, String colour, Kind kind, Visibility visibility, Line values) {
            this(key, label, colour, kind, visibility, values, NEVER_SHORT);
        }
    }

    /** How a series is read and drawn. */
    public enum Kind {
        /** A line in demand's unit. */
        LOAD,
        /** The lower edge of a band, in demand's unit; the upper edge follows it. */
        LOWER_EDGE,
        /** The upper edge of a band. */
        UPPER_EDGE,
        /** Steps, in replicas. */
        REPLICAS
    }

    /** Whether a series is shown before anybody asks for it. */
    public enum Visibility {
        SHOWN,
        HIDDEN
    }

    /** A moment to point at. */
    public record Mark(Instant at, String label) {}

    public Chart {
        series = List.copyOf(series);
        marks = List.copyOf(marks);
        if (!(perReplica > 0) || !step.isPositive()) {
            throw new IllegalArgumentException("a chart has places of positive width and a load for a replica, not "
                    + step + " and " + perReplica);
        }
    }

    /**
     * Where the page draws the chart {@code id}.
     *
     * @param alternative what it shows, in words, for whoever does not see it
     * @param caption how to read it
     */
    public static Html figure(String id, String alternative, String caption) {
        return Html.of(
                        "figure",
                        Html.of("div").with("class", "plot").with("role", "img").with("aria-label", alternative),
                        Html.of(
                                "noscript",
                                Html.of("p", "The chart needs JavaScript; everything else on this page does not.")),
                        Html.of("figcaption", caption))
                .with("class", "chart")
                .with("id", id);
    }

    /** For the page's script. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("start", start.getEpochSecond());
        json.put("step", step.toSeconds());
        json.put("unit", unit);
        json.put("perReplica", perReplica);
        json.set("offsets", offsets());
        ArrayNode lines = json.putArray("series");
        series.forEach(one -> lines.add(json(one)));
        ArrayNode moments = json.putArray("marks");
        marks.forEach(mark ->
                moments.addObject().put("at", mark.at().getEpochSecond()).put("label", mark.label()));
        return json;
    }

    private static ObjectNode json(Series series) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", series.key());
        json.put("label", series.label());
        json.put("colour", series.colour());
        json.put("kind", series.kind().name());
        json.put("shown", series.visibility() == Visibility.SHOWN);
        ArrayNode values = json.putArray("values");
        for (int i = 0; i < series.values().length(); i++) {
            number(values, series.values().at(i));
        }
        if (series.shortMinutes().length() > 0) {
            ArrayNode shortage = json.putArray("short");
            for (int i = 0; i < series.shortMinutes().length(); i++) {
                if (series.shortMinutes().at(i) > 0) {
                    number(shortage.addArray().add(i), series.shortMinutes().at(i));
                }
            }
        }
        return json;
    }

    /** The zone's offsets, each with the second from which it holds: not every browser knows every zone. */
    private ArrayNode offsets() {
        ArrayNode offsets = JsonNodeFactory.instance.arrayNode();
        Instant end = start.plus(step.multipliedBy(
                series.stream().mapToInt(one -> one.values().length()).max().orElse(0)));
        offsets.addArray()
                .add(start.getEpochSecond())
                .add(zone.getRules().getOffset(start).getTotalSeconds());
        ZoneOffsetTransition next = zone.getRules().nextTransition(start);
        while (next != null && next.getInstant().isBefore(end)) {
            offsets.addArray()
                    .add(next.toEpochSecond())
                    .add(next.getOffsetAfter().getTotalSeconds());
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return offsets;
    }

    private static void number(ArrayNode into, double value) {
        if (!Double.isFinite(value)) {
            into.addNull();
            return;
        }
        double rounded = new BigDecimal(value).round(PRECISION).doubleValue();
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
            into.add((long) rounded);
        } else {
            into.add(rounded);
        }
    }
}
