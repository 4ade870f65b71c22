package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.reconcile.Preview;
import io.predictivescaler.operator.reconcile.Preview.Move;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.planning.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The moves of a preview as people tell them: the steps of one way down are one line. */
final class Course {
    private Course() {}

    /**
     * One line.
     *
     * @param last the time of the last of its moves
     * @param why of the last move, which is where the others led
     */
    record Stretch(Instant first, Instant last, int steps, Bounds from, Bounds to, String why) {
        private Stretch then(Stretch next) {
            return new Stretch(first, next.last, steps + 1, from, next.to, next.why);
        }

        private boolean falls() {
            return to.minReplicas() < from.minReplicas();
        }
    }

    /**
     * @param pause the longest time between two steps of one way
     * @param zone in which messages tell the time
     */
    static List<Stretch> of(Preview preview, Duration pause, ZoneId zone) {
        List<Stretch> stretches = new ArrayList<>();
        for (Move move : preview.moves()) {
            Stretch next = new Stretch(move.at(), move.at(), 1, move.from(), move.to(), why(move, zone));
            boolean goesOn = next.falls()
                    && !stretches.isEmpty()
                    && stretches.getLast().falls()
                    && !move.at().isAfter(stretches.getLast().last().plus(pause));
            stretches.add(goesOn ? stretches.removeLast().then(next) : next);
        }
        return stretches;
    }

    /** Without the shortage ahead that every decision repeats until it is over. */
    static String why(Move move, ZoneId zone) {
        String message = move.decision().message();
        return move.decision()
                .shortfall()
                .map(shortfall -> "; " + new Wording(zone, move.at()).shortfall(shortfall))
                .filter(message::endsWith)
                .map(end -> message.substring(0, message.length() - end.length()))
                .orElse(message);
    }
}
