package io.predictivescaler.planning;

import io.predictivescaler.planning.DemandOutlook.Distrusted;
import io.predictivescaler.planning.DemandOutlook.Forecasted;
import io.predictivescaler.planning.DemandOutlook.NoOpinion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demand entries by whether they have an opinion now.
 *
 * @param heard forecasts that have not expired and say something about the lead time
 * @param silent the others, the distrusted ones among them
 * @param distrusted forecasts that are there and not to be trusted
 */
record Opinions(List<Forecasted> heard, List<NoOpinion> silent, List<Distrusted> distrusted) {
    static Opinions of(PlanInput input, Windows windows, Wording wording) {
        List<Forecasted> heard = new ArrayList<>();
        List<NoOpinion> silent = new ArrayList<>();
        List<Distrusted> distrusted = new ArrayList<>();
        for (DemandOutlook outlook : input.outlooks()) {
            switch (outlook) {
                case NoOpinion none -> silent.add(none);
                case Distrusted doubtful -> {
                    distrusted.add(doubtful);
                    silent.add(new NoOpinion(doubtful.name(), doubtful.why(), doubtful.heldUntil()));
                }
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
        return new Opinions(heard, silent, distrusted);
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

    private boolean distrusts(NoOpinion entry) {
        return distrusted.stream().anyMatch(doubtful -> doubtful.name().equals(entry.name()));
    }

    /** The silent entry on whose account nothing is released longest. */
    Optional<NoOpinion> awaited(Instant now) {
        return silent.stream()
                .filter(entry -> entry.heldUntil().isAfter(now))
                .max(Comparator.comparing(NoOpinion::heldUntil));
    }

    /** Why nothing is released on the account of a silent entry. */
    Reason reasonToAwait(NoOpinion entry) {
        return distrusts(entry) ? Reason.Distrusted : Reason.AwaitingDemand;
    }

    /** Until when nothing is released on the account of a silent entry, as it stands in a message after "until". */
    String untilWhen(NoOpinion entry, Wording wording) {
        return distrusts(entry) ? "it is" : wording.time(entry.heldUntil());
    }

    /** The forecast that ends first, if it ends before {@code end}: what comes after it is not known to be less. */
    Optional<Forecasted> endingBefore(Instant end) {
        return heard.stream()
                .filter(entry -> entry.forecast().end().isBefore(end))
                .min(Comparator.comparing(entry -> entry.forecast().end()));
    }

    /** When the first of the forecasts loses its opinion, or no longer holds a floor; {@code now} when there is none. */
    Instant expires(Instant now) {
        Stream<Instant> holding = distrusted.stream().map(Distrusted::heldUntil).filter(until -> until.isAfter(now));
        return Stream.concat(heard.stream().map(Forecasted::expires), holding)
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    /** The entries without an opinion, and why, as a clause. */
    String silence() {
        return silent.stream()
                .map(entry -> distrusts(entry)
                        ? "the forecast for " + entry.name() + " is not trusted (" + entry.why() + ")"
                        : "no forecast for " + entry.name() + " (" + entry.why() + ")")
                .collect(Collectors.joining(", "));
    }
}
