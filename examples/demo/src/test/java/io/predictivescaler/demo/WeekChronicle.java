package io.predictivescaler.demo;

import io.fabric8.kubernetes.api.model.Condition;
import io.predictivescaler.demo.WriteLog.BoundsWrite;
import io.predictivescaler.demo.WriteLog.StatusWrite;
import io.predictivescaler.demo.WriteLog.Told;
import io.predictivescaler.operator.api.PredictiveScalerStatus;
import io.predictivescaler.operator.api.PredictiveScalerStatus.Decision;
import io.predictivescaler.simulation.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The week for people to read: for each resource its days in numbers, and then everything that was decided and told, in order. */
final class WeekChronicle {
    private final ScriptedWeek week;

    private record Line(Instant at, String text) {}

    WeekChronicle(ScriptedWeek week) {
        this.week = week;
    }

    /** Writes a file for each resource. */
    void writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            for (String name : week.names()) {
                Files.writeString(folder.resolve(name + ".txt"), of(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(String name) {
        List<Line> lines = new ArrayList<>();
        lines.addAll(boundsOf(name));
        lines.addAll(statusesOf(name));
        lines.addAll(eventsOf(name));
        lines.sort(Comparator.comparing(Line::at));
        return name + ", seed " + week.seed() + "\n\n" + days(name) + "\n"
                + lines.stream()
                        .map(line -> WeekTime.text(line.at()) + "  " + line.text() + "\n")
                        .collect(Collectors.joining());
    }

    private String days(String name) {
        StringBuilder table =
                new StringBuilder("day  short min (alone)  replica-h (alone)  floor moves  status writes  events\n");
        week.scores(name).forEach((day, scores) -> {
            Scores alone = week.alone(name).get(day);
            table.append(String.format(
                    Locale.ROOT,
                    "%s  %9.1f %7.1f  %9.1f %7.1f  %11d  %13d  %6d%n",
                    WeekTime.dayOf(day),
                    scores.shortMinutes(),
                    alone.shortMinutes(),
                    scores.replicaHours(),
                    alone.replicaHours(),
                    week.log().bounds().stream()
                            .filter(write -> write.name().equals(name) && isOn(write.at(), day))
                            .filter(write -> !write.before()
                                    .bounds()
                                    .equals(write.after().bounds()))
                            .count(),
                    week.log().statuses().stream()
                            .filter(write -> write.name().equals(name) && isOn(write.at(), day))
                            .count(),
                    week.log().told().stream()
                            .filter(event -> event.about().equals(name) && isOn(event.at(), day))
                            .count()));
        });
        return table.toString();
    }

    private static boolean isOn(Instant time, LocalDate day) {
        return time.atZone(WeekTime.ZONE).toLocalDate().equals(day);
    }

    private List<Line> boundsOf(String name) {
        return week.log().bounds().stream()
                .filter(write -> write.name().equals(name))
                .filter(write -> !write.before().bounds().equals(write.after().bounds()))
                .map(write -> new Line(write.at(), moved(write)))
                .toList();
    }

    private static String moved(BoundsWrite write) {
        var before = write.before().bounds();
        var after = write.after().bounds();
        return "BOUNDS    " + before.minReplicas() + ".." + before.maxReplicas() + " -> " + after.minReplicas() + ".."
                + after.maxReplicas() + (write.isByOperator() ? "" : "  by " + write.manager());
    }

    private List<Line> statusesOf(String name) {
        List<Line> lines = new ArrayList<>();
        PredictiveScalerStatus before = PredictiveScalerStatus.empty();
        for (StatusWrite write : week.log().statuses()) {
            if (write.name().equals(name)) {
                PredictiveScalerStatus after = write.status();
                decided(before.decision(), after.decision())
                        .ifPresent(text -> lines.add(new Line(write.at(), "DECISION  " + text)));
                for (Condition condition : after.conditions()) {
                    flipped(before, condition).ifPresent(text -> lines.add(new Line(write.at(), "CONDITION " + text)));
                }
                before = after;
            }
        }
        return lines;
    }

    private static Optional<String> decided(Decision before, Decision after) {
        boolean same = after == null
                || (before != null
                        && after.time().equals(before.time())
                        && after.reason().equals(before.reason()));
        return same
                ? Optional.empty()
                : Optional.of(after.minReplicas() + ".." + after.maxReplicas() + " " + after.reason()
                        + ("None".equals(after.limitedBy()) ? "" : " (" + after.limitedBy() + ")") + ": "
                        + after.message());
    }

    private static Optional<String> flipped(PredictiveScalerStatus before, Condition after) {
        boolean same = before.conditions().stream()
                .anyMatch(condition -> condition.getType().equals(after.getType())
                        && condition.getStatus().equals(after.getStatus())
                        && condition.getReason().equals(after.getReason()));
        return same
                ? Optional.empty()
                : Optional.of(after.getType() + "=" + after.getStatus() + " " + after.getReason() + ": "
                        + after.getMessage());
    }

    private List<Line> eventsOf(String name) {
        return week.log().told().stream()
                .filter(event -> event.about().equals(name))
                .map(event -> new Line(event.at(), told(event)))
                .toList();
    }

    private static String told(Told event) {
        return "EVENT     " + event.type() + " " + event.reason() + ": " + event.message()
                + (event.count() == 1 ? "" : " (x" + event.count() + ")");
    }

    /** How often each reason was told of a resource in events. */
    static Map<String, Long> countsOf(List<Told> events) {
        return events.stream().collect(Collectors.groupingBy(Told::reason, Collectors.counting()));
    }
}
