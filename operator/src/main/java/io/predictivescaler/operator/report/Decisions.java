package io.predictivescaler.operator.report;

import io.predictivescaler.operator.simulate.Findings;
import io.predictivescaler.operator.simulate.Move;
import io.predictivescaler.operator.simulate.Rounded;
import io.predictivescaler.operator.simulate.Strategy;
import io.predictivescaler.planning.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the operator did, and why. */
final class Decisions {
    private static final int FIRST = 20;

    /** A file that a browser opens at once holds no more. */
    private static final int MOST = 3_000;

    private final Findings findings;
    private final LocalTimes times;

    Decisions(Findings findings) {
        this.findings = findings;
        this.times = new LocalTimes(findings.experiment().spec().zone());
    }

    Html section() {
        List<Move> moves = findings.moves();
        List<Html> content = new ArrayList<>();
        content.add(Html.of("h2", "What the operator would have done"));
        content.add(Html.of("p", summary()).with("class", "hint"));
        if (!moves.isEmpty()) {
            boolean isAll = moves.size() <= FIRST;
            content.add(table(
                    isAll ? "All moves of the bounds" : "The first " + FIRST + " moves of the bounds",
                    moves.subList(0, Math.min(FIRST, moves.size()))));
            if (!isAll) {
                content.addAll(rest(moves));
            }
        }
        return Html.of("section", content);
    }

    private List<Html> rest(List<Move> moves) {
        List<Move> rest = moves.subList(FIRST, Math.min(MOST, moves.size()));
        String named = "The other " + Rounded.counted(moves.size() - (double) FIRST, "move");
        Html table = table(
                moves.size() <= MOST
                        ? named
                        : named + ", of which this file holds the first " + Rounded.number(rest.size()),
                rest);
        return List.of(
                Html.of("details", Html.of("summary", named), table).with("class", "long"),
                Html.of("p", named + " can be read in the file itself.").with("class", "print-only hint"));
    }

    private String summary() {
        List<Move> moves = findings.moves();
        long raises = moves.stream()
                .filter(move -> move.to().minReplicas() > move.from().minReplicas())
                .count();
        StringBuilder said = new StringBuilder(
                moves.isEmpty()
                        ? "It would not have moved the bounds."
                        : "It would have moved the bounds "
                                + (moves.size() == 1 ? "once" : Rounded.number(moves.size()) + " times") + ", "
                                + Rounded.number((double) raises) + " of them upward.");
        say(said, " it did not trust its forecasts and left the HPA to itself.", Reason.Distrusted);
        say(said, " it had no usable forecast.", Reason.NoOpinion, Reason.AwaitingDemand);
        say(said, " its daily budget held it back.", Reason.BudgetReached);
        return said.append(" Times are ").append(times.zoneName()).append('.').toString();
    }

    private void say(StringBuilder into, String what, Reason... reasons) {
        Map<Reason, Integer> looks = findings.looks();
        long all = looks.values().stream().mapToLong(Integer::longValue).sum();
        long these = Stream.of(reasons)
                .mapToLong(reason -> looks.getOrDefault(reason, 0))
                .sum();
        if (these > 0) {
            // Looks are evenly spread over the time.
            Duration time = findings.of(Strategy.PREDICTIVE)
                    .scores()
                    .length()
                    .multipliedBy(these)
                    .dividedBy(all);
            into.append(" For ").append(Rounded.length(time)).append(what);
        }
    }

    private Html table(String caption, List<Move> moves) {
        return new Table(
                        caption,
                        List.of(
                                Table.Column.time("Time"),
                                Table.Column.number("minReplicas"),
                                Table.Column.text("Reason"),
                                Table.Column.message("In its own words")),
                        moves.stream().map(this::row).toList())
                .html();
    }

    private Table.Row row(Move move) {
        String maximum = move.from().maxReplicas() == move.to().maxReplicas()
                ? ""
                : "maxReplicas " + move.from().maxReplicas() + " → " + move.to().maxReplicas();
        Html.Element floor =
                Html.of("span", move.from().minReplicas() + " → " + move.to().minReplicas());
        return new Table.Row(
                Html.text(times.minute(move.at())),
                List.of(
                        maximum.isEmpty()
                                ? floor
                                : floor.and(Html.of("span", maximum).with("class", "more")),
                        Html.text(move.decision().reason().name()),
                        Html.text(move.decision().message())));
    }
}
