package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.reconcile.Preview;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** A preview's replicas as bars of one line each, all on the same scale, and the hours under them. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int LABELS = 5;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    private final Preview preview;
    private final int width;
    private final int highest;

    Sparkline(Preview preview, int width) {
        this.preview = preview;
        this.width = width;
        this.highest = preview.points().stream()
                .mapToInt(point -> Math.max(point.planned(), point.bounds().minReplicas()))
                .reduce(1, Math::max);
    }

    /** The highest value of each place. */
    String of(ToIntFunction<Preview.Point> replicas) {
        List<Preview.Point> points = preview.points();
        StringBuilder line = new StringBuilder();
        for (int cell = 0; cell < width; cell++) {
            int first = cell * points.size() / width;
            int end = Math.max(first + 1, (cell + 1) * points.size() / width);
            int value =
                    points.subList(first, end).stream().mapToInt(replicas).max().orElse(0);
            line.append(BARS.charAt(Math.clamp((long) value * BARS.length() / (highest + 1), 0, BARS.length() - 1)));
        }
        return line.toString();
    }

    /** At whole local hours, each label under its place. */
    String hours(ZoneId zone) {
        char[] line = new char[width];
        Arrays.fill(line, ' ');
        Duration span = Duration.between(preview.from(), preview.to());
        long every = Math.max(1, Math.ceilDiv(span.toMinutes(), 60L * LABELS));
        ZonedDateTime hour =
                preview.from().atZone(zone).truncatedTo(ChronoUnit.HOURS).plusHours(1);
        int free = 0;
        for (; hour.toInstant().isBefore(preview.to()); hour = hour.plusHours(1)) {
            Instant time = hour.toInstant();
            int place = Math.toIntExact(Duration.between(preview.from(), time).toSeconds() * width / span.toSeconds());
            String label = (every >= 24 ? DAY : CLOCK).format(hour);
            boolean due = every >= 24 ? hour.getHour() == 0 : hour.getHour() % Math.min(every, 12) == 0;
            if (due && place >= free && place + label.length() <= width) {
                label.getChars(0, label.length(), line, place);
                free = place + label.length() + 2;
            }
        }
        return new String(line).stripTrailing();
    }
}
