package io.predictivescaler.planning;

import io.predictivescaler.planning.DemandOutlook.Forecasted;
import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The demand entries by whether they have an opinion now.
 *
 * @param heard forecasts that have not expired and say something about the lead time
 * @param silent the others
 */
record Opinions(List<Forecasted> heard, List<NoOpinion> silent) {
    static Opinions of(PlanInput input, Windows windows, Wording wording) {
        List<Forecasted> heard = new ArrayList<>();
        List<NoOpinion> silent = new ArrayList<>();
        for (DemandOutlook outlook : input.outlooks()) {
            switch (outlook) {
                case NoOpinion none -> silent.add(none);
                case Forecasted forecasted -> {
                    if (!forecasted.expires().isAfter(windows.now())) {
                        silent.add(
                                silence(forecasted, "its forecast expired at " + wording.time(forecasted.expires())));
                    } else if (!coversSome(forecasted, windows)) {
                        silent.add(silence(
                                forecasted,
                                "its forecast covers "
                                        + wording.stretch(
                                                forecasted.forecast().start(),
                                                forecasted.forecast().end())
                                        + " only"));
                    } else {
                        heard.add(forecasted);
                    }
                }
            }
        }
        return new Opinions(heard, silent);
    }

    private static NoOpinion silence(Forecasted forecasted, String why) {
        return new NoOpinion(forecasted.name(), why, forecasted.expires());
    }

    private static boolean coversSome(Forecasted forecasted, Windows windows) {
        return forecasted.forecast().horizon() > 0
                && !forecasted.forecast().start().isAfter(windows.leadEnd())
                && forecasted.forecast().end().isAfter(windows.now());
    }

    boolean isEmpty() {
        return heard.isEmpty();
    }

    /** The silent entry on whose account nothing is released longest. */
    Optional<NoOpinion> awaited(Instant now) {
        return silent.stream()
                .filter(entry -> entry.heldUntil().isAfter(now))
                .max(Comparator.comparing(NoOpinion::heldUntil));
    }

    /** The forecast that ends first, if it ends before {@code end}: what comes after it is not known to be less. */
    Optional<Forecasted> endingBefore(Instant end) {
        return heard.stream()
                .filter(entry -> entry.forecast().end().isBefore(end))
                .min(Comparator.comparing(entry -> entry.forecast().end()));
    }

    /** When the first of the forecasts loses its opinion; {@code now} when there is none. */
    Instant expires(Instant now) {
        return heard.stream()
                .map(Forecasted::expires)
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    /** The entries without an opinion, and why, as a clause. */
    String silence() {
        return silent.stream()
                .map(entry -> "no forecast for " + entry.name() + " (" + entry.why() + ")")
                .collect(Collectors.joining(", "));
    }
}
