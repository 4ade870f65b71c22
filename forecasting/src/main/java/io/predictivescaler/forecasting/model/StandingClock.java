package io.predictivescaler.forecasting.model;

import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.util.Set;

/**
 * A member that follows a clock which never changes, as scheduled jobs on UTC do: its days are 24 hours, where those of the local clock are 23 or
 * 25 when the clocks change. Until then it says what the member itself says.
 */
public record StandingClock(Model member) implements Model {
    @Override
    public String label() {
        return member.label() + "-standing";
    }

    @Override
    public Set<Season> seasons() {
        return member.seasons();
    }

    @Override
    public Duration historyNeeded() {
        return member.historyNeeded();
    }

    @Override
    public FittedModel fit(Observed observed) {
        return new Fitted(member.fit(observed.standing()));
    }

    private record Fitted(FittedModel member) implements FittedModel {
        @Override
        public void forecast(Observed observed, int origin, int[] ahead, double[] into) {
            member.forecast(observed.standing(), origin, ahead, into);
        }

        @Override
        public FittedModel settled() {
            return new Fitted(member.settled());
        }
    }
}
